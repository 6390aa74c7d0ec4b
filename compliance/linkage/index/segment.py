"""A segment that is read: found rows, their entries, and what is known of all of them."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from compliance.frontdoor import visible
from compliance.linkage.entry import COLUMNS, Entry
from compliance.linkage.exposure import Has
from compliance.linkage.index.key_runs import Keys
from compliance.linkage.index.layout import (
    ENTRIES,
    FORMAT,
    KEYS,
    QUARANTINE,
    SEGMENT,
    VERSION,
    Json,
    damaged,
    file_sha256,
    read_json,
)
from compliance.linkage.matching.index import FILE, Part, load

_READ: Final = (*COLUMNS, "line", "group")


class Row(NamedTuple):
    """One entry of a segment, its row, line and group."""

    row: int
    entry: Entry
    line: int
    group: int


class Segment:
    """One source of an index, opened."""

    def __init__(self, folder: Path, index: str) -> None:
        """Open the segment in `folder` of the index that is called `index`.

        Raises:
            InputRefusedError: it is not as it was written.
        """
        self.folder = folder
        self._index = index
        self.id = folder.name
        said = read_json(folder / SEGMENT, index)
        try:
            self._take(said)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise damaged(index, f"{folder.name}/{SEGMENT} lacks {error}") from error
        self._entries = self._opened()
        if self._entries.metadata.num_rows != self.rows:
            raise damaged(index, f"{ENTRIES} has other rows than were written")

    def _take(self, said: Json) -> None:
        if (said["format"], said["version"]) != (FORMAT, VERSION):
            raise ValueError("its version")
        self.name = visible(str(said["name"]))
        self.facts: Json = dict(said["facts"])
        self.notes: Sequence[str] = tuple(map(str, said["notes"]))
        self.rows = int(said["rows"])
        self.kinds: Mapping[str, int] = dict(said["kinds"])
        self.stated: Json = dict(said["stated"])
        self.keys_total = int(said["keys"])
        self.groups = [
            (Has(tuple(schemes), bool(t), bool(c), bool(h), str(kind)), int(count))
            for schemes, t, c, h, kind, count in said["groups"]
        ]
        self._files = {
            str(name): (int(each["bytes"]), str(each["sha256"]))
            for name, each in said["files"].items()
        }
        wanted = {ENTRIES, QUARANTINE}
        keys = [name for name in self._files if Path(name).match(KEYS)]
        wanted |= {FILE.format(name) for name in Part._fields}
        if set(self._files) != wanted | set(keys):
            raise ValueError("the files that it has")
        for name, (size, _) in self._files.items():
            path = self.folder / name
            if not path.is_file() or path.stat().st_size != size:
                raise damaged(self._index, f"{name} is not as it was written")
        files = [(self.folder / name, self._files[name][1]) for name in sorted(keys)]
        self.keys = Keys(files, self._index)

    def _opened(self) -> Any:
        try:
            return pq.ParquetFile(
                self.folder / ENTRIES, page_checksum_verification=True, memory_map=True
            )
        except (pa.ArrowException, OSError) as error:
            raise damaged(self._index, f"{ENTRIES} cannot be read") from error

    def names(self) -> Part:
        """Return what the entries are found by when they are spelt otherwise.

        Raises:
            InputRefusedError: it cannot be read.
        """
        try:
            part = load(self.folder)
        except (OSError, ValueError) as error:
            raise damaged(self._index, f"{self.id} cannot be searched") from error
        if part.rows != self.rows:
            raise damaged(self._index, f"{self.id} is searched by other rows")
        return part

    def verify(self) -> None:
        """Read every file whole.

        Raises:
            InputRefusedError: one is not as it was written.
        """
        for name, (_, sha256) in self._files.items():
            with (self.folder / name).open("rb") as file:
                if file_sha256(file) != sha256:
                    raise damaged(self._index, f"{name} is not as it was written")

    def entries(self, rows: Any) -> Iterator[Row]:
        """Yield the entries of `rows`, which are sorted, each once.

        Raises:
            InputRefusedError: a row cannot be read.
        """
        for start, batch in self.batches(rows, _READ):
            lists = [batch.column(name).to_pylist() for name in _READ]
            for row, values in zip(start, zip(*lists, strict=True), strict=True):
                entry = Entry._make(value or "" for value in values[:-2])
                yield Row(int(row), entry, values[-2], values[-1])

    def batches(self, rows: Any, columns: Sequence[str]) -> Iterator[tuple[Any, Any]]:
        """Yield rows and their values in `columns`, a row group at a time."""
        before = 0
        for group in range(self._entries.num_row_groups):
            count = self._entries.metadata.row_group(group).num_rows
            first, last = np.searchsorted(rows, [before, before + count])
            if last > first:
                yield (
                    rows[first:last],
                    self._read(group, columns, rows[first:last] - before),
                )
            before += count

    def _read(self, group: int, columns: Sequence[str], rows: Any) -> Any:
        try:
            table = self._entries.read_row_group(group, columns=list(columns))
            return table.take(pa.array(rows))
        except (pa.ArrowException, OSError) as error:
            raise damaged(self._index, f"{ENTRIES} cannot be read") from error
