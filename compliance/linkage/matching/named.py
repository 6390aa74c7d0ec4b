"""Entries of a catalog as the columns that are compared by name."""

from collections.abc import Iterable

from compliance.linkage.entry import Entry, several
from compliance.linkage.matching.table import Columns
from compliance.linkage.names import without_role


def columns_of(entries: Iterable[Entry]) -> Columns:
    """Return titles, creators, years and containers of `entries`, in their order."""
    columns: tuple[list[str], ...] = ([], [], [], [])
    for entry in entries:
        creators = [without_role(each) for each in several(entry.creators)]
        values = (entry.title, " ".join(creators), entry.first_date, entry.container)
        for column, value in zip(columns, values, strict=True):
            column.append(value)
    return Columns(*columns)
