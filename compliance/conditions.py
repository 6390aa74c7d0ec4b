"""Whether the condition of a rule, or of a clock, holds."""

from typing import Final

from compliance.checks.completeness import state_words, ticked
from compliance.checks.evidence import Evidence
from compliance.model import Condition, Outcome, State


class Said:
    """Whether a condition holds, and why not."""

    def __init__(
        self, outcome: Outcome, why: str = "", needs: tuple[str, ...] = ()
    ) -> None:
        self.outcome = outcome
        self.why = why
        self.needs = needs


HOLDS: Final = Said(Outcome.MET)


def holds(condition: Condition, evidence: Evidence) -> Said:
    """Return whether `condition` holds; undetermined where that cannot be known."""
    if condition.context:
        return _input_holds(condition, evidence)
    answer, name = evidence.answer(condition.at), evidence.name(condition.at)
    if answer.state is State.UNREADABLE:
        return Said(Outcome.UNDETERMINED, f"{name} could not be read")
    if condition.unless:
        return _said(answer.value not in condition.unless, f"{name} is {answer.value}")
    if condition.unless_before:
        days = evidence.days(condition.at)
        known = days is not None and days.last < condition.unless_before
        return _said(not known, f"{name} is {answer.value}")
    if condition.state:
        return _said(answer.state in condition.state, _is(name, answer.state))
    if answer.state is not State.ANSWERED:
        return _unanswered(condition, name, answer.state)
    if condition.mentions or condition.begins:
        return _worded(condition, evidence, name)
    if condition.has:
        marked = ticked(evidence, condition.at)
        words = ", ".join(marked) or "nothing"
        return _said(any(m in marked for m in condition.has), f"{name} ticks {words}")
    if condition.before or condition.since:
        return _dated(condition, evidence, condition.at, name)
    if answer.value == "nonstandard" and "nonstandard" not in condition.equals:
        why = f"{name} is answered with an option the form does not have"
        return Said(Outcome.UNDETERMINED, why)
    return _said(answer.value in condition.equals, f"{name} is {answer.value}")


def _worded(condition: Condition, evidence: Evidence, name: str) -> Said:
    words = evidence.words(condition.at)
    met = evidence.lexicon.found(condition.mentions or condition.begins, words)
    if condition.begins:
        return _said(bool(met) and met[0].start == 0, f"{name} begins otherwise")
    return _said(bool(met), f"{name} does not speak of it")


def _unanswered(condition: Condition, name: str, state: State) -> Said:
    """Return what an unanswered field says of a condition on its content.

    Ticks and words that are not there are no open question; a yes or no, or a
    date, that is not given leaves it open whether the rule applies.
    """
    if condition.mentions or condition.begins or condition.has:
        return Said(Outcome.NOT_APPLICABLE, _is(name, state))
    return Said(Outcome.UNDETERMINED, _is(name, state))


def _input_holds(condition: Condition, evidence: Evidence) -> Said:
    key = condition.context
    value = evidence.context.get(key)
    if condition.unless:
        return _said(
            str(value) not in condition.unless, f"{key} is {value} in the context"
        )
    if value is None:
        why = f"the context does not give {key}"
        return Said(Outcome.UNDETERMINED, why, (key,))
    if condition.before or condition.since:
        return _dated(condition, evidence, f"context:{key}", key)
    return _said(str(value) in condition.equals, f"{key} is {value} in the context")


def _dated(condition: Condition, evidence: Evidence, source: str, name: str) -> Said:
    days = evidence.days(source)
    if days is None:
        return Said(Outcome.UNDETERMINED, f"{name} gives no date")
    limit = condition.before or condition.since
    assert limit is not None  # noqa: S101  # the caller asked about a date
    if days.first < limit <= days.last:
        return Said(Outcome.UNDETERMINED, f"{name} is not precise enough to tell")
    earlier = days.last < limit
    return _said(earlier is bool(condition.before), f"{name} is {days.text}")


def _said(holds: bool, why: str) -> Said:
    return HOLDS if holds else Said(Outcome.NOT_APPLICABLE, why)


def _is(name: str, state: State) -> str:
    return f"{name} is {state_words(state)}"
