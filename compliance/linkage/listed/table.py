"""The table of links: a line per link, and one per work that has none."""

import csv
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple, TextIO

import pyarrow as pa
import pyarrow.parquet as pq

from compliance.linkage.matching.levels import NAMES
from compliance.linkage.rows import inert

LINKED: Final = "linked"
BELOW: Final = "below the minimum"
NONE: Final = "no candidate"
UNUSABLE: Final = "cannot be checked"
REJECTED: Final = "rejected by a person"
STATUSES: Final = (LINKED, BELOW, NONE, UNUSABLE, REJECTED)
FORMATS: Final = ("csv", "parquet", "json")
_LIKELIHOODS: Final = ((0.99, "almost certain"), (0.9, "likely"), (0.5, "possible"))


class Line(NamedTuple):
    """One link, or one work without."""

    work_id: str
    status: str
    entry_id: str
    method: str
    probability: float | None
    likelihood: str
    weights: tuple[float | None, ...]
    """What each field adds, in natural logarithms; ``None`` where it is missing."""
    reasons: tuple[str, ...]
    runner_up_id: str
    runner_up_probability: float | None
    work: str
    entry: str
    source: str
    """Of the entry, and its line."""
    decision: str


COLUMNS: Final = (
    "status", "work_id", "entry_id", "method", "probability", "likelihood",
    *(f"{name}_weight" for name in NAMES), "reasons", "runner_up_id",
    "runner_up_probability", "work", "entry", "source", "decision",
)  # fmt: skip
_NUMBERS: Final = frozenset(
    column for column in COLUMNS if column.endswith(("_weight", "probability"))
)


def likelihood(probability: float) -> str:
    """Return the word for a probability.

    >>> likelihood(0.93), likelihood(0.2)
    ('likely', 'doubtful')
    """
    return next((w for least, w in _LIKELIHOODS if probability >= least), "doubtful")


def cells(line: Line) -> tuple[Any, ...]:
    """Return the values of a line by column; numbers are rounded to six places."""
    values = line._asdict()
    for name, weight in zip(NAMES, line.weights, strict=True):
        values[f"{name}_weight"] = weight
    return tuple(
        round(value, 6) if isinstance(value, float) else value
        for value in (values[column] for column in COLUMNS)
    )


class CsvWriter:
    """Writes lines as CSV that no spreadsheet runs."""

    def __init__(self, path: Path, about: Mapping[str, Any]) -> None:
        """Open the file; what it is about is said elsewhere."""
        self._file: TextIO = path.open("w", encoding="utf-8-sig", newline="")
        self._table = csv.writer(self._file, lineterminator="\r\n")
        self._table.writerow(COLUMNS)

    def add(self, lines: Sequence[Line]) -> None:
        """Write some lines."""
        for line in lines:
            self._table.writerow(_text(value) for value in cells(line))

    def close(self) -> None:
        """Finish the file."""
        self._file.close()


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return repr(value)
    text = "; ".join(value) if isinstance(value, tuple) else str(value)
    return inert(text)


class ParquetWriter:
    """Writes lines as Parquet; what they are about is in the metadata of the file."""

    def __init__(self, path: Path, about: Mapping[str, Any]) -> None:
        """Open the file."""
        schema = pa.schema(
            [
                (column, pa.float64() if column in _NUMBERS else _parquet_type(column))
                for column in COLUMNS
            ],
            metadata={"about": _dumped(about)},
        )
        self._schema = schema
        self._file = path.open("wb")
        self._table = pq.ParquetWriter(self._file, schema, compression="zstd")

    def add(self, lines: Sequence[Line]) -> None:
        """Write some lines."""
        if not lines:
            return
        columns = zip(*(cells(line) for line in lines), strict=True)
        arrays = [
            pa.array(list(column), type=field.type)
            for column, field in zip(columns, self._schema, strict=True)
        ]
        self._table.write_batch(pa.record_batch(arrays, schema=self._schema))

    def close(self) -> None:
        """Finish the file."""
        self._table.close()
        self._file.close()


def _parquet_type(column: str) -> Any:
    return pa.list_(pa.string()) if column == "reasons" else pa.string()


class JsonWriter:
    """Writes one JSON object: what the links are about, then the links."""

    def __init__(self, path: Path, about: Mapping[str, Any]) -> None:
        """Open the file."""
        self._file: TextIO = path.open("w", encoding="utf-8", newline="\n")
        self._file.write(_dumped(about)[:-1] + ', "links": [')
        self._mark = "\n"

    def add(self, lines: Sequence[Line]) -> None:
        """Write some lines."""
        for line in lines:
            told = dict(zip(COLUMNS, cells(line), strict=True))
            self._file.write(self._mark + _dumped(told))
            self._mark = ",\n"

    def close(self) -> None:
        """Finish the file."""
        self._file.write("\n]}\n")
        self._file.close()


def _dumped(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "replace").decode()


WRITERS: Final[Mapping[str, Any]] = {
    "csv": CsvWriter,
    "parquet": ParquetWriter,
    "json": JsonWriter,
}
