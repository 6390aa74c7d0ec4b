"""What every reader makes of its format: headings, paragraphs and rows of cells.

Each holds cells of lines, each line with its place. The matcher (`form.py`) works on
these alone, so that a table in a PDF, a Word file and a web page is one thing. A tick
box is a sign in the text of a line: ``☒``, ``☐``, ``[x]``, and the object replacement
character for a box that is there and could not be read.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from compliance.intake.ticks import Tick, ticks_in
from compliance.model import NOWHERE, Place


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
    drawn: bool = False
    """Whether a box in it is a drawing and no letter."""
    strange: bool = False
    """Whether letters in it look like others than the file says."""
    marked: tuple[tuple[int, int], ...] = ()
    """From where to where it is printed stronger than the rest of its cell."""
    strong: bool = False
    """Whether all of it is bold, underlined or coloured, whatever stands beside it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """The lines between four edges, printed or not."""

    lines: tuple[Line, ...] = ()
    links: tuple[str, ...] = ()
    """Addresses behind the words."""
    spans: bool = False
    """Whether it is the lower part of the cell above."""
    tint: str = ""
    """The colour behind all of it, six hexadecimal digits; empty where it has none."""

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
    names_columns: bool = False
    """Whether it holds the names of a table's columns, and no answer."""


Block = Heading | Paragraph | Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A part of a file to which the file itself gives a name."""

    name: str
    cell: Cell
    place: Place
    rows: tuple[Row, ...] = ()
    """Of a list: the header and the rows beneath it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A filing as its reader saw it."""

    blocks: tuple[Block, ...]
    reader: str = ""
    """Which reader read it, with its library's version."""
    pages: int = 0
    """Pages of the file; 0 where it has none."""
    notes: tuple[str, ...] = ()
    """What a reader of the report should know of the reading."""
    elsewhere: str = ""
    """What to give instead, where the form may be in a part that is not read."""
    form: str = ""
    """Id of the form that the file itself says it is on."""
    named: tuple[Named, ...] = ()
    """The parts it names, if it does."""


def cell_text(cell: Cell) -> str:
    """Return the words of a cell: paragraphs are lines, printed breaks are blanks."""
    parts: list[str] = []
    for line in cell.lines:
        parts.append(line.text)
        if not line.joins:
            parts.append("\n" if line.ends_paragraph else " ")
    return "\n".join(part.strip() for part in "".join(parts).split("\n")).strip()


def ended(cell: Cell) -> Cell:
    """Return a cell whose last line ends a paragraph, whatever follows."""
    if not cell.lines:
        return cell
    last = replace(cell.lines[-1], ends_paragraph=True, joins=False)
    return replace(cell, lines=(*cell.lines[:-1], last))


def in_line(cells: Sequence[Cell], place: Place) -> Cell:
    """Return the cells of a row of a list as one line.

    >>> row = [Cell(lines=(Line(text=text),)) for text in ("Corpus A", "2025")]
    >>> in_line(row, NOWHERE).text
    'Corpus A | 2025'
    """
    texts = [" ".join(cell.text.split()) for cell in cells if cell.lines]
    links = tuple(link for cell in cells for link in cell.links)
    return Cell(lines=(Line(text=" | ".join(texts), place=place),), links=links)


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
