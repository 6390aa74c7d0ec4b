"""What a regulation's rules say of an element that is tied to them."""

import dataclasses
from collections.abc import Iterable, Sequence
from typing import Final

from compliance.checks import CHECKS
from compliance.compare.answers import seen_in
from compliance.model import (
    Answer,
    Duty,
    GapReport,
    Judged,
    Level,
    Outcome,
    RuleResult,
    Severity,
    State,
)

_STRONGEST: Final = (Severity.MUST, Severity.SHOULD, Severity.MAY)


def judged_by_rules(duty: Duty, report: GapReport) -> Judged | None:
    """Return what the rules of `report` say of the element; ``None`` if none is tied."""
    deciding = _deciding(duty, report.results)
    if not deciding:
        return None
    return _or_open(_by_rules(deciding, report), duty, report)


def _deciding(duty: Duty, results: Iterable[RuleResult]) -> tuple[RuleResult, ...]:
    """Return the results that decide an element.

    All rules that the element names; else, of those about its fields, the most binding
    that were asked. A rule that only waits for an input the form never asks decides
    nothing beside one that was asked.
    """
    tied = [
        result
        for result in results
        if (
            result.rule.id in duty.rules if duty.rules else result.rule.about in duty.at
        )
        # To have made no slip is no answer.
        and not (result.outcome is Outcome.MET and CHECKS[result.rule.check].guards)
    ]
    for severities in (_STRONGEST,) if duty.rules else zip(_STRONGEST):
        of_severity = tuple(r for r in tied if r.rule.severity in severities)
        asked = tuple(r for r in of_severity if not r.needs)
        if any(r.outcome is not Outcome.NOT_APPLICABLE for r in asked):
            return asked
        if any(r.outcome is Outcome.UNDETERMINED for r in of_severity):
            return of_severity
    return tuple(tied)


def _by_rules(results: Sequence[RuleResult], report: GapReport) -> Judged:
    outcome = next(
        (
            each
            for each in (Outcome.GAP, Outcome.UNDETERMINED, Outcome.MET)
            if any(result.outcome is each for result in results)
        ),
        Outcome.NOT_APPLICABLE,
    )
    deciding = tuple(r for r in results if r.outcome is outcome)
    return Judged(
        outcome=outcome,
        binding=_binding(deciding) if outcome is Outcome.GAP else "",
        why=" ".join(dict.fromkeys(_said(result) for result in deciding)),
        rules=tuple(result.rule.id for result in deciding),
        seen=seen_in(_looked_at(deciding, report), report.regulation.form),
    )


def _looked_at(results: Sequence[RuleResult], report: GapReport) -> list[Answer]:
    """Return the answers that the results are about: where a finding is, or its field."""
    at = []
    for result in results:
        found = [finding.at for finding in result.findings]
        at += found or [result.rule.about]
    answers = {row.answer.at: row.answer for row in report.rows}
    return [answers[each] for each in dict.fromkeys(at) if each in answers]


def _binding(gaps: Sequence[RuleResult]) -> str:
    found = {result.rule.severity for result in gaps}
    return next(each.value for each in _STRONGEST if each in found)


def _said(result: RuleResult) -> str:
    if result.outcome is Outcome.MET:
        return f"{result.rule.title}."
    told = " ".join(dict.fromkeys(finding.message for finding in result.findings))
    return told or f"{result.why[:1].upper()}{result.why[1:]}."


def _or_open(judged: Judged, duty: Duty, report: GapReport) -> Judged:
    """Return `judged`; left open where no rule was asked because nothing is there.

    A rule on a text is not asked where no text is ticked; where the row with the ticks
    is not in the filing at all, that settles nothing about a duty.
    """
    answers = {row.answer.at: row.answer for row in report.rows}
    gone = all(
        answers[at].state is State.MISSING_FIELD for at in duty.at if at in answers
    )
    no = any(answers[at].value == "no" for at in duty.if_yes if at in answers)
    if (
        judged.outcome is not Outcome.NOT_APPLICABLE
        or duty.level is not Level.REQUIRED
        or not duty.at
        or not gone
        or no
    ):
        return judged
    fields = ", ".join(each.field_id for each in judged.seen)
    why = f"No rule could be asked: {fields or 'the answer'} is not in the filing."
    return dataclasses.replace(judged, outcome=Outcome.UNDETERMINED, why=why)
