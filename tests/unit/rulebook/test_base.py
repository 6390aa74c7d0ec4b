from collections.abc import Callable
from pathlib import Path

import pytest

from compliance.errors import RulebookError
from compliance.rulebook.base import taken_over

RULE = """
id           = "OLD-1-01"
name         = "reading-is-named"
title        = "What was read is named"
severity     = "must"
applies_from = 2026-01-01

[[when]]
at     = "/public"
unless = ["no"]

[[cites]]
instrument = "base"
pinpoint   = "Sec. 1"
says       = "asks what was read"
"""
HEAD = """
[rules]
prefix       = "OLD-"
becomes      = "NEW-"
applies_from = 2027-01-01
sure         = "medium"
"""
PINPOINT = """
[[pinpoints]]
base     = "Sec. 1"
pinpoint = "Art. 5"
"""
WHEN_PUBLIC = "base = { at = '/public', unless = ['no'] }\n"
Make = Callable[[str], tuple[Path, Path]]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Return what writes an act with these overrides, beside its base of one rule."""

    def folders(overrides: str) -> tuple[Path, Path]:
        rules = tmp_path / "base" / "rules"
        rules.mkdir(parents=True)
        (rules / "OLD-1-01.toml").write_text(RULE, encoding="utf-8")
        act = tmp_path / "act"
        act.mkdir()
        (act / "overrides.toml").write_text(HEAD + overrides, encoding="utf-8")
        return act, tmp_path / "base"

    return folders


def test_a_rule_is_taken_over_under_the_acts_own_pinpoint(make: Make) -> None:
    """Id, date and pinpoint are the act's, and no cite is surer than it says."""
    over = taken_over(*make(PINPOINT))

    (rule, base_rule), *others = over.rules
    assert not others
    assert (rule.raw["id"], base_rule) == ("NEW-1-01", "OLD-1-01")
    assert rule.day("applies_from").isoformat() == "2027-01-01"
    cite = rule.raw["cites"][0]
    assert (cite["instrument"], cite["pinpoint"]) == ("act", "Art. 5")
    assert (cite["says"], cite["sure"]) == ("asks what was read", "medium")
    assert not over.departures


def test_a_pinpoint_may_say_it_in_other_words(make: Make) -> None:
    """Words and certainty of a pinpoint stand before the base's."""
    own = 'says = "asks what was learnt"\nsure = "low"\n'

    cite = taken_over(*make(PINPOINT + own)).rules[0][0].raw["cites"][0]

    assert (cite["says"], cite["sure"]) == ("asks what was learnt", "low")


def test_a_pinpoint_left_out_is_named(make: Make) -> None:
    """No rule cites the base's section as the act's."""
    with pytest.raises(RulebookError, match=r"Sec\. 1"):
        taken_over(*make(PINPOINT.replace('"Sec. 1"', '"Sec. 2"')))


def test_a_dropped_rule_is_gone_with_its_reason(make: Make) -> None:
    """What the act does not have is told, not silently missing."""
    drop = '\n[[drops]]\nrule = "OLD-1-01"\nwhy  = "not asked here"\n'

    over = taken_over(*make(PINPOINT + drop))

    assert not over.rules
    assert [(d.base_rule, d.rule, d.why) for d in over.departures] == [
        ("OLD-1-01", "", "not asked here")
    ]


def test_a_changed_rule_keeps_what_is_not_set(make: Make) -> None:
    """Keys that are set are replaced whole, the others stay."""
    change = (
        '\n[[changes]]\nrule = "OLD-1-01"\nwhy = "softer"\n'
        '[changes.set]\nseverity = "should"\napplies_from = 2028-01-01\n'
    )

    over = taken_over(*make(PINPOINT + change))

    rule = over.rules[0][0]
    assert rule.text("severity") == "should"
    assert rule.day("applies_from").isoformat() == "2028-01-01"
    assert rule.text("title") == "What was read is named"
    assert [(d.rule, d.why) for d in over.departures] == [("NEW-1-01", "softer")]


@pytest.mark.parametrize("key", ["drops", "changes"])
def test_a_rule_that_the_base_does_not_have_is_refused(make: Make, key: str) -> None:
    """An override of nothing is a slip, and is named."""
    wrong = f'\n[[{key}]]\nrule = "OLD-9-01"\nwhy = "x"\n[{key}.set]\nname = "x"\n'
    wrong = wrong if key == "changes" else wrong.partition("[drops.set]")[0]

    with pytest.raises(RulebookError, match="rule"):
        taken_over(*make(PINPOINT + wrong))


def test_a_key_that_no_rule_has_cannot_be_set(make: Make) -> None:
    """An id least of all: it follows from the base's."""
    change = (
        '\n[[changes]]\nrule = "OLD-1-01"\nwhy = "x"\n[changes.set]\nid = "NEW-2-01"\n'
    )

    with pytest.raises(RulebookError, match="id"):
        taken_over(*make(PINPOINT + change))


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (
            f"{WHEN_PUBLIC}here = {{ at = '/public', equals = ['yes'] }}\n",
            [{"at": "/public", "equals": ["yes"]}],
        ),
        (WHEN_PUBLIC, []),
        (
            'base = { at = "/other", unless = ["no"] }\n',
            [{"at": "/public", "unless": ["no"]}],
        ),
        (
            'here = { context = "developer.small", unless = ["yes"] }\n',
            [
                {"at": "/public", "unless": ["no"]},
                {"context": "developer.small", "unless": ["yes"]},
            ],
        ),
    ],
    ids=["replaced", "left out", "not met", "added"],
)
def test_conditions_are_those_of_the_act(
    make: Make, condition: str, expected: list[object]
) -> None:
    """A condition of every rule is replaced, left out or added, and told."""
    told = f'\n[[conditions]]\n{condition}why = "as the act has it"\n'

    over = taken_over(*make(PINPOINT + told))

    assert over.rules[0][0].raw["when"] == expected
    assert [(d.base_rule, d.why) for d in over.departures] == [
        ("", "as the act has it")
    ]
