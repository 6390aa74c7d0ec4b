"""Of what kind a file is: its content decides, and its ending must agree."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Final

from compliance.frontdoor.encodings import utf16_of
from compliance.frontdoor.refusals import refusal

FILING_KINDS: Final = (
    "pdf", "docx", "html", "markdown", "text", "xlsx", "json", "yaml",
)  # fmt: skip
CONTEXT_KINDS: Final = ("json", "yaml")
CATALOG_KINDS: Final = ("csv", "parquet", "xlsx", "cwr", "xml")
TABLE_KINDS: Final = ("csv",)
DECISION_KINDS: Final = ("csv", "xlsx")
MAPPING_KINDS: Final = ("toml",)

_ENDINGS: Final[Mapping[str, str]] = MappingProxyType({
    ".pdf": "pdf",
    ".json": "json",
    ".yaml": "yaml",
    ".yml": "yaml",
    ".csv": "csv",
    ".tsv": "csv",
    ".txt": "text",
    ".parquet": "parquet",
    ".docx": "docx",
    ".docm": "docx",
    ".xlsx": "xlsx",
    ".xlsm": "xlsx",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".mht": "html",
    ".mhtml": "html",
    ".md": "markdown",
    ".markdown": "markdown",
    ".toml": "toml",
    ".xml": "xml",
    ".onix": "xml",
})  # fmt: skip
_ARCHIVE: Final = "an archive, such as a workbook or a Word file"
_BINARY: Final = "a binary file"
_OLD: Final = "an old or password-protected Office file"
# Parts of such a file, which are named in its directory.
_OLD_PARTS: Final = (
    ("EncryptedPackage".encode("utf-16-le"), "a password-protected Office file"),
    ("WordDocument".encode("utf-16-le"), "a Word file in the format before 2007"),
)
# What other formats begin with, so that a wrong file is called by its name.
_MAGIC: Final = (
    (b"%PDF-", "pdf"),
    (b"PAR1", "parquet"),
    (b"PK\x03\x04", _ARCHIVE),
    (b"PK\x05\x06", "an empty archive"),
    (b"\xd0\xcf\x11\xe0", _OLD),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
    (b"\xfd7zXZ", "a compressed file"),
    (b"\x7fELF", "a program"),
    (b"{\\rtf", "a rich text file"),
)
# Text may begin with these letters too; a file of this kind has a NUL near them.
_BINARY_MAGIC: Final = (
    (b"GIF8", "a picture"),
    (b"BZh", "a compressed file"),
    (b"MZ", "a program"),
)
# Folders of the main part, which tell the kinds of Office files apart.
_ARCHIVES: Final = ((b"word/", "docx"), (b"xl/", "xlsx"))
_WEB_PAGE: Final = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:\s|<\?xml[^>]*>|<!--.*?-->)*<(?:!doctype\s+html|html)\b",
    re.IGNORECASE | re.DOTALL,
)
# Programs that print PDFs may put up to 1,024 bytes before the header.
_PDF_LATE: Final = re.compile(rb"[^\0]*?%PDF-\d")
_WEB_ARCHIVE: Final = re.compile(
    rb"\A\s*(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){1,40}\r?\n"
)
_HEAD: Final = 4096
# Lines at the margin of data of ours; a label of several words is prose.
_YAML: Final = re.compile(r"[\w/\"'-]+:(?:\s|$)|- |-$|---|\{|\}|\]")
_XML: Final = re.compile(rb"(?:\xef\xbb\xbf)?\s*<\?xml[\s?]")
# The header of a transmission, and the header of its first group on the next line.
_CWR: Final = re.compile(rb"HDR[^\r\n]{20,400}\r?\n\s*GRH[A-Z]{3}")
# Text that people write, which is decoded by its reader whatever its encoding.
_DECODED: Final = ("html", "markdown", "text")
_TEXT_KINDS: Final = ("json", "yaml", "html", "markdown", "text", "csv", "toml")
_CALLED: Final[Mapping[str, str]] = MappingProxyType({
    "pdf": "a PDF",
    "json": "JSON",
    "yaml": "YAML",
    "docx": "a Word file (DOCX)",
    "html": "a web page (HTML)",
    "markdown": "Markdown",
    "text": "plain text",
    "csv": "a text table (CSV)",
    "parquet": "a Parquet file",
    "xlsx": "a workbook (XLSX)",
    "toml": "TOML",
    "cwr": "a CWR transmission",
    "xml": "an XML message",
})  # fmt: skip


def kind_of(path: Path, data: bytes, kinds: tuple[str, ...]) -> str:
    """Return the kind of the file that begins with `data`, one of `kinds`.

    Args:
        path: Where it lies; its ending must agree with its content.
        data: Its bytes, all of them or the first.
        kinds: What is accepted.

    Raises:
        InputRefusedError: it is of another kind, or its ending says another.
    """
    accepted = _listed([_CALLED[kind] for kind in kinds])
    said = _said(path, kinds)
    found = _by_content(data, said, kinds)
    encoding = utf16_of(data) if found in (None, _BINARY) else None
    if encoding is not None:
        head = data[: 4 * _HEAD].decode(encoding, errors="replace")
        data = head.lstrip("\ufeff").encode()
        found = _by_content(data, said, kinds)
    if found and found not in _CALLED:
        raise refusal(
            "file-kind", path.name, "is not of a kind read here", f"it is {found}",
            f"give {accepted}",
        )  # fmt: skip
    if found is None:
        # Text says nothing of its kind; the ending does, else the first mark.
        found = said if said in _TEXT_KINDS else _text_kind(data, kinds)
    if encoding is not None and found not in _DECODED:
        raise refusal(
            "file-kind", path.name, "is not of a kind read here",
            "it is text in UTF-16", "save it as UTF-8",
        )  # fmt: skip
    if said and said != found:
        raise refusal(
            "file-ending", path.name, "its content is not what its ending says",
            f"the ending says {_CALLED[said]}, the content is {_CALLED[found]}",
            "give it its right ending",
        )  # fmt: skip
    if found not in kinds:
        raise refusal(
            "file-kind", path.name, "is not of a kind read here",
            f"it is {_CALLED[found]}", f"give {accepted}",
        )  # fmt: skip
    return found


def _said(path: Path, kinds: tuple[str, ...]) -> str | None:
    said = _ENDINGS.get(path.suffix.lower())
    return "csv" if said == "text" and "csv" in kinds else said


def _by_content(data: bytes, said: str | None, kinds: tuple[str, ...]) -> str | None:
    known = _MAGIC + (_BINARY_MAGIC if b"\0" in data[:4096] else ())
    for magic, kind in known:
        if data.startswith(magic):
            if kind == _OLD:
                return next((what for part, what in _OLD_PARTS if part in data), _OLD)
            return _archive_kind(data, said, kinds) if kind == _ARCHIVE else kind
    if _WEB_PAGE.match(data[:4096]) or is_web_archive(data):
        return "html"
    if _CWR.match(data[:4096]):
        return "cwr"
    if _XML.match(data[:4096]) or ("xml" in kinds and data[:1] == b"<"):
        return "xml"
    if said not in _TEXT_KINDS and _PDF_LATE.match(data[:1024]):
        return "pdf"
    return _BINARY if b"\0" in data[:4096] else None


def is_web_archive(data: bytes) -> bool:
    """Return whether `data` is a page saved with its parts (MHTML, RFC 2557)."""
    head = _WEB_ARCHIVE.match(data[:16_384])
    return head is not None and b"multipart/related" in head.group().lower()


def _archive_kind(data: bytes, said: str | None, kinds: tuple[str, ...]) -> str:
    """Return the kind of an archive; of the first bytes alone the ending's."""
    for folder, kind in _ARCHIVES:
        if folder in data:
            return kind
    offices = [kind for _, kind in _ARCHIVES if kind in kinds]
    if said in offices:
        return said or ""
    return offices[0] if said is None and len(offices) == 1 else _ARCHIVE


def _listed(names: Sequence[str]) -> str:
    return " or ".join([", ".join(names[:-1]), names[-1]] if names[1:] else names)


def _text_kind(data: bytes, kinds: tuple[str, ...]) -> str:
    text = data[:_HEAD].decode("utf-8-sig", errors="replace").lstrip()
    if len(data) > _HEAD:
        text = text.rpartition("\n")[0]  # the last line may be cut
    if "json" in kinds and text[:1] in ("{", "["):
        return "json"
    if "markdown" in kinds and not _is_data(text):
        return "markdown"
    return next((kind for kind in ("yaml", "csv", "toml") if kind in kinds), "csv")


def _is_data(text: str) -> bool:
    r"""Return whether every line at the margin is one of YAML data, none of prose.

    >>> _is_data("# a filing\nversion: 1\n"), _is_data("# Title\n\nText")
    (True, False)
    """
    margin = [
        line
        for line in text.splitlines()
        if line.strip() and not line.startswith((" ", "\t", "#"))
    ]
    return bool(margin) and all(_YAML.match(line) for line in margin)
