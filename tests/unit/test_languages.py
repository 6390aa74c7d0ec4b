import pytest

from compliance.datafiles import root
from compliance.languages import languages_in, load_languages, names_all_of_union

KNOWN = load_languages(root())
UNION = tuple(sorted(code for code, language in KNOWN.items() if language.eu))


def test_the_union_has_twenty_four() -> None:
    """The official languages of the Union are 24."""
    assert len(UNION) == 24


def test_every_name_is_its_own_languages() -> None:
    """Each name, in the tongue it is in, names its language and no other."""
    met = {
        (language.code, tongue, name): languages_in(f"({name.strip('=*')}),", KNOWN)
        for language in KNOWN.values()
        for tongue, name in language.names
        if not name.startswith("?")
    }

    assert len(met) > 1_000
    assert not {name: codes for name, codes in met.items() if codes != (name[0],)}


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("German and Igbo", ("de", "ig")),
        ("GERMAN, english-only", ("de", "en")),
        ("Deutsch, Englisch und polnische Texte aus Deutschland", ("de", "en", "pl")),
        ("w języku polskim i niemieckim, w Polsce", ("de", "pl")),
        ("le français, l'anglais et l'italienne", ("en", "fr", "it")),
        ("In Italien und Polen", ()),
        ("inglese, tedesco", ("de", "en")),
        ("Nederlands, Lets en Pools", ("lv", "nl", "pl")),
        ("It lets pools and fins shine", ()),
        ("We polish and finish. To the Latin market", ()),
        ("Swiss German", ("gsw",)),
        ("Norwegian Bokmål", ("no",)),
        ("中文 and 日本語", ("ja", "zh")),
        ("Ελληνικά, български", ("bg", "el")),
        ("Python, C and other programming languages", ()),
        ("A wide range of languages", ()),
        ("", ()),
    ],
)
def test_languages_in_prose(text: str, codes: tuple[str, ...]) -> None:
    """Languages are met by name, in the language of the filing, and by nothing else."""
    assert languages_in(text, KNOWN) == codes


@pytest.mark.parametrize(
    "text",
    [
        "all official EU languages",
        "all 24 official languages of the EU",
        "the 24 EU languages",
        "in all official languages of the European Union",
        "alle 24 Amtssprachen der EU",
        "in allen EU-Amtssprachen",
        "toutes les langues officielles de l'Union européenne",
        "les 24 langues officielles",
        "we wszystkich językach urzędowych UE",
        "tutte le lingue ufficiali dell'UE",
        "todas las lenguas oficiales de la UE",
        "alle officiële talen van de EU",
    ],
)
def test_all_of_the_union_names_each(text: str) -> None:
    """All official languages of the Union are 24 names in one."""
    assert names_all_of_union(text)
    assert languages_in(text, KNOWN) == UNION


@pytest.mark.parametrize(
    "text",
    [
        "EU official languages and others",
        "20 of the 24 official EU languages",
        "not all EU languages",
        "almost all official EU languages",
        "24 languages",
        "all languages",
        "fast alle EU-Amtssprachen",
    ],
)
def test_some_of_the_union_names_none(text: str) -> None:
    """A part of the official languages is not told which."""
    assert not names_all_of_union(text)
    assert languages_in(text, KNOWN) == ()
