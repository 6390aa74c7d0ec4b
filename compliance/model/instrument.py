"""An instrument: where it holds, what it was on each day, and what follows from it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

IN_FORCE: Final = "in force"
NOT_YET: Final = "not there yet"
"""The status of an instrument before its first step."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """An instrument that rules cite."""

    id: str
    title: str
    url: str
    dated: str
    sure: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One step in the life of an instrument."""

    on: str
    """ISO date, or a month or year where no more is established."""
    says: str
    sure: str
    version: str = ""
    """Name of the text that this step made, or empty."""
    changed: str = ""
    """What that text changed against the one before."""
    status: str = ""
    """The status that begins on this day, or empty."""
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contest:
    """A case against an instrument, or what could displace it."""

    kind: str
    """``litigation``, ``pre-emption`` or ``conflict``."""
    title: str
    on: str
    """Day of the latest step known."""
    says: str
    effect: str
    """What it does to the instrument, as far as known."""
    source: str
    sure: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Instances:
    """One way to count what a sanction's floor is counted by."""

    by: str
    """``open duties`` (one, if a duty is open) or ``findings`` (of `rules`)."""
    rules: tuple[str, ...]
    says: str
    """What is counted as one instance, in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sanction:
    """What follows where a duty is not met."""

    kind: str
    pinpoint: str
    says: str
    by: str
    """Who may seek it, or empty."""
    floor: float | None
    """Smallest amount, or ``None`` where the source has no figure."""
    cap: float | None
    currency: str
    per: str
    """What the floor is counted by."""
    cap_per: str
    """What the cap is counted by."""
    instances: tuple[Instances, ...]
    """Ways to count what the floor is counted by; several where the source is open."""
    cure_days: int | None
    """Days in which the duty may still be met after notice."""
    source: str
    sure: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Departure:
    """A rule that an instrument has otherwise than its base, or not at all."""

    base_rule: str
    """Empty where it concerns every rule."""
    rule: str
    """The rule that stands in its place; empty where it is dropped."""
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What an instrument is on one day."""

    status: str
    since: str
    """ISO day on which that began; empty before its first step."""
    says: str
    """The step that began it, in our words."""
    latest: bool
    """Whether it is so on the day of our knowledge too."""


def standing_on(history: Sequence[Version], day: date, known_on: date) -> Standing:
    """Return what an instrument with this `history` is on `day`.

    Steps that name no status change none. Before the first that does, it is not
    there yet.

    Args:
        history: Its steps, some perhaps still to come.
        day: The day the question is asked for.
        known_on: The day of our knowledge.

    >>> steps = (Version(on="2024-04-09", says="Introduced", sure="high", status="bill"),
    ...          Version(on="2025-01-03", says="Lapsed", sure="high", status="lapsed bill"))
    >>> known = date(2026, 1, 1)
    >>> standing_on(steps, date(2025, 1, 2), known).status
    'bill'
    >>> standing_on(steps, date(2025, 1, 3), known).status
    'lapsed bill'
    >>> standing_on(steps, date(2024, 4, 8), known).status
    'not there yet'
    """
    step, known = _begun(history, day), _begun(history, known_on)
    if step is None:
        return Standing(status=NOT_YET, since="", says="", latest=False)
    return Standing(
        status=step.status, since=step.on, says=step.says, latest=step is known
    )


def _begun(history: Sequence[Version], day: date) -> Version | None:
    """Return the latest step on or before `day` that names a status."""
    steps = [s for s in history if s.status and s.on <= day.isoformat()]
    return max(steps, key=lambda step: step.on, default=None)
