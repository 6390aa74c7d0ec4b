"""Running text of a page to lines: blanks as a browser shows them, weight, links."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from compliance.intake.blocks import Cell, Line
from compliance.intake.html_look import STRONG, Look
from compliance.intake.pdf_symbols import character, symbols_of
from compliance.intake.source_places import SourceText
from compliance.model import NOWHERE, Place

_BLANKS: Final = re.compile(r"[ \t\n\f\r]+")
_LINE_BLANKS: Final = re.compile(r"[ \t\f\r]+")


@dataclass(slots=True)
class Flow:
    """The lines of one paragraph or cell as they grow."""

    source: SourceText
    path: str = ""
    lines: list[Line] = field(default_factory=list)
    links: dict[str, None] = field(default_factory=dict)
    _text: str = ""
    _place: Place = NOWHERE
    _weights: list[tuple[int, bool]] = field(default_factory=list)
    """Where a stretch of one weight begins in the line, and whether it is heavy."""
    _strengths: list[tuple[int, int]] = field(default_factory=list)
    """Where words begin, and how much they stand out."""
    _marks: list[list[tuple[int, int]]] = field(default_factory=list)
    """The same, for each line that is ended."""

    @property
    def is_empty(self) -> bool:
        """Return whether no words stand in it yet."""
        return not self.lines and not self._text.strip()

    @property
    def line(self) -> str:
        """Return the words of the line that is not ended."""
        return self._text

    def add(self, text: str, look: Look, line: int = 0) -> None:
        """Add words that look as `look` says, met at or after `line` of the file."""
        words = _shown(text, look.font)
        if not look.keeps_lines:
            self._append(_BLANKS.sub(" ", words), look, line)
            return
        for number, part in enumerate(words.split("\n")):
            if number:
                self.end_line()
            self._append(_LINE_BLANKS.sub(" ", part), look, line)

    def _append(self, words: str, look: Look, line: int) -> None:
        if not self._text or self._text.endswith(" "):
            words = words.lstrip(" ")
        if not words:
            return
        # A sign before the words gives the line at most.
        if words.strip() and self._place.column is None:
            self._place = self.source.place(words, line=line, path=self.path)
        elif words.strip():
            # The next words are looked for behind these.
            self.source.place(words, line=line)
        if words.strip() and self._strong_now() != look.strong:
            self._weights.append((len(self._text), look.strong))
        if words.strip():
            self._strengths.append((len(self._text), look.strength))
        self._text += words

    def sign(self, sign: str, line: int = 0) -> None:
        """Add a sign that stands alone, such as a box."""
        before = "" if not self._text or self._text.endswith(" ") else " "
        if self._place == NOWHERE:
            self._place = Place(line=line or None, path=self.path)
        self._text += f"{before}{sign} "

    def stop(self) -> None:
        """Mark that something else begins here, as behind a label."""
        if self._text.strip():
            self._weights.append((len(self._text), self._strong_now()))

    def _strong_now(self) -> bool:
        return bool(self._weights) and self._weights[-1][1]

    def end_line(self, *, ends_paragraph: bool = True) -> None:
        """End the line; one without words leaves no line."""
        text = self._text.rstrip()
        if text:
            self.lines.append(
                Line(
                    text=text,
                    place=self._place,
                    ends_paragraph=ends_paragraph,
                    lead=self._lead(text),
                    stops=self._stops(len(text)),
                )
            )
            self._marks.append(self._strengths)
        strong = self._strong_now()
        self._text, self._place, self._weights = "", NOWHERE, []
        self._strengths = []
        if strong:
            self._weights.append((0, True))

    def _lead(self, text: str) -> int:
        """Return how far the line is heavy from its start, a sign at its end included."""
        end = 0
        for number, (_, strong) in enumerate(self._weights):
            if not strong:
                break
            following = self._weights[number + 1 :]
            end = following[0][0] if following else len(text)
        end = min(end, len(text))
        while end and text[end : end + 1] in (":", "?"):
            end += 1
        return len(text[:end].rstrip())

    def _stops(self, length: int) -> tuple[int, ...]:
        return tuple(sorted({at for at, _ in self._weights if 0 < at < length}))

    def cell(self) -> Cell:
        """Return what was gathered, and begin anew."""
        self.end_line()
        most = max((s for marks in self._marks for _, s in marks), default=0)
        least = min((s for marks in self._marks for _, s in marks), default=0)
        pairs = zip(self.lines, self._marks, strict=True)
        lines = [
            replace(
                line,
                marked=_marked(marks, len(line.text), most) if most > least else (),
                strong=all(strength >= STRONG for _, strength in marks),
            )
            for line, marks in pairs
        ]
        cell = Cell(lines=tuple(lines), links=tuple(self.links))
        self.lines, self.links, self._weights, self._marks = [], {}, [], []
        return cell


def _marked(
    marks: Sequence[tuple[int, int]], length: int, most: int
) -> tuple[tuple[int, int], ...]:
    """Return from where to where a line stands out most."""
    ends = [*(at for at, _ in marks[1:]), length]
    return tuple(
        (at, min(end, length))
        for (at, strength), end in zip(marks, ends, strict=True)
        if strength == most
    )


def _shown(text: str, font: str) -> str:
    """Return `text` as it is shown: signs of symbol fonts, nothing invisible."""
    signs = symbols_of(font.split(",", 1)[0]) if font else None
    if text.isascii() and signs is None:
        return text
    return "".join(
        each if each.isspace() else character(ord(each), signs) for each in text
    )
