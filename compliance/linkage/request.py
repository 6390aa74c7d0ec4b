"""The child's task: one catalog held against one submission's disclosures.

Three answers per entry. *Exposed*: a link was found. *Nothing found*: the entry has
a key of a kind that was disclosed, and no link. *Cannot be checked*: nothing was
disclosed that the entry could be compared with. A named dataset exposes nobody by
itself; what it holds is not in the summary.
"""

import tomllib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from compliance import limits
from compliance.frontdoor import refusal
from compliance.linkage.catalog import Catalog, Entry
from compliance.linkage.disclosed import Keys, Work, identifier_note, keys_of
from compliance.linkage.links import comparable, identifiers_of, links_of
from compliance.linkage.mapping import layout_of
from compliance.linkage.rows import RawRow, header_and_rows
from compliance.model import (
    CrossCheck,
    DatasetExposure,
    Disclosed,
    EntryAnswer,
    IdentifierNote,
    Link,
    Match,
    ReservationBearing,
)
from compliance.reservations import Collection, Reservation, bearings, reservation_of
from compliance.wire import decoded, encoded


def cross_check_request(request: Mapping[str, Any], payload: bytes) -> object:
    """Return the cross-check on the wire.

    Args:
        request: ``name``, ``path``, ``kind``, ``sha256`` of the catalog; ``mapping``
            (its file's text and name); ``reservations`` (a path or null); and what the
            submission discloses: ``works``, ``sites``, ``datasets``, ``provider``,
            ``crawlers``, ``start``, ``end``.
        payload: Nothing; a catalog is read from its path, in a stream.
    """
    del payload
    try:
        mapping = tomllib.loads(request["mapping"])
    except tomllib.TOMLDecodeError as error:
        raise refusal(
            "mapping-broken", request["mapping_name"], "is not readable TOML",
            str(error), "correct the mapping",
        ) from error  # fmt: skip
    catalog = Catalog(
        path=Path(request["path"]),
        kind=request["kind"],
        name=request["name"],
        sha256=request["sha256"],
        layout=layout_of(mapping, request["mapping_name"]),
    )
    works = [
        Work(decoded(Disclosed, each["disclosed"]), each["item"])
        for each in request["works"]
    ]
    sites = [decoded(Disclosed, each) for each in request["sites"]]
    collection = Collection(
        provider=request["provider"],
        crawlers=tuple(request["crawlers"]),
        start=request["start"],
        end=request["end"],
    )
    check = _Check(keys_of(works, sites), _reservations(request), collection)
    for entry in catalog.entries():
        check.add(entry)
    datasets = decoded(tuple[DatasetExposure, ...], request["datasets"])
    disclosed = (*(work.disclosed for work in works), *sites)
    return encoded(check.answer(catalog, disclosed, datasets))


def _reservations(request: Mapping[str, Any]) -> dict[str, Reservation]:
    if request["reservations"] is None:
        return {}
    path, name = Path(request["reservations"]), request["reservations_name"]
    header, parts = header_and_rows(path, "csv", name)
    if "reservation_id" not in header:
        raise refusal(
            "reservations-column", f"{name}, line 1", "lacks the column reservation_id",
            f"it has: {', '.join(header)}", "add the column",
        )  # fmt: skip
    rows = []
    for part in parts:
        if isinstance(part, RawRow):
            rows.append(reservation_of(part.cells))
            continue
        reason = getattr(part, "reason", "")
        if reason:
            raise refusal(
                "reservations-row", f"{name}, line {part.line}", "is no reservation",
                reason, "correct the row; a lost reservation would be worse",
            )  # fmt: skip
    return {row.id: row for row in rows}


class _Check:
    """The answers as they come, entry by entry."""

    def __init__(
        self,
        keys: Keys,
        reservations: Mapping[str, Reservation],
        collection: Collection,
    ) -> None:
        self.keys = keys
        self.reservations = reservations
        self.by_domain = _scoped(reservations, "domain")
        self.collection = collection
        self.links: list[Link] = []
        self.link_count = 0
        self.bearings: list[ReservationBearing] = []
        self.notes: list[IdentifierNote] = list(keys.notes)
        self.note_count = 0
        self.counts: Counter[Match] = Counter()
        self.exposed: list[EntryAnswer] = []
        self.others: list[EntryAnswer] = []

    def add(self, entry: Entry) -> None:
        """Answer for one entry."""
        known = identifiers_of(entry)
        for found in known:
            note = identifier_note(found, f"catalog, {entry.record_id}")
            if note:
                self.note_count += 1
                if len(self.notes) < limits.LISTED_QUARANTINE:
                    self.notes.append(note)
        links = tuple(links_of(entry, known, self.keys))
        self.link_count += len(links)
        self.links += links[: max(0, limits.LISTED_LINKS - len(self.links))]
        for link in links:
            self._bear(entry, link)
        if links:
            through = "; ".join(
                f"{link.method}: {link.disclosed.text}" for link in links
            )
            self._answer(entry, Match.EXPOSED, through)
            return
        why = comparable(entry, known, self.keys)
        self._answer(entry, Match.CANNOT_CHECK if why else Match.NOTHING_FOUND, why)

    def _bear(self, entry: Entry, link: Link) -> None:
        own = [
            self.reservations[r] for r in entry.reservations if r in self.reservations
        ]
        own += self.by_domain.get(link.disclosed.text.casefold(), ())
        self.bearings += bearings(
            entry.record_id, link.disclosed, own, entry.licensed_to, self.collection
        )

    def _answer(self, entry: Entry, match: Match, through: str) -> None:
        self.counts[match] += 1
        listed = self.exposed if match is Match.EXPOSED else self.others
        if len(listed) < limits.LISTED_ENTRIES:
            listed.append(
                EntryAnswer(
                    entry_id=entry.record_id,
                    title=entry.titles[0] if entry.titles else "",
                    owner=entry.owner,
                    match=match,
                    through=through,
                )
            )

    def answer(
        self,
        catalog: Catalog,
        disclosed: Sequence[Disclosed],
        datasets: tuple[DatasetExposure, ...],
    ) -> CrossCheck:
        """Return the whole answer, the catalog having been read to its end."""
        total = sum(self.counts.values())
        checked = total - self.counts[Match.CANNOT_CHECK]
        entries = (*self.exposed, *self.others)[: limits.LISTED_ENTRIES]
        return CrossCheck(
            catalog=catalog.facts(),
            disclosed=tuple(disclosed),
            links=tuple(self.links),
            datasets=datasets,
            reservations=tuple(dict.fromkeys(self.bearings)),
            identifiers=tuple(self.notes),
            entries=entries,
            counts={match: self.counts[match] for match in Match},
            share_checkable=checked / total if total else 0.0,
            not_checked=tuple(self._not_checked(total, datasets, catalog)),
        )

    def _not_checked(
        self, total: int, datasets: Sequence[DatasetExposure], catalog: Catalog
    ) -> Sequence[str]:
        said = [
            (
                "A link is made by identifiers, by title and creator in every word, and by "
                "domains; names that are spelt otherwise were not compared."
            ),
            (
                "An identifier that is not found proves nothing: editions have numbers of "
                "their own."
            ),
        ]
        if datasets:
            names = ", ".join(
                dict.fromkeys(d.name for d in datasets if len(d.chain) == 1)
            )
            said.append(
                f"What the named datasets hold was not compared with the catalog: {names}."
            )
        if catalog.repeated:
            said.append(
                f"{catalog.repeated:,} rows repeat a record_id; each is an entry of its own, "
                "told apart by a number."
            )
        if total > limits.LISTED_ENTRIES:
            said.append(
                f"{limits.LISTED_ENTRIES:,} of {total:,} entries are listed, exposed ones "
                "first; the counts cover all."
            )
        if self.link_count > len(self.links):
            said.append(f"{len(self.links):,} of {self.link_count:,} links are listed.")
        if self.note_count > limits.LISTED_QUARANTINE:
            said.append(
                f"{len(self.notes):,} of {self.note_count:,} notes on identifiers are listed."
            )
        return said


def _scoped(
    reservations: Mapping[str, Reservation], kind: str
) -> Mapping[str, list[Reservation]]:
    found: defaultdict[str, list[Reservation]] = defaultdict(list)
    for each in reservations.values():
        if each.scope_kind == kind:
            for value in each.scope_value.split("|"):
                found[value.strip().casefold()].append(each)
    return found
