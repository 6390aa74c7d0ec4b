"""How printed lines go on."""

import pytest

from compliance.intake.pdf_join import (
    LinkMap,
    Vocabulary,
    begins_entry,
    ends_on_purpose,
    goes_on,
    vocabulary,
)
from compliance.intake.pdf_shapes import Link
from compliance.intake.pdf_text import Word


def line(text: str, *, left: float = 0, base: float = 10) -> list[Word]:
    """Return the words of a line, five points for each letter."""
    words = []
    for word in text.split():
        right = left + 5 * len(word)
        words.append(Word(word, left, base - 8, right, base + 2, base, 10))
        left = right + 3
    return words


@pytest.mark.parametrize(
    ("first", "second", "room", "joins"),
    [
        pytest.param(
            "see https://a.example/x-", "y/z.pdf now", 4, True, id="after a sign"
        ),
        pytest.param(
            "https://a.example/abc", "defg/h.html", 1, True, id="longer than a line"
        ),
        pytest.param(
            "and https://a.example/abc", "b-8, other", 1, False, id="next entry"
        ),
        pytest.param("https://a.example/abc", "and more words", 1, False, id="prose"),
        pytest.param("https://a.example/x-", "y/z.pdf", 200, False, id="room for it"),
        pytest.param(
            "https://a.example/", "https://b.example/", 1, False, id="next link"
        ),
        pytest.param("a general-", "purpose model", 1, True, id="compound"),
        pytest.param("pre-", "and post-training", 1, False, id="left out"),
        pytest.param("range 1 -", "9", 1, False, id="dash"),
        pytest.param("plain words", "and more", 1, False, id="words"),
    ],
)
def test_lines_that_go_on(first: str, second: str, room: float, joins: bool) -> None:
    """An address goes on after its signs, a compound after its hyphen."""
    assert goes_on(line(first), line(second), (), room) is joins


def test_a_link_says_how_its_words_go_on() -> None:
    """Whatever the room, the address behind both parts is the address."""
    urls = ("https://a.example/how-your-data",)

    assert goes_on(line("https://a.example/how-your-d"), line("ata"), urls, 99)
    assert not goes_on(line("found here"), line("ata"), urls, 99)


def test_a_hyphen_is_told_by_the_filing_s_own_words() -> None:
    """A part that is a word elsewhere makes a compound."""
    words = vocabulary(
        [[*line("the exception of high value"), *line("self-made", base=30)]]
    )

    assert words.breaks("excep-", "tion")
    assert not words.breaks("high-", "quality")
    assert not words.breaks("self-", "made")
    assert not Vocabulary(frozenset(), frozenset()).breaks("pre-", "training")
    assert not Vocabulary(frozenset(), frozenset()).breaks("AB-", "2013")


@pytest.mark.parametrize(
    ("first", "second", "right", "ends"),
    [
        pytest.param("Short line", "Word", 200, True, id="room for a capital"),
        pytest.param("A line that is nearly full", "longer", 132, False, id="no room"),
        pytest.param(
            "A line of half the width and", "so it goes", 170, False, id="runs on"
        ),
        pytest.param("books", "and", 300, True, id="a short entry in small letters"),
        pytest.param("A line that is nearly full", "• entry", 140, True, id="bullet"),
        pytest.param("A line that is nearly full", "☐ No", 140, True, id="box"),
    ],
)
def test_lines_that_end_on_purpose(
    first: str, second: str, right: float, ends: bool
) -> None:
    """Where the next word had room, or begins an entry, the break is meant."""
    assert ends_on_purpose(line(first), line(second, base=22), right) is ends


def test_far_lines_are_not_one_paragraph() -> None:
    """Two line heights apart, whatever the words."""
    assert ends_on_purpose(line("full line"), line("goes on", base=40), 50)


@pytest.mark.parametrize("text", ["1. one", "(a) one", "◦ one", "- one", "[ ] one"])
def test_entries_begin_with_a_mark(text: str) -> None:
    """Bullets, numbers, letters and boxes begin list entries."""
    assert begins_entry(line(text))


@pytest.mark.parametrize("text", ["2.1 to 2.5", "one - two", "1998 was", "1."])
def test_words_that_begin_no_entry(text: str) -> None:
    """A number inside a sentence begins none."""
    assert not begins_entry(line(text))


def test_links_under_words() -> None:
    """Only those a word stands on, each address once."""
    links = LinkMap(
        [Link("https://a.example/", 0, 0, 60, 12), Link("x:", 0, 40, 60, 52)]
    )

    assert links.addresses(line("some words")) == ("https://a.example/",)
    assert links.addresses(line("below", base=30)) == ()
