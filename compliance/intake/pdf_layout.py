"""Words and rules of a page to blocks.

Three layouts are met in forms. Where rules make a grid, its cells are the cells.
Where an answer stands on a rule of its own, its label without any rule to the left,
the band from one rule to the next is a row, and where the lower rule begins is the
edge between label and answer. Where there are no rules, two columns that keep a
gutter free are rows, and all else is running text.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from compliance.intake.blocks import Block, Cell, Row
from compliance.intake.pdf_columns import Zone, zones
from compliance.intake.pdf_grid import Grid, grids
from compliance.intake.pdf_join import LinkMap
from compliance.intake.pdf_lines import Setting, box_of, cell_of, flow_of
from compliance.intake.pdf_page import Page
from compliance.intake.pdf_shapes import Rule
from compliance.intake.pdf_text import Word, printed_lines
from compliance.model import Place

_BAND_WIDTH: Final = 90.0
_NEAR: Final = 4.0
_LABEL_WIDTH: Final = 40.0
_TITLE: Final = 1.25
_LARGE: Final = 1.5

Placed = tuple[float, Block]
"""A block and the height it stands at."""


def page_blocks(page: Page, setting: Setting) -> tuple[Block, ...]:
    """Return the blocks of `page`, top to bottom."""
    words = list(page.words)
    rules = _without_underlines(page, setting.links)
    tables = grids(rules, page.down)
    placed: list[Placed] = []
    for grid in tables:
        inside = [word for word in words if grid.holds(word)]
        placed += _grid_blocks(grid, inside, setting)
        words = [word for word in words if not grid.holds(word)]
    placed += _band_blocks(words, page, _parting(rules, page, tables), tables, setting)
    ordered = [block for _, block in sorted(placed, key=lambda each: each[0])]
    return _first_marked(_with_label_ends(ordered))


def _first_marked(blocks: Sequence[Block]) -> tuple[Block, ...]:
    if blocks and isinstance(blocks[0], Row):
        return (replace(blocks[0], continues=True), *blocks[1:])
    return tuple(blocks)


def _grid_blocks(
    grid: Grid, words: Sequence[Word], setting: Setting
) -> Iterator[Placed]:
    by_cell: dict[int, list[Word]] = {}
    for word in words:
        by_cell.setdefault(grid.cell_of(word), []).append(word)
    for top, cells in grid.bands():
        band = [w for number, new, *_ in cells if new for w in by_cell.get(number, ())]
        if not band:
            continue
        if len(cells) == 1:
            right = cells[0][3]
            for block in flow_of(band, right, setting):
                yield _height(block, top), block
            continue
        row = tuple(
            cell_of(by_cell.get(number, ()), left, right, setting)
            if new
            else Cell(spans=True)
            for number, new, left, right in cells
        )
        place = Place(page=setting.page, box=box_of(band))
        yield top, Row(cells=row, place=place)


def _height(block: Block, otherwise: float) -> float:
    return block.place.box[1] if block.place.box else otherwise


def _band_blocks(
    words: Sequence[Word],
    page: Page,
    rules: Sequence[Rule],
    tables: Sequence[Grid],
    setting: Setting,
) -> Iterator[Placed]:
    ends = [Rule(setting.margin, g.top, page.width, g.top) for g in tables]
    edges = sorted([*rules, *ends], key=lambda rule: rule.top)
    beside = {id(rule) for rule in rules if rule.left > setting.margin + _LABEL_WIDTH}
    pending = sorted(words, key=lambda w: w.middle)
    start = 0
    last: Rule | None = None
    loose: list[Word] = []
    for rule in edges:
        end = start
        while end < len(pending) and pending[end].middle < rule.top:
            end += 1
        band, start = pending[start:end], end
        if id(rule) in beside:
            yield from _loose_blocks(loose, page, setting)
            loose = []
            yield from _band(band, rule, setting)
            last = rule
        else:
            # A rule over the whole width closes what stands above it.
            yield from _loose_blocks([*loose, *band], page, setting)
            loose = []
    rest = [*loose, *pending[start:]]
    if last is not None and last is _lowest(rules):
        yield from _band(rest, last, setting)
    else:
        yield from _loose_blocks(rest, page, setting)


def _lowest(rules: Sequence[Rule]) -> Rule | None:
    return max(rules, key=lambda rule: rule.top, default=None)


def _parting(rules: Sequence[Rule], page: Page, tables: Sequence[Grid]) -> list[Rule]:
    """Return the rules that part what is above from below, the parts of one joined."""
    found: list[Rule] = []
    for rule in rules:
        if any(g.top - _NEAR <= rule.top <= g.bottom + _NEAR for g in tables):
            continue
        if rule.right - rule.left < _BAND_WIDTH:
            continue
        if found and rule.top - found[-1].top < 1.5:
            found[-1] = _joined(found[-1], rule, page)
        else:
            found.append(rule)
    return found


def _joined(one: Rule, two: Rule, page: Page) -> Rule:
    """Return two rules at one height as one; where they meet is a column's edge."""
    left, right = sorted((one, two), key=lambda rule: rule.left)
    meets = abs(right.left - left.right) <= _NEAR
    if meets and right.left - left.left > _LABEL_WIDTH and right.right > page.width / 2:
        return right
    return Rule(left.left, left.top, max(left.right, right.right), left.bottom)


def _without_underlines(page: Page, links: LinkMap) -> list[Rule]:
    lines = list(printed_lines(page.words))
    return [rule for rule in page.across if not _underlines(rule, lines, links)]


def _underlines(rule: Rule, lines: Sequence[Sequence[Word]], links: LinkMap) -> bool:
    """Return whether `rule` only underlines words, as links are."""
    height = (rule.top + rule.bottom) / 2
    near = bisect_left(lines, height - 8, key=lambda line: line[0].base)
    for line in lines[near : near + 4]:
        above = [
            w
            for w in line
            if -0.1 * w.size <= height - w.base < 0.35 * w.size
            and w.right > rule.left
            and w.left < rule.right
        ]
        if not above:
            continue
        starts, ends = min(w.left for w in above), max(w.right for w in above)
        linked = [link for word in above for link in links.under(word)]
        if linked:
            starts = min(starts, *(link.left for link in linked)) - 1.5
            ends = max(ends, *(link.right for link in linked)) + 1.5
            within = rule.left >= starts and rule.right <= ends
        else:
            within = abs(starts - rule.left) < 1.5 and abs(ends - rule.right) < 1.5
        if within:
            return True
    return False


def _band(band: Sequence[Word], rule: Rule, setting: Setting) -> Iterator[Placed]:
    """Yield the headings in a band, and its row of label and answer."""
    if not band:
        return
    edge = rule.left
    lines = list(printed_lines(band))
    across = [line for line in lines if _is_across(line, edge, setting)]
    above = [word for line in across for word in line]
    beside = [word for line in lines if line not in across for word in line]
    labels = [w for w in beside if w.centre < edge - 2]
    answers = [w for w in beside if w.centre >= edge - 2]
    headings, labels = _parted(labels)
    for part in (above, headings):
        for block in flow_of(part, rule.right, setting):
            yield _height(block, 0.0), block
    if labels or answers:
        cells = (
            cell_of(labels, setting.margin, edge, setting),
            cell_of(answers, edge, rule.right, setting),
        )
        place = Place(page=setting.page, box=box_of(answers or labels))
        yield (
            min(word.top for word in (*labels, *answers)),
            Row(cells=cells, place=place),
        )


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


def _is_across(line: Sequence[Word], edge: float, setting: Setting) -> bool:
    """Return whether a printed line is a heading that runs over the edge."""
    if line[0].size > (_TITLE if line[0].left < edge else _LARGE) * setting.size:
        return True
    left = [w for w in line if w.centre < edge - 2]
    right = [w for w in line if w.centre >= edge - 2]
    if not left or not right:
        return False
    gap = right[0].left - left[-1].right
    begins = left[0].left <= setting.margin + 3 or gap < 0.35 * left[-1].size
    return begins and gap < 0.5 * left[-1].size


def _loose_blocks(
    words: Sequence[Word], page: Page, setting: Setting
) -> Iterator[Placed]:
    """Yield the rows and running text of words that no rule parts."""
    for zone in zones(words):
        if zone.edge is None:
            right = max(w.right for w in zone.words)
            for block in flow_of(zone.words, max(right, _reach(page)), setting):
                yield _height(block, 0.0), block
        else:
            yield from _zone_rows(zone, setting)


def _reach(page: Page) -> float:
    return max((word.right for word in page.words), default=page.width)


def _zone_rows(zone: Zone, setting: Setting) -> Iterator[Placed]:
    room = max(word.right for word in zone.words)
    edge = zone.edge or room
    for left, right in zone.pairs():
        cells = (
            cell_of(left, setting.margin, edge, setting),
            cell_of(right, edge, room, setting),
        )
        band = [*left, *right]
        place = Place(page=setting.page, box=box_of(right or left))
        yield min(word.top for word in band), Row(cells=cells, place=place)


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
