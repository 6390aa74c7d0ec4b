"""EIDR and ISAN: audiovisual works."""

import re
from typing import Final

from compliance.identifiers.checksums import iso_37_36_holds
from compliance.identifiers.identifier import Identifier, judged, malformed, valid
from compliance.identifiers.spelling import compact, spelled, without_name

_EIDR_NAME: Final = re.compile(
    r"(?:https?://)?(?:dx\.)?(?:doi\.org/|ui\.eidr\.org/view/content\?id=)"
    r"|(?:eidr|doi)[\s:]+|urn:eidr:",
    re.I,
)
_EIDR: Final = re.compile(r"10\.5240[/:]([0-9A-F]{20})([0-9A-Z])")
_ISAN_NAME: Final = re.compile(r"(?:urn:)?isan[\s:]*", re.I)
_ISAN: Final = re.compile(
    r"(?P<work>[0-9A-F]{16})(?:(?P<check>[0-9A-Z])?"
    r"(?:(?P<version>[0-9A-F]{8})(?P<second>[0-9A-Z])?)?)?"
)


def eidr(raw: str) -> Identifier:
    """Return the EIDR number in `raw` in its printed form.

    >>> eidr("https://doi.org/10.5240/7791-8534-2C23-9030-8610-5").normal
    '10.5240/7791-8534-2C23-9030-8610-5'

    Source: EIDR, Introduction to the identifier; ISO 7064.
    """
    text, repairs = spelled(raw)
    match = _EIDR.fullmatch(compact(without_name(text, _EIDR_NAME)))
    if not match:
        why = "not 10.5240/ with five groups of four and a check character"
        return malformed("eidr", raw, why)
    digits, check = match.groups()
    groups = [digits[i : i + 4] for i in range(0, 20, 4)]
    normal = f"10.5240/{'-'.join((*groups, check))}"
    return judged("eidr", raw, normal, repairs, iso_37_36_holds(digits + check))


def isan(raw: str) -> Identifier:
    """Return the ISAN in `raw` as sixteen hexadecimal digits.

    Versions of a work are compared as the work; check characters that are given are
    checked and dropped.

    >>> isan("ISAN 0000-0000-D07A-0090-Q-0000-0000-X").normal
    '00000000D07A0090'

    Source: ISO 15706-1:2023 and 15706-2:2007; ISO 7064.
    """
    text, repairs = spelled(raw)
    match = _ISAN.fullmatch(compact(without_name(text, _ISAN_NAME)))
    if not match:
        return malformed("isan", raw, "not 16 or 24 hexadecimal digits")
    work, check, version, second = match.groups()
    if check is None and second is None:
        return valid("isan", raw, work, repairs, "it has no check character")
    holds = check is None or iso_37_36_holds(work + check)
    if second is not None:
        holds = holds and iso_37_36_holds(work + version + second)
    return judged("isan", raw, work, repairs, holds)
