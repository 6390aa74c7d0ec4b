"""Opt-outs and licences, held against what was collected and when.

A reservation bears on a disclosed source only if it was in force while it was
collected; a licence to the provider beats it; where a date is missing nobody can tell.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from compliance.model import Bearing, Disclosed, ReservationBearing

_RESERVED: Final = frozenset({"reserved", "conditional"})
_ANY_AGENT: Final = frozenset({"", "*"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Reservation:
    """One statement that reserves uses, as its owner recorded it."""

    id: str
    scope_kind: str
    scope_value: str
    value: str
    agents: tuple[str, ...]
    """User agents it addresses; none or ``*`` means all."""
    since: str
    """When it took effect or was first seen: ISO date, or empty."""
    until: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """When and by whom a source was collected, as far as it is disclosed."""

    provider: str
    crawlers: tuple[str, ...]
    start: str
    end: str
    """ISO months, or empty where not disclosed."""


def reservation_of(row: Mapping[str, str]) -> Reservation:
    """Return the reservation in a row of the reservation file."""
    return Reservation(
        id=row["reservation_id"],
        scope_kind=row.get("scope_kind", ""),
        scope_value=row.get("scope_value", ""),
        value=row.get("value", "").casefold() or "unknown",
        agents=tuple(a.strip() for a in row.get("agents", "").split("|") if a.strip()),
        since=row.get("effective_from", "") or row.get("first_seen", ""),
        until=row.get("effective_to", ""),
    )


def bearings(
    entry_id: str,
    disclosed: Disclosed,
    reservations: Sequence[Reservation],
    licences: Sequence[str],
    collection: Collection,
) -> Iterator[ReservationBearing]:
    """Yield how each reservation bears on a disclosed source that holds an entry.

    Args:
        entry_id: The entry.
        disclosed: The source it was linked to.
        reservations: The entry's reservations.
        licences: Its licences, each ``party:scope:from:to``.
        collection: When the source was collected.
    """
    licence = _licence(licences, collection)
    if licence:
        yield _bearing("", entry_id, disclosed, Bearing.LICENSED, licence)
    for each in reservations:
        bearing, why = _bears(each, collection)
        if licence and bearing is not Bearing.LATER:
            bearing, why = Bearing.LICENSED, f"{why}, and {licence}"
        yield _bearing(each.id, entry_id, disclosed, bearing, why)


def _bears(reservation: Reservation, collection: Collection) -> tuple[Bearing, str]:
    if reservation.value not in _RESERVED:
        return Bearing.CANNOT_TELL, f"its value is {reservation.value}"
    agents = {agent.casefold() for agent in reservation.agents} or {"*"}
    named = {crawler.casefold() for crawler in collection.crawlers}
    if not agents & _ANY_AGENT and not agents & named:
        return Bearing.CANNOT_TELL, "it addresses other crawlers than those disclosed"
    if not reservation.since:
        return Bearing.CANNOT_TELL, "it is not known since when it was in force"
    if not collection.end:
        return Bearing.CANNOT_TELL, "it is not disclosed until when data was collected"
    if _month(reservation.since) > _month(collection.end):
        return (
            Bearing.LATER,
            f"first seen {reservation.since}, collected until {collection.end}",
        )
    if reservation.until:
        if not collection.start:
            return (
                Bearing.CANNOT_TELL,
                "it is not disclosed since when data was collected",
            )
        if _month(reservation.until) < _month(collection.start):
            return (
                Bearing.LATER,
                f"it ended {reservation.until}, before collection began",
            )
    return (
        Bearing.CONFLICT,
        f"in force since {reservation.since}, collected until {collection.end}",
    )


def _licence(licences: Sequence[str], collection: Collection) -> str:
    """Return the words of a licence to the provider that covers the collection."""
    for licence in licences:
        party, scope, start, end = (*licence.split(":"), "", "", "", "")[:4]
        if not party or not _named(party, collection.provider):
            continue
        late = start and collection.start and _month(start) > _month(collection.start)
        early = end and collection.end and _month(end) < _month(collection.end)
        if not late and not early:
            return f"licensed to {party}" + (f" for {scope}" if scope else "")
    return ""


def _named(party: str, provider: str) -> bool:
    wanted, words = (
        re.sub(r"\W+", " ", t).casefold().strip() for t in (party, provider)
    )
    return bool(wanted) and f" {wanted} " in f" {words} "


def _month(day: str) -> str:
    return day[:7] if len(day) >= len("2026-01") else f"{day}-01"


def _bearing(
    reservation_id: str, entry_id: str, disclosed: Disclosed, bearing: Bearing, why: str
) -> ReservationBearing:
    return ReservationBearing(
        reservation_id=reservation_id,
        entry_id=entry_id,
        disclosed=disclosed,
        bearing=bearing,
        why=why,
    )
