"""Options named above columns, a mark in one of them."""

import io
from collections.abc import Sequence
from typing import Any

import openpyxl
import pytest
from openpyxl.styles import PatternFill

from compliance.datafiles import root
from compliance.intake import docx_reader, html_reader, markdown_reader, xlsx_reader
from compliance.intake.blocks import Cell, Document, Line, Row
from compliance.intake.choice_columns import with_marked_columns
from compliance.intake.labels import load_labels
from tests.unit.intake.tiny_docx import cell as word_cell
from tests.unit.intake.tiny_docx import docx, table
from tests.unit.intake.tiny_docx import row as word_row

LABELS = load_labels("eu-ai-act", root())
HEAD = ("Question", "Yes", "No")
FIRST = "Were crawlers used by the provider or on behalf of?"
SECOND = "Was synthetic AI-generated data created?"
MODALITY = "Type of modality covered"
GREEN, GREY = "92d050", "d9d9d9"


def read(*rows: Sequence[str], labels: Any = LABELS) -> list[list[str]]:
    """Return the words of rows as read; ``#92d050`` is a blank cell of that colour."""
    blocks = [Row(cells=tuple(map(of_text, texts))) for texts in rows]
    return words(with_marked_columns(blocks, labels))


def of_text(text: str) -> Cell:
    """Return a cell; its line stands out if it is between asterisks."""
    if text.startswith("#"):
        return Cell(tint=text[1:])
    line = Line(
        text=text.strip("*") or text, strong=len(text.strip("*")) < len(text) > 1
    )
    return Cell(lines=(line,) if text else ())


def words(blocks: Sequence[Any]) -> list[list[str]]:
    """Return the words of the cells of the rows among `blocks`."""
    return [[c.text for c in b.cells] for b in blocks if isinstance(b, Row)]


@pytest.mark.parametrize(
    ("marks", "answer"),
    [
        (("X", ""), "☒ Yes\n☐ No"), (("", "x"), "☐ Yes\n☒ No"),
        (("✓", "-"), "☒ Yes\n☐ No"), (("✓", "✗"), "☒ Yes\n☐ No"),
        (("✗", "✓"), "☐ Yes\n☒ No"), (("☐", "☒"), "☐ Yes\n☒ No"),
        (("●", "○"), "☒ Yes\n☐ No"), (("", "No"), "☐ Yes\n☒ No"),
        (("R", "£"), "\ufffc Yes\n\ufffc No"), (("", "Yes"), "☐ Yes\n\ufffc No"),
        (("X", "X"), "☒ Yes\n☒ No"),
    ],
)  # fmt: skip
def test_the_mark_chooses_the_option_above_it(
    marks: tuple[str, str], answer: str
) -> None:
    """A sign of its own chooses; an odd one, or another column's name, tells nothing."""
    assert read(HEAD, (FIRST, *marks))[1] == [FIRST, answer]


@pytest.mark.parametrize(
    "marks", [("", ""), ("-", "-"), ("See 2.1", ""), ("X", "In part")]
)
def test_words_and_blanks_are_left_as_they_are(marks: tuple[str, str]) -> None:
    """What is no mark is an answer in words, or none."""
    assert read(HEAD, (FIRST, *marks))[1] == [FIRST, *marks]


def test_a_cross_alone_says_nothing_where_others_have_a_check_mark() -> None:
    """A cross under Yes may be a No or a tick; where all rows have crosses it ticks."""
    told = read(HEAD, (FIRST, "✓", ""), (SECOND, "✗", ""))

    assert told[2][1] == "\ufffc Yes\n☐ No"
    assert read(HEAD, (FIRST, "✗", ""), (SECOND, "", "✗"))[2][1] == "☐ Yes\n☒ No"


def test_a_colour_chooses_where_it_varies() -> None:
    """Green in either column chooses; in one column alone, or grey, it may be the form's."""
    green, grey = f"#{GREEN}", f"#{GREY}"

    assert read(HEAD, (FIRST, green, ""), (SECOND, "", green))[1][1] == "☒ Yes\n☐ No"
    for one, other in (((green, ""), (green, "")), ((grey, ""), ("", grey))):
        assert "\ufffc Yes" in read(HEAD, (FIRST, *one), (SECOND, *other))[1][1]
    assert read(HEAD, (FIRST, green, green))[1] == [FIRST, "", ""]


def test_the_header_holds_until_another_one() -> None:
    """Other headers, and other words in its columns, end it; a narrower row does not."""
    told = read(
        HEAD, ("Section 2.3",), (FIRST, "X", ""), ("Question", "No", "Yes"),
        (SECOND, "X", ""), ("Corpus", "Owner", "Years"), (FIRST, "X", ""),
    )  # fmt: skip

    assert told[2][1] == "☒ Yes\n☐ No"
    assert told[4][1] == "☒ No\n☐ Yes"
    assert told[6] == [FIRST, "X", ""]


def test_modalities_above_columns_are_for_questions_alone() -> None:
    """In a list of corpora the same header leaves the rows as they are."""
    head = ("", "Text", "Image", "Comment")

    told = read(head, (MODALITY, "X", "", "mostly prose"), ("Corpus A", "X", "", ""))

    assert told[1] == [MODALITY, "☒ Text\n☐ Image", "mostly prose"]
    assert told[2] == ["Corpus A", "X", "", ""]


def test_an_option_in_a_cell_of_its_own_is_chosen_by_its_looks() -> None:
    """One of Yes and No that stands out is chosen; none or both choose nothing."""
    assert read((FIRST, "*Yes*", "No"))[0] == [FIRST, "☒ Yes\n☐ No"]
    assert read((FIRST, "*Yes*", "No", "", ""))[0] == [FIRST, "☒ Yes\n☐ No"]
    for marks in (("Yes", "No"), ("*Yes*", "*No*")):
        assert len(read((FIRST, *marks))[0]) == 3
    assert len(read(("Some words", "*Yes*", "No"))[0]) == 3


def test_options_below_a_label_and_beside_it_are_together() -> None:
    """A line of options that a gap parts is one line of options."""
    label = Cell(lines=(Line(text=MODALITY), Line(text="• Text • Image")))
    (row,) = with_marked_columns(
        [Row(cells=(label, Cell(lines=(Line(text="• Other"),))))], LABELS
    )

    assert row.cells[1].text == "• Text • Image\n• Other"


def in_word(marks: Sequence[Sequence[str]]) -> Document:
    """Return a table as a Word file has it."""
    rows = [
        word_row(*(
            word_cell("", f'<w:shd w:val="clear" w:fill="{text[1:]}"/>')
            if text.startswith("#") else text
            for text in texts
        ))
        for texts in (HEAD, *marks)
    ]  # fmt: skip
    return docx_reader.read_document(docx(table(*rows)), "a.docx")


def in_workbook(marks: Sequence[Sequence[str]]) -> Document:
    """Return a table as a workbook has it."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for number, texts in enumerate((HEAD, *marks), 1):
        for column, text in enumerate(texts, 1):
            if text.startswith("#"):
                fill = PatternFill("solid", fgColor=text[1:])
                sheet.cell(number, column).fill = fill
            else:
                sheet.cell(number, column).value = text or None
    saved = io.BytesIO()
    book.save(saved)
    return xlsx_reader.read_document(saved.getvalue(), "a.xlsx")


def in_page(marks: Sequence[Sequence[str]]) -> Document:
    """Return a table as a web page has it."""
    rows = "".join(
        "<tr>" + "".join(
            f'<td bgcolor="{t}"></td>' if t.startswith("#") else f"<td>{t}</td>"
            for t in texts
        ) + "</tr>"
        for texts in (HEAD, *marks)
    )  # fmt: skip
    return html_reader.read_document(f"<table>{rows}</table>".encode(), "a.html")


def in_markdown(marks: Sequence[Sequence[str]]) -> Document:
    """Return a table as Markdown has it."""
    lines = ["| " + " | ".join(texts) + " |" for texts in (HEAD, *marks)]
    text = "\n".join([lines[0], "|---|---|---|", *lines[1:]])
    return markdown_reader.read_document(text.encode(), "a.md")


@pytest.mark.parametrize("make", [in_word, in_workbook, in_page, in_markdown])
def test_every_format_has_such_tables(make: Any) -> None:
    """A mark in a column is read in a Word file, a workbook, a page and Markdown."""
    document = make([(FIRST, "x", ""), (SECOND, "-", "x")])

    told = words(with_marked_columns(document.blocks, LABELS))

    assert told[1:] == [[FIRST, "☒ Yes\n☐ No"], [SECOND, "☐ Yes\n☒ No"]]


@pytest.mark.parametrize("make", [in_word, in_workbook, in_page])
def test_every_format_with_colours_has_them(make: Any) -> None:
    """A coloured cell is seen in a Word file, a workbook and a page."""
    green = f"#{GREEN}"
    document = make([(FIRST, green, ""), (SECOND, "", green)])

    told = words(with_marked_columns(document.blocks, LABELS))

    assert told[1:] == [[FIRST, "☒ Yes\n☐ No"], [SECOND, "☐ Yes\n☒ No"]]
