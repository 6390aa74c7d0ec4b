"""Of what kind a file is: its content decides, and its ending must agree."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Final

from compliance.frontdoor.refusals import refusal

FILING_KINDS: Final = ("pdf", "json", "yaml")
CONTEXT_KINDS: Final = ("json", "yaml")
CATALOG_KINDS: Final = ("csv", "parquet", "xlsx")
TABLE_KINDS: Final = ("csv",)
MAPPING_KINDS: Final = ("toml",)

_ENDINGS: Final[Mapping[str, str]] = MappingProxyType({
    ".pdf": "pdf",
    ".json": "json",
    ".yaml": "yaml",
    ".yml": "yaml",
    ".csv": "csv",
    ".tsv": "csv",
    ".txt": "csv",
    ".parquet": "parquet",
    ".xlsx": "xlsx",
    ".toml": "toml",
})  # fmt: skip
# What other formats begin with, so that a wrong file is called by its name.
_MAGIC: Final = (
    (b"%PDF-", "pdf"),
    (b"PAR1", "parquet"),
    (b"PK\x03\x04", "xlsx"),
    (b"PK\x05\x06", "an empty archive"),
    (b"\xd0\xcf\x11\xe0", "an old or password-protected Office file"),
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
_WEB_PAGE: Final = (b"<!doctype html", b"<html")
_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")
_TEXT_KINDS: Final = ("json", "yaml", "csv", "toml")
_CALLED: Final[Mapping[str, str]] = MappingProxyType({
    "pdf": "a PDF",
    "json": "JSON",
    "yaml": "YAML",
    "csv": "a text table (CSV)",
    "parquet": "a Parquet file",
    "xlsx": "a workbook (XLSX)",
    "toml": "TOML",
})  # fmt: skip


def kind_of(path: Path, head: bytes, kinds: tuple[str, ...]) -> str:
    """Return the kind of the file whose first bytes are `head`, one of `kinds`.

    Raises:
        InputRefusedError: it is of another kind, or its ending says another.
    """
    accepted = _listed([_CALLED[kind] for kind in kinds])
    found = _by_content(head)
    said = _ENDINGS.get(path.suffix.lower())
    if head.startswith(_UTF16):
        raise refusal(
            "file-kind", path.name, "is not of a kind read here",
            "it is text in UTF-16", "save it as UTF-8",
        )  # fmt: skip
    if found == "xlsx" and "xlsx" not in kinds:
        found = "an archive, such as a workbook or a Word file"
    if found and found not in _CALLED:
        raise refusal(
            "file-kind", path.name, "is not of a kind read here", f"it is {found}",
            f"give {accepted}",
        )  # fmt: skip
    if found is None:
        # Text says nothing of its kind; the ending does, else the first mark.
        found = said if said in _TEXT_KINDS else _text_kind(head, kinds)
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


def _by_content(head: bytes) -> str | None:
    known = _MAGIC + (_BINARY_MAGIC if b"\0" in head else ())
    for magic, kind in known:
        if head.startswith(magic):
            return kind
    if head[:1024].lstrip().lower().startswith(_WEB_PAGE):
        return "a web page"
    # Programs that print PDFs may put up to 1,024 bytes before the header.
    if b"%PDF-" in head[:1024] and b"\0" not in head[: head.index(b"%PDF-")]:
        return "pdf"
    return "a binary file" if b"\0" in head else None


def _listed(names: Sequence[str]) -> str:
    return " or ".join([", ".join(names[:-1]), names[-1]] if names[1:] else names)


def _text_kind(head: bytes, kinds: tuple[str, ...]) -> str:
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    if "json" in kinds and start in (b"{", b"["):
        return "json"
    return next((kind for kind in ("yaml", "csv", "toml") if kind in kinds), "csv")
