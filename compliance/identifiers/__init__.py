"""Identifiers of works and parties: read, checked, and repaired only where it is safe."""

from compliance.identifiers.identifier import Identifier, Verdict
from compliance.identifiers.schemes import (
    PARTY_SCHEMES,
    SCHEMES,
    guess,
    parse,
    parse_typed,
    scheme_of,
)

__all__ = [
    "PARTY_SCHEMES",
    "SCHEMES",
    "Identifier",
    "Verdict",
    "guess",
    "parse",
    "parse_typed",
    "scheme_of",
]
