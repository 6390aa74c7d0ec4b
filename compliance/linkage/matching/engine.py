"""Works linked with entries by their names, from words to probabilities.

The steps are functions of their own, and each gives for a work what it gives for it
among others: `linkage.spark` takes the same steps on many machines.
"""

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Final, NamedTuple

import numpy as np

from compliance.linkage.matching.blocking import F64, Pairs, Query, candidates, query_of
from compliance.linkage.matching.comparison import agreement
from compliance.linkage.matching.index import Part
from compliance.linkage.matching.levels import LEAD, Levels, lead_levels, levels_of
from compliance.linkage.matching.spelling import Spellings
from compliance.linkage.matching.table import Table
from compliance.linkage.matching.tokens import I64, U64, within
from compliance.linkage.matching.weights import (
    Counts,
    Evidence,
    Model,
    learn,
    probabilities,
)

KEPT: Final = 12
"""Candidates per work that are compared in full."""
BATCH: Final = 500
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


class Found(NamedTuple):
    """Candidates; by work, best first."""

    parts: I64
    """The part that each stands in, by its place."""
    pairs: Pairs
    """Rows are numbered within their part."""
    sums: F64


class Catalog:
    """Parts of an index, searched together."""

    def __init__(self, parts: Sequence[Part]) -> None:
        """Take the parts, whose rows are numbered through in their order."""
        self.parts = tuple(parts)
        self.total = sum(part.rows for part in self.parts)
        sizes = [0, *(part.rows for part in self.parts)]
        self.firsts: I64 = np.cumsum(sizes)[:-1]
        self.counts = counts_over([(part.keys, part.counts) for part in self.parts])


def link(
    works: Table,
    catalog: Catalog,
    *,
    itself: bool = False,
    assumed: Counts | None = None,
) -> Linked:
    """Return the candidates of all works with their probabilities.

    Args:
        works: The works.
        catalog: The entries.
        itself: Whether the works are the catalog's entries, in their order; no work is
            then linked with itself.
        assumed: Pairs of known kind that are counted beside those learnt from.
    """
    evidence = _compared(works, catalog, itself)
    model = learn(sample(evidence, len(works.years)), assumed)
    probability, weight = probabilities(evidence, model)
    return in_order(evidence, probability, weight, model)


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
        found.append((chosen, levels_in(part, query, works, own, catalog.total)))
    order = np.argsort(np.concatenate([each[0] for each in found]), kind="stable")
    fields = zip(*(each[1].fields for each in found), strict=True)
    return Levels(
        tuple(np.concatenate(field)[order] for field in fields),
        np.concatenate([each[1].whole for each in found])[order],
    )


def _compared(works: Table, catalog: Catalog, itself: bool) -> Evidence:
    queries = [
        query_of(works, part, counts, catalog.total)
        for part, counts in zip(catalog.parts, catalog.counts, strict=True)
    ]

    def compared(first: int) -> Evidence:
        last = min(first + BATCH, len(works.years))
        return _batch(works, catalog, queries, first, last, itself)

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        batches = list(pool.map(compared, range(0, len(works.years), BATCH)))
    return joined(batches)


def _batch(
    works: Table,
    catalog: Catalog,
    queries: Sequence[Query],
    first: int,
    last: int,
    itself: bool,
) -> Evidence:
    kept = best([
        candidates_in(
            place, part, query, first, last,
            own=-int(catalog.firsts[place]) if itself else None,
        )
        for place, (part, query) in enumerate(zip(catalog.parts, queries, strict=True))
    ])  # fmt: skip
    batches = []
    for place, (part, query) in enumerate(zip(catalog.parts, queries, strict=True)):
        pairs = pairs_in(kept, place)
        levels = levels_in(part, query, works, pairs, catalog.total)
        batches.append((Pairs(pairs.works, pairs.rows + catalog.firsts[place]), levels))
    return evidence_of(batches)


def counts_over(parts: Sequence[tuple[U64, I64]]) -> list[I64]:
    """Return in how many rows of all parts each word of each part stands.

    Args:
        parts: Of each part the numbers of its words, each once, and in how many of its
            rows they stand. They may be all words, or those in one range of numbers.

    >>> parts = [([3, 7], [10, 20]), ([7, 8], [1, 2])]
    >>> [each.tolist() for each in counts_over([tuple(map(np.array, p)) for p in parts])]
    [[10, 21], [21, 2]]
    """
    if len(parts) == 1:
        return [parts[0][1]]
    keys, inverse = np.unique(
        np.concatenate([each[0] for each in parts]), return_inverse=True
    )
    places = np.split(inverse, np.cumsum([len(each[0]) for each in parts])[:-1])
    totals = np.zeros(len(keys), dtype=np.int64)
    for place, (_, counts) in zip(places, parts, strict=True):
        totals[place] += counts
    return [totals[place] for place in places]


def candidates_in(
    place: int, part: Part, query: Query, first: int, last: int, *, own: int | None
) -> Found:
    """Return the best candidates in the part at `place` of some works.

    The last three are as in `blocking.candidates`.
    """
    pairs, sums = candidates(query, part, first, last, KEPT, own=own)
    return Found(np.full(len(sums), place), pairs, sums)


def best(found: Sequence[Found]) -> Found:
    """Return the best candidates over parts, at most `KEPT` per work.

    The best of some parts and the best of the others have the best of all in them.
    """
    if len(found) == 1:
        return found[0]
    part = np.concatenate([each.parts for each in found])
    work = np.concatenate([each.pairs.works for each in found])
    row = np.concatenate([each.pairs.rows for each in found])
    sums = np.concatenate([each.sums for each in found])
    order = np.lexsort((row, part, -sums, work))
    sizes = np.bincount(work - work.min(initial=0)) if len(work) else work
    kept = order[within(sizes) < KEPT]
    return Found(part[kept], Pairs(work[kept], row[kept]), sums[kept])


def pairs_in(found: Found, place: int) -> Pairs:
    """Return the candidates that stand in the part at `place`."""
    here = found.parts == place
    return Pairs(found.pairs.works[here], found.pairs.rows[here])


def levels_in(
    part: Part, query: Query, works: Table, pairs: Pairs, total: int
) -> Levels:
    """Return how far pairs of a part agree, in a catalog of `total` entries."""
    spellings = Spellings(query, part, pairs)
    return levels_of(agreement(query, works, part, pairs, spellings), total)


def evidence_of(compared: Sequence[tuple[Pairs, Levels]]) -> Evidence:
    """Return what is known of all pairs of some works, which may come from many parts.

    The rows are numbered through.
    """
    works = np.concatenate([pairs.works for pairs, _ in compared])
    rows = np.concatenate([pairs.rows for pairs, _ in compared])
    order = np.lexsort((rows, works))
    works, rows = works[order], rows[order]
    whole = np.concatenate([levels.whole for _, levels in compared])[order]
    fields = [
        np.concatenate([levels.fields[field] for _, levels in compared])[order]
        for field in range(LEAD)
    ]
    return Evidence(works, rows, [*fields, lead_levels(works, whole)], whole)


def joined(pieces: Sequence[Evidence]) -> Evidence:
    """Return pieces as one, in their order."""
    nothing = np.zeros(0, dtype=np.int64)
    fields = [
        np.concatenate([nothing.astype(np.int16), *(each.fields[f] for each in pieces)])
        for f in range(LEAD + 1)
    ]
    return Evidence(
        np.concatenate([nothing, *(each.works for each in pieces)]),
        np.concatenate([nothing, *(each.rows for each in pieces)]),
        fields,
        np.concatenate([nothing.astype(np.float64), *(each.whole for each in pieces)]),
    )


def sample(evidence: Evidence, works: int) -> Evidence:
    """Return the pairs to learn from, of the pairs that some of all `works` have."""
    step = max(1, works // _LEARNT_FROM)
    if step == 1:
        return evidence
    return evidence.at(evidence.works % step == 0)


def in_order(evidence: Evidence, probability: F64, weight: F64, model: Model) -> Linked:
    """Return pairs that are judged in the order of the result."""
    order = np.lexsort((evidence.rows, -weight, -probability, evidence.works))
    return Linked(
        evidence.works[order], evidence.rows[order], probability[order], weight[order],
        [levels[order] for levels in evidence.fields], model,
    )  # fmt: skip
