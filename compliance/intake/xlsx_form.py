"""Our own blank form as a workbook: its answers by their names."""

from collections.abc import Iterator
from typing import Any, Final

from compliance.intake.blocks import Named, Row
from compliance.intake.workbook_names import FORM, is_ours
from compliance.intake.xlsx_cells import Cells, place_of

_WIDEST: Final = 200


def form_in(book: Any) -> str:
    """Return the id of the form that a workbook says it is, empty if it is none."""
    name = book.defined_names.get(FORM)
    return str(name.value).strip().strip('="') if name is not None else ""


def named_answers(book: Any, cells: Cells) -> tuple[Named, ...]:
    """Return the cells and lists of `book` that have the names of our blank form.

    A name whose cell was deleted names nothing.
    """
    found: list[Named] = []
    for name, defined in book.defined_names.items():
        if not is_ours(name):
            continue
        for title, area in defined.destinations:
            if title in book.sheetnames and "#REF" not in area:
                found.append(_named(name, book[title], area.replace("$", ""), cells))
                break
    return tuple(found)


def _named(name: str, sheet: Any, area: str, cells: Cells) -> Named:
    first, _, last = area.partition(":")
    top = sheet[first]
    rows: tuple[Row, ...] = ()
    if last:
        end = min(sheet[last].column, top.column + _WIDEST)
        rows = tuple(_rows(sheet, top, end, cells))
    return Named(
        name=name, cell=cells.read(sheet, top), place=place_of(sheet, top), rows=rows
    )


def _rows(sheet: Any, top: Any, end: int, cells: Cells) -> Iterator[Row]:
    """Yield the header and every row beneath it that holds anything."""
    for number, row in enumerate(
        sheet.iter_rows(min_row=top.row, min_col=top.column, max_col=end)
    ):
        if number == 0 or any(cells.holds(sheet, cell) for cell in row):
            read = tuple(cells.read(sheet, cell) for cell in row)
            yield Row(cells=read, place=place_of(sheet, row[0]))
