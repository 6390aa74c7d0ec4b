"""What executors do: the steps of `matching.engine` on pieces of works and of entries.

A *cell* is a part of the index together with a slice of the works. A *batch* is as
many works as are looked up at once; its candidates travel together. What a task yields
stands beside the number of the cell, batch or other group that it goes to next.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple, Protocol

import numpy as np

from compliance.linkage.matching.blocking import F64, Pairs, Query, query_of
from compliance.linkage.matching.engine import (
    BATCH,
    Found,
    best,
    candidates_in,
    counts_over,
    evidence_of,
    joined,
    levels_in,
    pairs_in,
)
from compliance.linkage.matching.index import Part, load
from compliance.linkage.matching.levels import Levels
from compliance.linkage.matching.table import Table
from compliance.linkage.matching.tokens import I64, U64
from compliance.linkage.matching.weights import (
    Evidence,
    Judged,
    Model,
    judged_of,
    settled,
)

_NUMBERS: Final = 2**64


class Sent(Protocol):
    """A table that Spark sends to the executors that ask for it."""

    value: Table


class Plan(NamedTuple):
    """What every task knows."""

    folders: tuple[str, ...]
    """Where the parts are, under the same path for every executor."""
    firsts: tuple[int, ...]
    """The first row of each part, in rows numbered through."""
    total: int
    bounds: tuple[int, ...]
    """Where the slices of the works begin, and where the last ends; in whole batches."""
    works: tuple[Sent, ...]
    """The works of each slice."""
    itself: bool

    @property
    def cells(self) -> int:
        """How many cells there are."""
        return len(self.folders) * len(self.works)


class Cell(NamedTuple):
    """A part and a slice, opened."""

    place: int
    part: Part
    works: Table
    offset: int
    """Number of the first of the works."""
    query: Query


class Settled(NamedTuple):
    """Pairs with their probabilities."""

    evidence: Evidence
    probability: F64
    weight: F64


def opened(folder: str) -> tuple[int, str]:
    """Return the rows of the part in `folder`, or why it cannot be read."""
    try:
        return load(Path(folder)).rows, ""
    except OSError as error:
        return 0, error.strerror or type(error).__name__
    except ValueError:
        return 0, "a file is no array"


def words_in(
    folders: Sequence[str], place: int
) -> Iterator[tuple[int, tuple[int, U64, I64]]]:
    """Yield the words of a part and their counts, by ranges of their numbers."""
    part = load(Path(folders[place]))
    keys, counts = np.asarray(part.keys), np.asarray(part.counts)
    size = len(folders)
    begins = [_NUMBERS // size * each for each in range(1, size)]
    places = np.searchsorted(keys, np.array(begins, dtype=np.uint64))
    pieces = zip(np.split(keys, places), np.split(counts, places), strict=True)
    for number, (some, theirs) in enumerate(pieces):
        yield number, (place, some, theirs)


def summed(
    number: int, pieces: Iterable[tuple[int, U64, I64]]
) -> Iterator[tuple[int, tuple[int, I64]]]:
    """Yield for each part the counts over all parts of its words in one range."""
    parts = sorted(pieces, key=lambda piece: piece[0])
    counts = counts_over([(keys, counts) for _, keys, counts in parts])
    for (place, _, _), total in zip(parts, counts, strict=True):
        yield place, (number, total)


def spread(
    slices: int, place: int, pieces: Iterable[tuple[int, I64]]
) -> Iterator[tuple[int, I64]]:
    """Yield the counts of a part, range after range, for each of its cells."""
    ranges = sorted(pieces, key=lambda piece: piece[0])
    counts = np.concatenate([total for _, total in ranges])
    for number in range(slices):
        yield place * slices + number, counts


def found_in(plan: Plan, number: int, counts: I64) -> Iterator[tuple[int, Found]]:
    """Yield the best candidates in a cell, by batch."""
    cell = _cell(plan, number, counts)
    own = cell.offset - plan.firsts[cell.place] if plan.itself else None
    for first in range(0, len(cell.works.years), BATCH):
        last = min(first + BATCH, len(cell.works.years))
        found = candidates_in(cell.place, cell.part, cell.query, first, last, own=own)
        works = found.pairs.works + cell.offset
        pairs = Pairs(works, found.pairs.rows)
        yield (cell.offset + first) // BATCH, found._replace(pairs=pairs)


def better(one: Found, other: Found) -> Found:
    """Return the best of two parts."""
    return best([one, other])


def chosen_in(
    plan: Plan, batch: int, found: Found
) -> Iterator[tuple[int, tuple[int, Pairs]]]:
    """Yield the candidates of a batch by the cells that they are compared in."""
    number = int(np.searchsorted(plan.bounds, batch * BATCH, side="right")) - 1
    for place in np.unique(found.parts).tolist():
        yield place * len(plan.works) + number, (batch, pairs_in(found, place))


def compared_in(
    plan: Plan, number: int, counts: I64, chosen: Iterable[tuple[int, Pairs]]
) -> Iterator[tuple[int, tuple[Pairs, Levels]]]:
    """Yield how far candidates in a cell agree, by batch; rows are numbered through."""
    cell = _cell(plan, number, counts)
    for batch, pairs in chosen:
        own = Pairs(pairs.works - cell.offset, pairs.rows)
        levels = levels_in(cell.part, cell.query, cell.works, own, plan.total)
        rows = pairs.rows + plan.firsts[cell.place]
        yield batch, (Pairs(pairs.works, rows), levels)


def _cell(plan: Plan, number: int, counts: I64) -> Cell:
    place, slice_ = divmod(number, len(plan.works))
    part, works = load(Path(plan.folders[place])), plan.works[slice_].value
    query = query_of(works, part, counts, plan.total)
    return Cell(place, part, works, plan.bounds[slice_], query)


def known_of(
    batch: int, compared: Iterable[tuple[Pairs, Levels]]
) -> tuple[int, Evidence]:
    """Return what is known of the pairs of a batch, from all parts."""
    return batch, evidence_of(list(compared))


def judged_in(
    model: Model, groups: int, batches: Iterable[tuple[int, Evidence]]
) -> Iterator[tuple[int, tuple[Evidence, Judged]]]:
    """Yield the pairs of batches as a model judges them, by groups of entries."""
    evidence = joined([known for _, known in batches])
    judged = judged_of(evidence, model)
    group = evidence.rows % groups
    for number in np.unique(group).tolist():
        here = group == number
        yield number, (evidence.at(here), judged.at(here))


def settled_in(model: Model, pieces: Iterable[tuple[Evidence, Judged]]) -> Settled:
    """Return the probabilities of all pairs of a group of entries."""
    listed = list(pieces)
    evidence = joined([each for each, _ in listed])
    columns = zip(*(judged for _, judged in listed), strict=True)
    judged = Judged(*(np.concatenate(column) for column in columns))
    order = np.lexsort((evidence.rows, evidence.works))
    evidence, judged = evidence.at(order), judged.at(order)
    return Settled(evidence, settled(judged, model), judged.weight)
