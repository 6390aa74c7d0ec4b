from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from compliance.checks.completeness import Answered, LongEnough
from compliance.evaluate import ask
from compliance.model import (
    Cite,
    Condition,
    Outcome,
    Rule,
    Severity,
    State,
)
from tests.unit.checks.invented import evidence

RULE = Rule(
    id="INV-1-01",
    name="story-is-told",
    title="The story is told",
    severity=Severity.MUST,
    about="/story",
    applies_from=date(2026, 1, 1),
    applies_until=date(2026, 12, 31),
    traces=(),
    when=(),
    check="answered",
    params=Answered(at="/story"),
    message="{label} ({field}) is {state}.",
    remedy="Tell it.",
    cites=(Cite(instrument="invented", pinpoint="row 4", says="asks for a story"),),
    cases=(),
)
WORDY = replace(
    RULE,
    check="long-enough",
    params=LongEnough(at="/story", words=3),
    message="{count} words.",
)


def when(**condition: object) -> Rule:
    """Return the rule with one condition."""
    return replace(RULE, when=(Condition(**condition),))  # type: ignore[arg-type]


def outcome(rule: Rule, given: Mapping[str, object], **more: object) -> Outcome:
    """Return the outcome of `rule` on the answers `given`."""
    return ask(rule, evidence(given, **more)).outcome  # type: ignore[arg-type]


def test_a_gap_reads_as_the_rule_words_it() -> None:
    """Message and remedy come from the rule, the facts from the check."""
    result = ask(RULE, evidence({"/story": State.BLANK}))

    assert result.outcome is Outcome.GAP
    assert result.findings[0].message == "The story (1.4) is blank."
    assert result.findings[0].remedy == "Tell it."
    assert (result.field_id, result.section) == ("1.4", "1")


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        pytest.param(date(2025, 12, 31), Outcome.NOT_APPLICABLE, id="the day before"),
        pytest.param(date(2026, 1, 1), Outcome.GAP, id="the first day"),
        pytest.param(date(2026, 12, 31), Outcome.GAP, id="the last day"),
        pytest.param(date(2027, 1, 1), Outcome.NOT_APPLICABLE, id="the day after"),
    ],
)
def test_a_rule_is_asked_between_its_dates(day: date, expected: Outcome) -> None:
    """Both ends belong to the time in which a rule is asked."""
    assert outcome(RULE, {}, as_of=day) is expected


@pytest.mark.parametrize(
    ("condition", "given", "expected"),
    [
        pytest.param({"equals": ("yes",)}, {"/used": "yes"}, Outcome.GAP, id="holds"),
        pytest.param(
            {"equals": ("yes",)}, {"/used": "no"}, Outcome.NOT_APPLICABLE, id="does not"
        ),
        pytest.param({"equals": ("yes",)}, {}, Outcome.UNDETERMINED, id="not given"),
        pytest.param(
            {"equals": ("yes",)},
            {"/used": State.UNREADABLE},
            Outcome.UNDETERMINED,
            id="unreadable",
        ),
        pytest.param(
            {"equals": ("yes",)},
            {"/used": "nonstandard"},
            Outcome.UNDETERMINED,
            id="an option of its own",
        ),
        pytest.param({"unless": ("no",)}, {}, Outcome.GAP, id="unless, not given"),
        pytest.param(
            {"unless": ("no",)}, {"/used": "no"}, Outcome.NOT_APPLICABLE, id="unless"
        ),
        pytest.param(
            {"state": ("blank",)}, {"/used": State.BLANK}, Outcome.GAP, id="state"
        ),
        pytest.param(
            {"state": ("blank",)},
            {"/used": "no"},
            Outcome.NOT_APPLICABLE,
            id="other state",
        ),
    ],
)
def test_conditions_on_a_field(
    condition: Mapping[str, object], given: Mapping[str, object], expected: Outcome
) -> None:
    """A condition holds, does not hold, or cannot be known."""
    assert outcome(when(at="/used", **condition), given) is expected


def test_a_condition_on_ticks_is_not_open_when_nothing_is_ticked() -> None:
    """Ticks that are not there do not leave the question open."""
    rule = when(at="/ticks", has=("audio", "video"))

    assert outcome(rule, {"/ticks": ("video",)}) is Outcome.GAP
    assert outcome(rule, {"/ticks": ("text",)}) is Outcome.NOT_APPLICABLE
    assert outcome(rule, {}) is Outcome.NOT_APPLICABLE


def test_an_input_that_is_not_given_is_named() -> None:
    """A rule that needs an input says which."""
    rule = when(context="provider.sme", equals=("yes",))

    result = ask(rule, evidence({}))

    assert result.outcome is Outcome.UNDETERMINED
    assert result.why == "the context does not give provider.sme"
    assert outcome(rule, {}, context={"provider.sme": "yes"}) is Outcome.GAP
    assert outcome(rule, {}, context={"provider.sme": "no"}) is Outcome.NOT_APPLICABLE


def test_dates_condition_at_the_edge() -> None:
    """The day itself is since, not before; a month around it is neither."""
    before = when(at="/day", before=date(2025, 8, 2))
    since = when(at="/day", since=date(2025, 8, 2))

    assert outcome(before, {"/day": "2025-08-01"}) is Outcome.GAP
    assert outcome(before, {"/day": "2025-08-02"}) is Outcome.NOT_APPLICABLE
    assert outcome(since, {"/day": "2025-08-02"}) is Outcome.GAP
    assert outcome(since, {"/day": "2025-08"}) is Outcome.UNDETERMINED


def test_one_condition_that_does_not_hold_settles_it() -> None:
    """An open condition does not matter beside one that does not hold."""
    open_, closed = when(at="/used", equals=("yes",)), when(at="/day", state=("blank",))
    rule = replace(RULE, when=(*open_.when, *closed.when))

    assert outcome(rule, {"/day": "2026-01-01"}) is Outcome.NOT_APPLICABLE


def test_a_rule_on_content_is_not_asked_without_content() -> None:
    """A blank field is no question for a rule about its words."""
    result = ask(WORDY, evidence({"/story": State.BLANK}))

    assert result.outcome is Outcome.NOT_APPLICABLE
    assert result.why == "asked only of an answer: 1.4 is blank"
    assert outcome(WORDY, {"/story": "one two"}) is Outcome.GAP
    assert outcome(WORDY, {"/story": State.UNREADABLE}) is Outcome.UNDETERMINED
