"""Ruling lines to tables: which cells they enclose, merged ones included.

All rules of a table cut it into small fields; two fields are one cell where no rule
parts them. So a question may span two lines of boxes, and a row may have two cells
where its neighbour has five.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from compliance.intake.pdf_shapes import Rule
from compliance.intake.pdf_text import Word

_NEAR: Final = 4.0
_CLOSED: Final = 0.5
_MOST_FIELDS: Final = 40_000
_MOST_LOOKS: Final = 64


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its edges, and for each field between them the cell it belongs to."""

    columns: tuple[float, ...]
    rows: tuple[float, ...]
    owners: tuple[tuple[int, ...], ...]
    """Row by row, the number of the cell each field is part of."""

    @property
    def top(self) -> float:
        """Return the height of its upper edge."""
        return self.rows[0]

    @property
    def bottom(self) -> float:
        """Return the height of its lower edge."""
        return self.rows[-1]

    def holds(self, word: Word) -> bool:
        """Return whether `word` stands in the table."""
        middle = (word.top + word.bottom) / 2
        return (
            self.top - 1 <= middle <= self.bottom + 1
            and self.columns[0] - 1 <= word.centre <= self.columns[-1] + 1
        )

    def cell_of(self, word: Word) -> int:
        """Return the number of the cell that `word` stands in."""
        column = _slot(self.columns, word.centre)
        return self.owners[_slot(self.rows, word.middle)][column]

    def bands(
        self,
    ) -> Iterator[tuple[float, tuple[tuple[int, bool, float, float], ...]]]:
        """Yield each row's upper edge and its cells.

        Of a cell: its number, whether it begins here, its left and right edge.
        """
        known: set[int] = set()
        for number, owners in enumerate(self.owners):
            cells = [
                (owner, owner not in known, *self._sides(owners, owner))
                for owner in dict.fromkeys(owners)
            ]
            if any(new for _, new, *_ in cells):
                yield self.rows[number], tuple(cells)
            known |= set(owners)

    def _sides(self, owners: Sequence[int], owner: int) -> tuple[float, float]:
        last = len(owners) - owners[::-1].index(owner)
        return self.columns[owners.index(owner)], self.columns[last]


def _slot(edges: Sequence[float], value: float) -> int:
    return min(max(bisect_right(edges, value) - 1, 0), len(edges) - 2)


def grids(across: Sequence[Rule], down: Sequence[Rule]) -> tuple[Grid, ...]:
    """Return the tables that the rules of a page enclose, top to bottom.

    A table has a vertical rule between two of its columns; a frame around one
    heading is none.
    """
    levels = [(rule.top + rule.bottom) / 2 for rule in across]
    standing = [rule for rule in down if _is_met(rule, across, levels)]
    found = []
    for group in _groups(standing):
        top, bottom = min(r.top for r in group), max(r.bottom for r in group)
        first = bisect_right(levels, top - _NEAR)
        last = bisect_right(levels, bottom + _NEAR)
        grid = _grid(group, across[first:last], top, bottom)
        if grid is not None:
            found.append(grid)
    return tuple(found)


def _is_met(rule: Rule, across: Sequence[Rule], levels: Sequence[float]) -> bool:
    """Return whether a horizontal rule touches or crosses the vertical `rule`."""
    first = bisect_right(levels, rule.top - _NEAR)
    last = bisect_right(levels, rule.bottom + _NEAR)
    return any(
        level.left - _NEAR <= rule.left <= level.right + _NEAR
        for level in across[first : min(last, first + _MOST_LOOKS)]
    )


def _groups(down: Sequence[Rule]) -> list[list[Rule]]:
    """Return the vertical rules in groups that overlap in height."""
    groups: list[list[Rule]] = []
    bottom = float("-inf")
    for rule in sorted(down, key=lambda r: (r.top, r.left)):
        if rule.top > bottom + _NEAR:
            groups.append([])
        groups[-1].append(rule)
        bottom = max(bottom, rule.bottom) if len(groups[-1]) > 1 else rule.bottom
    return groups


def _grid(
    down: Sequence[Rule], across: Sequence[Rule], top: float, bottom: float
) -> Grid | None:
    # A table may leave its outer sides open: its horizontal rules show how wide it is.
    sides = [rule.left for rule in across] + [rule.right for rule in across]
    upright = [rule.left for rule in down]
    first, last = min(upright), max(upright)
    reach = [side for side in sides if side < first or side > last]
    outer = [min(reach), max(reach)] if reach else []
    columns = _merged([*upright, *outer])
    rows = _merged([top, bottom, *((r.top + r.bottom) / 2 for r in across)])
    if len(columns) < 3 or len(rows) < 2:
        return None
    if (len(columns) - 1) * (len(rows) - 1) > _MOST_FIELDS:
        return None
    return Grid(columns, rows, _owners(columns, rows, down, across))


def _merged(values: Iterable[float]) -> tuple[float, ...]:
    merged: list[float] = []
    for value in sorted(values):
        if not merged or value - merged[-1] > _NEAR:
            merged.append(value)
    return tuple(merged)


def _owners(
    columns: Sequence[float],
    rows: Sequence[float],
    down: Sequence[Rule],
    across: Sequence[Rule],
) -> tuple[tuple[int, ...], ...]:
    """Return for each field the number of its cell, joined where no rule parts two."""
    standing = _covered(columns, ((r.left, r.top, r.bottom) for r in down))
    lying = _covered(rows, (((r.top + r.bottom) / 2, r.left, r.right) for r in across))
    wide = len(columns) - 1
    parent = list(range(wide * (len(rows) - 1)))

    def root(number: int) -> int:
        while parent[number] != number:
            parent[number] = parent[parent[number]]
            number = parent[number]
        return number

    for row, (upper, lower) in enumerate(pairwise(rows)):
        for column, (left, right) in enumerate(pairwise(columns)):
            here = row * wide + column
            if (
                column + 1 < wide
                and _share(standing[column + 1], upper, lower) < _CLOSED
            ):
                parent[root(here + 1)] = root(here)
            below = row + 2 < len(rows)
            if below and _share(lying[row + 1], left, right) < _CLOSED:
                parent[root(here + wide)] = root(here)
    return tuple(
        tuple(root(row * wide + column) for column in range(wide))
        for row in range(len(rows) - 1)
    )


def _covered(
    edges: Sequence[float], rules: Iterable[tuple[float, float, float]]
) -> dict[int, list[tuple[float, float]]]:
    """Return by edge the stretches, in order and apart, that rules cover of it."""
    raw: defaultdict[int, list[tuple[float, float]]] = defaultdict(list)
    for at, start, end in rules:
        edge = min(max(bisect_right(edges, at + _NEAR) - 1, 0), len(edges) - 1)
        raw[edge].append((start, end))
    covered: defaultdict[int, list[tuple[float, float]]] = defaultdict(list)
    for edge, stretches in raw.items():
        for start, end in sorted(stretches):
            if covered[edge] and start <= covered[edge][-1][1] + _NEAR:
                covered[edge][-1] = (
                    covered[edge][-1][0],
                    max(covered[edge][-1][1], end),
                )
            else:
                covered[edge].append((start, end))
    return covered


def _share(stretches: Sequence[tuple[float, float]], start: float, end: float) -> float:
    """Return the share, 0 to 1, of the way from `start` to `end` that is covered."""
    first = max(0, bisect_right(stretches, (start, float("-inf"))) - 1)
    total = 0.0
    for low, high in stretches[first : first + _MOST_LOOKS]:
        if low >= end:
            break
        total += max(0.0, min(end, high) - max(start, low))
    return total / max(end - start, 0.1)
