"""A comparison as an .xlsx workbook in which every text is only a text."""

from collections.abc import Iterator
from datetime import date

from compliance.model import Comparison
from compliance.render.book import book
from compliance.render.cells import Block, Cell, Column, Sheet
from compliance.render.comparison.words import (
    COUNTED,
    counted,
    groups,
    legend,
    level_words,
    matrix_lines,
    opening,
    seen_words,
    title,
)
from compliance.render.words import OUTCOME_WORDS


def to_xlsx(comparison: Comparison) -> bytes:
    """Return the comparison as a workbook; same input, same bytes.

    Created on the day asked for or, without a filing, the day of our knowledge.
    """
    known = max(
        (column.known_on for column in comparison.columns), default="2026-01-01"
    )
    day = comparison.filing.as_of if comparison.filing else date.fromisoformat(known)
    return book(sheets_of(comparison), title=title(comparison), day=day)


def sheets_of(comparison: Comparison) -> tuple[Sheet, ...]:
    """Return the sheets: how to read, the matrix, every cell in a row, the columns."""
    return (
        _readme(comparison),
        _matrix(comparison),
        _cells(comparison),
        _regulations(comparison),
    )


def _readme(comparison: Comparison) -> Sheet:
    rows: list[tuple[Cell, ...]] = [("What this is", title(comparison))]
    rows += [("", sentence) for sentence in opening(comparison)]
    rows += [
        (f"{word}; of a term: {term}" if term not in ("", word) else word, says)
        for word, term, says in legend(comparison)
    ]
    rows += [
        ("Sheet Matrix", "elements by regulations; prints over pages side by side"),
        ("Sheet Cells", "every cell of the matrix in a row of its own, to filter"),
        ("Sheet Regulations", "status of each, and what it was made from"),
    ]
    rows += [("What it does not say", sentence) for sentence in comparison.caveats]
    block = Block((Column("Read first", 30), Column("", 110)), tuple(rows))
    return Sheet("Read first", (block,))


def _matrix(comparison: Comparison) -> Sheet:
    columns = [Column("Element", 24)]
    columns += [
        Column(f"{each.short}\n{each.status}", 22, begins=True)
        for each in comparison.columns
    ]
    return Sheet(
        "Matrix", (Block(tuple(columns), tuple(_matrix_rows(comparison))),), wide=True
    )


def _matrix_rows(comparison: Comparison) -> Iterator[tuple[Cell, ...]]:
    for heading, rows in groups(comparison.rows).items():
        yield (heading.upper(), *("" for _ in comparison.columns))
        for row in rows:
            cells = ("\n".join(matrix_lines(cell, row.element)) for cell in row.cells)
            yield (row.element.title, *cells)


def _cells(comparison: Comparison) -> Sheet:
    columns = [
        Column("Group", 22),
        Column("Element", 24),
        Column("Regulation", 20),
        Column("Status", 14),
        Column("Level", 15),
        Column("Clause", 26),
        Column("What it asks", 60),
        Column("Certainty", 10),
    ]
    if comparison.filing is not None:
        columns += [
            Column("Outcome", 15),
            Column("Binding", 9),
            Column("Why", 60),
            Column("Rules", 24),
            Column("In the filing", 40),
            Column("Words of the filing", 60),
        ]
    return Sheet("Cells", (Block(tuple(columns), tuple(_cell_rows(comparison))),))


def _cell_rows(comparison: Comparison) -> Iterator[tuple[Cell, ...]]:
    for row in comparison.rows:
        for column, cell in zip(comparison.columns, row.cells, strict=True):
            duty, judged = cell.duty, cell.judged
            told: tuple[Cell, ...] = (
                row.element.group,
                row.element.title,
                column.short,
                column.status,
                level_words(cell, row.element),
                duty.clause,
                duty.says,
                duty.sure,
            )
            if judged is not None:
                told += (
                    OUTCOME_WORDS[judged.outcome],
                    judged.binding,
                    judged.why,
                    ", ".join(judged.rules),
                    "\n".join(map(seen_words, judged.seen)),
                    "\n".join(each.quote for each in judged.seen if each.quote),
                )
            yield told


def _regulations(comparison: Comparison) -> Sheet:
    columns = [
        Column("Regulation", 22),
        Column("Id", 20),
        Column("Title", 60),
        Column("Place", 16),
        Column("Status", 14),
        Column("What that means", 70),
        Column("Known on", 11),
        Column("Rulebook", 10),
        Column("Digest", 30),
    ]
    filed = comparison.filing is not None
    if filed:
        columns += [Column("Judged by", 20), *(Column(each, 12) for each in COUNTED)]
    rows = []
    for number, each in enumerate(comparison.columns):
        row: tuple[Cell, ...] = (
            each.short,
            each.id,
            each.title,
            each.place,
            each.status,
            each.status_note,
            each.known_on,
            each.version,
            each.digest,
        )
        if filed:
            row += (each.judged_by, *counted(comparison, number))
        rows.append(row)
    return Sheet("Regulations", (Block(tuple(columns), tuple(rows)),))
