"""A table of links is written whole or not at all."""

from pathlib import Path

import pytest

from compliance import linking
from compliance.datafiles import root
from compliance.errors import InputRefusedError
from compliance.frontdoor import refusal
from tests.unit.linkage.indexed import index_of

pytestmark = pytest.mark.usefixtures("tasks_here")

LIST = "record_id,title,creators\nW1,The Glass Orchard,Mira Anselm\n"


def linked(
    works: Path, catalog: Path, output: Path, works_mapping: str | None = None
) -> linking.LinkRun:
    """Link a list with a catalog into `output`."""
    return linking.link_works(
        works,
        catalog,
        output,
        format_="csv",
        minimum=0.5,
        mapping=None,
        works_mapping=works_mapping,
        decisions=None,
        review=False,
        root=root(),
    )


def test_what_breaks_off_leaves_the_old_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However far it came, and nothing beside it."""
    output = tmp_path / "out" / "links.csv"
    output.parent.mkdir()
    output.write_text("old", encoding="utf-8")

    def broken_off(
        task: str, name: str, request: dict[str, str], payload: bytes, own: object
    ) -> None:
        (Path(request["output"]) / "links.csv").write_text("half", encoding="utf-8")
        raise refusal("child-timeout", name, "stopped", "late", "give less")

    monkeypatch.setattr(linking, "run", broken_off)

    index = index_of(tmp_path / "index", works=LIST).folder
    with pytest.raises(InputRefusedError):
        linked(index, index, output)

    assert output.read_text(encoding="utf-8") == "old"
    assert list(output.parent.iterdir()) == [output]


def test_a_table_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    """A run that ends replaces it, and says what it came to."""
    output = tmp_path / "out" / "links.csv"
    output.parent.mkdir()
    output.write_text("old", encoding="utf-8")

    index = index_of(tmp_path / "index", works=LIST).folder
    done = linked(index, index, output)

    assert output.read_text(encoding="utf-8-sig").startswith("status,work_id")
    assert list(output.parent.iterdir()) == [output]
    assert done.itself
    assert done.counts == {"no candidate": 1, "links": 0}


def test_a_list_without_the_columns_is_read_as_what_it_is(tmp_path: Path) -> None:
    """Bare identifiers link by these."""
    listed = tmp_path / "list.txt"
    listed.write_text("3-00-000001-1\n3000000046\n", encoding="utf-8")
    catalog = index_of(
        tmp_path / "index",
        works="record_id,title,identifiers\nE1,One,isbn:3000000011\n",
    )

    done = linked(listed, catalog.folder, tmp_path / "links.csv")

    assert done.works.sources[0]["mapping"] == "lines, each isbn"
    assert done.counts == {"linked": 1, "no candidate": 1, "links": 1}


def test_a_mapping_that_does_not_fit_is_no_list(tmp_path: Path) -> None:
    """Who says how a file is read is told that it cannot be read so."""
    listed = tmp_path / "list.csv"
    listed.write_text("isbn\n3000000046\n", encoding="utf-8")
    catalog = index_of(tmp_path / "index", works=LIST).folder

    with pytest.raises(InputRefusedError, match="has no column record_id"):
        linked(listed, catalog, tmp_path / "links.csv", works_mapping="standard")
