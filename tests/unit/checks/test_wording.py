from compliance.checks.wording import (
    FreeOf,
    HasLink,
    Mentions,
    RepeatedSentence,
    free_of,
    has_link,
    mentions,
    repeated_sentence,
)
from compliance.model import Gap
from tests.unit.checks.invented import evidence

SENTENCE = "We remove whatever our filters find in the material we collect."


def test_groups_not_spoken_of_are_named() -> None:
    """The gap says what is missing and what was found."""
    given = evidence({"/story": "The crawler obeys robots.txt."})
    params = Mentions(
        at=("/story",), list="protocols", groups=("robots.txt", "TDMRep"), at_least=2
    )

    asked = list(mentions(given, params))

    facts = {"missing": "TDMRep", "found": "robots.txt", "needed": "2"}
    assert asked == [Gap(at="/story", facts=facts)]


def test_fields_are_read_together() -> None:
    """What one field leaves out another may say."""
    given = evidence({"/story": "robots.txt", "/tale": "and TDMRep"})
    params = Mentions(
        at=("/story", "/tale"),
        list="protocols",
        groups=("robots.txt", "TDMRep"),
        at_least=2,
    )

    assert not list(mentions(given, params))


def test_terms_met_are_quoted_once() -> None:
    """A term that occurs twice is told once, in the order of the text."""
    given = evidence({"/story": "Novels may or may not be added."})

    asked = list(free_of(given, FreeOf(at="/story", list="hedges")))

    assert len(asked) == 1
    assert isinstance(asked[0], Gap)
    assert asked[0].facts["phrases"].count("“may”") == 1


def test_a_sentence_in_three_fields_is_repeated() -> None:
    """Three fields make a repeat; two do not; short sentences never do."""
    params = RepeatedSentence(at=("/story", "/tale", "/saga"), fields=3, words=8)
    three = dict.fromkeys(("/story", "/tale", "/saga"), f"First. {SENTENCE}")
    two = {**three, "/saga": "Nothing of the kind."}

    asked = list(repeated_sentence(evidence(three), params))

    assert [each.facts["fields"] for each in asked if isinstance(each, Gap)] == [
        "1.4, 1.5, 1.6"
    ]
    assert not list(repeated_sentence(evidence(two), params))


def test_a_web_address_is_a_link() -> None:
    """An address in the words or in an entry is a link; a name is none."""
    params = HasLink(at=("/story", "/things"))
    entry = [{"name": "Alder", "url": "https://alder.example"}]

    assert not list(
        has_link(evidence({"/story": "see https://alder.example/a"}), params)
    )
    assert not list(has_link(evidence({"/things": entry}), params))
    assert list(has_link(evidence({"/story": "see our pages"}), params)) == [
        Gap(at="/story")
    ]
