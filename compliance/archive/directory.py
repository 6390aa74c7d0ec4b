"""ZIP archives (workbooks, Word files) weighed before a library opens one.

What a directory says of its members is held against what they unpack to; parts
that would make a reader fetch, expand or fill without end are refused.
"""

import re
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, Final

from compliance import limits
from compliance.archive.parts import PartReader
from compliance.errors import InputRefusedError
from compliance.frontdoor import refusal

_CHUNK: Final = 256 * limits.KIB
_ENCRYPTED: Final = 0x1
_METHODS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_LOCAL: Final = struct.Struct("<4s5HL2L2H")
_SIGNATURE: Final = b"PK\x03\x04"
_OUTSIDE: Final = re.compile(r"^[/\\]|^[A-Za-z]:|(?:^|[/\\])\.\.(?:[/\\]|$)|[\x00\\]")
# Part of an archive, and what a reader of the report should know of it.
_NOTED: Final = (
    (re.compile(r"vbaProject", re.IGNORECASE), "It holds macros, which are not run."),
    (
        re.compile(r"/externalLinks/", re.IGNORECASE),
        "It links to other workbooks, which are not opened.",
    ),
    (
        re.compile(r"/embeddings/|/activeX/", re.IGNORECASE),
        "It holds embedded objects, which are not opened.",
    ),
)


def check_archive(path: Path, name: str, unpacked: int) -> tuple[str, ...]:
    """Return notes on the workbook at `path`; refuse it if opening it is not safe.

    As `check_file`, and an archive that cannot be read is damaged.
    """
    try:
        with path.open("rb") as file:
            return check_file(file, name, unpacked)
    except OSError as error:
        raise _damaged(name, error) from error


def check_file(
    file: BinaryIO, name: str, unpacked: int, *, kind: str = "xlsx"
) -> tuple[str, ...]:
    """Return notes on the archive in `file`; refuse it if opening it is not safe.

    Every member is unpacked once, in pieces, and thrown away, so that sizes are
    what they are and not what the directory says.

    Args:
        file: The archive, open for reading; `io.BytesIO` of bytes will do.
        name: Its file name, for refusals.
        unpacked: Bytes all members together may unpack to.
        kind: ``xlsx`` or ``docx``; only sheets have cells to be counted.

    Returns:
        What it holds and is not read, a sentence each, in order.

    Raises:
        InputRefusedError: too many or too large members; members that overlap,
            repeat a name, are encrypted or lie outside the archive; XML that
            declares entities; a sheet with a cell far outside.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            members = archive.infolist()
            _require_directory(members, name, unpacked)
            _require_apart(file, members, archive.start_dir, name)
            _require_contents(archive, members, name, unpacked, kind)
    except (
        zipfile.BadZipFile, NotImplementedError, EOFError, OSError, OverflowError,
        RuntimeError, UnicodeError, ValueError, struct.error, zlib.error,
    ) as error:  # fmt: skip
        raise _damaged(name, error) from error
    return tuple(_notes([member.filename for member in members]))


def _require_directory(
    members: Sequence[zipfile.ZipInfo], name: str, unpacked: int
) -> None:
    if len(members) > limits.ARCHIVE_MEMBERS:
        why = (
            f"it has {len(members):,} members, the limit is {limits.ARCHIVE_MEMBERS:,}"
        )
        raise _fault("archive-members", name, why)
    said = sum(member.file_size for member in members)
    if said > unpacked:
        raise _too_large(name, f"it unpacks to {said:,} bytes", unpacked)
    counts = Counter(member.filename.casefold() for member in members)
    for member in members:
        where = f"{name}, {member.filename}"
        if _OUTSIDE.search(member.orig_filename):
            raise _fault(
                "archive-outside", where, "the member lies outside the archive"
            )
        if counts[member.filename.casefold()] > 1:
            raise _fault("archive-repeated", where, "two members have this name")
        if member.flag_bits & _ENCRYPTED:
            why, deed = "the member is encrypted", "save it without a password"
            raise _fault("archive-locked", where, why, deed)
        if member.compress_type not in _METHODS:
            why = f"the member is packed by method {member.compress_type}"
            raise _fault("archive-method", where, why)


def _require_apart(
    file: BinaryIO, members: Sequence[zipfile.ZipInfo], directory: int, name: str
) -> None:
    """Refuse members that share bytes: the same bytes, unpacked many times over."""
    ends = 0
    for member in sorted(members, key=lambda each: each.header_offset):
        where = f"{name}, {member.filename}"
        if member.header_offset < ends:
            raise _fault("archive-overlap", where, "the member overlaps another")
        file.seek(member.header_offset)
        head = _LOCAL.unpack(file.read(_LOCAL.size))
        if head[0] != _SIGNATURE:
            raise _fault("archive-damaged", where, "no member begins where one should")
        body = member.header_offset + _LOCAL.size + head[9] + head[10]
        ends = body + member.compress_size
    if ends > directory:
        raise _fault("archive-overlap", name, "a member overlaps the directory")


def _require_contents(
    archive: zipfile.ZipFile,
    members: Sequence[zipfile.ZipInfo],
    name: str,
    unpacked: int,
    kind: str,
) -> None:
    total = 0
    for member in members:
        where = f"{name}, {member.filename}"
        part = PartReader(where, has_cells=kind == "xlsx")
        size = 0
        with archive.open(member) as packed:
            while piece := packed.read(_CHUNK):
                size += len(piece)
                if total + size > unpacked:
                    raise _too_large(name, "it unpacks to more bytes", unpacked)
                part.feed(piece)
        ratio = size // max(member.compress_size, 1)
        if size > limits.ARCHIVE_RATIO_FROM and ratio > limits.ARCHIVE_RATIO:
            why = f"the member unpacks to {ratio:,} times its size"
            raise _fault("archive-ratio", where, why)
        total += size


def _notes(names: Sequence[str]) -> Iterator[str]:
    for pattern, note in _NOTED:
        if any(pattern.search(f"/{name}") for name in names):
            yield note


def _damaged(name: str, error: Exception) -> InputRefusedError:
    why = f"the archive is damaged ({type(error).__name__})"
    return _fault("archive-damaged", name, why, "give another copy of it")


def _too_large(name: str, why: str, unpacked: int) -> InputRefusedError:
    return _fault("archive-bomb", name, f"{why}, the limit is {unpacked:,}")


def _fault(
    code: str, where: str, why: str, remedy: str = "save it anew"
) -> InputRefusedError:
    return refusal(code, where, "is not a readable Office file", why, remedy)
