"""From a PDF page's own coordinates to points from its displayed top left corner."""

import ctypes
from dataclasses import dataclass
from typing import Any, Final

import pypdfium2.raw as raw

from compliance.intake.pdf_look import Box

_FINE: Final = 100
_STEP: Final = 1000.0
_RIGHT: Final = (1.0, 0.0)
_UP: Final = (0.0, -1.0)


@dataclass(frozen=True, slots=True)
class Frame:
    """The page's size as displayed, and the way of each of its own axes."""

    width: float
    height: float
    start: tuple[float, float]
    right: tuple[float, float]
    """Where one unit to the right leads: across, down."""
    up: tuple[float, float]

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Return the point as displayed."""
        return (
            self.start[0] + self.right[0] * x + self.up[0] * y,
            self.start[1] + self.right[1] * x + self.up[1] * y,
        )

    def direction(self, x: float, y: float) -> tuple[float, float]:
        """Return the direction as displayed: across, down."""
        return (
            self.right[0] * x + self.up[0] * y,
            self.right[1] * x + self.up[1] * y,
        )

    def box(self, left: float, low: float, right: float, high: float) -> Box:
        """Return the box as displayed."""
        if self.right == _RIGHT and self.up == _UP:
            across, down = self.start
            return left + across, down - high, right + across, down - low
        one, two = self.at(left, low), self.at(right, high)
        return (
            min(one[0], two[0]),
            min(one[1], two[1]),
            max(one[0], two[0]),
            max(one[1], two[1]),
        )

    def own_box(self, box: Box) -> Box:
        """Return a box as displayed in the page's own coordinates: left to high.

        >>> Frame(600, 800, (0.0, 800.0), _RIGHT, _UP).own_box((10, 20, 30, 40))
        (10.0, 760.0, 30.0, 780.0)
        """
        corners = [self._own(*box[:2]), self._own(*box[2:])]
        across, up = zip(*corners, strict=True)
        return min(across), min(up), max(across), max(up)

    def _own(self, across: float, down: float) -> tuple[float, float]:
        # The axes are turned by quarters only, so that turning back is transposing.
        aside, below = across - self.start[0], down - self.start[1]
        return (
            self.right[0] * aside + self.right[1] * below,
            self.up[0] * aside + self.up[1] * below,
        )


def frame_of(page: Any) -> Frame:
    """Return the frame of a page of pdfium, turned and cropped as it is displayed."""
    width, height = page.get_size()
    start, right, up = (
        _shown(page, width, height, x, y)
        for x, y in ((0.0, 0.0), (_STEP, 0.0), (0.0, _STEP))
    )
    return Frame(
        width,
        height,
        start,
        (
            round((right[0] - start[0]) / _STEP, 3),
            round((right[1] - start[1]) / _STEP, 3),
        ),
        (round((up[0] - start[0]) / _STEP, 3), round((up[1] - start[1]) / _STEP, 3)),
    )


def _shown(
    page: Any, width: float, height: float, x: float, y: float
) -> tuple[float, float]:
    across, down = ctypes.c_int(), ctypes.c_int()
    raw.FPDF_PageToDevice(
        page, 0, 0, round(width * _FINE), round(height * _FINE), 0, x, y, across, down
    )
    return across.value / _FINE, down.value / _FINE
