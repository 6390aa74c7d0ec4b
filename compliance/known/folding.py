"""Text as names in it are compared, with the way back to the text as it stands."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

_INVISIBLE: Final = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\u2061\ufeff")
# PDF readers put U+FFFE where a line ended in a hyphen.
_HYPHENS: Final = frozenset("-\u2010\u2011\ufffe")


@dataclass(frozen=True, slots=True)
class Folded:
    """A text in its comparable form; `raw` and `low` have the same length."""

    raw: str
    """NFKC, nothing invisible, blanks and line breaks one blank."""
    low: str
    """`raw` in lower case."""
    offsets: tuple[int, ...]
    """Of each character of `raw` in the text, and the text's length at the end."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where `raw` from `start` to `end` stands in the text."""
        return self.offsets[start], self.offsets[end - 1] + 1


def folded(text: str) -> Folded:
    r"""Return `text` as it is compared.

    >>> folded("\N{LATIN SMALL LIGATURE FI}ne\n  Web\u200b").raw
    'fine Web'
    """
    kept: list[str] = []
    offsets: list[int] = []
    blank = False
    for offset, character in enumerate(text):
        for each in plain_characters(character):
            if each == " ":
                if blank:
                    continue
                blank = True
            else:
                blank = False
            kept.append(each)
            offsets.append(offset)
    raw = "".join(kept)
    return Folded(raw, "".join(map(_lower, kept)), (*offsets, len(text)))


def plain_characters(character: str) -> Iterable[str]:
    """Return what `character` is compared as: nothing, itself, or several."""
    if character.isascii():
        return " " if character.isspace() else character
    if character in _INVISIBLE:
        return ""
    if character in _HYPHENS:
        return "-"
    if character == "\N{RIGHT SINGLE QUOTATION MARK}":
        return "'"
    plain = unicodedata.normalize("NFKC", character)
    return "".join(" " if each.isspace() else each for each in plain)


def _lower(character: str) -> str:
    low = character.lower()
    return low if len(low) == 1 else character
