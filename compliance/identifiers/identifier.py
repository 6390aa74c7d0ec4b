"""An identifier as read: what was written, what it is compared as, and how sure."""

from enum import StrEnum
from typing import NamedTuple


class Verdict(StrEnum):
    """What the form and the check digits of an identifier say."""

    VALID = "valid"
    CHECK_FAILS = "check fails"
    MALFORMED = "malformed"


class Identifier(NamedTuple):
    """One identifier. The raw text is kept whatever the verdict.

    A tuple, for there are millions.
    """

    scheme: str
    raw: str
    normal: str
    """The form identifiers of a scheme are compared in; empty if malformed."""
    verdict: Verdict
    repair: str = ""
    """What was repaired, in words; empty if nothing was."""
    note: str = ""
    """Why it is malformed, or what a reader should know of it."""

    @property
    def key(self) -> str:
        """Return what two identifiers agree in, across schemes.

        The bar code of a book is its ISBN, that of printed music its ISMN, and an
        EIDR number is a DOI too.

        >>> valid("gtin", "9780306406157", "09780306406157").key
        'isbn:9780306406157'
        """
        scheme, normal = self.scheme, self.normal
        if scheme == "gtin" and normal.startswith("09790"):
            return f"ismn:{normal[1:]}"
        if scheme == "gtin" and normal.startswith(("0978", "0979")):
            return f"isbn:{normal[1:]}"
        if scheme == "eidr":
            return f"doi:{normal.casefold()}"
        return f"{scheme}:{normal}"


def valid(
    scheme: str, raw: str, normal: str, repairs: tuple[str, ...] = (), note: str = ""
) -> Identifier:
    """Return a valid identifier."""
    repair = "; ".join(repairs) if repairs else ""
    return Identifier(scheme, raw, normal, Verdict.VALID, repair, note)


def check_fails(
    scheme: str, raw: str, normal: str, repairs: tuple[str, ...] = ()
) -> Identifier:
    """Return an identifier of the right form whose check digit is another."""
    return Identifier(
        scheme=scheme,
        raw=raw,
        normal=normal,
        verdict=Verdict.CHECK_FAILS,
        repair="; ".join(repairs),
        note="the check digit is another",
    )


def malformed(scheme: str, raw: str, why: str) -> Identifier:
    """Return what is no identifier of the scheme."""
    return Identifier(
        scheme=scheme, raw=raw, normal="", verdict=Verdict.MALFORMED, note=why
    )


def judged(
    scheme: str, raw: str, normal: str, repairs: tuple[str, ...], holds: bool
) -> Identifier:
    """Return an identifier of the right form, valid if its check `holds`."""
    made = valid if holds else check_fails
    return made(scheme, raw, normal, repairs)
