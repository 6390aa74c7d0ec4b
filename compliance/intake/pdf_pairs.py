"""Labels and answers that stand beside one another, without a rule around them."""

from collections.abc import Iterator, Sequence
from typing import Final

from compliance.intake.pdf_text import Word, printed_lines

_APART: Final = 1.7
_LEVEL: Final = 0.6

Lines = list[list[Word]]


def groups_of(words: Sequence[Word]) -> list[Lines]:
    """Return the lines of a column in groups, parted where space is left free."""
    groups: list[Lines] = []
    for line in printed_lines(words):
        before = groups[-1][-1] if groups else None
        if before is None or _stand_apart(before, line):
            groups.append([])
        groups[-1].append(line)
    return groups


def _stand_apart(before: Sequence[Word], line: Sequence[Word]) -> bool:
    size = max(before[0].size, line[0].size)
    return line[0].base - before[0].base > _APART * size


def paired(
    left: Sequence[Lines], right: Sequence[Lines]
) -> Iterator[tuple[list[Lines], list[Lines]]]:
    """Yield the groups of both columns that stand beside one another.

    An answer may run on below its label; one that begins level with the next label
    is that label's.
    """
    shares: list[list[Lines]] = [[] for _ in left]
    before: list[Lines] = []
    for group in right:
        for answer in _cut(group, left):
            mine = _label_for(answer, left)
            (before if mine is None else shares[mine]).append(answer)
    if before:
        yield [], before
    for group, share in zip(left, shares, strict=True):
        yield [group], share


def _cut(group: Lines, left: Sequence[Lines]) -> Iterator[Lines]:
    """Yield the parts of an answer, cut where a label begins at a line's height."""
    starts = {
        number
        for label in left
        for number, line in enumerate(group)
        if abs(line[0].base - label[0][0].base) <= _LEVEL * line[0].size
    }
    part: Lines = []
    for number, line in enumerate(group):
        if part and number in starts:
            yield part
            part = []
        part.append(line)
    if part:
        yield part


def _label_for(answer: Lines, left: Sequence[Lines]) -> int | None:
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
    above = [n for n, label in enumerate(left) if label[0][0].base <= top]
    return above[-1] if above else None
