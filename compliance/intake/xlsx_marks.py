"""Marks in cells beside options, as in ``Yes | x | No |``: made boxes with their words."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from compliance.intake.blocks import Cell, Line
from compliance.intake.ticks import has_box

_CHECKED: Final = "☒"
_EMPTY: Final = "☐"
_WORDS: Final = re.compile(r"\w\w")
_MARKS: Final = {
    "x": _CHECKED, "✓": _CHECKED, "✔": _CHECKED, "☒": _CHECKED, "☑": _CHECKED,
    "[x]": _CHECKED, "true": _CHECKED,
    "☐": _EMPTY, "[ ]": _EMPTY, "[]": _EMPTY, "false": _EMPTY,
}  # fmt: skip


def sign_of(text: str) -> str:
    """Return the box that a text alone in its cell is, empty if it is none.

    >>> sign_of("X"), sign_of("FALSE"), sign_of("x-ray")
    ('☒', '☐', '')
    """
    return _MARKS.get(" ".join(text.casefold().split()), "")


def with_boxes(cells: Sequence[Cell]) -> tuple[Cell, ...]:
    """Return a row's cells, marks and the options beside them as one answer.

    Each mark stands before its option, or each behind it; which, the first cell after
    the row's label tells. In a row that is not of this kind a mark is only a box.
    """
    if not any(sign_of(cell.text) for cell in cells):
        return tuple(cells)
    first = next(n for n, cell in enumerate(cells) if cell.lines)
    rest = list(cells[first + 1 :])
    paired = _paired(rest) if not sign_of(cells[first].text) else None
    if paired is not None:
        return (*cells[: first + 1], paired)
    return tuple(_boxed(cell) for cell in cells)


def _paired(cells: Sequence[Cell]) -> Cell | None:
    """Return marks and options as one cell, ``None`` where they do not alternate."""
    while cells and not cells[-1].lines and len(cells) % 2:
        cells = cells[:-1]
    if not cells or len(cells) % 2:
        return None
    before = not cells[0].lines or bool(sign_of(cells[0].text))
    pairs = zip(cells[::2], cells[1::2], strict=True)
    lines: list[Line] = []
    for one, other in pairs:
        mark, option = (one, other) if before else (other, one)
        sign = sign_of(mark.text) if mark.lines else _EMPTY
        if not sign or not _WORDS.search(option.text) or has_box(option.text):
            return None
        words = f"{sign} {' '.join(option.text.split())}"
        lines.append(replace(option.lines[0], text=words, lead=0))
    return Cell(lines=tuple(lines), links=tuple(x for c in cells for x in c.links))


def _boxed(cell: Cell) -> Cell:
    sign = sign_of(cell.text)
    if not sign:
        return cell
    return replace(cell, lines=(replace(cell.lines[0], text=sign, lead=0),))
