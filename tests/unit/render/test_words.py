from dataclasses import replace

import pytest

from compliance.checks.completeness import state_words
from compliance.model import Cite, Finding, Outcome, Severity, State, item_words
from compliance.render import RENDERERS, Format
from compliance.render.order import by_section, numbered, results_with, section_order
from compliance.render.words import (
    NO_SECTION,
    OUTCOME_WORDS,
    SEVERITY_WORDS,
    STATE_WORDS,
    cite_words,
    percent,
    plural,
    section_heading,
    settled_by,
    value_words,
)
from tests.unit.render.example import report

REPORT = report()
RESULT = REPORT.results[1]


def test_every_value_has_a_word() -> None:
    """No outcome, severity or state reaches a reader without its word."""
    assert set(OUTCOME_WORDS) == set(Outcome)
    assert set(SEVERITY_WORDS) == set(Severity)
    assert set(STATE_WORDS) == set(State)
    assert set(RENDERERS) == set(Format)
    assert all(state_words(state) for state in State)


@pytest.mark.parametrize(
    ("share", "expected"),
    [
        (0.0, "0 %"),
        (0.0099, "under 1 %"),
        (0.01, "1 %"),
        (0.29, "29 %"),
        (0.57, "57 %"),
        (0.9999, "99 %"),
        (1.0, "100 %"),
        (None, "not scored"),
    ],
)
def test_percent_never_flatters(share: float | None, expected: str) -> None:
    """Shares are rounded down, and only nothing is nothing."""
    assert percent(share) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, ""),
        ("yes", "yes"),
        (("text",), "text"),
        ("lt_1e9_tokens", "less than 1,000,000,000 tokens"),
        ("gt_1e6_hours", "more than 1,000,000 hours"),
        ("1e6_to_1e9_images", "1,000,000 to 1,000,000,000 images"),
        ("2024-01/2024-12", "2024-01 to 2024-12"),
        ("../2024-12", "open to 2024-12"),
        ("2024-01-31", "2024-01-31"),
        ("nonstandard", "nonstandard"),
    ],
)
def test_values_in_words(value: str | tuple[str, ...] | None, expected: str) -> None:
    """Codes are told as a reader of the form knows them."""
    assert value_words(value) == expected


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ({"name": "A", "version": "2"}, "A (version: 2)"),
        ({"title": "A"}, "A"),
        ({"url": "", "host": "a.example"}, "a.example"),
        ({}, ""),
    ],
)
def test_items_in_words(item: dict[str, str], expected: str) -> None:
    """An entry is told by its name, what else is known in brackets."""
    assert item_words(item) == expected


def test_plural() -> None:
    """One thing, no things, a thousand things."""
    assert plural(1, "entry", "entries") == "1 entry"
    assert plural(0, "rule") == "0 rules"
    assert plural(1000, "entry", "entries") == "1,000 entries"


def test_certainty_is_told_unless_high() -> None:
    """A doubtful pinpoint says so wherever it stands."""
    cite = Cite(instrument="x", pinpoint="Art. 1", says="", sure="medium")

    assert cite_words(cite) == "x, Art. 1 (certainty: medium)"
    assert cite_words(replace(cite, sure="high")) == "x, Art. 1"


@pytest.mark.parametrize(
    ("section", "expected"),
    [("1.2", "1.2 Model identification"), ("", NO_SECTION), ("form", NO_SECTION)],
)
def test_section_headings(section: str, expected: str) -> None:
    """Numbers stay with their headings; the rest is the summary as a whole."""
    assert section_heading(REPORT.regulation, section) == expected


def test_section_without_number() -> None:
    """An id that is only a word does not stand before its own heading."""
    form = replace(REPORT.regulation.form, sections={"works": "Works used"})

    law = replace(REPORT.regulation, form=form)

    assert section_heading(law, "works") == "Works used"


@pytest.mark.parametrize(
    ("needs", "remedy", "field", "expected"),
    [
        (("a.b", "c"), "Do it.", "1.a", "the context file: a.b, c"),
        (("--catalog",), "Do it.", "1.a", "the option --catalog"),
        ((), "Do it.", "1.a", "Do it."),
        ((), "", "1.a", "a plain answer in the filing: field 1.a"),
        ((), "", "", "a person who reads the filing"),
    ],
)
def test_what_would_settle_it(
    needs: tuple[str, ...], remedy: str, field: str, expected: str
) -> None:
    """An input comes before a remedy, a remedy before a field, a person last."""
    finding = Finding(at="", field_id=field, message="", remedy=remedy)
    result = replace(RESULT, needs=needs, findings=(finding,), field_id=field)

    assert settled_by(result) == expected


def test_findings_are_numbered_within_their_rule() -> None:
    """Numbers do not move when another rule finds more."""
    twice = replace(RESULT, findings=RESULT.findings[:2])

    assert [each.id for each in numbered(twice)] == [
        f"{RESULT.rule.id}.1",
        f"{RESULT.rule.id}.2",
    ]


def test_an_undetermined_rule_has_a_finding() -> None:
    """A rule that was never reached is told like one that was."""
    bare = replace(RESULT, outcome=Outcome.UNDETERMINED, findings=(), why="no date")

    assert [n.finding.message for n in numbered(bare)] == [
        "Could not be checked: no date."
    ]
    assert numbered(replace(bare, outcome=Outcome.MET)) == ()


def test_groups_keep_the_form_s_order() -> None:
    """Sections come as the form has them, the summary as a whole last."""
    groups = by_section(REPORT, REPORT.results, lambda result: result.section)

    sections = [section for section, _ in groups]
    assert sections == [*section_order(REPORT), ""]
    assert sum(len(found) for _, found in groups) == len(REPORT.results)


def test_severities_come_most_binding_first() -> None:
    """Rules that bind come before those that advise; none is lost."""
    ranked = results_with(REPORT, Outcome.GAP)

    assert [severity for severity, _ in ranked] == list(SEVERITY_WORDS)
    assert sum(len(results) for _, results in ranked) == 4


def test_extensions() -> None:
    """A format's value is the ending of its files."""
    assert [each.extension for each in Format] == [".md", ".html", ".json", ".xlsx"]
