"""Lines of plain text: what begins with them, and which go on in the next."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from compliance.model import Place

_BULLET: Final = re.compile(r"(?:[-*+•◦▪‣·–—]|o(?=\s\s))\s+(?=\S)")
_BOX: Final = re.compile(r"[☐☒☑✓✔✗□■○●]|[\[(]\s?[xX✓]?\s?[\])]\s")
_LABEL: Final = re.compile(r"[^\W\d_][^:.?!]{1,80}[:?](?=\s|$)")
_NUMBERED: Final = re.compile(r"\(?\d{1,2}(?:\.\d{1,2}){0,3}[.)]?\s+(?=\S)")
_UNDERLINE: Final = re.compile(r"([=\-~^*_#\"+.─━═])\1{2,}\s*")
_LEADERS: Final = re.compile(r"\.{4,}|_{4,}(?=\s*\S)")
_PAGE_NUMBER: Final = re.compile(
    r"(\n)[ \t]*[-–]?[ \t]*(?:[Pp]age )?\d{1,4}(?: ?(?:/|of) ?\d{1,4})?[ \t]*[-–]?[ \t]*(?=\n?\Z)"
)
_FEWEST_PAGES: Final = 3
_LONGEST_HEADING: Final = 120
_UNWRAPPED: Final = 120


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of a text, or a part of one, with its place in the file."""

    text: str
    number: int
    column: int = 1

    @property
    def indent(self) -> int:
        """Return how many blanks it begins with."""
        return len(self.text) - len(self.text.lstrip())

    @property
    def place(self) -> Place:
        """Return where its first word stands."""
        return Place(line=self.number, column=self.column + self.indent)

    def part(self, start: int, end: int) -> "TextLine":
        """Return the part from `start` to `end`, in place."""
        return TextLine(self.text[start:end], self.number, self.column + start)


def lines_of(text: str) -> tuple[TextLine, ...]:
    """Return the lines of `text`: tabs as blanks, dots that lead on as blanks too."""
    return tuple(
        TextLine(_tidy(line), number)
        for number, line in enumerate(without_page_numbers(text).split("\n"), 1)
    )


def without_page_numbers(text: str) -> str:
    """Return `text` without the number that stands alone at the foot of each page.

    Pages end with form feeds; a text without any has no pages.
    """
    pages = text.split("\f")
    if len(pages) < _FEWEST_PAGES:
        return text
    return "\f".join(_PAGE_NUMBER.sub(r"\1", page) for page in pages)


def _tidy(line: str) -> str:
    # One blank for one tab would lose the columns; the place is then that of a
    # terminal, which is where an editor shows it too.
    whole = line.replace("\f", " ").replace("\u00a0", " ").expandtabs(8).rstrip()
    return _LEADERS.sub(lambda match: " " * len(match.group()), whole)


def bullet_length(text: str) -> int:
    """Return how long the sign of a list entry at the start of `text` is.

    >>> bullet_length("- FineWeb"), bullet_length("2025")
    (2, 0)
    """
    match = _BULLET.match(text)
    return match.end() if match else 0


def begins_entry(text: str) -> bool:
    """Return whether a line begins something new: an entry, an option, a label."""
    words = text.strip()
    return bool(bullet_length(words) or _BOX.match(words) or label_length(words))


def label_length(text: str) -> int:
    """Return how long the label at the start of `text` is, its colon included.

    >>> label_length("Last update: 2026"), label_length("Two of them.")
    (12, 0)
    """
    number = _NUMBERED.match(text)
    start = number.end() if number else 0
    match = _LABEL.match(text, start)
    return match.end() if match and text[start : start + 1].isupper() else 0


def is_underline(text: str) -> bool:
    """Return whether a line is one sign over and over."""
    return bool(_UNDERLINE.fullmatch(text.strip()))


def is_heading(text: str) -> bool:
    """Return whether a line that stands alone is a heading: numbered or in capitals."""
    words = text.strip()
    if not words or len(words) > _LONGEST_HEADING or words[-1] in ".:;,?":
        return False
    letters = [sign for sign in words if sign.isalpha()]
    if len(letters) > 3 and words.upper() == words and words.lower() != words:
        return True
    return is_numbered(words)


def is_numbered(text: str) -> bool:
    """Return whether a line begins with a number of two parts, as rows of a form do.

    A number of one part may be that of a list's entry.

    >>> is_numbered("2.1 Datasets"), is_numbered("1. FineWeb"), is_numbered("2.5 million")
    (True, False, False)
    """
    words = text.strip()
    number = _NUMBERED.match(words)
    if number is None or not words[number.end()].isupper():
        return False
    return "." in number.group().strip().rstrip(".)")


def wrapped(text: str, following: str, width: int) -> bool:
    """Return whether a line ends because the next word did not fit into `width`."""
    word = following.split(" ", 1)[0]
    return width <= _UNWRAPPED and len(text) + 1 + len(word) > width


def width_of(lines: Sequence[TextLine]) -> int:
    """Return how wide a text is set: the length of its longest line but one."""
    lengths = sorted(len(line.text) for line in lines)
    return lengths[-2] if len(lengths) > 1 else (lengths[0] if lengths else 0)
