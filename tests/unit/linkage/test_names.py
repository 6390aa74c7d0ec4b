import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.datafiles import root
from compliance.linkage.names import (
    creator_keys,
    featured,
    is_ignorable,
    load_confusables,
    plain_letters,
    title_key,
    words,
)

ALIKE = load_confusables(root())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Glass Orchard", "Glass Orchard, The"),
        ("GLASS ORCHARD", "glass  orchard"),
        ("Café del Mar", "Cafe\N{COMBINING ACUTE ACCENT} Del Mar"),
        ("Don\N{RIGHT SINGLE QUOTATION MARK}t", "Don't"),
        ("\N{LATIN SMALL LIGATURE FI}re", "fire"),
        ("Gl\N{ZERO WIDTH SPACE}ass\N{SOFT HYPHEN}", "Glass"),
        ("Straße", "STRASSE"),
        ("Łódź Ørsted", "Lodz Orsted"),
        ("R.E.M.", "REM"),
        ("Ｆｕｌｌ　Ｗｉｄｔｈ", "full width"),
        ("Les Misérables", "Misérables, Les"),
        ("Bird—Song: a tale", "bird song (a tale)"),
        ("שָׁלוֹם", "שלום"),
        ("A Tale", "Tale"),
    ],
)
def test_spellings_of_a_title_agree(one: str, other: str) -> None:
    """Case, accents, signs, an article and what is invisible do not part two titles."""
    assert title_key(one) == title_key(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Glass Orchard", "Glass Orchards"),
        ("Symphony 1", "Symphony 2"),
        ("が", "か"),
        ("कि", "क"),
        ("÷", "×"),
        ("The", ""),
        ("NA", ""),
        ("None", ""),
        ("Die Hard", "Hard"),
    ],
)
def test_other_titles_stay_apart(one: str, other: str) -> None:
    """What makes another word makes another key."""
    assert title_key(one) != title_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Peacock, Thomas Love, 1785-1866", "Thomas Love Peacock"),
        ("SIEGEL, JEROME.", "Jerome Siegel"),
        ("writer: Mira Anselm", "Mira Anselm"),
        ("J.R.R. Tolkien", "J. R. R. Tolkien"),
        ("J R R Tolkien", "JRR Tolkien"),
        ("García Márquez, Gabriel", "Gabriel Garcia Marquez"),
        ("Lindqvist, Per, Jr.", "Per Lindqvist Jr"),
        ("Bo Alm feat. Ida Ek", "Bo Alm"),
        ("Birch & Sons, Inc.", "Birch and Sons, Inc."),
    ],
)
def test_spellings_of_a_creator_agree(one: str, other: str) -> None:
    """A name and its turned, initialled or credited form have a key in common."""
    assert set(creator_keys(one)) & set(creator_keys(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mira Anselm", "Mira Anders"),
        ("Henry James", "James Henry"),
        ("Simon", "Simon & Garfunkel"),
    ],
)
def test_other_creators_stay_apart(one: str, other: str) -> None:
    """Other names, and a part of a band's name, have no key in common."""
    assert not set(creator_keys(one)) & set(creator_keys(other))


def test_two_names_behind_a_comma_are_both_read() -> None:
    """Whether a comma turns a name or parts two is not known, so both count."""
    keys = creator_keys("Mira Anselm, Bo Alm")

    assert {"mira anselm", "bo alm"} <= set(keys)
    assert creator_keys("Longworth, Alice Roosevelt") == ("alice roosevelt longworth",)


def test_a_featured_artist_is_only_named() -> None:
    """The key leaves it out, and it can be told."""
    assert creator_keys("Bo Alm (feat. Ida Ek)") == ("bo alm",)
    assert featured("Bo Alm (feat. Ida Ek)") == "feat. Ida Ek"
    assert featured("Left Feat") == ""


def test_look_alike_letters_read_as_latin() -> None:
    """Cyrillic and Greek letters that look Latin give the Latin word."""
    disguised = "\u0412\u0435\u03b1ch"  # Cyrillic Ve and ie, Greek alpha

    assert title_key(disguised) != title_key("Beach")
    assert title_key(plain_letters(disguised, ALIKE)) == title_key("Beach")


def test_confusables_are_letters_for_letters() -> None:
    """Each is one letter outside ASCII, read as one Latin letter of its case."""
    assert ALIKE
    for code, latin in ALIKE.items():
        assert code > 127
        assert len(latin) == 1
        assert latin.isascii()
        assert latin.isalpha()


@given(st.text())
def test_a_key_is_its_own_key(text: str) -> None:
    """Comparing a key gives the key, so the order of comparing is no matter."""
    once = words(text)

    assert words(once) == once


@given(st.text(alphabet=st.characters(max_codepoint=127)))
def test_the_fast_way_is_the_same_way(text: str) -> None:
    """ASCII text has the key it would have among other text."""
    beside = words(f"{text} \N{LATIN SMALL LETTER E WITH ACUTE}")
    letters = any(c.isalnum() for c in text)

    assert not letters or beside == f"{words(text)} e"


@given(st.text())
def test_creators_never_stop_it(text: str) -> None:
    """Every text has keys, none of them empty."""
    assert all(creator_keys(text))
    assert text.strip() == "" or isinstance(title_key(text), str)


def test_what_is_drawn_as_nothing() -> None:
    """Joiners, selectors and fillers are nothing; letters and marks are something."""
    for code in (0xAD, 0x200D, 0xFE0F, 0xE0101, 0x3164, 0x34F, 0x180E):
        assert is_ignorable(chr(code))
    for code in (0x61, 0x301, 0x20, 0x180A, 0xFE10, 0xE1000):
        assert not is_ignorable(chr(code))
