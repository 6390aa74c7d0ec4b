"""One cell of a workbook to lines, and what is beside it: comments, errors, formulas."""

from collections.abc import Iterator
from typing import Any, Final

from compliance.intake.blocks import Cell, Line
from compliance.intake.colours import is_lively
from compliance.intake.sheet_values import printed_value
from compliance.model import Place

_UNREADABLE: Final = "\N{OBJECT REPLACEMENT CHARACTER}"
_BOXES: Final = {True: "☒", False: "☐"}
_MOST_NOTES: Final = 20
_LONGEST: Final = 200
_PAPER: Final = ("theme", 0)


class Cells:
    """Reads cells, and keeps what a reader of the report should know of them."""

    def __init__(self, formulas: Any | None) -> None:
        """Take the same workbook with its formulas, if it has any."""
        self._formulas = formulas
        self._notes: dict[str, None] = {}
        self._reckoned: dict[str, None] = {}

    def note(self, words: str) -> None:
        """Keep what is to be known of the workbook."""
        self._notes[words] = None

    def notes(self) -> Iterator[str]:
        """Yield what is to be known, the first twenty and how many more."""
        if self._reckoned:
            yield f"read by their stored values: formulas in {_listed(self._reckoned)}"
        told = list(self._notes)
        yield from told[:_MOST_NOTES]
        if len(told) > _MOST_NOTES:
            yield f"{len(told) - _MOST_NOTES} more notes on cells are left out"

    def holds(self, sheet: Any, cell: Any) -> bool:
        """Return whether anything stands in a cell, be it a formula without a value."""
        return cell.value is not None or self._is_formula(sheet, cell)

    def read(self, sheet: Any, cell: Any) -> Cell:
        """Return the lines of a cell as it is shown."""
        place = place_of(sheet, cell)
        text = self._text(sheet, cell, str(place))
        if cell.comment is not None:
            said = " ".join(str(cell.comment.text).split())
            cut = f"{said[:_LONGEST]}…" if len(said) > _LONGEST else said
            self.note(f"a comment stands at {place}: “{cut}”")
        link = cell.hyperlink.target if cell.hyperlink is not None else None
        bold = bool(cell.font is not None and cell.font.bold)
        strong = bold or _stands_out(cell.font)
        lines = tuple(
            Line(
                text=line.strip(),
                place=place,
                lead=len(line.strip()) if bold else 0,
                strong=strong,
            )
            for line in text.split("\n")
            if line.strip()
        )
        links = (str(link),) if link else ()
        return Cell(lines=lines, links=links, tint=tint_of(cell))

    def _text(self, sheet: Any, cell: Any, place: str) -> str:
        if self._is_formula(sheet, cell):
            if cell.value is None:
                self.note(f"the formula at {place} has no stored value")
                return _UNREADABLE
            self._reckoned[place] = None
        if cell.data_type == "e":
            self.note(f"an error is shown at {place}: {cell.value}")
        if isinstance(cell.value, bool):
            return _BOXES[cell.value]
        return printed_value(cell)

    def _is_formula(self, sheet: Any, cell: Any) -> bool:
        if self._formulas is None:
            return False
        return bool(self._formulas[sheet.title][cell.coordinate].data_type == "f")


def _stands_out(font: Any | None) -> bool:
    """Return whether a font underlines or colours its words."""
    if font is None:
        return False
    colour = font.color
    known = colour is not None and colour.type == "rgb"
    return bool(font.u) or (known and is_lively(str(colour.rgb)[-6:].lower()))


def tint_of(cell: Any) -> str:
    """Return the colour behind a cell, empty for none and for white.

    One of the workbook's theme is its number there: which colour that is, is not said.
    """
    fill = getattr(cell, "fill", None)
    if fill is None or fill.fill_type != "solid":
        return ""
    colour = fill.fgColor
    if colour.type != "rgb":
        return "" if (colour.type, colour.value) == _PAPER else f"{colour.value}"
    digits = str(colour.rgb)[-6:].lower()
    return "" if digits == "ffffff" else digits


def place_of(sheet: Any, cell: Any) -> Place:
    """Return where a cell stands: ``sheet Form, cell B12``."""
    return Place(path=f"sheet {sheet.title}, cell {cell.coordinate}")


def _listed(places: dict[str, None]) -> str:
    told = list(places)
    more = f" and {len(told) - 5} more" if len(told) > 5 else ""
    return "; ".join(told[:5]) + more
