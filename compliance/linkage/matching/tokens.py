"""Words of a column as numbers, without a loop over rows.

A word is known by a number of 64 bits that depends on its characters alone, so that
words of separate files can be compared, and so that a word with one character left
out has its number without being written down.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

U64 = NDArray[np.uint64]
I64 = NDArray[np.int64]
I32 = NDArray[np.int32]
U8 = NDArray[np.uint8]

_BASE: Final = 0x9E3779B97F4A7C15
_INVERSE: Final = pow(_BASE, -1, 2**64)
_MIX: Final = np.uint64(0xBF58476D1CE4E5B9)
_BLANK: Final = 32
_BREAK: Final = 10
LONGEST: Final = 40
"""Characters of a word that are read for its neighbours."""


class Words(NamedTuple):
    """The words of a column, in order."""

    counts: I64
    """Words of each row."""
    keys: U64
    """Number of each word."""
    begins: I64
    """Where each word begins in `text`."""
    lengths: I64
    text: str
    points: NDArray[np.uint32]
    """Characters of `text`."""

    def written(self, place: int) -> str:
        """Return the word at `place` as text."""
        begin = int(self.begins[place])
        return self.text[begin : begin + int(self.lengths[place])]


def words_of(normal: Sequence[str]) -> Words:
    """Return the words of a normal column.

    >>> words = words_of(["la mer", "", "mer"])
    >>> words.counts.tolist(), len(set(words.keys.tolist())), words.written(1)
    ([2, 0, 1], 2, 'mer')
    """
    text = "\n".join(normal)
    points = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32)
    gap = np.ones(len(points) + 2, dtype=bool)
    gap[1:-1] = (points == _BLANK) | (points == _BREAK)
    begins = np.flatnonzero(gap[:-1] & ~gap[1:])[: len(points)].astype(np.int64)
    ends = np.flatnonzero(~gap[1:] & np.append(gap[2:], True)).astype(np.int64) + 1
    rows = np.cumsum(points == _BREAK)[begins] if len(points) else begins
    counts = np.bincount(rows, minlength=len(normal)).astype(np.int64)
    keys = _Sums(points).between(begins, ends)
    return Words(counts, keys, begins, ends - begins, text, points)


class _Sums:
    """Sums over characters, from which the number of any run of them follows."""

    def __init__(self, points: NDArray[np.uint32]) -> None:
        size = len(points) + 1
        self._inverse = _powers(_INVERSE, size)
        mixed = (points.astype(np.uint64) + np.uint64(1)) * _MIX
        mixed ^= mixed >> np.uint64(29)
        self._sums = np.zeros(size, dtype=np.uint64)
        np.cumsum(mixed * _powers(_BASE, size)[:-1], out=self._sums[1:])

    def between(self, begins: I64, ends: I64) -> U64:
        return (self._sums[ends] - self._sums[begins]) * self._inverse[begins]

    def without(self, begins: I64, ends: I64, left_out: I64) -> U64:
        """Return the numbers of runs with the character at `left_out` left out."""
        head = (self._sums[left_out] - self._sums[begins]) * self._inverse[begins]
        tail = self._sums[ends] - self._sums[left_out + 1]
        return head + tail * self._inverse[begins + 1]


def _powers(base: int, size: int) -> U64:
    powers = np.full(size, base, dtype=np.uint64)
    powers[0] = 1
    return np.multiply.accumulate(powers)


def neighbours(
    points: NDArray[np.uint32], begins: I64, lengths: I64
) -> tuple[I64, U64]:
    """Return the numbers of words with each one of their characters left out.

    Returns:
        Which word, and a number, for every character of every word; words longer
        than `LONGEST` have none.
    """
    which = np.flatnonzero(lengths <= LONGEST)
    counts = lengths[which]
    owner = np.repeat(which, counts)
    inner = within(counts)
    begin = begins[owner]
    keys = _Sums(points).without(begin, begin + lengths[owner], begin + inner)
    return owner, keys


def within(counts: I64) -> I64:
    """Return 0, 1, … for each of `counts` in turn.

    >>> within(np.array([2, 0, 3])).tolist()
    [0, 1, 0, 1, 2]
    """
    total = int(counts.sum())
    firsts = np.repeat(np.cumsum(counts) - counts, counts)
    return np.arange(total, dtype=np.int64) - firsts


def places_of(starts: I64, rows: I64) -> I64:
    """Return the places that belong to `rows`, where `starts` says each row begins.

    >>> places_of(np.array([0, 2, 2, 5]), np.array([2, 0])).tolist()
    [2, 3, 4, 0, 1]
    """
    begins = starts[rows]
    sizes = starts[rows + 1] - begins
    return np.repeat(begins, sizes) + within(sizes)


def letters_of(points: NDArray[np.uint32], begins: I64, lengths: I64) -> U64:
    """Return which characters each word has, a bit per character modulo 64."""
    if not len(begins):
        return np.zeros(0, dtype=np.uint64)
    bits = np.left_shift(np.uint64(1), (points & np.uint32(63)).astype(np.uint64))
    flat = bits[np.repeat(begins, lengths) + within(lengths)]
    return np.bitwise_or.reduceat(flat, np.cumsum(lengths) - lengths)
