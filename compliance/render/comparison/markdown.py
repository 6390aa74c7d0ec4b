"""A comparison as Markdown; HTML is made from it."""

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from compliance.model import (
    ComparedCell,
    ComparedRow,
    Comparison,
    Level,
    Outcome,
    Side,
)
from compliance.render.catalog import bullets
from compliance.render.comparison.words import (
    COUNTED,
    counted,
    groups,
    legend,
    level_words,
    matrix_lines,
    opening,
    outcome_words,
    seen_words,
    title,
)
from compliance.render.tables import table
from compliance.render.text import code, markdown_text

_ASKED: Final = ("Regulation", "Level", "Clause", "What it asks", "Certainty")
ACROSS: Final = 7
"""Columns of regulations that stand side by side on a printed page."""


def to_markdown(comparison: Comparison) -> bytes:
    """Return the comparison as UTF-8 Markdown with Unix line ends; same input, same bytes."""
    lines = [
        f"# {markdown_text(title(comparison))}",
        "",
        *_opening(comparison),
        *_result(comparison),
        *_legend(comparison),
        *_matrix(comparison),
        *_details(comparison),
        *_columns(comparison),
        "## What this comparison does not say",
        "",
        *bullets(comparison.caveats),
    ]
    return "\n".join(lines).encode()


def parts_of(count: int) -> tuple[range, ...]:
    """Return the columns in parts of at most `ACROSS`, as even as they come.

    >>> [len(part) for part in parts_of(22)]
    [6, 5, 6, 5]
    >>> parts_of(0)
    ()
    """
    if not count:
        return ()
    parts = math.ceil(count / ACROSS)
    edges = [math.ceil(count * number / parts) for number in range(parts + 1)]
    return tuple(range(*each) for each in pairwise(edges))


def _opening(comparison: Comparison) -> Iterator[str]:
    for sentence in opening(comparison):
        yield from (markdown_text(sentence), "")


def _result(comparison: Comparison) -> Iterator[str]:
    if comparison.filing is None:
        return
    yield from ("## Result by regulation", "")
    yield from table(
        ("Regulation", "Status", "Judged by", *COUNTED),
        (
            (
                markdown_text(column.short),
                markdown_text(column.status),
                markdown_text(column.judged_by),
                *(f"{count:,}" for count in counted(comparison, number)),
            )
            for number, column in enumerate(comparison.columns)
        ),
        numbers=COUNTED,
    )


def _legend(comparison: Comparison) -> Iterator[str]:
    yield from ("## How to read it", "")
    terms = any(row.element.side is Side.TERM for row in comparison.rows)
    yield from table(
        ("Word", "Of a term", "Meaning") if terms else ("Word", "Meaning"),
        (
            tuple(map(markdown_text, each if terms else (each[0], each[2])))
            for each in legend(comparison)
        ),
    )
    yield (
        "Beneath the word stands the clause and, where it is not high, the certainty. "
        "What each regulation asks stands in the chapter on every element."
    )
    yield ""


def _matrix(comparison: Comparison) -> Iterator[str]:
    yield from ("## Matrix", "")
    parts = parts_of(len(comparison.columns))
    for part in parts:
        if len(parts) > 1:
            yield f"### Columns {part[0] + 1} to {part[-1] + 1}"
            yield ""
        columns = [comparison.columns[number] for number in part]
        heads = (
            f"{markdown_text(each.short)}<br>{markdown_text(each.status)}"
            for each in columns
        )
        yield from table(("Element", *heads), _matrix_rows(comparison.rows, part))


def _matrix_rows(rows: Sequence[ComparedRow], part: range) -> Iterator[tuple[str, ...]]:
    for heading, of_group in groups(rows).items():
        yield (f"**{markdown_text(heading)}**", *("" for _ in part))
        for row in of_group:
            cells = (_matrix_cell(row.cells[number], row) for number in part)
            yield (markdown_text(row.element.title), *cells)


def _matrix_cell(cell: ComparedCell, row: ComparedRow) -> str:
    """Return a cell: its word in bold unless nothing is asked, a gap in italics too."""
    word, *lines = map(markdown_text, matrix_lines(cell, row.element))
    asked = cell.duty.level is not Level.NOT_REQUIRED
    mark = "**" if asked else ""
    if cell.judged is not None and cell.judged.outcome is Outcome.GAP:
        mark = "***"
    if cell.judged is not None and cell.judged.outcome is Outcome.NOT_APPLICABLE:
        mark = ""
    return "<br>".join((f"{mark}{word}{mark}", *lines))


def _details(comparison: Comparison) -> Iterator[str]:
    yield from ("## Element by element", "")
    for row in comparison.rows:
        yield f"### {markdown_text(row.element.title)}"
        yield ""
        asks = row.element.asks
        yield f"{markdown_text(asks[:1].upper() + asks[1:])}."
        yield ""
        shown, quiet = [], []
        for column, cell in zip(comparison.columns, row.cells, strict=True):
            if cell.duty.level is Level.NOT_REQUIRED:
                quiet.append(f"{column.short} ({cell.duty.clause}: {cell.duty.says})")
            else:
                shown.append(_detail(column.short, cell, row))
        heads: tuple[str, ...] = _ASKED
        if comparison.filing is not None:
            heads += ("Outcome", "Why", "In the filing")
        if shown:
            yield from table(heads, shown)
        if quiet:
            yield f"Not asked: {markdown_text('; '.join(quiet))}."
            yield ""


def _detail(short: str, cell: ComparedCell, row: ComparedRow) -> tuple[str, ...]:
    duty, judged = cell.duty, cell.judged
    asked = (short, level_words(cell, row.element), duty.clause, duty.says, duty.sure)
    if judged is None:
        return tuple(map(markdown_text, asked))
    where = "<br>".join(markdown_text(seen_words(each)) for each in judged.seen)
    rules = f" ({', '.join(judged.rules)})" if judged.rules else ""
    told = (outcome_words(judged), f"{judged.why}{rules}")
    return (*map(markdown_text, (*asked, *told)), where)


def _columns(comparison: Comparison) -> Iterator[str]:
    yield from ("## The regulations", "")
    yield from table(
        ("Regulation", "Id", "Title", "Place", "Status", "Known on", "Rulebook"),
        (
            (
                markdown_text(each.short),
                code(each.id),
                markdown_text(each.title),
                markdown_text(each.place),
                markdown_text(f"{each.status}. {each.status_note}"),
                each.known_on,
                f"{markdown_text(each.version)}, {code(each.digest[:12])}",
            )
            for each in comparison.columns
        ),
    )
