import pytest

from compliance.intake.sentences import sentences


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("One. Two! Three? Four", 4),
        ("We obey robots.txt and llms.txt files.", 1),
        ("See https://a.example/b.c?d=1. Then go on.", 2),
        ("Sites, e.g. blogs, i.e. diaries, etc. are crawled.", 1),
        ("Nach Art. 53 Abs. 1 gilt dies, z.B. hier.", 1),
        ("„Wir achten das.“ «Oui.» Done.", 3),
        ("By J. Alder and U.S. offices.", 1),
        ("Line one\nline two\n\nline three", 3),
        ("Version 1.2 of it.", 1),
        ("…", 1),
        ("", 0),
        (" \n ", 0),
    ],
)
def test_a_sentence_ends_where_it_ends(text: str, count: int) -> None:
    """Stops in names, numbers, addresses and abbreviations end no sentence."""
    assert len(sentences(text)) == count


def test_no_word_is_lost() -> None:
    """The sentences together are the text, blanks apart."""
    text = "A b, e.g. c. D?\n E! 'F.' g"

    assert "".join("".join(sentences(text)).split()) == "".join(text.split())
