"""Columns without a rule between them: labels left, answers right.

A zone is a run of lines that all leave the same strips free. Where text stands on both
sides of such a strip, it parts two columns.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from compliance.intake.pdf_pairs import Lines, groups_of, paired
from compliance.intake.pdf_text import Word, printed_lines

_GAP: Final = 0.6
_WIDE_GAP: Final = 2.0
_LEAST: Final = 5.0
_FAR: Final = 4.0
_FEWEST: Final = 3
_TITLE: Final = 1.12
_SIGNS: Final = "☐☒☑✓✔✗✘\ufffc["
_COUNTER: Final = re.compile(r"^\W*(?:\d{0,2}(?:\.\d{1,2}){0,3}|[a-z])\W*$")

_Strip = tuple[float, float]
_Stripped = tuple[list[Word], list[_Strip]]


@dataclass(frozen=True, slots=True)
class Zone:
    """Lines that belong together; `edges` are where further columns begin."""

    words: tuple[Word, ...]
    edges: tuple[float, ...]

    def rows(self) -> Iterator[tuple[list[Word], ...]]:
        """Yield the words of each row, cell by cell."""
        first = self.edges[0]
        left = groups_of([w for w in self.words if w.centre < first])
        right = groups_of([w for w in self.words if w.centre >= first])
        for labels, answers in paired(left, right):
            words = [w for part in (*labels, *answers) for line in part for w in line]
            yield tuple(self._cells(words))

    def _cells(self, words: Sequence[Word]) -> Iterator[list[Word]]:
        sides = [float("-inf"), *self.edges, float("inf")]
        for start, end in pairwise(sides):
            yield [word for word in words if start <= word.centre < end]


def zones(words: Sequence[Word], size: float) -> Iterator[Zone]:
    """Yield the words in zones of columns and of running text, top to bottom.

    Args:
        words: The words of a part of a page.
        size: Size of most letters of the filing; larger ones make headings.
    """
    running: list[Word] = []
    for lines, strips in _runs(_with_strips(list(printed_lines(words))), size):
        inside = [word for line in lines for word in line]
        edges = _edges(lines, strips) if lines else ()
        if not edges:
            running += inside
            continue
        if running:
            yield Zone(tuple(running), ())
            running = []
        yield Zone(tuple(inside), edges)
    if running:
        yield Zone(tuple(running), ())


def _runs(
    lines: Sequence[_Stripped], size: float
) -> Iterator[tuple[Lines, list[_Strip]]]:
    """Yield the longest runs of lines that leave a strip free between their words."""
    run: list[_Stripped] = []
    free: list[_Strip] = []
    for each in lines:
        line, strips = each
        title = max(word.size for word in line) > _TITLE * size
        far = bool(run) and line[0].base - run[-1][0][0].base > _FAR * line[0].size
        if run and (title or far):
            yield from _finished(run)
            run = []
        common = _common(free, strips) if run else strips
        if run and _part_ways(run, free, each, common):
            if _inner(run, free):
                yield [words for words, _ in run], free
                run, common = [], strips
            else:
                above, run, common = _last_columns([*run, each])
                run = run[:-1]
                yield [words for words, _ in above], []
        if title:
            yield [line], []
            continue
        run, free = [*run, each], common
    yield from _finished(run)


def _finished(run: list[_Stripped]) -> Iterator[tuple[Lines, list[_Strip]]]:
    """Yield a run, its first lines apart if they alone cross its columns."""
    if run:
        above, columns, free = _last_columns(run)
        yield [words for words, _ in above], []
        yield [words for words, _ in columns], free


def _last_columns(
    run: list[_Stripped],
) -> tuple[list[_Stripped], list[_Stripped], list[_Strip]]:
    """Return the lines above the columns that `run` ends with, and these."""
    last, common = run[-1]
    best = len(run) - 1, common
    left, right = last[0].left, last[-1].right
    for number in range(len(run) - 2, -1, -1):
        line, strips = run[number]
        common = _common(common, strips)
        left, right = min(left, line[0].left), max(right, line[-1].right)
        if any(start >= left and end <= right for start, end in common):
            best = number, common
        if len(common) < 2:
            break
    return run[: best[0]], run[best[0] :], best[1]


def _part_ways(
    run: Sequence[_Stripped],
    free: Sequence[_Strip],
    each: _Stripped,
    common: Sequence[_Strip],
) -> bool:
    """Return whether a line ends a run: it has columns or the run, but not both."""
    parted = bool(_inner(run, free)) or bool(_inner([each], each[1]))
    return parted and not _inner([*run, each], common)


def _inner(lines: Sequence[_Stripped], strips: Sequence[_Strip]) -> list[_Strip]:
    """Return the strips that have text of `lines` on both sides."""
    left = min(line[0].left for line, _ in lines)
    right = max(line[-1].right for line, _ in lines)
    return [s for s in strips if s[0] >= left and s[1] <= right]


def _with_strips(lines: Sequence[list[Word]]) -> list[_Stripped]:
    """Return each line with the stretches that it leaves free."""
    begins: Counter[int] = Counter()
    for line in lines:
        begins[round(line[0].left)] += 1
        for before, after in pairwise(line):
            if after.left - before.right >= _WIDE_GAP * after.size:
                begins[round(after.left)] += 1
    stops = frozenset(at for at, count in begins.items() if count >= _FEWEST)
    return [(line, list(_strips(line, stops))) for line in lines]


def _strips(line: Sequence[Word], stops: frozenset[int]) -> Iterator[_Strip]:
    """Yield the stretches that a line leaves free, to its left and right too."""
    yield float("-inf"), line[0].left
    boxed = line[0].text[0] in _SIGNS
    for number, (before, after) in enumerate(pairwise(line)):
        size, gap = max(before.size, after.size), after.left - before.right
        # The boxes of one question stand apart, and so does a number from its label.
        sign = after.text[0] in _SIGNS
        counter = number == 0 and bool(_COUNTER.match(before.text))
        if gap >= _GAP * size:
            if not counter and not (sign and boxed and gap < _FAR * size):
                yield before.right, after.left
        elif gap > 0 and round(after.left) in stops and not counter:
            # Where many lines begin a column, this one begins it too.
            yield after.left - _LEAST, after.left
        boxed = boxed or sign
    yield line[-1].right, float("inf")


def _common(one: Sequence[_Strip], two: Sequence[_Strip]) -> list[_Strip]:
    """Return the stretches free in both, each wide enough to be a gutter."""
    found: list[_Strip] = []
    first = second = 0
    while first < len(one) and second < len(two):
        start = max(one[first][0], two[second][0])
        end = min(one[first][1], two[second][1])
        if end - start >= _LEAST:
            found.append((start, end))
        if one[first][1] < two[second][1]:
            first += 1
        else:
            second += 1
    return found


def _edges(
    lines: Sequence[Sequence[Word]], strips: Sequence[_Strip]
) -> tuple[float, ...]:
    """Return where columns begin: at strips with text on both sides of them."""
    left = min(line[0].left for line in lines)
    right = max(line[-1].right for line in lines)
    inner = [s for s in strips if s[0] >= left and s[1] <= right]
    if len(lines) == 1:
        inner = [s for s in inner if s[1] - s[0] >= _WIDE_GAP * lines[0][0].size]
    # Text ends where it ends; that a column begins is seen at its left side.
    return tuple(end - 1 for _, end in inner if _begins(lines, end))


def _begins(lines: Sequence[Sequence[Word]], edge: float) -> bool:
    """Return whether most lines with words beyond `edge` begin them there."""
    beyond = [
        min(w.left for w in line if w.left >= edge - 1)
        for line in lines
        if line[-1].left >= edge - 1
    ]
    level = sum(abs(left - edge) <= _LEAST for left in beyond)
    return bool(beyond) and 2 * level >= len(beyond)
