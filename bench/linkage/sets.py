"""Sets of works, entries and truth, as Parquet files that every engine reads alike.

A set is a folder: works and entries in the standard columns of a catalog, their rows
numbered through by ``record_id``, and the pairs of rows that are the same. Where a
file is to be linked with itself there are no works.
"""

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from damage import Name, catalog_of, columns_of, names

WORKS: Final = "works"
ENTRIES: Final = "entries"
TRUTH: Final = "truth.parquet"
MOST_WORKS: Final = 100_000
_NAMES: Final = ("title", "creators", "first_date", "container")
_SCHEMA: Final = pa.schema([
    (column, pa.string()) for column in ("record_id", "work_type", *_NAMES)
])  # fmt: skip
_AT_ONCE: Final = 100_000
_FILE: Final = 10_000_000
"""Entries of one file, at most."""

I64 = np.ndarray[tuple[int], np.dtype[np.int64]]


class Set(NamedTuple):
    """A set on the disk."""

    folder: Path

    @property
    def itself(self) -> bool:
        """Whether the entries are linked with themselves."""
        return not any(self.folder.glob(f"{WORKS}-*"))

    @property
    def works(self) -> list[Path]:
        """The files of the works; of the entries, if these are linked with themselves."""
        return sorted(self.folder.glob(f"{ENTRIES if self.itself else WORKS}-*"))

    @property
    def entries(self) -> list[Path]:
        """The files of the entries."""
        return sorted(self.folder.glob(f"{ENTRIES}-*"))

    def truth(self) -> I64:
        """Return the pairs of rows that are the same, each as one number, ascending."""
        table = pq.read_table(self.folder / TRUTH)
        works, rows = (column.to_numpy() for column in table)
        return np.sort(paired(works, rows, itself=self.itself))


def paired(works: I64, rows: I64, *, itself: bool) -> I64:
    """Return each pair as one number; within one file its order says nothing."""
    if itself:
        works, rows = np.minimum(works, rows), np.maximum(works, rows)
    return works.astype(np.int64) << 32 | rows.astype(np.int64)


def size(files: Sequence[Path]) -> int:
    """Return how many rows files have."""
    return sum(pq.read_metadata(file).num_rows for file in files)


def pieces(files: Sequence[Path]) -> Iterator[list[list[str]]]:
    """Yield the columns title, creators, year and container, a piece at a time."""
    for file in files:
        for batch in pq.ParquetFile(file).iter_batches(columns=list(_NAMES)):
            yield [batch.column(name).to_pylist() for name in _NAMES]


def labelled(source: Path, name: str, folder: Path) -> Set:
    """Write a labelled set, as `labelled.py` describes it, into `folder`."""
    itself = (source / f"{name}.csv").is_file()
    entries = _rows(source / f"{name}{'' if itself else '_catalog'}.csv")
    works = entries if itself else _rows(source / f"{name}_works.csv")
    left, right = (
        {row["record_id"]: place for place, row in enumerate(rows)}
        for rows in (works, entries)
    )
    truth = [
        (left[row["left"]], right[row["right"]])
        for row in _rows(source / f"{name}_truth.csv")
    ]
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder, ENTRIES, [_name(row) for row in entries])
    if not itself:
        _write(folder, WORKS, [_name(row) for row in works])
    _write_truth(folder, truth)
    return Set(folder)


def generated(source: Path, entries: int, folder: Path) -> Set:
    """Write a catalog of so many entries, and damaged works, a tenth as many at most."""
    works = min(entries // 10, MOST_WORKS)
    catalog, asked, rows = catalog_of(names(source), entries, works)
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder, ENTRIES, catalog)
    _write(folder, WORKS, asked)
    _write_truth(folder, [(work, row) for work, row in enumerate(rows) if row >= 0])
    return Set(folder)


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _name(row: dict[str, str]) -> Name:
    return Name(row["title"], row["creators"], row["year"], row["container"])


def _write(folder: Path, kind: str, rows: Sequence[Name]) -> None:
    for number, first in enumerate(range(0, max(1, len(rows)), _FILE)):
        file = folder / f"{kind}-{number:03}.parquet"
        with pq.ParquetWriter(file, _SCHEMA) as out:
            last = min(first + _FILE, len(rows))
            for begin in range(first, last, _AT_ONCE):
                end = min(begin + _AT_ONCE, last)
                ids = [str(row) for row in range(begin, end)]
                columns = [ids, ["book"] * len(ids), *columns_of(rows[begin:end])]
                out.write_table(pa.table(columns, schema=_SCHEMA))


def _write_truth(folder: Path, truth: Sequence[tuple[int, int]]) -> None:
    columns = {
        name: pa.array([each[place] for each in truth], pa.int64())
        for place, name in enumerate(("work", "row"))
    }
    pq.write_table(pa.table(columns), folder / TRUTH)
