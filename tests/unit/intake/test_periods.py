import pytest

from compliance.intake.periods import parse_period


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("Approximately 2018 – December 2025", "2018/2025-12"),
        ("From 03/2019 to 11/2025", "2019-03/2025-11"),
        ("03/2019-11/2025", "2019-03/2025-11"),
        ("01.2019-12.2024", "2019-01/2024-12"),
        ("2018-2025", "2018/2025"),
        ("January–March 2025", "2025-01/2025-03"),
        ("from 1 March 2020 to 30 June 2025", "2020-03/2025-06"),
        ("between January 2020 and June 2025", "2020-01/2025-06"),
        ("Seit 2019 bis Ende Juli 2025", "2019/2025-07"),
        ("de enero de 2020 a julio de 2025", "2020-01/2025-07"),
        ("od stycznia 2020 do lipca 2025", "2020-01/2025-07"),
        ("Up to July 2025", "../2025-07"),
        ("The pages were fetched up to and including July 2025.", "../2025-07"),
        ("no later than February 2026", "../2026-02"),
        ("since May 2019", "2019-05/.."),
        ("depuis mars 2021", "2021-03/.."),
        ("2019 - present", "2019/.."),
        ("March 2020 to May 2021, with a pause in 2020", "2020-03/2021-05"),
        ("In 2019 first; then 2021; then 2023", "2019/2023"),
        ("from November 2025 to March 2024", "2025-11/2024-03"),
    ],
)
def test_a_period_has_two_sides(text: str, period: str) -> None:
    """From and until, as they are written; an open side is two dots."""
    assert parse_period(text) == period


@pytest.mark.parametrize(
    "period",
    [
        "2018/2025-12",
        "../2025-07",
        "2018/..",
        "2024-03/2025-11",
        "2018/2025",
        "2025-11/2024-03",
    ],
)
def test_a_canonical_period_is_itself(period: str) -> None:
    """What a structured filing gives is taken as it stands, open sides too."""
    assert parse_period(period) == period


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The cut-off is 01/2025.", "2025-01"),
        ("in 2023", "2023"),
        ("continuously", None),
        ("../..", None),
        ("", None),
    ],
)
def test_what_is_no_period_gets_no_sides(text: str, value: str | None) -> None:
    """One date that says neither from nor until comes back alone."""
    assert parse_period(text) == value
