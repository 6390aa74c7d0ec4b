"""Tables of a Word file, row by row."""

from collections.abc import Sequence
from copy import deepcopy
from typing import Any, Final

from docx.oxml import parse_xml
from docx.shared import Cm, Pt, RGBColor
from lxml import etree

from compliance.render.blank.controls import repeating

_NAMES: Final = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"'
)
_GREY: Final = RGBColor(0x5A, 0x66, 0x72)
_LINES: Final = "<w:tblBorders>{}</w:tblBorders>".format(
    "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="B4BEC9"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
)
_HEAD: Final = "E8ECF1"


class Table:
    """A table with lines around its cells and columns of fixed width."""

    def __init__(self, document: Any, widths: Sequence[float]) -> None:
        """Add it to the end of `document`; widths are centimetres."""
        self._widths = [Cm(width) for width in widths]
        self._table = document.add_table(rows=0, cols=len(widths))
        self._table.style = "Table Grid"
        self._table.autofit = False
        for column, width in zip(self._table.columns, self._widths, strict=True):
            column.width = width
        self._table._tblPr.append(_xml(_LINES))

    def row(self, *, heads: bool = False) -> "TableRow":
        """Add a row; one that heads the table is repeated on each page."""
        row = self._table.add_row()
        for cell, width in zip(row.cells, self._widths, strict=True):
            cell.width = width
        properties = row._tr.get_or_add_trPr()  # the library has no name for it
        properties.append(_xml("<w:cantSplit/>" if not heads else "<w:tblHeader/>"))
        if heads:
            for cell in row.cells:
                shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{_HEAD}"/>'
                cell._tc.get_or_add_tcPr().append(_xml(shade))
        return TableRow(row)

    def repeating(self, number: int, title: str, rows: int) -> None:
        """Add blank rows, of which a reader can add more with a click."""
        row = self._table.add_row()
        for cell, width in zip(row.cells, self._widths, strict=True):
            cell.width = width
        written = etree.tostring(deepcopy(row._tr), encoding="unicode")
        body = row._tr.getparent()
        body.remove(row._tr)
        body.append(_xml(repeating(number, title, [written] * rows)))


class TableRow:
    """A row that is being written."""

    def __init__(self, row: Any) -> None:
        self._cells = row.cells

    def write(
        self,
        number: int,
        words: str,
        *,
        bold: bool = False,
        grey: bool = False,
        size: float = 10,
        anew: bool = False,
    ) -> None:
        """Write words into a cell, `anew` in a paragraph of their own."""
        run = self._paragraph(number, anew=anew).add_run(words)
        run.bold, run.font.size = bold, Pt(size)
        if grey:
            run.font.color.rgb = _GREY

    def place(self, number: int, xml: str, *, anew: bool = False) -> None:
        """Put runs and controls into a cell."""
        paragraph = self._paragraph(number, anew=anew)
        for part in _xml(f"<w:p>{xml}</w:p>"):
            paragraph._p.append(part)

    def _paragraph(self, number: int, *, anew: bool) -> Any:
        cell = self._cells[number]
        return cell.add_paragraph() if anew else cell.paragraphs[0]


def _xml(text: str) -> Any:
    name = text[1:].split(">", 1)[0].split("/", 1)[0].split(" ", 1)[0]
    return parse_xml(text.replace(f"<{name}", f"<{name} {_NAMES}", 1))
