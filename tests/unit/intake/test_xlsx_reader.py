import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.worksheet.datavalidation import DataValidation

from compliance.datafiles import root
from compliance.errors import InputRefusedError
from compliance.intake.blocks import Document, Heading, Paragraph, Row
from compliance.intake.document_form import read_filing
from compliance.intake.sheet_values import has_formulas
from compliance.intake.xlsx_reader import read_document
from compliance.model import State, Submission

ROOT = root()
Fill = Callable[[Any], None]


def document(fill: Fill, *, title: str = "Summary") -> Document:
    """Return what is read of a workbook whose one sheet `fill` fills."""
    return read_document(workbook(fill, title=title), "a.xlsx")


def workbook(fill: Fill, *, title: str = "Summary") -> bytes:
    """Return the bytes of such a workbook."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    fill(sheet)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def rows(read: Document) -> list[list[str]]:
    """Return the words of every row."""
    return [[c.text for c in b.cells] for b in read.blocks if isinstance(b, Row)]


def texts(*values: object) -> Fill:
    """Return what writes `values` into a row."""
    return lambda sheet: sheet.append(list(values))


def test_words_that_stand_out_are_known() -> None:
    """Bold, underlined and coloured words do; black ones on white do not."""
    fonts = (Font(), Font(bold=True), Font(underline="single"), Font(color="FFC00000"))

    def fill(sheet: Any) -> None:
        for column, font in enumerate(fonts, 1):
            sheet.cell(1, column).value = "Yes"
            sheet.cell(1, column).font = font

    (row,) = (b for b in document(fill).blocks if isinstance(b, Row))

    assert [c.lines[0].strong for c in row.cells] == [False, True, True, True]


def test_places_are_sheet_and_cell() -> None:
    """Every cell knows its sheet and its name; the sheet's name is a heading."""
    read = document(texts("Last update", "2026-01-31"), title="My sheet")

    assert isinstance(read.blocks[0], Heading)
    assert read.blocks[0].cell.text == "My sheet"
    assert [str(cell.place) for cell in read.blocks[1].cells] == [
        "sheet My sheet, cell A1",
        "sheet My sheet, cell B1",
    ]


@pytest.mark.parametrize(
    ("value", "form", "shown"),
    [
        (date(2026, 2, 1), "dd/mm/yyyy", "2026-02-01"),
        (datetime(2026, 2, 1, 9, 30), "d/m/yyyy hh:mm", "2026-02-01 09:30:00"),  # noqa: DTZ001
        (date(2026, 2, 1), "mmm yyyy", "2026-02"),
        (date(2026, 2, 1), '"in" yyyy', "2026"),
        (1234567, "#,##0", "1,234,567"),
        (12.5, "0.00", "12.50"),
        (7, "000", "007"),
        (0.25, "0%", "25%"),
        (12, "General", "12"),
        (True, "General", "☒"),
        (False, "General", "☐"),
        ("007", "General", "007"),
        ("two\r\nlines ", "General", "two\nlines"),
        ("a_x000D_b", "General", "a\nb"),
        ("=1+1", "@", "=1+1"),
    ],
)
def test_values_are_read_as_they_are_shown(
    value: object, form: str, shown: str
) -> None:
    """A date is written so that nobody mistakes it, as far as it is shown."""

    def fill(sheet: Any) -> None:
        sheet["A1"] = "Label"
        sheet["B1"].number_format = form
        sheet["B1"].value = value
        if isinstance(value, str):
            sheet["B1"].data_type = "s"
        sheet["B1"].number_format = form

    assert rows(document(fill)) == [["Label", shown]]


def test_hidden_rows_columns_and_sheets_are_named_and_not_read() -> None:
    """What a person does not see is no answer, and the report says where it was."""

    def fill(sheet: Any) -> None:
        sheet.append(["Label", "shown", "secret"])
        sheet.append(["Hidden", "row"])
        sheet.row_dimensions[2].hidden = True
        sheet.column_dimensions["C"].hidden = True
        other = sheet.parent.create_sheet("Notes")
        other["A1"] = "hidden too"
        other.sheet_state = "veryHidden"

    read = document(fill)

    assert rows(read) == [["Label", "shown"]]
    assert read.notes == (
        "hidden row 2 of sheet “Summary” was not read",
        "hidden column C of sheet “Summary” was not read",
        "the hidden sheet “Notes” was not read",
    )


def test_merged_cells_are_headings_or_go_on() -> None:
    """One over columns is a heading or a paragraph; one over rows goes on below."""

    def fill(sheet: Any) -> None:
        sheet["A1"] = "A heading"
        sheet["A1"].font = Font(bold=True)
        sheet.merge_cells("A1:B1")
        sheet["A2"] = "Running text."
        sheet.merge_cells("A2:B2")
        sheet["A3"], sheet["B3"], sheet["B4"] = "Label", "one", "two"
        sheet.merge_cells("A3:A4")

    read = document(fill)

    assert [type(block) for block in read.blocks[1:]] == [Heading, Paragraph, Row, Row]
    assert [cell.spans for cell in read.blocks[4].cells] == [True, False]


def test_a_formula_is_read_by_its_stored_value() -> None:
    """It is said that it was one; without a value it is unreadable, not blank."""
    data = workbook(texts("Label", "=1+1", "=2+2"))
    data = edited(
        data, "xl/worksheets/sheet1.xml", b"<f>1+1</f><v></v>", b"<f>1+1</f><v>2</v>"
    )
    read = read_document(data, "a.xlsx")

    assert rows(read) == [["Label", "2", "\N{OBJECT REPLACEMENT CHARACTER}"]]
    assert read.notes == (
        "read by their stored values: formulas in sheet Summary, cell B1",
        "the formula at sheet Summary, cell C1 has no stored value",
    )


def test_errors_comments_and_links_are_told() -> None:
    """An error is shown as it is, a comment is a note, a link's address is kept."""

    def fill(sheet: Any) -> None:
        sheet.append(["Label", "#REF!"])
        sheet["B1"].data_type = "e"
        sheet["A1"].comment = Comment("Check\nthis", "An officer")
        sheet["A2"], sheet["B2"] = "Policy", "our policy"
        sheet["B2"].hyperlink = "https://alder.example/policy"

    read = document(fill)

    assert rows(read) == [["Label", "#REF!"], ["Policy", "our policy"]]
    assert read.blocks[2].cells[1].links == ("https://alder.example/policy",)
    assert read.notes == (
        "a comment stands at sheet Summary, cell A1: “Check this”",
        "an error is shown at sheet Summary, cell B1: #REF!",
    )


@pytest.mark.parametrize(
    ("cells", "answer"),
    [
        (("Used?", "Yes", "x", "No", None), "☒ Yes\n☐ No"),
        (("Used?", "x", "Yes", None, "No"), "☒ Yes\n☐ No"),
        (("Used?", None, "Yes", "X", "No"), "☐ Yes\n☒ No"),
        (("Used?", "Yes", False, "No", True), "☐ Yes\n☒ No"),
        (("Used?", "☐", "Yes", "☒", "No"), "☐ Yes\n☒ No"),
    ],
)
def test_a_mark_belongs_to_the_option_beside_it(
    cells: tuple[object, ...], answer: str
) -> None:
    """Before all options or behind all of them: a mark is never the next one's."""

    def fill(sheet: Any) -> None:
        sheet.append(list(cells))
        sheet.append(["Row", "a", "b", "c", "d"])

    assert rows(document(fill))[0] == ["Used?", answer]


def edited(data: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """Return the archive `data` with `old` in `part` made `new`."""
    saved = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(saved, "w") as to:
        for name in before.namelist():
            body = before.read(name)
            assert name != part or old in body
            to.writestr(name, body.replace(old, new) if name == part else body)
    return saved.getvalue()


SHAPE = """<xml xmlns:v="urn:schemas-microsoft-com:vml"
 xmlns:x="urn:schemas-microsoft-com:office:excel">{}</xml>"""
BOX = """<v:shape><v:textbox><div><font>{words}<br></font></div></v:textbox>
<x:ClientData ObjectType="{kind}"><x:Anchor>1, 4, {row}, 2, 2, 0, {row}, 18</x:Anchor>
{checked}</x:ClientData></v:shape>"""


def with_controls(data: bytes, *shapes: str) -> bytes:
    """Return a workbook with check boxes on its first sheet."""
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
        'relationships"><Relationship Id="rId9" Type="http://schemas.openxmlformats.org/'
        'officeDocument/2006/relationships/vmlDrawing" '
        'Target="../drawings/vmlDrawing1.vml"/></Relationships>'
    )
    saved = io.BytesIO(data)
    with zipfile.ZipFile(saved, "a") as archive:
        archive.writestr("xl/worksheets/_rels/sheet1.xml.rels", relations)
        archive.writestr("xl/drawings/vmlDrawing1.vml", SHAPE.format("".join(shapes)))
    return saved.getvalue()


def test_check_boxes_on_a_sheet_are_read_with_the_cell_beneath() -> None:
    """Ticked, empty, or neither: a mixed one is unreadable and no No."""

    def fill(sheet: Any) -> None:
        for label in ("Crawled?", "Licensed?", "Other?"):
            sheet.append([label])

    checked = "<x:Checked>1</x:Checked>"
    data = with_controls(
        workbook(fill),
        BOX.format(words="Yes", kind="Checkbox", row=0, checked=checked),
        BOX.format(words="Yes", kind="Radio", row=1, checked=""),
        BOX.format(
            words="Yes", kind="Checkbox", row=2, checked=checked.replace("1", "2")
        ),
        BOX.format(words="Not a box", kind="Note", row=2, checked=""),
    )

    assert rows(read_document(data, "a.xlsx")) == [
        ["Crawled?", "☒ Yes"],
        ["Licensed?", "☐ Yes"],
        ["Other?", "\N{OBJECT REPLACEMENT CHARACTER} Yes"],
    ]


FOREIGN = (
    ("Public summary of training content", None),
    ("Version of the Summary", "V2"),
    ("Last update", date(2026, 7, 8)),
    ("Provider name and contact details", "Alder AI GmbH, ask@alder.example"),
    ("Versioned model name(s)", "Alder-2 7B"),
    ("2.1 Publicly available datasets", None),
    ("Have you used publicly available datasets to train the model?", "Yes"),
    ("List of large publicly available datasets", None),
    ("2.3 Data crawled and scraped from online sources", None),
    ("Were crawlers used by the provider or on behalf of?", "☒ Yes\n☐ No"),
    ("If yes, specify crawler name(s)/identifier(s)", "AlderBot"),
    ("Period of data collection", "03/2019 to 11/2025"),
    ("Additional comments (optional)", None),
    ("General description of measures taken", "=We filter"),
)


def foreign() -> Submission:
    """Return the filing of a provider that made a workbook of its own."""

    def fill(sheet: Any) -> None:
        for number, row in enumerate(FOREIGN, 1):
            for column, value in enumerate(row, 1):
                cell = sheet.cell(number, column)
                cell.value = value
                if isinstance(value, str):
                    cell.data_type = "s"

    return read_filing(workbook(fill), "a.xlsx", "xlsx", None, ROOT)


def test_a_foreign_workbook_is_read_by_its_labels() -> None:
    """Labels decide, as in any document; each answer knows its cell."""
    read = foreign()
    answers = read.answers

    assert read.form == "eu-ai-act"
    assert answers["/last_update"].value == "2026-07-08"
    assert answers["/public_datasets/used"].value == "yes"
    assert answers["/public_datasets/large"].state is State.BLANK
    assert answers["/crawled/used"].value == "yes"
    assert answers["/crawled/period"].value == "2019-03/2025-11"
    assert answers["/crawled/comments"].state is State.BLANK
    assert answers["/illegal_content/measures"].text == "=We filter"
    assert answers["/licensed/used"].state is State.MISSING_FIELD
    assert str(answers["/crawled/crawlers"].place) == "sheet Summary, cell B11"


@pytest.mark.parametrize("body", [b"PK\x05\x06" + b"\0" * 18, b"PK\x03\x04 no archive"])
def test_what_is_no_workbook_is_refused(body: bytes) -> None:
    """A broken archive, or one without a workbook, is one clear line."""
    with pytest.raises(InputRefusedError):
        read_document(body, "a.xlsx")


def test_a_box_that_begins_at_the_foot_of_a_row_lies_on_the_next() -> None:
    """A box is drawn over a row's edge; where most of it lies it belongs."""
    box = BOX.format(words="No", kind="Checkbox", row=0, checked="")
    low = box.replace("0, 2, 2, 0, 0, 18", "0, 15, 2, 0, 1, 14")
    data = with_controls(workbook(lambda sheet: sheet.append(["Used?"])), low)

    read = read_document(data, "a.xlsx")

    assert [str(block.place) for block in read.blocks[1:]] == [
        "sheet Summary, cell A1",
        "sheet Summary, cell B2",
    ]


@pytest.mark.parametrize(("value", "found"), [("=1+1", True), ("1+1", False)])
def test_a_list_of_choices_is_no_formula(value: str, found: bool) -> None:
    """Only a cell with a formula makes a workbook one with formulas."""
    book = openpyxl.Workbook()
    book.active.add_data_validation(DataValidation(type="list", formula1='"a,b"'))
    book.active["A1"] = value
    saved = io.BytesIO()
    book.save(saved)

    assert has_formulas(saved.getvalue()) is found
