"""What changed between two versions of a filing."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from compliance.model.report import GapReport
from compliance.model.rule import Finding, Outcome, Rule
from compliance.model.submission import Answer, FormField


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
    def withdrawn(self) -> tuple[FieldChange, ...]:
        """Return the fields that say less than they did."""
        return tuple(
            each
            for each in self.fields
            if each.turn is Turn.WITHDRAWN
            or (each.turn is Turn.ALTERED and each.dropped)
        )
