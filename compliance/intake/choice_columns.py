"""Options named above a table's columns, a mark in one of them: made boxes with words.

As in ``| Question | Yes | No |``. The header holds for the rows below it, over the
names of sections and over a page's end, until another header stands there.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from compliance.intake.blocks import Block, Cell, Line, Row
from compliance.intake.choice_cells import (
    boxes_joined,
    is_asked,
    is_box,
    options_chosen,
    options_together,
    tinted,
)
from compliance.intake.colours import is_lively
from compliance.intake.labels import Labels
from compliance.intake.ticks import Mark, ticks_in

_FEWEST: Final = 2
_SIGNS: Final = {
    Mark.CHECKED: "☒", Mark.EMPTY: "☐",
    Mark.UNREADABLE: "\N{OBJECT REPLACEMENT CHARACTER}",
}  # fmt: skip
_CHECKED: Final = re.compile(r"[xX×✕●■⚫•*]|\[\s?[xX]\s?\]|true", re.IGNORECASE)
_EMPTY: Final = re.compile(r"[-–—○⚪]*|\[\s?\]|false", re.IGNORECASE)
_CHECK: Final = re.compile(r"[✓✔✅☒☑]")
_CROSS: Final = re.compile(r"[✗✘✖❌]")

Marks = Mapping[int, Mark]
"""By number of a column, what stands in it."""


@dataclass(frozen=True, slots=True)
class _Header:
    """A row that names options above columns."""

    row: Row
    names: Mapping[int, str]
    """By number of a column, the option it is for, as printed."""
    closed: bool
    """Whether Yes and No are among them, as nowhere but above questions."""


def with_marked_columns(blocks: Sequence[Block], labels: Labels) -> tuple[Block, ...]:
    """Return the blocks, each mark in a column a box with the words of its option.

    What cannot be told is an unreadable box: an odd sign, a colour that does not vary
    among the columns or is grey, a cross alone where other rows have a check mark.
    """
    joined = [boxes_joined(b) if isinstance(b, Row) else b for b in blocks]
    above = list(_headers(joined, labels))
    below: defaultdict[tuple[str, ...], list[Row]] = defaultdict(list)
    for block, header in zip(joined, above, strict=True):
        if header is not None and isinstance(block, Row) and block is not header.row:
            below[tuple(header.names.values())].append(block)
    named: list[Block] = []
    for block, header in zip(joined, above, strict=True):
        if not isinstance(block, Row):
            named.append(block)
        elif header is None:
            named.append(options_chosen(options_together(block, labels), labels))
        elif block is header.row:
            named.append(replace(block, names_columns=True))
        else:
            others = below[tuple(header.names.values())]
            named.append(_with_names(block, header, others, labels))
    return tuple(named)


def _headers(blocks: Sequence[Block], labels: Labels) -> Iterator[_Header | None]:
    """Yield for each block the header above it, if it is a row of marks beneath one."""
    header: _Header | None = None
    for block in blocks:
        if not isinstance(block, Row):
            yield None
            continue
        found = _header(block, labels)
        if found is not None:
            header = found
        elif header is not None and _is_another(block, header):
            header = None
        wide = header is not None and len(block.cells) == len(header.row.cells)
        yield header if wide else None


def _header(row: Row, labels: Labels) -> _Header | None:
    """Return the options that a row names above columns, ``None`` if it names none."""
    if len(row.cells) <= _FEWEST:
        return None
    codes = {
        at: code
        for at, cell in enumerate(row.cells)
        if at and not cell.ticks and (code := labels.option(cell.text))
    }
    distinct = set(codes.values())
    if len(codes) < _FEWEST or len(distinct) < len(codes) or is_asked(row, labels):
        return None
    names = {at: " ".join(row.cells[at].text.split()) for at in codes}
    return _Header(row, names, closed={"yes", "no"} <= distinct)


def _is_another(row: Row, header: _Header) -> bool:
    """Return whether a row begins another table: with words where marks stand."""
    if row.names_columns:
        return True
    if len(row.cells) != len(header.row.cells):
        return False
    marks = [_mark(row.cells[at].text, name) for at, name in header.names.items()]
    return marks.count(None) > 1


def _with_names(
    row: Row, header: _Header, others: Sequence[Row], labels: Labels
) -> Row:
    """Return a row whose marks are boxes with the names of their columns, in one cell."""
    marks = _marks(row, header, others)
    chosen = set(marks.values()) & {Mark.CHECKED, Mark.UNREADABLE}
    if not chosen or not (header.closed or is_asked(row, labels)):
        return row
    lines = tuple(
        Line(
            text=f"{_SIGNS[mark]} {header.names[at]}",
            place=row.cells[at].place if row.cells[at].lines else row.place,
        )
        for at, mark in marks.items()
    )
    first = min(marks)
    cells = tuple(
        Cell(lines=lines) if at == first else cell
        for at, cell in enumerate(row.cells)
        if at == first or at not in marks
    )
    return replace(row, cells=cells)


def _marks(row: Row, header: _Header, others: Sequence[Row]) -> Marks:
    """Return what stands in the columns of a row; nothing if words do."""
    if not any(row.cells[at].lines for at in header.names):
        return _by_tint(row, header, others)
    marks: dict[int, Mark] = {}
    for at, name in header.names.items():
        mark = _mark(row.cells[at].text, name)
        if mark is None and row.cells[at].text in header.names.values():
            mark = Mark.UNREADABLE  # the name of another column
        if mark is None:
            return {}
        marks[at] = mark
    own, all_of_them = _signs([row], header), _signs(others, header)
    if not _CROSS.search(own) or not _CHECK.search(all_of_them):
        return marks
    # Beside a check mark a cross says no; alone it may say either.
    crossed = Mark.EMPTY if _CHECK.search(own) else Mark.UNREADABLE
    return {
        at: crossed if _CROSS.search(row.cells[at].text) else mark
        for at, mark in marks.items()
    }


def _mark(words: str, name: str) -> Mark | None:
    """Return the mark that is all of a cell, ``None`` if words stand there."""
    text = " ".join(words.split())
    if _EMPTY.fullmatch(text):
        return Mark.EMPTY
    if _CHECKED.fullmatch(text) or text.casefold() == name.casefold():
        return Mark.CHECKED
    if is_box(text):
        return ticks_in(text)[0].mark
    return Mark.UNREADABLE if len(text) == 1 else None


def _signs(rows: Sequence[Row], header: _Header) -> str:
    return " ".join(row.cells[at].text for row in rows for at in header.names)


def _by_tint(row: Row, header: _Header, others: Sequence[Row]) -> Marks:
    """Return the marks of a row in which only colours can have chosen."""
    marked = tinted(row, header.names)
    varied = {tinted(each, header.names) for each in others} - {()}
    sure = len(marked) == 1 and len(varied) > 1
    marks = dict.fromkeys(header.names, Mark.EMPTY)
    for at in marked:
        lively = sure and is_lively(row.cells[at].tint)
        marks[at] = Mark.CHECKED if lively else Mark.UNREADABLE
    return marks
