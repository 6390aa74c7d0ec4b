"""One PDF page to words and drawn shapes; what every page repeats is left out."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import pypdfium2.raw as raw

from compliance.intake.pdf_boxes import with_boxes
from compliance.intake.pdf_frame import frame_of
from compliance.intake.pdf_look import look_of
from compliance.intake.pdf_shapes import Link, Rule, page_shapes
from compliance.intake.pdf_text import Word, most_turned, page_text, printed_lines
from compliance.intake.ticks import has_box
from compliance.lexicon import plain

_MARGIN: Final = 0.1
_SAME_HEIGHT: Final = 4.0
_FEWEST_NUMBERED: Final = 2
_APART: Final = 1.7
_DIGITS: Final = re.compile(r"\d+")
_PAGE_NUMBER: Final = re.compile(
    r"^\W*(?:\w{1,6}\.?\s)?\d{1,4}(?:\s?(?:/|of|von|de|sur|di|z|van)\s?\d{1,4})?\W*$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Everything of a page that says something of its words."""

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    """The words that are seen, drawn tick boxes among them as signs."""
    hidden: tuple[str, ...] = ()
    """Lines of text that are there and that nobody sees."""
    turned: int = 0
    unknown: int = 0
    across: tuple[Rule, ...] = ()
    """Horizontal rules, top to bottom."""
    down: tuple[Rule, ...] = ()
    """Vertical rules, left to right."""
    links: tuple[Link, ...] = ()
    pictures: int = 0
    too_many: bool = False


def read_page(document: Any, number: int) -> Page:
    """Return page `number` (from 1) of a document of pdfium.

    The fields of an electronic form are first made part of the page, so that what
    is typed into them is read like all else. A page that lies on its side is turned.
    """
    read, turn = _read(document, number)
    if turn:
        _turn(document, number, turn)
        read, _ = _read(document, number)
    return read


def turn_upright(document: Any, number: int) -> None:
    """Turn page `number` of a document as `read_page` does, if it lies on its side."""
    page = document[number - 1]
    text_page = page.get_textpage()
    try:
        turn = most_turned(text_page, frame_of(page))
    finally:
        text_page.close()
        page.close()
    if turn:
        _turn(document, number, turn)


def _turn(document: Any, number: int, turn: int) -> None:
    page = document[number - 1]
    page.set_rotation((page.get_rotation() - 90 * turn) % 360)
    page.close()


def _read(document: Any, number: int) -> tuple[Page, int]:
    """Return a page, and the quarter turns to the left that set it upright."""
    page = document[number - 1]
    try:
        frame = frame_of(page)
        shapes = page_shapes(document, page, frame)
        if document.formenv is not None:
            raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY)
            page.close()
            page = document[number - 1]
        look = look_of(page)
        text_page = page.get_textpage()
        try:
            text = page_text(text_page, frame, look)
        finally:
            text_page.close()
        read = Page(
            number=number,
            width=frame.width,
            height=frame.height,
            words=with_boxes(text.words, shapes, look),
            hidden=text.hidden,
            turned=text.turned,
            unknown=text.unknown,
            across=shapes.across,
            down=shapes.down,
            links=shapes.links,
            pictures=shapes.pictures,
            too_many=shapes.too_many,
        )
        return read, text.turn
    finally:
        page.close()


def without_repeated(pages: Sequence[Page]) -> tuple[tuple[Page, ...], int]:
    """Return the pages without heads, feet and page numbers, and how many of these.

    A line in the outer tenth of a page is one if it stands, numbers apart, at the
    same height on half of all pages, and apart from what is below or above it; on
    nearly all pages if it does not. A tick box is never part of one.
    """
    where: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
    edges = [list(_edge_lines(page)) for page in pages]
    for number, lines in enumerate(edges):
        for line in lines:
            where[_masked(line)].append((number, line[0].base))
    half, most = max(2, (len(pages) + 1) // 2), max(3, len(pages) - 1)
    kept: list[Page] = []
    dropped: set[str] = set()
    for page, lines, numbered in zip(pages, edges, _page_numbers(pages), strict=True):
        gone: set[Word] = set(numbered)
        for line in lines:
            key = _masked(line)
            text = plain(" ".join(word.text for word in line))
            low = line[0].base > page.height * (1 - _MARGIN)
            needed = half if _is_apart(line, page) else most
            if has_box(text):
                continue
            if _stands_on(where[key], line[0].base) >= needed:
                dropped.add(key)
                gone |= set(line)
            elif low and _PAGE_NUMBER.match(text):
                gone |= set(line)
        words = tuple(word for word in page.words if word not in gone)
        kept.append(replace(page, words=words))
    return tuple(kept), len({key for key in dropped if key.strip("#/ ")})


def _is_apart(line: Sequence[Word], page: Page) -> bool:
    """Return whether a line keeps its distance from the text of its page."""
    base, size = line[0].base, max(word.size for word in line)
    if base > page.height / 2:
        inner = [w.base for w in page.words if w.base < base - size / 2]
        return not inner or base - max(inner) > _APART * size
    inner = [w.base for w in page.words if w.base > base + size / 2]
    return not inner or min(inner) - base > _APART * size


def _page_numbers(pages: Sequence[Page]) -> list[list[Word]]:
    """Return the last line of each page where it is a number that counts the pages."""
    last = [list(printed_lines(page.words))[-1:] for page in pages]
    alone = [
        line[0] if line and len(line[0]) == 1 and line[0][0].text.isdigit() else []
        for line in last
    ]
    offsets = Counter(
        int(line[0].text[:6]) - page.number
        for line, page in zip(alone, pages, strict=True)
        if line
    )
    counted = {offset for offset, times in offsets.items() if times >= _FEWEST_NUMBERED}
    return [
        line if line and int(line[0].text[:6]) - page.number in counted else []
        for line, page in zip(alone, pages, strict=True)
    ]


def _edge_lines(page: Page) -> list[list[Word]]:
    top, foot = page.height * _MARGIN, page.height * (1 - _MARGIN)
    outer = [word for word in page.words if not top < word.base <= foot]
    return list(printed_lines(outer))


def _masked(line: Sequence[Word]) -> str:
    return _DIGITS.sub("#", plain(" ".join(word.text for word in line)))


def _stands_on(places: Sequence[tuple[int, float]], height: float) -> int:
    """Return on how many pages a line stands at `height`."""
    near = {number for number, base in places if abs(base - height) <= _SAME_HEIGHT}
    return len(near)
