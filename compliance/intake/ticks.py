"""Tick boxes in a text: which signs are boxes, what stands in them, whose they are."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from compliance.model import NOWHERE, Place


class Mark(StrEnum):
    """What stands in a box."""

    CHECKED = "checked"
    EMPTY = "empty"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Tick:
    """A box and the words beside it."""

    mark: Mark
    label: str
    place: Place = NOWHERE


_CHECKED: Final = "☒☑🗹🗷⊠✅◉⦿🔘"
_STROKES: Final = "✓✔"
_CROSSES: Final = "✗✘✖❌"
_EMPTY: Final = "☐□▢⬜❏❑❒◻"
_UNREADABLE: Final = "\ufffc"
_UNKNOWN: Final = "\ufffd"
# Alone these are bullets; a full one beside an empty one is a choice.
_FULL_BULLETS: Final = "●■⚫"
_EMPTY_BULLETS: Final = "○⚪"
_ROUND_BOXES: Final = str.maketrans("●■⚫○⚪", "☒☒☒☐☐")
_SIGNS: Final = f"{_CHECKED}{_STROKES}{_CROSSES}{_EMPTY}{_UNREADABLE}"
# A sign without a letter in the file, standing alone, may be anything.
_TYPED: Final = r"(?<!\w)[\[(]\s?[xX✓✔✗]\s?[\])]|(?<!\w)\[\s?\]|(?<!\S)\ufffd(?=\s|$)"
_BOX: Final = re.compile(rf"(?P<sign>[{_SIGNS}]|{_TYPED})[\ufe0e\ufe0f]?")
_BOX_OR_BULLET: Final = re.compile(
    rf"(?P<sign>[{_SIGNS}{_FULL_BULLETS}{_EMPTY_BULLETS}]|{_TYPED})[\ufe0e\ufe0f]?"
)
_LONGEST: Final = 200


def ticks_in(text: str, place: Place = NOWHERE) -> tuple[Tick, ...]:
    """Return the boxes in `text`, each with the words that belong to it.

    The words after a box, up to the next one or the end of the line, belong to it;
    where the last box of a line has none, those before it do.

    >>> [(t.mark.value, t.label) for t in ticks_in("☒ Yes  ☐ No")]
    [('checked', 'Yes'), ('empty', 'No')]
    >>> [(t.mark.value, t.label) for t in ticks_in("Yes [x]  No [ ]")]
    [('checked', 'Yes'), ('empty', 'No')]
    >>> [(t.mark.value, t.label) for t in ticks_in("✓ Yes ✗ No")]
    [('checked', 'Yes'), ('empty', 'No')]
    """
    box = _box_in(text)
    crosses_tick = not any(sign in text for sign in f"{_STROKES}✅")
    return tuple(
        Tick(_mark(sign, crosses_tick), label, place)
        for line in text.split("\n")
        for sign, label in _pairs(line, box)
    )


def _box_in(text: str) -> re.Pattern[str]:
    """Return what is a box in `text`."""
    full = any(sign in text for sign in f"{_FULL_BULLETS}◉⦿🔘")
    empty = any(sign in text for sign in f"{_EMPTY_BULLETS}□◻")
    return _BOX_OR_BULLET if full and empty else _BOX


def _pairs(line: str, box: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    """Yield each sign of a box in `line` with its label."""
    found = list(box.finditer(line))
    if not found:
        return
    starts = [0, *(match.end() for match in found)]
    ends = [*(match.start() for match in found), len(line)]
    between = [_label(line[a:b]) for a, b in zip(starts, ends, strict=True)]
    before = bool(between[0]) and not between[-1]
    labels = between[:-1] if before else between[1:]
    for match, label in zip(found, labels, strict=True):
        yield match["sign"], label


def _label(text: str) -> str:
    return " ".join(text.split())[:_LONGEST].strip(" :/|,;")


def _mark(sign: str, crosses_tick: bool) -> Mark:
    if sign in (_UNREADABLE, _UNKNOWN):
        return Mark.UNREADABLE
    if sign in _CROSSES:
        return Mark.CHECKED if crosses_tick else Mark.EMPTY
    ticked = sign in f"{_CHECKED}{_STROKES}{_FULL_BULLETS}" or any(
        c in sign for c in "xX✓✔✗"
    )
    return Mark.CHECKED if ticked else Mark.EMPTY


def without_ticks(text: str) -> str:
    r"""Return the lines of `text` that hold no box, and what stands before boxes.

    >>> without_ticks("☐ Less\n☒ More\n15 trillion tokens")
    '15 trillion tokens'
    """
    box = _box_in(text)
    kept = [line for line in text.split("\n") if not box.search(line)]
    return "\n".join(line.strip() for line in kept if line.strip())


def with_round_boxes(text: str) -> str:
    """Return `text` with round and full signs made boxes, where they are choices.

    >>> with_round_boxes("● Yes ○ No")
    '☒ Yes ☐ No'
    """
    return text.translate(_ROUND_BOXES)


def round_signs(text: str) -> tuple[str, ...]:
    """Return the words after each round or full sign in `text`, with the sign first.

    >>> round_signs("● Yes ○ No")
    ('● Yes', '○ No')
    """
    found = re.finditer(rf"[{_FULL_BULLETS}{_EMPTY_BULLETS}]", text)
    starts = [match.start() for match in found]
    ends = [*starts[1:], len(text)]
    parts = (text[a:b] for a, b in zip(starts, ends, strict=False))
    return tuple(" ".join(part.split()) for part in parts)


def has_box(text: str) -> bool:
    """Return whether a tick box stands in `text`."""
    return bool(_box_in(text).search(text))
