"""Works linked with entries by their names, from words to probabilities."""

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Final, NamedTuple

import numpy as np

from compliance.linkage.matching.blocking import F64, Pairs, Query, candidates, query_of
from compliance.linkage.matching.comparison import agreement
from compliance.linkage.matching.index import Part
from compliance.linkage.matching.levels import LEAD, Levels, lead_levels, levels_of
from compliance.linkage.matching.spelling import Spellings
from compliance.linkage.matching.table import Table
from compliance.linkage.matching.tokens import I64, within
from compliance.linkage.matching.weights import Evidence, Model, learn, probabilities

KEPT: Final = 12
"""Candidates per work that are compared in full."""
_BATCH: Final = 500
"""Works looked up at once."""
_LEARNT_FROM: Final = 10_000
"""Works from which weights are learnt, spread evenly over all."""


class Linked(NamedTuple):
    """Compared pairs; by work, likeliest first, then by row."""

    works: I64
    rows: I64
    """Rows of all parts, numbered through."""
    probability: F64
    weight: F64
    levels: Sequence["np.ndarray[tuple[int], np.dtype[np.int16]]"]
    model: Model


class Catalog:
    """Parts of an index, searched together."""

    def __init__(self, parts: Sequence[Part]) -> None:
        """Take the parts, whose rows are numbered through in their order."""
        self.parts = tuple(parts)
        self.total = sum(part.rows for part in self.parts)
        sizes = [0, *(part.rows for part in self.parts)]
        self.firsts: I64 = np.cumsum(sizes)[:-1]
        self.counts = [self._counts(part) for part in self.parts]

    def _counts(self, part: Part) -> I64:
        """Return in how many rows of all parts each word of `part` stands."""
        counts = part.counts
        for other in self.parts:
            if other is not part and len(other.keys):
                place = np.searchsorted(other.keys, part.keys)
                place = np.minimum(place, len(other.keys) - 1)
                known = other.keys[place] == part.keys
                counts = counts + np.where(known, other.counts[place], 0)
        return counts


def link(works: Table, catalog: Catalog, *, itself: bool = False) -> Linked:
    """Return the candidates of all works with their probabilities.

    Args:
        works: The works.
        catalog: The entries.
        itself: Whether the works are the catalog's entries, in their order; no work is
            then linked with itself.
    """
    pairs, found = _compared(works, catalog, itself)
    fields = (*found.fields, lead_levels(pairs.works, found.whole))
    evidence = Evidence(pairs.works, pairs.rows, fields, found.whole)
    model = learn(_sample(evidence, len(works.years)))
    probability, weight = probabilities(evidence, model)
    order = np.lexsort((pairs.rows, -weight, -probability, pairs.works))
    return Linked(
        pairs.works[order], pairs.rows[order], probability[order], weight[order],
        [levels[order] for levels in fields], model,
    )  # fmt: skip


def levels_between(works: Table, catalog: Catalog, pairs: Pairs) -> Levels:
    """Return how far given pairs agree, in their order; nothing is looked for.

    Args:
        works: The works.
        catalog: The entries.
        pairs: Works and rows of all parts.
    """
    place = np.searchsorted(catalog.firsts, pairs.rows, side="right") - 1
    found: list[tuple[I64, Levels]] = []
    for number, part in enumerate(catalog.parts):
        chosen = np.flatnonzero(place == number)
        query = query_of(works, part, catalog.counts[number], catalog.total)
        own = Pairs(pairs.works[chosen], pairs.rows[chosen] - catalog.firsts[number])
        found.append((chosen, _levels(query, works, part, own, catalog.total)))
    order = np.argsort(np.concatenate([each[0] for each in found]), kind="stable")
    fields = zip(*(each[1].fields for each in found), strict=True)
    return Levels(
        tuple(np.concatenate(field)[order] for field in fields),
        np.concatenate([each[1].whole for each in found])[order],
    )


def _levels(query: Query, works: Table, part: Part, pairs: Pairs, total: int) -> Levels:
    spellings = Spellings(query, part, pairs)
    return levels_of(agreement(query, works, part, pairs, spellings), total)


def _compared(works: Table, catalog: Catalog, itself: bool) -> tuple[Pairs, Levels]:
    queries = [
        query_of(works, part, counts, catalog.total)
        for part, counts in zip(catalog.parts, catalog.counts, strict=True)
    ]

    def compared(first: int) -> tuple[Pairs, Levels]:
        last = min(first + _BATCH, len(works.years))
        return _batch(works, catalog, queries, first, last, itself)

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        batches = list(pool.map(compared, range(0, len(works.years), _BATCH)))
    return _joined(batches)


def _batch(
    works: Table,
    catalog: Catalog,
    queries: Sequence[Query],
    first: int,
    last: int,
    itself: bool,
) -> tuple[Pairs, Levels]:
    found = []
    for place, (part, query) in enumerate(zip(catalog.parts, queries, strict=True)):
        pairs, sums = candidates(query, part, first, last, KEPT, itself=itself)
        found.append((np.full(len(sums), place), pairs, sums))
    kept = _best(found)
    batches = []
    for place, (part, query) in enumerate(zip(catalog.parts, queries, strict=True)):
        pairs = Pairs(*(each[kept[0] == place] for each in kept[1]))
        shifted = Pairs(pairs.works, pairs.rows + catalog.firsts[place])
        batches.append((shifted, _levels(query, works, part, pairs, catalog.total)))
    pairs, levels = _joined(batches)
    order = np.lexsort((pairs.rows, pairs.works))
    return (
        Pairs(pairs.works[order], pairs.rows[order]),
        Levels(tuple(each[order] for each in levels.fields), levels.whole[order]),
    )


def _best(found: Sequence[tuple[I64, Pairs, F64]]) -> tuple[I64, Pairs]:
    """Return the best candidates of all parts, at most `KEPT` per work."""
    part = np.concatenate([each[0] for each in found])
    work = np.concatenate([each[1].works for each in found])
    row = np.concatenate([each[1].rows for each in found])
    if len(found) == 1:
        return part, Pairs(work, row)
    sums = np.concatenate([each[2] for each in found])
    order = np.lexsort((row, part, -sums, work))
    sizes = np.bincount(work[order])
    kept = order[within(sizes) < KEPT]
    return part[kept], Pairs(work[kept], row[kept])


def _joined(batches: Sequence[tuple[Pairs, Levels]]) -> tuple[Pairs, Levels]:
    def column(values: Iterator[np.ndarray]) -> np.ndarray:
        return np.concatenate([np.zeros(0, dtype=np.int64), *values])

    pairs = Pairs(
        column(each[0].works for each in batches),
        column(each[0].rows for each in batches),
    )
    fields = tuple(
        column(each[1].fields[field] for each in batches).astype(np.int16)
        for field in range(LEAD)
    )
    return pairs, Levels(fields, column(each[1].whole for each in batches))


def _sample(evidence: Evidence, works: int) -> Evidence:
    step = max(1, works // _LEARNT_FROM)
    if step == 1:
        return evidence
    chosen = evidence.works % step == 0
    return Evidence(
        evidence.works[chosen],
        evidence.rows[chosen],
        [levels[chosen] for levels in evidence.fields],
        evidence.whole[chosen],
    )
