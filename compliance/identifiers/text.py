"""Identifiers as people and spreadsheets write them, made plain; repairs in words."""

import re
import unicodedata
from typing import Final

_DASHES: Final = re.compile("[-\u2010-\u2015\u2212\u00ad\ufe58\ufe63\uff0d]")
_BLANKS: Final = re.compile(r"[\s\u200b-\u200d\u2060\ufeff]+")
_NO_BLANKS: Final = str.maketrans("", "", " \t\r\n\v\f")
_PLAIN: Final = str.maketrans("", "", " \t\r\n\v\f-")
_FLOAT: Final = re.compile(r"\d+\.0\Z")


def compact(raw: str) -> tuple[str, tuple[str, ...]]:
    """Return `raw` in upper case without blanks and dashes, and what was repaired.

    Removing blanks and hyphens, and upper case, is how identifiers are compared and
    no repair; full-width digits and a spreadsheet's ``.0`` are.

    >>> compact("978-0 306 40615 7")
    ('9780306406157', ())
    >>> compact("９７８0306406157.0")
    ('9780306406157', ('wide characters made plain', 'a trailing .0 removed'))
    """
    if raw.isascii():
        # Most identifiers by far; none of what follows can happen to them.
        text = raw.translate(_PLAIN).upper()
        if text.endswith(".0") and _FLOAT.match(text):
            return text.removesuffix(".0"), ("a trailing .0 removed",)
        return text, ()
    repairs = []
    text = unicodedata.normalize("NFKC", raw)
    if any(ord(c) > 0xFF00 and c.isalnum() for c in raw):
        repairs.append("wide characters made plain")
    text = _BLANKS.sub("", _DASHES.sub("", text)).upper()
    if _FLOAT.match(text):
        text = text.removesuffix(".0")
        repairs.append("a trailing .0 removed")
    return text, tuple(repairs)


def dashed(raw: str) -> str:
    """Return `raw` in upper case without blanks, its dashes as plain hyphens.

    For identifiers in which a hyphen means something.

    >>> dashed(" b5‑ 73742")
    'B5-73742'
    """
    if raw.isascii():
        return raw.translate(_NO_BLANKS).upper()
    text = unicodedata.normalize("NFKC", raw)
    return _BLANKS.sub("", _DASHES.sub("-", text)).upper()


def without_prefix(text: str, *prefixes: str) -> str:
    """Return `text` without the first of `prefixes` it begins with, and its colon.

    >>> without_prefix("ISBN13:9780306406157", "ISBN13", "ISBN")
    '9780306406157'
    """
    for prefix in prefixes:
        if text.startswith(prefix):
            return text.removeprefix(prefix).lstrip(":.")
    return text
