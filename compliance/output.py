"""Files written whole or not at all."""

import hashlib
import json
import os
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from compliance.errors import InternalError

MANIFEST: Final = "manifest.json"


def write_set(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write `files` (name to bytes) into `folder`, all of them or none.

    Every file is written beside its place and flushed to disk before the first
    takes its name; ``manifest.json`` with their SHA-256 comes last.

    Raises:
        InternalError: the disk refuses; what stood there before still stands.
    """
    manifest = {name: hashlib.sha256(body).hexdigest() for name, body in files.items()}
    listing = json.dumps({"sha256": manifest}, indent=2, sort_keys=True) + "\n"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _replace_all(folder, {**files, MANIFEST: listing.encode()})
    except OSError as error:
        raise _not_written(str(folder), error) from error


def write_file(path: Path, body: bytes) -> None:
    """Write one file, whole or not at all; raises InternalError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace_all(path.parent, {path.name: body})
    except OSError as error:
        raise _not_written(str(path), error) from error


def write_stdout(body: bytes) -> None:
    """Write to standard output, and know that it arrived; raises InternalError."""
    try:
        sys.stdout.buffer.write(body)
        sys.stdout.buffer.flush()
    except OSError as error:
        # Errors at interpreter exit go unreported, so nothing may be left to flush.
        sys.stdout = None
        raise _not_written("standard output", error) from error


def deliver(path: Path | None, body: bytes) -> None:
    """Write to the file at `path`, or to standard output if ``None`` or ``-``."""
    if path is None or str(path) == "-":
        write_stdout(body)
    else:
        write_file(path, body)


def _replace_all(folder: Path, files: Mapping[str, bytes]) -> None:
    written: list[tuple[Path, Path]] = []
    try:
        for name, body in files.items():
            handle, temporary = tempfile.mkstemp(dir=folder, prefix=".writing-")
            written.append((Path(temporary), folder / name))
            with os.fdopen(handle, "wb") as file:
                file.write(body)
                file.flush()
                os.fsync(file.fileno())
            _as_any_new_file(Path(temporary))
        for temporary_path, final in written:
            temporary_path.replace(final)
    finally:
        for temporary_path, _ in written:
            temporary_path.unlink(missing_ok=True)


def _as_any_new_file(path: Path) -> None:
    # mkstemp makes files for their owner alone; reports are to be shared.
    mask = os.umask(0)
    os.umask(mask)
    path.chmod(0o666 & ~mask)


def _not_written(where: str, error: OSError) -> InternalError:
    return InternalError(
        "output-not-written",
        where=where,
        what="nothing was written",
        why=error.strerror or type(error).__name__,
        remedy="make room or choose another place with --output",
    )
