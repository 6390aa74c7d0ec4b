"""An invented filing as a Word file and as a workbook."""

import io
import zipfile
from datetime import UTC, datetime
from typing import Any, Final

import docx
import xlsxwriter
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor

from bench.reading.corpus.filing import Filing, ModalityRow, Option, Said
from bench.reading.corpus.notation import SIGNS

_EPOCH: Final = (2026, 1, 1, 0, 0, 0)
_CREATED: Final = datetime(2026, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_W14: Final = "http://schemas.microsoft.com/office/word/2010/wordml"
_WIDE: Final = (Cm(5.5), Cm(11))
_THREE: Final = (Cm(3.5), Cm(5.5), Cm(7.5))


def word_file(filing: Filing, notation: str, layout: str) -> bytes:
    """Return the filing as DOCX.

    Args:
        filing: The filing.
        notation: How options are printed: a sign, ``controls`` (content controls),
            ``legacy`` (form fields), ``wingdings``, ``bold``, ``coloured``, ``bullet``.
        layout: ``ruled`` or ``open`` tables, or ``paragraphs``.
    """
    document = docx.Document()
    document.styles["Normal"].font.name = "Liberation Sans"
    document.styles["Normal"].font.size = Pt(10)
    document.add_heading(filing.title, level=1)
    for section in filing.sections:
        if section.id != "0":
            document.add_heading(f"{section.id} {section.heading}", level=2)
        if section.table:
            _modalities(document, section.table, filing, notation)
            document.add_paragraph()
        rows = [(row.label, row.said) for row in section.rows]
        if layout == "paragraphs":
            for label, said in rows:
                document.add_paragraph().add_run(label).bold = True
                _say(document, said, notation)
        elif rows:
            table = _table(document, len(rows), _WIDE, ruled=layout == "ruled")
            for (label, said), cells in zip(rows, table.rows, strict=True):
                cells.cells[0].paragraphs[0].add_run(label)
                _say(cells.cells[1], said, notation)
            document.add_paragraph()
    held = io.BytesIO()
    document.save(held)
    return _settled(held.getvalue())


def _table(document: Any, count: int, widths: tuple[Any, ...], *, ruled: bool) -> Any:
    table = document.add_table(rows=count, cols=len(widths))
    table.style = "Table Grid" if ruled else "Normal Table"
    table.alignment = WD_TABLE_ALIGNMENT.LEFT
    table.autofit = False
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width
    return table


def _modalities(
    document: Any, rows: tuple[ModalityRow, ...], filing: Filing, notation: str
) -> None:
    table = _table(document, len(rows) + 1, _THREE, ruled=True)
    for cell, header in zip(table.rows[0].cells, filing.headers, strict=True):
        cell.paragraphs[0].add_run(header).bold = True
    for row, cells in zip(rows, table.rows[1:], strict=True):
        _say(cells.cells[0], Said((row.option,)), notation)
        _say(cells.cells[1], row.size, notation)
        _say(cells.cells[2], row.content, notation)


def _say(place: Any, said: Said, notation: str) -> None:
    """Write an answer into a cell or document, paragraph by paragraph."""
    fresh = list(getattr(place, "paragraphs", [])) if hasattr(place, "width") else []

    def paragraph() -> Any:
        return fresh.pop(0) if fresh else place.add_paragraph()

    if said.options and notation in ("bold", "coloured"):
        _set_apart(paragraph(), said.options, notation)
    elif said.options:
        for option in said.options:
            if notation == "bullet" and not option.on:
                continue
            _option(paragraph(), option, notation)
    else:
        for line in said.text.split("\n"):
            if line:
                paragraph().add_run(line)


def _set_apart(paragraph: Any, options: tuple[Option, ...], notation: str) -> None:
    for number, option in enumerate(options):
        if number:
            paragraph.add_run(" / ")
        run = paragraph.add_run(option.label)
        if option.on and notation == "bold":
            run.bold = True
        elif option.on:
            run.font.color.rgb = RGBColor(0x0A, 0x7D, 0x28)


def _option(paragraph: Any, option: Option, notation: str) -> None:
    if notation == "bullet":
        paragraph.style = "List Bullet"
        paragraph.add_run(option.label)
        return
    if notation == "controls":
        paragraph._p.append(_control(option.on))
    elif notation == "legacy":
        _form_field(paragraph, option.on)
    elif notation == "wingdings":
        symbol = OxmlElement("w:sym")
        symbol.set(qn("w:font"), "Wingdings")
        symbol.set(qn("w:char"), "F0FE" if option.on else "F0A8")
        paragraph.add_run()._r.append(symbol)
    else:
        paragraph.add_run(SIGNS[notation][0 if option.on else 1])
    paragraph.add_run(f" {option.label}")


def _control(on: bool) -> Any:
    sign = "☒" if on else "☐"
    return parse_xml(
        f'<w:sdt {nsdecls("w")} xmlns:w14="{_W14}"><w:sdtPr><w14:checkbox>'
        f'<w14:checked w14:val="{int(on)}"/>'
        '<w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
        '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/>'
        f"</w14:checkbox></w:sdtPr><w:sdtContent><w:r><w:t>{sign}</w:t></w:r>"
        "</w:sdtContent></w:sdt>"
    )


def _form_field(paragraph: Any, on: bool) -> None:
    begin = parse_xml(
        f'<w:fldChar {nsdecls("w")} w:fldCharType="begin"><w:ffData>'
        '<w:name w:val="box"/><w:enabled/><w:calcOnExit w:val="0"/><w:checkBox>'
        f'<w:sizeAuto/><w:default w:val="{int(on)}"/></w:checkBox></w:ffData></w:fldChar>'
    )
    code = parse_xml(
        f'<w:instrText {nsdecls("w")} xml:space="preserve"> FORMCHECKBOX </w:instrText>'
    )
    end = parse_xml(f'<w:fldChar {nsdecls("w")} w:fldCharType="end"/>')
    for element in (begin, code, end):
        paragraph.add_run()._r.append(element)


def _settled(data: bytes) -> bytes:
    """Return an archive whose members carry no time of writing."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, _EPOCH), old.read(name))
    return out.getvalue()


def workbook(filing: Filing, notation: str, layout: str) -> bytes:
    """Return the filing as XLSX.

    Args:
        filing: The filing.
        notation: A sign, or ``words``: the chosen options alone, by name.
        layout: ``one`` sheet, or a sheet for each chapter (``sheets``).
    """
    held = io.BytesIO()
    book = xlsxwriter.Workbook(held, {"in_memory": True})
    book.set_properties({"created": _CREATED})
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    bold = book.add_format({"text_wrap": True, "valign": "top", "bold": True})
    sheet, at = book.add_worksheet("Summary"), 0
    chapter = "0"
    for section in filing.sections:
        if layout == "sheets" and section.id[0] != chapter:
            chapter = section.id[0]
            sheet, at = book.add_worksheet(f"Section {chapter}"), 0
        sheet.set_column(0, 2, 45)
        sheet.write_string(at, 0, f"{section.id} {section.heading}", bold)
        at += 2
        if section.table:
            for column, header in enumerate(filing.headers):
                sheet.write_string(at, column, header, bold)
            for row in section.table:
                at += 1
                cells = (Said((row.option,)), row.size, row.content)
                for column, said in enumerate(cells):
                    sheet.write_string(at, column, _in_cell(said, notation), wrap)
            at += 2
        for each in section.rows:
            sheet.write_string(at, 0, each.label, wrap)
            sheet.write_string(at, 1, _in_cell(each.said, notation), wrap)
            at += 1
        at += 1
    book.close()
    return held.getvalue()


def _in_cell(said: Said, notation: str) -> str:
    if not said.options:
        return said.text
    if notation == "words":
        return ", ".join(option.label for option in said.options if option.on)
    on, off = SIGNS[notation]
    return "\n".join(f"{on if o.on else off} {o.label}" for o in said.options)
