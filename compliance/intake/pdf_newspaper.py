"""Pages set in two columns of running text, as papers are: left one first.

Labels left and answers right are two columns too. Those begin level with one another;
columns of running text do not, and both hold labels.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from compliance.intake.pdf_grid import grids
from compliance.intake.pdf_page import Page
from compliance.intake.pdf_pairs import groups_of
from compliance.intake.pdf_shapes import Rule
from compliance.intake.pdf_text import Word, printed_lines

_MIDDLE: Final = (0.35, 0.65)
_NARROWEST: Final = 9
_FEW_ACROSS: Final = 0.12
_FEWEST_LINES: Final = 8
_LEVEL: Final = 0.3
_MOST_LEVEL: Final = 0.5
_NEAR: Final = 12.0
_RULE: Final = 90.0
_FEW_RULES: Final = 2
_BLANK: Final = 0.45


def in_columns(pages: Sequence[Page]) -> Iterator[tuple[Page, ...]]:
    """Yield each page, in parts where it is set in columns, in their reading order.

    A page that shows no columns of its own may have those of the others.
    """
    gutters = [_gutter(page) for page in pages]
    sure = [
        gutter if gutter is not None and _runs_in_columns(page, gutter) else None
        for page, gutter in zip(pages, gutters, strict=True)
    ]
    known = sorted({gutter for gutter in sure if gutter is not None})
    for page, gutter in zip(pages, sure, strict=True):
        found = gutter if gutter is not None else _known_gutter(page, known)
        yield tuple(_parts(page, found)) if found is not None else (page,)


def _known_gutter(page: Page, known: Sequence[float]) -> float | None:
    """Return the gutter of another page that parts this one too."""
    lines = list(printed_lines(page.words))
    for gutter in known:
        over = sum(_is_across(line, gutter) for line in lines)
        ruled = any(rule.left < gutter < rule.right for rule in page.across)
        if not ruled and over <= _FEW_ACROSS * len(lines):
            return gutter
    return None


def _gutter(page: Page) -> float | None:
    """Return the middle of the strip that hardly any word of a page crosses."""
    words = page.words
    if not words:
        return None
    left, right = min(w.left for w in words), max(w.right for w in words)
    covered: Counter[int] = Counter()
    for word in words:
        covered.update(range(int(word.left), int(word.right) + 1))
    first = int(left + _MIDDLE[0] * (right - left))
    last = int(left + _MIDDLE[1] * (right - left))
    most = int(_FEW_ACROSS * len(list(printed_lines(words))))
    for crossed in range(most + 1):
        start, best = first, (0, 0)
        for at in range(first, last + 2):
            if at > last or covered[at] > crossed:
                best = max(best, (at - start, start))
                start = at + 1
        if best[0] >= _NARROWEST:
            return best[1] + (best[0] - 1) / 2
    return None


def _segments(page: Page, gutter: float) -> Iterator[tuple[bool, list[Word]]]:
    """Yield the words of a page top to bottom: lines across the gutter, and others."""
    part: list[Word] = []
    across = False
    for line in printed_lines(page.words):
        over = _is_across(line, gutter)
        if part and over is not across:
            yield across, part
            part = []
        across = over
        part += line
    if part:
        yield across, part


def _is_across(line: Sequence[Word], gutter: float) -> bool:
    """Return whether a line runs over the gutter, with a word or in one of its blanks."""
    if any(w.left < gutter - 1 and w.right > gutter + 1 for w in line):
        return True
    left = [w for w in line if w.centre < gutter]
    right = [w for w in line if w.centre >= gutter]
    if not left or not right:
        return False
    before, after = left[-1], right[0]
    alike = abs(before.size - after.size) < 0.1 * before.size
    return alike and after.left - before.right < _BLANK * before.size


def _runs_in_columns(page: Page, gutter: float) -> bool:
    if any(
        grid.columns[0] < gutter < grid.columns[-1]
        for grid in grids(page.across, page.down)
    ):
        return False
    if _stand_on_rules(page, gutter):
        return False
    beside = [w for across, part in _segments(page, gutter) if not across for w in part]
    left = [w for w in beside if w.centre < gutter]
    right = [w for w in beside if w.centre >= gutter]
    lines = [len(list(printed_lines(side))) for side in (left, right)]
    if min(lines) < _FEWEST_LINES or min(lines) < 0.3 * max(lines):
        return False
    if any(_is_strong(left)) != any(_is_strong(right)):
        return False
    starts = [group[0][0] for group in groups_of(left)]
    others = [group[0][0] for group in groups_of(right)]
    level = sum(
        any(abs(word.base - other.base) <= _LEVEL * word.size for other in starts)
        for word in others
    )
    return level < _MOST_LEVEL * len(others)


def _stand_on_rules(page: Page, gutter: float) -> bool:
    """Return whether what is on the right stands on rules, and what is left does not."""
    long = [rule for rule in page.across if rule.right - rule.left > _RULE]
    right = sum(rule.left > gutter - _NEAR for rule in long)
    left = sum(rule.right < gutter + _NEAR for rule in long)
    return right >= _FEW_RULES and left < right / 2


def _is_strong(words: Sequence[Word]) -> Iterator[bool]:
    """Yield, line by line, whether it begins as a label or heading does."""
    for line in printed_lines(words):
        yield all(word.strong for word in line)


def _parts(page: Page, gutter: float) -> Iterator[Page]:
    for across, words in _segments(page, gutter):
        if across:
            yield _part(page, words, float("-inf"), float("inf"))
            continue
        left = [word for word in words if word.centre < gutter]
        right = [word for word in words if word.centre >= gutter]
        if left:
            yield _part(page, left, float("-inf"), gutter)
        if right:
            yield _part(page, right, gutter, float("inf"))


def _part(page: Page, words: Sequence[Word], left: float, right: float) -> Page:
    """Return a part of a page: words, and the rules beside them."""
    top = min(word.top for word in words) - _NEAR
    bottom = max(word.bottom for word in words) + _NEAR

    def inside(rule: Rule) -> bool:
        level = rule.bottom >= top and rule.top <= bottom
        return level and rule.right > left and rule.left < right

    return replace(
        page,
        words=tuple(words),
        across=tuple(rule for rule in page.across if inside(rule)),
        down=tuple(rule for rule in page.down if inside(rule)),
    )
