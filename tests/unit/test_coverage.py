from collections.abc import Sequence
from dataclasses import replace

import pytest

from compliance.coverage import coverage
from compliance.model import Outcome, Regulation, RuleResult, Severity
from tests.unit.checks.invented import FORM
from tests.unit.test_evaluate import RULE

BOOK = Regulation(
    id="invented",
    title="An invented act",
    short="Invented",
    jurisdiction="XX",
    place="Nowhere",
    base="",
    status="draft",
    status_note="Nobody owes anything.",
    known_on="2026-01-01",
    version="1",
    digest="0" * 64,
    sources={},
    history=(),
    contested=(),
    sanctions=(),
    departures=(),
    notes=(),
    form=FORM,
    rules=(),
    weights={"1.4": 3.0, "1.5": 1.0},
    weights_note="As invented.",
)


def result(
    field_id: str, outcome: Outcome, severity: Severity, check: str = "mentions"
) -> RuleResult:
    """Return the result of a rule about the field `field_id`."""
    return RuleResult(
        rule=replace(RULE, severity=severity, check=check),
        outcome=outcome,
        findings=(),
        why="",
        needs=(),
        field_id=field_id,
        section="1" if field_id else "",
    )


MUST, SHOULD = Severity.MUST, Severity.SHOULD


@pytest.mark.parametrize(
    ("results", "score"),
    [
        pytest.param([result("1.4", Outcome.MET, MUST)], 1.0, id="all met"),
        pytest.param(
            [result("1.4", Outcome.MET, MUST), result("1.4", Outcome.GAP, SHOULD)],
            4 / 6,
            id="a duty weighs two recommendations",
        ),
        pytest.param(
            [result("1.4", Outcome.MET, MUST), result("1.5", Outcome.GAP, MUST)],
            3 / 4,
            id="fields count by their weight",
        ),
        pytest.param(
            [
                result("1.4", Outcome.MET, MUST),
                result("1.4", Outcome.NOT_APPLICABLE, MUST),
            ],
            1.0,
            id="what does not apply is left out",
        ),
        pytest.param(
            [
                result("1.4", Outcome.MET, MUST),
                result("1.4", Outcome.UNDETERMINED, MUST),
            ],
            1 / 2,
            id="what is unknown is not met",
        ),
        pytest.param(
            [result("1.4", Outcome.NOT_APPLICABLE, MUST)], None, id="nothing applied"
        ),
        pytest.param(
            [
                result("1.4", Outcome.MET, MUST),
                result("1.4", Outcome.GAP, MUST, "names"),
            ],
            0.0,
            id="no name where names are due",
        ),
        pytest.param(
            [
                result("1.4", Outcome.GAP, MUST),
                result("1.4", Outcome.MET, SHOULD, "free-of"),
            ],
            0.0,
            id="no slip is no merit",
        ),
        pytest.param(
            [
                result("1.4", Outcome.MET, MUST),
                result("1.4", Outcome.GAP, SHOULD, "free-of"),
            ],
            4 / 6,
            id="a slip costs",
        ),
    ],
)
def test_the_share_of_what_is_asked(
    results: Sequence[RuleResult], score: float | None
) -> None:
    """The score is the weighted share of what was asked and met."""
    overall, sections = coverage(BOOK, results)

    assert overall == pytest.approx(score)
    assert sections[0].score == overall


def test_rules_about_the_whole_weigh_nothing() -> None:
    """A rule about no field is shown in a section of its own, without weight."""
    results = [result("1.4", Outcome.MET, MUST), result("", Outcome.GAP, MUST)]

    overall, sections = coverage(BOOK, results)

    assert overall == 1.0
    assert [(s.id, s.weight, s.score) for s in sections] == [
        ("1", 3.0, 1.0),
        ("form", 0.0, None),
    ]
