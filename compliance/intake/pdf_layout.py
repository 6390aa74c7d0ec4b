"""Words and rules of a page to blocks.

Three layouts are met in forms. Where rules make a grid, its cells are the cells.
Where an answer stands on a rule of its own, its label without any rule to the left,
the band from one rule to the next is a row. Where there are no rules, columns that
keep a gutter free are rows, and all else is running text.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from compliance.intake.blocks import Block, Row
from compliance.intake.pdf_bands import Bands, Placed, height_of
from compliance.intake.pdf_grid import Grid, grids
from compliance.intake.pdf_lines import Setting, box_of, flow_of, grid_cells
from compliance.intake.pdf_page import Page
from compliance.intake.pdf_rules import parting, without_underlines
from compliance.intake.pdf_shapes import Rule
from compliance.intake.pdf_text import Word
from compliance.model import Place

_NEAR: Final = 4.0
_INNER: Final = 90.0


def page_blocks(page: Page, setting: Setting) -> tuple[Block, ...]:
    """Return the blocks of `page`, top to bottom."""
    words = list(page.words)
    rules = without_underlines(page, setting.links)
    found = grids(rules, page.down)
    # A table inside an answer, to the right of its label, is part of the answer.
    inner = tuple(g for g in found if g.columns[0] > setting.margin + _INNER)
    tables = [grid for grid in found if grid not in inner]
    rules = [rule for rule in rules if not any(_in_grid(rule, g) for g in inner)]
    placed: list[Placed] = []
    for grid in tables:
        inside = [word for word in words if grid.holds(word)]
        placed += _grid_blocks(grid, inside, setting)
        words = [word for word in words if not grid.holds(word)]
    bands = Bands(page, setting, inner)
    placed += bands.blocks(words, parting(rules, page, tables), tables)
    ordered = [block for _, block in sorted(placed, key=lambda each: each[0])]
    return _first_marked(_with_label_ends(ordered))


def _in_grid(rule: Rule, grid: Grid) -> bool:
    level = grid.top - _NEAR <= rule.top <= grid.bottom + _NEAR
    return level and grid.columns[0] - _NEAR <= rule.left <= grid.columns[-1] + _NEAR


def _first_marked(blocks: Sequence[Block]) -> tuple[Block, ...]:
    if blocks and isinstance(blocks[0], Row):
        return (replace(blocks[0], continues=True), *blocks[1:])
    return tuple(blocks)


def _grid_blocks(
    grid: Grid, words: Sequence[Word], setting: Setting
) -> Iterator[Placed]:
    """Yield a table's rows; a row of one cell is a heading or running text."""
    for (top, inside), cells in grid_cells(grid, words, setting):
        if len(cells) == 1:
            for block in flow_of(inside, grid.columns[-1], setting):
                yield height_of(block, top), block
        else:
            place = Place(page=setting.page, box=box_of(inside))
            yield top, Row(cells=cells, place=place)


def _with_label_ends(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks, labels that reach below their answer's rule made whole."""
    whole: list[Block] = []
    for block in blocks:
        before = whole[-1] if whole else None
        if isinstance(before, Row) and isinstance(block, Row) and _ends(before, block):
            lines = (*before.cells[0].lines, *block.cells[0].lines)
            label = replace(before.cells[0], lines=lines)
            whole[-1] = replace(before, cells=(label, *before.cells[1:]))
        else:
            whole.append(block)
    return whole


def _ends(before: Row, row: Row) -> bool:
    """Return whether `row` holds nothing but the next line of the label before it."""
    if len(before.cells) != 2 or len(row.cells) != 2 or row.cells[1].lines:
        return False
    if not before.cells[0].lines or not before.cells[1].lines or not row.cells[0].lines:
        return False
    last, first = before.cells[0].lines[-1], row.cells[0].lines[0]
    if last.place.box is None or first.place.box is None or last.lead != first.lead:
        return False
    # The next line of one paragraph, not a heading further down.
    tall = last.place.box[3] - last.place.box[1]
    return first.place.box[3] - last.place.box[3] < 1.35 * tall
