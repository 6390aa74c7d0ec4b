"""Rules × evidence: every rule asked answers, in one of four outcomes."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import assert_never

from compliance.checks import CHECKS
from compliance.checks.completeness import state_words, ticked
from compliance.checks.evidence import Evidence
from compliance.model import (
    Condition,
    Finding,
    Gap,
    Observation,
    Outcome,
    Rule,
    RuleResult,
    State,
    Unknown,
)


def evaluate(rules: Iterable[Rule], evidence: Evidence) -> tuple[RuleResult, ...]:
    """Return one result per rule, in the order of the rules."""
    return tuple(ask(rule, evidence) for rule in rules)


def ask(rule: Rule, evidence: Evidence) -> RuleResult:
    """Return what `rule` says of the evidence.

    A rule is not applicable outside its dates, when one of its conditions does
    not hold, or when it asks of an answer that is not given; it is undetermined
    when that, or what its check looks for, cannot be known.
    """
    not_asked = _outside_dates(rule, evidence.as_of)
    if not_asked:
        return _result(rule, evidence, Outcome.NOT_APPLICABLE, why=not_asked)
    holds = [_holds(condition, evidence) for condition in rule.when]
    said = [*holds, _question(rule, evidence)]
    for outcome in (Outcome.NOT_APPLICABLE, Outcome.UNDETERMINED):
        for each in said:
            if each.outcome is outcome:
                return _result(rule, evidence, outcome, why=each.why, needs=each.needs)
    observations = tuple(CHECKS[rule.check].run(evidence, rule.params))
    return _judged(rule, evidence, observations)


def _judged(
    rule: Rule, evidence: Evidence, observations: tuple[Observation, ...]
) -> RuleResult:
    findings = tuple(_finding(rule, evidence, each) for each in observations)
    if any(isinstance(each, Gap) for each in observations):
        return _result(rule, evidence, Outcome.GAP, findings)
    if observations:
        unknown = [each for each in observations if isinstance(each, Unknown)]
        why = "; ".join(dict.fromkeys(each.why for each in unknown))
        needs = tuple(dict.fromkeys(each.needs for each in unknown if each.needs))
        return _result(rule, evidence, Outcome.UNDETERMINED, findings, why, needs)
    return _result(rule, evidence, Outcome.MET)


def _finding(rule: Rule, evidence: Evidence, observation: Observation) -> Finding:
    at = observation.at or rule.about
    answer = evidence.answer(at)
    field = evidence.form.by_pointer(at)
    field_id, label = (field.id, field.label) if field else ("", "")
    place = answer.place
    match observation:
        case Gap(facts=facts, place=own):
            place = own or place
            told: Mapping[str, str] = {"field": field_id, "label": label, **facts}
            message = rule.message.format_map(told)
            remedy = rule.remedy.format_map(told)
        case Unknown(why=why):
            message, remedy = f"Could not be checked: {why}.", ""
        case _:
            assert_never(observation)
    return Finding(
        at=at,
        field_id=field_id,
        message=message,
        remedy=remedy,
        place=place,
        quote=answer.text,
    )


def _result(
    rule: Rule,
    evidence: Evidence,
    outcome: Outcome,
    findings: tuple[Finding, ...] = (),
    why: str = "",
    needs: tuple[str, ...] = (),
) -> RuleResult:
    field = evidence.form.by_pointer(rule.about)
    return RuleResult(
        rule=rule,
        outcome=outcome,
        findings=findings,
        why=why,
        needs=needs,
        field_id=field.id if field else "",
        section=field.section if field else "",
    )


class _Said:
    """Whether a condition holds, and why not."""

    def __init__(
        self, outcome: Outcome, why: str = "", needs: tuple[str, ...] = ()
    ) -> None:
        self.outcome = outcome
        self.why = why
        self.needs = needs


_HOLDS = _Said(Outcome.MET)


def _outside_dates(rule: Rule, as_of: date) -> str:
    if as_of < rule.applies_from:
        return f"the rule applies from {rule.applies_from.isoformat()}"
    if rule.applies_until is not None and as_of > rule.applies_until:
        return f"the rule applied until {rule.applies_until.isoformat()}"
    return ""


def _question(rule: Rule, evidence: Evidence) -> _Said:
    """Return whether the answers that the rule asks of are given."""
    key = CHECKS[rule.check].asks
    if not key:
        return _HOLDS
    asked = getattr(rule.params, key)
    fields = (asked,) if isinstance(asked, str) else asked
    answers = [evidence.answer(at) for at in fields]
    if any(answer.state is State.ANSWERED for answer in answers):
        return _HOLDS
    unread = any(answer.state is State.UNREADABLE for answer in answers)
    words = "; ".join(
        f"{evidence.name(answer.at)} is {state_words(answer.state)}"
        for answer in answers
    )
    outcome = Outcome.UNDETERMINED if unread else Outcome.NOT_APPLICABLE
    return _Said(outcome, f"asked only of an answer: {words}")


def _holds(condition: Condition, evidence: Evidence) -> _Said:
    if condition.context:
        return _input_holds(condition, evidence)
    answer, name = evidence.answer(condition.at), evidence.name(condition.at)
    if answer.state is State.UNREADABLE:
        return _Said(Outcome.UNDETERMINED, f"{name} could not be read")
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
        return _Said(Outcome.UNDETERMINED, why)
    return _said(answer.value in condition.equals, f"{name} is {answer.value}")


def _worded(condition: Condition, evidence: Evidence, name: str) -> _Said:
    words = evidence.words(condition.at)
    met = evidence.lexicon.found(condition.mentions or condition.begins, words)
    if condition.begins:
        return _said(bool(met) and met[0].start == 0, f"{name} begins otherwise")
    return _said(bool(met), f"{name} does not speak of it")


def _unanswered(condition: Condition, name: str, state: State) -> _Said:
    """Return what an unanswered field says of a condition on its content.

    Ticks and words that are not there are no open question; a yes or no, or a
    date, that is not given leaves it open whether the rule applies.
    """
    if condition.mentions or condition.begins or condition.has:
        return _Said(Outcome.NOT_APPLICABLE, _is(name, state))
    return _Said(Outcome.UNDETERMINED, _is(name, state))


def _input_holds(condition: Condition, evidence: Evidence) -> _Said:
    key = condition.context
    value = evidence.context.get(key)
    if condition.unless:
        return _said(
            str(value) not in condition.unless, f"{key} is {value} in the context"
        )
    if value is None:
        why = f"the context does not give {key}"
        return _Said(Outcome.UNDETERMINED, why, (key,))
    if condition.before or condition.since:
        return _dated(condition, evidence, f"context:{key}", key)
    return _said(str(value) in condition.equals, f"{key} is {value} in the context")


def _dated(condition: Condition, evidence: Evidence, source: str, name: str) -> _Said:
    days = evidence.days(source)
    if days is None:
        return _Said(Outcome.UNDETERMINED, f"{name} gives no date")
    limit = condition.before or condition.since
    assert limit is not None  # noqa: S101  # the caller asked about a date
    if days.first < limit <= days.last:
        return _Said(Outcome.UNDETERMINED, f"{name} is not precise enough to tell")
    earlier = days.last < limit
    return _said(earlier is bool(condition.before), f"{name} is {days.text}")


def _said(holds: bool, why: str) -> _Said:
    return _HOLDS if holds else _Said(Outcome.NOT_APPLICABLE, why)


def _is(name: str, state: State) -> str:
    return f"{name} is {state_words(state)}"
