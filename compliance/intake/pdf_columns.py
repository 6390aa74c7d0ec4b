"""Columns without a rule between them: labels left, answers right.

A zone is a run of lines that all leave the same strips free. Where text stands on both
sides of such a strip, it parts two columns.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from compliance.intake.pdf_pairs import Lines, groups_of, paired
from compliance.intake.pdf_strips import (
    FAR,
    LEAST,
    WIDE_GAP,
    Strip,
    Stripped,
    common_strips,
    inner_strips,
    row_start,
    settled_strips,
    with_strips,
)
from compliance.intake.pdf_text import Word, printed_lines

_TITLE: Final = 1.12


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
    for lines, strips in _runs(with_strips(list(printed_lines(words))), size):
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
    lines: Sequence[Stripped], size: float
) -> Iterator[tuple[Lines, list[Strip]]]:
    """Yield the longest runs of lines that leave a strip free between their words."""
    run: list[Stripped] = []
    free: list[Strip] = []
    for each in lines:
        line, strips = each
        title = max(word.size for word in line) > _TITLE * size
        far = bool(run) and line[0].base - run[-1][0][0].base > FAR * line[0].size
        if run and (title or far):
            yield from _finished(run)
            run = []
        common = common_strips(free, strips) if run else strips
        cut = _lost_column(run, free, each, common) if run else None
        if cut is not None:
            yield from _finished(run[:cut])
            run = run[cut:]
            common, free = _common_of([*run, each]), _common_of(run)
        if run and _part_ways(run, free, each, common):
            if inner_strips(run, free):
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


def _finished(run: list[Stripped]) -> Iterator[tuple[Lines, list[Strip]]]:
    """Yield a run, its first lines apart if they alone cross its columns."""
    if run:
        above, columns, free = _last_columns(run)
        yield [words for words, _ in above], []
        yield [words for words, _ in columns], free


def _last_columns(
    run: list[Stripped],
) -> tuple[list[Stripped], list[Stripped], list[Strip]]:
    """Return the lines above the columns that `run` ends with, and these."""
    last, common = run[-1]
    best = len(run) - 1, common
    left, right = last[0].left, last[-1].right
    for number in range(len(run) - 2, -1, -1):
        line, strips = run[number]
        common = common_strips(common, strips)
        left, right = min(left, line[0].left), max(right, line[-1].right)
        if any(start >= left and end <= right for start, end in common):
            best = number, common
        if len(common) < 2:
            break
    return run[: best[0]], run[best[0] :], best[1]


def _lost_column(
    run: Sequence[Stripped],
    free: Sequence[Strip],
    each: Stripped,
    common: Sequence[Strip],
) -> int | None:
    """Return where in `run` or after it the row begins that crosses a column's edge.

    That is the end of a table with more columns than what follows has.
    """
    settled = settled_strips(run, inner_strips(run, free))
    kept = [s for s in settled if any(s[0] < t[1] and t[0] < s[1] for t in common)]
    # Without any edge in common the run ends anyhow.
    if not kept or len(kept) == len(settled):
        return None
    return row_start([line for line, _ in (*run, each)], settled[0][0])


def _common_of(lines: Sequence[Stripped]) -> list[Strip]:
    """Return the strips that all `lines` leave free."""
    common = list(lines[0][1]) if lines else []
    for _, strips in lines[1:]:
        common = common_strips(common, strips)
    return common


def _part_ways(
    run: Sequence[Stripped],
    free: Sequence[Strip],
    each: Stripped,
    common: Sequence[Strip],
) -> bool:
    """Return whether a line ends a run: it has columns or the run, but not both."""
    parted = bool(inner_strips(run, free)) or bool(inner_strips([each], each[1]))
    return parted and not inner_strips([*run, each], common)


def _edges(
    lines: Sequence[Sequence[Word]], strips: Sequence[Strip]
) -> tuple[float, ...]:
    """Return where columns begin: at strips with text on both sides of them."""
    left = min(line[0].left for line in lines)
    right = max(line[-1].right for line in lines)
    inner = [s for s in strips if s[0] >= left and s[1] <= right]
    if len(lines) == 1:
        inner = [s for s in inner if s[1] - s[0] >= WIDE_GAP * lines[0][0].size]
    # Text ends where it ends; that a column begins is seen at its left side.
    following = [*(start for start, _ in inner[1:]), float("inf")]
    return tuple(
        end - 1
        for (_, end), limit in zip(inner, following, strict=False)
        if _begins(lines, end, limit)
    )


def _begins(lines: Sequence[Sequence[Word]], edge: float, limit: float) -> bool:
    """Return whether most lines with words from `edge` to `limit` begin them there."""
    beyond = [
        min(own)
        for line in lines
        if (own := [w.left for w in line if edge - 1 <= w.left < limit])
    ]
    level = sum(abs(left - edge) <= LEAST for left in beyond)
    return bool(beyond) and 2 * level >= len(beyond)
