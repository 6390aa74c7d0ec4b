"""Parquet, batch by batch, as text."""

from collections.abc import Iterator, Sequence
from typing import Any, BinaryIO, Final

import pyarrow as pa
import pyarrow.parquet as pq

from compliance.linkage.rows import (
    RawRow,
    Table,
    broken,
    column_name,
    is_blank,
    quarantined,
)

BATCH: Final = 8_192
"""Rows that are held at once."""

_REMEDY: Final = "write it again from its source"


def read_parquet(file: BinaryIO, name: str, wanted: frozenset[str]) -> Table:
    """Return the table in a Parquet file; columns nobody wants are not read.

    Text, whole numbers and dates have one spelling and are taken. A column of other
    numbers may have lost digits, so it is refused.

    Raises:
        InputRefusedError: it is damaged, or a wanted column is not of such a type.
    """
    try:
        parquet = pq.ParquetFile(file, page_checksum_verification=True)
        schema = parquet.schema_arrow
    except (pa.ArrowException, OSError, ValueError) as error:
        raise broken(name, _words(error), _REMEDY) from error
    places = [i for i, n in enumerate(schema.names) if column_name(n) in wanted]
    for place in places:
        _require_text(name, schema.field(place))
    header = tuple(str(schema.names[place]) for place in places)
    unread = tuple(n for n in schema.names if n not in header)
    return Table(header, 0, _rows(parquet, header, name), unread)


def column_names(file: BinaryIO, name: str) -> tuple[str, ...]:
    """Return the names of the columns of a table, and go back to its start.

    Raises:
        InputRefusedError: it is damaged.
    """
    try:
        names = pq.read_schema(file).names
    except (pa.ArrowException, OSError, ValueError) as error:
        raise broken(name, _words(error), _REMEDY) from error
    file.seek(0)
    return tuple(names)


def _require_text(name: str, field: Any) -> None:
    kind = field.type
    if pa.types.is_dictionary(kind):
        kind = kind.value_type
    taken = (
        pa.types.is_string, pa.types.is_large_string, pa.types.is_integer,
        pa.types.is_date, pa.types.is_null,
    )  # fmt: skip
    if not any(takes(kind) for takes in taken):
        raise broken(
            name,
            f"its column {field.name} holds {kind}, which is not text",
            "write the column as text; numbers may have lost zeros and digits",
        )


def _rows(parquet: Any, header: Sequence[str], name: str) -> Iterator[RawRow]:
    number = 0
    try:
        for batch in parquet.iter_batches(batch_size=BATCH, columns=list(header)):
            wrong: set[int] = set()
            columns = [_texts(batch.column(i), wrong) for i in range(len(header))]
            for offset, cells in enumerate(zip(*columns, strict=True)):
                number += 1
                if offset in wrong:
                    yield quarantined(number, 1, "a value is not UTF-8", str(cells))
                # Most rows begin with their key, and that settles it.
                elif cells[0] or not is_blank(cells):
                    yield RawRow(number, 1, cells, "", "")
                else:
                    yield RawRow(number, 1, (), "", "")
    except (pa.ArrowException, OSError) as error:
        where = f"{name}, after row {number:,}"
        raise broken(where, _words(error), _REMEDY) from error


def _texts(column: Any, wrong: set[int]) -> list[str]:
    """Return the values as text, nothing for nulls; add rows that are no text to `wrong`."""
    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    if not (pa.types.is_string(column.type) or pa.types.is_large_string(column.type)):
        column = column.cast(pa.string())
    try:
        return list(column.fill_null("").to_pylist())
    except UnicodeDecodeError:
        raw = column.cast(pa.binary()).fill_null(b"").to_pylist()
    values = [value.decode(errors="replace") for value in raw]
    wrong.update(i for i, value in enumerate(values) if value.encode() != raw[i])
    return values


def _words(error: Exception) -> str:
    return " ".join(str(error).split()) or "it is damaged"
