"""Two columns without a rule between them: labels left, answers right."""

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from compliance.intake.pdf_text import Word, printed_lines

_FEWEST: Final = 3
_GAP: Final = 1.1
_SNAP: Final = 3.0
_APART: Final = 1.4
_LEVEL: Final = 0.6

_Lines = list[list[Word]]


@dataclass(frozen=True, slots=True)
class Zone:
    """Words that belong together; `edge` is where the right column begins."""

    words: tuple[Word, ...]
    edge: float | None

    def pairs(self) -> Iterator[tuple[list[Word], list[Word]]]:
        """Yield the words of each row: its label and its answer."""
        edge = self.edge or 0.0
        left = _groups([w for w in self.words if w.centre < edge - 1])
        right = _groups([w for w in self.words if w.centre >= edge - 1])
        for labels, answers in _rows(left, right):
            yield (
                [word for group in labels for line in group for word in line],
                [word for group in answers for line in group for word in line],
            )


def zones(words: Sequence[Word]) -> Iterator[Zone]:
    """Yield the words of two columns and of running text, top to bottom."""
    lines = list(printed_lines(words))
    edge = _edge(lines)
    if edge is None:
        if words:
            yield Zone(tuple(words), None)
        return
    zone: list[Word] = []
    beside = False
    for line in lines:
        keeps = _keeps(line, edge)
        if zone and keeps != beside:
            yield Zone(tuple(zone), edge if beside else None)
            zone = []
        zone += line
        beside = keeps
    if zone:
        yield Zone(tuple(zone), edge if beside else None)


def _edge(lines: Sequence[Sequence[Word]]) -> float | None:
    """Return where a second column begins, ``None`` where there is one column."""
    begins: Counter[int] = Counter()
    gaps: Counter[int] = Counter()
    for line in lines:
        begins[round(line[0].left / _SNAP)] += 1
        for before, after in itertools.pairwise(line):
            if after.left - before.right > _GAP * max(before.size, after.size):
                gaps[round(after.left / _SNAP)] += 1
    if not gaps:
        return None
    first = min(begins)
    support = {
        slot: gaps[slot] + gaps[slot - 1] + begins[slot] + begins[slot - 1]
        for slot in gaps
        if slot > first + 2
    }
    if not support:
        return None
    slot = max(support, key=lambda s: (support[s], -s))
    paired = gaps[slot] + gaps[slot - 1]
    if paired < 2 or support[slot] < _FEWEST:
        return None
    edge = (slot - 1) * _SNAP
    crossing = sum(not _keeps(line, edge) for line in lines)
    return edge if crossing <= 0.5 * len(lines) else None


def _keeps(line: Sequence[Word], edge: float) -> bool:
    """Return whether a line leaves the gutter before `edge` free."""
    left = [w for w in line if w.centre < edge - 1]
    right = [w for w in line if w.centre >= edge - 1]
    if not left:
        return True
    if left[-1].right > edge:
        return False
    if not right:
        return not (left[0].strong and left[-1].right > edge - 2 * left[-1].size)
    return right[0].left - left[-1].right > 0.6 * left[-1].size


def _groups(words: Sequence[Word]) -> list[_Lines]:
    """Return the lines of a column in groups, parted where space is left free."""
    groups: list[_Lines] = []
    for line in printed_lines(words):
        before = groups[-1][-1] if groups else None
        if before is None or _stand_apart(before, line):
            groups.append([])
        groups[-1].append(line)
    return groups


def _stand_apart(before: Sequence[Word], line: Sequence[Word]) -> bool:
    size = max(before[0].size, line[0].size)
    return line[0].base - before[0].base > _APART * 1.2 * size


def _rows(
    left: Sequence[_Lines], right: Sequence[_Lines]
) -> Iterator[tuple[list[_Lines], list[_Lines]]]:
    """Yield the groups of both columns that stand beside one another.

    An answer may run on below its label; one that begins level with the next label
    is that label's.
    """
    answers = [part for group in right for part in _cut(group, left)]
    bounds = [group[0][0].base for group in left]
    shares: list[list[_Lines]] = [[] for _ in left]
    before: list[_Lines] = []
    for answer in answers:
        mine = _label_for(answer, left, bounds)
        if mine is None:
            before.append(answer)
        else:
            shares[mine].append(answer)
    if before:
        yield [], before
    for group, share in zip(left, shares, strict=True):
        yield [group], share


def _cut(group: _Lines, left: Sequence[_Lines]) -> Iterator[_Lines]:
    """Yield the parts of an answer, cut where a label begins at a line's height."""
    starts = {
        number
        for label in left
        for number, line in enumerate(group)
        if abs(line[0].base - label[0][0].base) <= _LEVEL * line[0].size
    }
    part: _Lines = []
    for number, line in enumerate(group):
        if part and number in starts:
            yield part
            part = []
        part.append(line)
    if part:
        yield part


def _label_for(
    answer: _Lines, left: Sequence[_Lines], bounds: Sequence[float]
) -> int | None:
    """Return the label that `answer` stands beside, or the last one above it."""
    top, bottom = answer[0][0].base, answer[-1][0].base
    best: int | None = None
    shared = 0.0
    for number, label in enumerate(left):
        low, high = label[0][0].base, label[-1][0].base
        overlap = min(bottom, high) - max(top, low) + label[0][0].size
        if overlap > shared:
            best, shared = number, overlap
    if best is not None:
        return best
    above = [number for number, bound in enumerate(bounds) if bound <= top]
    return above[-1] if above else None
