"""Rules × evidence: every rule asked answers, in one of four outcomes."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import assert_never

from compliance.checks import CHECKS
from compliance.checks.completeness import state_words
from compliance.checks.evidence import Evidence
from compliance.conditions import HOLDS, Said, holds
from compliance.model import (
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
    conditions = [holds(condition, evidence) for condition in rule.when]
    said = [*conditions, _question(rule, evidence)]
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


def _outside_dates(rule: Rule, as_of: date) -> str:
    if as_of < rule.applies_from:
        return f"the rule applies from {rule.applies_from.isoformat()}"
    if rule.applies_until is not None and as_of > rule.applies_until:
        return f"the rule applied until {rule.applies_until.isoformat()}"
    return ""


def _question(rule: Rule, evidence: Evidence) -> Said:
    """Return whether the answers that the rule asks of are given."""
    key = CHECKS[rule.check].asks
    if not key:
        return HOLDS
    asked = getattr(rule.params, key)
    fields = (asked,) if isinstance(asked, str) else asked
    answers = [evidence.answer(at) for at in fields]
    if any(answer.state is State.ANSWERED for answer in answers):
        return HOLDS
    unread = any(answer.state is State.UNREADABLE for answer in answers)
    words = "; ".join(
        f"{evidence.name(answer.at)} is {state_words(answer.state)}"
        for answer in answers
    )
    outcome = Outcome.UNDETERMINED if unread else Outcome.NOT_APPLICABLE
    return Said(outcome, f"asked only of an answer: {words}")
