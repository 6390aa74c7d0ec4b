"""What every reader makes of its format: headings, paragraphs and rows of cells.

Each holds cells of lines, each line with its place. The matcher (`form.py`) works on
these alone, so that a table in a PDF, a Word file and a web page is one thing. A tick
box is a sign in the text of a line: ``☒``, ``☐``, ``[x]``, and the object replacement
character for a box that is there and could not be read.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from compliance.model import NOWHERE, Place


class Mark(StrEnum):
    """What stands in a box."""

    CHECKED = "checked"
    EMPTY = "empty"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Tick:
    """A box and the words beside it."""

    mark: Mark
    label: str
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One printed line of a cell."""

    text: str
    place: Place = NOWHERE
    ends_paragraph: bool = True
    """Whether the next line begins a new paragraph or list entry."""
    joins: bool = False
    """Whether the next line goes on without a blank: a word or address is broken."""
    lead: int = 0
    """How many characters at its start are set apart from the rest, as in bold."""
    stops: tuple[int, ...] = ()
    """Where within it the style changes, as a label does before its help text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """The lines between four edges, printed or not."""

    lines: tuple[Line, ...] = ()
    links: tuple[str, ...] = ()
    """Addresses behind the words."""
    spans: bool = False
    """Whether it is the lower part of the cell above."""

    @property
    def text(self) -> str:
        """Return its words: paragraphs are lines, breaks within them are blanks."""
        return cell_text(self)

    @property
    def ticks(self) -> tuple[Tick, ...]:
        """Return its boxes, in order."""
        return ticks_in(self.text, self.place)

    @property
    def place(self) -> Place:
        """Return where it begins."""
        return self.lines[0].place if self.lines else NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading."""

    cell: Cell
    level: int = 0
    """Headings of one level look alike; which of two is higher is not said."""

    @property
    def cells(self) -> tuple[Cell, ...]:
        """Return its one cell."""
        return (self.cell,)

    @property
    def place(self) -> Place:
        """Return where it stands."""
        return self.cell.place


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Running text, or one entry of a list."""

    cell: Cell
    level: int = 0
    """How far it is set in: 0 at the margin."""
    bullet: bool = False
    """Whether it is an entry of a list."""

    @property
    def cells(self) -> tuple[Cell, ...]:
        """Return its one cell."""
        return (self.cell,)

    @property
    def place(self) -> Place:
        """Return where it stands."""
        return self.cell.place


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Cells side by side."""

    cells: tuple[Cell, ...]
    place: Place = NOWHERE
    continues: bool = False
    """Whether it stands at the top of a page, where the row before may go on."""


Block = Heading | Paragraph | Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A filing as its reader saw it."""

    blocks: tuple[Block, ...]
    pages: int = 0
    """Pages of the file; 0 where it has none."""
    notes: tuple[str, ...] = ()
    """What a reader of the report should know of the reading."""


_CHECKED: Final = "☒☑🗹🗷⊠✅◉⦿🔘"
_STROKES: Final = "✓✔"
_CROSSES: Final = "✗✘✖❌"
_EMPTY: Final = "☐□▢⬜❏❑❒◻"
_UNREADABLE: Final = "\ufffc"
# Alone these are bullets; a full one beside an empty one is a choice.
_FULL_BULLETS: Final = "●■⚫"
_EMPTY_BULLETS: Final = "○⚪"
_SIGNS: Final = f"{_CHECKED}{_STROKES}{_CROSSES}{_EMPTY}{_UNREADABLE}"
_TYPED: Final = r"[\[(]\s?[xX✓✔✗]\s?[\])]|\[\s?\]"
_BOX: Final = re.compile(rf"(?P<sign>[{_SIGNS}]|{_TYPED})[\ufe0e\ufe0f]?")
_BOX_OR_BULLET: Final = re.compile(
    rf"(?P<sign>[{_SIGNS}{_FULL_BULLETS}{_EMPTY_BULLETS}]|{_TYPED})[\ufe0e\ufe0f]?"
)
_LONGEST: Final = 200


def ticks_in(text: str, place: Place = NOWHERE) -> tuple[Tick, ...]:
    """Return the boxes in `text`, each with the words that belong to it.

    The words after a box, up to the next one or the end of the line, belong to it;
    where the last box of a line has none, those before it do.

    >>> [(t.mark.value, t.label) for t in ticks_in("☒ Yes  ☐ No")]
    [('checked', 'Yes'), ('empty', 'No')]
    >>> [(t.mark.value, t.label) for t in ticks_in("Yes [x]  No [ ]")]
    [('checked', 'Yes'), ('empty', 'No')]
    >>> [(t.mark.value, t.label) for t in ticks_in("✓ Yes ✗ No")]
    [('checked', 'Yes'), ('empty', 'No')]
    """
    box = _box_in(text)
    crosses_tick = not any(sign in text for sign in f"{_STROKES}✅")
    return tuple(
        Tick(_mark(sign, crosses_tick), label, place)
        for line in text.split("\n")
        for sign, label in _pairs(line, box)
    )


def _box_in(text: str) -> re.Pattern[str]:
    """Return what is a box in `text`."""
    full = any(sign in text for sign in f"{_FULL_BULLETS}◉⦿🔘")
    empty = any(sign in text for sign in f"{_EMPTY_BULLETS}□◻")
    return _BOX_OR_BULLET if full and empty else _BOX


def _pairs(line: str, box: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    """Yield each sign of a box in `line` with its label."""
    found = list(box.finditer(line))
    if not found:
        return
    starts = [0, *(match.end() for match in found)]
    ends = [*(match.start() for match in found), len(line)]
    between = [_label(line[a:b]) for a, b in zip(starts, ends, strict=True)]
    before = bool(between[0]) and not between[-1]
    labels = between[:-1] if before else between[1:]
    for match, label in zip(found, labels, strict=True):
        yield match["sign"], label


def _label(text: str) -> str:
    return " ".join(text.split())[:_LONGEST].strip(" :/|,;")


def _mark(sign: str, crosses_tick: bool) -> Mark:
    if sign == _UNREADABLE:
        return Mark.UNREADABLE
    if sign in _CROSSES:
        return Mark.CHECKED if crosses_tick else Mark.EMPTY
    ticked = sign in f"{_CHECKED}{_STROKES}{_FULL_BULLETS}" or any(
        c in sign for c in "xX✓✔✗"
    )
    return Mark.CHECKED if ticked else Mark.EMPTY


def without_ticks(text: str) -> str:
    r"""Return the lines of `text` that hold no box, and what stands before boxes.

    >>> without_ticks("☐ Less\n☒ More\n15 trillion tokens")
    '15 trillion tokens'
    """
    box = _box_in(text)
    kept = [line for line in text.split("\n") if not box.search(line)]
    return "\n".join(line.strip() for line in kept if line.strip())


def has_box(text: str) -> bool:
    """Return whether a tick box stands in `text`."""
    return bool(_box_in(text).search(text))


def cell_text(cell: Cell) -> str:
    """Return the words of a cell: paragraphs are lines, printed breaks are blanks."""
    parts: list[str] = []
    for line in cell.lines:
        parts.append(line.text)
        if not line.joins:
            parts.append("\n" if line.ends_paragraph else " ")
    return "\n".join(part.strip() for part in "".join(parts).split("\n")).strip()


def joined(cells: tuple[Cell, ...]) -> Cell:
    """Return the cells as one, in their order; a part that runs on runs on."""
    lines: list[Line] = []
    links = {link: None for cell in cells for link in cell.links}
    for cell in cells:
        if lines and cell.lines:
            lines[-1] = _run_on(lines[-1], cell.lines[0], tuple(links))
        lines += cell.lines
    return Cell(lines=tuple(lines), links=tuple(links))


def _run_on(last: Line, first: Line, links: tuple[str, ...]) -> Line:
    """Return `last` as it reads before `first`: an address may go on over a page."""
    whole = "".join(last.text.split()[-1:]) + "".join(first.text.split()[:1])
    if "/" in last.text and any(whole.rstrip(".,;)") in link for link in links):
        return replace(last, joins=True)
    return last
