from datetime import date

import pytest

from compliance.checks.dates import (
    DateGiven,
    LeadTime,
    PeriodGiven,
    WithinMonths,
    date_given,
    lead_time,
    period_given,
    within_months,
)
from compliance.checks.evidence import add_months, days_of
from compliance.model import Gap, Unknown
from tests.unit.checks.invented import evidence


@pytest.mark.parametrize(
    ("earlier", "later", "kinds"),
    [
        pytest.param("2026-01-01", "2026-01-31", [], id="exactly thirty days"),
        pytest.param("2026-01-02", "2026-01-31", [Gap], id="twenty-nine days"),
        pytest.param("2026-01", "2026-01-31", [Unknown], id="some day of January"),
        pytest.param("2025", "2026-01-31", [], id="any day of the year before"),
        pytest.param("2026-02", "2026-02-20", [Gap], id="no day of the month"),
        pytest.param("2026-02-30", "2026-03-31", [Unknown], id="no such day"),
    ],
)
def test_lead_is_counted_in_days(earlier: str, later: str, kinds: list[type]) -> None:
    """Thirty days are enough, twenty-nine are not, and a month may be neither."""
    given = evidence({"/day": earlier, "/other_day": later})
    params = LeadTime(earlier="/day", later="/other_day", days=30)

    assert [type(each) for each in lead_time(given, params)] == kinds


def test_a_late_date_says_how_late() -> None:
    """The gap tells both dates and the days between."""
    given = evidence({"/day": "2026-01-02", "/other_day": "2026-01-31"})

    asked = list(
        lead_time(given, LeadTime(earlier="/day", later="/other_day", days=30))
    )

    facts = {"earlier": "2026-01-02", "later": "2026-01-31", "actual": "29"}
    assert asked == [Gap(at="/day", facts=facts)]


def test_both_missing_dates_are_named() -> None:
    """Each date that is not there is an unknown of its own."""
    params = LeadTime(earlier="/day", later="context:act.effective_on")

    asked = list(lead_time(evidence({}), params))

    assert asked == [
        Unknown(at="/day", why="1.8 gives no date"),
        Unknown(
            at="",
            why="the context does not give act.effective_on",
            needs="act.effective_on",
        ),
    ]


def test_the_day_asked_for_is_an_argument() -> None:
    """`as-of` is the day of the evidence, not of the clock."""
    given = evidence({"/day": "2026-08-03"}, as_of=date(2026, 8, 2))

    asked = list(lead_time(given, LeadTime(earlier="/day", later="as-of")))

    assert [type(each) for each in asked] == [Gap]


@pytest.mark.parametrize(
    ("deed", "kinds"),
    [
        pytest.param("2026-03-30", [], id="last day"),
        pytest.param("2026-03-31", [Gap], id="a day after it"),
        pytest.param("2025-09-29", [Gap], id="before the event"),
        pytest.param("2026-02", [], id="every day of the month is in time"),
        pytest.param("2026-03", [Unknown], id="some days of the month are not"),
    ],
)
def test_months_are_calendar_months(deed: str, kinds: list[type]) -> None:
    """Six months from 30 September last to 30 March."""
    given = evidence({"/day": "2025-09-30", "/other_day": deed})
    params = WithinMonths(event="/day", deed="/other_day", months=6)

    assert [type(each) for each in within_months(given, params)] == kinds


def test_a_month_ends_at_its_own_last_day() -> None:
    """Six months from 31 August end in February, on its last day."""
    assert add_months(date(2026, 8, 31), 6) == date(2027, 2, 28)
    assert add_months(date(2026, 12, 15), 1) == date(2027, 1, 15)


def test_a_period_has_two_months() -> None:
    """A year alone, or an open side, is no month."""
    params = PeriodGiven(at="/period")

    assert not list(period_given(evidence({"/period": "2020-01/2025-12"}), params))
    asked = list(period_given(evidence({"/period": "2018/2025-12"}), params))
    assert asked[0].facts["lacking"] == "the first month"  # type: ignore[union-attr]
    asked = list(period_given(evidence({"/period": "../2025-12"}), params))
    assert asked[0].facts["lacking"] == "the first month"  # type: ignore[union-attr]
    asked = list(period_given(evidence({"/period": "for years"}), params))
    assert asked[0].facts["lacking"] == "the first month and the last month"  # type: ignore[union-attr]


def test_a_month_is_no_day() -> None:
    """A date must be as precise as the form asks."""
    given = evidence({"/day": "2026-02"})

    assert list(date_given(given, DateGiven(at="/day", precision="day")))
    assert not list(date_given(given, DateGiven(at="/day", precision="month")))


def test_a_leap_february_has_29_days() -> None:
    """The last day a month may mean is its own."""
    days = days_of("2028-02")

    assert days is not None
    assert (days.first, days.last) == (date(2028, 2, 1), date(2028, 2, 29))


def test_one_side_of_a_period_is_enough_where_only_it_is_asked() -> None:
    """An open end lacks nothing when only the first month counts."""
    params = PeriodGiven(at="/period", sides=("first",))
    years = PeriodGiven(at="/period", precision="year")

    assert not list(period_given(evidence({"/period": "2020-01/.."}), params))
    assert not list(period_given(evidence({"/period": "2018/2025-12"}), years))
    asked = list(period_given(evidence({"/period": "2018/.."}), years))
    assert asked[0].facts["lacking"] == "the last year"  # type: ignore[union-attr]
    asked = list(period_given(evidence({"/period": "../2025-12"}), params))
    assert asked[0].facts["lacking"] == "the first month"  # type: ignore[union-attr]
