"""The rows of a Word table: merged cells, deleted and hidden rows, what wraps them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from compliance.intake.docx_names import attribute, child, is_on, name_of, number
from compliance.intake.docx_seen import Seen

_MOST_COLUMNS: Final = 1_000


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell of a Word table."""

    element: Any
    """``w:tc``; of a cell that goes on from above, the one it goes on from."""
    number: int
    """Its place in the row, from 1."""
    goes_on: bool
    """Whether it is merged with the cell above."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a Word table."""

    number: int
    """Its place in the table, from 1."""
    cells: tuple[TableCell, ...]
    is_header: bool
    """Whether it is repeated at the top of each page."""


def table_rows(table: Any, seen: Seen) -> Iterator[TableRow]:
    """Yield the rows that are shown, each cell knowing the one it is merged with."""
    above: dict[int, Any] = {}
    for at, row in enumerate(_below(table, "w:tr"), 1):
        properties = child(row, "w:trPr")
        if properties is not None and not _is_shown(properties, seen):
            continue
        cells, above = _cells(row, properties, above)
        header = is_on(child(row, "w:trPr", "w:tblHeader")) is True
        if cells:
            yield TableRow(at, tuple(cells), header)


def _is_shown(properties: Any, seen: Seen) -> bool:
    deleted, inserted = child(properties, "w:del"), child(properties, "w:ins")
    if deleted is not None:
        seen.count("deletion", attribute(deleted, "w:author"))
        return False
    if is_on(child(properties, "w:hidden")):
        seen.count("hidden")
        return False
    if inserted is not None:
        seen.count("insertion", attribute(inserted, "w:author"))
    return True


def _cells(
    row: Any, properties: Any | None, above: dict[int, Any]
) -> tuple[list[TableCell], dict[int, Any]]:
    """Return a row's cells, and by column the cells that those below may go on from."""
    before = child(properties, "w:gridBefore") if properties is not None else None
    column = number(before, "w:val") or 0
    cells: list[TableCell] = []
    below: dict[int, Any] = {}
    for each in _below(row, "w:tc"):
        own = child(each, "w:tcPr")
        if own is not None and child(own, "w:cellDel") is not None:
            continue
        beside = child(own, "w:hMerge") if own is not None else None
        if beside is not None and attribute(beside, "w:val") != "restart":
            column += 1
            continue
        merge = child(own, "w:vMerge") if own is not None else None
        goes_on = merge is not None and attribute(merge, "w:val") != "restart"
        goes_on = goes_on and column in above
        element = above[column] if goes_on else each
        if merge is not None:
            below[column] = element
        cells.append(TableCell(element, len(cells) + 1, goes_on))
        span = number(child(own, "w:gridSpan"), "w:val") if own is not None else None
        column += min(max(span or 1, 1), _MOST_COLUMNS)
    return cells, below


def _below(element: Any, name: str) -> Iterator[Any]:
    """Yield the rows of a table, or the cells of a row, whatever wraps them."""
    for each in element:
        found = name_of(each)
        if found == name:
            yield each
        elif found not in ("w:tr", "w:tc") and not found.endswith("Pr") and len(each):
            yield from _below(each, name)
