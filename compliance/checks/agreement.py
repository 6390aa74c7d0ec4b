"""Checks of whether two answers, or an answer and a fact, agree."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from compliance.checks.completeness import ticked
from compliance.checks.evidence import Evidence
from compliance.figures import bounds_of, figures
from compliance.lexicon import plain
from compliance.model import Gap, Observation, State, Unknown


@dataclass(frozen=True, slots=True, kw_only=True)
class TicksWithin:
    """Parameters of `ticks_within`."""

    at: tuple[str, ...]
    """Tick fields, taken together."""
    within: tuple[str, ...]
    """Tick fields, taken together, that must hold each of them."""


def ticks_within(evidence: Evidence, params: TicksWithin) -> Iterator[Observation]:
    """Yield a gap for each modality ticked at ``at`` and nowhere in ``within``.

    Facts: ``modality``, ``fields`` (numbers of the fields that tick it),
    ``within`` (numbers of the fields that do not).
    """
    held = {m for at in params.within for m in ticked(evidence, at)}
    unread = [at for at in params.within if _unreadable(evidence, at)]
    marked = {m: at for at in reversed(params.at) for m in ticked(evidence, at)}
    for modality, at in sorted(marked.items()):
        if modality in held:
            continue
        if unread:
            why = f"the ticks of {evidence.name(unread[0])} could not be read"
            yield Unknown(at=at, why=why)
            continue
        fields = [f for f in params.at if modality in ticked(evidence, f)]
        yield Gap(
            at=at,
            facts={
                "modality": modality,
                "fields": ", ".join(evidence.name(f) for f in fields),
                "within": ", ".join(evidence.name(f) for f in params.within),
            },
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureAgrees:
    """Parameters of `figure_agrees`."""

    range: str
    """A size range field."""
    texts: tuple[str, ...]
    """Fields whose words may state the size in the range's unit."""


def figure_agrees(evidence: Evidence, params: FigureAgrees) -> Iterator[Observation]:
    """Yield a gap if a size in the words lies outside the chosen range.

    Only figures with the range's own unit are compared ("15 trillion tokens");
    of several, the largest, because parts may be stated beside the whole.

    Facts: ``figure`` (as written), ``range`` (its code).
    """
    code = evidence.answer(params.range).value
    bounds = bounds_of(code) if isinstance(code, str) else None
    if bounds is None or not isinstance(code, str):
        return
    low, high, unit = bounds
    found = [
        (amount, words, at)
        for at in params.texts
        for amount, words in figures(evidence.answer(at).text, unit)
    ]
    if not found:
        return
    amount, words, at = max(found, key=lambda each: each[0])
    if not low <= amount <= high:
        yield Gap(at=at, facts={"figure": words, "range": code})


@dataclass(frozen=True, slots=True, kw_only=True)
class Agrees:
    """Parameters of `agrees`."""

    left: str
    right: str
    """Sources of two values, compared as they are."""


def agrees(evidence: Evidence, params: Agrees) -> Iterator[Observation]:
    """Yield a gap if both values are known and differ.

    Facts: ``left``, ``right``.
    """
    left, right = evidence.value(params.left), evidence.value(params.right)
    for source, value in ((params.left, left), (params.right, right)):
        if value is None or value == "nonstandard":
            yield evidence.not_given(source, params.left)
            return
    if left != right:
        yield Gap(at=params.left, facts={"left": str(left), "right": str(right)})


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueIs:
    """Parameters of `value_is`."""

    at: str
    one_of: tuple[str, ...]


def value_is(evidence: Evidence, params: ValueIs) -> Iterator[Observation]:
    """Yield a gap unless the answer's value is one of ``one_of``.

    An answer in words of its own, or without a value, cannot be told.

    Facts: ``value``.
    """
    value = evidence.value(params.at)
    if not isinstance(value, str) or value == "nonstandard":
        yield Unknown(
            at=params.at, why=f"{evidence.name(params.at)} gives no plain value"
        )
    elif value not in params.one_of:
        yield Gap(at=params.at, facts={"value": value})


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatoryAgrees:
    """Parameters of `signatory_agrees`."""

    claim: str
    """A yes/no field: are you a signatory?"""
    party: str
    """The field that names the provider."""
    chapter: str


def signatory_agrees(
    evidence: Evidence, params: SignatoryAgrees
) -> Iterator[Observation]:
    """Yield a gap if the claim and the list of signatories disagree.

    A provider that is not on the list cannot be judged, because the list is
    not complete.

    Facts: ``claim``, ``listed`` (the name on the list), ``as_of``.
    """
    claim = evidence.answer(params.claim).value
    words = plain(evidence.answer(params.party).text)
    day = evidence.reference.signatories_as_of
    for party in evidence.reference.signatories:
        if not any(_names(words, name) for name in (party.name, *party.also)):
            continue
        signed = "yes" if params.chapter in party.chapters else "no"
        if claim in ("yes", "no") and claim != signed:
            facts = {"claim": str(claim), "listed": party.name, "as_of": day}
            yield Gap(at=params.claim, facts=facts)
        return
    if claim == "yes":
        why = f"the provider is not on the list of signatories known on {day}"
        yield Unknown(at=params.claim, why=why)


def _names(words: str, name: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(plain(name))}(?!\w)", words) is not None


def _unreadable(evidence: Evidence, at: str) -> bool:
    return evidence.answer(at).state is State.UNREADABLE
