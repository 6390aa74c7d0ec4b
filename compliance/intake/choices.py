"""Round signs before options: bullets in one filing, choices in another."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from compliance.intake.blocks import Block, Cell, Row
from compliance.intake.labels import Labels
from compliance.intake.ticks import round_signs, with_round_boxes


def with_choices(blocks: Sequence[Block], labels: Labels) -> tuple[Block, ...]:
    """Return the blocks, round signs before options made boxes where they choose.

    They choose in a filing that puts a full one before one option and an empty one
    before another; a list of options under one kind of bullet chooses nothing.
    """
    signs = {
        sign
        for block in blocks
        for cell in block.cells
        for sign in _before_options(cell, labels)
    }
    if len({with_round_boxes(sign) for sign in signs}) < 2:
        return tuple(blocks)
    return tuple(_boxed(block, labels) for block in blocks)


def _before_options(cell: Cell, labels: Labels) -> Iterator[str]:
    for words in round_signs(cell.text):
        if labels.option(words[1:]):
            yield words[0]


def _boxed(block: Block, labels: Labels) -> Block:
    cells = tuple(_with_boxes(cell, labels) for cell in block.cells)
    if isinstance(block, Row):
        return replace(block, cells=cells)
    return replace(block, cell=cells[0])


def _with_boxes(cell: Cell, labels: Labels) -> Cell:
    if not any(_before_options(cell, labels)):
        return cell
    lines = tuple(
        replace(line, text=with_round_boxes(line.text)) for line in cell.lines
    )
    return replace(cell, lines=lines)
