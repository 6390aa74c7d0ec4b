"""ISBN, ISSN and ISMN: books, serials, printed music."""

import re
from typing import Final

from compliance.identifiers.checksums import (
    gs1_digit,
    gs1_holds,
    is_digits,
    mod11_holds,
)
from compliance.identifiers.identifier import Identifier, judged, malformed, valid
from compliance.identifiers.spelling import (
    FLOAT_LOST,
    compact,
    is_float,
    spelled,
    without_name,
)

_ISBN_NAME: Final = re.compile(r"(?:urn:)?isbn(?:[- ]?1[03](?=[\s:]))?[\s:]*", re.I)
_ISSN_NAME: Final = re.compile(r"(?:urn:)?(?:e|p)?-?issn(?:-?l)?[\s:]*", re.I)
_ISMN_NAME: Final = re.compile(r"(?:urn:)?ismn[\s:]*", re.I)
# Spreadsheets take the zeros that numbers begin with. Of an ISBN of ten characters
# no more than three can be lost before chance makes check digits right too often.
_FEWEST_OF_ISBN: Final = 7
_RESTORED: Final = "leading zeros restored; the check digit confirms them"


def isbn(raw: str) -> Identifier:
    """Return the ISBN in `raw` as 13 digits.

    Takes ten and thirteen characters, with hyphens, blanks and the word ISBN. Lost
    leading zeros are restored when the check digit then holds; digits lost to a
    spreadsheet's number notation are never guessed.

    >>> isbn("ISBN 0-306-40615-2").normal
    '9780306406157'
    >>> isbn("306406152").repair
    'leading zeros restored; the check digit confirms them'
    >>> isbn("0-306-40615-3").verdict
    <Verdict.CHECK_FAILS: 'check fails'>
    >>> isbn("9.78043902348e+12").note
    "a number in a spreadsheet's notation; its last digits are lost"
    >>> isbn("4006381333931").note
    'the bar code of something that is no book'

    Source: ISO 2108:2017; for the ten-character form, ISO 2108:1992.
    """
    text, repairs = spelled(raw)
    text = without_name(text, _ISBN_NAME)
    if is_float(text):
        return malformed("isbn", raw, FLOAT_LOST)
    digits = compact(text)
    if len(digits) == 13 and is_digits(digits):
        if digits[:3] not in ("978", "979") or digits.startswith("9790"):
            return malformed("isbn", raw, "the bar code of something that is no book")
        return judged("isbn", raw, digits, repairs, gs1_holds(digits))
    if len(digits) == 10 and _ten(digits):
        return judged("isbn", raw, _thirteen(digits), repairs, mod11_holds(digits))
    if _FEWEST_OF_ISBN <= len(digits) < 10 and mod11_holds(digits.zfill(10)):
        normal = _thirteen(digits.zfill(10))
        return valid("isbn", raw, normal, (*repairs, _RESTORED))
    return malformed("isbn", raw, f"{_length(digits)}, not 10 or 13 digits")


def issn(raw: str) -> Identifier:
    """Return the ISSN in `raw` as eight characters.

    >>> issn("ISSN 2434-561x").normal
    '2434561X'
    >>> issn("3785955").normal  # a lost zero
    '03785955'

    Source: ISO 3297:2022.
    """
    text, repairs = spelled(raw)
    text = without_name(text, _ISSN_NAME)
    if is_float(text):
        return malformed("issn", raw, FLOAT_LOST)
    digits = compact(text)
    if len(digits) == 8 and _ten(digits):
        return judged("issn", raw, digits, repairs, mod11_holds(digits))
    if 5 <= len(digits) < 8 and mod11_holds(digits.zfill(8)):
        return valid("issn", raw, digits.zfill(8), (*repairs, _RESTORED))
    return malformed("issn", raw, f"{_length(digits)}, not 8")


def ismn(raw: str) -> Identifier:
    """Return the ISMN in `raw` as 13 digits; the old form begins with M.

    >>> ismn("M-2306-7118-7").normal
    '9790230671187'

    Source: ISO 10957:2021.
    """
    text, repairs = spelled(raw)
    digits = compact(without_name(text, _ISMN_NAME))
    if is_float(digits):
        return malformed("ismn", raw, FLOAT_LOST)
    if len(digits) == 10 and digits[0] == "M":
        digits = f"9790{digits[1:]}"
    if len(digits) == 13 and is_digits(digits) and digits.startswith("9790"):
        return judged("ismn", raw, digits, repairs, gs1_holds(digits))
    return malformed("ismn", raw, "not 979-0 or M with nine digits")


def _thirteen(ten: str) -> str:
    body = f"978{ten[:-1]}"
    return body + gs1_digit(body)


def _ten(text: str) -> bool:
    return is_digits(text[:-1]) and (is_digits(text[-1]) or text[-1] == "X")


def _length(text: str) -> str:
    return "1 character" if len(text) == 1 else f"{len(text)} characters"
