"""Characters of a PDF as readers see them: boxes of symbol fonts, ligatures, signs."""

import re
import unicodedata
from types import MappingProxyType
from typing import Final

UNKNOWN: Final = "\N{REPLACEMENT CHARACTER}"
_LIGATURES: Final = MappingProxyType({
    "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl",
    "\ufb05": "st", "\ufb06": "st",
})  # fmt: skip
# pdfium writes a hyphen at the end of a line in two ways.
_HYPHENS: Final = frozenset({0x02, 0xFFFE})
# The code of a sign in each symbol font, with 0xF000 taken off.
_WINGDINGS: Final = MappingProxyType({
    0x6F: "☐", 0x71: "☐", 0x72: "☐", 0xA8: "☐", 0x78: "☒", 0xFD: "☒", 0xFE: "☑",
    0xFB: "✗", 0xFC: "✓", 0x6E: "▪", 0xA7: "▪", 0x76: "❖", 0xD8: "➢", 0x6C: "●",
    0xA1: "○", 0xA4: "◉", 0x9F: "•", 0x9E: "·",
})  # fmt: skip
_WINGDINGS_2: Final = MappingProxyType({
    0xA3: "☐", 0x2A: "☐", 0x30: "☐", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x50: "✓",
    0x4F: "✗", 0x51: "☒", 0x97: "•", 0x98: "•",
})  # fmt: skip
_WEBDINGS: Final = MappingProxyType({0x61: "✓", 0x63: "☐", 0x72: "✗", 0x67: "▪"})
_DINGBATS: Final = MappingProxyType({
    0x33: "✓", 0x34: "✔", 0x35: "✗", 0x36: "✗", 0x37: "✗", 0x38: "✗", 0x6C: "●",
    0x6D: "○", 0x6E: "■", 0x6F: "☐", 0x70: "☐", 0x71: "☐", 0x72: "☐",
})  # fmt: skip
_SYMBOL: Final = MappingProxyType({0xB7: "•", 0x7F: "☐", 0xA0: "☐"})
_FONTS: Final = (
    ("wingdings2", _WINGDINGS_2),
    ("wingdings", _WINGDINGS),
    ("webdings", _WEBDINGS),
    ("dingbat", _DINGBATS),
    ("symbol", _SYMBOL),
)
_NOT_LETTERS: Final = re.compile(r"[^a-z0-9]")
_BOLD: Final = re.compile(r"bold|black|heavy|demi|medium|cmbx|ecbx|sfbx|lmbx")
_ITALIC: Final = re.compile(r"italic|oblique|slanted")


def symbols_of(font: str) -> MappingProxyType[int, str] | None:
    """Return the signs of the symbol font called `font`, ``None`` for a text font.

    >>> symbols_of("ABCDEF+Wingdings-Regular")[0xFE]
    '☑'
    """
    name = _NOT_LETTERS.sub("", font.rpartition("+")[2].casefold())
    for start, signs in _FONTS:
        # "Segoe UI Symbol" and the like hold letters under their own codes.
        if name.startswith(start) or (start == "dingbat" and start in name):
            return signs
    return None


def is_strong(font: str) -> bool:
    """Return whether the name of a font says that it is heavier than regular.

    >>> is_strong("CAAAAA+TimesNewRomanPS-BoldMT"), is_strong("TimesNewRomanPSMT")
    (True, False)
    """
    return bool(_BOLD.search(font.casefold()))


def is_slanted(font: str) -> bool:
    """Return whether the name of a font says that it is italic."""
    return bool(_ITALIC.search(font.casefold()))


def character(code: int, signs: MappingProxyType[int, str] | None) -> str:
    """Return what is printed for a code of a PDF; empty for what prints nothing.

    >>> character(0xFB01, None), character(0x200B, None), character(0, None)
    ('fi', '', '\ufffd')
    """
    if code in _HYPHENS:
        return "-"
    if (
        signs is not None
        and (code & 0xFF) in signs
        and (code < 0x100 or code >= 0xF000)
    ):
        return signs[code & 0xFF]
    if code == 0 or code > 0x10FFFF or 0xD800 <= code <= 0xDFFF:
        return UNKNOWN
    if 0xF000 <= code <= 0xF0FF:
        # Fonts that number their signs here without saying so are Wingdings mostly.
        return _WINGDINGS.get(code & 0xFF) or _SYMBOL.get(code & 0xFF, UNKNOWN)
    text = chr(code)
    if unicodedata.category(text) in ("Cf", "Cc") and not text.isspace():
        return ""
    if unicodedata.category(text) in ("Co", "Cn"):
        return UNKNOWN
    return _LIGATURES.get(text, text)
