import json
from pathlib import Path

import pyarrow.parquet
import pytest

from compliance.crosscheck import cross_check
from compliance.datafiles import root
from compliance.intake import read_submission
from compliance.linkage.catalog import Entry
from compliance.linkage.disclosed import Keys, Work, keys_of
from compliance.linkage.links import comparable, identifiers_of, links_of
from compliance.linkage.names import creator_key, title_key
from compliance.model import CrossCheck, Disclosed, Match, Method


def entry(**cells: object) -> Entry:
    """Return an entry with the cells given and nothing else."""
    empty: dict[str, object] = {
        "record_id": "E", "work_type": "book", "titles": (), "creators": (), "owner": "",
        "identifiers": (), "registrations": (), "addresses": (), "licensed_to": (),
        "reservations": (), "updated_at": "",
    }  # fmt: skip
    return Entry(**{**empty, **cells})  # type: ignore[arg-type]


def disclosed(kind: str, text: str) -> Disclosed:
    """Return something disclosed."""
    return Disclosed(kind=kind, text=text, at="/x", field_id="x")


def keys(*works: dict[str, str], sites: tuple[str, ...] = ()) -> Keys:
    """Return the keys of disclosed works and sites."""
    listed = [Work(disclosed("work", w.get("title", "?")), w) for w in works]
    return keys_of(listed, [disclosed("domain", site) for site in sites])


def methods(one: Entry, of: Keys) -> list[Method]:
    """Return the methods by which `one` is linked."""
    return [link.method for link in links_of(one, identifiers_of(one), of)]


def test_an_identifier_links_in_any_spelling() -> None:
    """Ten digits here and thirteen with hyphens there are one book."""
    book = entry(identifiers=("isbn:978-0-306-40615-7",))

    assert methods(book, keys({"title": "A", "isbn": "0306406152"})) == [
        Method.IDENTIFIER
    ]


def test_contradicting_names_are_said() -> None:
    """An identifier that agrees while the titles differ says so."""
    book = entry(titles=("Weir",), identifiers=("isbn:9780306406157",))

    link = next(
        links_of(
            book, identifiers_of(book), keys({"title": "Moss", "isbn": "0306406152"})
        )
    )

    assert "the titles differ: “Moss” and “Weir”" in link.reasons


@pytest.mark.parametrize(
    ("ours", "theirs", "linked"),
    [
        pytest.param(
            "A695089@1922-12-30", "A695089@1922-12-30", True, id="number and date"
        ),
        pytest.param("A695089@1922-12-30", "A695089", True, id="date missing"),
        pytest.param(
            "A695089@1922-12-30", "A695089@1951-01-02", False, id="another year"
        ),
    ],
)
def test_a_registration_is_number_and_date(
    ours: str, theirs: str, linked: bool
) -> None:
    """Numbers were used again, so another date is another work."""
    work = entry(registrations=(f"us:{ours}",))

    assert bool(methods(work, keys({"title": "A", "registration": theirs}))) is linked


@pytest.mark.parametrize(
    ("title", "creator", "linked"),
    [
        pytest.param("The Glass Orchard", "Anselm, Mira", True, id="name turned round"),
        pytest.param("glass orchard, the", "Mira ANSELM", True, id="article behind"),
        pytest.param("The Glαss Orchаrd", "Mira Anselm", True, id="look-alike letters"),
        pytest.param("The Glass\u200b Orchard", "Mira Anselm", True, id="hidden blank"),
        pytest.param("The Glass Orchard", "Mira Anselma", False, id="another name"),
        pytest.param("The Glass Orchards", "Mira Anselm", False, id="another title"),
        pytest.param("The Glass Orchard", "", False, id="a title alone"),
    ],
)
def test_title_and_creator_link_in_every_word(
    title: str, creator: str, linked: bool
) -> None:
    """Order, case, articles and disguises do not matter; every word does."""
    book = entry(titles=("The Glass Orchard",), creators=("author:Mira Anselm",))

    found = methods(book, keys({"title": title, "creators": creator}))

    assert found == ([Method.TITLE_CREATOR] if linked else [])


@pytest.mark.parametrize(
    ("address", "site", "found"),
    [
        pytest.param(
            "www.alder.example", "alder.example", [Method.HOST], id="the same host"
        ),
        pytest.param(
            "https://a.alder.example/x", "alder.example", [Method.DOMAIN], id="below"
        ),
        pytest.param(
            "alder.example", "news.alder.example", [], id="above is not below"
        ),
        pytest.param("alder.example", "alderpost.example", [], id="a longer name"),
    ],
)
def test_domains_link_by_host_and_by_domain(
    address: str, site: str, found: list[Method]
) -> None:
    """A disclosed domain covers what lies below it, not the other way round."""
    assert methods(entry(addresses=(address,)), keys(sites=(site,))) == found


def test_what_could_not_be_compared_is_not_clean() -> None:
    """An entry is checked only if it has a key of a kind that was disclosed."""
    site_keys = keys(sites=("alder.example",))
    work_keys = keys({"title": "A", "creators": "B"})

    assert comparable(entry(addresses=("birch.example",)), (), site_keys) == ""
    assert "only domains" in comparable(entry(titles=("A",)), (), site_keys)
    assert "no creator" in comparable(entry(titles=("A",)), (), work_keys)
    assert "nothing" in comparable(entry(), (), keys()) or "no work" in comparable(
        entry(), (), keys()
    )


def test_keys_of_names() -> None:
    """A role before a name, and the order of its parts, are left out."""
    assert creator_key("lyricist:Brandt, Ada") == creator_key("Ada Brandt")
    assert title_key("Der Fluß") == title_key("fluss")


def sample_check() -> CrossCheck:
    """Return the cross-check of the notice with the sample catalog."""
    samples = root() / "samples"
    return cross_check(
        read_submission(samples / "us-hr-7913" / "notice" / "submission.json"),
        samples / "catalogs" / "lindenbach" / "catalog.csv",
        mapping=None,
        reservations=samples / "catalogs" / "lindenbach" / "reservations.csv",
        root=root(),
    )


def test_the_notice_is_linked_to_the_catalog() -> None:
    """Each work of the notice is found, the song called None too; the books balance."""
    found = sample_check()

    linked = {link.disclosed.text for link in found.links}
    assert linked == {
        "The Glass Orchard", "Letters to a Weir", "None", "Night Ferry",
        "Night Ferry (Live)", "Danube Bridges",
    }  # fmt: skip
    assert found.catalog.quarantined_lines == 3
    assert sum(found.counts.values()) == found.catalog.rows
    assert found.counts[Match.CANNOT_CHECK] > 0
    assert 0 < found.share_checkable < 1


def test_works_taken_from_the_renewals_are_found(shared: Path, tmp_path: Path) -> None:
    """Registrations with damaged spelling are found among 445,386 renewals."""
    path = shared / "data" / "cce_renewals.parquet"
    rows = pyarrow.parquet.ParquetFile(path).read_row_group(0).slice(0, 400).to_pylist()
    spellings = (
        str.lower,
        lambda n: f"{n[0]} {n[1:]}",
        lambda n: f"{n[0]}\u2011{n[1:]}",
    )
    works = [
        {
            "title": f"work {n}",
            "registration": f"{spellings[n % 3](row['oreg'])}@{row['odat']}",
        }
        for n, row in enumerate(rows)
        if row["oreg"] and row["oreg"][1:].isdigit() and row["odat"]
    ]
    filing = tmp_path / "works.json"
    filing.write_text(json.dumps({"form": "us-hr-7913", "works": {"list": works}}))

    found = cross_check(
        read_submission(filing),
        path,
        mapping="cce-renewals",
        reservations=None,
        root=root(),
    )

    assert {link.disclosed.text for link in found.links} == {w["title"] for w in works}
    assert found.catalog.lines_in == 445_386
    assert found.catalog.used_lines + found.catalog.quarantined_lines == 445_386
