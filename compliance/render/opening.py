"""The first page: what law this is, the verdict, the coverage."""

from collections.abc import Iterator

from compliance.model import GapReport, Outcome, SectionCoverage
from compliance.render.standing import heading, standing_words
from compliance.render.tables import table
from compliance.render.text import markdown_text
from compliance.render.words import (
    OUTCOME_MEANS,
    OUTCOME_WORDS,
    SEVERITY_WORDS,
    percent,
    plural,
    read_from_words,
    section_heading,
)


def title(report: GapReport) -> Iterator[str]:
    """Yield the title, and beneath it what the law is before what it says."""
    regulation = report.regulation
    yield f"# {heading(report)}: {markdown_text(report.submission.source)}"
    yield ""
    yield f"> **Status:** {markdown_text(standing_words(report))}"
    yield ""
    yield f"{markdown_text(regulation.title)}."
    yield ""
    yield (
        f"Asked as of {report.as_of.isoformat()}; the law as known on "
        f"{markdown_text(regulation.known_on)}."
    )
    yield ""
    origin = read_from_words(report.submission)
    if origin:
        yield from (markdown_text(origin), "")


def verdict(report: GapReport) -> Iterator[str]:
    """Yield the verdict in one sentence and the counts behind it."""
    yield "## Verdict"
    yield ""
    yield markdown_text(report.verdict.words)
    yield ""
    yield from table(
        ("Outcome", "Rules", "Meaning"),
        (
            (
                OUTCOME_WORDS[outcome],
                f"{report.verdict.counts.get(outcome, 0):,}",
                outcome_meaning(report, outcome),
            )
            for outcome in OUTCOME_WORDS
        ),
        numbers=("Rules",),
    )
    if report.not_checked:
        sentences = plural(len(report.not_checked), "thing was", "things were")
        yield f"{sentences} [not checked, and why](#not-checked)."
        yield ""


def outcome_meaning(report: GapReport, outcome: Outcome) -> str:
    """Return what an outcome means, with the gaps by severity."""
    if outcome is not Outcome.GAP:
        return OUTCOME_MEANS[outcome]
    counted = ", ".join(
        f"{report.verdict.gaps.get(severity, 0):,} {word}"
        for severity, word in SEVERITY_WORDS.items()
    )
    return f"{OUTCOME_MEANS[outcome]}: {counted}"


def coverage(report: GapReport) -> Iterator[str]:
    """Yield the coverage of every section, and how it is counted."""
    yield "## Coverage"
    yield ""
    yield f"Over all sections: {percent(report.coverage)}."
    yield ""
    said = (report.coverage_method, report.regulation.weights_note)
    for words in dict.fromkeys(each for each in said if each):
        yield markdown_text(words)
        yield ""
    yield from table(
        ("Section", "Coverage", "Weight", *map(str.capitalize, OUTCOME_WORDS.values())),
        (_section(report, each) for each in report.sections),
        numbers=("Weight", *map(str.capitalize, OUTCOME_WORDS.values())),
    )


def _section(report: GapReport, section: SectionCoverage) -> tuple[str, ...]:
    return (
        markdown_text(section_heading(report.regulation, section.id)),
        percent(section.score),
        f"{section.weight:g}",
        *(f"{section.counts.get(outcome, 0):,}" for outcome in OUTCOME_WORDS),
    )
