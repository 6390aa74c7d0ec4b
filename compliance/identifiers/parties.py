"""ISNI, IPI and DPID: who made, owns or sells a work. They link no works."""

import re
from typing import Final

from compliance.identifiers.checksums import (
    is_digits,
    iso_11_2_holds,
    iso_37_36_holds,
)
from compliance.identifiers.identifier import Identifier, judged, malformed
from compliance.identifiers.music import weighted_holds
from compliance.identifiers.spelling import (
    FLOAT_LOST,
    compact,
    is_float,
    spelled,
    without_name,
)

_ISNI_NAME: Final = re.compile(
    r"(?:https?://(?:www\.)?(?:isni\.org/(?:isni/)?|orcid\.org/)|(?:isni|orcid)[\s:]*)",
    re.I,
)
_IPI_NAME: Final = re.compile(r"(?:ipi|cae)(?: name number)?[\s:#]*", re.I)
_ISNI: Final = re.compile(r"[0-9]{15}[0-9X]")
_BASE: Final = re.compile(r"I[0-9]{10}")
_DPID: Final = re.compile(r"PADPIDA[0-9A-Z]{11}")


def isni(raw: str) -> Identifier:
    """Return the ISNI or ORCID in `raw` as sixteen characters.

    >>> isni("https://orcid.org/0000-0002-1825-0097").normal
    '0000000218250097'

    Source: ISO 27729:2012.
    """
    text, repairs = spelled(raw)
    text = without_name(text, _ISNI_NAME)
    if is_float(text):
        return malformed("isni", raw, FLOAT_LOST)
    code = compact(text)
    if not _ISNI.fullmatch(code):
        return malformed("isni", raw, "not sixteen digits")
    return judged("isni", raw, code, repairs, iso_11_2_holds(code))


def ipi(raw: str) -> Identifier:
    """Return the IPI name number in `raw` as eleven digits; it is often unpadded.

    >>> ipi("52210040").normal
    '00052210040'

    Source: CISAC, IPI system.
    """
    text, repairs = spelled(raw)
    text = without_name(text, _IPI_NAME)
    if is_float(text):
        return malformed("ipi", raw, FLOAT_LOST)
    digits = compact(text).replace(".", "")
    if not is_digits(digits) or not 5 <= len(digits) <= 11:
        return malformed("ipi", raw, "not a number of up to eleven digits")
    digits = digits.zfill(11)
    total = sum((10 - i) * int(d) for i, d in enumerate(digits[:9])) % 101
    check = (101 - total) % 100 if total else 0
    return judged("ipi", raw, digits, repairs, check == int(digits[9:]))


def ipi_base(raw: str) -> Identifier:
    """Return the IPI base number in `raw` as I, nine digits and a check digit.

    >>> ipi_base("I-000000229-7").normal
    'I0000002297'

    Source: CISAC, IPI system.
    """
    text, repairs = spelled(raw)
    code = compact(without_name(text, _IPI_NAME)).replace(".", "")
    if not _BASE.fullmatch(code):
        return malformed("ipi-base", raw, "not I and ten digits")
    return judged("ipi-base", raw, code, repairs, weighted_holds(code[1:], 2))


def dpid(raw: str) -> Identifier:
    """Return the DDEX party id in `raw` as eighteen characters.

    >>> dpid("PA-DPIDA-2012110906-O").normal
    'PADPIDA2012110906O'

    Source: DDEX Party Identifier standard; ISO 7064.
    """
    text, repairs = spelled(raw)
    code = compact(text)
    if not _DPID.fullmatch(code):
        return malformed("dpid", raw, "not PADPIDA and eleven characters")
    return judged("dpid", raw, code, repairs, iso_37_36_holds(code))
