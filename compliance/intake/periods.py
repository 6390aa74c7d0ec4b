"""Periods as people write them, to ``from/to``."""

import itertools
import re
from typing import Final

from compliance.intake.dates import ParsedDate, dates_in
from compliance.lexicon import plain

# What stands between the two dates of a period, and before or after an open side.
_BETWEEN: Final = re.compile(
    r"\W*(?:(?:and )?(?:to|until|till|through|up to|and|bis|und|à|au|et|jusqu\S*|a|al"
    r"|hasta|y|fino|e|do|i|tot|t/m|en)\b)?\W*"
    r"(?:(?:the|le|el|il|ende|(?:the )?end of|fin|fine) )?\W*"
)
_UNTIL: Final = re.compile(
    r"\b(?:up to|until|till|before|no later than|not later than|prior to|through|bis"
    r"|jusqu\S*|hasta|fino ad?|fino al|do|tot(?: en met)?)\W*"
    r"(?:(?:and including|the|ende|(?:the )?end of|fin|fine|einschließlich|zum) )?\W*\Z"
)
_SINCE: Final = re.compile(
    r"\b(?:since|from|starting(?: in| from)?|as of|seit|ab|von|depuis|à partir de|desde"
    r"|dal|da|a partire da|od|sinds|vanaf)\W*(?:(?:the|ende|end of) )?\W*\Z"
)
_ONGOING: Final = re.compile(
    r"\b(?:present|ongoing|today|now|heute|laufend|aujourd\S*|actualidad|oggi|obecnie"
    r"|heden)\W*\Z"
)
_SIDE: Final = r"(?:\d{4}(?:-\d\d)?|\.\.)"
_CANONICAL: Final = re.compile(rf"{_SIDE}/{_SIDE}")


def parse_period(text: str) -> str | None:
    """Return the period in `text` as ``from/to``, or ``None`` if it has no date.

    Each side is a month or a year; ``..`` is an open side. One date that says
    neither from nor until is no period: it comes back alone.

    >>> parse_period("Approximately 2018 – December 2025")
    '2018/2025-12'
    >>> parse_period("Gathered up to July 2025")
    '../2025-07'
    >>> parse_period("From 03/2019 to 11/2025, with a pause in 2020")
    '2019-03/2025-11'
    >>> parse_period("The cut-off is 01/2025.")
    '2025-01'
    """
    words = plain(text)
    if _CANONICAL.fullmatch(words):
        return words if words != "../.." else None
    dates = [each for each in dates_in(text, day_first=True) if each.iso]
    if not dates:
        return None
    first, last = _ends(words, dates)
    start, end = (first.iso or "")[:7], (last.iso or "")[:7]
    if first is not last:
        return f"{start}/{end}"
    if _UNTIL.search(words[: first.start]):
        return f"../{end}"
    if _ONGOING.search(words) or _SINCE.search(words[: first.start]):
        return f"{start}/.."
    return start


def _ends(words: str, dates: list[ParsedDate]) -> tuple[ParsedDate, ParsedDate]:
    """Return the first two dates that are joined to a period, else first and last."""
    for first, last in itertools.pairwise(dates):
        if _BETWEEN.fullmatch(words[first.start + len(first.raw) : last.start]):
            return first, last
    return dates[0], dates[-1]
