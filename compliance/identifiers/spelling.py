"""How identifiers are spelt: dashes, full-width digits, marks of spreadsheets."""

import re
import unicodedata
from typing import Final, NamedTuple

FLOAT_LOST: Final = "a number in a spreadsheet's notation; its last digits are lost"

_FLOAT: Final = re.compile(r"[0-9](?:[.,][0-9]+)?[eE]\+?[0-9]{1,3}")
_DASHES: Final = re.compile("[\u2010-\u2015\u2043\u2212\ufe58\ufe63\uff0d\u30fc]")
_INVISIBLE: Final = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_BLANKS_AND_HYPHENS: Final = str.maketrans("", "", "- \t\r\n\v\f")


class Spelling(NamedTuple):
    """An identifier's text in plain ASCII where it can be, and what that took."""

    text: str
    repairs: tuple[str, ...]


def spelled(raw: str) -> Spelling:
    r"""Return `raw` without marks that no identifier has.

    Ordinary hyphens and blanks are the way identifiers are printed, so they are no
    repair; other dashes, full-width digits and a spreadsheet's ``.0`` are.

    >>> spelled(" 0-306-40615-2 ")
    Spelling(text='0-306-40615-2', repairs=())
    >>> spelled("0\u2013306\u201340615\u20132").repairs
    ('other dashes read as hyphens',)
    >>> spelled("439554934.0")
    Spelling(text='439554934', repairs=('the “.0” of a spreadsheet dropped',))
    """
    text = raw.strip()
    repairs: list[str] = []
    if not text.isascii():
        text = _ascii(text, repairs)
    if text.endswith(".0") and text[:-2].isdigit():
        text = text[:-2]
        repairs.append("the “.0” of a spreadsheet dropped")
    return Spelling(text, tuple(repairs))


def _ascii(text: str, repairs: list[str]) -> str:
    visible = _INVISIBLE.sub("", text)
    if visible != text:
        repairs.append("invisible characters dropped")
    dashed = _DASHES.sub("-", visible)
    if dashed != visible:
        repairs.append("other dashes read as hyphens")
    narrow = "".join(_decimal(c) for c in unicodedata.normalize("NFKC", dashed))
    if narrow != dashed and any(c.isalnum() and not c.isascii() for c in dashed):
        repairs.append("other digits or letters read as ASCII")
    return narrow.strip()


def _decimal(character: str) -> str:
    digit = unicodedata.decimal(character, None)
    return character if digit is None else str(digit)


def without_name(text: str, pattern: re.Pattern[str]) -> str:
    """Return `text` without the name of its scheme that `pattern` describes."""
    match = pattern.match(text)
    return text[match.end() :].strip() if match else text


def compact(text: str) -> str:
    """Return `text` in upper case without blanks and hyphens.

    >>> compact("978-0 306-40615-7")
    '9780306406157'
    """
    return text.translate(_BLANKS_AND_HYPHENS).upper()


def is_float(text: str) -> bool:
    """Return whether a spreadsheet wrote `text` in its notation for large numbers.

    >>> is_float("9.78043902348e+12"), is_float("9780439023481")
    (True, False)
    """
    return _FLOAT.fullmatch(text) is not None
