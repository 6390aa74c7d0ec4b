"""Catalog files to raw rows, with the books kept: no line is ever lost.

Every cell is text. A damaged line goes to quarantine with its number and the reason,
and costs nothing but itself.
"""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

import openpyxl
import pyarrow.parquet

from compliance import limits
from compliance.archive import check_archive
from compliance.errors import InputRefusedError
from compliance.frontdoor import refusal
from compliance.model import Quarantined

_DELIMITERS: Final = (",", ";", "\t", "|")
_LONGEST_CELL: Final = 40
_BATCH: Final = 20_000
csv.field_size_limit(limits.ROW_CHARACTERS)


@dataclass(frozen=True, slots=True)
class RawRow:
    """One row as the file has it."""

    line: int
    lines: int
    """How many lines of the file it takes."""
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Blank:
    """A line without anything."""

    line: int


Part = RawRow | Quarantined | Blank


def header_and_rows(
    path: Path, kind: str, name: str
) -> tuple[tuple[str, ...], Iterator[Part]]:
    """Return the column names of a catalog file, and its rows in order.

    Raises:
        InputRefusedError: it has no header, or is not what its kind says.
    """
    if kind == "parquet":
        return _parquet(path, name)
    if kind == "xlsx":
        return _workbook(path, name)
    return _text(path, name)


def _text(path: Path, name: str) -> tuple[tuple[str, ...], Iterator[Part]]:
    lines = _physical(path)
    try:
        first = next(lines).decode("utf-8-sig")
    except (StopIteration, UnicodeDecodeError) as error:
        raise refusal(
            "catalog-no-header", f"{name}, line 1", "is no readable table",
            "its first line is no header in UTF-8", "save the table as UTF-8 with a header",
        ) from error  # fmt: skip
    delimiter = max(_DELIMITERS, key=first.count)
    header = tuple(_fields(first, delimiter) or ())
    if len(set(header)) < len(header):
        raise refusal(
            "catalog-repeated-column", f"{name}, line 1", "is no readable table",
            "a column name is repeated", "give each column its own name",
        )  # fmt: skip
    return header, _records(lines, header, delimiter)


def _physical(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        for line in file:
            yield line.rstrip(b"\n").removesuffix(b"\r")


def _records(
    lines: Iterator[bytes], header: tuple[str, ...], delimiter: str
) -> Iterator[Part]:
    waiting: list[bytes] = []
    number = 1
    while True:
        line = waiting.pop(0) if waiting else next(lines, None)
        if line is None:
            return
        number += 1
        if not line.strip():
            yield Blank(number)
            continue
        taken = 1
        found = _record(line, header, delimiter, number)
        if isinstance(found, Quarantined) and found.reason == _OPEN:
            waiting += islice(lines, _LONGEST_CELL - len(waiting))
            taken, found = _joined(line, waiting, header, delimiter, number)
            del waiting[: taken - 1]
        yield found
        number += taken - 1


_OPEN: Final = "a quoted cell is not closed"


def _record(
    line: bytes, header: tuple[str, ...], delimiter: str, number: int, lines: int = 1
) -> RawRow | Quarantined:
    shown = line[:200].decode("utf-8", "replace")
    if len(line) > limits.ROW_CHARACTERS:
        return Quarantined(line=number, reason="longer than a row may be", raw=shown)
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError:
        return Quarantined(line=number, reason="not UTF-8", raw=shown)
    if "\0" in text:
        return Quarantined(line=number, reason="a null character", raw=shown)
    fields = text.split(delimiter) if '"' not in text else _fields(text, delimiter)
    if fields is None:
        return Quarantined(line=number, reason=_OPEN, raw=shown)
    if len(fields) != len(header):
        reason = f"{len(fields)} cells, the header has {len(header)}"
        return Quarantined(line=number, reason=reason, raw=shown)
    cells = dict(zip(header, (field.strip() for field in fields), strict=True))
    return RawRow(number, lines, cells)


def _fields(text: str, delimiter: str) -> list[str] | None:
    try:
        rows = list(csv.reader([text], delimiter=delimiter, strict=True))
    except csv.Error:
        return None
    return rows[0] if len(rows) == 1 else None


def _joined(
    line: bytes,
    following: Sequence[bytes],
    header: tuple[str, ...],
    delimiter: str,
    number: int,
) -> tuple[int, RawRow | Quarantined]:
    """Return the row that `line` begins over several lines, and how many.

    Only a join of exactly the header's width is one; else `line` alone is damaged,
    and what follows is read for itself.
    """
    joined = line
    for count, more in enumerate(following, 2):
        joined += b"\n" + more
        found = _record(joined, header, delimiter, number, count)
        if isinstance(found, RawRow):
            return count, found
    shown = line[:200].decode("utf-8", "replace")
    return 1, Quarantined(line=number, reason=_OPEN, raw=shown)


def _parquet(path: Path, name: str) -> tuple[tuple[str, ...], Iterator[Part]]:
    try:
        file = pyarrow.parquet.ParquetFile(path)
    except (OSError, pyarrow.ArrowException) as error:
        raise _damaged(name, error) from error
    return tuple(file.schema_arrow.names), _parquet_rows(file, name)


def _parquet_rows(file: pyarrow.parquet.ParquetFile, name: str) -> Iterator[Part]:
    number = 0
    try:
        for batch in file.iter_batches(batch_size=_BATCH):
            for row in batch.to_pylist():
                number += 1
                cells = {key: _cell(value) for key, value in row.items()}
                yield RawRow(number, 1, cells) if any(cells.values()) else Blank(number)
    except (OSError, pyarrow.ArrowException) as error:
        raise _damaged(name, error) from error


def _workbook(path: Path, name: str) -> tuple[tuple[str, ...], Iterator[Part]]:
    check_archive(path, name, limits.CATALOG_UNPACKED_BYTES)
    try:
        book = openpyxl.load_workbook(
            path, read_only=True, data_only=True, keep_links=False
        )
        rows = book.worksheets[0].iter_rows(values_only=True)
        header = tuple(_cell(value) for value in next(rows, ()))
    except (
        ValueError,
        KeyError,
        IndexError,
        OSError,
        TypeError,
        AttributeError,
    ) as error:
        raise _damaged(name, error) from error
    while header and not header[-1]:
        header = header[:-1]
    return header, _workbook_rows(rows, header, name)


def _workbook_rows(
    rows: Iterator[tuple[object, ...]], header: tuple[str, ...], name: str
) -> Iterator[Part]:
    number, cells_read = 1, 0
    try:
        for values in rows:
            number += 1
            cells_read += max(len(values), 1)
            if cells_read > limits.CELLS:
                raise refusal(
                    "catalog-too-many-cells", f"{name}, row {number}", "is too large",
                    f"more than {limits.CELLS:,} cells", "save it as CSV or Parquet",
                )  # fmt: skip
            texts = [_cell(value) for value in values]
            if not any(texts):
                yield Blank(number)
            elif any(texts[len(header) :]):
                reason = f"cells beyond the {len(header)} columns of the header"
                yield Quarantined(
                    line=number, reason=reason, raw=" | ".join(texts)[:200]
                )
            else:
                padded = texts + [""] * (len(header) - len(texts))
                yield RawRow(number, 1, dict(zip(header, padded, strict=False)))
    except (ValueError, KeyError, IndexError, OSError, TypeError) as error:
        raise _damaged(name, error) from error


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if hasattr(value, "isoformat"):
        return str(value.isoformat()).removesuffix("T00:00:00")
    return str(value).strip()


def _damaged(name: str, error: Exception) -> InputRefusedError:
    return refusal(
        "catalog-damaged", name, "cannot be read",
        f"its structure is damaged ({type(error).__name__})", "give another copy of it",
    )  # fmt: skip
