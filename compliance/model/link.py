"""What the copyright catalog shows of a submission."""

from dataclasses import dataclass
from enum import StrEnum

from compliance.model.submission import NOWHERE, Place


class Match(StrEnum):
    """What the cross-check says of one catalog entry."""

    EXPOSED = "exposed"
    NOTHING_FOUND = "nothing found in what was disclosed"
    CANNOT_CHECK = "cannot be checked from what was disclosed"


class Method(StrEnum):
    """How a link was made, strongest first."""

    REGISTRATION = "registration number"
    IDENTIFIER = "identifier"
    TITLE_CREATOR = "title and creator"
    SIMILAR_NAMES = "similar names"
    HOST = "host name"
    DOMAIN = "registrable domain"
    DATASET = "named dataset"


class Bearing(StrEnum):
    """How a reservation or licence bears on a disclosed source."""

    LICENSED = "licensed"
    CONFLICT = "reserved during the disclosed collection"
    LATER = "first reserved after the disclosed collection"
    CANNOT_TELL = "cannot tell"


@dataclass(frozen=True, slots=True, kw_only=True)
class Disclosed:
    """One thing a submission names: a work, a dataset or a domain."""

    kind: str
    """``work``, ``dataset`` or ``domain``."""
    text: str
    """As disclosed."""
    at: str
    field_id: str
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentifierNote:
    """An identifier that was repaired, fails its check or is malformed."""

    where: str
    """``filing`` or ``catalog``, with the pointer or row."""
    scheme: str
    raw: str
    verdict: str
    """``valid``, ``check fails`` or ``malformed``."""
    repair: str
    """What was repaired, in words; empty if nothing was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A disclosed work that looks like a catalog entry, with its reasons."""

    disclosed: Disclosed
    entry_id: str
    entry_title: str
    entry_owner: str
    method: Method
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DatasetExposure:
    """What is known of a dataset that a submission names, or of its parent."""

    disclosed: Disclosed
    dataset_id: str
    name: str
    chain: tuple[str, ...]
    """Names from the dataset as disclosed up to this one."""
    protected: str
    unlawful_source: str
    contains: str
    """What it is known to contain, in words."""
    sources: tuple[str, ...]
    """URLs of the evidence."""
    sure: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReservationBearing:
    """How one reservation or licence bears on one disclosed source."""

    reservation_id: str
    entry_id: str
    disclosed: Disclosed
    bearing: Bearing
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryAnswer:
    """The cross-check's answer for one catalog entry."""

    entry_id: str
    title: str
    owner: str
    match: Match
    through: str
    """Through what it is exposed, or why it cannot be checked."""
    registration: str = ""
    """Its registrations as the catalog states them, or empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quarantined:
    """A catalog row that could not be used."""

    line: int
    """Physical line of a text file, row of a table, from 1."""
    reason: str
    raw: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogFacts:
    """What was loaded, and that nothing was lost on the way."""

    source: str
    sha256: str
    digest: str
    """SHA-256 over the used rows in their normal form."""
    mapping: str
    """Name of the mapping file, or ``standard columns``."""
    lines_in: int
    header_lines: int
    blank_lines: int
    used_lines: int
    """Lines that went into rows that are used; a quoted cell may hold several."""
    quarantined_lines: int
    rows: int
    updated_at: str
    """Latest ``updated_at`` of its rows, or empty."""
    quarantine: tuple[Quarantined, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossCheck:
    """The whole answer of the cross-check."""

    catalog: CatalogFacts
    disclosed: tuple[Disclosed, ...]
    links: tuple[Link, ...]
    datasets: tuple[DatasetExposure, ...]
    reservations: tuple[ReservationBearing, ...]
    identifiers: tuple[IdentifierNote, ...]
    entries: tuple[EntryAnswer, ...]
    """Every exposed entry, then the others in catalog order, up to the limit
    `compliance limits` prints; `counts` always covers all."""
    counts: dict[Match, int]
    share_checkable: float
    """Share from 0 to 1 of the entries that could be checked."""
    not_checked: tuple[str, ...]
