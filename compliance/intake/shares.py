"""One answer's lines shared out among several labels beside them."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from compliance.intake.blocks import Line

_APART: Final = 0.25
_LEVEL: Final = 0.5


def shared_out(
    lines: Sequence[Line], labels: Sequence[Sequence[Line]]
) -> list[tuple[Line, ...]]:
    """Return for each label the lines that belong to it, in order of both.

    Where each label begins level with a line of the answer, the answer is cut there.
    Otherwise its blocks, parted by free space, go to the nearest label, as in a table
    whose labels stand in the middle of their rows. Where the filing has no pages, each
    label takes one paragraph, and the last takes what is left.
    """
    tops = [_top(label[0]) if label else None for label in labels]
    cuts = [_level_with(lines, top) for top in tops]
    if all(cut is not None for cut in cuts) and cuts[0] == 0:
        starts = [cut for cut in cuts if cut is not None]
        ends = [*starts[1:], len(lines)]
        return [tuple(lines[a:b]) for a, b in zip(starts, ends, strict=True)]
    if not any(line.place.box for line in lines):
        return _by_paragraphs(lines, len(labels))
    heights = [_middle(label) for label in labels]
    blocks = _blocks(lines)
    shares: list[list[Line]] = [[] for _ in labels]
    for index, block in zip(_nearest(blocks, heights), blocks, strict=True):
        shares[index] += block
    return [tuple(share) for share in shares]


def _by_paragraphs(lines: Sequence[Line], labels: int) -> list[tuple[Line, ...]]:
    ends = [number for number, line in enumerate(lines, 1) if line.ends_paragraph]
    cuts = [0, *ends[: labels - 1], len(lines)]
    shares = [tuple(lines[a:b]) for a, b in pairwise(cuts)]
    return shares + [()] * (labels - len(shares))


def _top(line: Line) -> float | None:
    return line.place.box[1] if line.place.box else None


def _level_with(lines: Sequence[Line], top: float | None) -> int | None:
    """Return the first line at the height `top`, or ``None``."""
    if top is None:
        return None
    for number, line in enumerate(lines):
        box = line.place.box
        if box is not None and abs(box[1] - top) <= _LEVEL * (box[3] - box[1]):
            return number
    return None


def _middle(lines: Sequence[Line]) -> float:
    boxes = [line.place.box for line in lines if line.place.box]
    return sum(box[1] + box[3] for box in boxes) / (2 * len(boxes)) if boxes else 0.0


def _blocks(lines: Sequence[Line]) -> list[list[Line]]:
    """Return the lines in blocks, parted where a part of a line's height is free."""
    blocks: list[list[Line]] = []
    for line in lines:
        box = line.place.box
        before = blocks[-1][-1].place.box if blocks else None
        apart = box and before and box[1] - before[3] > _APART * (before[3] - before[1])
        if not blocks or apart:
            blocks.append([])
        blocks[-1].append(line)
    return blocks


def _nearest(blocks: Sequence[Sequence[Line]], heights: Sequence[float]) -> list[int]:
    """Return, for each block, the label it belongs to, in order of both.

    The cut into as many runs as there are labels whose middles lie nearest to the
    labels' own; a label may be left without a block.
    """
    best: dict[int, tuple[float, list[int]]] = {0: (0.0, [])}
    for block in blocks:
        middle = _middle(block)
        following: dict[int, tuple[float, list[int]]] = {}
        for cost, path in best.values():
            for label in range(path[-1] if path else 0, len(heights)):
                total = cost + abs(middle - heights[label])
                if label not in following or total < following[label][0]:
                    following[label] = (total, [*path, label])
        best = following
    return min(best.values(), key=lambda option: option[0])[1]
