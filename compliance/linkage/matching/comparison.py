"""How far a work and an entry agree, field by field, for many pairs at once.

A word of one side is met by the other side in the same field, in another field (data
moves between title, creators and container), by a word spelt almost alike, or not at
all. A field's agreement is the share of its words that are met, by what they say:
rare words count more.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from compliance.linkage.matching.blocking import F64, Pairs, Query
from compliance.linkage.matching.index import Part
from compliance.linkage.matching.spelling import Spellings
from compliance.linkage.matching.table import FIELDS, TITLE, Table
from compliance.linkage.matching.tokens import I32, I64, U8, places_of, within

F32 = NDArray[np.float32]


class Side(NamedTuple):
    """The words of one side of each pair."""

    pair: I64
    code: I64
    fields: U8
    weight: F64
    met: U8
    """Fields of the other side in which the word stands."""
    alike: F64
    """How alike the most similar word of the other side is, if the word is not there."""
    beside: U8
    """Fields of the other side in which that similar word stands."""


class Agreement(NamedTuple):
    """What of each pair's names agrees; arrays by field, then by pair."""

    mass: tuple[F64, F64]
    """What the words of the work's and of the entry's field say together, in nats."""
    same: tuple[F64, F64]
    """… of those met in the same field of the other side."""
    moved: tuple[F64, F64]
    """… of those met only in another field of the other side."""
    own: tuple[F64, F64]
    """What the words say that stand in this field of their side alone, and are not moved."""
    own_same: tuple[F64, F64]
    """… of those met in the same field of the other side."""
    years: tuple[NDArray[np.int16], NDArray[np.int16]]
    marks: tuple[I64, I64]
    """How many words of the titles that tell versions apart the other side lacks."""
    same_marks: I64
    """How many it has."""


def agreement(
    query: Query, works: Table, part: Part, pairs: Pairs, spellings: Spellings
) -> Agreement:
    """Return how far the names of `pairs` agree."""
    left = _side(query.starts, query.codes, works.fields, query, pairs.works)
    right = _side(part.starts, np.asarray(part.codes), part.fields, query, pairs.rows)
    left, right = _meet(left, right), _meet(right, left)
    left, right = _spelt_alike(left, right, spellings)
    one, other = (_sums(side, len(pairs.works)) for side in (left, right))
    return Agreement(
        mass=(one[0], other[0]),
        same=(one[1], other[1]),
        moved=(one[2], other[2]),
        own=(one[3], other[3]),
        own_same=(one[4], other[4]),
        years=(works.years[pairs.works], part.years[pairs.rows]),
        marks=(
            _marks(left, query, len(pairs.works), met=False),
            _marks(right, query, len(pairs.works), met=False),
        ),
        same_marks=_marks(left, query, len(pairs.works), met=True),
    )


def _side(starts: I64, codes: I64 | I32, fields: U8, query: Query, rows: I64) -> Side:
    place = places_of(starts, rows)
    code = codes[place].astype(np.int64)
    pair = np.repeat(np.arange(len(rows)), starts[rows + 1] - starts[rows])
    nothing = np.zeros(len(code), dtype=np.uint8)
    return Side(
        pair, code, fields[place], query.weights[code],
        nothing, np.zeros(len(code)), nothing,
    )  # fmt: skip


def _marks(side: Side, query: Query, pairs: int, *, met: bool) -> I64:
    telling = query.marks[side.code] & ((side.fields & TITLE) > 0)
    chosen = telling & ((side.met > 0) == met)
    return np.bincount(side.pair[chosen], minlength=pairs)


def _meet(side: Side, other: Side) -> Side:
    """Return `side` with the fields in which the other side has its words."""
    if not len(other.code):
        return side
    keys = other.pair << 32 | other.code
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    asked = side.pair << 32 | side.code
    place = np.minimum(np.searchsorted(keys, asked), len(keys) - 1)
    met = np.where(keys[place] == asked, other.fields[order[place]], 0)
    return side._replace(met=met.astype(np.uint8))


def _spelt_alike(left: Side, right: Side, spellings: Spellings) -> tuple[Side, Side]:
    """Return both sides with the words that are met by one spelt almost alike.

    Such a pair of words says what the commoner of the two says.
    """
    ones = np.flatnonzero(left.met == 0)
    others = np.flatnonzero(right.met == 0)
    pairs = int(max(left.pair[-1:].sum(), right.pair[-1:].sum())) + 1
    counts = np.bincount(right.pair[others], minlength=pairs)
    begins = np.cumsum(counts) - counts
    size = counts[left.pair[ones]]
    one = np.repeat(ones, size)
    other = others[np.repeat(begins[left.pair[ones]], size) + within(size)]
    alike = spellings.alike(left.code[one], right.code[other])
    good = np.flatnonzero(alike > 0)
    one, other, alike = one[good], other[good], alike[good]
    common = np.minimum(left.weight[one], right.weight[other])
    return (
        _with_alike(left, one, alike, right.fields[other], common),
        _with_alike(right, other, alike, left.fields[one], common),
    )


def _with_alike(side: Side, word: I64, alike: F64, fields: U8, common: F64) -> Side:
    order = np.lexsort((common, alike, word))
    last = np.flatnonzero(np.append(word[order][1:] != word[order][:-1], True))
    best = order[last] if len(order) else order
    weight, likeness = side.weight.copy(), side.alike.copy()
    beside = side.beside.copy()
    weight[word[best]] = common[best]
    likeness[word[best]] = alike[best]
    beside[word[best]] = fields[best]
    return side._replace(weight=weight, alike=likeness, beside=beside)


def _sums(side: Side, pairs: int) -> tuple[F64, ...]:
    where = side.met | side.beside
    counts = np.where(side.met > 0, 1.0, side.alike) * side.weight
    sums: tuple[list[F64], ...] = ([], [], [], [], [])
    for field in FIELDS:
        there = (side.fields & field) > 0
        here = there & ((where & field) > 0)
        elsewhere = there & ~here & (where > 0)
        alone = (side.fields == field) & ~elsewhere
        chosen = (
            (there, side.weight), (here, counts), (elsewhere, counts),
            (alone, side.weight), (alone & here, counts),
        )  # fmt: skip
        for each, (words, weights) in zip(sums, chosen, strict=True):
            summed = np.bincount(side.pair[words], weights[words], pairs)
            each.append(summed.astype(np.float64))
    return tuple(np.array(each) for each in sums)
