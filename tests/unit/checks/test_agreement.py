from dataclasses import replace

import pytest

from compliance.checks.agreement import (
    Agrees,
    FigureAgrees,
    SignatoryAgrees,
    TicksWithin,
    ValueIs,
    agrees,
    figure_agrees,
    signatory_agrees,
    ticks_within,
    value_is,
)
from compliance.figures import figures
from compliance.model import Gap, State, Unknown
from compliance.reference import Party
from tests.unit.checks.invented import evidence


def test_a_tick_that_stands_nowhere_else_is_named() -> None:
    """Only the modality without a counterpart is a gap."""
    given = evidence({"/ticks": ("text", "video"), "/more_ticks": ("text",)})
    params = TicksWithin(at=("/ticks",), within=("/more_ticks",))

    asked = list(ticks_within(given, params))

    facts = {"modality": "video", "fields": "1.2", "within": "1.3"}
    assert asked == [Gap(at="/ticks", facts=facts)]


def test_ticks_that_could_not_be_read_hold_anything() -> None:
    """A tick is never missed in a field that could not be read."""
    given = evidence({"/ticks": ("text",), "/more_ticks": State.UNREADABLE})

    asked = list(
        ticks_within(given, TicksWithin(at=("/ticks",), within=("/more_ticks",)))
    )

    assert [type(each) for each in asked] == [Unknown]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        pytest.param("15 trillion tokens", [], id="above the lower end"),
        pytest.param("9 trillion tokens", [Gap], id="below it"),
        pytest.param("12T tokens", [], id="short scale letter"),
        pytest.param("300 million images", [], id="another unit"),
        pytest.param(
            "about 4 billion tokens of code, 11 trillion tokens in all", [], id="parts"
        ),
        pytest.param("60 000 Mrd. Token", [], id="a long-scale word"),
    ],
)
def test_a_stated_size_lies_in_the_ticked_range(text: str, kinds: list[type]) -> None:
    """The largest figure in the range's own unit is compared, no other."""
    given = evidence({"/size": "gt_1e13_tokens", "/story": text})
    params = FigureAgrees(range="/size", texts=("/story",))

    assert [type(each) for each in figure_agrees(given, params)] == kinds


def test_both_ends_belong_to_the_middle_range() -> None:
    """A billion tokens exactly is in the range from 1 billion to 10 trillion."""
    given = evidence({"/size": "1e9_to_1e13_tokens", "/story": "1 billion tokens"})

    assert not list(
        figure_agrees(given, FigureAgrees(range="/size", texts=("/story",)))
    )


def test_figures_keep_their_words() -> None:
    """A figure is told as it is written, in plain form."""
    assert figures("1.5 Million hours of speech", "hours") == (
        (1.5e6, "1.5 million hours"),
    )


def test_two_values_that_differ_are_both_told() -> None:
    """The gap quotes the field and the context."""
    given = evidence({"/used": "no"}, context={"provider.signed": "yes"})

    asked = list(agrees(given, Agrees(left="/used", right="context:provider.signed")))

    assert asked == [Gap(at="/used", facts={"left": "no", "right": "yes"})]


def test_a_value_that_is_not_given_cannot_disagree() -> None:
    """Without the context there is nothing to compare with."""
    asked = agrees(
        evidence({"/used": "no"}), Agrees(left="/used", right="context:provider.signed")
    )

    assert [type(each) for each in asked] == [Unknown]


@pytest.mark.parametrize(
    ("claim", "name", "kinds"),
    [
        pytest.param("no", "Lindenbach GmbH, Ulm", [Gap], id="listed, says no"),
        pytest.param("yes", "Lindenbach GmbH, Ulm", [], id="listed, says yes"),
        pytest.param("yes", "Lindenbacher Hof", [Unknown], id="part of a word"),
        pytest.param("no", "Ostermoor AG", [], id="not listed, says no"),
        pytest.param("yes", "Halbmond SA", [Gap], id="signed another chapter"),
    ],
)
def test_a_claim_is_held_against_the_list(
    claim: str, name: str, kinds: list[type]
) -> None:
    """The list settles what it names; it is not complete, so silence is unknown."""
    given = evidence({"/used": claim, "/story": name})
    parties = (
        Party(name="Lindenbach", also=(), chapters=("copyright",), sure="high"),
        Party(name="Halbmond", also=(), chapters=("safety",), sure="high"),
    )
    given = replace(given, reference=replace(given.reference, signatories=parties))
    params = SignatoryAgrees(claim="/used", party="/story", chapter="copyright")

    assert [type(each) for each in signatory_agrees(given, params)] == kinds


@pytest.mark.parametrize(
    ("value", "kinds"),
    [("no", []), ("yes", [Gap]), ("nonstandard", [Unknown]), (State.BLANK, [Unknown])],
)
def test_a_value_is_one_of_those_named(value: str | State, kinds: list[type]) -> None:
    """Another value is a gap; words of its own tell neither."""
    asked = list(
        value_is(evidence({"/used": value}), ValueIs(at="/used", one_of=("no",)))
    )

    assert [type(each) for each in asked] == kinds
