"""Boxes in cells of their own: joined with the words they belong to.

A question may be answered in columns, ``| Question | Yes | No |`` with a mark in one
of them, or with the boxes of a row apart from their words.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from compliance.intake.blocks import Cell, Line, Row, joined
from compliance.intake.ticks import has_box

_CROSS: Final = re.compile(r"[xX×✓✔]|\[\s?[xX✓✔]\s?\]")
_LONGEST: Final = 60


def with_marked_columns(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Return the rows of one table, each box with its words in one cell."""
    marked = _named(rows)
    return tuple(_boxes_joined(row) for row in marked)


def _named(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Return the rows, marks under the name of an option with that name."""
    if len(rows) < 2:
        return tuple(rows)
    head, body = rows[0], rows[1:]
    same = [row for row in body if len(row.cells) == len(head.cells)]
    columns = [
        at
        for at in range(1, len(head.cells))
        if head.cells[at].lines and all(_marks(row.cells[at]) for row in same)
    ]
    used = any(row.cells[at].lines for row in same for at in columns)
    if len(columns) < 2 or not used or has_box(" ".join(c.text for c in head.cells)):
        return tuple(rows)
    names = {at: " ".join(head.cells[at].text.split()) for at in columns}
    return (head, *(_with_names(row, names, head) for row in body))


def _marks(cell: Cell) -> bool:
    text = cell.text.strip()
    return not text or bool(_CROSS.fullmatch(text)) or _is_box(text)


def _is_box(text: str) -> bool:
    return len(text) <= 5 and has_box(text) and not re.search(r"\w\w", text)


def _with_names(row: Row, names: dict[int, str], head: Row) -> Row:
    if len(row.cells) != len(head.cells):
        return row
    if not any(row.cells[at].lines for at in names):
        return row
    cells: list[Cell] = []
    for at, cell in enumerate(row.cells):
        if at not in names:
            cells.append(cell)
            continue
        text = cell.text.strip()
        sign = text if _is_box(text) else ("☒" if text else "☐")
        line = Line(text=f"{sign} {names[at]}", place=cell.place if text else row.place)
        named = Cell(lines=(line,))
        # Options side by side are one answer.
        cells[-1:] = (
            [joined((cells[-1], named))] if at - 1 in names else [cells[-1], named]
        )
    return replace(row, cells=tuple(cells))


def _boxes_joined(row: Row) -> Row:
    """Return a row whose boxes stand in one cell with the words beside them."""
    cells = row.cells
    if not any(_is_box(cell.text.strip()) for cell in cells):
        return row
    if len(cells) > 2 and _is_box(cells[0].text.strip()) and _short(cells[1]):
        return _boxes_joined(
            replace(row, cells=(_pair(cells[0], cells[1]), *cells[2:]))
        )
    kinds = "".join(_kind(cell) for cell in cells[1:])
    if re.fullmatch(r"(?:bw)+", kinds) or re.fullmatch(r"(?:wb)+", kinds):
        pairs = zip(cells[1::2], cells[2::2], strict=True)
        return replace(row, cells=(cells[0], *(_pair(a, b) for a, b in pairs)))
    return row


def _kind(cell: Cell) -> str:
    return "b" if _is_box(cell.text.strip()) else ("w" if _short(cell) else "-")


def _short(cell: Cell) -> bool:
    return 0 < len(cell.text) <= _LONGEST and not has_box(cell.text)


def _pair(first: Cell, second: Cell) -> Cell:
    text = " ".join(f"{first.text} {second.text}".split())
    line = Line(text=text, place=first.place)
    return Cell(lines=(line,), links=(*first.links, *second.links))
