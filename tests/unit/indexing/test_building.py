"""Indices are built once, added to, and never half there."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from compliance.crosscheck import cross_check
from compliance.datafiles import root
from compliance.errors import InputRefusedError, UsageError
from compliance.indexing import (
    Index,
    add_inventory,
    build,
    open_index,
    searched,
    verified,
)
from compliance.model import Match, Method
from tests.unit.linkage.invented import ROOT, submission

pytestmark = pytest.mark.usefixtures("tasks_here")

MESSAGES = ROOT / "samples" / "catalogs" / "messages"
SAMPLE = ROOT / "samples" / "catalogs" / "lindenbach" / "catalog.csv"


def made(folder: Path, *sources: Path, add: bool = False) -> Index:
    """Return an index of these sources."""
    built = build(sources, folder, mapping=None, add=add, keep_going=False, root=root())
    return built.index


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with an index of the sample and one of books; no test changes it."""
    folder = tmp_path_factory.mktemp("prepared")
    made(folder / "sample", SAMPLE)
    made(folder / "books", MESSAGES / "millstone-onix.xml")
    return folder


@pytest.fixture
def of_sample(prepared: Path, tmp_path: Path) -> Path:
    """Return the folder of an index of the sample."""
    return shutil.copytree(prepared / "sample", tmp_path / "index")


@pytest.fixture
def of_books(prepared: Path, tmp_path: Path) -> Path:
    """Return the folder of an index of two books."""
    return shutil.copytree(prepared / "books", tmp_path / "index")


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file of an index and its bytes."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def catalog(path: Path, rows: int, damaged: int = 0) -> Path:
    """Write a catalog of so many rows, the first of which are damaged."""
    lines = ["record_id,work_type,title,creators"]
    lines += [f'd{n},book,"Ttle {n}' for n in range(damaged)]
    lines += [f"w{n},book,Title {n},Ada Brandt" for n in range(rows - damaged)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_the_same_sources_give_the_same_bytes(tmp_path: Path) -> None:
    """Whatever their order, at once or one by one."""
    one, two = MESSAGES / "kestrel.V21", MESSAGES / "millstone-onix.xml"

    together = made(tmp_path / "a", one, two)
    made(tmp_path / "b", two)
    added = made(tmp_path / "b", one, add=True)

    assert together.digest == added.digest
    assert contents(tmp_path / "a") == contents(tmp_path / "b")


def test_a_source_that_is_there_is_not_read_again(of_sample: Path) -> None:
    """Adding a file leaves the files of the others as they are."""
    before = {p: p.stat().st_mtime_ns for p in of_sample.glob("*/*/*")}

    built = build(
        [SAMPLE, MESSAGES / "kestrel.V22"], of_sample, mapping=None,
        add=False, keep_going=False, root=root(),
    )  # fmt: skip

    assert (built.new, built.kept) == (("kestrel.V22",), ("catalog.csv",))
    assert before == {path: path.stat().st_mtime_ns for path in before}


def test_damaged_rows_are_put_aside_and_counted(tmp_path: Path) -> None:
    """Of 1,000 rows with one in a hundred damaged, all others are entries."""
    index = made(tmp_path / "index", catalog(tmp_path / "works.csv", 1_000, 10))

    (source,) = index.sources
    assert (source["rows"], source["quarantined_rows"]) == (990, 10)
    assert source["lines_in"] == 1 + 990 + 10
    (aside,) = (tmp_path / "index").glob("segments/*/quarantine.csv")
    lines = aside.read_text(encoding="utf-8").splitlines()
    assert lines[1] == '"2","a quote is opened and not closed","d0,book,""Ttle 0"'
    assert len(lines) == 11


def test_a_refused_source_changes_nothing(of_sample: Path, tmp_path: Path) -> None:
    """A source that cannot be used leaves the old index as it was."""
    hostile = tmp_path / "hostile.xml"
    hostile.write_text('<?xml version="1.0"?><!DOCTYPE a><a/>', encoding="utf-8")
    before = contents(of_sample)

    with pytest.raises(InputRefusedError, match="xml-doctype"):
        made(of_sample, hostile, add=True)

    assert contents(of_sample) == before


def test_the_others_are_built_when_asked(tmp_path: Path) -> None:
    """With `keep_going`, what is refused is named and the rest is there."""
    built = build(
        [tmp_path / "none.csv", SAMPLE], tmp_path / "index", mapping=None, add=False,
        keep_going=True, root=root(),
    )  # fmt: skip

    assert [error.code for error in built.refused] == ["file-missing"]
    assert built.new == ("catalog.csv",)


@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL")
def test_a_kill_leaves_the_old_or_the_new(of_sample: Path, tmp_path: Path) -> None:
    """Killed while it builds, an index is one of the two; a re-run completes."""
    old = open_index(of_sample)
    large = catalog(tmp_path / "large.csv", 5_000)
    expected = made(tmp_path / "expected", large).digest
    command = [
        sys.executable, "-m", "compliance", "catalog", "build", str(large),
        "--output", str(of_sample),
    ]  # fmt: skip
    child = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.DEVNULL, start_new_session=True
    )
    while child.poll() is None and not list(of_sample.rglob(".building-*")):
        time.sleep(0.01)
    if child.poll() is None:
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()

    assert verified(of_sample, root()).digest in (old.digest, expected)
    assert made(of_sample, large).digest == expected
    assert not list(of_sample.rglob(".building-*"))
    assert contents(of_sample) == contents(tmp_path / "expected")


def test_a_foreign_folder_is_not_written_to(tmp_path: Path) -> None:
    """A folder with something else in it is refused and left alone."""
    (tmp_path / "diary.txt").write_text("x", encoding="utf-8")

    with pytest.raises(InputRefusedError, match="index-foreign"):
        made(tmp_path, SAMPLE)

    assert [path.name for path in tmp_path.iterdir()] == ["diary.txt"]


def test_another_version_is_refused(of_sample: Path) -> None:
    """An index of a later program is not guessed at."""
    manifest = of_sample / "manifest.json"
    manifest.write_text(manifest.read_text().replace('"version": 1', '"version": 2'))

    with pytest.raises(InputRefusedError, match="index-version"):
        open_index(of_sample)


def inventory(folder: Path, dataset: str, *lines: str) -> Index:
    """Add an inventory of these lines to an index."""
    path = folder.parent / "list.txt"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return add_inventory(
        folder, path, dataset=dataset, mapping=None, lines_are="", root=root()
    )


def test_a_child_of_a_dataset_exposes_what_its_inventory_holds(of_books: Path) -> None:
    """A filing that names SlimPajama shows the entries that a list of Books3 holds."""
    index = inventory(
        of_books, "books3", "# a list", "978-3-00-007101-0", "3-00-000-0000-X"
    )
    filing = submission("us-hr-7913", texts={"/works/summary": "We used SlimPajama."})

    answer = cross_check(filing, of_books, mapping=None, reservations=None, root=root())

    assert [each["links"] for each in index.inventories[0]["links"].values()] == [1]
    (link,) = answer.links
    assert link.method is Method.DATASET
    assert link.entry_id == "millstone.example.7101"
    assert link.disclosed.text == "SlimPajama"
    assert "which derives from Books3" in link.reasons[-1]
    assert answer.counts[Match.EXPOSED] == 1
    assert "another edition" in answer.entries[1].through


def test_a_new_source_is_linked_with_the_inventories(of_sample: Path) -> None:
    """An inventory that is there is linked with what is added later."""
    inventory(of_sample, "books3", "9783000071010", "9783000071027")

    index = made(of_sample, MESSAGES / "millstone-onix.xml", add=True)

    assert sum(e["entries"] for e in index.inventories[0]["links"].values()) == 2


def test_an_unknown_dataset_is_refused(of_sample: Path) -> None:
    """The line names what is alike."""
    with pytest.raises(UsageError, match="books3"):
        inventory(of_sample, "books33", "9783000071010")


@pytest.mark.parametrize(
    ("text", "first", "why"),
    [
        ("978-3-00-007101-0", "millstone.example.7101", "ISBN 9783000071010"),
        ("millstone.example.7102", "millstone.example.7102", "its id"),
        ("kelp quillfeather", "millstone.example.7101", "kelp, quillfeather"),
    ],
)
def test_search(text: str, first: str, why: str, prepared: Path) -> None:
    """Identifiers and ids are found exactly, names by their words."""
    hits, _ = searched(prepared / "books", text, 5, root())

    assert (hits[0].entry_id, hits[0].why, hits[0].others) == (first, why, 1)


def test_published_lists_meet(tmp_path: Path, shared: Path) -> None:
    """The list of Books3 holds 684 entries of the damaged list of books."""
    build(
        [shared / "data" / "goodbooks10k.csv"], tmp_path / "index", mapping="goodbooks",
        add=False, keep_going=False, root=root(),
    )  # fmt: skip

    index = add_inventory(
        tmp_path / "index", shared / "data" / "books3_isbns.txt", dataset="books3",
        mapping=None, lines_are="", root=root(),
    )  # fmt: skip

    (links,) = index.inventories[0]["links"].values()
    assert links["entries"] == 684


def test_three_kinds_of_exposure_in_one_filing(of_books: Path) -> None:
    """A work, a site and a dataset that one filing names each expose, with reasons."""
    made(of_books, SAMPLE, add=True)
    inventory(of_books, "books3", "978-3-00-007101-0")
    works = [
        {"title": "Night Ferry", "creators": "Ada Brandt"},
        {"url": "https://alderpost.example/"},
    ]
    filing = submission(
        "us-hr-7913",
        items={"/works/list": works},
        texts={"/works/summary": "Books3, among others."},
    )

    answer = cross_check(filing, of_books, mapping=None, reservations=None, root=root())

    assert {link.disclosed.kind for link in answer.links} == {
        "work", "domain", "dataset",
    }  # fmt: skip
    assert {link.method for link in answer.links} == {
        Method.TITLE_CREATOR, Method.HOST, Method.DATASET,
    }  # fmt: skip
    assert all(link.reasons for link in answer.links)
