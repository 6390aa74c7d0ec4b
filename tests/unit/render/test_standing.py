from dataclasses import replace
from datetime import date

import pytest

from compliance.model import GapReport, standing_on
from compliance.render import RENDERERS, Format
from compliance.render.standing import (
    heading,
    instrument_parts,
    sanction_rows,
    standing_words,
    status_words,
)
from tests.unit.render.example import report

REPORT = report()


def asked_on(day: date) -> GapReport:
    """Return the invented report as asked for on `day`."""
    standing = standing_on(REPORT.regulation.history, day, date(2026, 11, 1))
    return replace(REPORT, as_of=day, standing=standing)


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("In force: since May.", "In force: since May."),
        ("It applies.", "In force. It applies."),
    ],
)
def test_status_is_said_once(note: str, expected: str) -> None:
    """A note that begins with the status is not told twice."""
    law = replace(REPORT.regulation, status="in force", status_note=note)

    assert status_words(law) == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2024, 4, 8), "Gap report (not there yet on that day)"),
        (date(2024, 4, 9), "Gap report (a bill, not law)"),
        (date(2025, 1, 2), "Gap report (a bill, not law)"),
        (date(2025, 1, 3), "Gap report (a lapsed bill, never law)"),
    ],
)
def test_the_first_line_says_what_is_not_law(day: date, expected: str) -> None:
    """Each format begins with what kind of law the report is under on its day."""
    asked = asked_on(day)

    assert heading(asked) == expected
    assert RENDERERS[Format.MARKDOWN](asked).decode().startswith(f"# {expected}: ")
    assert f"<title>{expected}: ".encode() in RENDERERS[Format.HTML](asked)


def test_a_law_in_force_has_a_plain_first_line() -> None:
    """Only what does not bind is marked."""
    standing = replace(REPORT.standing, status="in force")

    assert heading(replace(REPORT, standing=standing)) == "Gap report"


def test_another_status_than_the_known_one_is_told_with_it() -> None:
    """The reader learns what it was on the day, since when, and what it is."""
    words = standing_words(asked_on(date(2024, 12, 1)))

    assert words.startswith("Bill on 2024-12-01: introduced (2024-04-09).")
    assert "As known on 2026-11-01: Lapsed bill." in words
    assert standing_words(asked_on(date(2024, 1, 1))).startswith(
        "Not there yet on 2024-01-01."
    )
    assert standing_words(REPORT) == status_words(REPORT.regulation)


def test_contests_and_sums_are_told() -> None:
    """Litigation, floor, cap and cure stand beside the sources."""
    lines = "\n".join(instrument_parts(REPORT.regulation))

    assert "Lily v. State" in lines
    assert next(sanction_rows(REPORT.regulation))[4] == (
        "at least USD 5,000 per instance; at most USD 2,500,000 per person and year; "
        "30 days to cure after notice"
    )
