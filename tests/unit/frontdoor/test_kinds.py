from pathlib import Path

import pytest

from compliance.errors import InputRefusedError
from compliance.frontdoor import CATALOG_KINDS, FILING_KINDS, MAPPING_KINDS
from compliance.frontdoor.kinds import kind_of

SOME = ("pdf", "json", "yaml")


@pytest.mark.parametrize(
    ("name", "head", "kinds", "kind"),
    [
        ("a.pdf", b"%PDF-1.7", FILING_KINDS, "pdf"),
        ("a.PDF", b"\n\n%PDF-1.7", FILING_KINDS, "pdf"),
        ("a", b"%PDF-1.7", FILING_KINDS, "pdf"),
        ("a.json", b'"x"', FILING_KINDS, "json"),
        ("a.yml", b"{a: 1}", FILING_KINDS, "yaml"),
        ("a", b' {"a": 1}', FILING_KINDS, "json"),
        ("a.filing", b"\xef\xbb\xbf[1]", FILING_KINDS, "json"),
        ("a", b"a: 1", FILING_KINDS, "yaml"),
        ("a", b"# note\nversion: 1\nmodel:\n  names: x\n", FILING_KINDS, "yaml"),
        ("a", b"# Summary\n\nVersion of the summary: 1\n", FILING_KINDS, "markdown"),
        ("a.yaml", b"MZ: 1", FILING_KINDS, "yaml"),
        ("a.yaml", b"BZh: 1", FILING_KINDS, "yaml"),
        ("a.md", b"# On headers such as %PDF-1.7\n", FILING_KINDS, "markdown"),
        ("a.json", b'{"a": "%PDF-1.7"}', FILING_KINDS, "json"),
        ("a.tsv", b"a\tb", CATALOG_KINDS, "csv"),
        ("a.parquet", b"PAR1\x00", CATALOG_KINDS, "parquet"),
        ("a.xlsx", b"PK\x03\x04", CATALOG_KINDS, "xlsx"),
        ("a.toml", b"a = 1", MAPPING_KINDS, "toml"),
    ],
)
def test_content_and_ending_agree(
    name: str, head: bytes, kinds: tuple[str, ...], kind: str
) -> None:
    """The content decides; text is what its ending says, else by its first mark."""
    assert kind_of(Path(name), head, kinds) == kind


@pytest.mark.parametrize(
    ("name", "head", "code", "why"),
    [
        (
            "a.json",
            b"%PDF-1.7",
            "file-ending",
            "the ending says JSON, the content is a PDF",
        ),
        ("a.pdf", b"a: 1", "file-ending", "the ending says a PDF, the content is YAML"),
        (
            "a.docx",
            b"PK\x03\x04",
            "file-kind",
            "it is an archive, such as a workbook or a Word file",
        ),
        (
            "a.json",
            b"PK\x03\x04 xl/workbook.xml",
            "file-ending",
            "the ending says JSON, the content is a workbook (XLSX)",
        ),
        (
            "a.docx",
            b"PK\x03\x04 word/document.xml",
            "file-kind",
            "it is a Word file (DOCX)",
        ),
        ("a.csv", b"a,b", "file-kind", "it is a text table (CSV)"),
        ("a.json", b"{\x00}", "file-kind", "it is a binary file"),
        ("a.exe", b"MZ\x90\x00", "file-kind", "it is a program"),
        (
            "a.json",
            b" <!DOCTYPE HTML>",
            "file-ending",
            "the ending says JSON, the content is a web page (HTML)",
        ),
        ("a.json", b"\xff\xfe{\x00}\x00", "file-kind", "it is text in UTF-16"),
        ("a.yaml", b"\xfe\xff\x00a", "file-kind", "it is text in UTF-16"),
        (
            "a.xls",
            b"\xd0\xcf\x11\xe0",
            "file-kind",
            "it is an old or password-protected Office file",
        ),
        (
            "a.docx",
            b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"),
            "file-kind",
            "it is a password-protected Office file",
        ),
        (
            "a.doc",
            b"\xd0\xcf\x11\xe0" + "WordDocument".encode("utf-16-le"),
            "file-kind",
            "it is a Word file in the format before 2007",
        ),
    ],
)
def test_what_a_file_is_not_is_said(
    name: str, head: bytes, code: str, why: str
) -> None:
    """Another kind, or an ending that says another, is named for what it is."""
    with pytest.raises(InputRefusedError) as caught:
        kind_of(Path(name), head, SOME)

    assert (caught.value.code, caught.value.why) == (code, why)


def test_what_is_accepted_is_said() -> None:
    """The remedy lists the kinds that are read."""
    with pytest.raises(InputRefusedError, match="give a PDF, JSON or YAML"):
        kind_of(Path("a.png"), b"\x89PNG", SOME)


def test_a_pdf_may_begin_late_but_not_behind_bytes() -> None:
    """A header within 1,024 bytes of text is one; behind a NUL it is not."""
    assert kind_of(Path("a.pdf"), b"x" * 1000 + b"%PDF-1.4", FILING_KINDS) == "pdf"
    with pytest.raises(InputRefusedError):
        kind_of(Path("a.pdf"), b"\0" + b"%PDF-1.4", FILING_KINDS)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-16"])
def test_text_in_utf_16_is_text(encoding: str) -> None:
    """A page, Markdown and plain text are told apart in it, with and without a mark."""
    for name, words, kind in (
        ("a.html", "<html><body>A page of words</body></html>", "html"),
        ("a", "<!doctype html><html><body>A page</body></html>", "html"),
        ("a.md", "# A summary of some training content", "markdown"),
        ("a.txt", "A summary of some training content", "text"),
    ):
        assert kind_of(Path(name), words.encode(encoding), FILING_KINDS) == kind


def test_a_page_saved_with_its_parts_is_a_page() -> None:
    """A web archive is known by its head, whatever its ending."""
    head = b'MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n boundary="b"\r\n\r\n'

    for name in ("a.mhtml", "a.mht", "a.html", "a"):
        assert kind_of(Path(name), head + b"--b\r\n", FILING_KINDS) == "html"
