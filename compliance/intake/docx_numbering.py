"""The bullets and numbers that Word prints before a paragraph, which are no text."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from compliance.intake.docx_names import attribute, child, children, number
from compliance.intake.docx_styles import indent_of, run_properties
from compliance.intake.pdf_symbols import character, symbols_of
from compliance.intake.ticks import has_box

_LEVELS: Final = 9
_STEP: Final = 360
_LETTERS: Final = 26
_ROMAN: Final = (
    (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"),
    (4, "iv"), (1, "i"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list."""

    format: str
    """``bullet``, ``decimal``, ``lowerLetter``, ``none`` and the like."""
    text: str
    """What is printed, ``%1`` for the number of the first level."""
    start: int
    indent: int
    box: str
    """The tick box that its bullet is, or nothing."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What stands before a paragraph of a list."""

    printed: str
    """Its number, such as ``2.3.``; nothing for a bullet."""
    box: str
    bullet: bool
    indent: int


@dataclass(slots=True)
class Numbering:
    """The lists of a Word file, counted as they are met."""

    root: Any | None
    _lists: dict[str, Mapping[int, Level]] = field(default_factory=dict)
    _kin: dict[str, str] = field(default_factory=dict)
    """A list to the definition that it shares its numbers with."""
    _counts: dict[str, list[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.root is None:
            return
        shapes = {
            attribute(each, "w:abstractNumId"): _levels(each)
            for each in children(self.root, "w:abstractNum")
        }
        for each in children(self.root, "w:num"):
            identity = attribute(each, "w:numId") or ""
            base = attribute(child(each, "w:abstractNumId"), "w:val") or ""
            levels = dict(shapes.get(base, {}))
            self._kin[identity] = base
            for override in children(each, "w:lvlOverride"):
                at = number(override, "w:ilvl")
                own = child(override, "w:lvl")
                if own is not None and at is not None:
                    levels[at] = _level(own)
                    self._kin[identity] = f"own {identity}"
            self._lists[identity] = levels

    def entry(self, identity: str | None, depth: int) -> Entry | None:
        """Return what stands before the next paragraph of a list, ``None`` for nothing.

        Args:
            identity: The list's number; ``0`` is no list.
            depth: The level of the paragraph in it, from 0.
        """
        level = self._lists.get(identity or "0", {}).get(depth)
        if identity is None or identity == "0" or level is None:
            return None
        if level.format == "bullet":
            return Entry("", level.box, True, level.indent)
        if level.format == "none":
            return Entry("", "", False, level.indent)
        counts = self._counts.setdefault(self._kin[identity], [0] * _LEVELS)
        counts[depth] = counts[depth] + 1 if counts[depth] else level.start
        counts[depth + 1 :] = [0] * (_LEVELS - depth - 1)
        printed = level.text
        for at in range(_LEVELS):
            of = self._lists[identity].get(at)
            words = _counted(max(counts[at], 1), of.format) if of else ""
            printed = printed.replace(f"%{at + 1}", words)
        return Entry(printed.strip(), "", True, level.indent)


def _levels(shape: Any) -> dict[int, Level]:
    found = {}
    for each in children(shape, "w:lvl"):
        depth = number(each, "w:ilvl")
        if depth is not None and 0 <= depth < _LEVELS:
            found[depth] = _level(each)
    return found


def _level(element: Any) -> Level:
    depth = number(element, "w:ilvl") or 0
    text = attribute(child(element, "w:lvlText"), "w:val") or ""
    font = run_properties(child(element, "w:rPr")).get("font", "")
    signs = symbols_of(font) if font else None
    sign = character(ord(text), signs) if len(text) == 1 else ""
    indent = indent_of(child(element, "w:pPr", "w:ind"))
    return Level(
        format=attribute(child(element, "w:numFmt"), "w:val") or "decimal",
        text=text[:40],
        start=number(child(element, "w:start"), "w:val") or 1,
        indent=_STEP * (depth + 1) if indent is None else indent,
        box=sign if has_box(sign) else "",
    )


def _counted(count: int, format_: str) -> str:
    """Return a number as a list prints it.

    >>> _counted(3, "decimal"), _counted(28, "lowerLetter"), _counted(14, "upperRoman")
    ('3', 'bb', 'XIV')
    """
    if format_ in ("lowerLetter", "upperLetter"):
        times, letter = divmod(count - 1, _LETTERS)
        words = chr(ord("a") + letter) * min(times + 1, 4)
    elif format_ in ("lowerRoman", "upperRoman") and count < _ROMAN[0][0] * 4:
        words, rest = "", count
        for value, letters in _ROMAN:
            words += letters * (rest // value)
            rest %= value
    else:
        words = str(count)
    return words.upper() if format_.startswith("upper") else words
