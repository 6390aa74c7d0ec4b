from pathlib import Path

import pytest

from compliance.errors import RulebookError
from compliance.lexicon import Lexicon, word_list

FILE = Path("sayings.toml")
LIST = word_list(
    {
        "id": "sayings",
        "title": "Sayings",
        "terms": [
            {"group": "perhaps", "en": ["may", "may be"], "de": ["vielleicht"]},
            {"group": "copying", "en": ["scrap*", "copy of"]},
            {"group": "versions", "any": ["v1", "7*", ".txt", "[x]"]},
        ],
    },
    FILE,
)
LEXICON = Lexicon({"sayings": LIST})


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        pytest.param("It MAY be so", ["perhaps"], id="longest phrase, any case"),
        pytest.param("In May, maybe", ["perhaps"], id="whole words only"),
        pytest.param("scraping and scraped", ["copying", "copying"], id="any ending"),
        pytest.param("a copy\n  of it", ["copying"], id="blanks are one"),
        pytest.param("v\u200bielleicht", ["perhaps"], id="nothing hidden"),
        pytest.param("escrape", [], id="not within a word"),
        pytest.param("v1, v1.1, v10", ["versions"], id="a number ends where it ends"),
        pytest.param("70 of 17", ["versions"], id="one character and any ending"),
        pytest.param("a.txt [x]y", ["versions"] * 2, id="signs stand anywhere"),
    ],
)
def test_terms_are_found_as_whole_words(text: str, groups: list[str]) -> None:
    """A term is met in any case, across breaks, not inside another word."""
    assert [found.group for found in LEXICON.found("sayings", text)] == groups


def test_the_longest_phrase_wins() -> None:
    """One place in the text is one term."""
    found = LEXICON.found("sayings", "it may be")

    assert [each.phrase for each in found] == ["may be"]
    assert LEXICON.groups("sayings") == (
        "perhaps",
        "copying",
        "versions",
    )


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param({"id": "other", "title": "x", "terms": [{}]}, id="another name"),
        pytest.param({"id": "sayings", "title": "x", "terms": []}, id="no terms"),
        pytest.param(
            {"id": "sayings", "title": "x", "terms": [{"group": "a", "en": "may"}]},
            id="a phrase that is no list",
        ),
        pytest.param(
            {"id": "sayings", "title": "x", "terms": [{"en": ["may"]}]}, id="no group"
        ),
    ],
)
def test_a_wrong_list_is_refused_by_name(raw: dict[str, object]) -> None:
    """The error names the file."""
    with pytest.raises(RulebookError, match=r"lexicon/sayings\.toml"):
        word_list(raw, FILE)
