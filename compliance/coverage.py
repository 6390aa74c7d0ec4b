"""The coverage score: how much of what is asked for a submission gives.

Per field: the rules that were asked, each with a weight by how binding it is; the
share of that weight that is met. A rule that only guards against a slip (a hedge, a
placeholder, a date out of order) earns nothing when it is met and costs its weight
when it is not. A field that is not answered, or names nothing where names are due,
scores nothing. A rule that does not apply is left out, and so is one that only waits
for an input the form never asks; any other that could not be determined counts as not
met. Per section and overall: the fields' shares, weighted as the rulebook says
(``[coverage.weights]``).
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from compliance.checks import CHECKS
from compliance.model import (
    Outcome,
    Regulation,
    RuleResult,
    SectionCoverage,
    Severity,
)

SEVERITY_WEIGHT: Final[Mapping[Severity, float]] = {
    Severity.MUST: 4.0,
    Severity.SHOULD: 2.0,
    Severity.MAY: 0.5,
}
"""A duty weighs as two recommendations; an option hardly counts."""


@dataclass(frozen=True, slots=True)
class _Share:
    score: float
    weight: float


def coverage(
    regulation: Regulation, results: Sequence[RuleResult]
) -> tuple[float | None, tuple[SectionCoverage, ...]]:
    """Return the overall share from 0 to 1, and each section's, in form order.

    A share is ``None`` where no rule applied. Rules about no single field
    stand in a section of their own, ``form``, which weighs nothing.
    """
    sections = []
    for section, heading in regulation.form.sections.items():
        of_section = [r for r in results if r.section == section]
        sections.append(_section(regulation, section, heading, of_section))
    whole = [r for r in results if not r.section]
    if whole:
        sections.append(_section(regulation, "form", "The summary as a whole", whole))
    weighted = [
        _Share(s.score, s.weight) for s in sections if s.score is not None and s.weight
    ]
    return _mean(weighted), tuple(sections)


def _section(
    regulation: Regulation, section: str, heading: str, results: Sequence[RuleResult]
) -> SectionCoverage:
    fields = dict.fromkeys(r.field_id for r in results)
    shares = []
    for field_id in fields:
        score = _score(r for r in results if r.field_id == field_id)
        if score is not None:
            shares.append(_Share(score, regulation.weights.get(field_id, 1.0)))
    return SectionCoverage(
        id=section,
        heading=heading,
        score=_mean(shares) if section != "form" else None,
        weight=sum(share.weight for share in shares) if section != "form" else 0.0,
        counts=Counter(r.outcome for r in results),
    )


def _score(results: Iterable[RuleResult]) -> float | None:
    met = asked = 0.0
    for result in results:
        if result.outcome is Outcome.NOT_APPLICABLE or result.needs:
            continue
        check = CHECKS[result.rule.check]
        if check.decides and result.outcome is Outcome.GAP:
            return 0.0
        if check.guards and result.outcome is Outcome.MET:
            continue
        weight = SEVERITY_WEIGHT[result.rule.severity]
        asked += weight
        met += weight if result.outcome is Outcome.MET else 0.0
    return met / asked if asked else None


def _mean(shares: Sequence[_Share]) -> float | None:
    weight = sum(share.weight for share in shares)
    if not weight:
        return None
    return sum(share.score * share.weight for share in shares) / weight
