"""What the sanctions of an instrument would come to, where it has figures."""

from collections.abc import Iterator, Sequence

from compliance.model import (
    Figure,
    Instances,
    Outcome,
    Regulation,
    RuleResult,
    Sanction,
    Severity,
)


def figures_of(
    regulation: Regulation, results: Sequence[RuleResult]
) -> tuple[Figure, ...]:
    """Return the smallest sum of each sanction, for each way to count its instances.

    A sum is a floor and no forecast: nobody has found that a duty was not met. It is
    told only where something counts as an instance.
    """
    return tuple(
        figure
        for sanction in regulation.sanctions
        for figure in _figures(sanction, results)
    )


def _figures(sanction: Sanction, results: Sequence[RuleResult]) -> Iterator[Figure]:
    if sanction.floor is None:
        return
    for instances in sanction.instances:
        count = _count(instances, results)
        if count:
            total = sanction.floor * count
            yield Figure(
                kind=sanction.kind,
                pinpoint=sanction.pinpoint,
                counted=instances.says,
                instances=count,
                floor=total if sanction.cap is None else min(total, sanction.cap),
                cap=sanction.cap,
                cap_per=sanction.cap_per,
                currency=sanction.currency,
                sure=sanction.sure,
            )


def _count(instances: Instances, results: Sequence[RuleResult]) -> int:
    gaps = [result for result in results if result.outcome is Outcome.GAP]
    if instances.by == "findings":
        return sum(
            len(result.findings) for result in gaps if result.rule.id in instances.rules
        )
    return int(any(result.rule.severity is Severity.MUST for result in gaps))
