"""US registration numbers. A number is unique only with its date."""

import re
from datetime import date
from typing import Final

from compliance.identifiers.identifier import Identifier, malformed, valid
from compliance.identifiers.spelling import spelled, without_name

# Two letters and ten digits when published, three and nine when not.
_MODERN: Final = {
    "TX": 10, "VA": 10, "PA": 10, "SR": 10, "RE": 10,
    "TXU": 9, "VAU": 9, "PAU": 9, "SRU": 9, "PRE": 9,
}  # fmt: skip
_USUAL: Final = re.compile(
    r"([A-Z]{1,5})([0-9]{1,10})(?:@([0-9]{4}-[0-9]{2}-[0-9]{2}))?", re.ASCII
)
_NAME: Final = re.compile(
    r"(?:us(?:co)?\s*:|(?:copyright\s+)?reg(?:istration)?(?:\s+(?:no|number))?[.:\s]+)\s*",
    re.I,
)
_INNER: Final = re.compile(r"(?<=[0-9])[.,](?=[0-9])")
_PARTS: Final = re.compile(r"([A-Z]{1,5})([0-9]*)((?:-[0-9]+)*)")
_DATE: Final = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?", re.ASCII)
_WHY: Final = "not class letters and a serial number"


def us(raw: str) -> Identifier:
    """Return the US registration number in `raw`, with its date where it is given.

    Modern numbers are padded to twelve characters. Hyphens are dropped, except
    after a class that ends in a digit. The old numbers began again in 1947, so a
    number without a date is not unique.

    >>> us("us:SR-320-918@2003-05-01").normal
    'SR0000320918@2003-05-01'
    >>> us("VAu-598-764").normal, us("B5-73742").normal, us("AI-9217").normal
    ('VAU000598764', 'B5-73742', 'AI9217')
    >>> us("R 676,910@1985-03-01").repair
    'prefix R read as RE, which renewals have since 1978'

    Source: Compendium of U.S. Copyright Office Practices, sections 1802.8(A)(2) and
    2309.13(A)(4).
    """
    usual = _USUAL.fullmatch(raw)
    if usual:
        prefix, serial, day = usual.groups()
        if day is None or _is_day(day):
            return _registration(raw, prefix, "", serial, day or "", ())
    text, repairs = spelled(raw)
    number, _, day = without_name(text, _NAME).partition("@")
    day = day.strip()
    note = ""
    if day and not (_DATE.fullmatch(day) and _is_day(day)):
        note, day = f"{day[:40]} is no date as YYYY-MM-DD", ""
    parts = _PARTS.fullmatch(_joined(number))
    if not parts:
        return malformed("us", raw, _WHY)
    class_digit, serial = _serial(*parts.groups())
    if not serial or len(serial) > 10:
        return malformed("us", raw, _WHY)
    return _registration(raw, parts[1], class_digit, serial, day, repairs, note)


def _joined(number: str) -> str:
    """Return the number in upper case, one hyphen wherever its parts were set apart."""
    upper = _INNER.sub("", number.upper()).replace(".", "")
    return "-".join(part for part in re.split(r"[\s-]+", upper) if part)


def _serial(prefix: str, first: str, rest: str) -> tuple[str, str]:
    """Return the digit a class ends in, or empty, and the serial number."""
    groups = [first, *rest.split("-")[1:]] if first else rest.split("-")[1:]
    if prefix not in _MODERN and len(groups) > 1:
        # "B5-73742" is class B5; the ranges some registers print are no number.
        if len(groups[0]) == 1:
            return groups[0], "".join(groups[1:])
        if any(len(group) != 3 for group in groups[1:]):
            return "", ""
    return "", "".join(groups)


def _registration(
    raw: str,
    prefix: str,
    class_digit: str,
    serial: str,
    day: str,
    repairs: tuple[str, ...],
    note: str = "",
) -> Identifier:
    if prefix == "R" and day[:4] >= "1979":
        prefix = "RE"
        repairs = (*repairs, "prefix R read as RE, which renewals have since 1978")
    width = _MODERN.get(prefix)
    bare = serial.lstrip("0")
    if not bare or (width and len(bare) > width):
        return malformed("us", raw, _WHY)
    number = bare.zfill(width) if width else bare
    whole = f"{prefix}{class_digit}-{number}" if class_digit else f"{prefix}{number}"
    return valid("us", raw, f"{whole}@{day}" if day else whole, repairs, note)


def _is_day(day: str) -> bool:
    try:
        date.fromisoformat(day if len(day) == 10 else f"{day}-01-01"[:10])
    except ValueError:
        return False
    return True
