"""Dates as people write them, to ISO. What is ambiguous is said, not guessed."""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from compliance.lexicon import plain

# Month names and abbreviations by language, as plain text has them. Italian "gen",
# "mag", "ago" and "set" are left out: in English they are other words.
_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            (
                "january jan januar jänner jaenner janvier janv enero ene gennaio styczeń"
                " stycznia januari"
            ),
            (
                "february feb febr februar février fevrier févr febrero febbraio luty"
                " lutego februari"
            ),
            "march mar märz maerz mär mars marzo marzec marca maart mrt",
            "april apr avril avr abril abr aprile kwiecień kwietnia",
            "may mai mayo maggio maj maja mei",
            "june jun juni juin junio giugno giu czerwiec czerwca",
            "july jul juli juillet juil julio luglio lug lipiec lipca",
            "august aug août aout agosto sierpień sierpnia augustus",
            (
                "september sep sept septembre septiembre setiembre settembre sett"
                " wrzesień września"
            ),
            (
                "october oct oktober okt octobre octubre ottobre ott październik"
                " października"
            ),
            "november nov novembre noviembre listopad listopada",
            (
                "december dec dezember dez décembre decembre déc diciembre dic dicembre"
                " grudzień grudnia"
            ),
        ),
        1,
    )
    for name in names.split()
}
_NAME: Final = "|".join(sorted(_MONTHS, key=lambda n: (-len(n), n)))
_YEAR: Final = r"(?P<y>(?:19|20)\d\d)"
_DAY: Final = r"(?P<d>\d\d?)"
# Earlier patterns take their words first.
_PATTERNS: Final = tuple(
    re.compile(pattern)
    for pattern in (
        # 2026-01-31, 2026/01/31
        rf"(?<!\d){_YEAR}(?P<s>[-/.])(?P<m>\d\d)(?P=s){_DAY}(?!\d)",
        # 26 June 2026, 2. Juli 2026, 24-Nov-2025
        (
            rf"(?<!\d){_DAY}(?:st|nd|rd|th|\.|er|º|°)?[\s-]*(?:of |de |di )?"
            rf"\s*(?P<n>{_NAME})\b\.?,?[\s-]*(?:de |del )?{_YEAR}(?!\d)"
        ),
        # July 8, 2026
        rf"\b(?P<n>{_NAME})\b\.?\s+{_DAY}(?:st|nd|rd|th)?,?\s+{_YEAR}(?!\d)",
        # 26/06/2026, 7.8.26; not a piece of a version or a network address
        (
            r"(?<![\w.])(?P<a>\d\d?)\s?(?P<s>[/.\-])\s?(?P<b>\d\d?)\s?(?P=s)\s?"
            r"(?P<yy>(?:19|20)\d\d|\d\d)(?![\d]|\.\d)"
        ),
        # 03/2024, and both months of 03/2019-11/2025, but not of 2024-03/2025-11
        rf"(?<![\d/])(?<!(?<![/.])\d\d\d\d-)(?P<m>\d\d?)\s?[/.]\s?{_YEAR}(?!\d)",
        # 2026-01
        rf"(?<![\d-]){_YEAR}-(?P<m>\d\d)(?![\d-])",
        # the January of January–March 2026
        (
            rf"\b(?P<n>{_NAME})\b\.?(?=\s?(?:[–—-]|to|bis|à|a|hasta|do|tot)\s?"
            rf"(?:{_NAME})\b\.?\s+{_YEAR}(?!\d))"
        ),
        # June 2026
        rf"\b(?P<n>{_NAME})\b\.?,?[\s-]*(?:of |de |del |di )?{_YEAR}(?!\d)",
        # 2026, and both years of 2018-2025 and 2018/2025
        rf"(?<![\d.])(?<!(?<!\d\d\d\d)[/-]){_YEAR}(?!\d|[/-]\d\d?(?!\d))",
    )
)


@dataclass(frozen=True, slots=True)
class ParsedDate:
    """One date in a text."""

    iso: str | None
    """``YYYY-MM-DD``, ``YYYY-MM`` or ``YYYY``; ``None`` when it is ambiguous."""
    raw: str
    """As plain text has it."""
    start: int
    why: str = ""
    """Why it is not settled."""


def dates_in(text: str, *, day_first: bool | None = None) -> tuple[ParsedDate, ...]:
    """Return the dates in `text`, in order.

    Args:
        text: Any text.
        day_first: Whether 7/8/26 is 7 August; ``None`` if nothing settles it. A
            number above 12 settles it by itself.

    >>> [d.iso for d in dates_in("Sept 2nd, 2025; 01/09/2025; 13/09/25; 03/2024")]
    ['2025-09-02', None, '2025-09-13', '2024-03']
    """
    words = plain(text)
    taken = bytearray(len(words))
    found = []
    for pattern in _PATTERNS:
        for match in pattern.finditer(words):
            if any(taken[match.start() : match.end()]):
                continue
            parsed = _parsed(match, day_first)
            if parsed is not None:
                taken[match.start() : match.end()] = b"\x01" * len(match.group())
                found.append(parsed)
    return tuple(sorted(found, key=lambda parsed: parsed.start))


def parse_date(text: str, *, day_first: bool | None = None) -> ParsedDate | None:
    """Return the first of the most precise dates in `text`, or ``None``."""
    dates = dates_in(text, day_first=day_first)
    return max(dates, key=lambda d: len(d.iso or "0000-00-00"), default=None)


def latest_month(text: str) -> str | None:
    """Return the latest month or day in `text`, or its latest year, or ``None``.

    >>> latest_month("Gathered from May 2019, none later than February 2026.")
    '2026-02'
    """
    known = [each.iso for each in dates_in(text, day_first=True) if each.iso]
    precise = [iso for iso in known if len(iso) >= len("2026-01")]
    return max(precise or known, default=None)


_NUMERIC: Final = re.compile(r"(?<!\d)(\d\d?)[/.](\d\d?)[/.]((?:19|20)\d\d|\d\d)(?!\d)")
_CLOSE: Final = 31


def date_order(text: str) -> bool | None:
    """Return whether `text` itself shows that it writes the day before the month.

    One date with a number above 12 settles the others; so does one that, read one
    way round, lies within a month of a date written out, and read the other way
    does not. Two that disagree settle nothing.

    >>> date_order("Updated 01/09/2025. Placed on the market on 2 September 2025.")
    True
    >>> date_order("Updated 7/8/26.") is None
    True
    """
    certain = [
        date.fromisoformat(found.iso)
        for found in dates_in(text)
        if found.iso and len(found.iso) == len("2026-01-31")
    ]
    votes = set()
    for first, second, year in _NUMERIC.findall(text):
        votes |= set(_votes(int(first), int(second), year, certain))
    return votes.pop() if len(votes) == 1 else None


def _votes(first: int, second: int, year: str, certain: list[date]) -> Iterator[bool]:
    if (first > 12) != (second > 12):
        yield first > 12
        return
    full = int(year) + (2000 if len(year) == 2 else 0)
    day_first, month_first = _iso(full, second, first), _iso(full, first, second)
    if first == second or not day_first or not month_first:
        return
    near = [_near(date.fromisoformat(iso), certain) for iso in (day_first, month_first)]
    if near[0] != near[1]:
        yield near[0]


def _near(day: date, certain: list[date]) -> bool:
    return any(abs((day - other).days) <= _CLOSE for other in certain)


def _parsed(match: re.Match[str], day_first: bool | None) -> ParsedDate | None:
    part = match.groupdict()
    if part.get("yy"):
        return _numeric(match, day_first)
    month = _MONTHS[part["n"]] if part.get("n") else int(part.get("m") or 0)
    iso = _iso(int(part["y"]), month, int(part.get("d") or 0))
    return ParsedDate(iso, match.group(), match.start()) if iso else None


def _numeric(match: re.Match[str], day_first: bool | None) -> ParsedDate | None:
    first, second = int(match["a"]), int(match["b"])
    year = int(match["yy"]) + (2000 if len(match["yy"]) == 2 else 0)
    readings = sorted(set(_readings(first, second, year)))
    if len(readings) == 1:
        return ParsedDate(readings[0], match.group(), match.start())
    if not readings:
        return None
    if day_first is None:
        why = f"day and month may be either way round: {' or '.join(readings)}"
        return ParsedDate(None, match.group(), match.start(), why)
    day, month = (first, second) if day_first else (second, first)
    return ParsedDate(_iso(year, month, day), match.group(), match.start())


def _readings(first: int, second: int, year: int) -> Iterator[str]:
    for month, day in ((first, second), (second, first)):
        iso = _iso(year, month, day) if month and day else None
        if iso:
            yield iso


def _iso(year: int, month: int, day: int) -> str | None:
    if not month:
        return f"{year:04}"
    if not 1 <= month <= 12 or day > monthrange(year, month)[1]:
        return None
    return f"{year:04}-{month:02}-{day:02}" if day else f"{year:04}-{month:02}"
