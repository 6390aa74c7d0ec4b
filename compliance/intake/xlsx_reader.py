"""A workbook's bytes to a `Document`: our own form by its names, others by labels."""

import io
import warnings
import zipfile
from typing import Any, Final
from xml.etree.ElementTree import ParseError

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from compliance import limits
from compliance.archive import check_file
from compliance.frontdoor import refusal
from compliance.intake.blocks import Block, Document
from compliance.intake.sheet_values import has_formulas
from compliance.intake.xlsx_cells import Cells
from compliance.intake.xlsx_controls import controls_in
from compliance.intake.xlsx_form import form_in, named_answers
from compliance.intake.xlsx_sheets import sheet_blocks

_READER: Final = f"XLSX (openpyxl {openpyxl.__version__})"
_VISIBLE: Final = "visible"


def read_document(data: bytes, name: str) -> Document:
    """Return the blocks of the workbook in `data`, sheet by sheet, row by row.

    Raises:
        InputRefusedError: it is no workbook, or not a safe one to open.
    """
    notes = list(check_file(io.BytesIO(data), name, limits.UNPACKED_BYTES))
    book = _opened(data, name, values=True)
    formulas = _opened(data, name, values=False) if has_formulas(data) else None
    cells = Cells(formulas)
    controls = controls_in(data)
    blocks: list[Block] = []
    for sheet in book.worksheets:
        if sheet.sheet_state == _VISIBLE:
            blocks += sheet_blocks(sheet, cells, controls.get(sheet.title, ()))
        else:
            cells.note(f"the hidden sheet “{sheet.title}” was not read")
    others = [sheet.title for sheet in book.chartsheets]
    notes += [f"the chart “{title}” was not read" for title in others]
    form = form_in(book)
    named = named_answers(book, cells) if form else ()
    notes += cells.notes()
    return Document(
        blocks=tuple(blocks), reader=_READER, notes=tuple(notes), form=form, named=named
    )


def _opened(data: bytes, name: str, *, values: bool) -> Any:
    try:
        with warnings.catch_warnings():
            # It warns of parts that are not kept on saving; nothing is saved.
            warnings.simplefilter("ignore")
            return openpyxl.load_workbook(io.BytesIO(data), data_only=values)
    except (
        zipfile.BadZipFile, InvalidFileException, ParseError, KeyError, ValueError,
        IndexError, TypeError, AttributeError, OSError,
    ) as error:  # fmt: skip
        raise refusal(
            "workbook-damaged", name, "is not a readable workbook",
            " ".join(str(error).split()) or "it is damaged",
            "save it again from a spreadsheet program",
        ) from error  # fmt: skip
