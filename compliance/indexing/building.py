"""Building an index: a segment per source, only where there is none yet."""

import dataclasses
import hashlib
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from compliance import limits
from compliance.crosscheck import mapping_named
from compliance.errors import InputRefusedError
from compliance.frontdoor import CATALOG_KINDS, LargeFile, open_large
from compliance.indexing.folder import (
    Index,
    building,
    commit,
    is_whole,
    placed,
    source_of,
    sweep,
    writing,
)
from compliance.indexing.linking import linked
from compliance.linkage.index.layout import SEGMENTS, segment_id
from compliance.sandbox import BUILDING, run

_TABLES: Final = ("csv", "parquet", "xlsx")
# Each source is a process of its own; more at once would only share the cores.
_AT_ONCE: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One file that is to be in an index, and how it is read."""

    file: LargeFile
    mapping_name: str
    mapping_text: str

    @property
    def id(self) -> str:
        """Return the name of its segment."""
        return segment_id(self.file.sha256, self.mapping_text, self.file.kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What a build did."""

    index: Index
    new: tuple[str, ...]
    """Names of the sources that were read."""
    kept: tuple[str, ...]
    """Names of those that were in the index already."""
    refused: tuple[InputRefusedError, ...]


def build(
    paths: Sequence[Path],
    output: Path,
    *,
    mapping: str | None,
    add: bool,
    keep_going: bool,
    root: Path,
    told: Callable[[str], None] = lambda words: None,
) -> Built:
    """Build an index of catalogs, or add to one.

    Args:
        paths: The catalogs.
        output: Folder of the index.
        mapping: Of the tables among them; ``None`` for the standard columns.
        add: Whether sources that are in the index stay in it.
        keep_going: Whether the others are built when one is refused.
        root: Where ``regulations/`` is.
        told: Is told what is being done.

    Raises:
        InputRefusedError: a source cannot be used, or none can; or the folder is not
            an index. What was there still stands.
        InternalError: the disk refuses.
    """
    refused: list[InputRefusedError] = []
    sources = _opened(paths, mapping, root, refused, keep_going, told)
    with writing(output) as old:
        done = {each["segment"] for each in old.sources}
        new: list[str] = []
        kept: list[str] = []
        with ThreadPoolExecutor(max_workers=_AT_ONCE) as pool:
            tasks = [
                (source, pool.submit(_segment, source, old.folder, root, told))
                for source in sources
            ]
            for source, task in tasks:
                try:
                    read = task.result()
                except InputRefusedError as error:
                    refused.append(error)
                    if not keep_going:
                        pool.shutdown(cancel_futures=True)
                        raise
                    continue
                (new if read else kept).append(source.file.name)
                done.add(source.id)
        if not (new or kept):
            raise refused[-1]
        chosen = {each.id for each in sources} & done
        listed = [
            source_of(old.folder / SEGMENTS / each, output.name)
            for each in sorted(chosen)
        ]
        if add:
            listed += [each for each in old.sources if each["segment"] not in chosen]
        inventories = linked(old.folder, listed, old.inventories, root, told)
        index = commit(old.folder, listed, inventories)
        sweep(index)
    return Built(index=index, new=tuple(new), kept=tuple(kept), refused=tuple(refused))


def _opened(
    paths: Sequence[Path],
    mapping: str | None,
    root: Path,
    refused: list[InputRefusedError],
    keep_going: bool,
    told: Callable[[str], None],
) -> list[Source]:
    """Return the sources through the front door, each content once."""
    own = mapping_named(mapping, root)
    standard = mapping_named(None, root)
    sources: dict[str, Source] = {}
    for path in paths:
        told(f"opening {path.name}")
        try:
            file = open_large(path, CATALOG_KINDS, limits.CATALOG_BYTES)
        except InputRefusedError as error:
            if not keep_going:
                raise
            refused.append(error)
            continue
        name, text = own if file.kind in _TABLES else standard
        source = Source(file=file, mapping_name=name, mapping_text=text)
        sources.setdefault(source.id, source)
    return list(sources.values())


def _segment(
    source: Source, folder: Path, root: Path, told: Callable[[str], None]
) -> bool:
    """Build the segment of a source unless it is there; return whether it was built."""
    final = folder / SEGMENTS / source.id
    if is_whole(final):
        return False
    told(f"reading {source.file.name}")
    with building(folder / SEGMENTS) as made:
        request = {
            "name": source.file.name,
            "path": str(source.file.path),
            "kind": source.file.kind,
            "sha256": source.file.sha256,
            "mapping": {
                "name": source.mapping_name,
                "text": source.mapping_text,
                "sha256": hashlib.sha256(source.mapping_text.encode()).hexdigest(),
            },
            "root": str(root),
            "output": str(made),
        }
        own = dataclasses.replace(BUILDING, writable=str(made))
        run("segment", source.file.name, request, b"", own)
        placed(made, final)
    return True
