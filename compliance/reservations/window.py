"""Spans of days, with sides that may be open or unknown."""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import Final

_MONTH: Final = re.compile(r"([0-9]{4})-([01][0-9])")
_YEAR: Final = re.compile(r"[0-9]{4}")
_DAY: Final = re.compile(r"[0-9]{4}-[01][0-9]-[0-3][0-9]")


@dataclass(frozen=True, slots=True)
class Window:
    """A span of ISO days, both included; an empty side is open or not known."""

    first: str
    last: str
    words: str
    """How it was disclosed, for a reader."""


def window_of(period: str, words: str = "") -> Window | None:
    """Return the span that a disclosed period covers, or ``None`` if it tells none.

    Args:
        period: ``from/to`` of years, months or days; ``..`` for an open side.
        words: How a reader is told of it; the period itself if empty.

    >>> window_of("2024-01/2024-02")
    Window(first='2024-01-01', last='2024-02-29', words='2024-01/2024-02')
    >>> window_of("../2025-03").first, window_of("2024")
    ('', Window(first='2024-01-01', last='2024-12-31', words='2024'))
    """
    start, mark, end = period.strip().partition("/")
    first = first_day(start)
    last = last_day(end if mark else start)
    if not (first or last) or (first and last and last < first):
        return None
    return Window(first, last, words or period.strip())


def first_day(text: str) -> str:
    """Return the first day of a year, month or day; empty for anything else."""
    if _YEAR.fullmatch(text):
        return f"{text}-01-01"
    if _month(text):
        return f"{text}-01"
    return text if _is_day(text) else ""


def last_day(text: str) -> str:
    """Return the last day of a year, month or day; empty for anything else."""
    if _YEAR.fullmatch(text):
        return f"{text}-12-31"
    month = _month(text)
    if month:
        return f"{text}-{calendar.monthrange(*month)[1]:02}"
    return text if _is_day(text) else ""


def _is_day(text: str) -> bool:
    if not _DAY.fullmatch(text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _month(text: str) -> tuple[int, int] | None:
    match = _MONTH.fullmatch(text)
    if match is None or not 1 <= int(match[2]) <= 12 or int(match[1]) < 1:
        return None
    return int(match[1]), int(match[2])
