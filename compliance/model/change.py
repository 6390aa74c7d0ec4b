"""What changed between two versions of a filing."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from compliance.model.report import GapReport
from compliance.model.rule import Finding, Outcome, Rule
from compliance.model.submission import Answer, FormField, Kind


class Turn(StrEnum):
    """How the answer of one field changed."""

    WITHDRAWN = "withdrawn"
    """It said something and says nothing now."""
    ALTERED = "altered"
    """It says something else."""
    ADDED = "added"
    """It said nothing and says something now."""
    IDENTITY = "identity"
    """A field that names the summary, the provider or the model."""
    WORDING = "wording"
    """The same, printed otherwise."""
    UNCHANGED = "unchanged"


class Fate(StrEnum):
    """What became of one finding."""

    OPENED = "opened"
    STANDING = "standing"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """One field of the form in both versions."""

    field: FormField
    turn: Turn
    old: Answer
    new: Answer
    dropped: tuple[str, ...] = ()
    """Entries, ticks and sentences that are there no more."""
    gained: tuple[str, ...] = ()
    reworded: tuple[tuple[str, str], ...] = ()
    """Entries and sentences that were changed: as they were, as they are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingChange:
    """One gap of the old version, the new one, or both."""

    rule: Rule
    fate: Fate
    finding: Finding
    """As the newest version that has it shows it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeReport:
    """Two versions of a filing under one regulation on one day."""

    old: GapReport
    new: GapReport
    fields: tuple[FieldChange, ...]
    """Every field of the form, in its order."""
    findings: tuple[FindingChange, ...]
    moves: Mapping[tuple[Outcome, Outcome], int]
    """Rules by the outcome they had and the one they have."""

    @property
    def strangers(self) -> tuple[FieldChange, ...]:
        """Return the fields of identity whose words have nothing in common.

        Two of them or more say that these are hardly two versions of one filing;
        fewer say nothing, because a name or a number may change.
        """
        found = tuple(
            each
            for each in self.fields
            if each.turn is Turn.IDENTITY
            and each.field.kind in (Kind.TEXT, Kind.LIST)
            and _apart(_words(each.old), _words(each.new))
        )
        return found if len(found) > 1 else ()

    @property
    def withdrawn(self) -> tuple[FieldChange, ...]:
        """Return the fields that say less than they did."""
        return tuple(
            each
            for each in self.fields
            if each.turn is Turn.WITHDRAWN
            or (each.turn is Turn.ALTERED and each.dropped)
        )


def _apart(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one) and bool(other) and one.isdisjoint(other)


def _words(answer: Answer) -> frozenset[str]:
    told = " ".join([answer.text, *(item.get("name", "") for item in answer.items)])
    return frozenset(re.findall(r"[^\W\d_]{3,}", told.casefold()))
