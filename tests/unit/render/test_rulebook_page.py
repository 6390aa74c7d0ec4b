from dataclasses import replace
from datetime import date

import pytest

from compliance.model import Clock, Condition
from compliance.render.rulebook_page import condition_words, to_rules_page
from tests.unit.render.example import report

LAW = report().regulation
PAGE = to_rules_page(LAW).decode()


def test_status_comes_first() -> None:
    """A lawyer reads whether it binds before what it asks."""
    status = "It lapsed with its parliament on 2025-01-03 and binds nobody."

    assert PAGE.split("\n")[:3] == [
        "# Orchid Transparency Act (invented)",
        "",
        f"> **Status:** Lapsed bill. {status}",
    ]


def test_every_rule_is_whole() -> None:
    """Norm, severity, condition, finding, remedy, law and cases of each rule."""
    body = PAGE.split("### ORCH-2.1.c-10 ", 1)[1].split("\n\n## ", 1)[0]
    when = "the context says that provider.sme is no and field 2.3.a is yes"
    low = "[orchid-notice, point 20 (certainty: low)](#source-orchid-notice)"

    assert PAGE.count("\n### ORCH-") == len(LAW.rules)
    assert body.split("\n") == [
        "Field 2.1.c, Comments, is answered in the form it asks for",
        "",
        "- **Severity:** must",
        f"- **Asked:** from 2025-08-02, when {when}",
        "- **Counts for:** field 2.1.c, Comments",
        "- **Finding:** The field names {actual}.",
        "- **Remedy:** List the domains, one a line.",
        "- **Law:** [orchid-act, Sec. 2(a)(1)](#source-orchid-act): asks for it",
        f"- **Law:** {low}: says how",
        "- **Check:** `answered`",
        "- **Cases:**",
        "  - met: a list is met",
    ]


@pytest.mark.parametrize(
    ("clock", "row"),
    [
        (
            {"start": "model.available_on", "days": -30},
            "30 days before model.available_on | always",
        ),
        (
            {"start": "received_on", "days": 1, "each": "requests"},
            "1 day after received_on | for each of requests",
        ),
        ({"start": "due_on"}, "on due_on | always"),
        ({"start": "trained_on", "months": 6}, "6 months after trained_on | always"),
        (
            {
                "on": date(2027, 8, 2),
                "when": (Condition(context="provider.sme", equals=("no",)),),
            },
            "2027-08-02 | when the context says that provider.sme is no",
        ),
    ],
)
def test_a_clock_says_when_it_is_over(clock: dict[str, object], row: str) -> None:
    """What starts it, how long it runs, under which condition, and where it stands."""
    none: dict[str, object] = {
        "id": "answer", "title": "It is answered", "duty": True, "on": None, "start": "",
        "each": "", "days": 0, "months": 0, "done": "", "done_since_start": False,
        "when": (), "cites": LAW.rules[0].cites[:1],
    }  # fmt: skip
    page = to_rules_page(LAW, clocks=[Clock(**{**none, **clock})]).decode()  # type: ignore[arg-type]

    assert f"| It is answered | {row} | [orchid-act, " in page


def test_rules_stand_under_their_sections() -> None:
    """Sections come in the form's order, rules about no field last."""
    headings = [line[3:] for line in PAGE.split("\n") if line.startswith("## ")]

    assert headings[2] == "1.1 Provider identification"
    assert headings[-1] == "Sources"


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (Condition(at="/s2_3/a", equals=("yes",)), "field 2.3.a is yes"),
        (Condition(at="/s2_3/a", unless=("no",)), "field 2.3.a is not no"),
        (
            Condition(at="/s1_3/a", has=("text", "image", "audio")),
            "field 1.3.a ticks text, image or audio",
        ),
        (
            Condition(at="/s1_1/b", state=("blank", "missing_field")),
            "field 1.1.b is blank or not in the filing",
        ),
        (
            Condition(at="/s1_1/b", mentions="pointers"),
            "field 1.1.b speaks of a term of the word list pointers",
        ),
        (
            Condition(context="placed", before=date(2025, 8, 2)),
            "the context says that placed is before 2025-08-02",
        ),
        (
            Condition(at="/nowhere", since=date(2025, 8, 2)),
            "/nowhere is 2025-08-02 or later",
        ),
    ],
)
def test_conditions_in_words(condition: Condition, expected: str) -> None:
    """Each condition is told in words, by the field's number."""
    assert condition_words(condition, LAW.form) == expected


def test_last_day_and_no_condition_are_told() -> None:
    """A rule without conditions is always asked, up to its last day."""
    rule = replace(LAW.rules[0], when=(), applies_until=date(2027, 1, 1))

    page = to_rules_page(replace(LAW, rules=(rule,))).decode()

    assert "- **Asked:** from 2025-08-02 until 2027-01-01, always" in page


def test_severities_are_counted() -> None:
    """The first table counts the rules by how binding they are."""
    must = sum(rule.severity == "must" for rule in LAW.rules)

    assert f"| must | {must} |" in PAGE
