"""Tick boxes that are drawn: from small squares on a page to signs among its words.

A box is a small frame beside a word. Whether it is ticked is seen in its middle:
nothing there, or strokes. What is in between is not guessed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from compliance.intake.pdf_look import Box, Look
from compliance.intake.pdf_shapes import Shapes
from compliance.intake.pdf_text import Word

CHECKED: Final = "☒"
EMPTY: Final = "☐"
UNREADABLE: Final = "\N{OBJECT REPLACEMENT CHARACTER}"

_SEEN: Final = 12
_DARK: Final = 90
_NOTHING: Final = 0.03
_STROKES: Final = 0.08
_RIGHT: Final = 25.0
_LEFT: Final = 10.0
_MOST: Final = 2_000


def with_boxes(words: Sequence[Word], shapes: Shapes, look: Look) -> tuple[Word, ...]:
    """Return the words of a page with a sign for each drawn tick box among them.

    A letter inside a box, an X typed over it, is part of the box.
    """
    boxes = list(_signs(words, shapes, look))
    if not boxes:
        return tuple(words)
    outside = [word for word in words if not any(_holds(box, word) for box in boxes)]
    return (*outside, *boxes)


def _signs(words: Sequence[Word], shapes: Shapes, look: Look) -> Iterator[Word]:
    framed = [box for box in _apart(shapes.squares) if _is_framed(box, look)]
    states = [(box, _state(box, look)) for box in framed]
    # Solid squares alone are bullets and round shapes alone are icons; beside empty
    # ones of their size they are ticked boxes.
    empties = [box for box, state in states if state == EMPTY]
    for box, state in states:
        plain_box = state != "solid" and _has_corners(box, look)
        if not plain_box and not any(_alike(box, other) for other in empties):
            continue
        beside = _beside(box, words) or _below(box, words, framed)
        if beside is not None:
            yield _sign(box, CHECKED if state == "solid" else state, beside)
    for box in shapes.fields:
        if not any(_overlap(box, other) for other in framed):
            state = _state(box, look)
            yield _sign(box, CHECKED if state == "solid" else state, None)


def _apart(squares: Sequence[Box]) -> list[Box]:
    """Return the squares, those drawn over one another as one."""
    apart: list[Box] = []
    for box in squares[:_MOST]:
        near = [other for other in apart[-8:] if _overlap(box, other)]
        if near:
            apart.remove(near[0])
            apart.append(_larger(box, near[0]))
        else:
            apart.append(box)
    return apart


def _larger(one: Box, two: Box) -> Box:
    return one if one[2] - one[0] >= two[2] - two[0] else two


def _overlap(one: Box, two: Box) -> bool:
    across = (one[0] + one[2]) / 2, (two[0] + two[2]) / 2
    down = (one[1] + one[3]) / 2, (two[1] + two[3]) / 2
    reach = max(one[2] - one[0], two[2] - two[0]) / 2
    return abs(across[0] - across[1]) < reach and abs(down[0] - down[1]) < reach


def _alike(one: Box, two: Box) -> bool:
    sizes = one[2] - one[0], two[2] - two[0]
    return max(sizes) < 1.25 * min(sizes)


def _is_framed(box: Box, look: Look) -> bool:
    """Return whether something is drawn at each of the four sides of `box`."""
    left, top, right, bottom = box
    third, rest = (right - left) / 3, (bottom - top) / 3
    sides = (
        (left - 1, top + rest, left + third / 1.5, bottom - rest),
        (right - third / 1.5, top + rest, right + 1, bottom - rest),
        (left + third, top - 1, right - third, top + rest / 1.5),
        (left + third, bottom - rest / 1.5, right - third, bottom + 1),
    )
    return all(look.contrast(side) >= _SEEN for side in sides)


def _has_corners(box: Box, look: Look) -> bool:
    left, top, right, bottom = box
    wide, tall = (right - left) / 4, (bottom - top) / 4
    corners = (
        (left - 1, top - 1, left + wide, top + tall),
        (right - wide, top - 1, right + 1, top + tall),
        (left - 1, bottom - tall, left + wide, bottom + 1),
        (right - wide, bottom - tall, right + 1, bottom + 1),
    )
    return all(look.contrast(corner) >= _SEEN for corner in corners)


def _state(box: Box, look: Look) -> str:
    left, top, right, bottom = box
    wide, tall = (right - left) / 4, (bottom - top) / 4
    inner = left + wide, top + tall, right - wide, bottom - tall
    around = left - 3 * wide, top - tall, right + wide, bottom + tall
    ground = look.ground(inner)
    ink = look.ink(inner, ground)
    if not look.pixels:
        return UNREADABLE
    if ink <= _NOTHING:
        return "solid" if abs(ground - look.ground(around)) > _DARK else EMPTY
    return CHECKED if ink >= _STROKES else UNREADABLE


def _beside(box: Box, words: Sequence[Word]) -> Word | None:
    """Return the word next to `box`, to the right of it or close to its left."""
    height = (box[1] + box[3]) / 2
    level = [w for w in words if w.top - 1 <= height <= w.bottom + 1]
    right = [w for w in level if -2 <= w.left - box[2] <= _RIGHT]
    left = [w for w in level if -2 <= box[0] - w.right <= _LEFT]
    if right:
        return min(right, key=lambda w: w.left)
    return max(left, key=lambda w: w.right, default=None)


def _below(box: Box, words: Sequence[Word], boxes: Sequence[Box]) -> Word | None:
    """Return the word that a narrow cell has put into the line below its box."""
    tall = box[3] - box[1]
    under = [
        word
        for word in words
        if 0 <= word.base - box[3] <= 2 * tall and abs(word.left - box[0]) <= tall
    ]
    first = min(under, key=lambda w: (w.base, w.left), default=None)
    if first is None:
        return None
    level = [b for b in boxes if b is not box and b[1] < first.base < b[3] + 1]
    taken = any(-2 <= first.left - other[2] <= _RIGHT for other in level)
    return None if taken else replace(first, base=box[3] - 0.1 * tall)


def _sign(box: Box, sign: str, beside: Word | None) -> Word:
    left, top, right, bottom = box
    return Word(
        text=sign,
        left=left,
        top=top,
        right=right,
        bottom=bottom,
        base=beside.base if beside else bottom,
        size=beside.size if beside else bottom - top,
        strong=beside.strong if beside else False,
        drawn=True,
    )


def _holds(box: Word, word: Word) -> bool:
    within = box.left - 1 <= word.centre <= box.right + 1
    return within and box.top - 1 <= (word.top + word.bottom) / 2 <= box.bottom + 1
