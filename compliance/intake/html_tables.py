"""A table of a page to its grid: which cell stands in which row, and what spans."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from compliance import limits

_GROUPS: Final = ("thead", "tbody", "tfoot")
_CELLS: Final = ("td", "th")
_ROLES: Final = ("cell", "gridcell", "rowheader", "columnheader")
_WIDEST: Final = 1_000


@dataclass(frozen=True, slots=True)
class GridCell:
    """One place of a table's grid."""

    element: Any
    """The cell's element; ``None`` for the lower part of one above."""
    names: bool = False
    """Whether it names its column or row rather than holding data."""


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row of a table."""

    element: Any
    cells: tuple[GridCell, ...]
    in_head: bool

    @property
    def names_columns(self) -> bool:
        """Return whether it holds the names of the columns."""
        real = [cell for cell in self.cells if cell.element is not None]
        return len(real) > 1 and (self.in_head or all(cell.names for cell in real))


def grid_of(table: Any) -> tuple[GridRow, ...]:
    """Return the rows of a table, cells that span rows with a place in each.

    A cell that spans columns has one place. The column of a cell that spans rows is
    left out of the lower rows where two other cells are left, as beside a group of
    rows; where one is left, the row goes on with the one above.
    """
    rows: list[GridRow] = []
    hanging: list[_Hanging] = []
    places = 0
    for element, in_head in _rows(table):
        cells: list[GridCell] = []
        column = 0
        own = list(_cells(element))
        spans: list[_Hanging] = []
        while own or any(span.column >= column for span in hanging):
            above = next((span for span in hanging if span.column == column), None)
            if above is not None:
                cells.append(GridCell(None))
                column += above.width
            elif own:
                cell = own.pop(0)
                width = _count(cell.get("colspan"), 1)
                names = cell.tag == "th" or cell.get("role") == "columnheader"
                cells.append(GridCell(cell, names))
                height = _count(cell.get("rowspan"), limits.NODES)
                if height > 1:
                    spans.append(_Hanging(column, width, height))
                column += width
            else:
                column += 1
            if column > _WIDEST:
                break
        hanging = [
            _Hanging(span.column, span.width, span.rows - 1)
            for span in (*hanging, *spans)
            if span.rows > 1
        ]
        places += len(cells)
        if places > limits.NODES:
            break
        rows.append(GridRow(element, _without_group(cells), in_head))
    return tuple(rows)


@dataclass(frozen=True, slots=True)
class _Hanging:
    """A cell that hangs down into the rows below."""

    column: int
    width: int
    rows: int


def _rows(table: Any) -> Iterator[tuple[Any, bool]]:
    for child in table:
        if child.tag == "tr" or _role(child) == "row":
            yield child, False
        elif child.tag in _GROUPS or _role(child) == "rowgroup":
            for row in child:
                if row.tag == "tr" or _role(row) == "row":
                    yield row, child.tag == "thead"


def _cells(row: Any) -> Iterator[Any]:
    for child in row:
        if child.tag in _CELLS or _role(child) in _ROLES:
            yield child


def _role(element: Any) -> str:
    return (element.get("role") or "") if isinstance(element.tag, str) else ""


def _count(text: str | None, zero: int) -> int:
    """Return a span's number of rows or columns; 0 is to the end."""
    digits = (text or "").strip()
    if not digits.isascii() or not digits.isdigit():
        return 1
    return min(int(digits[:6]), limits.NODES) or zero


def _without_group(cells: Sequence[GridCell]) -> tuple[GridCell, ...]:
    first = next(
        (n for n, cell in enumerate(cells) if cell.element is not None), len(cells)
    )
    real = sum(cell.element is not None for cell in cells)
    return tuple(cells[first:]) if real > 1 else tuple(cells)
