"""One filing under every regulation of a matrix: what it gives, what it lacks, where."""

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from compliance.assess import assess
from compliance.carry import carries
from compliance.checks import CHECKS
from compliance.compare.answers import judged_by_answers, seen_in
from compliance.elements import duties_of
from compliance.forms import form_of
from compliance.lexicon import Lexicon, load_lexicon
from compliance.model import (
    Answer,
    ComparedCell,
    ComparedFiling,
    ComparedRow,
    Comparison,
    Duty,
    Form,
    GapReport,
    Judged,
    Outcome,
    Regulation,
    RuleResult,
    Severity,
    Side,
    Submission,
)
from compliance.rulebook import load_regulation

_STRONGEST: Final = (Severity.MUST, Severity.SHOULD, Severity.MAY)
_CAVEATS: Final = (
    (
        "Where a regulation has rules that the filing can be held against, they decide; "
        "elsewhere the filing's own answers do, and then met means only that the filing "
        "says something of it, not that it says enough."
    ),
    (
        "Deadlines, penalties and other terms of the instruments are no part of a filing "
        "and are left out here."
    ),
    (
        "A summary can be consistent with use, contradict use or be silent. It never "
        "proves that a work was used."
    ),
)


@dataclass(frozen=True, slots=True)
class _Under:
    """The filing under one regulation."""

    book: Regulation
    report: GapReport | None
    """What its rules say; ``None`` where they cannot be asked."""


def held_against(
    comparison: Comparison,
    submission: Submission,
    books: Sequence[Regulation],
    *,
    context: Mapping[str, object],
    context_source: str,
    as_of: date,
    root: Path,
) -> Comparison:
    """Return the matrix with what `submission` gives of each element in every cell.

    Rows that no filing answers, the terms of the instruments, are left out.
    """
    lexicon = load_lexicon(root)
    own_form = form_of(submission.form, root)
    own = duties_of(load_regulation(submission.form, root), root)
    under = [
        _Under(
            book,
            assess(
                submission,
                book,
                context=context,
                context_source=context_source,
                as_of=as_of,
                cross_check=None,
                root=root,
            )
            if book.rules and carries(submission, book.form, root)
            else None,
        )
        for book in books
    ]
    rows = tuple(
        ComparedRow(
            element=row.element,
            cells=tuple(
                ComparedCell(
                    duty=cell.duty,
                    judged=_judged(
                        cell.duty,
                        each,
                        submission,
                        own_form,
                        own[cell.duty.element],
                        lexicon,
                    ),
                )
                for cell, each in zip(row.cells, under, strict=True)
            ),
        )
        for row in comparison.rows
        if row.element.side is Side.DISCLOSURE
    )
    return dataclasses.replace(
        comparison,
        filing=ComparedFiling(
            source=submission.source,
            sha256=submission.sha256,
            form=submission.form,
            reader=submission.reader,
            as_of=as_of,
            context_source=context_source,
            context={key: str(value) for key, value in sorted(context.items())},
        ),
        columns=tuple(
            dataclasses.replace(
                column, judged_by="rules" if each.report else "the filing's answers"
            )
            for column, each in zip(comparison.columns, under, strict=True)
        ),
        rows=rows,
        caveats=(*_CAVEATS, *comparison.caveats),
    )


def _judged(
    duty: Duty,
    under: _Under,
    submission: Submission,
    form: Form,
    own: Duty,
    lexicon: Lexicon,
) -> Judged:
    report = under.report
    if report is not None:
        deciding = () if duty.by_answers else _deciding(duty, report.results)
        if deciding:
            return _by_rules(deciding, report)
        if duty.at and not own.at:
            answers = {row.answer.at: row.answer for row in report.rows}
            carried = report.regulation.form
            return judged_by_answers(duty, duty, answers, carried, lexicon)
    return judged_by_answers(duty, own, submission.answers, form, lexicon)


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
