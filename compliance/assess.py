"""One submission under one regulation on one day: the pipeline in one function."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Final

from compliance import __version__
from compliance.carry import carried
from compliance.checks.evidence import Evidence
from compliance.coverage import coverage
from compliance.evaluate import evaluate
from compliance.known import exposures
from compliance.lexicon import load_lexicon
from compliance.model import (
    CrossCheck,
    FieldRow,
    GapReport,
    Outcome,
    Regulation,
    RuleResult,
    Severity,
    Submission,
    Verdict,
    standing_on,
)
from compliance.penalties import figures_of
from compliance.reference import load_reference

_CAVEATS: Final = (
    (
        "A summary can be consistent with use, contradict use or be silent. It never "
        "proves that a work was used, and this report does not say so."
    ),
    (
        "This report says what the summary lacks. It does not say that a provider broke "
        "the law, and no gap found is not approval."
    ),
    (
        "Outcomes hold for the file named above, read on the terms named above, under the "
        "rules as known on the day named above."
    ),
)


def assess(
    submission: Submission,
    regulation: Regulation,
    *,
    context: Mapping[str, object],
    context_source: str,
    as_of: date,
    cross_check: CrossCheck | None,
    root: Path,
) -> GapReport:
    """Return the gap report of `submission` under `regulation` on `as_of`.

    Raises:
        UsageError: its form does not carry over to the regulation's.
    """
    seen = carried(submission, regulation.form, root)
    reference = load_reference(root)
    evidence = Evidence(
        form=regulation.form,
        answers=seen.answers,
        facts=seen.facts,
        context=context,
        as_of=as_of,
        lexicon=load_lexicon(root),
        reference=reference,
        cross_check=cross_check,
    )
    results = evaluate(regulation.rules, evidence)
    overall, sections = coverage(regulation, results)
    return GapReport(
        standing=standing_on(
            regulation.history, as_of, date.fromisoformat(regulation.known_on)
        ),
        tool_version=__version__,
        regulation=regulation,
        submission=seen,
        context_source=context_source,
        context={key: _shown(value) for key, value in sorted(context.items())},
        as_of=as_of,
        verdict=_verdict(results),
        coverage=overall,
        coverage_method=regulation.weights_note,
        sections=sections,
        results=results,
        figures=figures_of(regulation, results),
        rows=tuple(
            FieldRow(
                field_id=field.id,
                label=field.label,
                section=field.section,
                answer=evidence.answer(field.at),
            )
            for field in regulation.form.fields
        ),
        datasets=exposures(seen, reference.datasets, regulation.form),
        cross_check=cross_check,
        not_checked=(
            *_not_checked(results, cross_check),
            *_unknown_since(regulation, as_of),
        ),
        caveats=(*_CAVEATS, *regulation.notes),
    )


def _verdict(results: Sequence[RuleResult]) -> Verdict:
    counts = Counter(result.outcome for result in results)
    gaps = Counter(
        result.rule.severity for result in results if result.outcome is Outcome.GAP
    )
    open_ = counts[Outcome.UNDETERMINED]
    if gaps[Severity.MUST]:
        words = f"{_number(gaps[Severity.MUST], 'duty', 'duties')} open"
    elif counts[Outcome.GAP]:
        words = "No duty open among those that could be checked"
    else:
        words = "No gap found among what could be checked"
    others = gaps[Severity.SHOULD] + gaps[Severity.MAY]
    if others:
        words += (
            f", {_number(others, 'recommendation', 'recommendations')} not followed"
        )
    if open_:
        words += f", {_number(open_, 'rule', 'rules')} could not be determined"
    return Verdict(words=f"{words}.", counts=counts, gaps=gaps)


def _not_checked(
    results: Sequence[RuleResult], cross_check: CrossCheck | None
) -> tuple[str, ...]:
    open_rules = [
        f"{result.rule.id} {result.rule.title}: {result.why}."
        for result in results
        if result.outcome is Outcome.UNDETERMINED
    ]
    catalog: tuple[str, ...] = (
        "No catalog was given, so nothing is said of any particular work.",
    )
    if cross_check is not None:
        catalog = cross_check.not_checked
    return (
        *catalog,
        "Whether the answers are true was not checked; only the summary was read.",
        *open_rules,
    )


def _unknown_since(regulation: Regulation, as_of: date) -> tuple[str, ...]:
    if as_of.isoformat() <= regulation.known_on:
        return ()
    known, asked = regulation.known_on, as_of.isoformat()
    return (f"What became of the law between {known} and {asked} is not known here.",)


def _number(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"


def _shown(value: object) -> str:
    if isinstance(value, tuple | list):
        return "; ".join(_shown(each) for each in value)
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {_shown(each)}" for key, each in value.items())
    return str(value)
