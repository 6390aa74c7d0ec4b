"""Hostile Word files, web pages and workbooks; text that only claims to be a PDF."""

import io
import warnings
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from compliance import limits
from compliance.datafiles import root
from compliance.errors import InputRefusedError
from compliance.sandbox import READING, run
from tests.read_here import read_here
from tests.unit.intake.tiny_docx import docx, paragraph
from tests.unit.intake.tiny_pdf import Sheet, pdf

WORDS = paragraph("Words enough to be read, forty letters and some more than that")
MAIN = "word/document.xml"
SHEET = "xl/worksheets/sheet1.xml"
SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def nested(depth: int) -> str:
    """Return a table in a table, and so on."""
    return "<w:tbl><w:tr><w:tc>" * depth + WORDS + "</w:tc></w:tr></w:tbl>" * depth


def changed(data: bytes, part: str, body: bytes | None) -> bytes:
    """Return an archive with another part in place of one, or without it."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(written, "w") as new:
        for name in old.namelist():
            if name != part:
                new.writestr(name, old.read(name))
        if body is not None:
            new.writestr(part, body, zipfile.ZIP_DEFLATED)
    return written.getvalue()


def with_member(data: bytes, name: str) -> bytes:
    """Return an archive with one more member."""
    written = io.BytesIO(data)
    with zipfile.ZipFile(written, "a") as file, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        file.writestr(name, "<a/>")
    return written.getvalue()


def workbook(cells: str, more: str = "") -> bytes:
    """Return a workbook whose one sheet holds `cells`, with one text of its own."""
    book, written = openpyxl.Workbook(), io.BytesIO()
    book.active["A1"] = "Size"  # type: ignore[index]
    book.save(written)
    sheet = (
        f'<worksheet xmlns="{SPREADSHEET}"><sheetData>{cells}</sheetData>{more}'
        "</worksheet>"
    )
    return changed(written.getvalue(), SHEET, sheet.encode())


def cell_at(name: str, kind: str, value: str) -> str:
    """Return a row with a cell."""
    return f'<row><c r="{name}" t="{kind}"><v>{value}</v></c></row>'


ENTITY = b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
FAR = cell_at("A1", "n", "1") + cell_at("XFD1048576", "n", "1")
ALL = '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
DOCUMENTS: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "10,000 tables in tables": ("a.docx", lambda: docx(nested(10_000)), "too-deep"),
    "very many paragraphs": ("a.docx", lambda: docx(WORDS * 400), "docx-too-long"),
    "a bomb": (
        "a.docx",
        lambda: changed(docx(WORDS), MAIN, b" " * (limits.MIB + 1)),
        "archive-bomb",
    ),
    "entities": ("a.docx", lambda: changed(docx(""), MAIN, ENTITY), "archive-entity"),
    "broken XML": ("a.docx", lambda: changed(docx(""), MAIN, b"<a><b>"), "docx-broken"),
    "no body": ("a.docx", lambda: changed(docx(""), MAIN, None), "docx-damaged"),
    "broken relations": (
        "a.docx",
        lambda: changed(docx(WORDS), "_rels/.rels", b"<Relationships><R"),
        "docx-broken",
    ),
    "no relations": (
        "a.docx",
        lambda: changed(docx(WORDS), "_rels/.rels", None),
        "docx-damaged",
    ),
    "one name twice": (
        "a.docx",
        lambda: with_member(docx(WORDS), MAIN),
        "archive-repeated",
    ),
    "a member outside": (
        "a.docx",
        lambda: with_member(docx(WORDS), "../../a.xml"),
        "archive-outside",
    ),
    "a program's name": ("a.docm", lambda: b"MZ\x90\0" + bytes(99), "file-kind"),
    "a workbook as Word file": ("a.docx", lambda: workbook(""), "file-ending"),
    "deep page": ("a.html", lambda: b"<!doctype html>" + b"<i>" * 999, "too-deep"),
    "tables in a page": (
        "a.html",
        lambda: b"<!doctype html>" + b"<table><tr><td>" * 999,
        "too-deep",
    ),
    "very many elements": (
        "a.html",
        lambda: b"<!doctype html>" + b"<br>" * 5_001,
        "html-too-large",
    ),
    "a cell far outside": ("a.xlsx", lambda: workbook(FAR), "archive-cells"),
    "all cells as one": ("a.xlsx", lambda: workbook("", ALL), "archive-cells"),
    "a text below none": (
        "a.xlsx",
        lambda: workbook(cell_at("A1", "s", "-1")),
        "archive-cell",
    ),
    "a text that is not there": (
        "a.xlsx",
        lambda: workbook(cell_at("A1", "s", "77")),
        "workbook-damaged",
    ),
    "a number of 5,000 digits": (
        "a.xlsx",
        lambda: workbook(cell_at("A1", "n", "9" * 5_000)),
        "workbook-damaged",
    ),
    "a page before a PDF": (
        "a.pdf",
        lambda: b"<!doctype html>" + pdf([Sheet()]),
        "file-ending",
    ),
    "an archive before a PDF": (
        "a.pdf",
        lambda: docx(WORDS) + pdf([Sheet()]),
        "file-ending",
    ),
}


@pytest.mark.parametrize(("name", "make", "code"), DOCUMENTS.values(), ids=DOCUMENTS)
def test_a_hostile_document_is_refused_in_one_line(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    make: Callable[[], bytes],
    code: str,
) -> None:
    """By its code, with the file's name, a reason and a remedy; limits are made small."""
    monkeypatch.setattr(limits, "UNPACKED_BYTES", limits.MIB)
    monkeypatch.setattr(limits, "WORD_ELEMENTS", 1_000)
    monkeypatch.setattr(limits, "NODES", 5_000)
    if code == "too-deep":
        monkeypatch.setattr(limits, "WORD_ELEMENTS", 100_000)
    path = tmp_path / name
    path.write_bytes(make())

    with pytest.raises(InputRefusedError) as caught:
        read_here(path)

    assert caught.value.code == code
    assert caught.value.where.startswith(name)
    assert str(caught.value).isprintable()
    assert caught.value.remedy


def test_a_gigabyte_is_refused_by_its_size(tmp_path: Path) -> None:
    """Whatever its ending says, before a byte of it is read."""
    endings = "pdf docx docm xlsx xlsm html htm xhtml md markdown txt json yaml yml"
    for ending in endings.split():
        path = tmp_path / f"a.{ending}"
        with path.open("wb") as file:
            file.truncate(limits.GIB)

        with pytest.raises(InputRefusedError) as caught:
            read_here(path)
        assert caught.value.code == "file-too-large"


def bomb_in_a_pdf(size: int) -> bytes:
    """Return a PDF whose page is `size` MiB of blanks, packed a thousandfold."""
    packer = zlib.compressobj(9)
    blank = b" " * limits.MIB
    head, block = (
        packer.compress(blank) + packer.flush(zlib.Z_FULL_FLUSH) for _ in range(2)
    )
    packed = head + block * (size - 1) + packer.flush()
    plain = pdf([Sheet()])
    start = plain.index(b"/Length", plain.index(b"ZapfDingbats"))
    end = plain.index(b"endstream", start)
    said = b"/Length %d /Filter /FlateDecode >>\nstream\n" % len(packed)
    return plain[:start] + said + packed + b"\n" + plain[end:]


def test_a_bomb_in_a_pdf_ends_its_child() -> None:
    """What unpacks to more than the memory there is is refused, and says so."""
    own = replace(READING, memory=200 * limits.MIB)
    request = {"name": "a.pdf", "kind": "pdf", "form": None, "root": str(root())}

    with pytest.raises(InputRefusedError) as caught:
        run("read-document", "a.pdf", request, bomb_in_a_pdf(400), own)

    assert caught.value.code.startswith("child-")
    assert "memory" in caught.value.why
