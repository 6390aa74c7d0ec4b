"""What a dataset contains, as somebody listed it: columns known by name, or bare lines.

A bare line is an identifier, an address, a host or a title. What most of the first
lines are decides how all are read, so that a damaged identifier among identifiers is
a damaged identifier and not a title. Lines that begin with ``#`` are remarks.
"""

import dataclasses
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import BinaryIO, Final

from compliance.domains import host_of, registrable
from compliance.errors import InputRefusedError
from compliance.identifiers import PARTY_SCHEMES, SCHEMES, guess, scheme_of
from compliance.linkage.entry import COLUMNS, Entry
from compliance.linkage.mapping import ColumnMapping, Source
from compliance.linkage.parquet_table import column_names, read_parquet
from compliance.linkage.rows import RawRow, Table, broken, column_name, framing
from compliance.linkage.text_table import first_line, read_lines, read_text_table
from compliance.linkage.workbook_table import read_workbook

_LINE: Final = "line of the list"
_NAMES: Final = {
    "title": ("title", "book_title", "work_title", "track", "track_name", "song"),
    "creators": ("creators", "creator", "author", "authors", "artist", "artists"),
    "first_date": ("first_date", "year", "date"),
    "container": ("container", "journal", "album"),
    "urls": ("urls", "url", "link"),
    "domains": ("domains", "domain", "host", "hostname"),
    "identifiers": ("identifiers",),
    "registrations": ("registrations",),
}  # fmt: skip
_LOOKED_AT: Final = 1_000
_REMARK: Final = "#"


def read_inventory(
    file: BinaryIO, name: str, kind: str, lines_are: str
) -> tuple[Table, ColumnMapping]:
    """Return the table in a list of what a dataset contains, and how it is read.

    Args:
        file: The list, at its start.
        name: Its name, for refusals.
        kind: ``csv``, ``parquet`` or ``xlsx``.
        lines_are: What bare lines are, of `LISTABLE`; found out if empty.

    Raises:
        InputRefusedError: no column of it is known.
    """
    if kind == "csv":
        header = first_line(file)
        if lines_are or not _recipes(header):
            return _listed(read_lines(file), lines_are)
        table = read_text_table(file, name, frozenset(map(column_name, header)))
    elif kind == "parquet":
        table = read_parquet(file, name, _wanted(column_names(file, name), name))
    else:
        data = file.read()
        table = read_workbook(data, name, frozenset(chain(*_NAMES.values())))
    return _known(table, name)


def _wanted(header: Sequence[str], name: str) -> frozenset[str]:
    """Return the columns of a table that are read."""
    known = _recipes(header)
    if not known:
        raise _unknown(name, header)
    return frozenset(each.column for recipes in known.values() for each in recipes)


def _recipes(header: Iterable[str]) -> dict[str, tuple[Source, ...]]:
    """Return the standard columns whose source is known by its name."""
    found: dict[str, tuple[Source, ...]] = {}
    for written in header:
        name = column_name(written)
        scheme = scheme_of(name)
        if scheme and scheme not in PARTY_SCHEMES:
            column, prefix = "identifiers", f"{scheme}:"
            if scheme == "us":
                column, prefix = "registrations", "us:"
        else:
            column = next((c for c, names in _NAMES.items() if name in names), "")
            prefix = ""
        if column and not any(s.column == name for s in found.get(column, ())):
            source = Source(column=name, prefix=prefix)
            found[column] = (*found.get(column, ()), source)
    return found


def _known(table: Table, name: str) -> tuple[Table, ColumnMapping]:
    recipes = _recipes(table.header)
    if not recipes:
        raise _unknown(name, table.header)
    own = {"record_id": (Source(column=column_name(_LINE)),)}
    mapping = ColumnMapping(name="columns known by name", columns={**recipes, **own})
    return numbered(table), mapping


def numbered(table: Table) -> Table:
    """Return the table with a column more: the line each row begins on."""
    rows = (
        row._replace(cells=(*row.cells, str(row.line))) if row.cells else row
        for row in table.rows
    )
    return dataclasses.replace(table, header=(*table.header, _LINE), rows=rows)


def _listed(lines: Iterator[RawRow], lines_are: str) -> tuple[Table, ColumnMapping]:
    head = list(islice(lines, _LOOKED_AT))
    told = lines_are or _mostly(head)
    entry = _reader(told)

    def rows() -> Iterator[RawRow]:
        for row in chain(head, lines):
            if not row.cells:
                yield row
            elif row.cells[0].lstrip().startswith(_REMARK):
                yield framing(row.line, row.lines)
            else:
                text = row.cells[0].replace("|", " ").strip()
                made = entry(text)._replace(record_id=str(row.line))
                yield row._replace(cells=made)

    mapping = ColumnMapping(
        name=f"lines, each {told}",
        columns={column: (Source(column=column),) for column in COLUMNS},
    )
    return Table(COLUMNS, 0, rows()), mapping


def _mostly(rows: Sequence[RawRow]) -> str:
    """Return what most of these lines are; of two as many, the first by name."""
    texts = [row.cells[0].strip() for row in rows if row.cells]
    counts = Counter(_kind(text) for text in texts if not text.startswith(_REMARK))
    return min(counts, key=lambda kind: (-counts[kind], kind), default="title")


def _kind(text: str) -> str:
    known = guess(text)
    if known is not None and known.scheme not in PARTY_SCHEMES:
        return known.scheme
    if "://" in text and host_of(text):
        return "url"
    host = None if " " in text else host_of(text)
    return "domain" if host and registrable(host) else "title"


def _reader(told: str) -> Callable[[str], Entry]:
    """Return how a bare line becomes an entry."""
    if told in SCHEMES:
        if told == "us":
            return lambda text: Entry(registrations=f"us:{text}")
        return lambda text: Entry(identifiers=f"{told}:{text}")
    columns = {"url": "urls", "domain": "domains", "title": "title"}
    return lambda text: Entry()._replace(**{columns[told]: text})


def _unknown(name: str, header: Sequence[str]) -> InputRefusedError:
    shown = ", ".join(header) or "none"
    return broken(
        name,
        f"none of its columns is known: {shown}",
        "give a mapping file that says which column holds what (--map)",
    )
