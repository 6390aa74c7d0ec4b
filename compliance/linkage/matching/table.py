"""Names of works or entries, in columns, as the words in them."""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from compliance.linkage.matching.text import named, normal_column
from compliance.linkage.matching.tokens import I32, I64, U8, U64, Words, words_of

TITLE: Final = 1
CREATORS: Final = 2
CONTAINER: Final = 4
FIELDS: Final = (TITLE, CREATORS, CONTAINER)
"""Fields whose words are compared, each a bit."""
_FIRST_YEAR: Final = 1000
_LAST_YEAR: Final = 2100
_DIGITS: Final = 4


class Columns(NamedTuple):
    """Names as they were given, a value per row in each column."""

    title: Sequence[str]
    creators: Sequence[str]
    year: Sequence[str]
    container: Sequence[str]


class Table(NamedTuple):
    """The words of each row, each once, with the fields it stands in."""

    starts: I64
    """Where the words of each row begin; one more than rows."""
    keys: U64
    """Numbers of words; ascending within a row."""
    fields: U8
    """Bits of the fields that a word stands in."""
    years: NDArray[np.int16]
    """0 where none is known."""
    words: dict[int, str]
    """Each word once, by its number."""


class TableMaker:
    """Takes columns piece by piece, so that no more than a piece is held as text."""

    def __init__(self, confusables: Mapping[int, str]) -> None:
        """Take the letters that look like Latin ones."""
        self._confusables = confusables
        self._tables: list[Table] = []

    def add(self, columns: Columns) -> None:
        """Take the next rows."""
        self._tables.append(table_of(columns, self._confusables))

    def table(self) -> Table:
        """Return all rows as one table."""
        tables = self._tables or [table_of(Columns((), (), (), ()), {})]
        shift = np.cumsum([0, *(int(each.starts[-1]) for each in tables)])
        words: dict[int, str] = {}
        for each in tables:
            words.update(each.words)
        return Table(
            np.concatenate(
                [
                    each.starts[:-1] + place
                    for each, place in zip(tables, shift, strict=False)
                ]
                + [shift[-1:]]
            ),
            np.concatenate([each.keys for each in tables]),
            np.concatenate([each.fields for each in tables]),
            np.concatenate([each.years for each in tables]),
            words,
        )


def table_of(columns: Columns, confusables: Mapping[int, str]) -> Table:
    """Return the words of `columns`."""
    rows = len(columns.title)
    normal = (
        named(normal_column(columns.title, confusables, close=True), title=True),
        named(normal_column(columns.creators, confusables)),
        named(normal_column(columns.container, confusables, close=True)),
    )
    found = [words_of(column) for column in normal]
    row = np.concatenate([np.repeat(np.arange(rows), each.counts) for each in found])
    keys = np.concatenate([each.keys for each in found])
    bits = np.repeat(np.array(FIELDS, np.uint8), [len(each.keys) for each in found])
    words: dict[int, str] = {}
    for each in found:
        words.update(_written(each))
    starts, keys, fields = _once(row, keys, bits, rows)
    years = _years(columns.year, found, row, rows)
    return Table(starts, keys, fields, years, words)


def rows_of(table: Table, first: int, last: int) -> Table:
    """Return the rows from `first` up to but not with `last`, and their words."""
    begin, end = table.starts[first], table.starts[last]
    keys = table.keys[begin:end]
    return Table(
        table.starts[first : last + 1] - begin,
        keys,
        table.fields[begin:end],
        table.years[first:last],
        {key: table.words[key] for key in np.unique(keys).tolist()},
    )


def _written(words: Words) -> dict[int, str]:
    keys, places = np.unique(words.keys, return_index=True)
    return {
        key: words.written(place)
        for key, place in zip(keys.tolist(), places.tolist(), strict=True)
    }


def _once(row: I64, keys: U64, bits: U8, rows: int) -> tuple[I64, U64, U8]:
    """Return the words of each row once, its fields in one number."""
    order = np.lexsort((keys, row))
    row, keys, bits = row[order], keys[order], bits[order]
    new = np.ones(len(keys), dtype=bool)
    new[1:] = (keys[1:] != keys[:-1]) | (row[1:] != row[:-1])
    firsts = np.flatnonzero(new)
    fields = np.bitwise_or.reduceat(bits, firsts) if len(firsts) else bits
    starts = np.zeros(rows + 1, dtype=np.int64)
    np.cumsum(np.bincount(row[firsts], minlength=rows), out=starts[1:])
    return starts, keys[firsts], fields.astype(np.uint8)


def _years(
    stated: Sequence[str], found: Sequence[Words], row: I64, rows: int
) -> NDArray[np.int16]:
    """Return the stated year of each row, else the last that another field names."""
    years = np.zeros(rows, dtype=np.int16)
    shift = 0
    for each in found:
        own = row[shift : shift + len(each.keys)]
        shift += len(each.keys)
        places = np.flatnonzero(each.lengths == _DIGITS)
        numbers = _numbers(each, places)
        good = (numbers >= _FIRST_YEAR) & (numbers <= _LAST_YEAR)
        years[own[places[good]]] = numbers[good]
    said = words_of(normal_column(stated, {}))
    owner = np.repeat(np.arange(rows), said.counts)
    places = np.flatnonzero(said.lengths == _DIGITS)[::-1]
    numbers = _numbers(said, places)
    good = (numbers >= _FIRST_YEAR) & (numbers <= _LAST_YEAR)
    years[owner[places[good]]] = numbers[good]
    return years


def _numbers(words: Words, places: I64) -> I32:
    """Return the numbers that words of four characters write, -1 for others."""
    begins = words.begins[places]
    numbers = np.zeros(len(places), dtype=np.int64)
    wrong = np.zeros(len(places), dtype=bool)
    for digit in range(_DIGITS):
        figure = words.points[begins + digit].astype(np.int64) - ord("0")
        wrong |= (figure < 0) | (figure > 9)
        numbers = numbers * 10 + figure
    return np.where(wrong, -1, numbers).astype(np.int32)
