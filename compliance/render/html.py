"""The report as one HTML file, made from its Markdown."""

from collections.abc import Iterator
from html import escape
from typing import Final

from compliance.model import GapReport, Original, Outcome
from compliance.render.chart import coverage_chart
from compliance.render.illustrations import left_out_note, places_shown
from compliance.render.markdown import to_markdown
from compliance.render.page import page
from compliance.render.standing import heading
from compliance.render.words import (
    OUTCOME_WORDS,
    SEVERITY_WORDS,
    percent,
)


def to_html(report: GapReport, original: Original | None = None) -> bytes:
    """Return the report as one self-contained HTML file.

    With its `original` each gap links to its place there, and shows it if that is a
    page.

    Made from the Markdown, so the two never say different things; the cards and
    the picture repeat figures of its tables. Same report, same bytes.
    """
    return page(
        to_markdown(report).decode(),
        title=f"{heading(report)}: {report.submission.source}",
        footer=_footer(report) + left_out_note(original),
        pictures={"verdict": "".join(_cards(report)), "coverage": _picture(report)},
        beneath=places_shown(report, original) if original else {},
    )


def _cards(report: GapReport) -> Iterator[str]:
    counts = report.verdict.counts
    gaps = ", ".join(
        f"{report.verdict.gaps.get(severity, 0):,} {word}"
        for severity, word in SEVERITY_WORDS.items()
    )
    yield '<dl class="cards">\n'
    for outcome, word in OUTCOME_WORDS.items():
        note = gaps if outcome is Outcome.GAP else _NOTES[outcome]
        count = f"{counts.get(outcome, 0):,}"
        yield _card(outcome.value, word.capitalize(), count, note)
    yield _card("coverage", "Coverage", percent(report.coverage), "over all sections")
    not_checked = f"{len(report.not_checked):,}"
    yield _card("not-checked", "Not checked", not_checked, "things, with reasons")
    yield "</dl>\n"


_NOTES: Final = {
    Outcome.UNDETERMINED: "could not be decided",
    Outcome.MET: "as far as a summary can",
    Outcome.NOT_APPLICABLE: "not asked",
}


def _card(kind: str, term: str, figure: str, note: str) -> str:
    return (
        f'<div class="card is-{kind}"><dt>{escape(term)}</dt>'
        f'<dd>{escape(figure)}</dd><dd class="note">{escape(note)}</dd></div>\n'
    )


def _picture(report: GapReport) -> str:
    return (
        f'<figure><div class="scroll">{coverage_chart(report)}</div>'
        "<figcaption>The same figures as in the table below.</figcaption></figure>\n"
    )


def _footer(report: GapReport) -> str:
    return (
        f"Made by compliance {report.tool_version} with rulebook "
        f"{report.regulation.id} {report.regulation.version}, "
        f"as of {report.as_of.isoformat()}."
    )
