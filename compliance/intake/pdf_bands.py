"""Words outside tables to rows: answers that stand on rules of their own, and columns.

The band from one rule to the next is a row; where the lower rule begins is the edge
between label and answer.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from compliance.intake.blocks import Block, Cell, Row, ended, in_line, joined
from compliance.intake.pdf_band_edges import band_edges, between
from compliance.intake.pdf_columns import Zone, zones
from compliance.intake.pdf_grid import Grid
from compliance.intake.pdf_lines import Setting, box_of, cell_of, flow_of, grid_cells
from compliance.intake.pdf_page import Page
from compliance.intake.pdf_shapes import Rule
from compliance.intake.pdf_text import Word, printed_lines
from compliance.model import Place

_LABEL_WIDTH: Final = 40.0
_TITLE: Final = 1.25
_LARGE: Final = 1.5

Placed = tuple[float, Block]
"""A block and the height it stands at."""


@dataclass(frozen=True, slots=True)
class Bands:
    """What the bands of a page are read with."""

    page: Page
    setting: Setting
    inner: tuple[Grid, ...]
    """Tables inside answers."""

    def blocks(
        self, words: Sequence[Word], rules: Sequence[Rule], tables: Sequence[Grid]
    ) -> Iterator[Placed]:
        """Yield the rows, headings and running text that `words` make.

        Args:
            words: The words of the page outside its tables.
            rules: The rules that part them, top to bottom.
            tables: The tables, which part them too.
        """
        margin = self.setting.margin
        ends = [Rule(margin, g.top, self.page.width, g.top) for g in tables]
        beside = {id(rule) for rule in rules if rule.left > margin + _LABEL_WIDTH}
        pending = sorted(words, key=lambda w: w.middle)
        start = 0
        last: Rule | None = None
        found: list[tuple[list[Word], Rule | None]] = []
        for rule in sorted([*rules, *ends], key=lambda rule: rule.top):
            end = start
            while end < len(pending) and pending[end].middle < rule.top:
                end += 1
            band, start = pending[start:end], end
            last = rule if id(rule) in beside else None
            found.append((band, last))
        rest = pending[start:]
        if last is not None:
            # Below the last rule its row may go on, up to the next heading.
            row, rest = self._before_heading(rest, last)
            found.append((row, last))
        found.append((rest, None))
        answers = [(self._below_headings(band, of), of) for band, of in found]
        for (band, of), edges in zip(found, band_edges(answers), strict=True):
            yield from self._band(band, of, edges) if of else self._loose(band)

    def _before_heading(
        self, words: Sequence[Word], rule: Rule
    ) -> tuple[list[Word], list[Word]]:
        lines = list(printed_lines(words))
        across = (n for n, line in enumerate(lines) if self._is_across(line, rule.left))
        cut = next(across, len(lines))
        return (
            [word for line in lines[:cut] for word in line],
            [word for line in lines[cut:] for word in line],
        )

    def _below_headings(self, band: Sequence[Word], rule: Rule | None) -> list[Word]:
        """Return the words of a band that do not run over the edge of its rule."""
        if rule is None:
            return []
        lines = printed_lines(band)
        return [w for ln in lines if not self._is_across(ln, rule.left) for w in ln]

    def _band(
        self, band: Sequence[Word], rule: Rule, edges: Sequence[float]
    ) -> Iterator[Placed]:
        """Yield the headings in a band, and its row of label and answers."""
        edge = rule.left
        lines = list(printed_lines(band))
        across = [self._is_across(line, edge) for line in lines]
        pairs = list(zip(lines, across, strict=True))
        above = [word for line, over in pairs if over for word in line]
        beside = [word for line, over in pairs if not over for word in line]
        labels = [w for w in beside if w.centre < edge - 2]
        answers = [w for w in beside if w.centre >= edge - 2]
        headings, labels = _parted(labels)
        for part in (above, headings):
            for block in flow_of(part, rule.right, self.setting):
                yield height_of(block, 0.0), block
        if labels or answers:
            sides = (edge, *edges, rule.right)
            cells = (
                cell_of(labels, self.setting.margin, edge, self.setting),
                *(
                    self._answer(between(answers, left, right, sides), left, right)
                    for left, right in pairwise(sides)
                ),
            )
            place = Place(page=self.setting.page, box=box_of(answers or labels))
            top = min(word.top for word in (*labels, *answers))
            yield top, Row(cells=cells, place=place)

    def _answer(self, words: Sequence[Word], left: float, right: float) -> Cell:
        """Return an answer; the tables in it cell by cell."""
        cells: list[Cell] = []
        rest = list(words)
        for grid in self.inner:
            inside = [word for word in rest if grid.holds(word)]
            if not inside:
                continue
            above = [word for word in rest if word.middle < grid.top]
            cells.append(ended(cell_of(above, left, right, self.setting)))
            for _, row in grid_cells(grid, inside, self.setting):
                filled = [cell for cell in row if cell.lines]
                cells.append(in_line(filled, filled[0].place))
            rest = [word for word in rest if word not in above and word not in inside]
        below = cell_of(rest, left, right, self.setting)
        return joined((*cells, below)) if cells else below

    def _is_across(self, line: Sequence[Word], edge: float) -> bool:
        """Return whether a printed line is a heading that runs over the edge."""
        large = _TITLE if line[0].left < edge else _LARGE
        if line[0].size > large * self.setting.size:
            return True
        left = [w for w in line if w.centre < edge - 2]
        right = [w for w in line if w.centre >= edge - 2]
        if not left or not right:
            return False
        gap = right[0].left - left[-1].right
        outermost = left[0].left <= self.setting.margin + 3
        begins = outermost or gap < 0.35 * left[-1].size
        return begins and gap < 0.5 * left[-1].size

    def _loose(self, words: Sequence[Word]) -> Iterator[Placed]:
        """Yield the rows and running text of words that no rule parts."""
        reach = max((word.right for word in self.page.words), default=0.0)
        for zone in zones(words, self.setting.size):
            if zone.edges:
                yield from self._zone_rows(zone)
                continue
            for block in flow_of(zone.words, reach, self.setting):
                yield height_of(block, 0.0), block

    def _zone_rows(self, zone: Zone) -> Iterator[Placed]:
        room = max(word.right for word in zone.words)
        sides = [self.setting.margin, *zone.edges, room]
        for row in zone.rows():
            cells = tuple(
                cell_of(words, left, right, self.setting)
                for words, (left, right) in zip(row, pairwise(sides), strict=True)
            )
            band = [word for words in row for word in words]
            place = Place(page=self.setting.page, box=box_of(band))
            yield min(word.top for word in band), Row(cells=cells, place=place)


def height_of(block: Block, otherwise: float) -> float:
    """Return the height a block stands at, `otherwise` if it is not known."""
    return block.place.box[1] if block.place.box else otherwise


def _parted(labels: Sequence[Word]) -> tuple[list[Word], list[Word]]:
    """Return the bold lines above a label that is not bold, and the label."""
    lines = list(printed_lines(labels))
    plain = [n for n, line in enumerate(lines) if not line[0].strong]
    cut = plain[0] if plain else 0
    if any(line[0].strong for line in lines[cut:]):
        cut = 0
    return (
        [word for line in lines[:cut] for word in line],
        [word for line in lines[cut:] for word in line],
    )
