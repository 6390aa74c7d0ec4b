"""The body of a Word file to blocks, each with its place under a heading."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, Final

from compliance.intake.blocks import Block, Cell, Heading, Line, Paragraph, Row
from compliance.intake.docx_cells import Cells
from compliance.intake.docx_names import child, children, name_of
from compliance.intake.docx_paragraphs import Paragraphs, parts_of
from compliance.intake.docx_pieces import Text, lines_of
from compliance.intake.docx_seen import Seen
from compliance.intake.docx_styles import UNSETTLED, ground_of
from compliance.intake.docx_table import TableRow, table_rows
from compliance.intake.ticks import has_box
from compliance.model import Place

_LONGEST_HEADING: Final = 25
_LONGEST_STYLED: Final = 60
_SHOWN: Final = 60
_STEP: Final = 120
_USUAL_SIZE: Final = 20
_BOLD: Final = 20


class Body:
    """The walk through the body of a Word file."""

    def __init__(self, paragraphs: Paragraphs, seen: Seen) -> None:
        """Take what paragraphs are read with, and where all else is counted."""
        self._paragraphs = paragraphs
        self._cells = Cells(paragraphs, seen)
        self._seen = seen
        self._heading = ""
        self._headings: Counter[str] = Counter()
        self._counted = 0
        self._tables = 0
        self.anchors: dict[str, Any] = {}
        """The paragraph at which each place begins."""

    def blocks(self, container: Any, inside: str = "") -> Iterator[Block]:
        """Yield the blocks of a body, of a text box, or of a cell that is a frame.

        Args:
            container: What holds paragraphs and tables.
            inside: The place of the text box or cell; empty for the body.
        """
        for part in parts_of(container):
            if isinstance(part, list):
                yield from self._paragraph(part, inside)
            elif name_of(part) == "w:tbl":
                yield from self._table(part)
            else:
                self._seen.count("import")

    def _paragraph(self, group: Sequence[Any], inside: str) -> Iterator[Block]:
        path = inside or self._under(f"paragraph {self._counted + 1}")
        self._seen.place = path
        text = self._paragraphs.read(group, ())
        block = self._block(text, path)
        if block is not None:
            if isinstance(block, Heading):
                path = self._headed(text)
                block = replace(block, cell=_moved(block.cell, path))
            elif not inside:
                self._counted += 1
            self.anchors.setdefault(path, group[0])
            yield block
        for box in text.boxes:
            yield from self.blocks(box, f"{path}, text box")

    def _block(self, text: Text, path: str) -> Heading | Paragraph | None:
        """Return a paragraph as a block, ``None`` if nothing is printed in it."""
        level = self._level(text)
        place = Place(path=path)
        lines = lines_of([text], place)
        if not lines:
            return None
        if level:
            for _ in text.footnotes:
                self._seen.count("unjoined")
            first = f"{text.number} {lines[0].text}".strip()
            more = len(first) - len(lines[0].text)
            lead = lines[0].lead and lines[0].lead + more
            lines = (Line(text=first, place=place, lead=lead), *lines[1:])
            return Heading(cell=Cell(lines=lines, links=tuple(text.links)), level=level)
        if text.footnotes:
            lines = self._with_footnotes(text, lines)
        return Paragraph(
            cell=Cell(lines=lines, links=tuple(text.links)),
            level=max(0, round(text.indent / _STEP)),
            bullet=text.bullet,
        )

    def _with_footnotes(self, text: Text, lines: tuple[Line, ...]) -> tuple[Line, ...]:
        """Return the lines of running text and its footnotes, but not of a label's."""
        label = lines[-1].lead == len(lines[-1].text)
        if label or lines[-1].text.endswith((":", "?")):
            for _ in text.footnotes:
                self._seen.count("unjoined")
            return lines
        notes = self._paragraphs.footnotes(text)
        return (*lines, *(Line(text=note, place=lines[0].place) for note in notes))

    def _level(self, text: Text) -> int:
        """Return the level of the heading that a paragraph is, 0 for none."""
        words = text.words
        length = len(words.split())
        if not words or has_box(words[:2]):
            return 0
        if text.outline is not None:
            return 1 + text.outline if length <= _LONGEST_STYLED else 0
        if length > _LONGEST_HEADING or text.bullet or words.endswith((":", "?")):
            return 0
        printed = [piece for piece in text.pieces if piece.text.strip()]
        if all(piece.bold for piece in printed):
            return _BOLD + (printed[0].size or _USUAL_SIZE)
        return 0

    def _headed(self, text: Text) -> str:
        """Stand under a heading; return its place."""
        words = f"{text.number} {text.words}".strip()
        if len(words) > _SHOWN:
            words = f"{words[: _SHOWN - 1].rstrip()}…"
        self._headings[words] += 1
        again = self._headings[words]
        self._heading = f"“{words}”" if again == 1 else f"“{words}” ({again})"
        self._counted = 0
        return f"heading {self._heading}"

    def _under(self, what: str) -> str:
        return f"under {self._heading}, {what}" if self._heading else what

    def _table(self, table: Any) -> Iterator[Block]:
        self._tables += 1
        number = self._tables
        ground = self._ground(table)
        for row in table_rows(table, self._seen):
            path = self._under(f"table {number}, row {row.number}")
            self._seen.place = path
            if len(row.cells) == 1:
                yield from self.blocks(row.cells[0].element, path)
                continue
            read = self._row(row, ground, path)
            if any(cell.lines for cell in read.cells):
                yield read

    def _ground(self, table: Any) -> str | None:
        """Return the colour behind a table, not settled where its style colours rows."""
        properties = child(table, "w:tblPr")
        if properties is None:
            return None
        own = ground_of(child(properties, "w:shd"))
        styled = any(
            self._paragraphs.styles.named_by(each).ground
            for each in children(properties, "w:tblStyle")
        )
        return UNSETTLED if styled else own

    def _row(self, row: TableRow, ground: str | None, path: str) -> Row:
        cells: list[Cell] = []
        spans = [cell.goes_on for cell in row.cells]
        for cell in row.cells:
            at = f"{path}, cell {cell.number}"
            # A label that goes on from above has the answers beside it; an answer
            # that goes on from above answers this label too.
            if cell.goes_on and (spans[0] or cell is row.cells[0]):
                cells.append(Cell(spans=True))
                continue
            self._seen.place = at
            self.anchors.setdefault(at, first_paragraph(cell.element))
            joins = cell is not row.cells[0]
            cells.append(self._cells.read(cell, at, ground, joins_notes=joins))
        self.anchors.setdefault(path, first_paragraph(row.cells[0].element))
        return Row(cells=tuple(cells), place=Place(path=path))


def first_paragraph(cell: Any) -> Any:
    """Return the first paragraph of a cell, or the cell if there is none."""
    return next((each for each in cell.iter() if name_of(each) == "w:p"), cell)


def _moved(cell: Cell, path: str) -> Cell:
    place = Place(path=path)
    return replace(cell, lines=tuple(replace(line, place=place) for line in cell.lines))
