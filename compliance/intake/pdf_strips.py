"""Strips of a page that lines of text leave free: where columns may be parted."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from compliance.intake.pdf_text import Word

GAP: Final = 0.6
_BLANK: Final = 0.36
WIDE_GAP: Final = 2.0
LEAST: Final = 5.0
FAR: Final = 4.0
_ROW_GAP: Final = 1.6
_FEWEST: Final = 3
_SIGNS: Final = "☐☒☑✓✔✗✘❏❑❒□◻\ufffc["
_BULLETS: Final = "•◦▪‣∙·❖➢"
_COUNTER: Final = re.compile(r"^\W*(?:\d{0,2}(?:\.\d{1,2}){0,3}|[a-z])\W*$")

Strip = tuple[float, float]
Stripped = tuple[list[Word], list[Strip]]
"""A printed line, and the stretches it leaves free."""


def with_strips(lines: Sequence[list[Word]]) -> list[Stripped]:
    """Return each line with the stretches that it leaves free."""
    begins: Counter[int] = Counter()
    for line in lines:
        begins[round(line[0].left)] += 1
        for before, after in pairwise(line):
            if after.left - before.right >= WIDE_GAP * after.size:
                begins[round(after.left)] += 1
    stops = frozenset(at for at, count in begins.items() if count >= _FEWEST)
    return [(line, list(_strips(line, stops))) for line in lines]


def _strips(line: Sequence[Word], stops: frozenset[int]) -> Iterator[Strip]:
    """Yield the stretches that a line leaves free, to its left and right too."""
    yield float("-inf"), line[0].left
    boxed = _is_sign(line[0])
    for number, (before, after) in enumerate(pairwise(line)):
        size, gap = max(before.size, after.size), after.left - before.right
        # The boxes of one question stand apart, and so does a number from its label.
        sign = _is_sign(after)
        counter = _is_bullet(before) or (
            number == 0 and bool(_COUNTER.match(before.text))
        )
        if gap >= GAP * size:
            if not counter and not (sign and boxed and gap < FAR * size):
                yield before.right, after.left
        elif gap > _BLANK * size and round(after.left) in stops and not counter:
            # Where many lines begin a column, this one begins it too.
            yield after.left - LEAST, after.left
        boxed = boxed or sign
    yield line[-1].right, float("inf")


def _is_sign(word: Word) -> bool:
    return word.text[0] in _SIGNS or word.text in ("x", "X")


def _is_bullet(word: Word) -> bool:
    return len(word.text) == 1 and word.text in _BULLETS


def common_strips(one: Sequence[Strip], two: Sequence[Strip]) -> list[Strip]:
    """Return the stretches free in both, each wide enough to be a gutter."""
    found: list[Strip] = []
    first = second = 0
    while first < len(one) and second < len(two):
        start = max(one[first][0], two[second][0])
        end = min(one[first][1], two[second][1])
        if end - start >= LEAST:
            found.append((start, end))
        if one[first][1] < two[second][1]:
            first += 1
        else:
            second += 1
    return found


def inner_strips(lines: Sequence[Stripped], strips: Sequence[Strip]) -> list[Strip]:
    """Return the strips that have text of `lines` on both sides."""
    left = min(line[0].left for line, _ in lines)
    right = max(line[-1].right for line, _ in lines)
    return [s for s in strips if s[0] >= left and s[1] <= right]


def settled_strips(lines: Sequence[Stripped], strips: Sequence[Strip]) -> list[Strip]:
    """Return the strips with words on both sides of them in three lines or more."""
    return [strip for strip in strips if _parted(lines, strip) >= _FEWEST]


def row_start(lines: Sequence[Sequence[Word]], edge: float) -> int:
    """Return the last line that stands apart and has words to the left of `edge`."""
    for number in range(len(lines) - 1, 0, -1):
        line, before = lines[number], lines[number - 1]
        apart = line[0].base - before[0].base > _ROW_GAP * line[0].size
        if apart and line[0].left < edge:
            return number
    return len(lines) - 1


def _parted(lines: Sequence[Stripped], strip: Strip) -> int:
    """Return how many lines have words on both sides of `strip`."""
    return sum(
        line[0].left < strip[0] and line[-1].right > strip[1] for line, _ in lines
    )
