"""The sheets to read first: what the workbook is, the verdict, the sources."""

from collections.abc import Iterable, Iterator
from typing import Final

from compliance.model import GapReport
from compliance.render.cells import Block, Cell, Column, Sheet
from compliance.render.provenance import provenance_rows
from compliance.render.standing import (
    contest_rows,
    figure_rows,
    heading,
    history_rows,
    sanction_rows,
    standing_words,
)
from compliance.render.words import (
    OUTCOME_MEANS,
    OUTCOME_WORDS,
    SEVERITY_WORDS,
    read_from_words,
    section_heading,
)

_HOW_TO_READ: Final = (
    ("Summary", "The verdict, the counts, the coverage, and what was not checked."),
    ("Rules", "Every rule with its outcome, also those met and those not asked."),
    (
        "Findings",
        "What to act on. The last four columns are yours: officer, decision, due, note.",
    ),
    ("Answers", "Every field of the form as it was read, with its place."),
    ("Catalog sheets", "What the cross-check shows; a link is a likeness, not proof."),
    ("Texts", "A cut text says how much is left out; the JSON report has it whole."),
    ("«U+202E»", "A character that cannot be seen, by its code point."),
)


def readme(report: GapReport) -> Sheet:
    """Return what the workbook is, how to read it and what it was made from."""
    regulation = report.regulation
    origin = read_from_words(report.submission)
    rows: list[tuple[Cell, ...]] = [
        ("Status of the law", standing_words(report)),
        ("What this is", f"{heading(report)}: {report.submission.source}"),
        *((("Read from", origin),) if origin else ()),
        ("Regulation", regulation.title),
        ("Verdict", report.verdict.words),
        *((f"Sheet {name}", words) for name, words in _HOW_TO_READ[:-2]),
        *_HOW_TO_READ[-2:],
        *(("What this does not say", each) for each in _said_of(report)),
        *provenance_rows(report),
        *((f"Context: {key}", value) for key, value in report.context.items()),
    ]
    return Sheet(
        "README", (Block((Column("What", 28), Column("Text", 110)), tuple(rows)),)
    )


def summary(report: GapReport) -> Sheet:
    """Return the verdict, the counts and the coverage, numbers as numbers."""
    verdict = report.verdict
    outcomes = tuple(
        (word, verdict.counts.get(outcome, 0), OUTCOME_MEANS[outcome])
        for outcome, word in OUTCOME_WORDS.items()
    )
    gaps = tuple(
        (word, verdict.gaps.get(severity, 0))
        for severity, word in SEVERITY_WORDS.items()
    )
    covered = Column("Coverage", 14)
    return Sheet(
        "Summary",
        (
            Block((Column("Verdict", 60),), ((verdict.words,),)),
            Block(
                (Column("Outcome"), Column("Rules"), Column("Meaning", over=True)),
                outcomes,
            ),
            Block((Column("Gaps by severity"), Column("Rules")), gaps),
            Block(
                (
                    Column("Section", 60),
                    covered,
                    Column("Weight", 10),
                    *(Column(word.capitalize(), 14) for word in OUTCOME_WORDS.values()),
                ),
                tuple(_sections(report)),
            ),
            *_figures(report),
            Block((Column("How coverage is counted"),), ((report.coverage_method,),)),
            Block(
                (Column("Not checked, and why"),),
                tuple((each,) for each in report.not_checked),
            ),
        ),
    )


def sources(report: GapReport) -> Sheet:
    """Return the sources, and the law's history, contests and sanctions."""
    columns = (
        Column("Source", 22),
        Column("Title", 70),
        Column("Dated", 14),
        Column("Certainty", 12),
        Column("Address", 60),
    )
    rows = tuple(
        (each.id, each.title, each.dated, each.sure, each.url)
        for each in report.regulation.sources.values()
    )
    regulation = report.regulation
    return Sheet(
        "Sources",
        (
            Block(columns, rows),
            _block(
                ("On", "What happened", "Status from then", "Text", "What it changed"),
                history_rows(regulation),
            ),
            _block(
                ("Contest", "Title", "Latest step", "What", "Effect"),
                contest_rows(regulation),
            ),
            _block(
                ("Sanction", "Pinpoint", "What", "Who", "Figures"),
                sanction_rows(regulation),
            ),
        ),
    )


def _block(names: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Block:
    columns = (*map(Column, names), Column("Certainty"))
    return Block(columns, tuple(rows), "None known.")


def _figures(report: GapReport) -> Iterator[Block]:
    rows = tuple(figure_rows(report))
    if rows:
        names = ("Exposure figure", "Pinpoint", "Counted as one", "Instances", "At least",
                 "At most", "Certainty")  # fmt: skip
        yield Block(tuple(Column(name) for name in names), rows)


def _said_of(report: GapReport) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*report.caveats, *report.regulation.notes)))


def _sections(report: GapReport) -> Iterator[tuple[Cell, ...]]:
    yield ("All sections", _share(report.coverage))
    for each in report.sections:
        counts = (each.counts.get(outcome, 0) for outcome in OUTCOME_WORDS)
        heading = section_heading(report.regulation, each.id)
        yield (heading, _share(each.score), each.weight, *counts)


def _share(score: float | None) -> Cell:
    return "not scored" if score is None else score
