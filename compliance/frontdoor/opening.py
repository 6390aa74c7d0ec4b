"""Untrusted bytes: opened with care, read once, measured and hashed."""

import errno
import hashlib
import os
import stat
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from compliance import limits
from compliance.errors import InputRefusedError
from compliance.frontdoor.kinds import kind_of
from compliance.frontdoor.refusals import refusal, visible

STANDARD_INPUT: Final = "-"
"""What stands for standard input in place of a path."""
_NOFOLLOW: Final = getattr(os, "O_NOFOLLOW", 0)
_NONBLOCK: Final = getattr(os, "O_NONBLOCK", 0)
_NOCTTY: Final = getattr(os, "O_NOCTTY", 0)
_BINARY: Final = getattr(os, "O_BINARY", 0)
_FLAGS: Final = os.O_RDONLY | _NOFOLLOW | _NONBLOCK | _NOCTTY | _BINARY
_CHUNK: Final = limits.MIB


@dataclass(frozen=True, slots=True, kw_only=True)
class Untrusted:
    """A file's bytes as they were read, once."""

    name: str
    """File name without its folder, as it can be printed."""
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
        path: A regular file, or ``-`` for standard input; a link, folder or device is
            refused.
        kinds: What is accepted, of the kinds `compliance.frontdoor` names.
        limit: Largest size in bytes, checked before anything is read.

    Raises:
        InputRefusedError: the file is not there, not regular, empty, too large,
            or not of an accepted kind; or its ending says another kind.
    """
    if str(path) == STANDARD_INPUT:
        path = Path("standard-input")
        data = _from_standard_input(path, limit)
    else:
        try:
            with _opened(path, limit) as file:
                data = file.read(limit + 1)
        except OSError as error:
            raise _not_read(path, error) from error
    if len(data) > limit:
        raise _too_large(path, len(data), limit)
    kind = kind_of(path, data, kinds)
    digest = hashlib.sha256(data).hexdigest()
    return Untrusted(name=visible(path.name), kind=kind, data=data, sha256=digest)


def open_large(path: Path, kinds: tuple[str, ...], limit: int) -> LargeFile:
    """Return the kind, size and SHA-256 of a file that is not to be held.

    Raises:
        InputRefusedError: as `open_untrusted`.
    """
    digest = hashlib.sha256()
    size = 0
    head = b""
    try:
        with _opened(path, limit) as file:
            while chunk := file.read(_CHUNK):
                head = head or chunk[:4096]
                size += len(chunk)
                digest.update(chunk)
                if size > limit:
                    raise _too_large(path, size, limit)
    except OSError as error:
        raise _not_read(path, error) from error
    return LargeFile(
        name=visible(path.name),
        kind=kind_of(path, head, kinds),
        path=path.resolve(),
        sha256=digest.hexdigest(),
        size=size,
    )


def _from_standard_input(path: Path, limit: int) -> bytes:
    try:
        data = sys.stdin.buffer.read(limit + 1)
    except OSError as error:
        raise _not_read(path, error) from error
    if not data:
        raise _empty(path)
    return data


def _opened(path: Path, limit: int) -> BinaryIO:
    if not _NOFOLLOW and path.is_symlink():
        raise _not_opened(path, OSError(errno.ELOOP, "it is a link"))
    try:
        descriptor = os.open(path, _FLAGS)
    except (OSError, ValueError) as error:
        raise _not_opened(path, error) from error
    try:
        status = os.fstat(descriptor)
        _require_regular(path, status.st_mode)
        if status.st_size == 0:
            raise _empty(path)
        if status.st_size > limit:
            raise _too_large(path, status.st_size, limit)
        return os.fdopen(descriptor, "rb")
    except BaseException:
        os.close(descriptor)
        raise


def _empty(path: Path) -> InputRefusedError:
    return refusal(
        "file-empty", path.name, "nothing to read", "the file is empty",
        "give the file as it was published",
    )  # fmt: skip


def _not_opened(path: Path, error: OSError | ValueError) -> InputRefusedError:
    number = error.errno if isinstance(error, OSError) else errno.EINVAL
    _require_regular(path, _mode(path))
    reasons: dict[int | None, tuple[str, str, str]] = {
        errno.ENOENT: ("file-missing", "there is no such file", "check the path"),
        errno.ELOOP: ("file-link", "it is a link", "give the file it points to"),
        errno.EACCES: ("file-locked", "it may not be read", "change who may read it"),
        errno.ENAMETOOLONG: (
            "file-missing",
            "no file has so long a name",
            "check the path",
        ),
    }
    other = (
        "file-unopened",
        str(getattr(error, "strerror", "") or error),
        "check the path",
    )
    code, why, remedy = reasons.get(number, other)
    return refusal(code, path.name or str(path), "cannot be opened", why, remedy)


def _mode(path: Path) -> int:
    try:
        return path.lstat().st_mode
    except (OSError, ValueError):
        return stat.S_IFREG


def _not_read(path: Path, error: OSError) -> InputRefusedError:
    return refusal(
        "file-unread", path.name, "cannot be read",
        error.strerror or type(error).__name__, "copy it to another place and try again",
    )  # fmt: skip


def _require_regular(path: Path, mode: int) -> None:
    if stat.S_ISDIR(mode):
        raise refusal(
            "file-not-regular", path.name or str(path), "cannot be read", "it is a folder",
            "name the filing in it",
        )  # fmt: skip
    tests: tuple[tuple[Callable[[int], bool], str], ...] = (
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


def _too_large(path: Path, size: int, limit: int) -> InputRefusedError:
    return refusal(
        "file-too-large", path.name, "is too large",
        f"it has {size:,} bytes, the limit is {limit:,}",
        "give the filing alone; `compliance limits` lists the limits",
    )  # fmt: skip
