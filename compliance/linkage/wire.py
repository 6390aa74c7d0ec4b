"""The cross-check as JSON, for the way from the child to the parent, and back.

What was disclosed stays with the parent; the child speaks of it by number.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, NamedTuple

from compliance.model import (
    Bearing,
    CatalogFacts,
    CrossCheck,
    DatasetExposure,
    Disclosed,
    EntryAnswer,
    IdentifierNote,
    Link,
    Match,
    Method,
    Quarantined,
    ReservationBearing,
)


class LinkRow(NamedTuple):
    """One link; `number` is the place of what was disclosed among all of it."""

    number: int
    entry_id: str
    title: str
    owner: str
    method: Method
    reasons: tuple[str, ...]


class BearingRow(NamedTuple):
    """How one reservation or licence bears on one disclosed thing."""

    reservation_id: str
    entry_id: str
    number: int
    bearing: Bearing
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """What comes of one pass over a catalog."""

    catalog: CatalogFacts
    links: Sequence[LinkRow]
    reservations: Sequence[BearingRow]
    identifiers: Sequence[IdentifierNote]
    entries: Sequence[EntryAnswer]
    counts: Mapping[Match, int]
    not_checked: Sequence[str]


def to_wire(results: Results) -> dict[str, Any]:
    """Return `results` as JSON values."""
    return {
        "catalog": asdict(results.catalog),
        "links": [list(row) for row in results.links],
        "reservations": [list(row) for row in results.reservations],
        "identifiers": [
            [each.where, each.scheme, each.raw, each.verdict, each.repair]
            for each in results.identifiers
        ],
        "entries": [
            [
                *(each.entry_id, each.title, each.owner, each.match, each.through),
                each.registration,
            ]
            for each in results.entries
        ],
        "counts": {match.value: results.counts.get(match, 0) for match in Match},
        "not_checked": list(results.not_checked),
    }


def from_wire(
    wire: Mapping[str, Any],
    disclosed: Sequence[Disclosed],
    datasets: Sequence[DatasetExposure],
) -> CrossCheck:
    """Return the cross-check that `to_wire` made `wire` of.

    Args:
        wire: What the child answered.
        disclosed: All that was disclosed, in the order the child was told.
        datasets: What is known of the datasets that the filing names; the child was
            told of these after what was disclosed.

    Raises:
        KeyError, TypeError, ValueError, IndexError: it did not.
    """
    named = (*disclosed, *(each.disclosed for each in datasets))
    counts = {Match(match): int(count) for match, count in wire["counts"].items()}
    total = sum(counts.values())
    checked = total - counts[Match.CANNOT_CHECK]
    return CrossCheck(
        catalog=_facts(wire["catalog"]),
        disclosed=tuple(disclosed),
        links=tuple(_link(row, named) for row in wire["links"]),
        datasets=tuple(datasets),
        reservations=tuple(_bearing(row, named) for row in wire["reservations"]),
        identifiers=tuple(
            IdentifierNote(where=w, scheme=s, raw=raw, verdict=v, repair=repair)
            for w, s, raw, v, repair in wire["identifiers"]
        ),
        entries=tuple(
            EntryAnswer(
                entry_id=i,
                title=title,
                owner=owner,
                match=Match(match),
                through=through,
                registration=registration,
            )
            for i, title, owner, match, through, registration in wire["entries"]
        ),
        counts=counts,
        share_checkable=checked / total if total else 0.0,
        not_checked=tuple(wire["not_checked"]),
    )


def _facts(wire: Mapping[str, Any]) -> CatalogFacts:
    quarantine = tuple(Quarantined(**each) for each in wire["quarantine"])
    return CatalogFacts(**{**wire, "quarantine": quarantine})


def _link(row: Sequence[Any], disclosed: Sequence[Disclosed]) -> Link:
    number, entry_id, title, owner, method, reasons = row
    return Link(
        disclosed=disclosed[number],
        entry_id=entry_id,
        entry_title=title,
        entry_owner=owner,
        method=Method(method),
        reasons=tuple(reasons),
    )


def _bearing(row: Sequence[Any], disclosed: Sequence[Disclosed]) -> ReservationBearing:
    reservation_id, entry_id, number, bearing, why = row
    return ReservationBearing(
        reservation_id=reservation_id,
        entry_id=entry_id,
        disclosed=disclosed[number],
        bearing=Bearing(bearing),
        why=why,
    )
