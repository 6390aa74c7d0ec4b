"""One PDF page to the words that are seen on it, by pdfium."""

import ctypes
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final, NamedTuple

import pypdfium2.raw as raw

from compliance import limits
from compliance.intake.pdf_frame import Frame
from compliance.intake.pdf_look import Box, Look
from compliance.intake.pdf_symbols import (
    UNKNOWN,
    character,
    is_slanted,
    is_strong,
    symbols_of,
)

_INVISIBLE: Final = (raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP)
_DOUBLED: Final = raw.FPDF_TEXTRENDERMODE_FILL_STROKE
_TINY: Final = 2.0
_FAINT: Final = 12
_HUGE: Final = 100.0
# The sine of the slope above which text is not read as a line.
_SLOPE: Final = 0.1


class Glyph(NamedTuple):
    """One character, its box from the page's top left corner, and its look."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    base: float
    """Height of its base line."""
    size: float
    strong: bool
    slanted: bool
    blank: bool
    """Whether a blank follows it."""


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
    unknown: int
    """Characters for which the file names no letter."""


class _Style(NamedTuple):
    """What all characters of one text object share."""

    size: float
    strong: bool
    slanted: bool
    signs: MappingProxyType[int, str] | None
    seen: bool
    upright: bool


def page_text(text_page: Any, frame: Frame, look: Look) -> PageText:
    """Return the words of a page.

    Args:
        text_page: The text page of pdfium.
        frame: From the page's own coordinates to those of its displayed corner.
        look: The page as drawn, which decides whether a word is seen.
    """
    seen: list[Glyph] = []
    unseen: list[Glyph] = []
    turned = 0
    for glyph, style in _glyphs(text_page, frame):
        outside = (
            glyph.right < 0
            or glyph.left > frame.width
            or glyph.bottom < 0
            or glyph.top > frame.height
        )
        if outside or not style.seen or glyph.size < _TINY:
            unseen.append(glyph)
        elif not style.upright:
            turned += 1
        else:
            seen.append(glyph)
    words = list(words_of(_once(seen)))
    visible: list[Word] = []
    faint: list[Word] = []
    for word in words:
        (visible if _is_seen(word, look) else faint).append(word)
    return PageText(
        words=tuple(visible),
        hidden=tuple(_text_lines([*words_of(unseen), *faint])),
        turned=turned,
        unknown=sum(word.text.count(UNKNOWN) for word in visible),
    )


def _glyphs(text_page: Any, frame: Frame) -> Iterator[tuple[Glyph, _Style]]:
    styles: dict[int, _Style] = {}
    box = raw.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    before: tuple[Glyph, _Style] | None = None
    high = 0
    for index in range(min(text_page.count_chars(), limits.STRING)):
        code = raw.FPDFText_GetUnicode(text_page, index)
        if code in (0x20, 0x0A, 0x0D, 0xA0, 0x09):
            if before is not None:
                before = before[0]._replace(blank=True), before[1]
            continue
        if 0xD800 <= code <= 0xDBFF:
            high = code
            continue
        if high and 0xDC00 <= code <= 0xDFFF:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00)
        high = 0
        style = _style(text_page, index, frame, styles)
        text = character(code, style.signs)
        if not text:
            continue
        if text.isspace():
            if before is not None:
                before = before[0]._replace(blank=True), before[1]
            continue
        raw.FPDFText_GetLooseCharBox(text_page, index, box)
        raw.FPDFText_GetCharOrigin(text_page, index, x, y)
        left, top, right, bottom = frame.box(box.left, box.bottom, box.right, box.top)
        glyph = Glyph(
            text, left, top, right, bottom, frame.at(x.value, y.value)[1],
            style.size or (bottom - top) / 1.15, style.strong, style.slanted, False,
        )  # fmt: skip
        if before is not None:
            yield before
        before = glyph, style
    if before is not None:
        yield before


def _style(
    text_page: Any, index: int, frame: Frame, known: dict[int, _Style]
) -> _Style:
    holder = raw.FPDFText_GetTextObject(text_page, index)
    key = ctypes.cast(holder, ctypes.c_void_p).value or 0
    if key and key in known:
        return known[key]
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(text_page, index, matrix)
    across, down = frame.direction(matrix.a, matrix.b)
    length = (across * across + down * down) ** 0.5
    upright = not length or (across > 0 and abs(down) <= _SLOPE * length)
    scale = (matrix.c * matrix.c + matrix.d * matrix.d) ** 0.5
    size = raw.FPDFText_GetFontSize(text_page, index) * scale
    if not key:
        return _Style(size, False, False, None, True, upright)
    name = _font_name(holder)
    mode = raw.FPDFTextObj_GetTextRenderMode(holder)
    style = _Style(
        size=size,
        strong=is_strong(name) or mode == _DOUBLED,
        slanted=is_slanted(name),
        signs=symbols_of(name),
        seen=mode not in _INVISIBLE and not _is_clear(holder, mode),
        upright=upright,
    )
    known[key] = style
    return style


def _font_name(holder: Any) -> str:
    font = raw.FPDFTextObj_GetFont(holder)
    name = ctypes.create_string_buffer(128)
    if not font or not raw.FPDFFont_GetBaseFontName(font, name, len(name)):
        return ""
    return name.value.decode("latin-1")


def _is_clear(holder: Any, mode: int) -> bool:
    """Return whether the text is drawn with a paint that lets all through."""
    if mode not in (raw.FPDF_TEXTRENDERMODE_FILL, raw.FPDF_TEXTRENDERMODE_FILL_CLIP):
        return False
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    known = raw.FPDFPageObj_GetFillColor(holder, red, green, blue, alpha)
    return bool(known) and alpha.value == 0


def _once(glyphs: Iterable[Glyph]) -> Iterator[Glyph]:
    """Yield the glyphs without those printed again on the same spot, as for bold."""
    shown: set[tuple[str, int, int]] = set()
    before: tuple[str, int, int] | None = None
    for glyph in glyphs:
        key = (glyph.text, round(glyph.left), round(glyph.base))
        # The letters of one ligature stand on the same spot and are two.
        if key not in shown or key == before:
            yield glyph
        shown.add(key)
        before = key


def _is_seen(word: Word, look: Look) -> bool:
    if word.size > _HUGE:
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
    lowest = max(glyphs, key=lambda g: g.size)
    return Word(
        text="".join(glyph.text for glyph in glyphs),
        left=min(glyph.left for glyph in glyphs),
        top=min(glyph.top for glyph in glyphs),
        right=max(glyph.right for glyph in glyphs),
        bottom=max(glyph.bottom for glyph in glyphs),
        base=lowest.base,
        size=lowest.size,
        strong=2 * sum(glyph.strong for glyph in glyphs) > len(glyphs),
        slanted=2 * sum(glyph.slanted for glyph in glyphs) > len(glyphs),
    )


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
