"""Candidates: the entries that share the rarest words of a work, misspelt or not."""

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from compliance.linkage.matching.index import SHORTEST_NEAR, Part
from compliance.linkage.matching.table import Table
from compliance.linkage.matching.tokens import (
    I64,
    U64,
    neighbours,
    within,
)

F64 = NDArray[np.float64]

READ: Final = 3_000
"""Entries looked at per work: the rarest words first, until so many are read."""
FIRST_WORD: Final = 20_000
"""Entries looked at for the rarest word of a work, if it is that common."""
RARE: Final = 30
"""Entries a word may stand in and still be taken for a misspelling of another."""
MISSPELT: Final = 0.7
"""What a misspelt word counts, against one spelt alike."""
_STEP: Final = 256.0
"""Weights are summed as whole numbers, so that no order of summing matters."""


class Query(NamedTuple):
    """Words of works, as words of a part."""

    starts: I64
    codes: I64
    """Places in the part's words; those it lacks follow after the last of them."""
    weights: F64
    """By code."""
    near_starts: I64
    near_codes: I64
    """By code: words of the part that may be meant."""
    unknown: list[str]
    """Words that the part lacks, in the order of their codes."""


class Pairs(NamedTuple):
    """Works and the entries that may be the same, best first within a work."""

    works: I64
    rows: I64


def weights_of(part: Part, counts: I64, total: int) -> F64:
    """Return how much it says that two names share each word of `part`, in nats."""
    return np.log((total + 1.0) / np.maximum(counts, 1))


def query_of(works: Table, part: Part, counts: I64, total: int) -> Query:
    """Return the words of `works` as words of `part`."""
    keys, inverse = np.unique(works.keys, return_inverse=True)
    places = np.minimum(np.searchsorted(part.keys, keys), max(len(part.keys) - 1, 0))
    known = part.keys[places] == keys if len(part.keys) else np.zeros(len(keys), bool)
    missing = np.flatnonzero(~known)
    codes = places.astype(np.int64)
    codes[missing] = len(part.keys) + np.arange(len(missing))
    words = [works.words[key] for key in keys.tolist()]
    unknown = [words[place] for place in missing.tolist()]
    weights = np.append(
        weights_of(part, counts, total), np.full(len(missing), np.log(total + 1.0))
    )
    owner, near = _near(words, keys, codes, part, counts)
    order = np.lexsort((near, codes[owner]))
    near_starts = np.zeros(len(weights) + 1, dtype=np.int64)
    np.cumsum(np.bincount(codes[owner], minlength=len(weights)), out=near_starts[1:])
    return Query(
        works.starts, codes[inverse], weights, near_starts, near[order], unknown
    )


def _near(
    words: list[str], keys: U64, codes: I64, part: Part, counts: I64
) -> tuple[I64, I64]:
    """Return places in `words`, and the words of the part that each may be meant as."""
    lengths = np.fromiter(map(len, words), dtype=np.int64, count=len(words))
    begins = np.cumsum(lengths) - lengths
    points = np.frombuffer("".join(words).encode("utf-32-le"), dtype=np.uint32)
    stands_in = np.append(counts, np.zeros(len(words), dtype=np.int64))[codes]
    rare = np.flatnonzero((lengths >= SHORTEST_NEAR) & (stands_in <= RARE))
    owner, left_out = neighbours(points, begins[rare], lengths[rare])
    owner = rare[owner]
    asked = np.concatenate([left_out, keys[rare]])
    by = np.concatenate([owner, rare])
    first = np.searchsorted(part.near_keys, asked, side="left")
    found = np.searchsorted(part.near_keys, asked, side="right") - first
    place = np.repeat(first, found) + within(found)
    owners, meant = np.repeat(by, found), part.near_codes[place].astype(np.int64)
    spot = np.minimum(np.searchsorted(part.keys, left_out), max(len(part.keys) - 1, 0))
    whole = part.keys[spot] == left_out if len(part.keys) else spot == -1
    owners = np.concatenate([owners, owner[whole]])
    meant = np.concatenate([meant, spot[whole]])
    pairs = np.unique(owners << 32 | meant)
    owners, meant = pairs >> 32, pairs & 0xFFFFFFFF
    other = codes[owners] != meant
    return owners[other], meant[other]


def candidates(
    query: Query, part: Part, first: int, last: int, keep: int, *, itself: bool = False
) -> tuple[Pairs, F64]:
    """Return the best `keep` entries for each of the works from `first` to `last`.

    Args:
        query: Words of all works.
        part: The index.
        first: First of the works asked for.
        last: The work after the last of them.
        keep: Entries per work, at most.
        itself: Whether the works are the entries, so that each work's own row, and
            no other, is left out.

    Returns:
        Pairs by work, then by falling sum of shared weights, then by row; and the sums.
    """
    work, code, part_of = _asked(query, part, first, last)
    counts = part.counts[code]
    cost = counts.astype(np.float64)
    order = np.lexsort((code, cost, work))
    work, code, part_of, counts = work[order], code[order], part_of[order], counts[order]
    read = np.cumsum(counts)
    heads = np.flatnonzero(np.append(True, work[1:] != work[:-1])) if len(work) else work
    place = within(np.diff(np.append(heads, len(work))))
    before = np.repeat(
        (read - counts)[heads], np.diff(np.append(heads, len(work)))
    )
    kept = np.where(place == 0, counts <= FIRST_WORD, read - before <= READ)
    work, code, part_of, counts = work[kept], code[kept], part_of[kept], counts[kept]
    rows = part.post_rows[np.repeat(part.post_starts[code], counts) + within(counts)]
    weight = np.rint(query.weights[code] * part_of * _STEP).astype(np.uint64)
    packed = (
        (np.repeat((work - first).astype(np.uint64), counts) << np.uint64(44))
        | (rows.astype(np.uint64) << np.uint64(16))
        | np.repeat(weight, counts)
    )
    return _best(packed, first, keep, itself)


def _asked(query: Query, part: Part, first: int, last: int) -> tuple[I64, I64, F64]:
    """Return works, words of the part they ask for, and what each counts."""
    size = np.diff(query.starts[first : last + 1])
    work = np.repeat(np.arange(first, last), size)
    code = query.codes[query.starts[first] : query.starts[last]]
    near = query.near_starts[code + 1] - query.near_starts[code]
    meant = query.near_codes[np.repeat(query.near_starts[code], near) + within(near)]
    known = code < len(part.keys)
    return (
        np.concatenate([work[known], np.repeat(work, near)]),
        np.concatenate([code[known], meant]),
        np.concatenate([np.ones(int(known.sum())), np.full(len(meant), MISSPELT)]),
    )


def _best(packed: U64, first: int, keep: int, itself: bool) -> tuple[Pairs, F64]:
    packed.sort()
    pair = packed >> np.uint64(16)
    new = np.flatnonzero(np.append(True, pair[1:] != pair[:-1])) if len(pair) else []
    new = np.asarray(new, dtype=np.int64)
    if not len(new):
        nothing = np.zeros(0, dtype=np.int64)
        return Pairs(nothing, nothing), np.zeros(0)
    sums = np.add.reduceat(packed & np.uint64(0xFFFF), new)
    pair = pair[new]
    work = (pair >> np.uint64(28)).astype(np.int64)
    row = (pair & np.uint64(0xFFFFFFF)).astype(np.int64)
    if itself:
        other = work + first != row
        work, row, sums = work[other], row[other], sums[other]
    order = np.lexsort((row, -sums.astype(np.int64), work))
    work, row, sums = work[order], row[order], sums[order]
    size = np.bincount(work)
    kept = within(size) < keep
    return Pairs(work[kept] + first, row[kept]), sums[kept] / _STEP
