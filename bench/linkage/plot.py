"""What linking costs, drawn: ``python bench/linkage/plot.py RESULTS OUTPUT.svg``.

RESULTS is the file in which `compared.py` keeps its figures. The plot shows the
processor time for a work against the entries of the catalog, both in powers of ten; a
line for every engine that was measured at two sizes or more. The same figures give
the same bytes.
"""

import json
import math
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from compared import ENGINES

Points = Sequence[tuple[float, float]]

_WIDTH: Final = 720
_HEIGHT: Final = 420
_LEFT: Final = 70
_RIGHT: Final = 230
_TOP: Final = 40
_BOTTOM: Final = 60
_OPENING: Final = (
    f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" height="{_HEIGHT}"'
    f' viewBox="0 0 {_WIDTH} {_HEIGHT}" font-family="sans-serif" font-size="13">'
)
_COLOURS: Final = {
    "own": "#0b5394",
    "splink-prefix": "#b45f06",
    "splink-plain": "#e69138",
    "splink-2-rarest": "#7f6000",
    "splink-3-rarest": "#990000",
    "neighbours": "#38761d",
    "exact": "#666666",
}


def main() -> None:
    """Draw the plot."""
    results, output = map(Path, sys.argv[1:])
    output.write_text(drawn(json.loads(results.read_text())), encoding="utf-8")


def drawn(results: Sequence[Mapping[str, Any]]) -> str:
    """Return the plot as SVG."""
    found = dict(lines(results))
    across = [x for points in found.values() for x, _ in points]
    along = [y for points in found.values() for _, y in points]
    frame = Frame(
        math.floor(min(across)), math.ceil(max(across)),
        math.floor(min(along)), math.ceil(max(along)),
    )  # fmt: skip
    parts = [
        _OPENING,
        "<title>Processor time for a work, against the entries of the catalog</title>",
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#ffffff"/>',
        *frame.grid(),
    ]
    for number, (engine, points) in enumerate(found.items()):
        parts += _drawn(frame, engine, points, number)
    return "\n".join([*parts, "</svg>", ""])


def lines(results: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, Points]]:
    """Yield engines with entries and milliseconds for a work, as powers of ten."""
    for engine in _COLOURS:
        points = sorted(
            (
                math.log10(each["entries"]),
                math.log10(1000 * each["cpu"] / each["works"]),
            )
            for each in results
            if each["engine"] == engine and "cpu" in each and each["set"].isdigit()
        )
        if len(points) > 1:
            yield engine, points


class Frame:
    """The field of the plot, from one power of ten to another."""

    def __init__(self, left: int, right: int, low: int, high: int) -> None:
        """Take the powers at the edges."""
        self._across = range(left, max(right, left + 1) + 1)
        self._along = range(low, max(high, low + 1) + 1)

    def x(self, power: float) -> float:
        """Return where a number of entries is drawn."""
        share = (power - self._across[0]) / (self._across[-1] - self._across[0])
        return _LEFT + share * (_WIDTH - _LEFT - _RIGHT)

    def y(self, power: float) -> float:
        """Return where a time is drawn."""
        share = (power - self._along[0]) / (self._along[-1] - self._along[0])
        return _HEIGHT - _BOTTOM - share * (_HEIGHT - _TOP - _BOTTOM)

    def grid(self) -> Iterator[str]:
        """Yield the lines of the powers of ten, and what they are."""
        low, high = self.y(self._along[0]), self.y(self._along[-1])
        left, right = self.x(self._across[0]), self.x(self._across[-1])
        for power in self._across:
            x = self.x(power)
            yield _line(x, low, x, high)
            yield _text(x, low + 20, f"{10**power:,}", "middle")
        for power in self._along:
            y = self.y(power)
            yield _line(left, y, right, y)
            yield _text(left - 8, y + 4, f"{10.0**power:g}", "end")
        yield _text((left + right) / 2, low + 44, "entries of the catalog", "middle")
        yield _text(left - 50, _TOP - 16, "ms of processor time for a work", "start")


def _drawn(frame: Frame, engine: str, points: Points, number: int) -> Iterator[str]:
    colour = _COLOURS[engine]
    places = [(frame.x(x), frame.y(y)) for x, y in points]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    yield f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>'
    for x, y in places:
        yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{colour}"/>'
    left, y = _WIDTH - _RIGHT + 24, _TOP + 16 + 24 * number
    yield f'<circle cx="{left}" cy="{y}" r="4" fill="{colour}"/>'
    yield _text(left + 12, y + 4, ENGINES[engine], "start")


def _line(x: float, y: float, to_x: float, to_y: float) -> str:
    return (
        f'<line x1="{x:.1f}" y1="{y:.1f}" x2="{to_x:.1f}" y2="{to_y:.1f}"'
        ' stroke="#cccccc"/>'
    )


def _text(x: float, y: float, words: str, anchor: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{words}</text>'


if __name__ == "__main__":
    main()
