"""Drawings in a Word file: text boxes are read, small ones may be tick boxes."""

import re
from collections.abc import Iterator
from typing import Any, Final

from compliance.intake.docx_names import child, name_of, within

# The size up to which a drawing beside text may be a tick box, in points.
_SMALL: Final = 26.0
_LEAST: Final = 4.0
_EMU: Final = 12_700
_DIGITS: Final = 12
_CROSSES: Final = "xX×✓✔☒☑✗✘"
_SIDES: Final = re.compile(
    r"(?<![\w-])(width|height)\s*:\s*(\d{1,6}(?:\.\d{1,6})?)\s*(pt|in|px|cm|mm|)",
    re.IGNORECASE,
)
_POINTS: Final = {"pt": 1.0, "in": 72.0, "px": 0.75, "cm": 28.35, "mm": 2.835, "": 0.75}
UNREADABLE: Final = "\N{OBJECT REPLACEMENT CHARACTER}"


def text_boxes(drawing: Any) -> Iterator[Any]:
    """Yield the contents of the text boxes in a drawing, not those within others."""
    for content in within(drawing, "w:txbxContent"):
        above = content.getparent()
        while above is not drawing and name_of(above) != "w:txbxContent":
            above = above.getparent()
        if above is drawing:
            yield content


def is_small(drawing: Any) -> bool:
    """Return whether a drawing is as small as a tick box, and no mere line."""
    sides = [side for side in _sides(drawing) if side is not None]
    return bool(sides) and min(sides) >= _LEAST and max(sides) <= _SMALL


def _sides(drawing: Any) -> list[float | None]:
    """Return width and height in points, as far as they are said."""
    for kind in ("wp:inline", "wp:anchor"):
        extent = child(drawing, kind, "wp:extent")
        if extent is not None:
            return [_points(str(extent.get(side))) for side in ("cx", "cy")]
    style = next((str(e.get("style")) for e in drawing.iter() if e.get("style")), "")
    return [
        float(size) * _POINTS[unit.lower()] for _, size, unit in _SIDES.findall(style)
    ]


def _points(units: str) -> float | None:
    return int(units) / _EMU if units.isdecimal() and len(units) < _DIGITS else None


def sign_in(drawing: Any) -> str:
    """Return the sign that a small drawing is: a cross in a box, or not to be told."""
    words = "".join(text.text or "" for text in within(drawing, "w:t")).strip()
    if words and all(c in _CROSSES for c in words):
        return "☒"
    return words or UNREADABLE
