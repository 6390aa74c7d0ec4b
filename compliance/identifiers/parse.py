"""One identifier: its normal form, its verdict, and what was repaired.

Never repaired in silence, never guessed: a number that lost digits stays malformed.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from stdnum import isan as isan_number
from stdnum import isni as isni_number
from stdnum import issn as issn_number

from compliance.identifiers.digits import (
    ean_check,
    ipi_holds,
    isbn10_holds,
    iswc_holds,
    mod_37_36_holds,
)
from compliance.identifiers.registration import registration
from compliance.identifiers.text import compact, dashed, without_prefix


class Verdict(StrEnum):
    """What can be said of an identifier by itself."""

    VALID = "valid"
    CHECK_FAILS = "check fails"
    MALFORMED = "malformed"


@dataclass(frozen=True, slots=True)
class Identifier:
    """An identifier as written, and as it is compared."""

    scheme: str
    raw: str
    normal: str
    """What links compare; empty unless the verdict is valid."""
    verdict: Verdict
    repair: str = ""
    """What was repaired, in words; empty if nothing was."""


_DASHED: Final = frozenset({"doi", "eidr", "registration"})
# A scheme's parser returns the normal form, whether the check holds, and repairs.
_Parsed = tuple[str, bool, tuple[str, ...]] | None


def parse(scheme: str, raw: str) -> Identifier:
    """Return the identifier `raw` of `scheme`.

    >>> parse("isbn", "0-306-40615-2").normal
    '9780306406157'
    >>> parse("isbn", "439023483").repair
    'a lost leading zero restored'
    >>> parse("isbn", "9.78043902348e+12").verdict.value
    'malformed'
    >>> parse("isbn", "0306406153").verdict.value
    'check fails'

    Raises:
        KeyError: there is no such scheme.
    """
    text, repairs = (dashed(raw), ()) if scheme in _DASHED else compact(raw)
    found = SCHEMES[scheme](text)
    if found is None:
        return Identifier(scheme, raw, "", Verdict.MALFORMED)
    normal, holds, more = found
    told = "; ".join((*repairs, *more))
    if not holds:
        return Identifier(scheme, raw, "", Verdict.CHECK_FAILS, told)
    return Identifier(scheme, raw, normal, Verdict.VALID, told)


def guess(raw: str) -> Identifier | None:
    """Return the identifier that a typed (``isbn:…``) or bare text is, or ``None``.

    A bare text counts only where its check digit holds, or its shape is unmistakable.

    >>> guess("isrc:GBAYE6800011").scheme, guess("978-0-306-40615-7").scheme
    ('isrc', 'isbn')
    """
    kind, colon, rest = raw.partition(":")
    if colon and kind.strip().casefold() in SCHEMES and not rest.startswith("//"):
        return parse(kind.strip().casefold(), rest)
    for scheme in ("isbn", "iswc", "eidr", "doi", "isrc", "issn", "isni"):
        found = parse(scheme, raw)
        if found.verdict is Verdict.VALID:
            return found
    return None


def _isbn(text: str) -> _Parsed:
    bare = without_prefix(text, "ISBN13", "ISBN10", "ISBN")
    if re.fullmatch(r"97[89]\d{10}", bare):
        return bare, ean_check(bare[:12]) == bare[12], ()
    if re.fullmatch(r"\d{9}[\dX]", bare):
        return _isbn13_of(bare), isbn10_holds(bare), ()
    if re.fullmatch(r"\d{5,8}[\dX]", bare):
        # A spreadsheet takes leading zeros away; the check digit says how many.
        padded = bare.rjust(10, "0")
        if isbn10_holds(padded):
            lost = 10 - len(bare)
            word = "a lost leading zero" if lost == 1 else f"{lost} lost leading zeros"
            return _isbn13_of(padded), True, (f"{word} restored",)
    return None


def _isbn13_of(isbn10: str) -> str:
    body = "978" + isbn10[:9]
    return body + ean_check(body)


def _issn(text: str) -> _Parsed:
    bare = without_prefix(text, "EISSN", "ISSN")
    if not re.fullmatch(r"\d{7}[\dX]", bare):
        return None
    return bare, bool(issn_number.is_valid(bare)), ()


def _ismn(text: str) -> _Parsed:
    bare = without_prefix(text, "ISMN")
    if re.fullmatch(r"M\d{9}", bare):
        bare = "9790" + bare[1:]
    if not re.fullmatch(r"9790\d{9}", bare):
        return None
    return bare, ean_check(bare[:12]) == bare[12], ()


def _isrc(text: str) -> _Parsed:
    bare = without_prefix(text, "ISRC")
    return (bare, True, ()) if re.fullmatch(r"[A-Z]{2}[A-Z0-9]{3}\d{7}", bare) else None


def _iswc(text: str) -> _Parsed:
    bare = without_prefix(text, "ISWC").replace(".", "")
    return (bare, iswc_holds(bare), ()) if re.fullmatch(r"T\d{10}", bare) else None


def _ipi(text: str) -> _Parsed:
    bare = without_prefix(text, "IPI").replace(".", "")
    if re.fullmatch(r"I\d{10}", bare):
        return bare, iswc_holds(bare, 2), ()
    if not re.fullmatch(r"\d{8,11}", bare):
        return None
    padded = bare.rjust(11, "0")
    return padded, ipi_holds(padded), ()


def _isni(text: str) -> _Parsed:
    bare = re.sub(r"^(?:HTTPS?://)?(?:WWW\.)?(?:ISNI|ORCID)\.ORG/(?:ISNI/)?", "", text)
    bare = without_prefix(bare, "ISNI", "ORCID")
    if not re.fullmatch(r"\d{15}[\dX]", bare):
        return None
    return bare, bool(isni_number.is_valid(bare)), ()


def _isan(text: str) -> _Parsed:
    bare = without_prefix(text, "ISAN")
    if not re.fullmatch(r"[0-9A-F]{16}[0-9A-Z]?(?:[0-9A-F]{8}[0-9A-Z]?)?", bare):
        return None
    return bare, bool(isan_number.is_valid(bare)), ()


def _dpid(text: str) -> _Parsed:
    if not re.fullmatch(r"PADPIDA[0-9A-Z]{11}", text):
        return None
    return text, mod_37_36_holds(text), ()


def _eidr(text: str) -> _Parsed:
    bare = re.sub(r"^(?:HTTPS?://(?:DX\.)?DOI\.ORG/|EIDR:|DOI:)?", "", text)
    bare = bare.replace("-", "")
    if not re.fullmatch(r"10\.5240/[0-9A-F]{20}[0-9A-Z]", bare):
        return None
    return bare, mod_37_36_holds(bare.removeprefix("10.5240/")), ()


def _doi(text: str) -> _Parsed:
    bare = re.sub(r"^(?:HTTPS?://)?(?:DX\.)?(?:WWW\.)?(?:DOI\.ORG/|DOI:)", "", text)
    return (
        (bare.casefold(), True, ()) if re.fullmatch(r"10\.\d{4,9}/\S+", bare) else None
    )


def _gtin(text: str) -> _Parsed:
    bare = without_prefix(text, "GTIN", "EAN", "UPC", "ICPN")
    if not re.fullmatch(r"\d{8}|\d{12,14}", bare):
        return None
    return bare.rjust(14, "0"), ean_check(bare[:-1]) == bare[-1], ()


def _grid(text: str) -> _Parsed:
    bare = without_prefix(text, "GRID")
    if not re.fullmatch(r"A1[0-9A-Z]{16}", bare):
        return None
    return bare, mod_37_36_holds(bare), ()


def _iscc(text: str) -> _Parsed:
    bare = without_prefix(text, "ISCC")
    return (bare, True, ()) if re.fullmatch(r"[A-Z2-7]{10,80}", bare) else None


SCHEMES: Final[Mapping[str, Callable[[str], _Parsed]]] = MappingProxyType({
    "isbn": _isbn,
    "issn": _issn,
    "ismn": _ismn,
    "isrc": _isrc,
    "iswc": _iswc,
    "ipi": _ipi,
    "isni": _isni,
    "isan": _isan,
    "dpid": _dpid,
    "eidr": _eidr,
    "doi": _doi,
    "gtin": _gtin,
    "grid": _grid,
    "iscc": _iscc,
    "registration": registration,
})  # fmt: skip
