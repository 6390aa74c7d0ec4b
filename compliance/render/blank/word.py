"""The blank form as a Word file: boxes to click, lists to choose from, rows to add."""

import io
import zipfile
from collections.abc import Iterator, Sequence
from typing import Any, Final

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.shared import Cm, Pt, RGBColor

from compliance.model import Kind
from compliance.render.blank.controls import box, choice, date, run, text
from compliance.render.blank.plan import BlankForm, Question
from compliance.render.blank.word_table import Table

_FONT: Final = "Calibri"
_INK: Final = RGBColor(0x1F, 0x3A, 0x5F)
_SHARES: Final = (0.1, 0.42, 0.48)
_PAPER: Final = (21.0, 29.7)
_MARGIN: Final = 1.7
_ROWS: Final = 3
_WIDE: Final = 6
_HOW: Final = (
    "Click a box to tick it, a grey prompt to write or to choose. In a list a row is an"
    " entry: the + at its end adds one; very long lists are easier in the workbook of"
    " this form. What does not apply is best said so."
)
# What Word of 2013 added; older programs pass over it.
_IGNORABLE: Final = b'mc:Ignorable="w14 wp14"'
_NEWER: Final = (
    b'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" '
    b'mc:Ignorable="w14 w15 wp14"'
)
_MAIN: Final = "word/document.xml"
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)


def to_docx(blank: BlankForm) -> bytes:
    """Return the form as a Word file with content controls; same form, same bytes."""
    document = Document()
    # A list of many columns wants a broad page, and so all of them are.
    wide = any(len(q.columns) > _WIDE for s in blank.sections for q in s.questions)
    paper = tuple(reversed(_PAPER)) if wide else _PAPER
    _set_up(document, blank, paper)
    writer = _Writer(document, paper[0] - 2 * _MARGIN)
    for section in blank.sections:
        document.add_heading(section.title, level=2)
        for question in section.questions:
            writer.question(question)
        writer.close()
    saved = io.BytesIO()
    document.save(saved)
    return _repacked(saved.getvalue())


class _Writer:
    """Writes question after question in tables, each list in one of its own."""

    def __init__(self, document: Any, across: float) -> None:
        self._document = document
        self._across = across
        self._table: Table | None = None
        self._number = 0

    def close(self) -> None:
        """End the table of questions."""
        self._table = None

    def question(self, question: Question) -> None:
        """Write a row: number, label with guidance, and where to answer."""
        if self._table is None:
            widths = [self._across * share for share in _SHARES]
            self._table = Table(self._document, widths)
        row = self._table.row()
        row.write(0, question.field.id, size=8, grey=True)
        row.write(1, question.field.label, bold=True)
        row.write(1, question.guidance, size=8.5, grey=True, anew=True)
        for number, line in enumerate(self._answer(question)):
            row.place(2, line, anew=number > 0)
        if question.columns:
            self.close()
            self._list(question)

    def _answer(self, question: Question) -> Iterator[str]:
        """Yield the XML of each line of the answer's cell."""
        field = question.field
        match field.kind:
            case Kind.YES_NO:
                boxes = (box(self._next(), o.words) for o in question.options)
                yield run("      ").join(boxes)
            case Kind.TICKS:
                for option in question.options:
                    yield box(self._next(), option.words)
            case Kind.CHOICE:
                words = [option.words for option in question.options]
                yield choice(self._next(), field.label, words)
            case Kind.DATE:
                yield date(self._next(), field.label)
            case Kind.LIST:
                yield text(self._next(), field.label, "Entries below, or here in words")
            case _:
                yield text(self._next(), field.label, "Click to write")

    def _next(self) -> int:
        self._number += 1
        return self._number

    def _list(self, question: Question) -> None:
        """Write the table of a list, apart from the questions around it."""
        _gap(self._document)
        many = len(question.columns) > _WIDE
        heads = [column.label for column in question.columns]
        shares = [1 / len(heads)] * len(heads)
        if len(heads) == 1:
            # One cell alone in its row would be no list but running text.
            heads, shares = ["No.", *heads], [_SHARES[0], 1 - _SHARES[0]]
        table = Table(self._document, [self._across * share for share in shares])
        header = table.row(heads=True)
        for number, words in enumerate(heads):
            header.write(number, words, bold=True, size=7 if many else 9)
        table.repeating(self._next(), question.field.label, _ROWS)
        _gap(self._document)


def _set_up(document: Any, blank: BlankForm, paper: Sequence[float]) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(paper[0]), Cm(paper[1])
    if paper[0] > paper[1]:
        section.orientation = WD_ORIENT.LANDSCAPE
    section.left_margin = section.right_margin = Cm(_MARGIN)
    section.top_margin = section.bottom_margin = Cm(_MARGIN)
    body = document.styles["Normal"]
    body.font.name, body.font.size = _FONT, Pt(10)
    body.paragraph_format.space_after = Pt(0)
    for level, size in ((1, 18), (2, 12)):
        style = document.styles[f"Heading {level}"]
        style.font.name, style.font.size, style.font.color.rgb = _FONT, Pt(size), _INK
        style.element.rPr.rFonts.attrib.clear()
        style.element.rPr.rFonts.set(_w("ascii"), _FONT)
        style.element.rPr.rFonts.set(_w("hAnsi"), _FONT)
        style.paragraph_format.space_before = Pt(14)
        style.paragraph_format.space_after = Pt(4)
    document.core_properties.title = blank.form.title
    document.core_properties.author = ""
    document.core_properties.comments = ""
    document.add_heading(blank.form.title, level=1)
    note = document.add_paragraph().add_run(_HOW)
    note.font.size, note.font.color.rgb = Pt(9), RGBColor(0x5A, 0x66, 0x72)


def _w(name: str) -> str:
    return f"{{http://schemas.openxmlformats.org/wordprocessingml/2006/main}}{name}"


def _gap(document: Any) -> None:
    """Add the smallest paragraph: without one Word makes two tables one."""
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.line_spacing = Pt(4)


def _repacked(data: bytes) -> bytes:
    """Return the archive with the same day on every member."""
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for member in old.namelist():
            body = old.read(member)
            if member == _MAIN:
                body = body.replace(_IGNORABLE, _NEWER, 1)
            info = zipfile.ZipInfo(member, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, body)
    return packed.getvalue()
