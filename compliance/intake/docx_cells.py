"""A cell of a Word table: its paragraphs, the tables and text boxes inside it."""

from collections.abc import Iterator
from typing import Any

from compliance.intake.blocks import Cell
from compliance.intake.docx_names import child, name_of
from compliance.intake.docx_paragraphs import Paragraphs, parts_of
from compliance.intake.docx_pieces import Piece, Text, lines_of
from compliance.intake.docx_seen import Seen
from compliance.intake.docx_styles import PAPER, ground_of
from compliance.intake.docx_table import TableCell, table_rows
from compliance.model import Place


class Cells:
    """Reads the cells of tables."""

    def __init__(self, paragraphs: Paragraphs, seen: Seen) -> None:
        """Take what paragraphs are read with, and where all else is counted."""
        self._paragraphs = paragraphs
        self._seen = seen

    def read(
        self, cell: TableCell, path: str, ground: str | None, *, joins_notes: bool
    ) -> Cell:
        """Return the lines of a cell.

        Args:
            cell: The cell.
            path: Its place.
            ground: The colour behind its table.
            joins_notes: Whether its footnotes are part of it; those of a label are not.
        """
        texts = list(self._texts(cell.element, (ground,), joins_notes=joins_notes))
        links = {link: None for text in texts for link in text.links}
        return Cell(
            lines=lines_of(texts, Place(path=path)),
            links=tuple(links),
            spans=cell.goes_on,
            tint=_tint(cell.element),
        )

    def _texts(
        self, container: Any, grounds: tuple[str | None, ...], *, joins_notes: bool
    ) -> Iterator[Text]:
        """Yield the paragraphs of a cell; the row of a table inside it is one line."""
        own = child(container, "w:tcPr", "w:shd")
        behind = (ground_of(own), *grounds) if own is not None else grounds
        for part in parts_of(container):
            if isinstance(part, list):
                text = self._paragraphs.read(part, behind)
                text.notes = self._notes(text, joins_notes=joins_notes)
                yield text
                for box in text.boxes:
                    yield from self._texts(box, (), joins_notes=joins_notes)
            elif name_of(part) == "w:tbl":
                for row in table_rows(part, self._seen):
                    cells = (
                        self._texts(each.element, behind, joins_notes=joins_notes)
                        for each in row.cells
                        if not each.goes_on
                    )
                    yield _in_line([list(cell) for cell in cells])
            else:
                self._seen.count("import")

    def _notes(self, text: Text, *, joins_notes: bool) -> tuple[str, ...]:
        if joins_notes:
            return tuple(self._paragraphs.footnotes(text))
        for _ in text.footnotes:
            self._seen.count("unjoined")
        return ()


def _tint(cell: Any) -> str:
    """Return the colour behind a cell, empty for none and for white."""
    colour = ground_of(child(cell, "w:tcPr", "w:shd")) or ""
    return "" if colour == PAPER else colour


def _in_line(cells: list[list[Text]]) -> Text:
    """Return the cells of a row as one line, their texts parted by bars."""
    line = Text()
    for cell in cells:
        filled = [text for text in cell if text.words]
        if filled and line.pieces:
            line.pieces.append(Piece(" | "))
        for number, text in enumerate(filled):
            line.pieces += [Piece(" ")] if number else []
            line.pieces += [p for p in text.pieces if p.text not in ("\n", "\t")]
            line.links += text.links
            line.notes += text.notes
    return line
