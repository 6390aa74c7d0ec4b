"""Boxes and options in cells of their own: joined with the words they belong to."""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from compliance.intake.answers import options_listed
from compliance.intake.blocks import Cell, Line, Row, joined
from compliance.intake.colours import is_lively
from compliance.intake.labels import Labels
from compliance.intake.met import labels_in
from compliance.intake.ticks import has_box, without_ticks
from compliance.model import MODALITIES

_LONGEST: Final = 60
_WORD: Final = re.compile(r"\w\w")
_MOST_LINES: Final = 8


def boxes_joined(row: Row) -> Row:
    """Return a row whose boxes stand in one cell with the words beside them."""
    cells = row.cells
    if not any(is_box(cell.text.strip()) for cell in cells):
        return row
    if len(cells) > 2 and is_box(cells[0].text.strip()) and _short(cells[1]):
        return boxes_joined(replace(row, cells=(_pair(cells[0], cells[1]), *cells[2:])))
    kinds = "".join(_kind(cell) for cell in cells[1:])
    if re.fullmatch(r"(?:bw)+", kinds) or re.fullmatch(r"(?:wb)+", kinds):
        pairs = zip(cells[1::2], cells[2::2], strict=True)
        return replace(row, cells=(cells[0], *(_pair(a, b) for a, b in pairs)))
    return row


def is_box(text: str) -> bool:
    """Return whether `text` is a box and nothing besides."""
    return len(text) <= 5 and has_box(text) and not _WORD.search(text)


def _kind(cell: Cell) -> str:
    return "b" if is_box(cell.text.strip()) else ("w" if _short(cell) else "-")


def _short(cell: Cell) -> bool:
    text = cell.text
    return len(text) <= _LONGEST and bool(_WORD.search(text)) and not has_box(text)


def _pair(first: Cell, second: Cell) -> Cell:
    text = " ".join(f"{first.text} {second.text}".split())
    line = Line(text=text, place=first.place)
    return Cell(lines=(line,), links=(*first.links, *second.links))


def options_together(row: Row, labels: Labels) -> Row:
    """Return a row whose options, some below the label and some beside it, are one cell.

    As a line of options is that a wide gap parts.
    """
    if len(row.cells) != 2 or not _are_options(row.cells[1], labels):
        return row
    label, beside = row.cells
    for number in range(1, min(len(label.lines), _MOST_LINES)):
        below = replace(label, lines=label.lines[number:])
        above = replace(label, lines=label.lines[:number])
        if _are_options(below, labels) and labels.asks(above.text):
            return replace(row, cells=(above, joined((below, beside))))
    return row


def _are_options(cell: Cell, labels: Labels) -> bool:
    boxes = cell.ticks
    if not boxes:
        return bool(options_listed(cell.text, labels))
    beside = without_ticks(cell.text)
    return not beside and all(labels.choice(box.label) for box in boxes)


def options_chosen(row: Row, labels: Labels) -> Row:
    """Return a question's row, an option in a cell of its own chosen by its looks.

    As in ``| Question | Yes | No |`` where one of the two cells is bold or coloured.
    Of Yes and No or of ranges exactly one stands out, of modalities some and never all.
    """
    label, *cells = row.cells
    while cells and not cells[-1].lines and not cells[-1].tint:
        cells.pop()
    if not label.lines or len(cells) < 2:
        return row
    codes = [None if has_box(cell.text) else labels.option(cell.text) for cell in cells]
    marked = [
        all(line.strong for line in cell.lines) or is_lively(cell.tint)
        for cell in cells
    ]
    if not all(codes) or len(set(codes)) < len(codes) or not any(marked):
        return row
    many = set(codes) <= set(MODALITIES) and not all(marked)
    if not (many or sum(marked) == 1) or not is_asked(row, labels):
        return row
    lines = tuple(
        Line(text=f"{'☒' if chosen else '☐'} {cell.text}", place=cell.place)
        for cell, chosen in zip(cells, marked, strict=True)
    )
    return replace(row, cells=(label, Cell(lines=lines)))


def is_asked(row: Row, labels: Labels) -> bool:
    """Return whether a row has the label of a field of the form."""
    return any(label.meaning.fields for label in labels_in(0, row, labels))


def tinted(row: Row, columns: Iterable[int]) -> tuple[int, ...]:
    """Return those of the cells that have a colour behind them the others have not."""
    tints = {at: row.cells[at].tint for at in columns}
    same = len(set(tints.values())) == 1
    return () if same else tuple(at for at, tint in tints.items() if tint)
