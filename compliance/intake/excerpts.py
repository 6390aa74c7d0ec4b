"""The words of a page or text at a place, with those around it."""

import re
from functools import lru_cache
from html import unescape
from typing import Final

from compliance.model import Excerpt, Place

_WINDOW: Final = 4_000
_BEFORE: Final = 60
_WORDS: Final = 12
_AFTER: Final = 80
_TAG: Final = re.compile(
    r"<!--.*?-->|<(style|script)\b.*?</\1\s*>|</?[a-zA-Z!][^<>]*>", re.DOTALL
)
_LEADING: Final = re.compile(r"(?:\s|</?[a-zA-Z!][^<>]*>)*")
_CUT_TAG: Final = re.compile(r"\A[^<]*?>")
# Where a run of words ends: at a tag, at the next cell of a row, at the line's end.
_RUN_ENDS: Final = re.compile(r"</?[a-zA-Z!]|\s\||\n\s*\n")


def excerpt_at(text: str, place: Place) -> Excerpt | None:
    """Return the words of `text` that begin at `place`, ``None`` where none do.

    Tags are left out, as nobody sees them. Without a column the words are the first of
    the line.

    >>> excerpt_at("<p>One <b>two</b> three</p>", Place(line=1, column=11))
    Excerpt(before='One', beside='One', words='two', after='three')
    """
    if place.line is None:
        return None
    starts = _starts(text)
    if place.line > len(starts):
        return None
    at = starts[place.line - 1] + (place.column or 1) - 1
    leading = _LEADING.match(text, at)
    at = leading.end() if leading else at
    after = text[at : at + _WINDOW]
    run = _RUN_ENDS.search(after)
    words = _seen(after[: run.start()] if run else after).split()
    if not words:
        return None
    told = " ".join(words[:_WORDS])
    rest = " ".join(
        [*words[_WORDS:], *_seen(after[run.start() :] if run else "").split()]
    )
    above = _CUT_TAG.sub("", text[max(0, at - _WINDOW) : at], count=1)
    lines = [line for line in _seen(above, "\n").split("\n") if line.strip()]
    return Excerpt(
        before=" ".join(" ".join(lines).split())[-_BEFORE:],
        beside=" ".join(lines[-1].split()) if lines else "",
        words=told,
        after=rest[:_AFTER],
    )


@lru_cache(maxsize=1)
def _starts(text: str) -> tuple[int, ...]:
    """Return where each line begins; of one text many places are asked for."""
    return (0, *(end.end() for end in re.finditer("\n", text)))


def _seen(markup: str, parting: str = " ") -> str:
    return unescape(_TAG.sub(parting, markup))
