"""What every reader makes of its format: rows of cells of lines, each with its place.

A heading or a paragraph is a row of one cell; a question with its answer a row of
two. The matcher (`form.py`) works on these alone.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from compliance.model import NOWHERE, Place


class Mark(StrEnum):
    """What stands in a box."""

    CHECKED = "checked"
    EMPTY = "empty"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One printed line of a cell."""

    text: str
    place: Place = NOWHERE
    ends_paragraph: bool = True
    """Whether the next line begins a new paragraph or list entry."""
    joins: bool = False
    """Whether the next line goes on without a blank: a word or address is broken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """The lines between four edges, printed or not."""

    lines: tuple[Line, ...] = ()
    links: tuple[str, ...] = ()
    """Addresses behind the words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Cells side by side."""

    cells: tuple[Cell, ...]
    place: Place = NOWHERE
    continues: bool = False
    """Whether it stands at the top of a page, where the row before may go on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A filing as its reader saw it."""

    rows: tuple[Row, ...]
    pages: int
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tick:
    """A box and the words after it."""

    mark: Mark
    label: str


_CHECKED: Final = "☒☑✓✔✗✘⊠▣■⬛🗹🗷"
_EMPTY: Final = "☐□▢⬜❏❑◻"
_BOX: Final = re.compile(
    rf"(?P<sign>[{_CHECKED}{_EMPTY}\ufffc]|\[\s?[xX✓✔]?\s?\])\ufe0e?\s*"
    rf"(?P<label>[^{_CHECKED}{_EMPTY}\ufffc\[\n]{{0,200}})"
)


def ticks_in(text: str) -> tuple[Tick, ...]:
    """Return the boxes in `text`, each with the words up to the next box.

    >>> [(t.mark.value, t.label) for t in ticks_in("☒ Yes  ☐ No")]
    [('checked', 'Yes'), ('empty', 'No')]
    >>> [(t.mark.value, t.label) for t in ticks_in("[x] Text [ ] Image")]
    [('checked', 'Text'), ('empty', 'Image')]
    """
    return tuple(_ticks(text))


def _ticks(text: str) -> Iterator[Tick]:
    for match in _BOX.finditer(text):
        sign = match["sign"]
        if sign == "\ufffc":
            mark = Mark.UNREADABLE
        elif sign in _CHECKED or any(c in sign for c in "xX✓✔"):
            mark = Mark.CHECKED
        else:
            mark = Mark.EMPTY
        yield Tick(mark, " ".join(match["label"].split()))


def without_ticks(text: str) -> str:
    """Return `text` without its boxes and the words after them, line by line."""
    kept = [_BOX.sub("", line).strip() for line in text.split("\n")]
    return "\n".join(line for line in kept if line)


def cell_text(cell: Cell) -> str:
    """Return the words of a cell: paragraphs are lines, printed breaks are blanks."""
    parts: list[str] = []
    for line in cell.lines:
        parts.append(line.text)
        if line.joins:
            continue
        parts.append("\n" if line.ends_paragraph else " ")
    return "\n".join(part.strip() for part in "".join(parts).split("\n")).strip()
