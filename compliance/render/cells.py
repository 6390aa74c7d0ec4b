"""What a workbook holds, before any library writes it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from compliance.model import NOWHERE, Place
from compliance.render.text import visible

CELL_LIMIT: Final = 32_767
"""UTF-16 units a cell of an .xlsx workbook holds."""
ROW_LIMIT: Final = 1_048_575
"""Rows of a sheet beneath its header."""
# Room for the mark that says how much is left out.
_MARK: Final = 80

Cell = str | int | float
"""A text, a count, or a share from 0 to 1. An empty text is a blank cell."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a block."""

    title: str
    width: int = 16
    """In characters of the body font."""
    choices: tuple[str, ...] = ()
    """Texts of a drop-down list for the reader to fill in."""
    dated: bool = False
    """Whether the reader fills in a date."""
    over: bool = False
    """Whether its texts run on over the blank cells beside them."""
    begins: bool = False
    """Whether its cells are coloured by the word they begin with."""


@dataclass(frozen=True, slots=True)
class Block:
    """One table of a sheet."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    empty: str = "None."
    """What stands in its place when there are no rows."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet; with a single block it is frozen and filtered by its header."""

    name: str
    blocks: tuple[Block, ...]
    wide: bool = False
    """Whether it prints over several pages side by side, each with its first column."""


def cell_text(text: str) -> str:
    """Return `text` as a cell holds it: hidden characters shown, cuts marked.

    The limit counts UTF-16 units, as Excel does, so a character outside the
    basic plane counts twice.

    >>> cell_text("x" * 40_000)[-50:]
    'x… 7,313 more characters, whole in the JSON report'
    """
    shown = visible(text)
    units = shown.encode("utf-16-le")
    if len(units) <= 2 * CELL_LIMIT:
        return shown
    kept = units[: 2 * (CELL_LIMIT - _MARK)].decode("utf-16-le", "ignore")
    left_out = len(shown) - len(kept)
    return f"{kept}… {left_out:,} more characters, whole in the JSON report"


def fitting(
    rows: Iterable[tuple[Cell, ...]], limit: int = ROW_LIMIT
) -> Iterator[tuple[Cell, ...]]:
    """Yield at most `limit` rows; the last then says how many are left out.

    >>> list(fitting([("a",), ("b",), ("c",)], limit=2))
    [('a',), ('… 2 more rows, whole in the JSON report',)]
    """
    left = iter(rows)
    yield from islice(left, limit - 1)
    last = tuple(islice(left, 2))
    if len(last) < 2:
        yield from last
        return
    more = 2 + sum(1 for _ in left)
    yield (f"… {more:,} more rows, whole in the JSON report",)


def place_cells(place: Place) -> tuple[Cell, Cell, Cell]:
    """Return the page, the line and the place in words, blank where unknown."""
    return (
        "" if place.page is None else place.page,
        "" if place.line is None else place.line,
        "" if place == NOWHERE else str(place),
    )


PLACE_COLUMNS: Final = (Column("Page", 6), Column("Line", 6), Column("Place", 18))
