"""The folder of an index: one writer at a time, and a manifest that is replaced last."""

import contextlib
import importlib
import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from compliance.errors import InputRefusedError, InternalError
from compliance.frontdoor import refusal
from compliance.linkage.index.layout import (
    BUILDING,
    FORMAT,
    INVENTORIES,
    MANIFEST,
    PROGRESS,
    SEGMENT,
    SEGMENTS,
    VERSION,
    Json,
    content_digest,
    file_sha256,
    is_index,
    read_json,
    read_manifest,
    written,
)
from compliance.output import write_file

_LOCK: Final = ".lock"


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """What the manifest of an index says."""

    folder: Path
    digest: str
    sources: tuple[Json, ...]
    inventories: tuple[Json, ...]


def open_index(folder: Path) -> Index:
    """Return what the manifest in `folder` says; raises InputRefusedError."""
    manifest = read_manifest(folder)
    return Index(
        folder=folder,
        digest=str(manifest.get("digest", "")),
        sources=tuple(manifest["sources"]),
        inventories=tuple(manifest["inventories"]),
    )


@contextlib.contextmanager
def writing(folder: Path) -> Iterator[Index]:
    """Hold the index in `folder` for writing; make an empty one if there is none.

    Raises:
        InputRefusedError: the folder holds something else, or another writes to it.
        InternalError: the disk refuses.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not is_index(folder):
            _require_empty(folder)
        with (folder / _LOCK).open("ab") as lock:
            _take(lock, folder)
            if not is_index(folder):
                commit(folder, (), ())
            for part in (SEGMENTS, INVENTORIES):
                (folder / part).mkdir(exist_ok=True)
            index = open_index(folder)
            clear(index)
            yield index
    except OSError as error:
        raise InternalError(
            "index-not-written",
            where=folder.name or str(folder),
            what="nothing was changed",
            why=error.strerror or type(error).__name__,
            remedy="make room or choose another place with --output",
        ) from error


def _require_empty(folder: Path) -> None:
    if any(each.name != _LOCK for each in folder.iterdir()):
        raise refusal(
            "index-foreign", folder.name or str(folder), "no index is written here",
            "the folder holds other files", "name an empty or a new folder",
        )  # fmt: skip


def _take(lock: Any, folder: Path) -> None:
    """Lock the open file; the system lets go of it when the process ends."""
    try:
        if os.name == "nt":
            msvcrt = importlib.import_module("msvcrt")
            msvcrt.locking(lock.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            fcntl = importlib.import_module("fcntl")
            fcntl.flock(lock.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        raise refusal(
            "index-busy", folder.name, "cannot be written to",
            "another command is writing to it", "wait until it has ended",
        ) from error  # fmt: skip


@contextlib.contextmanager
def building(folder: Path) -> Iterator[Path]:
    """Give an empty folder beside its place, removed unless it was `placed`."""
    made = Path(tempfile.mkdtemp(prefix=BUILDING, dir=folder))
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


def placed(made: Path, final: Path) -> None:
    """Give what was built its name, at once; its files are on the disk already."""
    if final.exists():
        shutil.rmtree(final)
    made.chmod(0o755)
    made.replace(final)
    synced(final.parent)


def commit(folder: Path, sources: Sequence[Json], inventories: Sequence[Json]) -> Index:
    """Replace the manifest: from here on the new index counts."""
    ordered = sorted(sources, key=_place)
    lists = sorted(inventories, key=lambda each: (each["dataset"], *_place(each)))
    manifest = {
        "format": FORMAT,
        "version": VERSION,
        "digest": content_digest(ordered, lists),
        "rows": sum(each["rows"] for each in ordered),
        "sources": ordered,
        "inventories": lists,
    }
    write_file(folder / MANIFEST, written(manifest))
    synced(folder)
    return open_index(folder)


def _place(source: Json) -> tuple[str, str, str]:
    return source["name"], source["sha256"], source["segment"]


def synced(folder: Path) -> None:
    """Make sure that the names in a folder are on the disk."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def clear(index: Index) -> None:
    """Remove what a build that was broken off has begun, complete segments apart."""
    for part in (SEGMENTS, INVENTORIES):
        for each in sorted((index.folder / part).glob(f"{BUILDING}*")):
            shutil.rmtree(each, ignore_errors=True)


def sweep(index: Index) -> None:
    """Remove what the manifest does not name."""
    for part, listed in ((SEGMENTS, index.sources), (INVENTORIES, index.inventories)):
        named = {each["segment"] for each in listed}
        for each in sorted((index.folder / part).iterdir()):
            if each.name not in named:
                shutil.rmtree(each, ignore_errors=True)


def is_whole(segment: Path) -> bool:
    """Return whether every file of a segment is as it was written."""
    try:
        files = read_json(segment / SEGMENT, segment.name)["files"]
        return all(
            (segment / name).stat().st_size == said["bytes"]
            and digest_of(segment / name) == said["sha256"]
            for name, said in files.items()
        )
    except (OSError, InputRefusedError, KeyError, TypeError, AttributeError):
        return False


def written_so_far(folder: Path) -> int:
    """Return how many entries are in segments that are being built."""
    total = 0
    for part in (SEGMENTS, INVENTORIES):
        for file in (folder / part).glob(f"{BUILDING}*/{PROGRESS}"):
            with contextlib.suppress(OSError, ValueError):
                total += int(file.read_text(encoding="ascii") or 0)
    return total


def source_of(segment: Path, index: str) -> Json:
    """Return what the manifest is to say of a segment that is complete."""
    said = read_json(segment / SEGMENT, index)
    facts = said["facts"]
    kept = (
        "sha256", "digest", "mapping", "lines_in", "header_lines", "blank_lines",
        "used_lines", "quarantined_lines",
    )  # fmt: skip
    return {
        "segment": segment.name,
        "name": said["name"],
        "kind": said["kind"],
        "mapping_sha256": said["mapping_sha256"],
        **{key: facts[key] for key in kept},
        "rows": said["rows"],
        "quarantined_rows": said["quarantined_rows"],
        "segment_sha256": digest_of(segment / SEGMENT),
    }


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file; empty if it is not there."""
    try:
        with path.open("rb") as file:
            return file_sha256(file)
    except OSError:
        return ""
