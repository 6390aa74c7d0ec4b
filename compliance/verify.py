"""The rules' own cases: every rule answers its examples as they say."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from compliance import datafiles, pointer
from compliance.checks.evidence import Evidence
from compliance.evaluate import ask
from compliance.intake.canonical import answers_from_data
from compliance.lexicon import load_lexicon
from compliance.model import (
    NOWHERE,
    AddedRow,
    Case,
    CatalogFacts,
    CrossCheck,
    Disclosed,
    EntryAnswer,
    FormFacts,
    Link,
    Match,
    Method,
    Outcome,
    Regulation,
    Rule,
)
from compliance.reference import load_reference

_NO_FILE: Final = CatalogFacts(
    source="",
    sha256="",
    digest="",
    mapping="",
    lines_in=0,
    header_lines=0,
    blank_lines=0,
    used_lines=0,
    quarantined_lines=0,
    rows=0,
    updated_at="",
    quarantine=(),
)


@dataclass(frozen=True, slots=True)
class CaseResult:
    """What a rule answered to one of its cases."""

    rule: Rule
    case: Case
    outcome: Outcome
    told: str
    """The messages, or why the rule was not asked."""

    @property
    def agrees(self) -> bool:
        """Return whether the rule answered as the case says."""
        return self.outcome is self.case.expect


def verify(regulation: Regulation, root: Path) -> Iterator[CaseResult]:
    """Yield the result of every case of every rule, in order."""
    for rule in regulation.rules:
        for case in rule.cases:
            result = ask(rule, case_evidence(rule, case, regulation, root))
            messages = "; ".join(f.message for f in result.findings)
            yield CaseResult(rule, case, result.outcome, messages or result.why)


def case_evidence(
    rule: Rule, case: Case, regulation: Regulation, root: Path
) -> Evidence:
    """Return the evidence that `case` describes."""
    return Evidence(
        form=regulation.form,
        answers=answers_from_data(pointer.build(case.given), regulation.form, root),
        facts=form_facts(case.form),
        context=case.context,
        as_of=case.as_of or rule.applies_from,
        lexicon=load_lexicon(root),
        reference=load_reference(root),
        cross_check=None if case.catalog is None else catalog_shown(case.catalog),
    )


def catalog_shown(entries: Sequence[Mapping[str, str]]) -> CrossCheck:
    """Return what a catalog would show whose entries are all exposed."""
    links = []
    answers = []
    for number, entry in enumerate(entries):
        at = entry.get("listed_at", "")
        disclosed = Disclosed(kind="work", text=entry["title"], at=at, field_id="")
        link = Link(
            disclosed=disclosed,
            entry_id=str(number),
            entry_title=entry["title"],
            entry_owner="",
            method=Method.TITLE_CREATOR if at else Method.DOMAIN,
            reasons=(),
        )
        answer = EntryAnswer(
            entry_id=str(number),
            title=entry["title"],
            owner="",
            match=Match.EXPOSED,
            through=link.method,
            registration=entry.get("registration", ""),
        )
        links.append(link)
        answers.append(answer)
    return CrossCheck(
        catalog=_NO_FILE,
        disclosed=tuple(link.disclosed for link in links),
        links=tuple(links),
        datasets=(),
        reservations=(),
        identifiers=(),
        entries=tuple(answers),
        counts={Match.EXPOSED: len(answers)},
        share_checkable=1.0,
        not_checked=(),
    )


def form_facts(given: Mapping[str, object]) -> FormFacts:
    """Return what a reader would have seen of a form that is as `given` says."""
    return FormFacts(
        template=str(given.get("template", "unknown")),
        added=_rows(given.get("added")),
        altered=_rows(given.get("altered")),
    )


def _rows(given: object) -> tuple[AddedRow, ...]:
    labels = given if isinstance(given, list) else []
    return tuple(
        AddedRow(label=str(label), text=str(label), place=NOWHERE) for label in labels
    )


def open_traces(regulation: Regulation, root: Path) -> tuple[str, ...]:
    """Return the requirements of ``traces.toml`` that nothing answers for.

    Each is carried by a rule that traces to it, or says in ``no_rule`` why not.
    """
    file = root / "regulations" / regulation.id / "traces.toml"
    if not file.is_file():
        return ()
    carried = {trace for rule in regulation.rules for trace in rule.traces}
    listed = datafiles.read_toml(file).get("traces", [])
    known = {entry["id"] for entry in listed}
    unheld = [e["id"] for e in listed if e["id"] not in carried and "no_rule" not in e]
    return (*unheld, *sorted(carried - known))


def missing_cases(rule: Rule) -> tuple[Outcome, ...]:
    """Return the outcomes of which `rule` has no case but owes one."""
    owed = [Outcome.MET, Outcome.GAP]
    if rule.when:
        owed.append(Outcome.NOT_APPLICABLE)
    shown = {case.expect for case in rule.cases}
    return tuple(outcome for outcome in owed if outcome not in shown)
