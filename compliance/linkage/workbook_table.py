"""XLSX, row by row, each cell as it is shown."""

import io
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from typing import Any, Final
from xml.etree.ElementTree import ParseError

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from compliance import limits
from compliance.intake.sheet_values import has_formulas, shown_value
from compliance.linkage.rows import (
    RawRow,
    Table,
    broken,
    column_name,
    is_blank,
    quarantined,
)

SHEET_ROWS: Final = 1_048_576
"""Rows a sheet can have; a row number beyond it is a trap."""

_REMEDY: Final = "save it again from a spreadsheet program, or as CSV"


def read_workbook(data: bytes, name: str, wanted: frozenset[str]) -> Table:
    """Return the table on the sheet whose first row names most of the wanted columns.

    Args:
        data: The file; its archive has been checked.
        name: Its name, for refusals.
        wanted: Names of columns by which the right sheet is known.

    Raises:
        InputRefusedError: it is no workbook, or no sheet begins with a header.
    """
    shown = _opened(data, name, values=True)
    sheets = [(sheet, *_header(sheet)) for sheet in shown.worksheets]
    named = [
        (len(wanted & {column_name(cell) for cell in header}), sheet, header, before)
        for sheet, header, before in sheets
        if header
    ]
    if not named:
        raise broken(name, "none of its sheets begins with a header", _REMEDY)
    _, sheet, header, before = max(named, key=lambda each: each[0])
    formulas = (
        _opened(data, name, values=False)[sheet.title] if has_formulas(data) else None
    )
    others = [each.title for _, each, _, _ in named if each is not sheet]
    notes = (f"Sheets not read: {', '.join(others)}.",) if others else ()
    unread = tuple(each for each in header if column_name(each) not in wanted)
    rows = _rows(sheet, formulas, before, len(header), name)
    return Table(header, before, rows, unread, notes)


def _opened(data: bytes, name: str, *, values: bool) -> Any:
    try:
        with warnings.catch_warnings():
            # It warns of parts that are not kept on saving; nothing is saved.
            warnings.simplefilter("ignore")
            return openpyxl.load_workbook(
                io.BytesIO(data), read_only=True, data_only=values
            )
    except (
        zipfile.BadZipFile, InvalidFileException, ParseError, KeyError, ValueError,
        OSError,
    ) as error:  # fmt: skip
        why = " ".join(str(error).split()) or "it is damaged"
        raise broken(name, why, _REMEDY) from error


def _header(sheet: Any) -> tuple[tuple[str, ...], int]:
    """Return the first row with anything in it, and its number."""
    sheet.reset_dimensions()
    for number, row in enumerate(sheet.iter_rows(max_row=100), start=1):
        cells = [shown_value(cell) for cell in row]
        if not is_blank(cells):
            while not cells[-1].strip():
                cells.pop()
            return tuple(cells), number
    return (), 0


def _rows(
    sheet: Any, formulas: Any, before: int, width: int, name: str
) -> Iterator[RawRow]:
    cells_seen = 0
    rows = sheet.iter_rows(min_row=before + 1)
    written: Iterator[Any] = iter(())
    if formulas is not None:
        formulas.reset_dimensions()
        written = formulas.iter_rows(min_row=before + 1)
    for number, row in enumerate(rows, start=before + 1):
        cells_seen += len(row)
        if number > SHEET_ROWS or cells_seen > limits.CELLS:
            raise broken(
                name,
                f"more than {limits.CELLS:,} cells or {SHEET_ROWS:,} rows",
                "give the catalog as CSV or Parquet",
            )
        yield _row(
            number, row, next(written, ()) if formulas is not None else (), width
        )


def _row(number: int, row: Sequence[Any], written: Sequence[Any], width: int) -> RawRow:
    cells = [shown_value(cell) for cell in row]
    unsolved = [
        formula.coordinate
        for cell, formula in zip(row, written, strict=False)
        if cell.value is None and formula.data_type == "f"
    ]
    shown = " | ".join(cells)
    if unsolved:
        why = f"the formula in {unsolved[0]} has no stored value"
        return quarantined(number, 1, why, shown)
    if is_blank(cells):
        return RawRow(number, 1, (), "", "")
    wrong = [cell.coordinate for cell in row if cell.data_type == "e"]
    if wrong:
        return quarantined(number, 1, f"an error is shown in {wrong[0]}", shown)
    if not is_blank(cells[width:]):
        return quarantined(number, 1, "a cell beyond the last column named", shown)
    cells += [""] * (width - len(cells))
    return RawRow(number, 1, cells[:width], "", "")
