"""The clocks of every regulation, for what a provider says of itself."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from compliance.checks.evidence import Evidence, add_months
from compliance.conditions import holds
from compliance.lexicon import load_lexicon
from compliance.model import (
    Clock,
    Deadline,
    DeadlineState,
    FormFacts,
    Outcome,
    Regulation,
    standing_on,
)
from compliance.reference import load_reference
from compliance.rulebook import load_clocks

SOON: Final = 30
"""Days before its end from which a clock is due soon."""
_ORDER: Final = tuple(DeadlineState)
_FAR: Final = date.max


def deadlines(
    regulation: Regulation,
    context: Mapping[str, object],
    *,
    source: str,
    as_of: date,
    root: Path,
) -> Iterator[Deadline]:
    """Yield the clocks of `regulation` for one context, in the order of its file.

    Args:
        regulation: Whose clocks.
        context: Dotted keys to values, as `read_context` gives them.
        source: Name of the context file.
        as_of: The day the question is asked for.
        root: Where the regulations are.
    """
    standing = standing_on(
        regulation.history, as_of, date.fromisoformat(regulation.known_on)
    )
    subject = str(context.get("model.name", ""))
    evidence = Evidence(
        form=regulation.form,
        answers={},
        facts=FormFacts(),
        context=context,
        as_of=as_of,
        lexicon=load_lexicon(root),
        reference=load_reference(root),
    )
    for clock in load_clocks(regulation.id, root):
        for about, inputs in _subjects(clock, regulation.id, context, subject):
            asked = Deadline(
                regulation=regulation,
                standing=standing,
                clock=clock,
                context=source,
                subject=about,
                state=DeadlineState.UNDETERMINED,
            )
            yield _stands(asked, inputs, evidence)


def in_order(found: Iterator[Deadline]) -> tuple[Deadline, ...]:
    """Return deadlines by state, overdue first; law before bills, then by day."""
    return tuple(
        sorted(
            found,
            key=lambda d: (
                _ORDER.index(d.state), not d.binds, d.due or _FAR, d.regulation.id,
                d.clock.id, d.context, d.subject,
            ),
        )
    )  # fmt: skip


def _subjects(
    clock: Clock, regulation: str, context: Mapping[str, object], subject: str
) -> Iterator[tuple[str, Mapping[str, object]]]:
    """Yield what the clock runs for: the model, or each entry of a list."""
    if not clock.each:
        yield subject, context
        return
    entries = context.get(clock.each, ())
    for number, entry in enumerate(entries if isinstance(entries, tuple) else (), 1):
        if entry.get("regulation", regulation) == regulation:
            said = entry.get("from") or entry.get("about") or f"number {number}"
            yield f"{clock.each} {number}: {said}", entry


def _stands(
    asked: Deadline, inputs: Mapping[str, object], evidence: Evidence
) -> Deadline:
    """Return how the clock of `asked` stands."""
    clock = asked.clock
    said = [holds(condition, evidence) for condition in clock.when]
    for outcome, state in (
        (Outcome.NOT_APPLICABLE, DeadlineState.NOT_APPLICABLE),
        (Outcome.UNDETERMINED, DeadlineState.UNDETERMINED),
    ):
        for each in said:
            if each.outcome is outcome:
                return replace(asked, state=state, why=each.why, needs=each.needs)
    start = clock.on or _day(inputs, clock.start)
    if start is None:
        needs = f"{clock.each}.{clock.start}" if clock.each else clock.start
        why = f"the context does not give {needs}"
        return replace(asked, why=why, needs=(needs,))
    try:
        due = add_months(start, clock.months) + timedelta(days=clock.days)
    except (OverflowError, ValueError):
        return replace(asked, start=start, why="the calendar ends before its day")
    done = _day(inputs, clock.done)
    if clock.done and done is None:
        why = f"the context gives no {clock.done}"
    elif done is not None and clock.done_since_start and done < start:
        why = f"{clock.done} is {done.isoformat()}, before the clock began"
        done = None
    else:
        why = ""
    state, why = _state(clock, due, done, evidence.as_of, why)
    return replace(asked, start=start, due=due, done=done, state=state, why=why)


def _state(
    clock: Clock, due: date, done: date | None, as_of: date, not_done: str
) -> tuple[DeadlineState, str]:
    if done is not None and done > as_of:
        done, not_done = None, f"{clock.done} is later than the day asked for"
    if done is not None:
        late = (done - due).days
        if late > 0:
            return (
                DeadlineState.DONE_LATE,
                f"{late} {'day' if late == 1 else 'days'} after it was due",
            )
        return DeadlineState.DONE, ""
    if due < as_of:
        if not clock.duty:
            return DeadlineState.PAST, ""
        return DeadlineState.OVERDUE, f"not known to be done: {not_done}"
    if (due - as_of).days <= SOON:
        return DeadlineState.DUE_SOON, ""
    return DeadlineState.UPCOMING, ""


def _day(inputs: Mapping[str, object], key: str) -> date | None:
    value = inputs.get(key) if key else None
    return date.fromisoformat(value) if isinstance(value, str) else None
