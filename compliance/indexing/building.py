"""Building an index: a segment per source, only where there is none yet."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from compliance import limits
from compliance.crosscheck import mapping_named
from compliance.errors import InputRefusedError
from compliance.frontdoor import CATALOG_KINDS, open_large
from compliance.indexing.folder import (
    Index,
    commit,
    source_of,
    sweep,
    writing,
)
from compliance.indexing.linking import linked
from compliance.indexing.segments import Source, segment_made
from compliance.linkage.index.layout import SEGMENTS

_TABLES: Final = ("csv", "parquet", "xlsx")
# Each source is a process of its own; more at once would only share the cores.
_AT_ONCE: Final = 2


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
    lines_are: str | None = None,
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
        lines_are: If given, tables are lists whose columns are known by their names, or
            bare lines of this kind; found out if empty.

    Raises:
        InputRefusedError: a source cannot be used, or none can; or the folder is not
            an index. What was there still stands.
        InternalError: the disk refuses.
    """
    refused: list[InputRefusedError] = []
    sources = _opened(paths, mapping, root, refused, keep_going, told, lines_are)
    with writing(output) as old:
        done = {each["segment"] for each in old.sources}
        segments = old.folder / SEGMENTS
        new: list[str] = []
        kept: list[str] = []
        with ThreadPoolExecutor(max_workers=_AT_ONCE) as pool:
            tasks = [
                (source, pool.submit(segment_made, source, segments, root, told))
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
        listed = [source_of(segments / each, output.name) for each in sorted(chosen)]
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
    lines_are: str | None,
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
        more: dict[str, str] = {}
        if lines_are is not None and file.kind in _TABLES:
            name, text, more = "", "", {"lines_are": lines_are}
        source = Source(file=file, mapping_name=name, mapping_text=text, more=more)
        sources.setdefault(source.id, source)
    return list(sources.values())
