import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.intake.dates import date_order, dates_in, latest_month, parse_date


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2026-01-31", "2026-01-31"),
        ("2026/01/31", "2026-01-31"),
        ("2026-01-31T10:00", "2026-01-31"),
        ("26 June 2026", "2026-06-26"),
        ("Sept 2nd, 2025", "2025-09-02"),
        ("July 8, 2026", "2026-07-08"),
        ("24-Nov-2025", "2025-11-24"),
        ("the 1st of May, 2025", "2025-05-01"),
        ("2. Juli 2026", "2026-07-02"),
        ("1er février 2025", "2025-02-01"),
        ("8 de julio de 2026", "2026-07-08"),
        ("12 settembre 2025", "2025-09-12"),
        ("3 października 2025", "2025-10-03"),
        ("15 mei 2025", "2025-05-15"),
        ("13/8/26", "2026-08-13"),
        ("8/13/26", "2026-08-13"),
        ("25.07.2025", "2025-07-25"),
        ("8/8/2026", "2026-08-08"),
        ("03/2024", "2024-03"),
        ("01 / 2025", "2025-01"),
        ("2024-03", "2024-03"),
        ("März 2025", "2025-03"),
        ("mrt 2025", "2025-03"),
        ("août 2025", "2025-08"),
        ("in 2023", "2023"),
    ],
)
def test_a_date_is_read_as_it_is_written(text: str, iso: str) -> None:
    """Days, months and years, in seven languages, come back in ISO form."""
    assert [date.iso for date in dates_in(text)] == [iso]


@pytest.mark.parametrize(
    "text",
    ["31/02/2025", "2025-02-30", "2024-13-45", "version v1.2.20", "10.1.2.30",
     "32 June", "no date", "0/0/2025"],
)  # fmt: skip
def test_what_is_no_date_is_none(text: str) -> None:
    """Days no calendar has, versions and network addresses are no dates."""
    assert dates_in(text) == ()


def test_words_of_other_languages_are_no_months() -> None:
    """A training set is no September: only the year is read."""
    assert [date.iso for date in dates_in("the training set 2024")] == ["2024"]


@pytest.mark.parametrize("text", ["7/8/26", "01/09/2025", "7.8.2026"])
def test_either_way_round_is_said_not_guessed(text: str) -> None:
    """Two readings give no date, and both are named."""
    (date,) = dates_in(text)

    assert date.iso is None
    assert " or " in date.why


@pytest.mark.parametrize(
    ("day_first", "iso"), [(True, "2026-08-07"), (False, "2026-07-08")]
)
def test_the_order_settles_it(day_first: bool, iso: str) -> None:
    """Who knows the order gets the date."""
    (date,) = dates_in("7/8/26", day_first=day_first)

    assert date.iso == iso


def test_the_most_precise_date_is_the_one() -> None:
    """A day comes before a month, a month before a year; the first of its kind."""
    date = parse_date("2024; May 2025; 1 June 2025; 2 June 2025")

    assert date is not None
    assert date.iso == "2025-06-01"
    assert parse_date("no date") is None


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("no later than February 2026", "2026-02"),
        ("The main cut-off is 03/2024, some parts are later.", "2024-03"),
        ("from May 2019, the latest on 2/19/2025 after 4/3/2024", "2025-02-19"),
        ("2023 and 2024", "2024"),
        ("May 2023, and 2024", "2023-05"),
        ("soon", None),
    ],
)
def test_the_latest_month_is_found(text: str, month: str | None) -> None:
    """Of several months or days the latest; a year only where no month is given."""
    assert latest_month(text) == month


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("Updated 25/07/2025.", True),
        ("Updated 2/19/2025.", False),
        ("Updated 01/09/2025; on the market on 2 September 2025.", True),
        ("Updated 09/01/2025; on the market on 2 September 2025.", False),
        ("Updated 25/07/2025, then 2/19/2025.", None),
        ("Updated 7/8/26.", None),
        ("Updated 8/8/26.", None),
        ("", None),
    ],
)
def test_a_text_shows_its_order(text: str, order: bool | None) -> None:
    """One date beyond doubt settles the order; two that disagree do not."""
    assert date_order(text) is order


@given(st.text(st.sampled_from("0123456789/.- janmyprildecofug,"), max_size=200))
def test_no_text_breaks_the_reading(text: str) -> None:
    """Whatever is written, the dates found are dates and do not overlap."""
    found = dates_in(text)

    ends = [date.start + len(date.raw) for date in found]
    assert all(end <= date.start for end, date in zip(ends, found[1:], strict=False))
