from dataclasses import replace

from compliance.checks.completeness import (
    Answered,
    AnyAnswered,
    GivenForEachTick,
    GivenOnlyForTicks,
    LongEnough,
    NoneWithheld,
    StandardChoice,
    Unanswered,
    answered,
    any_answered,
    given_for_each_tick,
    given_only_for_ticks,
    long_enough,
    none_withheld,
    standard_choice,
    ticked,
    unanswered,
)
from compliance.model import Answer, Gap, State, Unknown
from tests.unit.checks.invented import evidence


def test_a_blank_field_is_not_answered() -> None:
    """A blank field is a gap that says it is blank."""
    asked = answered(evidence({"/story": State.BLANK}), Answered(at="/story"))

    assert list(asked) == [Gap(at="/story", facts={"state": "blank"})]


def test_a_missing_field_is_told_from_a_blank_one() -> None:
    """A row that is not in the filing is said to be missing, not blank."""
    asked = answered(evidence({}), Answered(at="/story"))

    assert list(asked) == [Gap(at="/story", facts={"state": "not in the filing"})]


def test_other_states_satisfy_where_the_rule_says_so() -> None:
    """`also` accepts a state, and only that one."""
    params = Answered(at="/story", also=("none",))

    assert not list(answered(evidence({"/story": State.NONE}), params))
    assert list(answered(evidence({"/story": State.WITHHELD}), params))


def test_a_pointer_to_a_file_is_an_open_question() -> None:
    """Only a pointer that speaks of a file may be the list that is asked for."""
    params = Answered(at="/story", elsewhere="list-elsewhere")
    filed = Answer(at="/story", state=State.REFERS_ELSEWHERE, text="See names.csv")
    site = Answer(at="/story", state=State.REFERS_ELSEWHERE, text="See our website")
    blank = Answer(at="/story", state=State.BLANK, text="names.csv")

    asked = [
        list(answered(replace(evidence({}), answers={"/story": each}), params))
        for each in (filed, site, blank)
    ]

    assert asked == [
        [Unknown(at="/story", why="1.4 speaks of a file to download")],
        [Gap(at="/story", facts={"state": "only a pointer to another place"})],
        [Gap(at="/story", facts={"state": "blank"})],
    ]


def test_an_unreadable_answer_is_no_gap() -> None:
    """What could not be read is unknown, never missing."""
    asked = answered(evidence({"/story": State.UNREADABLE}), Answered(at="/story"))

    assert [type(each) for each in asked] == [Unknown]


def test_details_after_a_no_are_named_together() -> None:
    """All fields filled although they should not be stand in one gap."""
    given = {"/story": "Something", "/tale": State.BLANK, "/saga": "More"}

    asked = unanswered(evidence(given), Unanswered(at=("/story", "/tale", "/saga")))

    assert list(asked) == [Gap(at="/story", facts={"fields": "1.4, 1.6"})]


def test_one_of_several_fields_is_enough() -> None:
    """One answered field satisfies; none does not; an unreadable one is unknown."""
    params = AnyAnswered(at=("/story", "/tale"))

    assert not list(any_answered(evidence({"/tale": "Yes, here"}), params))
    assert [type(o) for o in any_answered(evidence({}), params)] == [Gap]
    unread = evidence({"/tale": State.UNREADABLE})
    assert [type(o) for o in any_answered(unread, params)] == [Unknown]


def test_an_invented_option_is_quoted() -> None:
    """An option the form does not have is a gap with its words."""
    given = evidence({})
    other = Answer(
        at="/used", state=State.ANSWERED, value="nonstandard", text="Other, see below"
    )
    with_other = evidence({}).__class__(
        **{name: getattr(given, name) for name in given.__slots__ if name != "answers"},
        answers={"/used": other},
    )

    asked = standard_choice(with_other, StandardChoice(at="/used"))

    assert list(asked) == [Gap(at="/used", facts={"given": "Other, see below"})]
    assert not list(
        standard_choice(evidence({"/used": "yes"}), StandardChoice(at="/used"))
    )


def test_each_ticked_modality_needs_its_own_field() -> None:
    """Only ticked modalities are asked for, each by name."""
    given = evidence({"/ticks": ("image", "text"), "/own_text": "Novels"})
    params = GivenForEachTick(ticks="/ticks", fields="/own_{modality}")

    asked = list(given_for_each_tick(given, params))

    assert asked == [
        Gap(at="/own_image", facts={"modality": "image", "state": "not in the filing"})
    ]


def test_a_modality_that_is_not_ticked_has_no_field() -> None:
    """A field filled for a modality without a tick is a gap."""
    given = evidence({"/ticks": ("text",), "/own_text": "a", "/own_video": "b"})
    params = GivenOnlyForTicks(ticks="/ticks", fields="/own_{modality}")

    asked = list(given_only_for_ticks(given, params))

    assert asked == [Gap(at="/own_video", facts={"modality": "video"})]


def test_words_are_counted_at_the_edge() -> None:
    """Three words are enough where three are asked for; two are not."""
    params = LongEnough(at="/story", words=3)

    assert not list(long_enough(evidence({"/story": "one two three"}), params))
    assert list(long_enough(evidence({"/story": "one two"}), params)) == [
        Gap(at="/story", facts={"count": "2", "words": "3"})
    ]


def test_ticks_come_in_the_order_of_the_form() -> None:
    """However they were read, ticks are told as the form has them."""
    given = evidence({"/ticks": ("other", "audio", "text")})

    assert ticked(given, "/ticks") == ("text", "audio", "other")


def test_withheld_answers_are_named_together() -> None:
    """Only what is said to be withheld counts; a blank withholds nothing."""
    given = evidence(
        {"/story": State.WITHHELD, "/tale": State.BLANK, "/saga": State.WITHHELD}
    )
    params = NoneWithheld(at=("/story", "/tale", "/saga"))

    asked = list(none_withheld(given, params))

    assert [each.at for each in asked] == ["/story"]
    assert isinstance(asked[0], Gap)
    assert asked[0].facts["fields"] == "1.4, 1.6"
    assert not list(none_withheld(given, NoneWithheld(at=("/tale",))))
