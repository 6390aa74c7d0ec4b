"""The blank form as a workbook: a cell an answer, a name a cell, a sheet a list."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import Any, Final

import xlsxwriter

from compliance.intake.workbook_names import FORM, answer_name, box_name, list_name
from compliance.model import Kind
from compliance.render.blank.plan import BlankForm, Question

_OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
# The file says when it was made; the same form is the same bytes on any day.
_MADE: Final = datetime(2026, 1, 1, tzinfo=UTC)
_SHEET: Final = "Form"
_WIDTHS: Final = (11, 58, 62, 14)
_LINE: Final = 14.5
_ROOM: Final = 62
_ENTRIES: Final = 500
_HEADER: Final = 3
_NOT_IN_SHEETS: Final = re.compile(r"[\[\]:*?/\\']")
_LONGEST_SHEET: Final = 31
_HOW: Final = (
    "Write in the white cells; all of them hold text, so that nothing you write is"
    " reckoned with. Where a cell offers a list, choose; write x beside a box that"
    " applies. Lists have sheets of their own, one row an entry. Alt and Enter begin a"
    " new line. The grey cells are locked without a password."
)


def to_xlsx(blank: BlankForm) -> bytes:
    """Return the form as a workbook without formula or macro; same form, same bytes."""
    body = BytesIO()
    book = xlsxwriter.Workbook(body, _OPTIONS)
    book.set_properties({"title": blank.form.title, "created": _MADE})
    book.define_name(FORM, f'="{blank.form.regulation}"')
    _Writer(book).write(blank)
    book.close()
    return body.getvalue()


class _Writer:
    """Writes the form's sheet from the top, and a sheet for each list behind it."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._looks = _looks(book)
        self._page = book.add_worksheet(_SHEET)
        self._row = 0

    def write(self, blank: BlankForm) -> None:
        """Write every sheet."""
        page = self._page
        _set_up(page)
        for number, width in enumerate(_WIDTHS):
            page.set_column(number, number, width)
        page.merge_range(0, 0, 0, 3, blank.form.title, self._looks["title"])
        page.set_row(0, 26)
        page.merge_range(1, 0, 1, 3, _HOW, self._looks["note"])
        page.set_row(1, 3 * _LINE)
        for number, words in enumerate(("No.", "Question", "Answer", "List")):
            page.write_string(2, number, words, self._looks["head"])
        page.freeze_panes(3, 0)
        page.repeat_rows(2)
        self._row = 3
        for section in blank.sections:
            page.merge_range(
                self._row, 0, self._row, 3, section.title, self._looks["section"]
            )
            page.set_row(self._row, 22)
            self._row += 1
            for question in section.questions:
                self._question(question)
        page.protect("", {"format_rows": True, "format_columns": True})

    def _question(self, question: Question) -> None:
        page, row, looks = self._page, self._row, self._looks
        page.write_string(row, 0, question.field.id, looks["number"])
        page.write_rich_string(
            row, 1, looks["label"], question.field.label,
            looks["guidance"], f"\n{question.guidance}", looks["question"],
        )  # fmt: skip
        page.set_row(row, _height(question))
        page.write_blank(row, 3, None, looks["question"])
        self._row += 1
        if question.field.kind is Kind.TICKS:
            page.write_blank(row, 2, None, looks["question"])
            self._boxes(question)
            return
        self._answer(row, answer_name(question.field.at))
        if question.options:
            words = [option.words for option in question.options]
            _offer(page, row, words, "Or write why none of these fits.")
        if question.columns:
            sheet = self._list(question)
            page.write_url(row, 3, f"internal:'{sheet}'!A5", looks["link"], sheet)

    def _boxes(self, question: Question) -> None:
        for option in question.options:
            row = self._row
            self._page.write_blank(row, 0, None, self._looks["number"])
            self._page.write_string(row, 1, option.words, self._looks["option"])
            self._page.write_blank(row, 3, None, self._looks["question"])
            self._answer(row, box_name(question.field.at, option.code))
            _offer(self._page, row, ["x"], "x, or nothing")
            self._row += 1

    def _answer(self, row: int, name: str) -> None:
        self._page.write_blank(row, 2, None, self._looks["answer"])
        self._book.define_name(name, f"={_SHEET}!$C${row + 1}")

    def _list(self, question: Question) -> str:
        """Write the sheet of a list; return its name."""
        name = _NOT_IN_SHEETS.sub("_", question.field.id)[:_LONGEST_SHEET]
        sheet = self._book.add_worksheet(name)
        _set_up(sheet)
        last = len(question.columns) - 1
        sheet.write_string(0, 0, question.field.label, self._looks["title"])
        sheet.write_string(1, 0, question.guidance, self._looks["over"])
        for number, column in enumerate(question.columns):
            sheet.set_column(number, number, max(18, 72 // len(question.columns)))
            sheet.write_string(_HEADER, number, column.label, self._looks["head"])
            sheet.write_string(_HEADER - 1, number, column.help, self._looks["help"])
        sheet.set_row(_HEADER - 1, 3 * _LINE)
        for row in range(_HEADER + 1, _HEADER + 1 + _ENTRIES):
            for number in range(last + 1):
                sheet.write_blank(row, number, None, self._looks["answer"])
        sheet.freeze_panes(_HEADER + 1, 0)
        end = xlsxwriter.utility.xl_col_to_name(last)
        area = f"='{name}'!$A${_HEADER + 1}:${end}${_HEADER + 1}"
        self._book.define_name(list_name(question.field.at), area)
        return name


def _set_up(page: Any) -> None:
    page.set_landscape()
    page.set_paper(9)
    page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    page.fit_to_pages(1, 0)
    page.set_footer("&L&A&RPage &P of &N")
    page.hide_gridlines(2)
    page.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})


def _offer(page: Any, row: int, words: Sequence[str], message: str) -> None:
    page.data_validation(
        row, 2, row, 2,
        {"validate": "list", "source": list(words), "error_type": "warning",
         "error_title": "Not one of the list", "error_message": message},
    )  # fmt: skip


def _height(question: Question) -> float:
    lines = -(-len(question.field.label) // (_ROOM - 6))
    lines += -(-len(question.guidance) // _ROOM)
    return _LINE * max(2, lines) + 4


def _looks(book: Any) -> dict[str, Any]:
    body = {"font_name": "Calibri", "font_size": 10, "text_wrap": True, "valign": "top"}
    grey = {"bg_color": "#f2f4f7", "border": 1, "border_color": "#d5dbe1"}
    ink = {"font_color": "#5a6672", "font_size": 9}
    return {
        "title": book.add_format({**body, "text_wrap": False, "bold": True, "font_size": 14}),
        "note": book.add_format({**body, **ink}),
        "over": book.add_format({**body, **ink, "text_wrap": False}),
        "help": book.add_format({**body, **ink, "valign": "bottom"}),
        "head": book.add_format({**body, **grey, "bold": True}),
        "section": book.add_format(
            {**body, "bold": True, "font_size": 12, "font_color": "#ffffff",
             "bg_color": "#1f3a5f", "valign": "vcenter"}
        ),
        "number": book.add_format({**body, **grey, **ink}),
        "question": book.add_format({**body, **grey}),
        "label": book.add_format({"font_name": "Calibri", "font_size": 10, "bold": True}),
        "guidance": book.add_format({"font_name": "Calibri", **ink}),
        "option": book.add_format({**body, **grey, "align": "right"}),
        "answer": book.add_format(
            {**body, "num_format": "@", "locked": False, "border": 1,
             "border_color": "#8796a5"}
        ),
        "link": book.add_format(
            {**body, **grey, "font_color": "#1f4e9c", "underline": 1}
        ),
    }  # fmt: skip
