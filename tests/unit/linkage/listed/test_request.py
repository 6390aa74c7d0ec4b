"""A list of works linked with a catalog, from indices to lines."""

import csv
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from compliance.datafiles import root
from compliance.errors import InputRefusedError
from compliance.linkage.listed import request
from compliance.linkage.listed.request import link_request
from compliance.linkage.listed.table import COLUMNS
from tests.unit.linkage.indexed import index_of

HEAD = "record_id,title,creators,year,identifiers\n"
CATALOG = HEAD + (
    "E1,The Glass Orchard,Mira Anselm,1961,isbn:3000000011\n"
    "E2,Letters to a Weir,Mira Anselm,1964,\n"
    "E3,Night Ferry,Jonas Weller,2003,isbn:978-3-00-000002-7\n"
    "E4,Night Ferry,Ada Brandt,2003,\n"
    "E5,Harbour Lights,Lene Quist,2011,isbn:3000000046\n"
    "E6,A Ladder of Salt,Bert Quist,2004,\n"
)
LIST = HEAD + (
    'W1,Glass Orchard (The),"Anselm, M.",1961,\n'
    "W2,Brückenlied,Tove Lindqvist,1999,\n"
    "W3,,,,\n"
    "W4,An Atlas of Smoke,Oona Hale,1988,isbn:3-00-000004-6\n"
    "W5,Letters to a Weir,,1964,\n"
    "W6,Night Ferry,Jonas Weller,2003,isbn:3000000038\n"
)


@pytest.fixture(scope="module")
def indices(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Return the folders of a list and a catalog."""
    folder = tmp_path_factory.mktemp("indices")
    return (
        index_of(folder / "works", works=LIST).folder,
        index_of(folder / "catalog", catalog=CATALOG).folder,
    )


def asked(
    indices: tuple[Path, Path],
    folder: Path,
    *,
    format_: str = "json",
    minimum: float = 0.5,
    decisions: str = "",
) -> dict[str, Any]:
    """Return the answer of the task, which writes into `folder`."""
    wanted = {
        "works": str(indices[0]),
        "catalog": str(indices[1]),
        "linked": "",
        "minimum": minimum,
        "format": format_,
        "output": str(folder),
        "review": True,
        "decisions": {"name": "decided.csv", "kind": "csv"} if decisions else None,
        "about": {"program": "test"},
        "root": str(root()),
    }
    return link_request(wanted, decisions.encode())


def lines(folder: Path) -> list[Mapping[str, Any]]:
    """Return the lines of the JSON table."""
    told: dict[str, Any] = json.loads((folder / "links.json").read_text("utf-8"))
    found: list[Mapping[str, Any]] = told["links"]
    return found


def test_every_work_has_its_line(indices: tuple[Path, Path], tmp_path: Path) -> None:
    """A link, or which of the three reasons there is none."""
    answer = asked(indices, tmp_path)

    status = {each["work_id"]: each["status"] for each in lines(tmp_path)}
    assert status == {
        "W1": "linked",
        "W2": "no candidate",
        "W3": "cannot be checked",
        "W4": "linked",
        "W5": "linked",
        "W6": "linked",
    }
    assert answer["counts"]["links"] == 4
    assert answer["expected_right"] == pytest.approx(
        sum(each["probability"] for each in lines(tmp_path) if each["entry_id"]),
        abs=1e-3,
    )


def test_a_link_says_why(indices: tuple[Path, Path], tmp_path: Path) -> None:
    """By field, in words and numbers; the runner-up beside it."""
    asked(indices, tmp_path)

    link = next(each for each in lines(tmp_path) if each["work_id"] == "W6")
    assert (link["entry_id"], link["method"]) == ("E3", "names")
    assert link["likelihood"] == "almost certain"
    assert link["reasons"][0].startswith("the title agrees in full, in words")
    assert link["title_weight"] > link["year_weight"] > 0
    assert link["runner_up_id"] == "E4"
    assert link["runner_up_probability"] < 0.01


def test_identifiers_and_names_that_disagree(
    indices: tuple[Path, Path], tmp_path: Path
) -> None:
    """Identifiers link whatever the names say, which is told and makes it less likely."""
    asked(indices, tmp_path)

    link = next(each for each in lines(tmp_path) if each["work_id"] == "W4")
    assert (link["entry_id"], link["method"]) == ("E5", "identifier")
    assert link["probability"] == 0.5
    assert link["reasons"][0] == "ISBN 9783000000041 agrees"
    assert any(each.startswith("the titles differ") for each in link["reasons"])


def test_other_identifiers_are_said_of_names_that_agree(
    indices: tuple[Path, Path], tmp_path: Path
) -> None:
    """Two ISBNs of one title may be two editions."""
    asked(indices, tmp_path)

    link = next(each for each in lines(tmp_path) if each["work_id"] == "W6")
    assert link["entry_id"] == "E3"
    assert any(each.startswith("both have an ISBN") for each in link["reasons"])


def test_a_title_without_a_creator_is_possible_at_most(
    indices: tuple[Path, Path], tmp_path: Path
) -> None:
    """However well it agrees; from a minimum above that it is below."""
    asked(indices, tmp_path)
    possible = next(each for each in lines(tmp_path) if each["work_id"] == "W5")

    answer = asked(indices, tmp_path, minimum=0.9)
    below = next(each for each in lines(tmp_path) if each["work_id"] == "W5")

    assert (possible["probability"], possible["likelihood"]) == (0.89, "possible")
    assert possible["reasons"][-1].startswith("no creators")
    assert (below["status"], below["entry_id"]) == ("below the minimum", "")
    assert (below["runner_up_id"], below["runner_up_probability"]) == ("E2", 0.89)
    assert {each["entry_id"] for each in answer["review"]["pairs"]} >= {"E2", "E5"}


def test_formats_say_the_same(indices: tuple[Path, Path], tmp_path: Path) -> None:
    """The same lines in CSV, Parquet and JSON, the same bytes each time."""
    for format_ in ("csv", "parquet", "json", "csv"):
        asked(indices, tmp_path, format_=format_)
    once = (tmp_path / "links.csv").read_bytes()
    asked(indices, tmp_path, format_="csv")

    text = once.decode("utf-8-sig")
    rows = list(csv.DictReader(text.splitlines()))
    table = pq.read_table(tmp_path / "links.parquet").to_pylist()
    assert (tmp_path / "links.csv").read_bytes() == once
    assert [tuple(each) for each in table] == [COLUMNS] * len(table)
    assert table == lines(tmp_path)
    for row, line in zip(rows, table, strict=True):
        assert row["entry_id"] == line["entry_id"]
        assert row["reasons"] == "; ".join(line["reasons"])
        assert row["probability"] == (
            "" if line["probability"] is None else repr(line["probability"])
        )


def test_a_list_that_is_the_catalog(indices: tuple[Path, Path], tmp_path: Path) -> None:
    """No work is linked with its own entry."""
    asked((indices[1], indices[1]), tmp_path, minimum=0.01)

    told = [(each["work_id"], each["entry_id"]) for each in lines(tmp_path)]
    assert told
    assert all(work != entry for work, entry in told)


DECIDED = "work_id,entry_id,decision,decided_by,decided_on,note,work,entry\n"


def test_decisions_are_replayed(indices: tuple[Path, Path], tmp_path: Path) -> None:
    """Accepted pairs are links, rejected ones are not; who and when is told."""
    decided = DECIDED + (
        "W5,E2,rejected,R. Ek,2026-03-01,another edition,,\n"
        "W6,E4,accepted,R. Ek,2026-03-02,,,\n"
        "W1,E1,accepted,R. Ek,2026-03-02,,seen otherwise,\n"
        "W1,E6,,,,,,\n"
    )

    answer = asked(indices, tmp_path, decisions=decided)

    by_work: dict[str, list[Mapping[str, Any]]] = {}
    for each in lines(tmp_path):
        by_work.setdefault(each["work_id"], []).append(each)
    (gone,) = by_work["W5"]
    assert gone["status"] == "rejected by a person"
    assert gone["decision"] == "rejected by R. Ek on 2026-03-01: another edition"
    assert [each["entry_id"] for each in by_work["W6"]] == ["E4", "E3"]
    assert by_work["W6"][0]["decision"] == "accepted by R. Ek on 2026-03-02"
    assert by_work["W1"][0]["decision"] == ""
    assert (answer["decisions"], answer["not_applied"]) == (3, 1)
    assert len(answer["review"]["decisions"]) == 3


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("W5,E2,perhaps,R. Ek,2026-03-01,,,", "not accepted or rejected"),
        ("W5,E2,accepted,,2026-03-01,,,", "nobody is named"),
        ("W5,E2,accepted,R. Ek,1 March,,,", "is no day"),
    ],
)
def test_a_decision_names_person_and_day(
    row: str, why: str, indices: tuple[Path, Path], tmp_path: Path
) -> None:
    """One that does not is refused with its row, before anything is written."""
    with pytest.raises(InputRefusedError) as refused:
        asked(indices, tmp_path, decisions=f"{DECIDED}{row}\n")

    assert "row 2" in str(refused.value)
    assert why in str(refused.value)
    assert not list(tmp_path.iterdir())


def test_the_later_of_two_decisions_counts(
    indices: tuple[Path, Path], tmp_path: Path
) -> None:
    """Whatever their order in the file."""
    decided = DECIDED + (
        "W5,E2,rejected,R. Ek,2026-03-05,,,\nW5,E2,accepted,R. Ek,2026-03-01,,,\n"
    )

    asked(indices, tmp_path, decisions=decided)

    line = next(each for each in lines(tmp_path) if each["work_id"] == "W5")
    assert line["status"] == "rejected by a person"


def test_sources_are_numbered_through(tmp_path: Path) -> None:
    """A list and a catalog of two sources each link as one of each would."""
    head = "record_id,title,creators,identifiers\n"
    works = index_of(
        tmp_path / "works",
        one=head + "W1,Night Ferry,Jonas Weller,\nW2,Low Water,Ada Brandt,\n",
        two=head + "W3,,,isbn:3000000046\nW4,Letters to a Weir,Mira Anselm,\n",
    )
    catalog = index_of(
        tmp_path / "catalog",
        three=head + "E1,Night Ferry,Jonas Weller,\nE2,Harbour,Lene Quist,\n",
        four=head + "E3,Reed,Nils Fehr,isbn:3000000046\n"
        "E4,Letters to a Weir,Mira Anselm,\nE5,Low Water,Ada Brandt,\n",
    )
    out = tmp_path / "out"
    out.mkdir()

    asked((works.folder, catalog.folder), out)

    found = {each["work_id"]: each["entry_id"] for each in lines(out)}
    assert found == {"W1": "E1", "W2": "E5", "W3": "E3", "W4": "E4"}


def test_many_entries_of_one_identifier_are_counted(tmp_path: Path) -> None:
    """Twenty are listed, and it is said how many more there are."""
    head = "record_id,title,identifiers\n"
    works = index_of(tmp_path / "works", works=head + "W1,,isbn:3000000046\n")
    rows = [f"E{n},Reed {n},isbn:3000000046\n" for n in range(25)]
    half = head + "".join(rows[:20]), head + "".join(rows[20:])
    catalog = index_of(tmp_path / "catalog", one=half[0], two=half[1])
    out = tmp_path / "out"
    out.mkdir()

    asked((works.folder, catalog.folder), out)

    found = lines(out)
    assert [each["entry_id"] for each in found] == [f"E{n}" for n in range(20)]
    assert found[0]["reasons"][-1] == "5 more entries share it and are not listed"


def test_lost_letters_make_a_link_possible_at_most(tmp_path: Path) -> None:
    """On either side; an identifier stands as it is."""
    head = "record_id,title,creators,identifiers\n"
    lost = "Br\N{REPLACEMENT CHARACTER}ckenlied"
    works = index_of(
        tmp_path / "works",
        works=head
        + f"W1,{lost} am Wehr,Tove Lindqvist,\nW2,{lost},Tove,isbn:3000000046\n",
    )
    catalog = index_of(
        tmp_path / "catalog",
        catalog=head
        + f"E1,{lost} am Wehr,Tove Lindqvist,\nE2,{lost},Tove,isbn:3000000046\n"
        "E3,Reed,Nils Fehr,\n",
    )
    out = tmp_path / "out"
    out.mkdir()

    asked((works.folder, catalog.folder), out)

    found = {each["work_id"]: each for each in lines(out)}
    assert found["W1"]["probability"] <= 0.89
    assert found["W1"]["reasons"][-1].startswith("letters of a name are lost")
    assert found["W2"]["probability"] > 0.9


def test_pairs_to_be_reviewed_are_bounded(
    indices: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The nearest to the minimum are given, below it and above, and the rest counted."""
    monkeypatch.setattr(request, "REVIEWED", 1)

    answer = asked(indices, tmp_path, minimum=0.9)["review"]

    near = answer["pairs"]
    assert [each["entry_id"] for each in near] == ["E2"]
    assert near[0]["probability"] == 0.89
    assert answer["more"] == 3
