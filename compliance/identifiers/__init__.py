"""Identifiers of works and parties: read, checked, and repaired only where it is safe."""

from compliance.identifiers.identifier import Identifier, Verdict
from compliance.identifiers.schemes import (
    LISTABLE,
    PARTY_SCHEMES,
    SCHEMES,
    guess,
    parse,
    parse_typed,
    scheme_of,
)

__all__ = [
    "LISTABLE",
    "PARTY_SCHEMES",
    "SCHEMES",
    "Identifier",
    "Verdict",
    "guess",
    "parse",
    "parse_typed",
    "scheme_of",
]
