"""Whether the letters of a font look like the letters that the file says they are.

A file says beside each sign which letter it is, and may say another: people then read
one text and programs another. The page as drawn tells: letters are held against those of
common fonts, and a font whose letters look more like others than like themselves is told.
"""

import ctypes
import io
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import islice
from typing import Any, Final, NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from compliance.intake.pdf_frame import Frame, frame_of
from compliance.intake.pdf_look import Box, Look, look_of

_LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
_FONTS: Final = (
    "Helvetica", "Helvetica-Bold", "Times-Roman", "Times-Bold", "Times-Italic", "Courier",
)  # fmt: skip
_STEP: Final = 18
_SIZE: Final = 12
_SIDE: Final = 16
_LEAST_CONTRAST: Final = 100
_LEAST_HEIGHT: Final = 8
_LARGEST: Final = 20_000
_BESIDE: Final = 0.3
_FEWEST: Final = 2
_MOST: Final = 12
# Fonts of honest filings came to 0.06 at most (960 fonts of pages), fonts made to say
# other letters to 0.13 and more (93 of 94).
_STRANGE: Final = 0.1


class Shape(NamedTuple):
    """The ink of a letter in a square, whatever its size was."""

    bits: int
    """A square of `_SIDE` spots a side, row by row."""
    ratio: float
    """Width by height."""

    def likeness(self, other: "Shape") -> float:
        """Return how much two letters look alike, from 0 to 1."""
        both = (self.bits & other.bits).bit_count()
        either = (self.bits | other.bits).bit_count()
        narrow, wide = sorted((self.ratio, other.ratio))
        return both / max(1, either) * min(1.0, narrow / wide + 0.25)


def is_letter(text: str) -> bool:
    """Return whether a sign is one that is looked at.

    >>> is_letter("Q"), is_letter("é"), is_letter("fi")
    (True, False, False)
    """
    return len(text) == 1 and text in _LETTERS


def has_other_letters(
    text_page: Any, frame: Frame, look: Look, letters: Mapping[str, int]
) -> bool:
    """Return whether the letters of a font look like others.

    Args:
        text_page: The text page of pdfium they are on.
        frame: From the page's own coordinates to those displayed.
        look: The page as drawn.
        letters: Each letter of the font, and the number of a character that is one.
    """
    shapes = (
        (letter, shape)
        for letter, number in letters.items()
        if (shape := shape_in(look, _box(text_page, number, frame))) is not None
    )
    strange = [_strangeness(*each) for each in islice(shapes, _MOST)]
    return len(strange) >= _FEWEST and sum(strange) / len(strange) > _STRANGE


def _box(text_page: Any, number: int, frame: Frame) -> Box:
    left, right, low, high = (ctypes.c_double() for _ in range(4))
    raw.FPDFText_GetCharBox(text_page, number, left, right, low, high)
    sides = frame.box(left.value, low.value, right.value, high.value)
    return (
        sides[0] - _BESIDE, sides[1] - _BESIDE, sides[2] + _BESIDE, sides[3] + _BESIDE,
    )  # fmt: skip


@cache
def _strangeness(letter: str, shape: Shape) -> float:
    """Return how much more a shape is like another letter than like `letter`."""
    own = other = 0.0
    for each, known in _known().items():
        likest = max(map(shape.likeness, known), default=0.0)
        if each.casefold() == letter.casefold():
            own = max(own, likest)
        else:
            other = max(other, likest)
    return other - own


def shape_in(look: Look, box: Box) -> Shape | None:
    """Return the shape of the ink in a box; ``None`` if it is too small or too large."""
    rows = look.rows(box)
    if sum(map(len, rows)) > _LARGEST:
        return None
    lightest, darkest = max(map(max, rows), default=0), min(map(min, rows), default=0)
    if lightest - darkest < _LEAST_CONTRAST:
        return None
    middle = (lightest + darkest) / 2
    ground = rows[0][0] > middle
    ink = [[(spot > middle) is not ground for spot in row] for row in rows]
    high = [number for number, row in enumerate(ink) if any(row)]
    wide = [
        number for number, column in enumerate(zip(*ink, strict=True)) if any(column)
    ]
    top, height = high[0], high[-1] + 1 - high[0]
    left, width = wide[0], wide[-1] + 1 - wide[0]
    if height < _LEAST_HEIGHT:
        return None
    spots = [(2 * number + 1) / (2 * _SIDE) for number in range(_SIDE)]
    bits = 0
    for down in spots:
        row = ink[top + int(down * height)]
        for across in spots:
            bits = bits << 1 | row[left + int(across * width)]
    return Shape(bits, width / height)


@cache
def _known() -> Mapping[str, tuple[Shape, ...]]:
    """Return the shapes that each letter has in common fonts."""
    document = pdfium.PdfDocument(_specimen())
    try:
        page = document[0]
        look, frame = look_of(page), frame_of(page)
        page.close()
    finally:
        document.close()
    return {
        letter: tuple(
            shape
            for font in range(len(_FONTS))
            if (shape := shape_in(look, frame.box(*_room(number, font)))) is not None
        )
        for number, letter in enumerate(_LETTERS)
    }


def _room(number: int, font: int) -> Box:
    left, base = _STEP * (number + 0.5), _STEP * (font + 0.5)
    return left - 2, base - 4, left + _STEP - 4, base + _SIZE


def _specimen() -> bytes:
    """Return a PDF of one page, a row of letters for each font."""
    wide, high = _STEP * (len(_LETTERS) + 1), _STEP * (len(_FONTS) + 1)
    names = " ".join(f"/F{font} {5 + font} 0 R" for font in range(len(_FONTS)))
    content = "\n".join(
        f"BT /F{font} {_SIZE} Tf {_STEP * (number + 0.5)} {_STEP * (font + 0.5)} Td "
        f"({letter}) Tj ET"
        for font in range(len(_FONTS))
        for number, letter in enumerate(_LETTERS)
    )
    return b"".join(_written((
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        (f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {wide} {high}]/Contents 4 0 R"
        f"/Resources<</Font<<{names}>>>>>>"),
        f"<</Length {len(content)}>>stream\n{content}\nendstream",
        *(f"<</Type/Font/Subtype/Type1/BaseFont/{font}>>" for font in _FONTS),
    )))  # fmt: skip


def _written(objects: tuple[str, ...]) -> Iterator[bytes]:
    out = io.BytesIO()
    out.write(b"%PDF-1.4\n")
    starts = []
    for number, each in enumerate(objects, start=1):
        starts.append(out.tell())
        out.write(f"{number} 0 obj{each} endobj\n".encode())
    end = out.tell()
    yield out.getvalue()
    yield f"xref\n0 {len(starts) + 1}\n0000000000 65535 f \n".encode()
    yield "".join(f"{start:010d} 00000 n \n" for start in starts).encode()
    yield (
        f"trailer<</Size {len(starts) + 1}/Root 1 0 R>>\nstartxref\n{end}\n%%EOF"
    ).encode()
