import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.reservations import window_of


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        ("2024-01/2024-02", "2024-01-01", "2024-02-29"),
        ("2023-02", "2023-02-01", "2023-02-28"),
        ("2023/2024", "2023-01-01", "2024-12-31"),
        ("2023-05-06/2023-05-07", "2023-05-06", "2023-05-07"),
        ("2023-05-06/2023-05-06", "2023-05-06", "2023-05-06"),
        ("../2024-06", "", "2024-06-30"),
        ("2024-06/..", "2024-06-01", ""),
    ],
)
def test_months_and_years_are_whole(period: str, first: str, last: str) -> None:
    """A month lasts to its last day, leap years included; an open side stays open."""
    window = window_of(period)

    assert window is not None
    assert (window.first, window.last) == (first, last)


@pytest.mark.parametrize(
    "period", ["", "../..", "soon", "2024-13", "2024-06/2024-01", "24/25", "0000-01"]
)
def test_what_tells_no_time(period: str) -> None:
    """Words, months that are none and turned periods give no window."""
    assert window_of(period) is None


@given(st.text(alphabet="0123456789-/. "))
def test_no_text_stops_it(period: str) -> None:
    """Whatever stands there, a window's days are in order or absent."""
    window = window_of(period)

    assert (
        window is None
        or not (window.first and window.last)
        or window.first <= window.last
    )
