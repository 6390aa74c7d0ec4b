"""Blocks of a part of a page as one cell, and tables that only set the page."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from compliance.intake.blocks import Block, Cell, Heading, Line, Row, in_line
from compliance.intake.html_tables import GridRow
from compliance.intake.ticks import has_box
from compliance.model import Place


def as_cell(blocks: Sequence[Block]) -> Cell:
    """Return blocks as the lines of one cell; rows inside it are lines."""
    lines: list[Line] = []
    links: dict[str, None] = {}
    for block in blocks:
        cell = _row_as_cell(block) if isinstance(block, Row) else block.cell
        lines += cell.lines
        links.update(dict.fromkeys(cell.links))
    return Cell(lines=tuple(lines), links=tuple(links))


def _row_as_cell(row: Row) -> Cell:
    if not any(has_box(cell.text) for cell in row.cells):
        return in_line(row.cells, row.place)
    text = " ".join(" ".join(cell.text.split()) for cell in row.cells)
    links = tuple(link for cell in row.cells for link in cell.links)
    line = Line(text=" ".join(text.split()), place=row.place)
    return Cell(lines=(line,), links=links)


def as_row(row: GridRow, found: Sequence[Sequence[Block]], tints: Sequence[str]) -> Row:
    """Return a row of a table with what was found in its cells, and their colours."""
    cells = tuple(
        Cell(spans=True)
        if grid.element is None
        else replace(as_cell(blocks), tint=tint)
        for grid, blocks, tint in zip(row.cells, found, tints, strict=True)
    )
    place = next((cell.place for cell in cells if cell.lines), Place())
    return Row(cells=cells, place=place, names_columns=row.names_columns)


def has_words(row: Row) -> bool:
    """Return whether anything stands in a row."""
    return any(cell.lines for cell in row.cells)


def is_layout(table: Any, filled: Sequence[Sequence[Sequence[Block]]]) -> bool:
    """Return whether a table only sets the page.

    So it says by its role; or tables or headings stand in it, and at most one of its
    rows has more than one cell with words.
    """
    if table.get("role") in ("presentation", "none"):
        return True
    blocks = [block for row in filled for cell in row for block in cell]
    if not any(isinstance(block, Heading | Row) for block in blocks):
        return False
    full = [row for row in filled if sum(bool(cell) for cell in row) > 1]
    return len(full) <= 1


def definitions(element: Any) -> Iterator[tuple[list[Any], list[Any]]]:
    """Yield the terms of a list of definitions, each with what is said of them."""
    terms: list[Any] = []
    answers: list[Any] = []
    for child in _terms(element):
        if child.tag == "dt" and answers:
            yield terms, answers
            terms, answers = [], []
        (terms if child.tag == "dt" else answers).append(child)
    if terms or answers:
        yield terms, answers


def _terms(element: Any) -> Iterator[Any]:
    for child in element:
        if child.tag in ("dt", "dd"):
            yield child
        elif child.tag == "div":
            yield from _terms(child)
