"""Columns within the answers that stand on rules of their own."""

from collections.abc import Sequence
from typing import Final

from compliance.intake.pdf_shapes import Rule
from compliance.intake.pdf_strips import (
    Strip,
    Stripped,
    common_strips,
    inner_strips,
    with_strips,
)
from compliance.intake.pdf_text import Word, printed_lines

_FEWEST_BANDS: Final = 3


def band_edges(
    bands: Sequence[tuple[Sequence[Word], Rule | None]],
) -> list[tuple[float, ...]]:
    """Return for each band where further columns begin in its answer.

    They do where three bands or more, one after another, leave the same strip free
    between words on both sides of it.
    """
    found: list[tuple[float, ...]] = [() for _ in bands]
    start = 0
    while start < len(bands):
        end, edges = _shared_edges(bands, start)
        for number in range(start, end):
            found[number] = edges
        start = max(end, start + 1)
    return found


def _shared_edges(
    bands: Sequence[tuple[Sequence[Word], Rule | None]], start: int
) -> tuple[int, tuple[float, ...]]:
    """Return the end of the run of bands with columns that begins at `start`."""
    first = bands[start][1]
    edge = first.left if first else 0.0
    lines: list[Stripped] = []
    strips: list[Strip] = []
    parted = 0
    end = start
    for number in range(start, len(bands) if first else start):
        words, rule = bands[number]
        if rule is None or rule.left != edge:
            break
        own = with_strips(list(printed_lines(w for w in words if w.centre >= edge - 2)))
        common = strips if lines else (own[0][1] if own else [])
        for _, free in own:
            common = common_strips(common, free)
        inner = inner_strips([*lines, *own], common) if lines or own else []
        if not inner:
            break
        lines, strips, end = [*lines, *own], common, number + 1
        parted += any(
            line[0].left < s[0] and line[-1].right > s[1]
            for line, _ in own
            for s in inner
        )
    if parted < _FEWEST_BANDS:
        return start, ()
    return end, tuple(right - 1 for _, right in inner_strips(lines, strips))


def between(
    words: Sequence[Word], left: float, right: float, sides: Sequence[float]
) -> list[Word]:
    """Return the words from `left` to `right`; the outermost sides are open."""
    first, last = left == sides[0], right == sides[-1]
    return [
        word
        for word in words
        if (first or word.centre >= left) and (last or word.centre < right)
    ]
