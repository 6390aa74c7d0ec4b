"""Every scheme by name, and the scheme of a bare value by its form."""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from compliance.identifiers.books import isbn, ismn, issn
from compliance.identifiers.content import doi, iscc
from compliance.identifiers.films import eidr, isan
from compliance.identifiers.identifier import Identifier, Verdict
from compliance.identifiers.music import grid, gtin, isrc, iswc
from compliance.identifiers.parties import dpid, ipi, ipi_base, isni
from compliance.identifiers.registrations import us

SCHEMES: Final[Mapping[str, Callable[[str], Identifier]]] = MappingProxyType({
    "isbn": isbn,
    "issn": issn,
    "ismn": ismn,
    "isrc": isrc,
    "iswc": iswc,
    "gtin": gtin,
    "grid": grid,
    "eidr": eidr,
    "isan": isan,
    "doi": doi,
    "iscc": iscc,
    "isni": isni,
    "ipi": ipi,
    "ipi-base": ipi_base,
    "dpid": dpid,
    "us": us,
})  # fmt: skip
PARTY_SCHEMES: Final = frozenset({"isni", "ipi", "ipi-base", "dpid"})
"""Schemes that name people and companies, so that they link no works."""
LISTABLE: Final = (*sorted(set(SCHEMES) - PARTY_SCHEMES), "url", "domain", "title")
"""What the lines of a list of works can be."""
_ALSO: Final[Mapping[str, str]] = MappingProxyType({
    "isbn10": "isbn", "isbn13": "isbn", "eissn": "issn", "issnl": "issn",
    "upc": "gtin", "ean": "gtin", "ean13": "gtin", "icpn": "gtin", "barcode": "gtin",
    "orcid": "isni", "cae": "ipi", "ipibase": "ipi-base", "registration": "us",
    "usco": "us", "uscopyright": "us",
})  # fmt: skip
_TYPED: Final = re.compile(r"\s*([A-Za-z][A-Za-z0-9 _-]{1,18}?)\s*:\s*(?!//)(?=\S)")
# Order matters where forms overlap: a US number with its date looks like an ISRC.
_SHAPES: Final = tuple(
    (scheme, re.compile(shape, re.IGNORECASE))
    for scheme, shape in (
        ("us", r"[A-Z]{1,5}[-\s]?[0-9][-0-9,.\s]*@.*|(?:TX|VA|PA|SR|RE)U?-?[0-9]{5,}"),
        ("eidr", r".*10\.5240[/:].*"),
        ("doi", r"10\.[0-9]{4,9}/.*|https?://(?:dx\.)?doi\.org/.*"),
        ("iscc", r"ISCC.*"),
        ("dpid", r"PA-?DPIDA.*"),
        ("grid", r"A1-?[A-Z0-9]{5}-?[A-Z0-9]{10}-?[A-Z0-9]"),
        ("iswc", r"T-?[0-9]{3}\.?[0-9]{3}\.?[0-9]{3}-?[0-9]"),
        ("isrc", r"[A-Z]{2}-?[A-Z0-9]{3}-?[0-9]{2}-?[0-9]{5}"),
        ("ismn", r"(?:M|979-?0)[-0-9]+"),
        ("isbn", r"ISBN.*|97[89][-\s0-9]{10,}|[-\s0-9]{9,}[0-9X]"),
        ("issn", r"ISSN.*|[0-9]{4}-[0-9]{3}[0-9X]"),
        ("isni", r"ISNI.*|https?://(?:isni|orcid)\.org/.*|[-\s0-9]{15,}[0-9X]"),
        ("ipi-base", r"I-[0-9]{9}-[0-9]"),
        ("isan", r"ISAN.*"),
        ("gtin", r"[0-9][0-9\s]{10,17}"),
    )
)


def scheme_of(name: str) -> str:
    """Return the scheme that `name` means, or empty.

    >>> scheme_of("ISBN-13"), scheme_of("UPC"), scheme_of("shelfmark")
    ('isbn', 'gtin', '')
    """
    low = re.sub(r"[\s_-]", "", name.casefold())
    if low in SCHEMES:
        return low
    return _ALSO.get(low, "")


def parse(scheme: str, raw: str) -> Identifier:
    """Return what `raw` says as an identifier of `scheme`; nothing is raised.

    Raises:
        KeyError: there is no such scheme.

    >>> parse("issn", "0378-5955").normal
    '03785955'
    """
    return SCHEMES[scheme](raw)


def parse_typed(raw: str) -> Identifier | None:
    """Return the identifier of a value typed as ``isbn:…``; ``None`` if it is not."""
    typed = _TYPED.match(raw)
    if typed is None:
        return None
    scheme = scheme_of(typed[1])
    return parse(scheme, raw[typed.end() :]) if scheme else None


def guess(raw: str) -> Identifier | None:
    """Return the identifier in `raw`, whose scheme is written before it or not.

    A bare value counts only if it has the form of one scheme and its check digit
    holds; otherwise there is no telling, and the answer is ``None``.

    >>> guess("isbn:0306406153").verdict
    <Verdict.CHECK_FAILS: 'check fails'>
    >>> [guess(t).scheme for t in ("T-034.524.680-1", "GBAYE6700124", "0378-5955")]
    ['iswc', 'isrc', 'issn']
    >>> guess("0306406153") is None and guess("42") is None
    True
    """
    typed = parse_typed(raw)
    if typed is not None:
        return typed
    bare = raw.strip()
    for scheme, shape in _SHAPES:
        if len(bare) <= 400 and shape.fullmatch(bare):
            found = parse(scheme, bare)
            if found.verdict is Verdict.VALID:
                return found
    return None
