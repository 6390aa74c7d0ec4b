"""An index gives the answers that a pass over the catalog gives."""

import dataclasses
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from compliance.crosscheck import cross_check
from compliance.datafiles import root
from compliance.errors import InputRefusedError, UsageError
from compliance.indexing import build
from compliance.linkage.index.layout import mapped_bytes
from compliance.model import CrossCheck, Match, Method
from compliance.sandbox import LINKING
from tests.unit.linkage.indexed import index_of
from tests.unit.linkage.invented import ROOT, submission

pytestmark = pytest.mark.usefixtures("tasks_here")

SAMPLE = ROOT / "samples" / "catalogs" / "lindenbach"
WORKS = [
    {"title": "The Glass Orchard", "creators": "Mira Anselm"},
    {"title": "Night Ferry", "creators": "Ada Brandt", "iswc": "T-100.200.302-1"},
    {"title": "None", "creators": "Jonas Weller"},
]
DOMAINS = [{"name": "alderpost.example"}, {"name": "jasminverein.example"}]


def indexed(folder: Path, *sources: Path, mapping: str | None = None) -> Path:
    """Return the folder of an index of `sources`."""
    build(sources, folder, mapping=mapping, add=False, keep_going=False, root=root())
    return folder


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of an index of the sample, which no test changes."""
    return indexed(tmp_path_factory.mktemp("made") / "index", SAMPLE / "catalog.csv")


def checked(
    catalog: Path,
    works: Sequence[Mapping[str, str]] = WORKS,
    domains: Sequence[Mapping[str, str]] = (),
    mapping: str | None = None,
) -> CrossCheck:
    """Return the cross-check of a filing with a catalog or an index."""
    form, items = "us-hr-7913", {"/works/list": works}
    if domains:
        form, items = "eu-ai-act", {"/crawled/domains": domains}
    return cross_check(
        submission(form, items=items),
        catalog,
        mapping=mapping,
        reservations=SAMPLE / "reservations.csv",
        root=root(),
    )


def told(answer: CrossCheck) -> CrossCheck:
    """Return the answer as it is whatever the catalog's name.

    What is said of names that are spelt otherwise is left out: they are found in an
    index alone.
    """
    facts = dataclasses.replace(answer.catalog, source="")
    kept = tuple(
        each
        for each in answer.not_checked
        if not each.startswith(("Only what agrees", "Names that are spelt"))
    )
    return dataclasses.replace(answer, catalog=facts, not_checked=kept)


@pytest.mark.parametrize(
    ("works", "domains"), [(WORKS, ()), ((), DOMAINS)], ids=["works", "domains"]
)
def test_an_index_answers_as_its_file(
    works: Sequence[Mapping[str, str]],
    domains: Sequence[Mapping[str, str]],
    index: Path,
) -> None:
    """Links, answers, counts, notes and what was put aside are those of the file."""
    by_file = checked(SAMPLE / "catalog.csv", works, domains)
    by_index = checked(index, works, domains)

    assert by_file.links
    assert told(by_index) == told(by_file)


def test_what_is_not_read_is_counted(tmp_path: Path, shared: Path) -> None:
    """Of a large catalog, few entries are read and all are counted alike."""
    catalog = shared / "data" / "goodbooks10k.csv"
    works = [{"isbn": "439023483"}, {"title": "Emma", "creators": "Jane Austen"}]
    index = indexed(tmp_path / "index", catalog, mapping="goodbooks")

    by_file = checked(catalog, works, mapping="goodbooks")
    by_index = checked(index, works)

    assert by_index.counts[Match.EXPOSED] == 2
    assert told(by_index) == told(by_file)


def catalog_of(folder: Path, name: str, *rows: str) -> Path:
    """Write a catalog of these rows."""
    path = folder / name
    header = "record_id,work_type,title,creators,identifiers,works"
    path.write_text("\n".join((header, *rows)) + "\n", encoding="utf-8")
    return path


def test_an_id_that_two_sources_use_names_its_source(tmp_path: Path) -> None:
    """Entries of two catalogs are told apart where their owners' keys are not."""
    one = catalog_of(tmp_path, "one.csv", "1,book,Emma,Jane Austen,,", "2,book,B,,,")
    two = catalog_of(tmp_path, "two.csv", "1,book,Emma,Austen,,", "3,book,C,,,")
    index = indexed(tmp_path / "index", two, one)

    answer = checked(index, [{"title": "Emma", "creators": "Jane Austen"}])

    ids = [each.entry_id for each in answer.entries]
    assert ids == ["one.csv:1", "2", "two.csv:1", "3"]
    assert [link.entry_id for link in answer.links] == ["one.csv:1"]


def test_editions_of_an_exposed_work_are_said(tmp_path: Path) -> None:
    """Another edition of a work that is exposed is not called unfound."""
    catalog = catalog_of(
        tmp_path,
        "books.csv",
        "hard,book,Emma,Jane Austen,isbn:9780306406157,edition-of:7",
        "soft,book,Emma,Jane Austen,isbn:9783161484100,edition-of:7",
        "other,book,Persuasion,Jane Austen,isbn:9781861972712,edition-of:8",
    )

    index = indexed(tmp_path / "index", catalog)
    answer = checked(index, [{"isbn": "0-306-40615-2"}])

    said = {each.entry_id: (each.match, each.through) for each in answer.entries}
    assert said["hard"][0] is Match.EXPOSED
    assert said["soft"][0] is Match.CANNOT_CHECK
    assert said["soft"][1].startswith("another edition or recording of its work, hard,")
    assert said["other"][0] is Match.NOTHING_FOUND


def test_an_index_takes_no_mapping(index: Path) -> None:
    """How its sources are read was settled when it was built."""
    with pytest.raises(UsageError, match="mapping-of-index"):
        checked(index, mapping="goodbooks")


@pytest.mark.parametrize("name", ["entries.parquet", "keys-0000.arrow", "segment.json"])
def test_a_damaged_index_is_refused(name: str, index: Path, tmp_path: Path) -> None:
    """A bit that was changed is not compared with."""
    damaged = shutil.copytree(index, tmp_path / "index")
    (file,) = damaged.glob(f"segments/*/{name}")
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)

    with pytest.raises(InputRefusedError, match="index-damaged"):
        checked(damaged)


def test_a_foreign_folder_is_refused(tmp_path: Path) -> None:
    """A folder that is no index is named as such, in one line."""
    (tmp_path / "notes.txt").write_text("x", encoding="utf-8")

    with pytest.raises(InputRefusedError, match="index-missing"):
        checked(tmp_path)


def test_a_name_spelt_otherwise_is_linked_or_said(tmp_path: Path) -> None:
    """A likely name exposes its entry, with its reasons; one without a creator is said."""
    index = indexed(tmp_path / "index", SAMPLE / "catalog.csv")
    works = [
        {"title": "The Glas Orchrd", "creators": "M. Anselm", "year": "1961"},
        {"title": "Ferryman & other stories"},
    ]

    answer = checked(index, works)

    entries = {each.entry_id: each for each in answer.entries}
    assert [(each.entry_id, each.method) for each in answer.links] == [
        ("AE-001", Method.SIMILAR_NAMES)
    ]
    assert answer.links[0].reasons[0].startswith("likely, 0.9")
    assert entries["AE-001"].match is Match.EXPOSED
    assert entries["AE-004"].match is Match.CANNOT_CHECK
    assert "may be this work (0." in entries["AE-004"].through


def test_files_that_are_mapped_are_no_memory_of_their_own(tmp_path: Path) -> None:
    """What an index has on disk is room that its task has beside its limit."""
    folder = index_of(tmp_path / "index", works="record_id,title\n1,One\n").folder
    files = [each for each in folder.rglob("*") if each.is_file()]

    size = mapped_bytes(folder)

    assert size == sum(len(each.read_bytes()) for each in files) > 1_000
    assert LINKING.mapping(size).memory == LINKING.memory + size
    assert LINKING.mapping(size).cpu == LINKING.cpu
