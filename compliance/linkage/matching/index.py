"""A search index over names: built once per part of a catalog, saved, memory-mapped.

Parts are independent of each other and searched together, so a catalog grows by a
part without the others being touched. Every array is a file of its own in NumPy's
format; the same entries in the same order give the same bytes.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np

from compliance.linkage.matching.table import Table
from compliance.linkage.matching.text import is_mark
from compliance.linkage.matching.tokens import (
    I32,
    I64,
    U8,
    U64,
    neighbours,
    places_of,
)

FILE: Final = "names-{}.npy"
"""How the file of an array is called."""
SHORTEST_NEAR: Final = 4
"""Characters a word needs to be found when it is misspelt."""
COMMON: Final = 1_000
"""Entries a word may stand in and still be found when it is misspelt, in a part of a
million entries or fewer."""
_MILLION: Final = 1_000_000
_MOST: Final = 10.0

_AT_ONCE: Final = 1 << 20
FREQUENT: Final = 500
FREQUENT_SHARE: Final = 1_000
"""A word is common in more than so many entries, and in more than one in so many."""


class Part(NamedTuple):
    """The index of one part of a catalog; rows are numbered from 0."""

    starts: I64
    """Where the words of each row begin; one more than rows."""
    codes: I32
    """Words of the rows, as places in `keys`; ascending within a row."""
    fields: U8
    """Bits of the fields that each word of a row stands in."""
    years: "np.ndarray[tuple[int], np.dtype[np.int16]]"
    keys: U64
    """Numbers of the words, ascending."""
    text: U8
    """The words, UTF-8, without anything between them."""
    offsets: I64
    """Where each word begins in `text`; one more than words."""
    marks: "np.ndarray[tuple[int], np.dtype[np.bool_]]"
    """Whether a word tells versions, volumes or editions apart."""
    post_starts: I64
    """Where the rows of each word begin; one more than words."""
    post_rows: I32
    """Rows that hold a word, ascending."""
    near_keys: U64
    """Numbers of words with one character left out, ascending."""
    near_codes: I32
    """The words they were made of."""
    slots: I32
    """Which of `bits` tells where a word stands; -1 for words that are not common."""
    bits: "np.ndarray[tuple[int, int], np.dtype[np.uint8]]"
    """For each common word, a bit per row: whether the word stands in it."""

    @property
    def rows(self) -> int:
        """How many entries there are."""
        return len(self.years)

    @property
    def counts(self) -> I64:
        """In how many rows each word stands."""
        return np.diff(self.post_starts)

    def written(self, codes: I64) -> list[str]:
        """Return words as text."""
        ends = np.cumsum(self.offsets[codes + 1] - self.offsets[codes]).tolist()
        text = self.text[places_of(self.offsets, codes)].tobytes()
        return [
            text[begin:end].decode()
            for begin, end in zip([0, *ends], ends, strict=False)
        ]


def growth(rows: int) -> float:
    """Return how much more often words may stand in entries than in a million of them.

    It ends at ten millions, so that what is read for a work stays bounded.

    >>> growth(5), growth(2_500_000), growth(50_000_000)
    (1.0, 2.5, 10.0)
    """
    return min(max(1.0, rows / _MILLION), _MOST)


def build(table: Table) -> Part:
    """Return the index of the entries in `table`."""
    keys = np.array(sorted(table.words), dtype=np.uint64)
    codes = _codes(table.keys, keys)
    written = [table.words[key] for key in keys.tolist()]
    encoded = [word.encode() for word in written]
    offsets = np.zeros(len(keys) + 1, dtype=np.int64)
    np.cumsum([len(each) for each in encoded], out=offsets[1:])
    counts = np.bincount(codes, minlength=len(keys))
    post_starts = np.zeros(len(keys) + 1, dtype=np.int64)
    np.cumsum(counts, out=post_starts[1:])
    common = COMMON * growth(len(table.years))
    near_keys, near_codes = _near(written, counts <= common)
    post_rows = _post_rows(codes, table.starts)
    slots, bits = _bits(post_starts, post_rows, len(table.years))
    return Part(
        starts=table.starts,
        codes=codes,
        fields=table.fields,
        years=table.years,
        keys=keys,
        text=np.frombuffer(b"".join(encoded), dtype=np.uint8),
        offsets=offsets,
        marks=np.array([is_mark(word) for word in written], dtype=bool),
        post_starts=post_starts,
        post_rows=post_rows,
        near_keys=near_keys,
        near_codes=near_codes,
        slots=slots,
        bits=bits,
    )


def table_of_parts(parts: Sequence[Part]) -> Table:
    """Return the words of all rows of `parts`, as they were before they were indexed."""
    words: dict[int, str] = {}
    keys: list[U64] = []
    starts: list[I64] = [np.zeros(1, dtype=np.int64)]
    for part in parts:
        text = bytes(part.text)
        ends = part.offsets.tolist()
        words.update(
            (key, text[begin:end].decode())
            for key, begin, end in zip(part.keys.tolist(), ends, ends[1:], strict=False)
        )
        keys.append(np.asarray(part.keys)[part.codes])
        starts.append(part.starts[1:] + starts[-1][-1])
    return Table(
        np.concatenate(starts),
        np.concatenate(keys),
        np.concatenate([part.fields for part in parts]),
        np.concatenate([part.years for part in parts]),
        words,
    )


def _codes(words: U64, keys: U64) -> I32:
    """Return the place of each word in `keys`, a piece at a time: they are many."""
    codes = np.empty(len(words), dtype=np.int32)
    for begin in range(0, len(words), _AT_ONCE):
        piece = slice(begin, begin + _AT_ONCE)
        codes[piece] = np.searchsorted(keys, words[piece])
    return codes


def _post_rows(codes: I32, starts: I64) -> I32:
    """Return the rows that hold each word, word by word, ascending."""
    posted = codes.astype(np.int64)
    posted <<= 32
    posted |= np.repeat(np.arange(len(starts) - 1, dtype=np.int32), np.diff(starts))
    posted.sort()
    posted &= 0xFFFFFFFF
    return posted.astype(np.int32)


def _near(
    written: list[str], rare: "np.ndarray[tuple[int], np.dtype[np.bool_]]"
) -> tuple[U64, I32]:
    text = "".join(written)
    points = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32)
    lengths = np.fromiter(map(len, written), dtype=np.int64, count=len(written))
    begins = np.cumsum(lengths) - lengths
    fit = np.flatnonzero((lengths >= SHORTEST_NEAR) & rare)
    owner, keys = neighbours(points, begins[fit], lengths[fit])
    order = np.argsort(keys, kind="stable")
    return keys[order], fit[owner[order]].astype(np.int32)


def _bits(
    starts: I64, rows: I32, size: int
) -> tuple[I32, "np.ndarray[tuple[int, int], np.dtype[np.uint8]]"]:
    counts = np.diff(starts)
    common = np.flatnonzero(counts > max(FREQUENT, size // FREQUENT_SHARE))
    slots = np.full(len(counts), -1, dtype=np.int32)
    slots[common] = np.arange(len(common))
    bits = np.zeros((len(common), size // 8 + 1), dtype=np.uint8)
    for slot, code in enumerate(common.tolist()):
        there = np.zeros(size // 8 * 8 + 8, dtype=bool)
        there[rows[starts[code] : starts[code + 1]]] = True
        bits[slot] = np.packbits(there, bitorder="little")
    return slots, bits


def save(part: Part, folder: Path) -> tuple[Path, ...]:
    """Write the arrays of `part` into `folder`, a file each; return the files."""
    files = tuple(folder / FILE.format(name) for name in part._fields)
    for file, array in zip(files, part, strict=True):
        np.save(file, np.asarray(array), allow_pickle=False)
    return files


def load(folder: Path) -> Part:
    """Return the index in `folder`, its arrays mapped and not read.

    Raises:
        OSError: a file is missing.
        ValueError: a file is no array.
    """
    return Part(
        *(
            # The view does without what a mapped array adds to every slice.
            np.asarray(
                np.load(folder / FILE.format(name), mmap_mode="r", allow_pickle=False)
            )
            for name in Part._fields
        )
    )
