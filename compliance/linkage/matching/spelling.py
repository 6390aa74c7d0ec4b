"""Words that are spelt almost alike."""

from typing import Final

import numpy as np
from rapidfuzz.distance import OSA
from rapidfuzz.process import cpdist

from compliance.linkage.matching.blocking import F64, Pairs, Query
from compliance.linkage.matching.index import Part
from compliance.linkage.matching.tokens import I64, U64, letters_of, places_of

LEAST: Final = 0.6
"""Likeness below which two words have nothing to do with each other."""
INITIAL: Final = 0.6
"""Likeness of a word and its first letter alone."""
_FEW: Final = 4
"""Letters in which two words may differ and still be looked at."""


class Spellings:
    """The words of a query and a part, by their codes."""

    def __init__(self, query: Query, part: Part, pairs: Pairs) -> None:
        """Take the words that occur in `pairs`."""
        self._codes = np.union1d(
            query.codes[places_of(query.starts, np.unique(pairs.works))],
            part.codes[places_of(part.starts, np.unique(pairs.rows))],
        )
        known = int(np.searchsorted(self._codes, len(part.keys)))
        unknown = (self._codes[known:] - len(part.keys)).tolist()
        self._words = [
            *part.written(self._codes[:known]),
            *(query.unknown[place] for place in unknown),
        ]
        self._lengths = np.fromiter(map(len, self._words), np.int64, len(self._words))
        begins = np.cumsum(self._lengths) - self._lengths
        points = np.frombuffer("".join(self._words).encode("utf-32-le"), np.uint32)
        self._letters: U64 = letters_of(points, begins, self._lengths)
        self._first = points[begins]
        self._digit = np.array([word.isdigit() for word in self._words], dtype=bool)

    def alike(self, ones: I64, others: I64) -> F64:
        """Return how alike words are, from 0 to 1; 0 below `LEAST`.

        Numbers are never alike: volume 1 is not volume 11.
        """
        one = np.searchsorted(self._codes, ones)
        other = np.searchsorted(self._codes, others)
        lengths = self._lengths[one], self._lengths[other]
        longer = np.maximum(*lengths)
        apart = np.abs(lengths[0] - lengths[1])
        differing = np.bitwise_count(self._letters[one] ^ self._letters[other])
        numbers = self._digit[one] | self._digit[other]
        near = (
            (apart <= np.maximum(1, longer // 3))
            & (differing <= _FEW)
            & (longer >= 3)
            & ~numbers
        )
        likeness = np.zeros(len(ones))
        chosen = np.flatnonzero(near)
        likeness[chosen] = self._distances(one[chosen], other[chosen])
        initial = (np.minimum(*lengths) == 1) & (longer > 1) & ~numbers
        initial &= self._first[one] == self._first[other]
        likeness[initial] = INITIAL
        return likeness

    def _distances(self, one: I64, other: I64) -> F64:
        pairs, inverse = np.unique(one << 32 | other, return_inverse=True)
        words = self._words
        found = cpdist(
            [words[place] for place in (pairs >> 32).tolist()],
            [words[place] for place in (pairs & 0xFFFFFFFF).tolist()],
            scorer=OSA.normalized_similarity,
            score_cutoff=LEAST,
            dtype=np.float32,
        )
        return found.astype(np.float64)[inverse]
