"""The characters of a PDF page, each with its box and its look, by pdfium."""

import ctypes
from collections.abc import Iterable, Iterator
from types import MappingProxyType
from typing import Any, Final, NamedTuple

import pypdfium2.raw as raw

from compliance import limits
from compliance.intake.pdf_frame import Frame
from compliance.intake.pdf_symbols import character, is_slanted, is_strong, symbols_of

_INVISIBLE: Final = (raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP)
_DOUBLED: Final = raw.FPDF_TEXTRENDERMODE_FILL_STROKE
# The sine of the slope above which text is not read as a line.
_SLOPE: Final = 0.1
_HUE: Final = 60
_PALE: Final = 110
_BLANKS: Final = frozenset({0x20, 0x0A, 0x0D, 0xA0, 0x09})


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
    ink: int
    """How much it stands out by its colour: `GREY`, `DARK` or `COLOURED`."""
    blank: bool
    """Whether a blank follows it."""
    number: int
    """Its number on the page."""
    strange: bool = False
    """Whether the letters of its font look like others than the file says."""


GREY: Final = 0
DARK: Final = 1
COLOURED: Final = 2
"""How much letters stand out by their colour: pale, as usual, in a colour."""


class Style(NamedTuple):
    """What all characters of one text object share."""

    size: float
    strong: bool
    slanted: bool
    ink: int
    signs: MappingProxyType[int, str] | None
    seen: bool
    turn: int | None
    """Quarter turns, to the left, that set it upright; ``None`` for a slant."""
    font: bytes = b""
    """What tells its font from the others of the page, empty if that is not known."""


_NO_STYLE: Final = Style(0.0, False, False, DARK, None, True, 0)


def glyphs_of(text_page: Any, frame: Frame) -> Iterator[tuple[Glyph, Style]]:
    """Yield the characters of a text page of pdfium, each with its style."""
    styles: dict[bytes, Style] = {}
    box = raw.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    before: tuple[Glyph, Style] | None = None
    for index, code in _codes(text_page):
        style = (
            _NO_STYLE if code in _BLANKS else _style(text_page, index, frame, styles)
        )
        text = " " if code in _BLANKS else character(code, style.signs)
        if text.isspace():
            if before is not None and not before[0].blank:
                before = before[0]._replace(blank=True), before[1]
            continue
        if not text:
            continue
        raw.FPDFText_GetLooseCharBox(text_page, index, box)
        raw.FPDFText_GetCharOrigin(text_page, index, x, y)
        left, top, right, bottom = frame.box(box.left, box.bottom, box.right, box.top)
        base = frame.at(x.value, y.value)[1]
        size = style.size or (bottom - top) / 1.15
        if before is not None:
            yield before
        before = (
            Glyph(
                text, left, top, right, bottom, base, size, style.strong,
                style.slanted, style.ink, False, index,
            ),
            style,
        )  # fmt: skip
    if before is not None:
        yield before


def _codes(text_page: Any) -> Iterator[tuple[int, int]]:
    """Yield each character's number and code, pairs of surrogates as one."""
    high = 0
    for index in range(min(text_page.count_chars(), limits.STRING)):
        code = raw.FPDFText_GetUnicode(text_page, index)
        if 0xD800 <= code <= 0xDBFF:
            high = code
            continue
        if high and 0xDC00 <= code <= 0xDFFF:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00)
        high = 0
        yield index, code


def _style(
    text_page: Any, index: int, frame: Frame, known: dict[bytes, Style]
) -> Style:
    holder = raw.FPDFText_GetTextObject(text_page, index)
    # The address of the text object; many characters share one.
    key = bytes(holder)
    if key in known:
        return known[key]
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(text_page, index, matrix)
    turn = _turn(*frame.direction(matrix.a, matrix.b))
    scale = (matrix.c * matrix.c + matrix.d * matrix.d) ** 0.5
    size = raw.FPDFText_GetFontSize(text_page, index) * scale
    if not holder:
        return Style(size, False, False, DARK, None, True, turn)
    font = raw.FPDFTextObj_GetFont(holder)
    name = _font_name(font)
    mode = raw.FPDFTextObj_GetTextRenderMode(holder)
    paint = _paint(holder)
    style = Style(
        size=size,
        strong=is_strong(name) or mode == _DOUBLED,
        slanted=is_slanted(name),
        ink=_ink(paint),
        signs=symbols_of(name),
        seen=mode not in _INVISIBLE and not _is_clear(paint, mode),
        turn=turn,
        font=bytes(font) if font else b"",
    )
    known[key] = style
    return style


def _turn(across: float, down: float) -> int | None:
    """Return the quarter turns to the left that make a direction point right."""
    length = (across * across + down * down) ** 0.5
    if abs(down) <= _SLOPE * length:
        return 0 if across >= 0 else 2
    if abs(across) <= _SLOPE * length:
        return 1 if down > 0 else 3
    return None


def _font_name(font: Any) -> str:
    name = ctypes.create_string_buffer(128)
    if not font or not raw.FPDFFont_GetBaseFontName(font, name, len(name)):
        return ""
    return name.value.decode("latin-1")


def _paint(holder: Any) -> tuple[int, int, int, int] | None:
    """Return red, green, blue and opacity of the text, 0 to 255, if they are known."""
    parts = tuple(ctypes.c_uint() for _ in range(4))
    if not raw.FPDFPageObj_GetFillColor(holder, *parts):
        return None
    red, green, blue, alpha = (part.value for part in parts)
    return red, green, blue, alpha


def _ink(paint: tuple[int, int, int, int] | None) -> int:
    if paint is None:
        return DARK
    lightest, darkest = max(paint[:3]), min(paint[:3])
    if lightest - darkest > _HUE:
        return COLOURED
    return GREY if darkest > _PALE else DARK


def _is_clear(paint: tuple[int, int, int, int] | None, mode: int) -> bool:
    """Return whether the text is drawn with a paint that lets all through."""
    if mode not in (raw.FPDF_TEXTRENDERMODE_FILL, raw.FPDF_TEXTRENDERMODE_FILL_CLIP):
        return False
    return paint is not None and paint[3] == 0


def once(glyphs: Iterable[Glyph]) -> Iterator[Glyph]:
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
