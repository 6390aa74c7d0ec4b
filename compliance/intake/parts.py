"""The parts of a filing that stand under its labels, and how its labels look."""

import re
from dataclasses import dataclass, field
from typing import Final

from compliance.intake.blocks import Cell, Line, Paragraph, joined
from compliance.intake.met import text_between
from compliance.model import Item, Place

_NUMBERED: Final = re.compile(r"^\W*\d")
_ENDINGS: Final = (".", "!", "?", ":", ";", ")", "”", '"')

Look = tuple[bool, int, bool]
"""How a label in running text looks: a list entry, how far in, numbered."""


@dataclass(slots=True)
class Part:
    """What was found for one name: a field, a modality, or an added row."""

    name: str
    label: str
    place: Place
    """Where its label stands."""
    in_row: bool
    bullet: bool = False
    level: int = 0
    own_cell: bool = False
    """Whether the row of its label has a cell for the answer."""
    label_at: int = 0
    """Number of the label's cell in its row."""
    width: int = 1
    """How many cells that row has."""
    exact: bool = True
    """Whether its label is the form's, letter by letter."""
    shared: bool = False
    """Whether the form has its label for several fields."""
    under_label: Cell = field(default_factory=Cell)
    """What else stands in the cell of its label: help text, or the answer."""
    from_label: bool = False
    """Whether that was taken for the answer."""
    cells: list[Cell] = field(default_factory=list)
    entries: tuple[Item, ...] = ()
    """Rows of a table beneath its label, one an entry."""

    @property
    def cell(self) -> Cell:
        """Return all that was found, as one cell."""
        return joined(tuple(self.cells))

    @property
    def begins(self) -> Place:
        """Return where its words begin, or its label where there are none."""
        return next((c.place for c in self.cells if c.lines), self.place)

    @property
    def is_empty(self) -> bool:
        """Return whether no words were found for it."""
        return not any(cell.lines for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Assembled:
    """All parts of a filing, in its order, and what belongs to none."""

    parts: tuple[Part, ...]
    loose: tuple[Place, ...]
    """Places of running text after the first label that belongs to no label."""


def look_of(block: Paragraph) -> Look:
    """Return how a label looks: whether a list entry, how far in, whether numbered."""
    text = block.cell.lines[0].text if block.cell.lines else ""
    return block.bullet, block.level, bool(_NUMBERED.match(text))


def runs_on(part: Part, answer: Cell) -> bool:
    """Return whether an answer at a page's end goes on at the top of the next."""
    before, after = part.cell.text.rstrip(), answer.text.lstrip()
    if not before or not after or not part.in_row:
        return False
    return after[0].islower() or not before.endswith(_ENDINGS)


def leads(block: Paragraph) -> bool:
    """Return whether a paragraph begins with words set apart, up to a colon or its end."""
    line, end = lead_end(block.cell)
    text = text_between(block.cell, (0, 0), (line, end)).rstrip()
    if not text:
        return False
    whole = line == len(block.cell.lines) - 1 and end == len(block.cell.lines[-1].text)
    return text.endswith((":", "?")) or whole


def lead_end(cell: Cell) -> tuple[int, int]:
    """Return where the words set apart at the start of a cell end: line, character."""
    for number, line in enumerate(cell.lines):
        if line.lead < len(line.text):
            if not line.lead and number:
                return number - 1, len(cell.lines[number - 1].text)
            return number, line.lead
    return len(cell.lines) - 1, len(cell.lines[-1].text) if cell.lines else 0


def without_separators(cell: Cell, cut: bool) -> Cell:
    """Return what follows a label without the dash, bar or bullet that parts them."""
    if not cell.lines:
        return cell
    lines = list(cell.lines)
    lines[0] = _stripped(lines[0], " :–—|·•-◦", "")
    if cut:
        lines[-1] = _stripped(lines[-1], "", " –—|·•-;,")
    return Cell(lines=tuple(line for line in lines if line.text), links=cell.links)


def _stripped(line: Line, before: str, after: str) -> Line:
    text = line.text.lstrip(before) if before else line.text
    text = text.rstrip(after) if after else text
    return Line(
        text=text.strip(), place=line.place, ends_paragraph=line.ends_paragraph,
        joins=line.joins, drawn=line.drawn, strange=line.strange, strong=line.strong,
    )  # fmt: skip
