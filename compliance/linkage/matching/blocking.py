"""Candidates: the entries that share the rarest words of a work, misspelt or not."""

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from compliance.linkage.matching.index import SHORTEST_NEAR, Part, growth
from compliance.linkage.matching.postings import read, rows_of, strong, tested
from compliance.linkage.matching.table import Table
from compliance.linkage.matching.text import is_mark
from compliance.linkage.matching.tokens import (
    I64,
    U64,
    neighbours,
    places_of,
    within,
)

F64 = NDArray[np.float64]
I16 = NDArray[np.int16]

READ: Final = 2_000
"""Entries looked at per work: the rarest words first, until so many are read. This, and
what else says how common a word may be, grows with the catalog (`index.growth`)."""
FIRST_WORD: Final = 50_000
"""Entries looked at for the rarest word of a work, if it is that common."""
READ_ALWAYS: Final = 1_000
"""Entries a word may stand in and be read even when enough are read."""
SAME_YEAR: Final = 2.0
"""What the same year counts, in nats; a year apart counts half."""
RARE: Final = 30
"""Entries a word may stand in and still be taken for a misspelling of another."""
MISSPELT: Final = 0.7
"""What a misspelt word counts, against one spelt alike."""
_AT_ONCE: Final = 20_000_000
"""Entries that are looked at together, at most, if they are of more than one work."""
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
    years: I16
    marks: NDArray[np.bool_]
    """By code: whether a word tells versions apart."""
    counts: I64
    """By code: entries of all parts in which a word of this part stands."""
    growth: float


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
    grown = growth(total)
    owner, near = _near(words, keys, codes, part, counts <= RARE * grown)
    order = np.lexsort((near, codes[owner]))
    near_starts = np.zeros(len(weights) + 1, dtype=np.int64)
    np.cumsum(np.bincount(codes[owner], minlength=len(weights)), out=near_starts[1:])
    return Query(
        works.starts, codes[inverse], weights, near_starts, near[order], unknown,
        works.years, np.append(part.marks, [is_mark(word) for word in unknown]).astype(bool),
        np.append(counts, np.zeros(len(missing), dtype=np.int64)), grown,
    )  # fmt: skip


def _near(
    words: list[str], keys: U64, codes: I64, part: Part, seldom: NDArray[np.bool_]
) -> tuple[I64, I64]:
    """Return places in `words`, and the words of the part that each may be meant as.

    `seldom` says of each word of the part whether it may be a misspelling.
    """
    lengths = np.fromiter(map(len, words), dtype=np.int64, count=len(words))
    begins = np.cumsum(lengths) - lengths
    points = np.frombuffer("".join(words).encode("utf-32-le"), dtype=np.uint32)
    may_be = np.append(seldom, np.ones(len(words), dtype=bool))[codes]
    rare = np.flatnonzero((lengths >= SHORTEST_NEAR) & may_be)
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
    query: Query,
    part: Part,
    first: int,
    last: int,
    keep: int,
    *,
    own: int | None = None,
) -> tuple[Pairs, F64]:
    """Return the best `keep` entries for each of the works from `first` to `last`.

    The entries of the rarest words are read, as many of all parts together as a
    catalog of one part would have read; those that share most are tested for the
    other words.

    Args:
        query: Words of all works.
        part: The index.
        first: First of the works asked for.
        last: The work after the last of them; not 2**18 or more works at once.
        keep: Entries per work, at most.
        own: If the works are entries themselves, how far the row of each lies from
            its number as a work; that row, and no other, is left out. It may lie in
            another part, that is nowhere.

    Returns:
        Pairs by work, then by falling sum of shared weights, then by row; and the sums.
    """
    work, code, part_of = _asked(query, part, first, last)
    work -= first
    counts = query.counts[code]
    order = np.lexsort((code, counts, work))
    work, code, part_of, counts = (
        work[order],
        code[order],
        part_of[order],
        counts[order],
    )
    sizes = np.bincount(work, minlength=last - first)
    kept = _are_read(sizes, counts, query.growth)
    if last - first > 1 and rows_of(part, code[kept]).sum() > _AT_ONCE:
        middle = (first + last) // 2
        return _both(
            candidates(query, part, first, middle, keep, own=own),
            candidates(query, part, middle, last, keep, own=own),
        )
    weight = np.rint(query.weights[code] * part_of * _STEP).astype(np.int64)
    work_of, row, sums = read(part, work[kept], code[kept], weight[kept])
    if own is not None:
        other = work_of + first + own != row
        work_of, row, sums = work_of[other], row[other], sums[other]
    work_of, row, sums = strong(work_of, row, sums)
    sums = sums + tested(part, work[~kept], code[~kept], weight[~kept], work_of, row)
    sums += _dated(query.years[work_of + first], part.years[row])
    return _best(work_of, row, sums, first, keep)


def _are_read(sizes: I64, counts: I64, times: float) -> NDArray[np.bool_]:
    """Return which words have their entries read.

    Args:
        sizes: How many words each work has.
        counts: In how many entries each word stands; by work, ascending.
        times: How much more is read than of a small catalog.

    >>> _are_read(np.array([2]), np.array([3, FIRST_WORD * 9]), 1.0).tolist()
    [True, False]
    """
    summed = np.cumsum(counts)
    heads = np.repeat(np.cumsum(sizes) - sizes, sizes)
    before = summed - (summed[heads] - counts[heads])
    first_word = counts <= FIRST_WORD * times
    kept = np.where(within(sizes) == 0, first_word, before <= READ * times)
    return kept | (counts <= READ_ALWAYS * times)


def _asked(query: Query, part: Part, first: int, last: int) -> tuple[I64, I64, F64]:
    """Return works, words of the part they ask for, and what each counts."""
    size = np.diff(query.starts[first : last + 1])
    work = np.repeat(np.arange(first, last), size)
    code = query.codes[query.starts[first] : query.starts[last]]
    near = query.near_starts[code + 1] - query.near_starts[code]
    meant = query.near_codes[places_of(query.near_starts, code)]
    known = code < len(part.keys)
    return (
        np.concatenate([work[known], np.repeat(work, near)]),
        np.concatenate([code[known], meant]),
        np.concatenate([np.ones(int(known.sum())), np.full(len(meant), MISSPELT)]),
    )


def _both(one: tuple[Pairs, F64], other: tuple[Pairs, F64]) -> tuple[Pairs, F64]:
    (left, sums), (right, more) = one, other
    pairs = [np.concatenate(each) for each in zip(left, right, strict=True)]
    return Pairs(*pairs), np.concatenate([sums, more])


def _dated(ones: I16, others: I16) -> I64:
    apart = np.abs(ones.astype(np.int64) - others)
    known = (ones > 0) & (others > 0) & (apart <= 1)
    return np.where(known, int(SAME_YEAR * _STEP) >> apart * known, 0)


def _best(work: I64, row: I64, sums: I64, first: int, keep: int) -> tuple[Pairs, F64]:
    most = (1 << 18) - 1
    packed = (work << 46) | ((most - np.minimum(sums, most)) << 28) | row
    packed.sort()
    work = packed >> 46
    kept = within(np.bincount(work)) < keep
    packed = packed[kept]
    sums = most - ((packed >> 28) & most)
    return Pairs(work[kept] + first, packed & 0xFFFFFFF), sums / _STEP
