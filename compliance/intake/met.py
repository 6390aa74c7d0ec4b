"""Labels met in a cell: alone, with their answer behind them, or several at once."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from compliance.intake.blocks import Block, Cell, Heading, Line, Row, cell_text
from compliance.intake.labels import Labels, Meaning, bare
from compliance.intake.ticks import ticks_in

_MOST_LINES: Final = 24
_MOST_STARTS: Final = 60
_SHORT: Final = 10
_BOX: Final = 4
_STOP: Final = re.compile(r"[:?](?=\s|$)|\)(?=\s)|\s(?=[-–—|]\s)|\s(?=v\.?\s?\d)")
_VERSION: Final = re.compile(r"\s*v\.?\s?\d")
_START: Final = re.compile(r"(?:^|\s[-–—|·•]\s|[;,]\s)(?=\w)")
_BULLET: Final = re.compile(r"^[•◦▪‣∙·❖➢*–—-]\s+")


@dataclass(frozen=True, slots=True)
class Met:
    """A label met in a filing: from the start of its words to where they end."""

    block: int
    cell: int
    start: tuple[int, int]
    """Line of the cell and character of the line."""
    end: tuple[int, int]
    meaning: Meaning
    worth: float
    """How many letters it explains."""
    number: str = ""
    """The number printed before it."""
    exact: bool = True
    """Whether it is the form's label, letter by letter."""


_NUMBER: Final = re.compile(r"^\W*(\d(?:\.\d{1,2}){0,3})")


def labels_in(number: int, block: Block, labels: Labels) -> tuple[Met, ...]:
    """Return the labels met in the cells of block `number` where labels stand.

    In a row that is every cell before the last; the last one too, where all cells
    hold a label and nothing else, as above a column.
    """
    if not isinstance(block, Row) or len(block.cells) == 1:
        return tuple(_in_cell(number, 0, block.cells[0], labels, block))
    found = [
        label
        for at, cell in enumerate(block.cells[:-1])
        for label in _in_cell(number, at, cell, labels, block)
    ]
    last = len(block.cells) - 1
    if found and _all_whole(block.cells[:-1], found):
        ending = tuple(_in_cell(number, last, block.cells[last], labels, block))
        if ending and _all_whole(block.cells, [*found, *ending]):
            found += ending
    return tuple(found)


def _all_whole(cells: Sequence[Cell], found: Sequence[Met]) -> bool:
    """Return whether each cell with words holds a label and nothing besides."""
    whole = {
        label.cell
        for label in found
        if label.start == (0, 0) and label.end == _end_of(cells[label.cell])
    }
    return all(number in whole for number, cell in enumerate(cells) if cell.lines)


def _end_of(cell: Cell) -> tuple[int, int]:
    return len(cell.lines) - 1, len(cell.lines[-1].text)


def _in_cell(
    number: int, at: int, cell: Cell, labels: Labels, block: Block
) -> Iterator[Met]:
    """Yield the labels of a cell: of all ways to cut it, that which explains most."""
    places = list(_starts(cell, block))
    # Best way to read all before a place, by place.
    best: list[tuple[float, tuple[Met, ...]]] = [(0.0, ())]
    candidates = [
        _candidates(number, at, cell, start, labels, block) for start in places
    ]
    options = sorted((c for some in candidates for c in some), key=lambda c: c.end)
    for label in options:
        before = max(
            (b for b in best if not b[1] or b[1][-1].end <= label.start),
            key=lambda b: b[0],
        )
        worth = before[0] + label.worth
        best.append((worth, (*before[1], label)))
    yield from max(best, key=lambda b: b[0])[1]


def _starts(cell: Cell, block: Block) -> Iterator[tuple[int, int]]:
    """Yield where a label may begin.

    At a paragraph's start; at any line of a label's cell and of a heading, where two
    labels stand one below the other if nothing was answered between them.
    """
    in_row = isinstance(block, Row) and len(block.cells) > 1
    for number, line in enumerate(cell.lines[:_MOST_STARTS]):
        fresh = number == 0 or cell.lines[number - 1].ends_paragraph
        if fresh or in_row or isinstance(block, Heading):
            bullet = _BULLET.match(line.text)
            yield number, bullet.end() if bullet else 0
        if not in_row:
            for match in list(_START.finditer(line.text, 1))[:4]:
                yield number, match.end()


def _candidates(
    number: int,
    at: int,
    cell: Cell,
    start: tuple[int, int],
    labels: Labels,
    block: Block,
) -> list[Met]:
    found = []
    first = start[0]
    below = first > 0 and isinstance(block, Heading)
    for last in range(first, min(first + _MOST_LINES, len(cell.lines))):
        line = cell.lines[last]
        for offset in _stops(line, start[1] if last == first else 0):
            end = (last, offset)
            text = text_between(cell, start, end)
            if len(text) > 2 * labels.longest + 40:
                continue
            boxes = ticks_in(text)
            if boxes:
                text = boxes[0].label if len(boxes) == 1 else ""
            meant = labels.meaning(text)
            if meant is None or (boxes and not meant[0].modality):
                continue
            if len(bare(text)) < _SHORT and not _stands_out(cell, start, end, block):
                continue
            if meant[0].modality and not _is_all(cell, start, end, block):
                continue
            if below and not (meant[0].fields and bare(text) in labels.meanings):
                continue
            inside = start[1] > 0 and not _BULLET.fullmatch(
                cell.lines[start[0]].text[: start[1]]
            )
            if inside and (not meant[0].fields or not text.rstrip().endswith(":")):
                continue
            only_section = meant[0].section and not meant[0].fields
            if only_section and not _is_heading(cell, start, end, block):
                continue
            printed = _NUMBER.match(text)
            found.append(
                Met(
                    number, at, start, end, meant[0], meant[1],
                    printed[1] if printed else "", bare(text) in labels.meanings,
                )
            )  # fmt: skip
    return found


def _stops(line: Line, start: int) -> list[int]:
    """Return where in a line a label may end: at a sign, a change of style, its end."""
    stops = {match.end() for match in list(_STOP.finditer(line.text, start))[:6]}
    stops |= {stop for stop in (*line.stops, line.lead) if start < stop}
    return sorted(stops | {len(line.text)})


def _stands_out(
    cell: Cell, start: tuple[int, int], end: tuple[int, int], block: Block
) -> bool:
    """Return whether a short word is set as a label, not met in running text."""
    line = cell.lines[end[0]]
    if isinstance(block, Heading) or (isinstance(block, Row) and len(block.cells) > 1):
        return True
    if line.text[: end[1]].rstrip().endswith(":"):
        return True
    if start == (0, 0) and _VERSION.match(line.text[end[1] :]):
        return True
    whole = start[0] == 0 and (end == _end_of(cell) or _heads_lines(cell, end))
    return whole or (start[1] < line.lead == end[1])


def _is_heading(
    cell: Cell, start: tuple[int, int], end: tuple[int, int], block: Block
) -> bool:
    """Return whether a section's name ends its line, or is all of a paragraph."""
    if isinstance(block, Heading) or (isinstance(block, Row) and len(block.cells) > 1):
        return end[1] == len(cell.lines[end[0]].text)
    return start[0] == 0 and end == _end_of(cell)


def _is_all(
    cell: Cell, start: tuple[int, int], end: tuple[int, int], block: Block
) -> bool:
    """Return whether a modality's name is all of a heading, bold line or boxed one.

    Its row in a list: below a boxed one there may be its size and content.
    """
    in_row = isinstance(block, Row) and len(block.cells) > 1
    if in_row or start[0] != 0:
        return False
    if end != _end_of(cell):
        return _heads_lines(cell, end)
    set_apart = cell.lines[0].lead > 0 or ticks_in(cell.lines[0].text)
    return isinstance(block, Heading) or bool(set_apart)


def _heads_lines(cell: Cell, end: tuple[int, int]) -> bool:
    """Return whether a boxed line ends at `end`, and the next one begins with words."""
    number, character = end
    line, below = cell.lines[number], cell.lines[number + 1 : number + 2]
    if character != len(line.text) or not line.ends_paragraph or not below:
        return False
    return bool(ticks_in(line.text)) and not ticks_in(below[0].text[:_BOX])


def text_between(cell: Cell, start: tuple[int, int], end: tuple[int, int]) -> str:
    """Return the words of a cell from `start` to `end`."""
    return cell_text(part_of(cell, start, end))


def part_of(
    cell: Cell, start: tuple[int, int], end: tuple[int, int] | None = None
) -> Cell:
    """Return the part of a cell from `start` to `end`, or to its own end."""
    if not cell.lines:
        return cell
    lines = list(cell.lines[start[0] : None if end is None else end[0] + 1])
    if end is not None and lines:
        lines[-1] = replace(lines[-1], text=lines[-1].text[: end[1]])
    if lines:
        cut = start[1]
        lead = max(0, lines[0].lead - cut)
        lines[0] = replace(lines[0], text=lines[0].text[cut:], lead=lead)
    kept = tuple(line for line in lines if line.text.strip())
    return replace(cell, lines=kept)
