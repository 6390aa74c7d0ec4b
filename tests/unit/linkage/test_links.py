from collections.abc import Mapping

import pytest

from compliance.datafiles import root
from compliance.linkage.entry import Entry
from compliance.linkage.keys import entry_keys
from compliance.linkage.links import Found, link_identifiers, links_of, related_words
from compliance.linkage.names import load_confusables
from compliance.linkage.works import index_works, url_key, work_of
from compliance.model import Method

ALIKE = load_confusables(root())


def linked(work: Mapping[str, str], **entry: str) -> tuple[Found, ...]:
    """Return the links of one entry to one disclosed work."""
    row = Entry(**{"record_id": "E", "work_type": "book", **entry})
    index = index_works([work_of(0, work)], ALIKE)
    return links_of(row, entry_keys(row), index, ALIKE)


def methods(work: Mapping[str, str], **entry: str) -> list[Method]:
    """Return how one entry links to one disclosed work."""
    return [each.method for each in linked(work, **entry)]


@pytest.mark.parametrize(
    ("work", "entry"),
    [
        ({"isbn": "306406152"}, {"identifiers": "isbn:978-0-306-40615-7"}),
        ({"isbn": "0306406152|1"}, {"identifiers": "isbn:1|isbn:9780306406157"}),
        ({"gtin": "9780306406157"}, {"identifiers": "isbn:0306406152"}),
        ({"doi": "https://doi.org/10.1000/X"}, {"identifiers": "doi:10.1000/x"}),
        ({"isrc": "GB-AYE-67-00124"}, {"identifiers": "isrc:gbaye6700124"}),
        ({"id": "0-306-40615-2"}, {"identifiers": "9780306406157"}),
        ({"name": "isbn:0306406152"}, {"identifiers": "isbn:9780306406157"}),
        ({"issn": "0378-5955"}, {"identifiers": "issn:03785955", "work_type": "periodical"}),
        ({"url": "https://elm.example/a/"}, {"urls": "http://www.elm.example/a"}),
        ({"iswc": "T-034.524.680-1"}, {"identifiers": "iswc:T0345246801", "work_type": "lyrics"}),
    ],
)  # fmt: skip
def test_an_identifier_links(work: dict[str, str], entry: dict[str, str]) -> None:
    """Two spellings of one identifier link, whatever the titles say."""
    assert methods(work, **entry) == [Method.IDENTIFIER]


@pytest.mark.parametrize(
    ("work", "entry"),
    [
        ({"isbn": "0306406153"}, {"identifiers": "isbn:0306406153"}),
        ({"isbn": "9.78030640616e+12"}, {"identifiers": "isbn:9.78030640616e+12"}),
        ({"isbn": "0306406152"}, {"identifiers": "isbn:080442957X"}),
        ({"isni": "0000000218250097"}, {"identifiers": "isni:0000000218250097"}),
        ({"title": "One"}, {"title": "One", "creators": "Bo Alm"}),
        ({"title": "One", "creators": "Bo Alm"}, {"title": "One"}),
        ({"title": "One", "creators": "Bo Alm"}, {"title": "One", "creators": "Ida Ek"}),
        ({"title": "One", "creators": "Bo Alm"}, {"title": "Two", "creators": "Bo Alm"}),
        ({"url": "https://elm.example/"}, {"urls": "https://elm.example/"}),
        ({"url": "https://elm.example/a"}, {"urls": "https://elm.example/b"}),
        ({"registration": "A41904@1922-01-01"}, {"registrations": "us:A41904@1950-01-01"}),
        ({"registration": "A41904@1922"}, {"registrations": "us:A41904@1923-01-01"}),
        ({}, {"title": ""}),
        ({"title": "", "creators": ""}, {"title": "", "creators": "Bo Alm"}),
    ],
)  # fmt: skip
def test_what_does_not_link(work: dict[str, str], entry: dict[str, str]) -> None:
    """Faulty identifiers, parties, titles alone and other dates link nothing."""
    assert not linked(work, **entry)


@pytest.mark.parametrize(
    ("disclosed", "owned", "reason"),
    [
        ("A-41904@1922-01-01", "us:A41904@1922-01-01", "registration A41904 of 1922-01-01 agrees"),
        ("A41904@1922", "us:A41904@1922-01-01", "its date as far as 1922"),
        ("A41904", "us:A41904@1922-01-01", "the filing does not give its date"),
        ("A41904@1922-01-01", "us:A41904", "the catalog does not give its date"),
        ("A41904", "us:A41904", "neither side gives its date"),
        ("sr 320\u2013918@2003-05-01", "us:SR0000320918@2003-05-01", "registration SR"),
    ],
)  # fmt: skip
def test_a_registration_links_by_number_and_date(
    disclosed: str, owned: str, reason: str
) -> None:
    """A date that is missing or short is said, because numbers began again."""
    found = linked({"registration": disclosed}, registrations=owned)

    assert [each.method for each in found] == [Method.REGISTRATION]
    assert reason in found[0].reasons[0]


def test_title_and_creator_link_together() -> None:
    """Both agree by their keys, the creator turned round and with a role."""
    work = {"title": "Glass Orchard, The", "creators": "Mira Anselm"}

    found = linked(work, title="The glass orchard", creators="author:Anselm, Mira")

    assert [each.method for each in found] == [Method.TITLE_CREATOR]
    assert found[0].reasons == ("the title and the creator mira anselm agree",)


def test_an_alternative_title_links_and_says_so() -> None:
    """Any title of the entry may be the one disclosed."""
    work = {"title": "Two", "creators": "Bo Alm"}

    found = linked(work, title="One", alt_titles="Zero|Two", creators="Bo Alm")

    assert found[0].reasons == ("an alternative title and the creator bo alm agree",)


@pytest.mark.parametrize("side", ["filing", "catalog"])
def test_a_title_in_disguise_links_and_says_so(side: str) -> None:
    """Cyrillic letters that look Latin are read as these, and it is a reason."""
    plain = {"title": "Bone Peace", "creators": "Bo Alm"}
    disguised = {"title": "\u0412one P\u0435\u0430c\u0435", "creators": "Bo Alm"}
    work, entry = (disguised, plain) if side == "filing" else (plain, disguised)

    found = linked(work, **entry)

    assert [each.method for each in found] == [Method.TITLE_CREATOR]
    assert "letters of another alphabet" in found[0].reasons[1]


def test_a_title_of_another_alphabet_links_without_that_reason() -> None:
    """Where both are written alike, nothing is read as anything."""
    work = {"title": "\u041c\u0430\u043c\u0430", "creators": "\u0418\u0434\u0430"}

    found = linked(work, **work)

    assert len(found[0].reasons) == 1


def test_a_featured_artist_is_said_to_be_left_out() -> None:
    """The link holds without the guest, and says so."""
    work = {"title": "One", "creators": "Bo Alm"}

    found = linked(work, title="One", creators="artist:Bo Alm feat. Ida Ek")

    assert found[0].reasons[1] == "not compared: feat. Ida Ek"


def test_several_links_stand_strongest_first() -> None:
    """Each method that agrees is a link of its own."""
    work = {
        "title": "One", "creators": "Bo Alm", "isbn": "0306406152",
        "registration": "A41904@1922-01-01",
    }  # fmt: skip

    found = methods(
        work, title="One", creators="Bo Alm", identifiers="isbn:9780306406157",
        registrations="us:A41904@1922-01-01",
    )  # fmt: skip

    assert found == [Method.REGISTRATION, Method.IDENTIFIER, Method.TITLE_CREATOR]


@pytest.mark.parametrize(
    ("title", "creators", "reasons"),
    [
        ("One", "Alm, Bo", ("the titles agree", "a creator agrees")),
        ("One More", "", ("one title holds the other",)),
        ("One One", "", ("one title holds the other",)),
        ("Two", "", ("the titles differ: “One” and “Two”",)),
        ("", "Ida Ek", ("the creators differ: “Bo Alm” and “Ida Ek”",)),
        ("", "", ()),
    ],
)  # fmt: skip
def test_names_that_contradict_an_identifier_are_said(
    title: str, creators: str, reasons: tuple[str, ...]
) -> None:
    """The identifier links all the same; a reader sees what speaks against it."""
    work = {"title": "One", "creators": "Bo Alm", "isbn": "0306406152"}

    found = linked(work, title=title, creators=creators, identifiers="isbn:0306406152")

    assert found[0].reasons == ("ISBN 9780306406157 agrees", *reasons)


def test_a_repair_is_a_reason() -> None:
    """A link that rests on a repaired identifier says what was repaired, and where."""
    found = linked({"isbn": "306406152"}, identifiers="isbn:0306406152.0")

    assert found[0].reasons[1:] == (
        "catalog, 0306406152.0: the “.0” of a spreadsheet dropped",
        "filing, 306406152: leading zeros restored; the check digit confirms them",
    )


@pytest.mark.parametrize(
    ("scheme", "value", "work_type", "words"),
    [
        (
            "iswc",
            "T0345246801",
            "sound_recording",
            "the composition, not this recording",
        ),
        ("issn", "03785955", "article", "the periodical, not this work in it"),
    ],
)
def test_an_identifier_of_something_else_is_no_link(
    scheme: str, value: str, work_type: str, words: str
) -> None:
    """A composition is not its recording, nor a periodical an article in it."""
    entry = Entry(record_id="E", work_type=work_type, identifiers=f"{scheme}:{value}")
    index = index_works([work_of(0, {scheme: value})], ALIKE)
    keys = entry_keys(entry)

    assert not links_of(entry, keys, index, ALIKE)
    assert words in related_words(keys, index)
    assert not related_words(keys, index_works([], ALIKE))


def test_an_article_exposes_its_periodical() -> None:
    """A disclosed work in a periodical says so by the periodical's ISSN."""
    work = {"title": "On Glass", "container": "Elm Review", "issn": "0378-5955"}

    found = linked(work, work_type="periodical", identifiers="issn:0378-5955")

    assert "lists a work in the periodical" in found[0].reasons[0]
    whole = linked(
        {"issn": "0378-5955"}, work_type="periodical", identifiers="issn:03785955"
    )
    assert whole[0].reasons == ("ISSN 03785955 agrees",)


def test_a_release_may_hold_several_works() -> None:
    """A bar code names a release, and the reason says that it may hold others too."""
    found = linked({"gtin": "036000291452"}, identifiers="upc:036000291452")

    assert "may hold several works" in found[0].reasons[0]


def test_keys_are_sorted_by_what_they_are_good_for() -> None:
    """Parties are left out; faults, repairs and unknown kinds are told apart."""
    entry = Entry(
        record_id="E",
        work_type="sound_recording",
        identifiers="isni:0000000218250097|isrc:XQAYE6700124|iswc:T0345246801|asin:B01|isbn:1",
        registrations="us:UCC work|SR320918",
    )

    keys = entry_keys(entry)

    assert [each.scheme for each in keys.identifiers] == ["isrc", "us"]
    assert [each.scheme for each in keys.related] == ["iswc"]
    assert [each.raw for each in keys.notable] == ["XQAYE6700124", "1", "UCC work"]
    assert keys.unknown == ("asin:B01",)
    assert keys.schemes == ("isrc", "us")


def test_addresses_of_one_page_agree() -> None:
    """The way a page is called says nothing of the page; its query does."""
    assert url_key("http://elm.example/a?b=1#c") == url_key(
        "HTTPS://WWW.ELM.example/a/?b=1"
    )
    assert url_key("https://elm.example/a?b=1") != url_key("https://elm.example/a?b=2")
    assert url_key("https://elm.example/A") != url_key("https://elm.example/a")
    assert url_key("https://elm.example") == url_key("no address") == ""


def test_lists_of_identifiers_link_in_catalog_order() -> None:
    """Each entry links once, to the first disclosed spelling of its identifier."""
    pairs = link_identifiers(
        ["0306406152", "978-0-306-40615-7", "x"],
        [("b", "306406152"), ("a", "9780306406157"), ("c", "0306406153")],
        "isbn",
    )

    assert [(p.entry_id, p.disclosed.raw) for p in pairs] == [
        ("b", "0306406152"), ("a", "0306406152"),
    ]  # fmt: skip
