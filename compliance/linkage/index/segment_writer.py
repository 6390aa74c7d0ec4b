"""A segment being written: entries, what they are found by, and what was put aside."""

import csv
import os
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from compliance.linkage.catalog import Catalog
from compliance.linkage.entry import COLUMNS, Entry, several
from compliance.linkage.exposure import Has, has_of
from compliance.linkage.index.hashes import entry_texts
from compliance.linkage.index.key_runs import KeyWriter
from compliance.linkage.index.layout import (
    ENTRIES,
    FORMAT,
    PROGRESS,
    QUARANTINE,
    SEGMENT,
    VERSION,
    Json,
    file_sha256,
    written,
)
from compliance.linkage.keys import EntryKeys, entry_keys
from compliance.linkage.matching.index import build, save
from compliance.linkage.matching.named import columns_of
from compliance.linkage.matching.table import TableMaker
from compliance.linkage.names import words
from compliance.linkage.rows import inert
from compliance.linkage.stated import Stated
from compliance.model import Quarantined

BATCH: Final = 16_384
"""Entries that are held, and read again, at once."""

_SCHEMA: Final = pa.schema([
    *((column, pa.string()) for column in COLUMNS),
    ("line", pa.int64()), ("group", pa.int32()), ("words", pa.string()),
])  # fmt: skip


class SegmentWriter:
    """Writes one segment into a folder of its own."""

    def __init__(
        self, folder: Path, confusables: Mapping[int, str], *, ids: bool = True
    ) -> None:
        """Take an empty folder, and open the files.

        Entries are found by their ids too, unless these are but numbers of lines.
        """
        self._first = 0 if ids else 1
        self._folder = folder
        self._confusables = confusables
        self._names = TableMaker(confusables)
        self._keys = KeyWriter(folder)
        self._stated = Stated()
        self._groups: dict[Has, int] = {}
        self._sizes: Counter[int] = Counter()
        self._rows: list[tuple[Any, ...]] = []
        self._total = 0
        self._kinds: Counter[str] = Counter()
        self._sink = (folder / ENTRIES).open("wb")
        self._entries = pq.ParquetWriter(
            self._sink, _SCHEMA, compression="zstd", write_page_checksum=True,
            store_schema=False,
        )  # fmt: skip
        self._aside = (folder / QUARANTINE).open(
            "w", encoding="utf-8", errors="backslashreplace", newline=""
        )
        self._table = csv.writer(
            self._aside, quoting=csv.QUOTE_ALL, lineterminator="\n"
        )
        self._table.writerow(("line", "reason", "raw"))
        self._set_aside = 0

    def __enter__(self) -> "SegmentWriter":
        return self

    def __exit__(self, *_: object) -> None:
        self._entries.close()
        self._sink.close()
        self._aside.close()

    def put_aside(self, row: Quarantined) -> None:
        """Write a row that could not be used, and why."""
        self._table.writerow((row.line, inert(row.reason), inert(row.raw)))
        self._set_aside += 1

    def write(self, catalog: Catalog) -> None:
        """Write every entry of `catalog`."""
        for line, entry in catalog.entries():
            keys = entry_keys(entry)
            self._stated.add(line, entry, keys)
            self._add(line, entry, keys)

    def _add(self, line: int, entry: Entry, keys: EntryKeys) -> None:
        has = has_of(entry, keys)
        group = self._groups.setdefault(has, len(self._groups))
        self._sizes[group] += 1
        self._kinds[entry.work_type] += 1
        texts = entry_texts(entry, keys, self._confusables)[self._first :]
        self._keys.add(self._total + len(self._rows), texts)
        self._rows.append((*entry, line, group, _words(entry)))
        if len(self._rows) == BATCH:
            self._flush()

    def _flush(self) -> None:
        columns = zip(*self._rows, strict=True)
        self._names.add(columns_of(Entry._make(row[:-3]) for row in self._rows))
        arrays = [
            pa.array(column, type=field.type)
            for column, field in zip(columns, _SCHEMA, strict=True)
        ]
        self._entries.write_batch(pa.record_batch(arrays, schema=_SCHEMA))
        self._total += len(self._rows)
        self._rows.clear()
        (self._folder / PROGRESS).write_text(str(self._total), encoding="ascii")

    def close(self, catalog: Catalog, made_of: Json) -> Json:
        """Finish and return what ``segment.json`` says; the files are on the disk then.

        Args:
            catalog: What was written; all its entries were read.
            made_of: What else is to be said of the source.
        """
        if self._rows:
            self._flush()
        self._keys.flush()
        self._entries.close()
        found_by = save(build(self._names.table()), self._folder)
        names = [ENTRIES, QUARANTINE, *(path.name for path in self._keys.files)]
        names += [path.name for path in found_by]
        for file in (self._sink, self._aside):
            file.flush()
            file.close()
        (self._folder / PROGRESS).unlink(missing_ok=True)
        facts = asdict(catalog.facts())
        segment = {
            **made_of,
            "format": FORMAT,
            "version": VERSION,
            "facts": facts,
            "notes": list(catalog.notes()),
            "rows": self._total,
            "quarantined_rows": self._set_aside,
            "keys": self._keys.total,
            "kinds": dict(sorted(self._kinds.items())[:1000]),
            "stated": self._stated.to_json(),
            "groups": [
                [*has[:1], *has[1:], self._sizes[group]]
                for has, group in self._groups.items()
            ],
            "files": {name: _on_disk(self._folder / name) for name in names},
        }
        path = self._folder / SEGMENT
        path.write_bytes(written(segment))
        _on_disk(path)
        return segment


def _words(entry: Entry) -> str:
    """Return the words by which an entry is searched, with blanks around each."""
    names = [each.partition(":")[2] or each for each in several(entry.creators)]
    told = [entry.title, *several(entry.alt_titles), *names]
    return f" {' '.join(words(each) for each in told if each)} "


def _on_disk(path: Path) -> Json:
    """Return size and SHA-256 of a file once it is sure to be on the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())
        sha256 = file_sha256(file)
        return {"bytes": file.tell(), "sha256": sha256}
