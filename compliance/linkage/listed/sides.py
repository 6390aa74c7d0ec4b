"""Works and entries as they are shown, read from their indices by row."""

from collections.abc import Iterator
from typing import Final, NamedTuple

import numpy as np

from compliance.linkage.entry import Entry, several
from compliance.linkage.index.opened import OpenedIndex
from compliance.linkage.matching.tokens import I64
from compliance.linkage.names import without_role

_SHOWN: Final = 300
_DAMAGE: Final = ("\N{REPLACEMENT CHARACTER}", "??")


class Side(NamedTuple):
    """A work of a list, or an entry of a catalog."""

    row: int
    """Of all segments of its index, numbered through."""
    shown_id: str
    entry: Entry
    source: str
    """File and line."""

    @property
    def words(self) -> str:
        """Return title, creators and date."""
        creators = "; ".join(without_role(e) for e in several(self.entry.creators))
        told = (self.entry.title, creators, self.entry.first_date)
        return " / ".join(each for each in told if each)[:_SHOWN]

    @property
    def damaged(self) -> bool:
        """Return whether letters of the title or the creators are lost."""
        return any(
            mark in text
            for mark in _DAMAGE
            for text in (self.entry.title, self.entry.creators)
        )


def sides(index: OpenedIndex, rows: I64) -> Iterator[Side]:
    """Yield what stands in `rows`, which are sorted, each once.

    Raises:
        InputRefusedError: the index is not as it was written.
    """
    first = 0
    for segment in index.segments:
        low, high = np.searchsorted(rows, [first, first + segment.rows])
        own = list(segment.entries((rows[low:high] - first).astype(np.uint32)))
        for row, shown in zip(own, index.shown_ids(segment, own), strict=True):
            source = f"{segment.name}, line {row.line}"
            yield Side(first + row.row, shown, row.entry, source)
        first += segment.rows
