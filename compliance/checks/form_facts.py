"""Checks of the form itself: rows added, dropped, options altered."""

from collections.abc import Iterator
from dataclasses import dataclass

from compliance.checks.evidence import Evidence
from compliance.model import IN_WORDS, Gap, Observation, State


@dataclass(frozen=True, slots=True, kw_only=True)
class NoParams:
    """A check that needs no parameters."""


def rows_added(evidence: Evidence, params: NoParams) -> Iterator[Observation]:
    """Yield a gap for each row that the form does not have.

    Facts: ``label``.
    """
    del params
    for row in evidence.facts.added:
        facts = {"label": row.label}
        yield Gap(at="", facts=facts, place=row.place)


def options_altered(evidence: Evidence, params: NoParams) -> Iterator[Observation]:
    """Yield a gap for each option that is printed otherwise than the form has it.

    Facts: ``label`` (the field), ``printed``.
    """
    del params
    for row in evidence.facts.altered:
        facts = {"label": row.label, "printed": row.text}
        yield Gap(at="", facts=facts, place=row.place)


@dataclass(frozen=True, slots=True, kw_only=True)
class RowsMissing:
    """Parameters of `rows_missing`."""

    except_at: tuple[str, ...] = ()
    """Fields that may be left out."""


def rows_missing(evidence: Evidence, params: RowsMissing) -> Iterator[Observation]:
    """Yield a gap if rows of the form are not in the filing.

    Facts: ``fields`` (their numbers), ``count``.
    """
    missing = [
        field
        for field in evidence.form.fields
        if field.at not in params.except_at
        and evidence.answer(field.at).state is State.MISSING_FIELD
    ]
    if missing:
        facts = {
            "fields": ", ".join(field.id for field in missing),
            "count": str(len(missing)),
        }
        yield Gap(at=missing[0].at, facts=facts)


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateUsed:
    """Parameters of `template_used`."""

    accept: tuple[str, ...]


def template_used(evidence: Evidence, params: TemplateUsed) -> Iterator[Observation]:
    """Yield a gap if the filing is made on another form.

    Facts: ``template``, ``reasons``.
    """
    if evidence.facts.template not in params.accept:
        reasons = "; ".join(evidence.facts.reasons) or "its rows are not the form's"
        facts = {"template": evidence.facts.template, "reasons": reasons}
        yield Gap(at="", facts=facts)


@dataclass(frozen=True, slots=True, kw_only=True)
class TicksInBoxes:
    """Parameters of `ticks_in_boxes`."""

    at: tuple[str, ...]


def ticks_in_boxes(evidence: Evidence, params: TicksInBoxes) -> Iterator[Observation]:
    """Yield a gap for each field that describes what is to be ticked.

    Facts: ``given`` (the words).
    """
    for at in params.at:
        answer = evidence.answer(at)
        if IN_WORDS in answer.note:
            yield Gap(at=at, facts={"given": answer.text})
