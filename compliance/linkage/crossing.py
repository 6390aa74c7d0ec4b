"""One pass over a catalog: links, answers, bearings and notes, all within bounds."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from compliance import limits
from compliance.linkage.bearings import Bearings
from compliance.linkage.catalog import Catalog
from compliance.linkage.domain_links import DomainIndex, domain_links
from compliance.linkage.entry import Entry
from compliance.linkage.exposure import Answers, Unlisted
from compliance.linkage.keys import EntryKeys, entry_keys
from compliance.linkage.links import Found, links_of
from compliance.linkage.stated import Stated, cut
from compliance.linkage.wire import LinkRow
from compliance.linkage.works import WorkIndex
from compliance.model import EntryAnswer, IdentifierNote, Match, Method
from compliance.reservations import Use

_ORDER: Final = {method: place for place, method in enumerate(Method)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Disclosure:
    """What was disclosed, ready to be compared."""

    works: WorkIndex
    domains: DomainIndex
    unlisted: tuple[Unlisted, ...]
    uses: Mapping[int, Use]
    """By number of the disclosed thing."""
    wheres: Mapping[int, str]
    """Pointer into the filing by number."""
    confusables: Mapping[int, str]
    platforms: frozenset[str]


class Crossing:
    """The results of the pass, as they grow."""

    def __init__(self, disclosure: Disclosure, bearings: Bearings) -> None:
        """Take what to compare with."""
        self._disclosure = disclosure
        self.answers = Answers(
            disclosure.works, disclosure.domains, disclosure.unlisted
        )
        self.bearings = bearings
        self.counts: Counter[Match] = Counter()
        self.links_total = 0
        self._links: list[LinkRow] = []
        self._exposed: list[EntryAnswer] = []
        self._others: list[EntryAnswer] = []
        self.stated = Stated()
        """What the entries say."""
        self.filed = Stated()
        """What the filing's works say."""
        for work, identifier in disclosure.works.notable:
            where = f"filing {disclosure.wheres.get(work.number, '')}"
            self.filed.note(where, identifier)

    def run(self, catalog: Catalog) -> None:
        """Compare every entry of `catalog`, once."""
        for line, entry in catalog.entries():
            keys = entry_keys(entry)
            self.stated.add(line, entry, keys)
            self.compare(entry, keys, self.found(entry, keys))

    def compare(
        self,
        entry: Entry,
        keys: EntryKeys,
        found: Sequence[Found],
        *,
        beside: str = "",
        shown: str = "",
    ) -> None:
        """Answer for one entry.

        Args:
            entry: The entry.
            keys: What it can be compared by.
            found: Its links.
            beside: What is to be said of it if nothing links to it.
            shown: Its id as reports show it, if not its own.
        """
        match, through = self.answers.answer(entry, keys, found, beside)
        self.counts[match] += 1
        rows = self._exposed if found else self._others
        shown = shown or entry.record_id
        if len(rows) < limits.LISTED_ENTRIES:
            title, owner = cut(entry.title), cut(entry.owner_name)
            answer = EntryAnswer(
                entry_id=shown,
                title=title,
                owner=owner,
                match=match,
                through=through,
                registration=cut(entry.registrations),
            )
            rows.append(answer)
        if found:
            self._linked(entry, keys, found, shown)

    def found(self, entry: Entry, keys: EntryKeys) -> tuple[Found, ...]:
        """Return the links of an entry with what was disclosed."""
        given = self._disclosure
        return (
            *links_of(entry, keys, given.works, given.confusables),
            *domain_links(entry, given.domains, given.platforms),
        )

    def _linked(
        self, entry: Entry, keys: EntryKeys, found: Sequence[Found], shown: str
    ) -> None:
        self.links_total += len(found)
        room = max(0, limits.LISTED_LINKS - len(self._links))
        title, owner = cut(entry.title), cut(entry.owner_name)
        self._links += [
            LinkRow(f.number, shown, title, owner, f.method, f.reasons)
            for f in found[:room]
        ]
        numbers = dict.fromkeys(f.number for f in found)
        uses = {n: self._disclosure.uses[n] for n in numbers}
        self.bearings.add(entry, keys, uses, shown)

    @property
    def identifiers(self) -> list[IdentifierNote]:
        """Return the listed notes on identifiers, the filing's first."""
        both = self.filed.identifiers + self.stated.identifiers
        return both[: limits.LISTED_IDENTIFIERS]

    def links(self) -> list[LinkRow]:
        """Return the listed links in the order of the filing, strongest first."""
        return sorted(self._links, key=lambda row: (row.number, _ORDER[row.method]))

    def entries(self) -> list[EntryAnswer]:
        """Return the listed entries: the exposed, then the others in catalog order."""
        return (self._exposed + self._others)[: limits.LISTED_ENTRIES]
