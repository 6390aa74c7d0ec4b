"""The picture of the coverage: one bar a section, drawn as SVG."""

from collections.abc import Iterator
from html import escape
from typing import Final

from compliance.model import GapReport, Outcome, SectionCoverage
from compliance.render.text import visible
from compliance.render.words import OUTCOME_WORDS, percent, section_heading

_ROW: Final = 40
_TOP: Final = 58
_LABEL: Final = 250
_SCORE_X: Final = 260
_SCORE: Final = 190
_COUNT_X: Final = 520
_COUNT: Final = 350
_NARROWEST: Final = 14
_WIDTH: Final = 920
_LABEL_CHARACTERS: Final = 30

# Colour is never alone: every outcome has its own pattern and its number.
_PATTERNS: Final = (
    '<defs><pattern id="fill-gap" width="6" height="6" '
    'patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<rect width="6" height="6" fill="#e7a39d"/>'
    '<rect width="3" height="6" fill="#8f1d14"/></pattern>'
    '<pattern id="fill-undetermined" width="6" height="6" '
    'patternUnits="userSpaceOnUse"><rect width="6" height="6" fill="#ffe39a"/>'
    '<circle cx="3" cy="3" r="1.6" fill="#694700"/></pattern></defs>'
)
_FILLS: Final = {
    Outcome.GAP: "url(#fill-gap)",
    Outcome.UNDETERMINED: "url(#fill-undetermined)",
    Outcome.MET: "#14532d",
    Outcome.NOT_APPLICABLE: "#ffffff",
}


def coverage_chart(report: GapReport) -> str:
    """Return an SVG with each section's coverage, weight and counts of outcomes.

    Every figure in it also stands in the table beside it.
    """
    sections = report.sections
    height = _TOP + _ROW * len(sections) + 10
    most = max((sum(s.counts.values()) for s in sections), default=0) or 1
    rows = (
        part
        for number, section in enumerate(sections)
        for part in _row(report, section, _TOP + _ROW * number, most)
    )
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" '
        'role="img" aria-labelledby="chart-title chart-desc" '
        'font-family="system-ui, Segoe UI, Roboto, Arial, sans-serif" '
        'font-size="13" fill="#1a1f26">'
    )
    described = (
        '<title id="chart-title">Coverage and outcomes by section</title>'
        f'<desc id="chart-desc">{escape(_described(report))}</desc>'
    )
    return "".join((opening, described, _PATTERNS, *_legend(), *rows, "</svg>"))


def _described(report: GapReport) -> str:
    return "; ".join(
        f"{_name(report, each)}: {percent(each.score)}" for each in report.sections
    )


def _name(report: GapReport, section: SectionCoverage) -> str:
    return visible(section_heading(report.regulation, section.id))


def _legend() -> Iterator[str]:
    yield _text(_SCORE_X, 40, "Coverage (weight)", weight="600")
    yield _text(_COUNT_X, 18, "Rules by outcome", weight="600")
    left = _COUNT_X
    for outcome, word in OUTCOME_WORDS.items():
        yield _bar(left, 30, 14, 12, _FILLS[outcome])
        yield _text(left + 19, 41, word)
        left += 34 + 7 * len(word)


def _row(
    report: GapReport, section: SectionCoverage, top: int, most: int
) -> Iterator[str]:
    name = _name(report, section)
    short = name
    if len(name) > _LABEL_CHARACTERS:
        short = f"{name[: _LABEL_CHARACTERS - 1].rstrip()}…"
    yield f"<g><title>{escape(name)}</title>"
    yield _text(_LABEL, top + 20, short, at="end")
    yield _bar(_SCORE_X, top + 8, _SCORE, 16, "#ffffff")
    if section.score:
        yield _bar(_SCORE_X, top + 8, round(_SCORE * section.score), 16, "#2f4b66")
    said = f"{percent(section.score)} (×{section.weight:g})"
    yield _text(_SCORE_X + 2, top + 36, said, size="11")
    left = _COUNT_X
    for outcome, word in OUTCOME_WORDS.items():
        count = section.counts.get(outcome, 0)
        # A count of one stays wide enough for its number.
        width = max(_NARROWEST, round(_COUNT * count / most)) if count else 0
        if count:
            yield f"<g><title>{escape(word)}: {count}</title>"
            yield _bar(left, top + 8, width, 16, _FILLS[outcome])
            yield "</g>"
            yield _text(left + width // 2, top + 36, str(count), at="middle", size="11")
        left += width
    yield "</g>"


def _bar(left: int, top: int, width: int, height: int, fill: str) -> str:
    return (
        f'<rect x="{left}" y="{top}" width="{width}" height="{height}" '
        f'fill="{fill}" stroke="#1a1f26" stroke-width="0.8"/>'
    )


def _text(
    left: int,
    base: int,
    words: str,
    *,
    at: str = "start",
    weight: str = "400",
    size: str = "13",
) -> str:
    return (
        f'<text x="{left}" y="{base}" text-anchor="{at}" font-weight="{weight}" '
        f'font-size="{size}">{escape(words)}</text>'
    )
