"""What every reader of a catalog hands on: a header, and rows that are all accounted for."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from compliance.errors import InputRefusedError
from compliance.frontdoor import refusal

SHOWN: Final = 300
"""Characters of a quarantined row that are kept to be shown."""


_LIVE: Final = ("=", "+", "-", "@", "\t", "\r")

FRAME: Final = "frame"
"""Stands in place of `raw` where lines only frame the entries."""


class RawRow(NamedTuple):
    """One row as read: used, blank or quarantined. A tuple, for there are millions."""

    line: int
    """First physical line of a text file, row of a table, from 1."""
    lines: int
    """How many lines it takes."""
    cells: Sequence[str]
    """As many as the header has; none if the row is blank or quarantined."""
    reason: str
    """Why it is quarantined; empty otherwise."""
    raw: str
    """How it begins, to be shown; empty unless it is quarantined or a frame."""


@dataclass(frozen=True, slots=True)
class Table:
    """A catalog being read; its rows come once."""

    header: tuple[str, ...]
    """Names of the columns as written."""
    header_lines: int
    rows: Iterator[RawRow]
    unread: tuple[str, ...] = ()
    """Names of columns that are not read."""
    notes: Sequence[str] = ()
    """What else of the file is not read, a sentence each; complete with the last row."""


def column_name(written: str) -> str:
    """Return the form in which names of columns are compared.

    >>> column_name(" Record-ID "), column_name("isbn13")
    ('record_id', 'isbn13')
    """
    return re.sub(r"[\s-]+", "_", written.strip().casefold())


def quarantined(line: int, lines: int, reason: str, raw: str) -> RawRow:
    """Return a row that cannot be used, and why."""
    return RawRow(line, lines, (), reason, raw[:SHOWN])


def framing(line: int, lines: int) -> RawRow:
    """Return lines that hold no entry and are not blank: headers, trailers, remarks."""
    return RawRow(line, lines, (), "", FRAME)


def inert(text: str) -> str:
    """Return a cell that no spreadsheet takes for a formula.

    >>> inert("=1+1"), inert("1+1")
    ("'=1+1", '1+1')
    """
    return f"'{text}" if text.startswith(_LIVE) else text


def is_blank(cells: Sequence[str]) -> bool:
    """Return whether no cell holds anything."""
    return not any(cell and not cell.isspace() for cell in cells)


def broken(name: str, why: str, remedy: str) -> InputRefusedError:
    """Return the refusal of a catalog that cannot be read as a table."""
    return refusal("catalog-damaged", name, "is not readable as a catalog", why, remedy)
