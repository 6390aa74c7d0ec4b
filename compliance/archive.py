"""ZIP containers (workbooks) measured before anything unpacks them."""

import zipfile
from pathlib import Path
from typing import Final

from compliance import limits
from compliance.errors import InputRefusedError
from compliance.frontdoor import refusal

_HEAD: Final = 64 * limits.KIB
_ENCRYPTED: Final = 0x1


def check_archive(path: Path, name: str, unpacked: int) -> None:
    """Refuse an archive that would unpack to more than it says or may.

    Args:
        path: The file.
        name: Its name, for the refusal.
        unpacked: Most bytes all its members may have together.

    Raises:
        InputRefusedError: too many or too large members, members that overlap, repeat,
            are locked or lie outside, or XML that defines entities.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            _check_directory(members, name, unpacked)
            for member in members:
                if member.filename.lower().endswith((".xml", ".rels", ".vml")):
                    with archive.open(member) as file:
                        head = file.read(_HEAD)
                    if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
                        raise _refused(
                            "archive-entity", name, "its XML defines entities"
                        )
    except (
        zipfile.BadZipFile,
        NotImplementedError,
        RuntimeError,
        OSError,
        EOFError,
    ) as error:
        raise _refused("archive-damaged", name, "its directory is damaged") from error


def _check_directory(members: list[zipfile.ZipInfo], name: str, unpacked: int) -> None:
    if len(members) > limits.ARCHIVE_MEMBERS:
        why = (
            f"it has {len(members):,} members, the limit is {limits.ARCHIVE_MEMBERS:,}"
        )
        raise _refused("archive-members", name, why)
    total = sum(member.file_size for member in members)
    if total > unpacked:
        why = f"it unpacks to {total:,} bytes, the limit is {unpacked:,}"
        raise _refused("archive-bomb", name, why)
    names = [member.filename for member in members]
    if len(set(names)) < len(names):
        raise _refused("archive-repeated", name, "two members have one name")
    end = -1
    for member in sorted(members, key=lambda m: m.header_offset):
        if member.flag_bits & _ENCRYPTED:
            raise _refused("archive-locked", name, "a member is locked with a password")
        if member.filename.startswith(("/", "\\")) or ".." in member.filename.split(
            "/"
        ):
            raise _refused("archive-outside", name, "a member lies outside the archive")
        if member.header_offset < end:
            raise _refused("archive-overlap", name, "its members overlap")
        end = member.header_offset + member.compress_size


def _refused(code: str, name: str, why: str) -> InputRefusedError:
    return refusal(
        code, name, "cannot be read", why, "save it anew, or as CSV or Parquet"
    )
