"""Words to lines, paragraphs and headings."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from compliance.intake.blocks import Cell, Heading, Line, Paragraph
from compliance.intake.pdf_glyphs import DARK
from compliance.intake.pdf_grid import Grid
from compliance.intake.pdf_join import (
    LinkMap,
    Vocabulary,
    begins_entry,
    ends_on_purpose,
    goes_on,
)
from compliance.intake.pdf_text import Word, printed_lines
from compliance.model import Place

_TITLE: Final = 1.15
_SAME_SIZE: Final = 0.1
_STEP: Final = 6.0
_APART: Final = 1.45
_SETTLED: Final = 3
_LESS_APART: Final = 1.3
_SET_OFF: Final = 1.15
_PAD: Final = 12.0
_LONGEST_HEADING: Final = 25
_BULLETS: Final = "•◦▪‣∙·❖➢●○■"


@dataclass(frozen=True, slots=True)
class Setting:
    """What the lines of a page are read with."""

    page: int
    margin: float
    """Where the leftmost words of the filing begin, in points."""
    size: float
    """Size of most of its letters."""
    links: LinkMap
    vocabulary: Vocabulary


def cell_of(words: Sequence[Word], left: float, right: float, setting: Setting) -> Cell:
    """Return the lines of the cell that reaches from `left` to `right`."""
    # What is free before the first word is free after the last one too.
    pad = min((word.left for word in words), default=left) - left
    room = right - min(max(pad, 0.0), _PAD)
    lines = tuple(_lines(list(printed_lines(words)), room, setting))
    return Cell(lines=lines, links=setting.links.addresses(words))


def grid_cells(
    grid: Grid, words: Sequence[Word], setting: Setting
) -> Iterator[tuple[tuple[float, list[Word]], tuple[Cell, ...]]]:
    """Yield each row of a table that has words: its upper edge, its words, its cells."""
    by_cell: dict[int, list[Word]] = {}
    for word in words:
        by_cell.setdefault(grid.cell_of(word), []).append(word)
    for top, cells in grid.bands():
        own = [number for number, new, *_ in cells if new]
        inside = [word for number in own for word in by_cell.get(number, ())]
        if not inside:
            continue
        row = tuple(
            cell_of(by_cell.get(number, ()), left, right, setting)
            if new
            else Cell(spans=True)
            for number, new, left, right in cells
        )
        yield (top, inside), row


def _lines(
    printed: Sequence[Sequence[Word]], right: float, setting: Setting
) -> Iterator[Line]:
    floor = min((word.weight for line in printed for word in line), default=0)
    for number, line in enumerate(printed):
        following = printed[number + 1] if number + 1 < len(printed) else None
        plain = Line(
            text=" ".join(word.text for word in line),
            place=Place(page=setting.page, box=box_of(line)),
            lead=_lead(line),
            stops=_stops(line),
            marked=_marked(line, floor),
            drawn=any(word.drawn for word in line),
            strange=any(word.strange for word in line),
            strong=all(word.weight > DARK for word in line),
        )
        if following is None:
            ends = plain.text.endswith((".", "!", "?", ":", ";"))
            yield replace(plain, ends_paragraph=ends or _is_short(line, right))
            continue
        urls = setting.links.addresses(line[-1:])
        if not goes_on(line, following, urls, right - line[-1].right):
            ends = ends_on_purpose(line, following, right)
            yield replace(plain, ends_paragraph=ends)
            continue
        yield _going_on(plain, line, following, setting)


def _going_on(
    plain: Line, line: Sequence[Word], following: Sequence[Word], setting: Setting
) -> Line:
    """Return a line whose last word goes on in the next one."""
    text = plain.text
    broken = text.endswith("-") and setting.vocabulary.breaks(
        line[-1].text, following[0].text
    )
    text = text[:-1] if broken and "://" not in line[-1].text else text
    return Line(
        text=text,
        place=plain.place,
        ends_paragraph=False,
        joins=True,
        lead=min(plain.lead, len(text)),
        drawn=plain.drawn,
        strange=plain.strange,
        strong=plain.strong,
    )


def _marked(line: Sequence[Word], floor: int) -> tuple[tuple[int, int], ...]:
    """Return the stretches of a line that stand out more than `floor`."""
    found: list[tuple[int, int]] = []
    start = 0
    for word in line:
        end = start + len(word.text)
        if word.weight > floor and found and found[-1][1] == start - 1:
            found[-1] = found[-1][0], end
        elif word.weight > floor:
            found.append((start, end))
        start = end + 1
    return tuple(found)


def _is_short(line: Sequence[Word], right: float) -> bool:
    return line[-1].right < right - 6 * line[-1].size


def _lead(line: Sequence[Word]) -> int:
    """Return how many characters at the line's start are in a heavier style."""
    lead = 0
    for number, word in enumerate(line):
        if not word.strong and not (number == 0 and word.text[0] in _BULLETS):
            break
        lead += len(word.text) + 1
    return max(0, lead - 1) if any(word.strong for word in line) else 0


def _stops(line: Sequence[Word]) -> tuple[int, ...]:
    """Return where in the line's text the style changes."""
    stops = []
    length = 0
    for before, word in pairwise(line):
        length += len(before.text) + 1
        same = (before.strong, before.slanted) == (word.strong, word.slanted)
        if not same or abs(before.size - word.size) > _SAME_SIZE * word.size:
            stops.append(length - 1)
    return tuple(stops)


def flow_of(
    words: Sequence[Word], right: float, setting: Setting
) -> Iterator[Heading | Paragraph]:
    """Yield the headings, paragraphs and list entries that `words` make."""
    group: list[list[Word]] = []
    for line in printed_lines(words):
        if group and _is_new(group, line, right, setting):
            yield _block(group, right, setting)
            group = []
        group.append(line)
    if group:
        yield _block(group, right, setting)


def _is_new(
    group: Sequence[Sequence[Word]],
    line: Sequence[Word],
    right: float,
    setting: Setting,
) -> bool:
    """Return whether `line` begins a block of its own after the lines of `group`."""
    last = group[-1]
    size = max(word.size for word in last)
    gap = line[0].base - last[0].base
    if abs(size - max(w.size for w in line)) > _SAME_SIZE * size or gap < 0:
        return True
    apart = _APART if len(group) < _SETTLED else _LESS_APART
    if gap > _pitch(group, size) * apart or begins_entry(line):
        return True
    bold = all(w.strong for w in line) and not any(w.strong for w in last)
    if bold and gap > _pitch(group, size) * _SET_OFF:
        return True
    if last[-1].strong and not line[0].strong and _is_heading(group, setting):
        return True
    if _asks(group) and not all(word.strong for word in line):
        return True
    urls = setting.links.addresses(last[-1:])
    ends = ends_on_purpose(last, line, right)
    if goes_on(last, line, urls, right - last[-1].right):
        return False
    if line[0].strong and not last[-1].strong and (ends or _leads(line)):
        return True
    set_in = line[0].left - _text_left(group[0])
    return ends and (set_in < _STEP or len(group) > 1)


def _asks(group: Sequence[Sequence[Word]]) -> bool:
    """Return whether the lines are a bold label that has come to its end."""
    ended = group[-1][-1].text.endswith(("?", ":"))
    return ended and all(word.strong for line in group for word in line)


def _leads(line: Sequence[Word]) -> bool:
    """Return whether a line begins with a bold label, not with a bold word."""
    strong = [word for word in line if word.strong]
    return len(strong) > 2 or any(word.text.endswith((":", "?")) for word in strong)


def _pitch(group: Sequence[Sequence[Word]], size: float) -> float:
    if len(group) < 2:
        return 1.45 * size
    return min(max(group[-1][0].base - group[-2][0].base, size), 2.2 * size)


def _text_left(line: Sequence[Word]) -> float:
    """Return where a line's words begin after its bullet."""
    bullet = len(line) > 1 and begins_entry(line)
    return line[1].left if bullet else line[0].left


def _is_heading(group: Sequence[Sequence[Word]], setting: Setting) -> bool:
    words = [word for line in group for word in line]
    if len(words) > _LONGEST_HEADING or words[0].text[0] in f"{_BULLETS}☐☒☑\ufffc":
        return False
    if min(word.size for word in words) >= _TITLE * setting.size:
        return True
    text = " ".join(word.text for word in words)
    return all(word.strong for word in words) and not text.endswith((":", "?"))


def _block(
    group: Sequence[Sequence[Word]], right: float, setting: Setting
) -> Heading | Paragraph:
    words = [word for line in group for word in line]
    cell = Cell(
        lines=tuple(_lines(group, right, setting)),
        links=setting.links.addresses(words),
    )
    if _is_heading(group, setting):
        return Heading(cell=cell, level=round(2 * words[0].size))
    first = group[0][0]
    return Paragraph(
        cell=cell,
        level=max(0, round((first.left - setting.margin) / _STEP)),
        bullet=begins_entry(group[0]) and first.text[0] in f"{_BULLETS}-–—*",
    )


def box_of(words: Sequence[Word]) -> tuple[float, float, float, float] | None:
    """Return the sides of what `words` cover."""
    if not words:
        return None
    return (
        round(min(word.left for word in words), 1),
        round(min(word.top for word in words), 1),
        round(max(word.right for word in words), 1),
        round(max(word.bottom for word in words), 1),
    )
