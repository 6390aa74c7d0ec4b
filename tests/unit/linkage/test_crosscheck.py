"""The cross-check from end to end, through the front door and a child process."""

import json
from functools import cache
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from compliance.crosscheck import cross_check
from compliance.datafiles import root
from compliance.errors import InputRefusedError, UsageError
from compliance.linkage.wire import from_wire
from compliance.model import Bearing, CrossCheck, Disclosed, Match, Method
from tests.unit.linkage.invented import HEADER, ROOT, SHARED, submission

pytestmark = pytest.mark.usefixtures("tasks_here")

SAMPLE = ROOT / "samples" / "catalogs" / "lindenbach"
WORKS = [
    {
        "title": "The Glass Orchard",
        "creators": "Mira Anselm",
        "isbn": "978-3-00-000001-0",
    },
    {"title": "None", "creators": "Jonas Weller"},
    {"title": "Night Ferry", "creators": "Ada Brandt", "iswc": "T-100.200.302-1"},
]
DOMAINS = [
    {"name": "alderpost.example"},
    {"name": "jasminverein.example"},
    {"name": "cedarforum.example"},
    {"name": "donaubote.example"},
]


@cache
def notice(catalog: Path = SAMPLE / "catalog.csv", **options: object) -> CrossCheck:
    """Return the cross-check of a notice that lists works."""
    filing = submission("us-hr-7913", items={"/works/list": WORKS})
    given = {"mapping": None, "reservations": None, "root": root(), **options}
    return cross_check(filing, catalog, **given)  # type: ignore[arg-type]


@cache
def summary(**options: object) -> CrossCheck:
    """Return the cross-check of a summary that names domains, crawlers and a dataset."""
    filing = submission(
        "eu-ai-act",
        items={
            "/crawled/domains": DOMAINS,
            "/crawled/crawlers": [{"name": "LindenBot"}],
            "/public_datasets/large": [{"name": "Birch Texts"}],
        },
        texts={"/provider/name_and_contact": "Lindenbach Sprachmodelle GmbH, Ulm"},
        values={"/crawled/period": "2024-03/2025-11"},
    )
    given = {
        "mapping": None, "reservations": SAMPLE / "reservations.csv", "root": root(),
        **options,
    }  # fmt: skip
    return cross_check(filing, SAMPLE / "catalog.csv", **given)  # type: ignore[arg-type]


def test_a_list_of_works_meets_a_catalog() -> None:
    """Works link by identifier and by name; each link has its place in the filing."""
    found = notice()

    linked = [(each.disclosed.at, each.entry_id, each.method) for each in found.links]
    assert linked == [
        ("/works/list/0", "AE-001", Method.IDENTIFIER),
        ("/works/list/0", "AE-001", Method.TITLE_CREATOR),
        ("/works/list/1", "HK-101", Method.TITLE_CREATOR),
        ("/works/list/2", "HK-102", Method.IDENTIFIER),
        ("/works/list/2", "HK-104", Method.IDENTIFIER),
        ("/works/list/2", "HK-102", Method.TITLE_CREATOR),
        ("/works/list/2", "HK-104", Method.TITLE_CREATOR),
    ]
    assert found.links[0].disclosed.field_id == "2(a)(1)(A).works"


def test_every_entry_is_counted_and_listed_exposed_first() -> None:
    """Counts cover all entries, and the share is of those that could be checked."""
    found = notice()

    assert sum(found.counts.values()) == found.catalog.rows == len(found.entries) == 40
    assert [e.match for e in found.entries[:4]] == [Match.EXPOSED] * 4
    assert found.counts[Match.EXPOSED] == 4
    checked = found.counts[Match.EXPOSED] + found.counts[Match.NOTHING_FOUND]
    assert found.share_checkable == checked / 40


def test_a_sample_loses_no_line() -> None:
    """The sample's damaged rows are in the quarantine, and nothing else is."""
    facts = notice().catalog

    assert [(q.line, q.reason) for q in facts.quarantine] == [
        (9, "a quote is opened and not closed"),
        (16, "3 cells, the header has 18"),
        (21, "it repeats the row of record_id HK-105"),
        (26, "record_id is empty"),
    ]
    assert (facts.lines_in, facts.used_lines, facts.blank_lines) == (47, 41, 1)
    assert facts.mapping == "standard"
    assert facts.updated_at == "2026-03-15"


def test_identifiers_with_a_fault_are_told() -> None:
    """Each has its row, what it was, and what became of it."""
    notes = {note.raw: (note.where, note.verdict) for note in notice().identifiers}

    assert notes["3000000046.0"] == ("catalog line 4", "valid")
    assert notes["9.78300000005e+12"] == ("catalog line 5", "malformed")
    assert notes["T-100.200.304-0"][1] == "check fails"
    assert "XQX121300008" in notes


def test_domains_meet_reservations_and_licences() -> None:
    """Each exposed entry's reservations bear as their days, agents and licences say."""
    found = summary()

    bearing = {
        (each.reservation_id, each.entry_id): each.bearing
        for each in found.reservations
    }
    assert bearing == {
        ("AP-robots", "AP-301"): Bearing.CONFLICT,
        ("AP-tdmrep", "AP-301"): Bearing.LATER,
        ("AP-robots", "AP-302"): Bearing.CONFLICT,
        ("AP-tdmrep", "AP-302"): Bearing.LATER,
        ("AP-robots", "AP-303"): Bearing.CONFLICT,
        ("AP-tdmrep", "AP-303"): Bearing.LATER,
        ("JV-robots", "AP-305"): Bearing.LATER,
        ("CF-robots", "AP-306"): Bearing.LICENSED,
    }
    told = " ".join(found.not_checked)
    assert "because it speaks to other user agents: 1 case" in told
    assert "works in these datasets cannot be found" in told


def test_a_declaration_binds_only_its_owners_works() -> None:
    """A statement for all works of one owner is none for another's."""
    found = notice(reservations=SAMPLE / "reservations.csv")

    assert {(b.reservation_id, b.entry_id) for b in found.reservations} == {
        ("AE-declaration", "AE-001"),
        ("HK-declaration", "HK-101"),
        ("HK-declaration", "HK-102"),
        ("HK-declaration", "HK-104"),
    }
    assert {b.bearing for b in found.reservations} == {Bearing.CANNOT_TELL}


def test_reservations_that_are_listed_and_not_given_are_told() -> None:
    """Without the file only a licence bears, and it is said that some are listed."""
    found = summary(reservations=None)

    assert [(b.reservation_id, b.entry_id) for b in found.reservations] == [
        ("licence", "AP-306")
    ]
    assert "entries list reservations, and no file" in " ".join(found.not_checked)


def test_an_unknown_dataset_leaves_entries_open() -> None:
    """What a dataset holds that nobody knows cannot be said of any kind of work."""
    found = summary()

    assert found.counts[Match.NOTHING_FOUND] == 0
    assert found.counts[Match.EXPOSED] == 6


def test_a_latest_month_bounds_a_collection() -> None:
    """Where no period of crawling is given, the latest collection still ends it."""
    filing = submission(
        "eu-ai-act",
        items={"/crawled/domains": [{"name": "jasminverein.example"}]},
        values={"/latest_collection": "2025-11"},
    )

    found = cross_check(
        filing, SAMPLE / "catalog.csv", mapping=None,
        reservations=SAMPLE / "reservations.csv", root=root(),
    )  # fmt: skip

    assert [each.bearing for each in found.reservations] == [Bearing.LATER]
    assert "latest in 2025-11" in found.reservations[0].why


def test_reservations_in_yaml_are_the_same(tmp_path: Path) -> None:
    """The two formats of the file say the same."""
    file = tmp_path / "reservations.yaml"
    file.write_text(
        "- reservation_id: AP-robots\n  scope_kind: domain\n  scope_value: [alderpost.example]\n"
        "  protocol: robots.txt\n  value: reserved\n  agents: ['*']\n  first_seen: 2024-08-20\n"
    )

    found = summary(reservations=file)

    assert [(b.reservation_id, b.bearing) for b in found.reservations][:1] == [
        ("AP-robots", Bearing.CONFLICT)
    ]


def test_a_mapping_of_ones_own(tmp_path: Path) -> None:
    """A catalog in other columns is read by a mapping file."""
    (tmp_path / "own.toml").write_text(
        '[columns]\nrecord_id = { from = "no" }\nwork_type = { constant = "book" }\n'
        'title = { from = "what" }\nidentifiers = { from = "isbn", prefix = "isbn:" }\n'
    )
    (tmp_path / "own.csv").write_text("no;what;isbn\n7;One;3000000011\n")

    found = notice(tmp_path / "own.csv", mapping=str(tmp_path / "own.toml"))

    assert [(each.entry_id, each.method) for each in found.links] == [
        ("7", Method.IDENTIFIER)
    ]
    assert found.catalog.mapping == "own.toml"


def test_an_unknown_mapping_is_refused_with_the_known_ones() -> None:
    """A misspelt name is not taken for a file."""
    with pytest.raises(UsageError, match="cce-renewals, goodbooks, gutenberg"):
        notice(mapping="cce")


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.csv", "id,name\n1,One\n", "catalog-column"),
        ("a.csv", "", "file-empty"),
        ("a.parquet", "id,name\n", "file-ending"),
        ("a.pdf", "%PDF-1.7", "file-kind"),
        ("missing.csv", None, "file-missing"),
    ],
)
def test_a_catalog_that_cannot_be_used_is_refused(
    tmp_path: Path, name: str, content: str | None, code: str
) -> None:
    """The refusal says why and what to do; nothing is judged."""
    file = tmp_path / name
    if content is not None:
        file.write_text(content)

    with pytest.raises(InputRefusedError) as refused:
        notice(file)

    assert refused.value.code == code
    assert refused.value.remedy


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (
            "reservation_id,scope_kind,protocol,value\nR1,domain,robots.txt,maybe\n",
            "line 2",
        ),
        ("reservation_id,scope_kind,protocol,value\nR1,domain,robots.txt\n", "line 2"),
        (
            "reservation_id,scope_kind,protocol,value\n"
            + "R1,work,onix,reserved\n" * 2,
            "line 3",
        ),
    ],
)
def test_a_wrong_record_refuses_the_reservations(
    tmp_path: Path, content: str, why: str
) -> None:
    """A reservation left out in silence would change what is said of works."""
    file = tmp_path / "reservations.csv"
    file.write_text(content)

    with pytest.raises(InputRefusedError, match=why):
        notice(reservations=file)


def test_one_answer_has_one_wire() -> None:
    """What the child says arrives as it was said, and only that."""
    said = {
        "catalog": {
            "source": "a.csv", "sha256": "0", "digest": "1", "mapping": "m", "lines_in": 3,
            "header_lines": 1, "blank_lines": 0, "used_lines": 1, "quarantined_lines": 1,
            "rows": 1, "updated_at": "", "quarantine": [{"line": 2, "reason": "r", "raw": "x"}],
        },
        "links": [[0, "E", "T", "O", "identifier", ["a"]]],
        "reservations": [["R", "E", 0, "licensed", "w"]],
        "identifiers": [["catalog line 2", "isbn", "1", "malformed", "why"]],
        "entries": [["E", "T", "O", "exposed", "identifier: a", "us:A1"]],
        "counts": {match.value: int(match is Match.EXPOSED) for match in Match},
        "not_checked": ["n"],
    }  # fmt: skip
    disclosed = Disclosed(kind="work", text="T", at="/w/0", field_id="1")

    found = from_wire(json.loads(json.dumps(said)), (disclosed,), ())

    assert found.links[0].disclosed is disclosed
    assert found.reservations[0].bearing is Bearing.LICENSED
    assert found.catalog.quarantine[0].line == 2
    assert found.entries[0].registration == "us:A1"
    assert found.share_checkable == 1.0
    with pytest.raises(ValueError, match="elsewhere"):
        from_wire(
            {**said, "links": [[0, "E", "T", "O", "elsewhere", []]]}, (disclosed,), ()
        )


def test_a_filing_that_names_nothing_leaves_all_open() -> None:
    """Nothing disclosed is nothing to compare with, and no entry could be checked."""
    filing = submission("us-hr-7913")

    found = cross_check(
        filing, SAMPLE / "catalog.csv", mapping=None, reservations=None, root=root()
    )

    assert found.counts[Match.CANNOT_CHECK] == 40
    assert found.share_checkable == 0.0
    assert "The filing lists no works, so none could be compared." in found.not_checked


def test_lists_are_bounded_and_counts_are_not(tmp_path: Path) -> None:
    """More entries than a report lists are still all counted."""
    file = tmp_path / "many.csv"
    rows = "".join(f"R{n},book,One,Bo Alm\n" for n in range(50_001))
    file.write_text(f"{HEADER},creators\n{rows}")
    filing = submission(
        "us-hr-7913", items={"/works/list": [{"title": "One", "creators": "Alm, Bo"}]}
    )

    found = cross_check(filing, file, mapping=None, reservations=None, root=root())

    assert found.counts[Match.EXPOSED] == 50_001
    assert (len(found.entries), len(found.links)) == (10_000, 50_000)
    assert "There are 50,001 links" in " ".join(found.not_checked)


RENEWALS = SHARED / "data" / "cce_renewals.parquet"
SPELLINGS = (
    lambda prefix, serial: f"{prefix}-{serial}",
    lambda prefix, serial: f"{prefix.lower()}{serial}",
    lambda prefix, serial: f" {prefix} {serial}",
    lambda prefix, serial: f"{prefix}\N{EN DASH}{serial}",
    lambda prefix, serial: f"{prefix}{int(serial):,}",
    lambda prefix, serial: f"{prefix}.{int(serial)}",
    lambda prefix, serial: (
        f"{prefix}\N{NON-BREAKING HYPHEN}\N{ZERO WIDTH SPACE}{serial}"
    ),
    lambda prefix, serial: f"us: {prefix} {serial.zfill(10)}",
)


@pytest.mark.skipif(
    not RENEWALS.is_file(), reason="the register is not beside this checkout"
)
def test_every_work_of_a_public_register_is_found_again() -> None:
    """A thousand works whose numbers are spelt otherwise link to their own entries."""
    columns = ["oreg", "odat", "renewal_id", "rdat"]
    table = pq.read_table(RENEWALS, columns=columns).to_pylist()
    works = []
    for place, row in enumerate(table[13::440][:1_000]):
        old = (
            place % 2
            and row["oreg"]
            and row["oreg"][-5:].isdigit()
            and "-" not in row["oreg"]
        )
        number, day = ("oreg", "odat") if old else ("renewal_id", "rdat")
        if not row[number] or " " in row[number]:
            continue
        prefix = row[number].rstrip("0123456789")
        spelt = SPELLINGS[place % 8](prefix, row[number].removeprefix(prefix))
        works.append({"registration": f"{spelt}@{row[day]}"})
    filing = submission("us-hr-7913", items={"/works/list": works})

    found = cross_check(
        filing, RENEWALS, mapping="cce-renewals", reservations=None, root=root()
    )

    assert len(works) > 980
    assert {each.disclosed.at for each in found.links} == {
        f"/works/list/{n}" for n in range(len(works))
    }
    assert {each.method for each in found.links} == {Method.REGISTRATION}
    facts = found.catalog
    assert (facts.lines_in, facts.rows, facts.quarantined_lines) == (
        445_386,
        445_346,
        40,
    )
