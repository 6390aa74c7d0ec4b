"""Checks of dates and periods. No check knows what day it is."""

from collections.abc import Generator, Iterator
from dataclasses import dataclass
from datetime import timedelta

from compliance.checks.evidence import Days, Evidence, add_months
from compliance.model import Gap, Observation, Unknown


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadTime:
    """Parameters of `lead_time`."""

    earlier: str
    later: str
    days: int = 0


def lead_time(evidence: Evidence, params: LeadTime) -> Iterator[Observation]:
    """Yield a gap unless ``earlier`` is at least ``days`` days before ``later``.

    Both are ISO 8601 calendar dates, compared without time zones; a lead of
    exactly ``days`` days is enough ("not later than"). A date known only to the
    month or year is judged where every day of it gives the same answer, else it is
    unknown; two that are the same month or year are in order. A missing or malformed
    date is unknown too, because its absence is another rule's business and must not be
    reported twice.

    Facts: ``earlier``, ``later`` (ISO dates), ``actual`` (days, may be negative).
    """
    pair = yield from _pair(evidence, params.earlier, params.later)
    if pair is None:
        return
    start, end = pair
    if start.text == end.text and params.days <= 0:
        return
    needed = timedelta(days=params.days)
    if end.last - start.first < needed:
        actual = (end.last - start.first).days
        yield Gap(
            at=_at(params.earlier, params.later),
            facts={
                "earlier": start.text,
                "later": end.text,
                "actual": str(actual),
            },
        )
    elif end.first - start.last < needed:
        why = f"{start.text} and {end.text} are not precise enough to tell"
        yield Unknown(at=_at(params.earlier, params.later), why=why)


@dataclass(frozen=True, slots=True, kw_only=True)
class WithinMonths:
    """Parameters of `within_months`."""

    event: str
    deed: str
    months: int


def within_months(evidence: Evidence, params: WithinMonths) -> Iterator[Observation]:
    """Yield a gap unless ``deed`` is from ``event`` to ``months`` months after it.

    Facts: ``event``, ``deed`` (ISO dates), ``due`` (ISO date, the last day in time).
    """
    pair = yield from _pair(evidence, params.event, params.deed)
    if pair is None:
        return
    event, deed = pair
    due = add_months(event.last, params.months)
    if deed.first > due or deed.last < event.first:
        yield Gap(
            at=_at(params.deed, params.event),
            facts={"event": event.text, "deed": deed.text, "due": due.isoformat()},
        )
    elif deed.last > due or deed.first < event.last:
        why = f"{event.text} and {deed.text} are not precise enough to tell"
        yield Unknown(at=_at(params.deed, params.event), why=why)


@dataclass(frozen=True, slots=True, kw_only=True)
class DateGiven:
    """Parameters of `date_given`."""

    at: str
    precision: str
    """``day``, ``month`` or ``year``."""


_LENGTH = {"day": 10, "month": 7, "year": 4}


def date_given(evidence: Evidence, params: DateGiven) -> Iterator[Observation]:
    """Yield a gap unless the answer gives one date, precise enough.

    Facts: ``raw`` (as written), ``precision``, ``why``.
    """
    answer = evidence.answer(params.at)
    value = answer.value if isinstance(answer.value, str) else ""
    if len(value) >= _LENGTH[params.precision]:
        return
    why = answer.note or f"no {params.precision} is given"
    yield Gap(
        at=params.at,
        facts={"raw": answer.text, "precision": params.precision, "why": why},
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodGiven:
    """Parameters of `period_given`."""

    at: str
    sides: tuple[str, ...] = ("first", "last")
    """Which month must be given: ``first``, ``last`` or both."""
    precision: str = "month"
    """``month`` or ``year``."""


def period_given(evidence: Evidence, params: PeriodGiven) -> Iterator[Observation]:
    """Yield a gap unless the answer gives a first and a last month.

    With ``sides``, only the month named there is asked for; with ``precision``, a year
    is enough.

    Facts: ``raw`` (as written), ``lacking`` (the first month, the last month, or both).
    """
    found = {
        "first": evidence.days(f"{params.at}#start"),
        "last": evidence.days(f"{params.at}#end"),
    }
    lacking = [
        f"the {name} {params.precision}"
        for name, side in found.items()
        if name in params.sides
        and (side is None or len(side.text) < _LENGTH[params.precision])
    ]
    if lacking:
        yield Gap(
            at=params.at,
            facts={
                "raw": evidence.answer(params.at).text,
                "lacking": " and ".join(lacking),
            },
        )


def _pair(
    evidence: Evidence, earlier: str, later: str
) -> Generator[Observation, None, tuple[Days, Days] | None]:
    start, end = evidence.days(earlier), evidence.days(later)
    for source, days in ((earlier, start), (later, end)):
        if days is None:
            yield evidence.not_given(source, _at(source, ""), "gives no date")
    return None if start is None or end is None else (start, end)


def _at(source: str, otherwise: str) -> str:
    for each in (source, otherwise):
        if each.startswith("/"):
            return each.partition("#")[0]
    return ""
