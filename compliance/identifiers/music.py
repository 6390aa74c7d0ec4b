"""ISRC, ISWC, GTIN and GRid: recordings, musical works, releases."""

import re
from typing import Final

from stdnum import isrc as stdnum_isrc
from stdnum.exceptions import InvalidComponent

from compliance.identifiers.checksums import gs1_holds, is_digits, iso_37_36_holds
from compliance.identifiers.identifier import Identifier, judged, malformed, valid
from compliance.identifiers.spelling import (
    FLOAT_LOST,
    compact,
    is_float,
    spelled,
    without_name,
)

_ISRC_NAME: Final = re.compile(r"isrc[\s:]+", re.I)
_ISWC_NAME: Final = re.compile(r"iswc[\s:]*", re.I)
_GTIN_NAME: Final = re.compile(
    r"(?:gtin|upc|ean|icpn|barcode)(?:[- ]?1?[2348](?=[\s:]))?[\s:]*", re.I
)
_GRID_NAME: Final = re.compile(r"grid[\s:]+", re.I)
_ISRC: Final = re.compile(r"[A-Z]{2}[A-Z0-9]{3}[0-9]{7}")
_ISWC: Final = re.compile(r"T[0-9]{10}")
_GRID: Final = re.compile(r"A1[A-Z0-9]{16}")
_GTIN_LENGTHS: Final = (8, 12, 13, 14)


def isrc(raw: str) -> Identifier:
    """Return the ISRC in `raw` as twelve characters. It has no check digit.

    A prefix that the list of registrants' countries lacks is noted and taken: the
    list is never complete.

    >>> isrc("GB-AYE-67-00124").normal
    'GBAYE6700124'
    >>> isrc("RD-AYE-67-00124").note
    'its prefix RD is on no list of issuers known here'

    Source: ISO 3901:2019.
    """
    text, repairs = spelled(raw)
    code = compact(without_name(text, _ISRC_NAME))
    if not _ISRC.fullmatch(code):
        return malformed("isrc", raw, "not two letters, three characters, seven digits")
    try:
        stdnum_isrc.validate(code)
    except InvalidComponent:
        note = f"its prefix {code[:2]} is on no list of issuers known here"
        return valid("isrc", raw, code, repairs, note)
    return valid("isrc", raw, code, repairs)


def iswc(raw: str) -> Identifier:
    """Return the ISWC in `raw` as T and ten digits.

    >>> iswc("T-034.524.680-1").normal
    'T0345246801'
    >>> iswc("T-034.524.680-2").verdict
    <Verdict.CHECK_FAILS: 'check fails'>

    Source: ISO 15707:2022.
    """
    text, repairs = spelled(raw)
    code = compact(without_name(text, _ISWC_NAME)).replace(".", "")
    if not _ISWC.fullmatch(code):
        return malformed("iswc", raw, "not T and ten digits")
    return judged("iswc", raw, code, repairs, weighted_holds(code[1:], 1))


def weighted_holds(digits: str, start: int) -> bool:
    """Return whether a number of CISAC's has the right last digit.

    The sum begins at `start`, and each digit weighs its position from 1.

    >>> weighted_holds("0345246801", 1)
    True
    """
    body, check = digits[:-1], int(digits[-1])
    total = start + sum(weight * int(d) for weight, d in enumerate(body, start=1))
    return (10 - total % 10) % 10 == check


def gtin(raw: str) -> Identifier:
    """Return the GTIN, UPC or EAN in `raw` as fourteen digits.

    Lost leading zeros change no check digit, so a shorter number whose check digit
    holds is taken.

    >>> gtin("0 36000 29145 2").normal
    '00036000291452'
    >>> gtin("36000291452").repair
    'leading zeros restored; the check digit confirms them'

    Source: GS1 General Specifications, section 3.
    """
    text, repairs = spelled(raw)
    text = without_name(text, _GTIN_NAME)
    if is_float(text):
        return malformed("gtin", raw, FLOAT_LOST)
    digits = compact(text)
    if not is_digits(digits) or not 8 <= len(digits) <= 14:
        return malformed("gtin", raw, "not 8, 12, 13 or 14 digits")
    if len(digits) not in _GTIN_LENGTHS:
        if not gs1_holds(digits):
            return malformed("gtin", raw, "not 8, 12, 13 or 14 digits")
        repairs = (*repairs, "leading zeros restored; the check digit confirms them")
    return judged("gtin", raw, digits.zfill(14), repairs, gs1_holds(digits))


def grid(raw: str) -> Identifier:
    """Return the GRid in `raw` as eighteen characters.

    >>> grid("A1-2425G-ABC1234002-M").normal
    'A12425GABC1234002M'

    Source: IFPI, GRid Standard.
    """
    text, repairs = spelled(raw)
    code = compact(without_name(text, _GRID_NAME))
    if not _GRID.fullmatch(code):
        return malformed("grid", raw, "not A1 and sixteen characters")
    return judged("grid", raw, code, repairs, iso_37_36_holds(code))
