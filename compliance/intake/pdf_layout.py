"""Glyphs and rules of a page to rows of cells.

Two layouts are met in forms. Where vertical rules make a grid, its cells are the
cells. Elsewhere an answer stands on a rule of its own, and its label, without any
rule, to the left: the band from one rule to the next is a row, and where the lower
rule begins is the edge between label and answer.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import Final

from compliance.intake.blocks import Cell, Line, Row
from compliance.intake.pdf_page import Glyph, Link, Page, Rule
from compliance.model import Place

_BAND_WIDTH: Final = 90.0
_NEAR: Final = 4.0
_FOOT: Final = 0.075
_TITLE: Final = 1.3


@dataclass(frozen=True, slots=True)
class Word:
    """Glyphs without a blank between them."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    base: float
    size: float


@dataclass(frozen=True, slots=True)
class Grid:
    """A region with vertical rules: its column edges and its row edges."""

    columns: tuple[float, ...]
    rows: tuple[float, ...]


def page_rows(page: Page, margin: float) -> tuple[Row, ...]:
    """Return the rows of `page`, top to bottom.

    Args:
        page: The page.
        margin: Where the document's leftmost words begin, in points.
    """
    words = _without_page_number(list(_words(page.glyphs)), page)
    grids = _grids(page)
    rows: list[tuple[float, Row]] = []
    for grid in grids:
        inside = [w for w in words if _within(w, grid)]
        rows += _grid_rows(grid, inside, page)
        words = [w for w in words if not _within(w, grid)]
    rows += _band_rows(words, grids, page, margin)
    ordered = [row for _, row in sorted(rows, key=lambda each: each[0])]
    return tuple(_marked_first(tuple(_with_label_ends(ordered))))


def left_edge(page: Page) -> float:
    """Return where the leftmost words of `page` begin; its width if it has none."""
    return min((glyph.left for glyph in page.glyphs), default=page.width)


def _with_label_ends(rows: Sequence[Row]) -> Iterator[Row]:
    """Yield the rows, labels that reach below their answer's rule made whole."""
    whole: Row | None = None
    for row in rows:
        if whole is not None and _ends_label(whole, row):
            label = Cell(lines=(*whole.cells[0].lines, *row.cells[0].lines))
            whole = replace(whole, cells=(label, *whole.cells[1:]))
            continue
        if whole is not None:
            yield whole
        whole = row
    if whole is not None:
        yield whole


def _ends_label(before: Row, row: Row) -> bool:
    if len(before.cells) != 2 or len(row.cells) != 2 or row.cells[1].lines:
        return False
    if not before.cells[0].lines or not before.cells[1].lines or not row.cells[0].lines:
        return False
    last = before.cells[0].lines[-1].place.box
    first = row.cells[0].lines[0].place.box
    if last is None or first is None:
        return False
    # The next line of one paragraph, not a heading further down.
    return first[3] - last[3] < 1.35 * (last[3] - last[1])


def _marked_first(rows: Sequence[Row]) -> Iterator[Row]:
    for number, row in enumerate(rows):
        yield Row(cells=row.cells, place=row.place, continues=number == 0)


def _words(glyphs: Iterable[Glyph]) -> Iterator[Word]:
    for line in _same_base(glyphs):
        current: list[Glyph] = []
        for glyph in line:
            if current and _apart(current[-1], glyph):
                yield _word(current)
                current = []
            current.append(glyph)
        if current:
            yield _word(current)


def _same_base(glyphs: Iterable[Glyph]) -> Iterator[list[Glyph]]:
    """Yield the glyphs of each base line, left to right; lines top to bottom."""
    line: list[Glyph] = []
    for glyph in sorted(glyphs, key=lambda g: (g.base, g.left)):
        if line and glyph.base - line[0].base > 0.35 * max(line[0].size, glyph.size):
            yield sorted(line, key=lambda g: g.left)
            line = []
        line.append(glyph)
    if line:
        yield sorted(line, key=lambda g: g.left)


def _apart(before: Glyph, after: Glyph) -> bool:
    gap = after.left - before.right
    size = max(before.size, after.size)
    # Italic letters overlap, so that a blank may leave no gap to see.
    return gap > 0.3 * size or (before.blank and gap > -0.2 * size)


def _word(glyphs: Sequence[Glyph]) -> Word:
    return Word(
        "".join(glyph.text for glyph in glyphs),
        min(glyph.left for glyph in glyphs),
        min(glyph.top for glyph in glyphs),
        max(glyph.right for glyph in glyphs),
        max(glyph.bottom for glyph in glyphs),
        glyphs[0].base,
        max(glyph.size for glyph in glyphs),
    )


def _without_page_number(words: list[Word], page: Page) -> list[Word]:
    foot = page.height * (1 - _FOOT)
    low = [word for word in words if word.base > foot]
    if (
        len(low) <= 3
        and any(w.text.isdigit() for w in low)
        and all(len(w.text) < 5 for w in low)
    ):
        return [word for word in words if word.base <= foot]
    return words


def _grids(page: Page) -> list[Grid]:
    """Return the regions in which three or more vertical rules stand side by side."""
    groups: list[list[Rule]] = []
    for rule in sorted(page.down, key=lambda r: (r.top, r.left)):
        for group in groups:
            if rule.top <= max(r.bottom for r in group) + _NEAR:
                group.append(rule)
                break
        else:
            groups.append([rule])
    return [grid for group in groups if (grid := _grid(group, page)) is not None]


def _grid(group: Sequence[Rule], page: Page) -> Grid | None:
    top, bottom = min(r.top for r in group), max(r.bottom for r in group)
    columns = _merged(rule.left for rule in group)
    if len(columns) < 3:
        return None
    left, right = columns[0], columns[-1]
    crossing = [
        rule.top
        for rule in page.across
        if top - _NEAR <= rule.top <= bottom + _NEAR
        and rule.right > left
        and rule.left < right
    ]
    return Grid(columns, _merged([top, bottom, *crossing]))


def _merged(values: Iterable[float]) -> tuple[float, ...]:
    merged: list[float] = []
    for value in sorted(values):
        if not merged or value - merged[-1] > _NEAR:
            merged.append(value)
    return tuple(merged)


def _within(word: Word, grid: Grid) -> bool:
    middle = (word.top + word.bottom) / 2
    centre = (word.left + word.right) / 2
    return (
        grid.rows[0] - 1 <= middle <= grid.rows[-1] + 1
        and grid.columns[0] - 1 <= centre <= grid.columns[-1] + 1
    )


def _grid_rows(
    grid: Grid, words: Sequence[Word], page: Page
) -> Iterator[tuple[float, Row]]:
    for top, bottom in pairwise(grid.rows):
        band = [w for w in words if top <= (w.top + w.bottom) / 2 < bottom]
        cells = tuple(
            _cell(
                [w for w in band if left <= (w.left + w.right) / 2 < right], right, page
            )
            for left, right in pairwise(grid.columns)
        )
        if any(cell.lines for cell in cells):
            place = Place(page=page.number, box=_box(band))
            yield top, Row(cells=cells, place=place)


def _band_rows(
    words: Sequence[Word], grids: Sequence[Grid], page: Page, margin: float
) -> Iterator[tuple[float, Row]]:
    rules = [
        rule
        for rule in page.across
        if rule.right - rule.left >= _BAND_WIDTH
        and not _underlines(rule, words, page.links)
        and not any(g.rows[0] - _NEAR <= rule.top <= g.rows[-1] + _NEAR for g in grids)
    ]
    answers = [rule for rule in rules if rule.left > margin + 40]
    edges = sorted(
        [*rules, *(Rule(margin, g.rows[0], page.width, g.rows[0]) for g in grids)],
        key=lambda rule: rule.top,
    )
    top = 0.0
    usual = median(word.size for word in words) if words else 0.0
    for rule in edges:
        if rule.top - top < 1:
            continue
        band = [w for w in words if top <= _middle(w) < rule.top]
        edge = rule.left if rule in answers else None
        yield from _band(band, edge, page, margin, usual)
        top = rule.top
    rest = [w for w in words if _middle(w) >= top]
    after = [rule.left for rule in answers]
    yield from _band(rest, after[-1] if after else None, page, margin, usual)


def _underlines(rule: Rule, words: Sequence[Word], links: Sequence[Link]) -> bool:
    """Return whether `rule` only underlines words, as links are."""
    for link in links:
        within = link.left - 3 <= rule.left and rule.right <= link.right + 3
        if within and link.top <= rule.top <= link.bottom + 3:
            return True
    above = [
        w
        for w in words
        if 0 <= rule.top - w.base < 0.35 * w.size
        and w.right > rule.left
        and w.left < rule.right
    ]
    if not above:
        return False
    starts, ends = min(w.left for w in above), max(w.right for w in above)
    return abs(starts - rule.left) < 1.5 and abs(ends - rule.right) < 1.5


def _middle(word: Word) -> float:
    # Descenders of an answer reach below the rule it stands on.
    return (word.top + word.base) / 2


def _band(
    band: Sequence[Word], edge: float | None, page: Page, margin: float, usual: float
) -> Iterator[tuple[float, Row]]:
    if not band:
        return
    right = max(word.right for word in band)
    if edge is None:
        for line in _lines(band, right, page):
            row = Row(cells=(Cell(lines=(line,)),), place=line.place)
            yield _top(line), row
        return
    across = [
        word
        for line in _printed(band)
        if _crosses(line, edge, margin) or line[0].size > _TITLE * usual
        for word in line
    ]
    for line in _lines(across, right, page):
        yield _top(line), Row(cells=(Cell(lines=(line,)),), place=line.place)
    beside = [w for w in band if w not in across]
    labels = [w for w in beside if (w.left + w.right) / 2 < edge - 2]
    words = [w for w in beside if (w.left + w.right) / 2 >= edge - 2]
    if labels or words:
        cells = (_cell(labels, edge, page), _cell(words, right, page))
        place = Place(page=page.number, box=_box(words or labels))
        yield min(word.top for word in beside), Row(cells=cells, place=place)


def _top(line: Line) -> float:
    return line.place.box[1] if line.place.box else 0.0


def _crosses(line: Sequence[Word], edge: float, margin: float) -> bool:
    """Return whether a printed line runs over the edge, as headings do."""
    left = [w for w in line if (w.left + w.right) / 2 < edge - 2]
    right = [w for w in line if (w.left + w.right) / 2 >= edge - 2]
    if not left or not right:
        return False
    gap = right[0].left - left[-1].right
    begins = left[0].left <= margin + 3 or gap < 0.35 * left[-1].size
    return begins and gap < 0.5 * left[-1].size


def _cell(words: Sequence[Word], right: float, page: Page) -> Cell:
    lines = tuple(_lines(words, max((w.right for w in words), default=right), page))
    return Cell(lines=lines, links=_links_under(words, page.links))


def _lines(words: Sequence[Word], right: float, page: Page) -> Iterator[Line]:
    printed = list(_printed(words))
    urls = [link.url for link in page.links]
    for number, line in enumerate(printed):
        following = printed[number + 1] if number + 1 < len(printed) else None
        yield Line(
            text=" ".join(word.text for word in line),
            place=Place(page=page.number, box=_box(line)),
            joins=following is not None and _broken(line, following, right, urls),
            ends_paragraph=following is None or _paragraph_ends(line, following, right),
        )


def _printed(words: Sequence[Word]) -> Iterator[list[Word]]:
    line: list[Word] = []
    for word in sorted(words, key=lambda w: (w.base, w.left)):
        if line and word.base - line[0].base > 0.4 * max(word.size, line[0].size):
            yield sorted(line, key=lambda w: w.left)
            line = []
        line.append(word)
    if line:
        yield sorted(line, key=lambda w: w.left)


def _broken(
    line: Sequence[Word], following: Sequence[Word], right: float, urls: Sequence[str]
) -> bool:
    """Return whether an address goes on in the next line."""
    last, first = line[-1].text, following[0].text
    joined = (last + first).rstrip(".,;)")
    if any(joined in url and last in url and len(last) > 2 for url in urls):
        return True
    if "://" not in last or line[-1].right < right - 6 * line[-1].size:
        return False
    return last.endswith(("-", "/", "_", ".", "=", "?", "&")) and "://" not in first


def _paragraph_ends(
    line: Sequence[Word], following: Sequence[Word], right: float
) -> bool:
    size = max(word.size for word in line)
    gap = following[0].base - line[0].base
    if gap > 1.9 * size or following[0].text.startswith(
        ("•", "-", "–", "▪", "☐", "☒", "☑")
    ):
        return True
    starts_address = "://" in following[0].text
    # A line that had room for the next word was ended on purpose.
    width = following[0].right - following[0].left
    return starts_address or line[-1].right + width + 0.4 * size < right - 2


def _links_under(words: Sequence[Word], links: Iterable[Link]) -> tuple[str, ...]:
    found = {
        link.url: None
        for link in links
        for word in words
        if word.left < link.right
        and link.left < word.right
        and link.top < word.base < link.bottom + 1
    }
    return tuple(found)


def _box(words: Sequence[Word]) -> tuple[float, float, float, float] | None:
    if not words:
        return None
    return (
        round(min(word.left for word in words), 1),
        round(min(word.top for word in words), 1),
        round(max(word.right for word in words), 1),
        round(max(word.bottom for word in words), 1),
    )
