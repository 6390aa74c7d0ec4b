"""The rules of a page that part its rows, told from underlines."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from compliance.intake.pdf_grid import Grid
from compliance.intake.pdf_join import LinkMap
from compliance.intake.pdf_page import Page
from compliance.intake.pdf_shapes import Rule
from compliance.intake.pdf_text import Word, printed_lines

_BAND_WIDTH: Final = 90.0
_NEAR: Final = 4.0
_LABEL_WIDTH: Final = 40.0


def parting(rules: Sequence[Rule], page: Page, tables: Sequence[Grid]) -> list[Rule]:
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


def without_underlines(page: Page, links: LinkMap) -> list[Rule]:
    """Return the horizontal rules of a page that do more than underline words."""
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
