from dataclasses import replace

from compliance.datafiles import root
from compliance.model import Figure, Finding, Outcome, RuleResult
from compliance.penalties import figures_of
from compliance.rulebook import load_regulation

BILL = load_regulation("us-s-3813", root())
UNLISTED = "S3813-2b1A-06"


def results(findings: int, rule_id: str = UNLISTED) -> list[RuleResult]:
    """Return a gap of one rule with so many findings."""
    rule = next(rule for rule in BILL.rules if rule.id == rule_id)
    found = Finding(at="/works/list", field_id="", message="", remedy="")
    return [
        RuleResult(
            rule=rule,
            outcome=Outcome.GAP if findings else Outcome.MET,
            findings=(found,) * findings,
            why="",
            needs=(),
            field_id="",
            section="",
        )
    ]


def sums(figures: tuple[Figure, ...]) -> list[tuple[int, float]]:
    """Return instances and floor of each figure."""
    return [(each.instances, each.floor) for each in figures]


def test_an_instance_that_is_not_defined_is_counted_both_ways() -> None:
    """The notice is one instance, or each work not listed is."""
    assert sums(figures_of(BILL, results(3))) == [(1, 5_000), (3, 15_000)]


def test_a_sum_stops_at_the_cap() -> None:
    """500 works are the cap of a year; the 501st adds nothing."""
    assert sums(figures_of(BILL, results(500)))[1] == (500, 2_500_000)
    assert sums(figures_of(BILL, results(501)))[1] == (501, 2_500_000)
    assert sums(figures_of(BILL, results(499)))[1] == (499, 2_495_000)


def test_what_opens_no_duty_comes_to_nothing() -> None:
    """A recommendation, or nothing open, has no sum."""
    assert not figures_of(BILL, results(0))
    assert not figures_of(BILL, results(2, "S3813-2b1-03"))


def test_a_law_without_figures_has_none() -> None:
    """California's Act names no sum."""
    assert not figures_of(load_regulation("us-ca-ab-2013", root()), results(1))


def test_a_floor_without_a_cap_grows() -> None:
    """Without a largest sum in the source none is invented."""
    open_ended = replace(BILL.sanctions[0], cap=None)
    law = replace(BILL, sanctions=(open_ended,))

    assert sums(figures_of(law, results(1_000)))[1] == (1_000, 5_000_000)
