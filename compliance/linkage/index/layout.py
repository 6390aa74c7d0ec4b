"""What an index is on disk: a manifest, a segment per source, a segment per inventory.

::

    manifest.json                 what counts; replaced last and at once
    segments/<id>/segment.json    what one source held, and the digests of its files
    segments/<id>/entries.parquet the entries in the standard columns
    segments/<id>/keys-*.arrow    what entries are found by: sorted hashes and rows
    segments/<id>/quarantine.csv  each row that could not be used, its place, and why
    inventories/<id>/…            the same for what a public dataset contains
    inventories/<id>/links-<id>.parquet   its links with one segment

A segment is never changed, so a source that is added rebuilds nothing, and what the
manifest does not name does not count.
"""

import hashlib
import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, BinaryIO, Final, TypeAlias

from compliance import limits
from compliance.errors import InputRefusedError
from compliance.frontdoor import refusal

FORMAT: Final = "compliance-catalog-index"
VERSION: Final = 1
MANIFEST: Final = "manifest.json"
SEGMENTS: Final = "segments"
INVENTORIES: Final = "inventories"
SEGMENT: Final = "segment.json"
ENTRIES: Final = "entries.parquet"
QUARANTINE: Final = "quarantine.csv"
KEYS: Final = "keys-*.arrow"
LINKS: Final = "links-{}.parquet"
BUILDING: Final = ".building-"
"""How a folder is called that is not complete."""
PROGRESS: Final = "progress"
"""A file in it that says how many entries are written so far."""

Json: TypeAlias = dict[str, Any]
_ID: Final = re.compile(r"[0-9a-f]{24}")


def segment_id(sha256: str, mapping: str, kind: str) -> str:
    """Return the name of the segment of a source: what it is made of, and how.

    Args:
        sha256: Of the source.
        mapping: Text of the mapping file.
        kind: How it is read.
    """
    made_of = f"{FORMAT} {VERSION}\n{kind}\n{sha256}\n{mapping}"
    return hashlib.sha256(made_of.encode()).hexdigest()[:24]


def is_index(folder: Path) -> bool:
    """Return whether `folder` is meant to be an index."""
    return (folder / MANIFEST).is_file()


def mapped_bytes(folder: Path) -> int:
    """Return the bytes of all files of an index: as many may be mapped into memory."""
    return sum(each.stat().st_size for each in folder.rglob("*") if each.is_file())


def read_manifest(folder: Path) -> Json:
    """Return the manifest of the index in `folder`.

    Raises:
        InputRefusedError: it is no index, of another version, or damaged.
    """
    name = folder.resolve().name
    if not is_index(folder):
        raise refusal(
            "index-missing", name, "is not an index of a catalog", "it has no manifest",
            "name a catalog file, or build it with `compliance catalog build`",
        )  # fmt: skip
    manifest = read_json(folder / MANIFEST, name)
    if manifest.get("format") != FORMAT:
        raise refusal(
            "index-foreign", name, "is not an index of a catalog",
            "its manifest is of something else", "name another folder",
        )  # fmt: skip
    if manifest.get("version") != VERSION:
        raise refusal(
            "index-version", name, "cannot be opened",
            f"its version is {manifest.get('version')}, this program reads {VERSION}",
            "build it again from its sources",
        )  # fmt: skip
    for key in ("sources", "inventories"):
        listed = manifest.get(key)
        if not isinstance(listed, list) or not all(_is_source(e) for e in listed):
            raise damaged(name, f"its manifest has no usable {key}")
    return manifest


def _is_source(value: Any) -> bool:
    return isinstance(value, dict) and bool(
        _ID.fullmatch(str(value.get("segment", "")))
    )


def read_json(path: Path, name: str) -> Json:
    """Return the object in a JSON file of an index; raises InputRefusedError."""
    try:
        with path.open("rb") as file:
            data = file.read(limits.INDEX_JSON_BYTES + 1)
        value = json.loads(data) if len(data) <= limits.INDEX_JSON_BYTES else None
    except (OSError, ValueError, RecursionError) as error:
        raise damaged(name, f"{path.name} cannot be read") from error
    if not isinstance(value, dict):
        raise damaged(name, f"{path.name} is not as it was written")
    return value


def written(value: Json) -> bytes:
    """Return a JSON file of an index: the same value, the same bytes."""
    text = json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True)
    return text.encode("utf-8", "surrogatepass") + b"\n"


def file_sha256(file: BinaryIO) -> str:
    """Return the SHA-256 of what is left of an open file."""
    digest = hashlib.sha256()
    while chunk := file.read(limits.MIB):
        digest.update(chunk)
    return digest.hexdigest()


def content_digest(sources: Sequence[Json], inventories: Sequence[Json]) -> str:
    """Return the digest of an index: over what its sources held, not how it is stored."""
    told = [
        [which, *(each[key] for key in ("name", "sha256", "mapping_sha256", "digest"))]
        + ([each["dataset"]] if which == "inventory" else [])
        for which, listed in (("source", sources), ("inventory", inventories))
        for each in listed
    ]
    text = json.dumps([FORMAT, VERSION, told], ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()


def damaged(name: str, why: str) -> InputRefusedError:
    """Return the refusal of an index that is not as it was written."""
    return refusal(
        "index-damaged", name, "cannot be opened", why,
        "build it again from its sources with `compliance catalog build`",
    )  # fmt: skip
