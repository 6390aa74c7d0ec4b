"""Clocks that a law starts, and the days on which they run out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from compliance.model.instrument import Standing
from compliance.model.rule import Cite, Condition, Regulation


class DeadlineState(StrEnum):
    """How a clock stands on the day the question is asked for."""

    OVERDUE = "overdue"
    DUE_SOON = "due soon"
    UPCOMING = "upcoming"
    UNDETERMINED = "undetermined"
    DONE_LATE = "done late"
    DONE = "done"
    PAST = "past"
    """An event that nobody has to do anything for, and that has come."""
    NOT_APPLICABLE = "not applicable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """One clock of one regulation."""

    id: str
    title: str
    """The norm, in our own words."""
    duty: bool
    """Whether somebody has to do something; else the day is an event."""
    on: date | None
    """A day fixed by the law, or ``None``."""
    start: str
    """Context key of the day it runs from; empty with `on`."""
    each: str
    """Context key of a list; `start` and `done` are then keys of its entries."""
    days: int
    """Days after the start; negative for days before it."""
    months: int
    """Calendar months after the start."""
    done: str
    """Context key of the day on which it was done, or empty."""
    done_since_start: bool
    """Whether only what was done on or after the start counts."""
    when: tuple[Condition, ...]
    cites: tuple[Cite, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """One clock, for one model or request of one provider."""

    regulation: Regulation
    standing: Standing
    """What the regulation is on the day asked for."""
    clock: Clock
    context: str
    """Name of the context file."""
    subject: str
    """The model or the request it is about."""
    state: DeadlineState
    start: date | None = None
    due: date | None = None
    done: date | None = None
    why: str = ""
    needs: tuple[str, ...] = ()

    @property
    def binds(self) -> bool:
        """Return whether the regulation is law that applies on the day asked for."""
        return self.standing.status == "in force"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineReport:
    """All clocks of a provider on one day."""

    tool_version: str
    as_of: date
    contexts: Mapping[str, str]
    """Name of each context file to its SHA-256."""
    deadlines: tuple[Deadline, ...]
    """Overdue first, then by day."""
