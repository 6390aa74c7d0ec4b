"""Small pictures of places in a PDF, for a report to show."""

import base64
import struct
import zlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import pypdfium2 as pdfium

from compliance.intake.pdf_look import Box
from compliance.intake.pdf_page import turn_upright

_SCALE: Final = 1.2
_ABOVE: Final = 14.0
_BELOW: Final = 12.0
_LEAST: Final = 60.0
_MOST: Final = 120.0
_WIDEST: Final = 1_000.0
_AROUND: Final = 2
_INK: Final = 0


def pictures_request(
    request: Mapping[str, Any], data: bytes
) -> list[dict[str, Any] | None]:
    """Return a picture of each place of a PDF, as the child answers.

    Args:
        request: ``places``: lists of a page, from 1, and a box.
        data: The file's bytes.
    """
    document = pdfium.PdfDocument(data)
    try:
        if document.get_formtype() in (1, 2, 3):
            document.init_forms()
        places = [
            (int(page), tuple(map(float, box))) for page, box in request["places"]
        ]
        return list(_pictures(document, places))
    finally:
        document.close()


def _pictures(
    document: Any, places: Sequence[tuple[int, tuple[float, ...]]]
) -> Iterator[dict[str, Any] | None]:
    turned: set[int] = set()
    for number, (left, top, right, bottom) in places:
        if not 1 <= number <= len(document):
            yield None
            continue
        if number not in turned:
            turn_upright(document, number)
            turned.add(number)
        page = document[number - 1]
        try:
            yield _picture(page, (left, top, right, bottom))
        finally:
            page.close()


def _picture(page: Any, box: Box) -> dict[str, Any] | None:
    """Return the strip of a page around `box`, the box in a frame."""
    wide, high = page.get_size()
    top = max(0.0, min(box[1], high - _LEAST) - _ABOVE)
    bottom = min(high, top + _MOST, max(box[3] + _BELOW, top + _LEAST))
    if not (wide > 0 and bottom - top > 0):
        return None
    scale = _SCALE * min(1.0, _WIDEST / wide)
    bitmap = page.render(scale=scale, grayscale=True, crop=(0, high - bottom, 0, top))
    try:
        width, height, stride = bitmap.width, bitmap.height, bitmap.stride
        held = bytes(bitmap.buffer)
    finally:
        bitmap.close()
    rows = [bytearray(held[y * stride : y * stride + width]) for y in range(height)]
    _frame(
        rows,
        tuple(round(s * scale) for s in (box[0], box[1] - top, box[2], box[3] - top)),
    )
    return {
        "png": base64.b64encode(png(rows)).decode(),
        "width": width,
        "height": height,
    }


def _frame(rows: Sequence[bytearray], sides: tuple[int, ...]) -> None:
    """Draw a frame around a box into the rows of a picture."""
    height, width = len(rows), len(rows[0])
    left, top = max(0, sides[0] - _AROUND), max(0, sides[1] - _AROUND)
    right = min(width - 1, sides[2] + _AROUND)
    bottom = min(height - 1, sides[3] + _AROUND)
    if left >= right or top >= bottom:
        return
    for y in (top, bottom):
        rows[y][left : right + 1] = bytes([_INK]) * (right + 1 - left)
    for y in range(top, bottom + 1):
        rows[y][left] = rows[y][right] = _INK


def png(rows: Sequence[bytes | bytearray]) -> bytes:
    """Return rows of grey values, 0 to 255, as a PNG of sixteen greys, with no date.

    Source: W3C Portable Network Graphics, second edition, sections 5 and 11.
    """
    width, height = len(rows[0]), len(rows)
    packed = b"".join(b"\0" + _packed(row) for row in rows)
    head = struct.pack(">IIBBBBB", width, height, 4, 0, 0, 0, 0)
    return b"".join((
        b"\x89PNG\r\n\x1a\n",
        _chunk(b"IHDR", head),
        _chunk(b"IDAT", zlib.compress(packed, 9)),
        _chunk(b"IEND", b""),
    ))  # fmt: skip


def _packed(row: bytes | bytearray) -> bytes:
    """Return a row with two greys in a byte."""
    even = bytes(row) + (b"\0" if len(row) % 2 else b"")
    return bytes(
        (high & 0xF0) | (low >> 4)
        for high, low in zip(even[::2], even[1::2], strict=True)
    )


def _chunk(kind: bytes, body: bytes) -> bytes:
    checked = kind + body
    return (
        struct.pack(">I", len(body)) + checked + struct.pack(">I", zlib.crc32(checked))
    )
