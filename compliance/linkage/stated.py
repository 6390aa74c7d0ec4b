"""What the entries of a catalog say of themselves, whatever a filing discloses."""

from collections import Counter
from collections.abc import Mapping
from typing import Any, Final

from compliance import limits
from compliance.identifiers import Identifier, Verdict
from compliance.linkage.entry import Entry
from compliance.linkage.keys import EntryKeys
from compliance.model import IdentifierNote

SHOWN: Final = 1_000
"""Characters of an identifier, a title or an owner in the answer."""

_KINDS: Final = 100


class Stated:
    """Counts over entries, and the identifiers worth a note, as they grow."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.identifiers: list[IdentifierNote] = []
        self.verdicts: Counter[str] = Counter()
        self.unknown: Counter[str] = Counter()
        self.reserved = 0
        """Entries that list reservations."""
        self.catalogues = 0
        """Entries that stand for all works of an owner."""

    def add(self, line: int, entry: Entry, keys: EntryKeys) -> None:
        """Take the entry that begins on `line`."""
        for identifier in keys.notable:
            self.note(f"catalog line {line}", identifier)
        for raw in keys.unknown:
            if len(self.unknown) < _KINDS:
                self.unknown[raw.partition(":")[0][:30]] += 1
        self.reserved += bool(entry.reservations)
        self.catalogues += entry.work_type == "catalogue"

    def note(self, where: str, identifier: Identifier) -> None:
        """Count an identifier that is to be noted; keep it if there is room."""
        self.verdicts[identifier.verdict] += 1
        if len(self.identifiers) < limits.LISTED_IDENTIFIERS:
            note = IdentifierNote(
                where=where,
                scheme=identifier.scheme,
                raw=cut(identifier.raw),
                verdict=identifier.verdict,
                repair=identifier.repair or identifier.note,
            )
            self.identifiers.append(note)

    @property
    def bad(self) -> int:
        """Return how many identifiers link nothing: malformed, or their check fails."""
        return self.verdicts[Verdict.CHECK_FAILS] + self.verdicts[Verdict.MALFORMED]

    def to_json(self) -> dict[str, Any]:
        """Return all of it as JSON values."""
        return {
            "identifiers": [
                [each.where, each.scheme, each.raw, each.verdict, each.repair]
                for each in self.identifiers
            ],
            "verdicts": dict(sorted(self.verdicts.items())),
            "unknown": dict(sorted(self.unknown.items())),
            "reserved": self.reserved,
            "catalogues": self.catalogues,
        }

    def merge(self, stored: Mapping[str, Any], source: str) -> None:
        """Add what `to_json` gave of the entries of one source.

        Args:
            stored: The JSON values.
            source: What to call the source in its notes; empty if it is the only one.

        Raises:
            KeyError, TypeError, ValueError: it did not.
        """
        for where, scheme, raw, verdict, repair in stored["identifiers"]:
            if len(self.identifiers) < limits.LISTED_IDENTIFIERS:
                note = IdentifierNote(
                    where=f"{where} of {source}" if source else where,
                    scheme=scheme,
                    raw=raw,
                    verdict=Verdict(verdict),
                    repair=repair,
                )
                self.identifiers.append(note)
        self.verdicts.update(stored["verdicts"])
        self.unknown.update(stored["unknown"])
        self.reserved += int(stored["reserved"])
        self.catalogues += int(stored["catalogues"])


def cut(text: str) -> str:
    """Return `text`, its end left out if it is too long to be shown."""
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"
