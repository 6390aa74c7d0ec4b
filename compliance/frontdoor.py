"""The front door: untrusted bytes, read once, measured, named and hashed."""

import errno
import hashlib
import os
import stat
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO, Final

from compliance import limits
from compliance.errors import InputRefusedError

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
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
    (b"BZh", "a compressed file"),
    (b"\xfd7zXZ", "a compressed file"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"{\\rtf", "a rich text file"),
    (b"<!DOCTYPE html", "a web page"),
    (b"<!doctype html", "a web page"),
    (b"<html", "a web page"),
    (b"\xff\xfe", "text in UTF-16"),
    (b"\xfe\xff", "text in UTF-16"),
)
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
_NOFOLLOW: Final = getattr(os, "O_NOFOLLOW", 0)
_NONBLOCK: Final = getattr(os, "O_NONBLOCK", 0)
_BINARY: Final = getattr(os, "O_BINARY", 0)
_CHUNK: Final = limits.MIB


@dataclass(frozen=True, slots=True, kw_only=True)
class Untrusted:
    """A file's bytes as they were read, once."""

    name: str
    kind: str
    data: bytes
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LargeFile:
    """A file too large to hold, hashed in a stream."""

    name: str
    kind: str
    path: Path
    sha256: str
    size: int


def open_untrusted(path: Path, kinds: tuple[str, ...], limit: int) -> Untrusted:
    """Return the bytes of the file at `path`, with their kind and SHA-256.

    Args:
        path: A regular file; a link, folder or device is refused.
        kinds: What is accepted, of the kinds named in this module.
        limit: Largest size in bytes, checked before anything is read.

    Raises:
        InputRefusedError: the file is not there, not regular, empty, too large,
            or not of an accepted kind; or its ending says another kind.
    """
    with _opened(path, limit) as file:
        data = file.read(limit + 1)
    if len(data) > limit:
        raise _too_large(path, len(data), limit)
    kind = _kind(path, data[:4096], kinds)
    digest = hashlib.sha256(data).hexdigest()
    return Untrusted(name=path.name, kind=kind, data=data, sha256=digest)


def open_large(path: Path, kinds: tuple[str, ...], limit: int) -> LargeFile:
    """Return the kind, size and SHA-256 of a file that is not to be held.

    Raises:
        InputRefusedError: as `open_untrusted`.
    """
    digest = hashlib.sha256()
    size = 0
    head = b""
    with _opened(path, limit) as file:
        while chunk := file.read(_CHUNK):
            head = head or chunk[:4096]
            size += len(chunk)
            digest.update(chunk)
    return LargeFile(
        name=path.name,
        kind=_kind(path, head, kinds),
        path=path.resolve(),
        sha256=digest.hexdigest(),
        size=size,
    )


def _opened(path: Path, limit: int) -> BinaryIO:
    try:
        descriptor = os.open(path, os.O_RDONLY | _NOFOLLOW | _NONBLOCK | _BINARY)
    except (OSError, ValueError) as error:
        raise _not_opened(path, error) from error
    try:
        status = os.fstat(descriptor)
        _require_regular(path, status.st_mode)
        if status.st_size == 0:
            raise refusal(
                "file-empty", path.name, "nothing to read", "the file is empty",
                "give the file as it was published",
            )  # fmt: skip
        if status.st_size > limit:
            raise _too_large(path, status.st_size, limit)
        return os.fdopen(descriptor, "rb")
    except BaseException:
        os.close(descriptor)
        raise


def _not_opened(path: Path, error: OSError | ValueError) -> InputRefusedError:
    number = error.errno if isinstance(error, OSError) else errno.EINVAL
    reasons: dict[int | None, tuple[str, str, str]] = {
        errno.ENOENT: ("file-missing", "there is no such file", "check the path"),
        errno.ELOOP: ("file-link", "it is a link", "give the file it points to"),
        errno.EACCES: ("file-locked", "it may not be read", "change who may read it"),
        errno.EISDIR: ("file-folder", "it is a folder", "name the filing in it"),
    }
    if path.is_dir():
        number = errno.EISDIR
    other = (
        "file-unopened",
        str(getattr(error, "strerror", "") or error),
        "check the path",
    )
    code, why, remedy = reasons.get(number, other)
    return refusal(code, path.name or str(path), "cannot be opened", why, remedy)


def _require_regular(path: Path, mode: int) -> None:
    tests: tuple[tuple[Callable[[int], bool], str], ...] = (
        (stat.S_ISDIR, "a folder"),
        (stat.S_ISCHR, "a device"),
        (stat.S_ISBLK, "a device"),
        (stat.S_ISFIFO, "a pipe"),
        (stat.S_ISSOCK, "a socket"),
    )
    for test, called in tests:
        if test(mode):
            raise refusal(
                "file-not-regular", path.name, "cannot be read", f"it is {called}",
                "give a file",
            )  # fmt: skip


def _kind(path: Path, head: bytes, kinds: tuple[str, ...]) -> str:
    accepted = " or ".join(_CALLED[kind] for kind in kinds)
    found = _by_content(head)
    said = _ENDINGS.get(path.suffix.lower())
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
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    # Programs that print PDFs may put up to 1,024 bytes before the header.
    if b"%PDF-" in head[:1024] and b"\0" not in head[: head.index(b"%PDF-")]:
        return "pdf"
    return "a binary file" if b"\0" in head else None


def _text_kind(head: bytes, kinds: tuple[str, ...]) -> str:
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    if "json" in kinds and start in (b"{", b"["):
        return "json"
    return next((kind for kind in ("yaml", "csv", "toml") if kind in kinds), "csv")


def _too_large(path: Path, size: int, limit: int) -> InputRefusedError:
    return refusal(
        "file-too-large", path.name, "is too large",
        f"it has {size:,} bytes, the limit is {limit:,}",
        "give the filing alone; `compliance limits` lists the limits",
    )  # fmt: skip


def refusal(
    code: str, where: str, what: str, why: str, remedy: str
) -> InputRefusedError:
    """Return the refusal of an input; parts are kept on one line and cut short."""
    shown = [
        " ".join(_visible(part).split())[:200] for part in (where, what, why, remedy)
    ]
    return InputRefusedError(
        code, where=shown[0], what=shown[1], why=shown[2], remedy=shown[3]
    )


def _visible(text: str) -> str:
    return "".join(
        c if c.isprintable() or c.isspace() else "\N{REPLACEMENT CHARACTER}"
        for c in text
    )
