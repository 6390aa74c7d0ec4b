"""Labels that a page's end or a line break cuts in pieces: made whole."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from compliance.intake.blocks import Block, Cell, Paragraph, Row, ended, joined
from compliance.intake.labels import Labels, bare
from compliance.intake.met import labels_in
from compliance.intake.ticks import has_box

_MOST_LINES: Final = 4
_LONGEST_LINE: Final = 100


def rejoined(blocks: Sequence[Block], labels: Labels) -> tuple[Block, ...]:
    """Return the blocks, labels that a page's end cuts in two made whole."""
    whole: list[Block] = []
    for block in _in_one(blocks, labels):
        before = whole[-1] if whole else None
        together = _together(before, block) if before is not None else None
        if (
            before is not None
            and together is not None
            and _explains(before, block, together, labels)
        ):
            whole[-1] = together
        else:
            whole.append(block)
    return tuple(whole)


def _in_one(blocks: Sequence[Block], labels: Labels) -> Iterator[Block]:
    """Yield the blocks, paragraphs that are lines of one label as one."""
    at = 0
    while at < len(blocks):
        block = blocks[at]
        whole = 1
        if isinstance(block, Paragraph):
            for number in range(2, min(_MOST_LINES, len(blocks) - at) + 1):
                lines = _lines(blocks[at : at + number])
                if lines is not None and bare(lines.text) in labels.meanings:
                    block, whole = replace(block, cell=lines), number
        yield block
        at += whole


def _lines(blocks: Sequence[Block]) -> Cell | None:
    """Return paragraphs of one line each as a cell, ``None`` if they are not."""
    cells = []
    for number, block in enumerate(blocks):
        if not isinstance(block, Paragraph) or (number and block.bullet):
            return None
        if len(block.cell.lines) != 1 or len(block.cell.text) > _LONGEST_LINE:
            return None
        line = replace(block.cell.lines[0], ends_paragraph=False)
        cells.append(replace(block.cell, lines=(line,)))
    return ended(joined(tuple(cells)))


def _together(before: Block, block: Block) -> Block | None:
    """Return two blocks as one, if a label may run from the first into the second."""
    if isinstance(before, Row) and isinstance(block, Row):
        same = len(before.cells) == len(block.cells) > 1
        if not same or not block.continues or not block.cells[0].lines:
            return None
        pairs = zip(before.cells, block.cells, strict=True)
        return replace(before, cells=tuple(joined(pair) for pair in pairs))
    if isinstance(before, Row) or isinstance(block, Row):
        return None
    first, second = before.cell, block.cell
    bullet = isinstance(block, Paragraph) and block.bullet
    if bullet or not first.lines or not second.lines or has_box(first.text):
        return None
    if bool(first.lines[-1].lead) != bool(second.lines[0].lead):
        return None
    running = replace(first.lines[-1], ends_paragraph=False)
    open_end = replace(first, lines=(*first.lines[:-1], running))
    return replace(before, cell=joined((open_end, second)))


def _explains(before: Block, after: Block, together: Block, labels: Labels) -> bool:
    """Return whether a label runs over the seam, and is more than both sides' own."""
    both = labels_in(0, together, labels)
    own = [*labels_in(0, before, labels), *labels_in(0, after, labels)]
    if sum(label.worth for label in both) <= sum(label.worth for label in own):
        return False
    return any(
        label.start[0] < len(before.cells[label.cell].lines) <= label.end[0]
        for label in both
    )
