"""What is written into a copy of a filing: a remark per finding, and a summary."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from compliance.frontdoor import visible
from compliance.model import Finding, GapReport, Outcome, Place, RuleResult

AUTHOR: Final = "compliance"
_LONGEST: Final = 4_000
_TOLD: Final = (Outcome.GAP, Outcome.UNDETERMINED)
_CAVEAT: Final = (
    "These notes say what the summary lacks under the rules named in them. They do not "
    "say that a provider broke the law."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """A note on the filing."""

    words: tuple[str, ...]
    """Its paragraphs, each one printable line."""
    place: Place
    """Where it belongs."""
    is_gap: bool = True
    """Whether it is on a gap, and not on what could not be determined."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remarks:
    """All notes on one filing."""

    notes: tuple[Remark, ...]
    """Those with a place in the filing, in the order of the reports."""
    summary: tuple[str, ...]
    """Paragraphs for the head of the filing, without the findings of no place."""
    elsewhere: tuple[Remark, ...]
    """Findings without a place in the filing, told at its head."""
    day: str
    """ISO date for which the question was asked."""


def remarks_on(reports: Sequence[GapReport]) -> Remarks:
    """Return the notes that the reports on one filing make."""
    told = [
        _remark(result, finding)
        for report in reports
        for result in report.results
        if result.outcome in _TOLD
        for finding in result.findings
    ]
    return Remarks(
        notes=tuple(each for each in told if _is_somewhere(each.place)),
        summary=tuple(_summary(reports)),
        elsewhere=tuple(each for each in told if not _is_somewhere(each.place)),
        day=reports[0].as_of.isoformat(),
    )


def head_of(remarks: Remarks, lost: Sequence[Remark]) -> tuple[str, ...]:
    """Return the paragraphs of the note at the head of the filing.

    Args:
        remarks: All notes.
        lost: Those whose place was not found again in the file.
    """
    apart = [*remarks.elsewhere, *lost]
    heading = f"Findings without a place in this document: {len(apart)}"
    told = (" · ".join(remark.words) for remark in apart)
    return (*remarks.summary, *([heading, *told] if apart else ()))


def _is_somewhere(place: Place) -> bool:
    return place.page is not None or bool(place.path)


def _remark(result: RuleResult, finding: Finding) -> Remark:
    rule = result.rule
    outcome = "gap" if result.outcome is Outcome.GAP else "could not be determined"
    sources = "; ".join(f"{cite.instrument}, {cite.pinpoint}" for cite in rule.cites)
    words = (
        f"{rule.id} ({rule.severity.value}): {outcome}",
        finding.message,
        f"To do: {finding.remedy}" if finding.remedy else "",
        f"Source: {sources}" if sources else "",
    )
    return Remark(
        words=tuple(_line(each) for each in words if each.strip()),
        place=finding.place,
        is_gap=result.outcome is Outcome.GAP,
    )


def _summary(reports: Sequence[GapReport]) -> Iterator[str]:
    for report in reports:
        yield _line(
            f"{report.regulation.title}, as of {report.as_of.isoformat()}: "
            f"{report.verdict.words}"
        )
    yield f"Read from {_line(reports[0].submission.source)}."
    yield _CAVEAT


def _line(text: str) -> str:
    """Return `text` as one printable line; a very long one is cut with a mark."""
    line = " ".join(visible(text).split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
