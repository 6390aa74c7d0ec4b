"""Entries that hold words: read from the postings, and tested for words too common."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from compliance.linkage.matching.index import Part
from compliance.linkage.matching.tokens import I64, places_of, within

TESTED: Final = 10
"""Words of a work, too common to be read, that its candidates are tested for."""
FAINT: Final = 0.3
"""Share of a work's best sum below which a candidate is dropped untested."""


def rows_of(part: Part, code: I64) -> I64:
    """Return in how many rows of `part` words stand."""
    return part.post_starts[code + 1] - part.post_starts[code]


def read(part: Part, work: I64, code: I64, weight: I64) -> tuple[I64, I64, I64]:
    """Return works and the rows that hold any of their words, with sums of weights."""
    rows = part.post_rows[places_of(part.post_starts, code)]
    packed = np.repeat((work << 44) | weight, rows_of(part, code))
    packed |= rows.astype(np.int64) << 16
    packed.sort()
    pair = packed >> 16
    new = _firsts(pair)
    sums = np.add.reduceat(packed & 0xFFFF, new) if len(new) else packed
    pair = pair[new]
    return pair >> 28, pair & 0xFFFFFFF, sums


def strong(work: I64, row: I64, sums: I64) -> tuple[I64, I64, I64]:
    """Return the pairs that are worth a test, held against the best of their work."""
    firsts = _firsts(work)
    if not len(firsts):
        return work, row, sums
    most = np.maximum.reduceat(sums, firsts)
    most = np.repeat(most, np.diff(np.append(firsts, len(work))))
    kept = np.flatnonzero(sums >= most * FAINT)
    return work[kept], row[kept], sums[kept]


def tested(part: Part, asked: I64, code: I64, weight: I64, work: I64, row: I64) -> I64:
    """Return what more the rows share with their works, of the words asked for."""
    more = np.zeros(len(work), dtype=np.int64)
    rank = within(np.bincount(asked, minlength=int(asked[-1:].sum()) + 1))
    for turn in range(TESTED):
        chosen = rank == turn
        if not chosen.any():
            break
        word = np.full(int(work[-1:].sum()) + 1, -1)
        gain = np.zeros(len(word), dtype=np.int64)
        inside = asked[chosen] < len(word)
        word[asked[chosen][inside]] = code[chosen][inside]
        gain[asked[chosen][inside]] = weight[chosen][inside]
        found = np.flatnonzero(word[work] >= 0)
        there = holds(part, row[found], word[work[found]])
        more[found] += there * gain[work[found]]
    return more


def holds(part: Part, row: I64, code: I64) -> NDArray[np.uint8]:
    """Return 1 for each row that holds the word beside it, 0 for the others."""
    slot = part.slots[code]
    there = np.zeros(len(row), dtype=np.uint8)
    common, rare = np.flatnonzero(slot >= 0), np.flatnonzero(slot < 0)
    bits = part.bits[slot[common], row[common] >> 3]
    there[common] = (bits >> (row[common] & 7).astype(np.uint8)) & 1
    words = part.starts[row[rare] + 1] - part.starts[row[rare]]
    same = part.codes[places_of(part.starts, row[rare])] == np.repeat(code[rare], words)
    there[rare[np.repeat(np.arange(len(rare)), words)[same]]] = 1
    return there


def _firsts(values: I64) -> I64:
    new = np.ones(len(values), dtype=bool)
    new[1:] = values[1:] != values[:-1]
    return np.flatnonzero(new)
