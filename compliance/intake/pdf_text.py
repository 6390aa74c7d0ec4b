"""One PDF page to the words that are seen on it, by pdfium."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, Final

from compliance.intake.pdf_frame import Frame
from compliance.intake.pdf_glyphs import DARK, Glyph, glyphs_of, once
from compliance.intake.pdf_letters import has_other_letters, is_letter
from compliance.intake.pdf_look import Box, Look
from compliance.intake.pdf_symbols import UNKNOWN

_TINY: Final = 2.0
_FAINT: Final = 12
_HUGE: Final = 100.0
_STRONG: Final = 3


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
    strong: bool = False
    slanted: bool = False
    drawn: bool = False
    """Whether it is the sign of a box that the page has as a drawing."""
    ink: int = DARK
    """How much it stands out by its colour."""
    strange: bool = False
    """Whether its letters look like others than the file says."""

    @property
    def weight(self) -> int:
        """Return how much it stands out, by its letters and their colour."""
        return self.ink + (_STRONG if self.strong else 0)

    @property
    def box(self) -> Box:
        """Return its sides."""
        return self.left, self.top, self.right, self.bottom

    @property
    def middle(self) -> float:
        """Return its height on the page; descenders do not count."""
        return (self.top + self.base) / 2

    @property
    def centre(self) -> float:
        """Return where it is from left to right."""
        return (self.left + self.right) / 2


@dataclass(frozen=True, slots=True)
class PageText:
    """The words of a page, and what is there but not seen."""

    words: tuple[Word, ...]
    hidden: tuple[str, ...]
    """Lines of text that nobody sees."""
    turned: int
    """Characters set at an angle, as watermarks are."""
    turn: int
    """Quarter turns to the left that set most of its text upright."""
    unknown: int
    """Characters for which the file names no letter."""


def page_text(text_page: Any, frame: Frame, look: Look) -> PageText:
    """Return the words of a page.

    Args:
        text_page: The text page of pdfium.
        frame: From the page's own coordinates to those of its displayed corner.
        look: The page as drawn, which decides whether a word is seen.
    """
    seen: list[Glyph] = []
    letters: defaultdict[bytes, dict[str, int]] = defaultdict(dict)
    fonts: list[bytes] = []
    unseen: list[Glyph] = []
    turns: Counter[int | None] = Counter({0: 0})
    for glyph, style in glyphs_of(text_page, frame):
        outside = (
            glyph.right < 0
            or glyph.left > frame.width
            or glyph.bottom < 0
            or glyph.top > frame.height
        )
        if outside or not style.seen or glyph.size < _TINY:
            unseen.append(glyph)
        else:
            turns[style.turn] += 1
            if style.turn == 0:
                seen.append(glyph)
                fonts.append(style.font)
                if style.signs is None and is_letter(glyph.text):
                    letters[style.font].setdefault(glyph.text, glyph.number)
    strange = {
        font
        for font, found in letters.items()
        if has_other_letters(text_page, frame, look, found)
    }
    if strange:
        seen = [
            glyph._replace(strange=font in strange)
            for glyph, font in zip(seen, fonts, strict=True)
        ]
    words = list(words_of(once(seen)))
    visible: list[Word] = []
    faint: list[Word] = []
    for word in words:
        (visible if _is_seen(word, look) else faint).append(word)
    return PageText(
        words=tuple(visible),
        hidden=tuple(_text_lines([*words_of(unseen), *faint])),
        turned=sum(turns.values()) - turns[0],
        turn=max(turns, key=lambda turn: turns[turn]) or 0,
        unknown=sum(word.text.count(UNKNOWN) for word in visible),
    )


def most_turned(text_page: Any, frame: Frame) -> int:
    """Return the quarter turns to the left that set most of a page's text upright."""
    turns: Counter[int | None] = Counter({0: 0})
    turns.update(style.turn for _, style in glyphs_of(text_page, frame) if style.seen)
    return max(turns, key=lambda turn: turns[turn]) or 0


def _is_seen(word: Word, look: Look) -> bool:
    if word.size > _HUGE:
        return True
    middle = word.base - 0.25 * word.size
    if look.contrast((word.left, middle, word.right, middle)) >= _FAINT:
        return True
    # The base line's own rule, an underline or a cell's edge, is not the word.
    top, bottom = word.base - 0.8 * word.size, word.base + 0.02 * word.size
    return look.contrast((word.left, top, word.right, bottom)) >= _FAINT


def words_of(glyphs: Iterable[Glyph]) -> Iterator[Word]:
    """Yield the words that `glyphs` make, line by line, left to right."""
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
    largest = max(glyphs, key=_size)
    half = len(glyphs) / 2
    return Word(
        text="".join([glyph.text for glyph in glyphs]),
        left=min([glyph.left for glyph in glyphs]),
        top=min([glyph.top for glyph in glyphs]),
        right=max([glyph.right for glyph in glyphs]),
        bottom=max([glyph.bottom for glyph in glyphs]),
        base=largest.base,
        size=largest.size,
        strong=sum([glyph.strong for glyph in glyphs]) > half,
        slanted=sum([glyph.slanted for glyph in glyphs]) > half,
        ink=glyphs[len(glyphs) // 2].ink,
        strange=any(glyph.strange for glyph in glyphs),
    )


_size: Final = attrgetter("size")


def printed_lines(words: Iterable[Word]) -> Iterator[list[Word]]:
    """Yield the words of each printed line, top to bottom, left to right."""
    line: list[Word] = []
    for word in sorted(words, key=lambda w: (w.base, w.left)):
        if line and word.base - line[0].base > 0.4 * max(word.size, line[0].size):
            yield sorted(line, key=lambda w: w.left)
            line = []
        line.append(word)
    if line:
        yield sorted(line, key=lambda w: w.left)


def _text_lines(words: Iterable[Word]) -> Iterator[str]:
    for line in printed_lines(words):
        yield " ".join(word.text for word in line)
