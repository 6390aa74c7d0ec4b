"""Which reservations an entry has, and how they bear on what it is exposed through."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from compliance import limits
from compliance.identifiers import guess
from compliance.linkage.entry import Entry, several
from compliance.linkage.keys import EntryKeys
from compliance.linkage.wire import BearingRow
from compliance.model import Bearing
from compliance.reservations import (
    Form,
    Provider,
    Reservation,
    Use,
    licence_judged,
    licences_of,
    party_key,
    party_keys,
    reservation_judged,
)

LICENCE: Final = "licence"
"""What stands for the reservation's id where a licence alone is judged."""


class Bearings:
    """Collects how reservations bear; what does not bear is counted by its reason."""

    def __init__(
        self,
        reservations: Mapping[str, Reservation],
        provider: Provider,
        forms: Mapping[str, Form],
    ) -> None:
        """Take the reservations by id."""
        self._reservations = reservations
        self._provider = provider
        self._forms = forms
        self._wide = [
            each
            for each in reservations.values()
            if each.scope_kind != "domain" and each.scope_kind != "url_prefix"
        ]
        self._sites = [e for e in reservations.values() if e not in self._wide]
        self.rows: list[BearingRow] = []
        self.total = 0
        self.beside: Counter[str] = Counter()
        self.missing: Counter[str] = Counter()

    def add(
        self, entry: Entry, keys: EntryKeys, uses: Mapping[int, Use], shown: str = ""
    ) -> None:
        """Judge what bears on an exposed entry's `uses`, by number of what is disclosed.

        Reports call the entry `shown`, if that is given.
        """
        shown = shown or entry.record_id
        licences = licences_of(entry.licensed_to) if entry.licensed_to else ()
        listed = self._listed(entry, keys)
        for number, use in uses.items():
            licence = licence_judged(licences, use, self._provider)
            meant = (*listed, *self._of_site(listed, use))
            if licence is not None and (
                licence.bearing is Bearing.LICENSED or not meant
            ):
                ids = [each.id for each in meant] or [LICENCE]
                for each_id in ids:
                    self._row(each_id, shown, number, licence.bearing, licence.why)
                continue
            beside = f"; {licence.why}" if licence is not None else ""
            for each in meant:
                judged = reservation_judged(each, use, self._provider, self._forms)
                if isinstance(judged, str):
                    self.beside[judged] += 1
                else:
                    why = judged.why + beside
                    self._row(each.id, shown, number, judged.bearing, why)

    def _row(
        self,
        reservation_id: str,
        entry_id: str,
        number: int,
        bearing: Bearing,
        why: str,
    ) -> None:
        self.total += 1
        if len(self.rows) < limits.LISTED_LINKS:
            row = BearingRow(reservation_id, entry_id, number, bearing, why)
            self.rows.append(row)

    def _listed(self, entry: Entry, keys: EntryKeys) -> tuple[Reservation, ...]:
        """Return the reservations the entry lists, and those whose scope it is in."""
        found = {}
        for each_id in several(entry.reservations):
            if each_id in self._reservations:
                found[each_id] = self._reservations[each_id]
            else:
                self.missing[each_id] += 1
        for each in self._wide:
            if _in_scope(each, entry, keys):
                found.setdefault(each.id, each)
        return tuple(found.values())

    def _of_site(
        self, listed: Sequence[Reservation], use: Use
    ) -> Iterator[Reservation]:
        """Yield the reservations on the disclosed site that the entry does not list."""
        if use.kind != "domain":
            return
        for each in self._sites:
            hosts = [s.partition("://")[2] or s for s in each.scope]
            named = [h.partition("/")[0].casefold().removeprefix("www.") for h in hosts]
            met = any(use.host == h or use.host.endswith(f".{h}") for h in named)
            if met and each not in listed:
                yield each


def _in_scope(reservation: Reservation, entry: Entry, keys: EntryKeys) -> bool:
    match reservation.scope_kind:
        case "owner_catalogue":
            kind = not reservation.scope or entry.work_type in reservation.scope
            return kind and _declared_by_owner(reservation, entry)
        case "work":
            return entry.record_id in reservation.scope
        case "identifier_list":
            own = {each.key for each in keys.identifiers}
            own |= {each.normal for each in keys.identifiers}
            return any(each in own for each in reservation.scope)
        case _:
            return False


def _declared_by_owner(reservation: Reservation, entry: Entry) -> bool:
    if reservation.party_id and entry.owner_id:
        own, other = (guess(each) for each in (entry.owner_id, reservation.party_id))
        return own is not None and other is not None and own.key == other.key
    return party_key(entry.owner_name) in party_keys(reservation.declared_by)
