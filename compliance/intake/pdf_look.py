"""A PDF page as it looks: whether anything is seen at a place, and how much ink.

What a file says of a text's colour is not what a reader sees: white text on a blue
bar is seen, black text under a white box is not. The drawn page settles both.
"""

from collections import Counter
from dataclasses import dataclass
from typing import Any, Final

_SCALE: Final = 2.0
# A page as large as a wall is drawn smaller, one larger than that not at all.
_MOST_PIXELS: Final = 8_000_000
_LEAST_SCALE: Final = 0.75
_WHITE: Final = 255
_INK: Final = 40

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in points from the page's top left corner."""


@dataclass(frozen=True, slots=True)
class Look:
    """Grey values of a page drawn as a viewer draws it; empty if it is too large."""

    pixels: bytes
    width: int
    height: int
    scale: float

    def contrast(self, box: Box) -> int:
        """Return the difference of the lightest and the darkest spot, 0 to 255.

        A page that was not drawn has the greatest contrast everywhere: nothing is
        called invisible that was not looked at.
        """
        if not self.pixels:
            return _WHITE
        rows = self.rows(box)
        if not rows:
            return 0
        return max(map(max, rows)) - min(map(min, rows))

    def ground(self, box: Box) -> int:
        """Return the most common grey, 0 to 255."""
        counts = self._counts(box)
        return counts.most_common(1)[0][0] if counts else _WHITE

    def ink(self, box: Box, ground: int) -> float:
        """Return the share of spots, 0 to 1, that differ from the grey `ground`."""
        counts = self._counts(box)
        total = sum(counts.values())
        drawn = sum(n for grey, n in counts.items() if abs(grey - ground) > _INK)
        return drawn / total if total else 0.0

    def _counts(self, box: Box) -> Counter[int]:
        counts: Counter[int] = Counter()
        for row in self.rows(box):
            counts.update(row)
        return counts

    def rows(self, box: Box) -> list[bytes]:
        """Return the grey values in a box, row by row, as far as it is on the page."""
        left, top, right, bottom = (round(side * self.scale) for side in box)
        left, right = max(0, left), min(self.width, max(right, left + 1))
        top, bottom = max(0, top), min(self.height, max(bottom, top + 1))
        if left >= right:
            return []
        starts = (y * self.width for y in range(top, bottom))
        return [self.pixels[start + left : start + right] for start in starts]


def look_of(page: Any) -> Look:
    """Return how the page of pdfium looks, its form's fields included."""
    wide, high = page.get_size()
    scale = min(_SCALE, (_MOST_PIXELS / max(1.0, wide * high)) ** 0.5)
    if scale < _LEAST_SCALE:
        return Look(b"", 0, 0, 1.0)
    bitmap = page.render(scale=scale, grayscale=True)
    try:
        width, height, stride = bitmap.width, bitmap.height, bitmap.stride
        raw = bytes(bitmap.buffer)
    finally:
        bitmap.close()
    if stride != width:
        rows = (raw[y * stride : y * stride + width] for y in range(height))
        raw = b"".join(rows)
    return Look(raw, width, height, scale)
