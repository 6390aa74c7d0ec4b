"""The three answers: exposed, nothing found, cannot be checked."""

from collections.abc import Mapping, Sequence

import pytest

from compliance.datafiles import root
from compliance.linkage.domain_links import domain_links, index_domains
from compliance.linkage.entry import WORK_TYPES, Entry
from compliance.linkage.exposure import Answers, Unlisted, can_hold
from compliance.linkage.keys import entry_keys
from compliance.linkage.links import links_of
from compliance.linkage.names import load_confusables
from compliance.linkage.works import index_works, work_of
from compliance.model import Match

ALIKE = load_confusables(root())
BOOK = {
    "title": "One", "creators": "Bo Alm", "identifiers": "isbn:0306406152",
    "domains": "elm.example",
}  # fmt: skip
OTHER = {"title": "Two", "creators": "Ida Ek", "isbn": "080442957X"}


def answer(
    entry: Mapping[str, str],
    works: Sequence[Mapping[str, str]] = (),
    domains: Sequence[str] = (),
    unlisted: Sequence[Unlisted] = (),
) -> tuple[Match, str]:
    """Return what is said of one entry, given all that was disclosed."""
    row = Entry(**{"record_id": "E", "work_type": "book", **entry})
    index = index_works([work_of(n, w) for n, w in enumerate(works)], ALIKE)
    hosts = index_domains((len(works) + n, {"name": d}) for n, d in enumerate(domains))
    keys = entry_keys(row)
    links = (
        *links_of(row, keys, index, ALIKE),
        *domain_links(row, hosts, frozenset()),
    )
    return Answers(index, hosts, unlisted).answer(row, keys, links)


def test_a_disclosed_work_exposes() -> None:
    """A link is what exposes, and the answer says through what."""
    match, through = answer(BOOK, [{"isbn": "0306406152"}])

    assert match is Match.EXPOSED
    assert through == "identifier: ISBN 9780306406157 agrees"


def test_a_disclosed_domain_exposes() -> None:
    """Where an entry is published may be disclosed without any work."""
    assert answer(BOOK, domains=["elm.example"])[0] is Match.EXPOSED


def test_more_links_are_counted() -> None:
    """The strongest is told, the others are counted."""
    works = [{"isbn": "0306406152"}, {"title": "One", "creators": "Bo Alm"}]

    assert answer(BOOK, works)[1].endswith(", and 1 more")


ISBN = {"identifiers": "isbn:0306406152"}
NAMED = {"title": "One", "creators": "Bo Alm"}
ASH = ["ash.example"]


@pytest.mark.parametrize(
    ("entry", "works", "domains", "by"),
    [
        (ISBN, [OTHER], [], "ISBN with 1 disclosed work"),
        (ISBN, [{"gtin": "9780804429573"}], [], "ISBN with 1 disclosed work"),
        ({**ISBN, "domains": "elm.example"}, [OTHER], [], "ISBN with 1 disclosed work"),
        (NAMED, [OTHER, OTHER], [], "title and creator with 2 disclosed works"),
        ({"domains": "elm.example"}, [], ASH, "domain with 1 disclosed domain"),
        ({"urls": "https://elm.example/a"}, [], ASH, "domain with 1 disclosed domain"),
        (
            {"registrations": "us:A1@1922-01-01"},
            [{"registration": "A2@1922-01-01"}],
            [],
            "registration number with 1 disclosed work",
        ),
    ],
)
def test_nothing_is_found_only_by_comparing_like_with_like(
    entry: dict[str, str], works: list[dict[str, str]], domains: list[str], by: str
) -> None:
    """A key of the entry met something disclosed of its own kind, and differed."""
    found = answer(entry, works, domains)

    assert found == (Match.NOTHING_FOUND, f"compared by {by}")


NOTHING = "the entry has nothing to compare by"
WITHOUT = "the filing names 1 disclosed work without these"


@pytest.mark.parametrize(
    ("entry", "works", "domains", "why"),
    [
        ({}, [OTHER], ASH, NOTHING),
        ({"title": "One"}, [OTHER], [], "a title without a creator to compare by"),
        ({"identifiers": "isbn:0306406153"}, [OTHER], [], NOTHING),
        ({"identifiers": "isni:0000000218250097"}, [OTHER], [], NOTHING),
        ({"domains": "co.uk"}, [], ASH, NOTHING),
        (BOOK, [], [], "the filing names no works and no domains"),
        (ISBN, [], ASH, "can be compared by ISBN; the filing names domains"),
        (ISBN, [{"title": "Two"}], [], f"can be compared by ISBN; {WITHOUT}"),
        (ISBN, [{"isbn": "1"}], [], WITHOUT),
        (NAMED, [{"title": "Two"}], [], f"by title and creator; {WITHOUT}"),
        ({"domains": "elm.example"}, [OTHER], [], f"by domain; {WITHOUT}"),
        ({"domains": "elm.example"}, [], ["co.uk", "news"], "no works and no domains"),
    ],
)
def test_what_meets_nothing_of_its_kind_cannot_be_checked(
    entry: dict[str, str], works: list[dict[str, str]], domains: list[str], why: str
) -> None:
    """No key of the entry met anything like it, so nothing is known, and it is said why."""
    match, through = answer(entry, works, domains)

    assert match is Match.CANNOT_CHECK
    assert why in through


CRAWL = Unlisted("Birch Crawl", ("text",))


def test_an_unlisted_dataset_that_can_hold_it_leaves_it_open() -> None:
    """A comparison elsewhere that found nothing does not answer for such a dataset."""
    match, through = answer(BOOK, [OTHER], ["ash.example"], [CRAWL])

    assert match is Match.CANNOT_CHECK
    assert through == (
        "the filing names Birch Crawl and does not list what is in it; nothing found by "
        "ISBN with 1 disclosed work, title and creator with 1 disclosed work, domain "
        "with 1 disclosed domain"
    )


def test_an_unlisted_dataset_never_exposes() -> None:
    """Its name alone does not say what is in it."""
    assert answer(BOOK, unlisted=[CRAWL])[0] is Match.CANNOT_CHECK


def test_an_unlisted_dataset_takes_no_link_away() -> None:
    """What links is exposed, whatever else was named."""
    assert answer(BOOK, [{"isbn": "0306406152"}], [], [CRAWL])[0] is Match.EXPOSED


def test_a_dataset_of_another_kind_leaves_the_answer() -> None:
    """A book is in no dataset of code, so that does not stand in the way."""
    code = Unlisted("Birch Code", ("code",))

    assert answer(BOOK, [OTHER], [], [code])[0] is Match.NOTHING_FOUND


@pytest.mark.parametrize(
    ("modality", "work_type", "holds"),
    [
        (("text",), "book", True),
        (("code",), "book", False),
        (("text", "code"), "software", True),
        (("audio",), "book", True),
        (("audio_links",), "sound_recording", True),
        (("metadata",), "sound_recording", False),
        (("text", "metadata"), "sound_recording", False),
        (("text",), "lyrics", True),
        (("text",), "image", False),
        (("image_links", "text"), "artwork", True),
        (("video_features",), "audiovisual_recording", True),
        (("symbolic_music",), "musical_work", True),
        (("symbolic_music",), "sound_recording", False),
        ((), "book", True),
        (("text",), "catalogue", True),
        (("text",), "tapestry", True),
    ],
)
def test_what_a_dataset_can_hold(
    modality: tuple[str, ...], work_type: str, holds: bool
) -> None:
    """Works are in datasets of their modality; of what is not known, anything is."""
    assert can_hold(Unlisted("Birch", modality), work_type) is holds


@pytest.mark.parametrize("work_type", WORK_TYPES)
def test_every_kind_can_be_in_a_dataset_nobody_knows(work_type: str) -> None:
    """Nothing is ruled out by not being known."""
    assert can_hold(Unlisted("Birch", ()), work_type)


def test_what_the_filing_names_instead_is_said() -> None:
    """A named composition is no answer for its recording."""
    entry = {
        "work_type": "sound_recording",
        "identifiers": "iswc:T0345246801|isrc:GBAYE6700124",
    }
    works = [{"iswc": "T0345246801"}, {"isrc": "GBAYE6700125"}]

    match, through = answer(entry, works)

    assert match is Match.CANNOT_CHECK
    assert through.startswith("the filing names ISWC T0345246801: the composition")


def test_many_datasets_are_named_in_part() -> None:
    """Three names and a count are enough to see which."""
    many = [Unlisted(f"Set {n}", ()) for n in range(5)] + [Unlisted("Set 0", ())]

    assert "Set 0, Set 1, Set 2 and 2 more" in answer(BOOK, unlisted=many)[1]
