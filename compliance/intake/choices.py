"""Signs before options that are boxes in some filings: round ones, and a letter X."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from compliance.intake.blocks import Block, Cell, Row
from compliance.intake.labels import Labels
from compliance.intake.ticks import Mark, round_signs, with_round_boxes

_CROSS: Final = re.compile(r"(?<!\S)[xX](?P<words>\s.*?)(?=(?<!\S)[xX]\s|\Z)")
_NEXT_BOX: Final = re.compile(r"[☐☒☑]")


def with_choices(blocks: Sequence[Block], labels: Labels) -> tuple[Block, ...]:
    """Return the blocks, round signs and X before options made boxes where they choose.

    Round signs choose in a filing that puts a full one before one option and an empty
    one before another; a list of options under one kind of bullet chooses nothing. An
    X chooses where other options have an empty box, whose place it takes.
    """
    blocks = _with_crosses(blocks, labels)
    signs = {
        sign
        for block in blocks
        for cell in block.cells
        for sign in _before_options(cell, labels)
    }
    if len({with_round_boxes(sign) for sign in signs}) < 2:
        return tuple(blocks)
    return tuple(
        _changed(block, lambda cell: _with_boxes(cell, labels)) for block in blocks
    )


def _before_options(cell: Cell, labels: Labels) -> Iterator[str]:
    for words in round_signs(cell.text):
        if labels.option(words[1:]):
            yield words[0]


def _changed(block: Block, change: Callable[[Cell], Cell]) -> Block:
    cells = tuple(change(cell) for cell in block.cells)
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


def _with_crosses(blocks: Sequence[Block], labels: Labels) -> tuple[Block, ...]:
    """Return the blocks, an X before an option made a box if others have empty ones."""
    empty = any(
        box.mark is Mark.EMPTY and labels.option(box.label)
        for block in blocks
        for cell in block.cells
        for box in cell.ticks
    )
    if not empty:
        return tuple(blocks)
    return tuple(
        _changed(block, lambda cell: _crossed(cell, labels)) for block in blocks
    )


def _crossed(cell: Cell, labels: Labels) -> Cell:
    lines = tuple(
        replace(line, text=_CROSS.sub(lambda m: _box_for(m, labels), line.text))
        for line in cell.lines
    )
    return replace(cell, lines=lines)


def _box_for(match: re.Match[str], labels: Labels) -> str:
    words = _NEXT_BOX.split(match["words"], maxsplit=1)[0]
    # An option may go on in the next line.
    option = (
        labels.option(words)
        or labels.begins_option(words)
        or labels.choice(words) == "other"
    )
    return f"☒{match['words']}" if option else match.group()
