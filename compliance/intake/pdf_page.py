"""One PDF page to glyphs, rules and links, by pdfium."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from compliance import limits

_HYPHENS: Final = {0x02: "-", 0xFFFE: "-", 0xAD: "-"}
_LIGATURES: Final = {
    "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl",
    "\ufb05": "st", "\ufb06": "st",
}  # fmt: skip
# Symbol fonts number their boxes in the private use area; 0x6F and so on are the
# same signs in fonts without it.
_SYMBOLS: Final = {
    0xA8: "☐", 0x6F: "☐", 0x71: "☐", 0x72: "☐", 0xFD: "☒", 0xFE: "☑", 0x78: "☒",
    0x54: "☒", 0x52: "☑", 0xFC: "✓", 0xFB: "✗", 0x33: "✓", 0x34: "✓", 0xA3: "☐",
    0x53: "☑",
}  # fmt: skip
_SYMBOL_FONTS: Final = ("wingding", "webding", "zapfdingbat", "dingbat")
_INVISIBLE_MODES: Final = (3, 7)
_FAINT: Final = 250
_TINY: Final = 2.0
_BOX_PER_SIZE: Final = 1.15
_THIN: Final = 3.5


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character and its box, from the page's top left corner, in points."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    base: float
    """Its base line."""
    size: float
    blank: bool = False
    """Whether a blank follows it."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A printed line, thin rectangle, or edge of a filled one."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Link:
    """An address behind a part of the page."""

    url: str
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Everything of a page that says something of its words."""

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    hidden: int
    """Characters that are there and that nobody sees."""
    across: tuple[Rule, ...]
    """Horizontal rules, top to bottom."""
    down: tuple[Rule, ...]
    """Vertical rules, left to right."""
    links: tuple[Link, ...]
    pictures: int


def read_page(document: pdfium.PdfDocument, number: int) -> Page:
    """Return page `number` (from 1) of `document`."""
    page = document[number - 1]
    width, height = page.get_size()
    text_page = page.get_textpage()
    try:
        glyphs, hidden = _glyphs(text_page, width, height)
        across, down, pictures = _rules(page, height)
        return Page(
            number=number,
            width=width,
            height=height,
            glyphs=tuple(glyphs),
            hidden=hidden,
            across=tuple(across),
            down=tuple(down),
            links=tuple(_links(document, page, height)),
            pictures=pictures,
        )
    finally:
        text_page.close()
        page.close()


def _glyphs(text_page: Any, width: float, height: float) -> tuple[list[Glyph], int]:
    glyphs: list[Glyph] = []
    hidden = 0
    fonts: dict[tuple[int, bytes], bool] = {}
    box = raw.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    for index in range(min(text_page.count_chars(), limits.STRING)):
        code = raw.FPDFText_GetUnicode(text_page, index)
        text = _HYPHENS.get(code) or _character(text_page, index, code, fonts)
        if text.isspace() and glyphs:
            glyphs[-1] = replace(glyphs[-1], blank=True)
        if not text or text.isspace():
            continue
        raw.FPDFText_GetLooseCharBox(text_page, index, box)
        raw.FPDFText_GetCharOrigin(text_page, index, x, y)
        # The font's own size may be scaled by a matrix; its box is what is printed.
        size = abs(box.top - box.bottom) / _BOX_PER_SIZE
        glyph = Glyph(
            text, box.left, height - box.top, box.right, height - box.bottom,
            height - y.value, size,
        )  # fmt: skip
        if _seen(text_page, index, glyph, width, height):
            glyphs.append(glyph)
        else:
            hidden += 1
    return glyphs, hidden


def _character(
    text_page: Any, index: int, code: int, fonts: dict[tuple[int, bytes], bool]
) -> str:
    if code == 0 or code > 0x10FFFF or 0xD800 <= code <= 0xDFFF:
        return ""
    if 0xF000 <= code <= 0xF0FF or code < 0x100:
        sign = _SYMBOLS.get(code & 0xFF)
        if sign and (code >= 0xF000 or _symbol_font(text_page, index, fonts)):
            return sign
    character = chr(code)
    return _LIGATURES.get(character, character)


def _symbol_font(
    text_page: Any, index: int, fonts: dict[tuple[int, bytes], bool]
) -> bool:
    flags = ctypes.c_int()
    name = ctypes.create_string_buffer(128)
    raw.FPDFText_GetFontInfo(text_page, index, name, 128, flags)
    key = (flags.value, name.value)
    if key not in fonts:
        called = name.value.decode("latin-1").casefold()
        fonts[key] = any(symbol in called for symbol in _SYMBOL_FONTS)
    return fonts[key]


def _seen(
    text_page: Any, index: int, glyph: Glyph, width: float, height: float
) -> bool:
    outside = (
        glyph.right < 0 or glyph.left > width or glyph.bottom < 0 or glyph.top > height
    )
    if outside or glyph.size < _TINY:
        return False
    holder = raw.FPDFText_GetTextObject(text_page, index)
    if holder and raw.FPDFTextObj_GetTextRenderMode(holder) in _INVISIBLE_MODES:
        return False
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not raw.FPDFText_GetFillColor(text_page, index, red, green, blue, alpha):
        return True
    faint = min(red.value, green.value, blue.value) >= _FAINT
    return not faint and alpha.value > 0


def _rules(page: Any, height: float) -> tuple[list[Rule], list[Rule], int]:
    across, down = [], []
    pictures = 0
    kinds = (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE)
    for number, each in enumerate(page.get_objects(filter=kinds, max_depth=8)):
        if number > limits.PAGE_OBJECTS:
            break
        if each.type == raw.FPDF_PAGEOBJ_IMAGE:
            pictures += 1
            continue
        left, low, right, high = each.get_bounds()
        rule = Rule(left, height - high, right, height - low)
        wide, tall = rule.right - rule.left, rule.bottom - rule.top
        if tall <= _THIN and wide > 2 * _THIN:
            across.append(rule)
        elif wide <= _THIN and tall > 2 * _THIN:
            down.append(rule)
        elif wide < 0.98 * page.get_width() and 8 < tall < 60 and wide > 60:
            # A filled or drawn box: its edges part what is above from below.
            across.append(Rule(rule.left, rule.top, rule.right, rule.top))
            across.append(Rule(rule.left, rule.bottom, rule.right, rule.bottom))
    return (
        sorted(across, key=lambda r: (r.top, r.left)),
        sorted(down, key=lambda r: (r.left, r.top)),
        pictures,
    )


def _links(document: Any, page: Any, height: float) -> Iterator[Link]:
    position = ctypes.c_int(0)
    link = raw.FPDF_LINK()
    for _ in range(limits.PAGE_OBJECTS):
        if not raw.FPDFLink_Enumerate(page, position, link):
            return
        action = raw.FPDFLink_GetAction(link)
        if not action or raw.FPDFAction_GetType(action) != raw.PDFACTION_URI:
            continue
        length = raw.FPDFAction_GetURIPath(document, action, None, 0)
        buffer = ctypes.create_string_buffer(min(length, 4096))
        raw.FPDFAction_GetURIPath(document, action, buffer, len(buffer))
        box = raw.FS_RECTF()
        raw.FPDFLink_GetAnnotRect(link, box)
        url = buffer.value.decode("utf-8", "replace")
        yield Link(url, box.left, height - box.top, box.right, height - box.bottom)
