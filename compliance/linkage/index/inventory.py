"""What a dataset contains, linked to a catalog once, and read again at every check."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from compliance.domains import load_platforms
from compliance.identifiers import Identifier, parse
from compliance.linkage.domain_links import domain_links, index_domains
from compliance.linkage.entry import Entry, several
from compliance.linkage.index.layout import (
    LINKS,
    Json,
    damaged,
    file_sha256,
)
from compliance.linkage.index.segment import Row, Segment
from compliance.linkage.keys import entry_keys
from compliance.linkage.links import Found, links_of
from compliance.linkage.names import load_confusables
from compliance.linkage.works import Work, index_works, typed_identifiers
from compliance.model import Method

_SOURCE: Final = "inventory"
_PART: Final = 20_000
"""Pairs that are looked at together."""
_LINES: Final = 20
"""Lines of an inventory that one entry is linked with; all others are counted."""
_SCHEMA: Final = pa.schema([
    ("row", pa.uint32()), ("line", pa.int64()), ("method", pa.string()),
    ("reasons", pa.list_(pa.string())), ("more", pa.int64()),
])  # fmt: skip


def inventory_request(request: Mapping[str, Any], _: bytes) -> dict[str, Any]:
    """Link an inventory with a segment; return how many links and entries it gave.

    Args:
        request: ``inventory`` and ``segment``, folders; ``index``, its name; ``root``;
            ``output``, a folder for the file of links.

    Raises:
        InputRefusedError: one of them is not as it was written.
    """
    inventory = Segment(Path(request["inventory"]), request["index"])
    segment = Segment(Path(request["segment"]), request["index"])
    path = Path(request["output"]) / LINKS.format(segment.id)
    links = entries = 0
    with (
        path.open("wb") as file,
        pq.ParquetWriter(
            file, _SCHEMA, compression="zstd", write_page_checksum=True,
            store_schema=False,
        ) as writer,
    ):  # fmt: skip
        for part in _links(inventory, segment, Path(request["root"])):
            writer.write_batch(_batch(part))
            links += sum(1 + link.more for link in part)
            entries += len({link.row for link in part})
    return {"links": links, "entries": entries}


class Linked(NamedTuple):
    """One line of an inventory and an entry that are the same work."""

    row: int
    """Of the entry in its segment."""
    line: int
    """Of the inventory."""
    method: Method
    reasons: tuple[str, ...]
    more: int
    """How many more lines may be the same; not looked at."""


def _batch(links: Sequence[Linked]) -> Any:
    columns = zip(*links, strict=True) if links else [()] * len(_SCHEMA)
    arrays = [
        pa.array(list(values), type=field.type)
        for values, field in zip(columns, _SCHEMA, strict=True)
    ]
    return pa.record_batch(arrays, schema=_SCHEMA)


def _links(inventory: Segment, segment: Segment, root: Path) -> Iterator[list[Linked]]:
    """Yield the links in the order of the segment, part by part."""
    confusables, platforms = load_confusables(root), load_platforms(root)
    rows, lines = _pairs(inventory, segment)
    first = 0
    while first < len(rows):
        last = min(first + _PART, len(rows))
        # All lines of one entry are looked at together.
        last = int(np.searchsorted(rows, rows[last - 1], side="right"))
        listed = {
            row.row: row for row in inventory.entries(np.unique(lines[first:last]))
        }
        entries = segment.entries(np.unique(rows[first:last]))
        yield [
            link
            for row, places in zip(
                entries, _grouped(rows[first:last], lines[first:last]), strict=True
            )
            for link in _of_entry(
                row, [listed[n] for n in places], confusables, platforms
            )
        ]
        first = last


def _pairs(inventory: Segment, segment: Segment) -> tuple[Any, Any]:
    """Return rows of the segment and of the inventory that share a text, sorted."""
    found = [np.zeros(0, dtype=np.uint64)]
    for hashes, lines in inventory.keys.all():
        places, rows = segment.keys.pairs_of(hashes)
        found.append((rows.astype(np.uint64) << np.uint64(32)) | lines[places])
    pairs = np.unique(np.concatenate(found))
    rows = (pairs >> np.uint64(32)).astype(np.uint32)
    return rows, (pairs & np.uint64(0xFFFFFFFF)).astype(np.uint32)


def _grouped(rows: Any, lines: Any) -> Iterator[list[int]]:
    """Yield the rows of the inventory for each row of the segment."""
    pairs = zip(rows.tolist(), lines.tolist(), strict=True)
    for _, group in groupby(pairs, key=lambda pair: pair[0]):
        yield [line for _, line in group]


def _of_entry(
    row: Row,
    listed: Sequence[Row],
    confusables: Mapping[int, str],
    platforms: frozenset[str],
) -> Iterator[Linked]:
    """Yield the links of one entry with the lines it may be on, strongest first."""
    more = max(0, len(listed) - _LINES)
    kept = listed[:_LINES]
    works = index_works(
        (_work(each) for each in kept if _is_work(each.entry)), confusables, _SOURCE
    )
    domains = index_domains(_domains(kept), confusables, _SOURCE)
    found: Iterable[Found] = (
        *links_of(row.entry, entry_keys(row.entry), works, confusables),
        *domain_links(row.entry, domains, platforms),
    )
    lines = {each.row: each.line for each in kept}
    seen: set[int] = set()
    for each in found:
        if each.number not in seen:
            seen.add(each.number)
            yield Linked(row.row, lines[each.number], each.method, each.reasons, more)
            more = 0


def _is_work(entry: Entry) -> bool:
    return bool(entry.title or entry.identifiers or entry.registrations or entry.urls)


def _work(row: Row) -> Work:
    entry = row.entry
    found: list[Identifier] = [
        identifier
        for _, identifier in typed_identifiers(entry.identifiers)
        if identifier is not None
    ]
    found += [parse("us", r.removeprefix("us:")) for r in several(entry.registrations)]
    return Work(
        number=row.row,
        title=entry.title,
        creators=tuple(several(entry.creators)),
        identifiers=tuple(found),
        urls=tuple(several(entry.urls)),
        container=entry.container,
    )


def _domains(rows: Sequence[Row]) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Yield the hosts that lines name; where a work is said too, that decides."""
    for row in rows:
        entry = row.entry
        if entry.title or entry.identifiers or entry.registrations:
            continue
        for host in (*several(entry.domains), *several(entry.urls)):
            yield row.row, {"name": host}


def read_links(folder: Path, segment: str, said: Json, index: str) -> Iterator[Linked]:
    """Yield the links of an inventory with a segment.

    Args:
        folder: Of the inventory.
        segment: Id of the segment.
        said: What the manifest says of the file.
        index: Name of the index, for refusals.

    Raises:
        InputRefusedError: the file is not as it was written.
    """
    path = folder / LINKS.format(segment)
    try:
        with path.open("rb") as file:
            if file_sha256(file) != said.get("sha256"):
                raise damaged(index, f"{path.name} is not as it was written")
        table = pq.read_table(path, page_checksum_verification=True)
    except (pa.ArrowException, OSError) as error:
        raise damaged(index, f"{path.name} cannot be read") from error
    for each in table.to_pylist():
        reasons = tuple(each["reasons"])
        method = Method(each["method"])
        yield Linked(each["row"], each["line"], method, reasons, each["more"])
