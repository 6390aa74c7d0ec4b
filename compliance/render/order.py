"""The order in which reports tell things: most binding first, then the form's."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final, TypeVar

from compliance.model import Finding, GapReport, Outcome, RuleResult, Severity

T = TypeVar("T")
BINDING: Final = (Severity.MUST, Severity.SHOULD, Severity.MAY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbered:
    """One finding with the number by which people talk about it."""

    id: str
    """The rule's id, a dot, and the finding's number within the rule."""
    result: RuleResult
    finding: Finding


def numbered(result: RuleResult) -> tuple[Numbered, ...]:
    """Return the findings of one rule; its own reason when it has none."""
    findings = result.findings
    if not findings and result.outcome is Outcome.UNDETERMINED:
        said = f"Could not be checked: {result.why}."
        about = result.rule.about
        findings = (
            Finding(at=about, field_id=result.field_id, message=said, remedy=""),
        )
    return tuple(
        Numbered(id=f"{result.rule.id}.{number}", result=result, finding=finding)
        for number, finding in enumerate(findings, 1)
    )


def section_order(report: GapReport) -> tuple[str, ...]:
    """Return every section id that the report speaks of, the form's order first."""
    known = [each.id for each in report.sections]
    met = [r.section for r in report.results] + [r.section for r in report.rows]
    listed = dict.fromkeys([*known, *report.regulation.form.sections, *met])
    return tuple(section for section in listed if section)


def by_section(
    report: GapReport, things: Iterable[T], section: Callable[[T], str]
) -> tuple[tuple[str, tuple[T, ...]], ...]:
    """Return `things` under their sections; those without one come last."""
    groups: dict[str, list[T]] = {s: [] for s in (*section_order(report), "")}
    for each in things:
        groups[section(each)].append(each)
    return tuple((s, tuple(found)) for s, found in groups.items() if found)


def results_with(
    report: GapReport, outcome: Outcome
) -> tuple[tuple[Severity, tuple[RuleResult, ...]], ...]:
    """Return the rules with `outcome`, most binding first, in their given order."""
    chosen = [each for each in report.results if each.outcome is outcome]
    return tuple(
        (severity, tuple(r for r in chosen if r.rule.severity is severity))
        for severity in BINDING
        if any(r.rule.severity is severity for r in chosen)
    )
