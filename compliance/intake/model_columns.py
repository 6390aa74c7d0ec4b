"""A table with one column of answers for each of several models: the first is read."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from compliance.intake.answers import options_listed
from compliance.intake.blocks import Block, Cell, Row
from compliance.intake.choice_cells import is_asked
from compliance.intake.labels import Labels

_FEWEST: Final = 2
_YES_NO: Final = frozenset({"yes", "no"})


def first_model(
    blocks: Sequence[Block], labels: Labels
) -> tuple[tuple[Block, ...], tuple[str, ...]]:
    """Return the blocks with the first column of answers alone, and a note if so.

    Columns are for models if two questions or more are answered in each of them, with
    both boxes or the same word: a column of comments answers none.
    """
    widths = Counter(
        len(block.cells)
        for block in blocks
        if isinstance(block, Row) and _answered_in_each(block, labels)
    )
    several = {width for width, rows in widths.items() if rows >= _FEWEST}
    if not several:
        return tuple(blocks), ()
    kept = tuple(
        replace(block, cells=block.cells[:2])
        if isinstance(block, Row)
        and len(block.cells) in several
        and is_asked(block, labels)
        else block
        for block in blocks
    )
    columns = max(several) - 1
    return kept, (
        f"answers stand in {columns} columns, as for several models; the first was read",
    )


def _answered_in_each(row: Row, labels: Labels) -> bool:
    """Return whether each cell after the label is an answer of its own to a question."""
    answers = row.cells[1:]
    if len(answers) < _FEWEST or not row.cells[0].lines:
        return False
    boxed = all(_has_both(cell, labels) for cell in answers)
    given = {options_listed(cell.text, labels) for cell in answers}
    return boxed or given in ({("yes",)}, {("no",)})


def _has_both(cell: Cell, labels: Labels) -> bool:
    return {labels.option(box.label) for box in cell.ticks} == _YES_NO
