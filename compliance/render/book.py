"""Sheets to an .xlsx workbook in which every submitted text is only a text."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any, Final

import xlsxwriter

from compliance.errors import InternalError
from compliance.model import Level, Outcome, Severity
from compliance.render.cells import Block, Cell, Column, Sheet, cell_text, fitting
from compliance.render.text import visible
from compliance.render.words import (
    LEVEL_WORDS,
    OUTCOME_WORDS,
    SEVERITY_WORDS,
    TERM_WORDS,
)

_OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
_LEVEL_COLOURS: Final = {
    Level.REQUIRED: ("#123a6b", "#dbe9f8"),
    Level.CONDITIONAL: ("#0b4f8a", "#eef5fc"),
    Level.ON_REQUEST: ("#4b2a78", "#efe8f8"),
    Level.VOLUNTARY: ("#14532d", "#eef7f1"),
    Level.NOT_REQUIRED: ("#5a6570", "#ffffff"),
    Level.NOT_ESTABLISHED: ("#694700", "#fff8e3"),
}
_COLOURS: Final = {
    OUTCOME_WORDS[Outcome.GAP]: ("#8f1d14", "#fcebe9"),
    OUTCOME_WORDS[Outcome.UNDETERMINED]: ("#694700", "#fff3d1"),
    OUTCOME_WORDS[Outcome.MET]: ("#14532d", "#e6f4ea"),
    OUTCOME_WORDS[Outcome.NOT_APPLICABLE]: ("#414b55", "#eceff2"),
    SEVERITY_WORDS[Severity.MUST]: ("#8f1d14", "#ffffff"),
    **{
        words[level]: colours
        for words in (LEVEL_WORDS, TERM_WORDS)
        for level, colours in _LEVEL_COLOURS.items()
    },
}
_COLOURED: Final = ("Outcome", "Severity", "Level")
_FORMULA_STARTS: Final = tuple("=+-@\t")
_LINE_HEIGHT: Final = 14
_WIDE_SCALE: Final = 62
"""Percent at which a wide sheet prints: about six columns on a page."""
_TALLEST: Final = 14
"""Lines of the tallest row; the rest of a text shows when the row is pulled open."""


def book(sheets: Sequence[Sheet], *, title: str, day: date) -> bytes:
    """Return `sheets` as a workbook without formula, link or macro.

    Submitted texts are written as strings and stay strings when edited; hidden
    characters are shown, cuts are marked. Same sheets, same bytes: the creation
    date is `day`.
    """
    body = BytesIO()
    made = xlsxwriter.Workbook(body, _OPTIONS)
    made.set_properties(
        {
            "title": cell_text(visible(title))[:250],
            "created": datetime(day.year, day.month, day.day, tzinfo=UTC),
        }
    )
    formats = _formats(made)
    for sheet in sheets:
        _write_sheet(made, sheet, formats)
    made.close()
    return body.getvalue()


def _formats(made: Any) -> dict[str, Any]:
    body = {
        "text_wrap": True,
        "valign": "top",
        "font_name": "Calibri",
        "font_size": 10,
        "bottom": 1,
        "bottom_color": "#d5dbe1",
    }
    number = {**body, "align": "right", "indent": 1}
    head = {"bold": True, "bottom": 2, "bottom_color": "#1a1f26", "bg_color": "#eceff2"}
    return {
        "text": made.add_format(body),
        # Excel keeps a quoted text a text, even after it is edited.
        "quoted": made.add_format({**body, "quote_prefix": True}),
        "count": made.add_format({**number, "num_format": "#,##0"}),
        "share": made.add_format({**number, "num_format": "0.0 %"}),
        "weight": made.add_format({**number, "num_format": "0.0"}),
        "over": made.add_format({**body, "text_wrap": False, "indent": 1}),
        "date": made.add_format({**body, "num_format": "yyyy-mm-dd"}),
        "head": made.add_format({**body, **head}),
        "number head": made.add_format({**number, **head}),
        **{
            word: made.add_format({"font_color": ink, "bg_color": wash, "bold": True})
            for word, (ink, wash) in _COLOURS.items()
        },
        **{
            f"begins {word}": made.add_format({"font_color": ink, "bg_color": wash})
            for word, (ink, wash) in _COLOURS.items()
        },
    }


def _write_sheet(made: Any, sheet: Sheet, formats: dict[str, Any]) -> None:
    page = made.add_worksheet(sheet.name)
    page.set_landscape()
    page.set_paper(9)
    page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    if sheet.wide:
        page.repeat_columns(0)
        page.set_print_scale(_WIDE_SCALE)
    else:
        page.fit_to_pages(1, 0)
    page.set_footer("&L&A&RPage &P of &N")
    widths: dict[int, int] = {}
    for block in sheet.blocks:
        for number, column in enumerate(block.columns):
            widths[number] = max(widths.get(number, 0), column.width)
    for number, width in widths.items():
        page.set_column(number, number, width)
    top = 0
    for block in sheet.blocks:
        top = _write_block(page, block, top, formats, widths)
    if len(sheet.blocks) == 1:
        columns, rows = sheet.blocks[0].columns, sheet.blocks[0].rows
        page.freeze_panes(1, 1 if len(columns) > 2 else 0)
        page.repeat_rows(0)
        if rows:
            page.autofilter(0, 0, top - 2, len(columns) - 1)


def _write_block(
    page: Any, block: Block, top: int, formats: dict[str, Any], widths: dict[int, int]
) -> int:
    """Write one block from row `top`; return the row after the blank beneath it."""
    for number, column in enumerate(block.columns):
        below = [cell for row in block.rows for cell in row[number : number + 1]]
        counted = any(not isinstance(cell, str) for cell in below)
        look = formats["number head" if counted else "head"]
        _write(page, top, number, column.title, look)
    row = top
    lines = max(column.title.count("\n") for column in block.columns)
    if lines:
        page.set_row(top, _LINE_HEIGHT * (1 + lines) + 2)
    for row, cells in enumerate(fitting(block.rows or ((block.empty,),)), top + 1):
        page.set_row(row, _height(block.columns, cells, widths))
        for number, cell in enumerate(cells):
            _write_cell(page, row, number, block.columns[number], cell, formats)
    if block.rows:
        _fill_in(page, block.columns, top + 1, row, formats)
    return row + 2


def _write_cell(
    page: Any,
    row: int,
    number: int,
    column: Column,
    cell: Cell,
    formats: dict[str, Any],
) -> None:
    if isinstance(cell, str):
        look = "quoted" if cell.startswith(_FORMULA_STARTS) else "text"
        look = "date" if column.dated else "over" if column.over else look
        _write(page, row, number, cell_text(cell), formats[look])
        return
    look = "count" if isinstance(cell, int) else "share"
    look = "weight" if column.title == "Weight" else look
    if page.write_number(row, number, cell, formats[look]) != 0:
        raise _lost(page, row, number)


def _write(page: Any, row: int, number: int, text: str, look: Any) -> None:
    if page.write_string(row, number, text, look) != 0:
        raise _lost(page, row, number)


def _lost(page: Any, row: int, number: int) -> InternalError:
    return InternalError(
        "workbook-cell",
        where=f"sheet {page.get_name()}, row {row + 1}, column {number + 1}",
        what="cannot write the workbook",
        why="a cell did not fit",
        remedy="take the JSON report, which has no such limit, and tell us",
    )


def _height(
    columns: Sequence[Column], cells: Sequence[Cell], widths: dict[int, int]
) -> int:
    """Return the height of a row in points, so that wrapped texts show.

    Set for every row, because not every program finds it by itself.
    """
    lines = 1
    for number, cell in enumerate(cells):
        if isinstance(cell, str) and not columns[number].over:
            room = widths[number]
            wrapped = sum(1 + len(line) // room for line in cell.split("\n"))
            lines = max(lines, wrapped)
    return _LINE_HEIGHT * min(lines, _TALLEST)


def _fill_in(
    page: Any,
    columns: Sequence[Column],
    first: int,
    last: int,
    formats: dict[str, Any],
) -> None:
    """Add drop-down lists, dates to fill in and the colours of outcomes."""
    for number, column in enumerate(columns):
        if column.choices:
            lists = {"validate": "list", "source": list(column.choices)}
            page.data_validation(first, number, last, number, lists)
        if column.dated:
            since = {"validate": "date", "criteria": ">", "value": datetime(2000, 1, 1)}  # noqa: DTZ001  # a cell's date has no zone
            page.data_validation(first, number, last, number, since)
        if column.begins:
            for word in _COLOURS:
                begins = {"type": "text", "criteria": "begins with", "value": word}
                look = {"format": formats[f"begins {word}"]}
                page.conditional_format(first, number, last, number, begins | look)
        if column.title in _COLOURED:
            for word in _COLOURS:
                rule = {"type": "cell", "criteria": "==", "value": f'"{word}"'}
                look = {"format": formats[word]}
                page.conditional_format(first, number, last, number, rule | look)
