"""Standard identifiers: three verdicts, and every repair told."""

from compliance.identifiers.parse import SCHEMES, Identifier, Verdict, guess, parse

__all__ = ["SCHEMES", "Identifier", "Verdict", "guess", "parse"]
