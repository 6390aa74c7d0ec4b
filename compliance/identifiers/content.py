"""DOI and ISCC: articles, datasets, and content by what it holds."""

import re
from typing import Final
from urllib.parse import unquote

from compliance.identifiers.identifier import Identifier, malformed, valid
from compliance.identifiers.spelling import compact, spelled, without_name

_DOI_NAME: Final = re.compile(
    r"(?:https?://)?(?:www\.)?(?:dx\.)?doi\.org/|(?:urn:|info:)?doi[:\s/]*", re.I
)
_DOI: Final = re.compile(r"10\.[0-9]{4,9}(?:\.[0-9]+)*/\S+")
_ISCC: Final = re.compile(r"(?:ISCC:?)?([A-Z2-7]{10,96})")


def doi(raw: str) -> Identifier:
    """Return the DOI in `raw` in lower case, as DOIs are compared.

    >>> doi("https://doi.org/10.1000/ABC%3C1%3E.").normal
    '10.1000/abc<1>'

    Source: ISO 26324:2022; DOI Handbook, section 2.4.
    """
    text, repairs = spelled(raw)
    bare = without_name(text, _DOI_NAME)
    if bare != text and "%" in bare and "://" in text:
        bare = unquote(bare)
    if bare.endswith((".", ",", ";")):
        bare = bare.rstrip(".,;")
        repairs = (*repairs, "the punctuation after it dropped")
    if not _DOI.fullmatch(bare):
        return malformed("doi", raw, "not 10., a registrant, a slash and a name")
    return valid("doi", raw, bare.lower(), repairs)


def iscc(raw: str) -> Identifier:
    """Return the ISCC in `raw`; only its shape is checked.

    >>> iscc("iscc:kacypxw445fty ncwefwr").verdict
    <Verdict.VALID: 'valid'>

    Source: ISO 24138:2024.
    """
    text, repairs = spelled(raw)
    match = _ISCC.fullmatch(compact(text))
    if not match:
        return malformed("iscc", raw, "not letters and digits of base 32")
    return valid("iscc", raw, f"ISCC:{match[1]}", repairs)
