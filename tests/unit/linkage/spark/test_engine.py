import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from compliance.errors import InputRefusedError
from compliance.linkage.matching import engine
from compliance.linkage.matching.engine import BATCH, Catalog, Linked
from compliance.linkage.matching.index import build, load, save
from compliance.linkage.matching.table import Columns, Table, table_of
from compliance.linkage.matching.weights import Evidence, Judged, Model
from compliance.linkage.spark.engine import linked
from compliance.linkage.spark.tasks import settled_in
from tests.unit.linkage.spark.lists import Context

WORDS = (
    "heron", "winter", "salt", "ladder", "weir", "songs", "night", "orchard", "ember",
    "quarry", "lantern", "harbour", "thistle", "meadow", "copper", "atlas",
)  # fmt: skip
ROW = np.array([7])
PEOPLE = ("Oona Hale", "Bert Quist", "Ilse Marren", "Teo Varga", "Ada Brock")


def columns(rows: int, seed: int) -> Columns:
    """Return invented names, many of them alike."""
    draw = random.Random(seed)  # noqa: S311  # nothing secret is drawn
    titles = [
        " ".join(draw.choices(WORDS, k=draw.choice((2, 3, 4)))) for _ in range(rows)
    ]
    people = [draw.choice(PEOPLE) for _ in range(rows)]
    years = [draw.choice(("", "1998", "2004")) for _ in range(rows)]
    return Columns(titles, people, years, [""] * rows)


def saved(parts: Sequence[Columns], folder: Path) -> list[Path]:
    """Save each part in a folder of its own."""
    folders = [folder / str(place) for place in range(len(parts))]
    for part, each in zip(parts, folders, strict=True):
        each.mkdir()
        save(build(table_of(part, {})), each)
    return folders


def embedded(works: Table, folders: Sequence[Path], *, itself: bool = False) -> Linked:
    """Return the links of the embedded engine."""
    return engine.link(works, Catalog([load(each) for each in folders]), itself=itself)


def same(one: Linked, other: Linked) -> bool:
    """Return whether two results are the same to the last digit."""
    columns = [(*each[:4], *each.levels, *each.model.weights) for each in (one, other)]
    return one.model[1:] == other.model[1:] and all(
        mine.dtype == theirs.dtype and mine.tobytes() == theirs.tobytes()
        for mine, theirs in zip(*columns, strict=True)
    )


def test_pieces_in_any_order_give_the_links_of_the_whole(tmp_path: Path) -> None:
    """Three parts and two batches, in slices and any order, give the same to the digit."""
    folders = saved([columns(90, 1), columns(9, 2), columns(90, 3)], tmp_path)
    works = table_of(columns(BATCH + 30, 4), {})

    one, four = (linked(Context(cores), works, folders) for cores in (1, 4))

    assert len(one.works) > BATCH
    assert same(one, embedded(works, folders))
    assert same(four, one)


def test_pieces_of_a_catalog_linked_with_itself(tmp_path: Path) -> None:
    """Entries that are the works are linked as by the embedded engine."""
    parts = [columns(BATCH, 1), columns(50, 2)]
    folders = saved(parts, tmp_path)
    both = Columns(*([*one, *other] for one, other in zip(*parts, strict=True)))
    works = table_of(both, {})

    found = linked(Context(2), works, folders, itself=True)

    assert not (found.works == found.rows).any()
    assert same(found, embedded(works, folders, itself=True))


def test_rivals_are_summed_in_one_order() -> None:
    """Works that fit an entry equally well count the same, in whatever order they come."""
    pieces = [
        (Evidence(work, ROW, [], ROW * 0.5), Judged(ROW, weight, odds, odds))
        for work, weight, odds in (
            (np.array([0]), np.array([5.0]), np.array([0.1])),
            (np.array([1]), np.array([5.0]), np.array([0.2])),
            (np.array([2]), np.array([5.0]), np.array([0.3])),
            (np.array([3]), np.array([1.0]), np.array([0.4])),
        )
    ]
    fields = [(e._replace(fields=[ROW.astype(np.int16)] * 6), j) for e, j in pieces]

    one = settled_in(Model((), 0.5, False), fields)
    other = settled_in(Model((), 0.5, False), fields[::-1])

    assert one.probability.tolist() == other.probability.tolist()
    assert one.probability[3] == 0.4 / (1.0 + (0.4 + ((0.1 + 0.2) + 0.3)))


def test_no_works(tmp_path: Path) -> None:
    """No works have no links."""
    folders = saved([columns(3, 1)], tmp_path)

    found = linked(Context(2), table_of(columns(0, 1), {}), folders)

    assert not len(found.works)


def test_a_part_that_is_not_there(tmp_path: Path) -> None:
    """A folder that an executor does not find is named."""
    works = table_of(columns(1, 1), {})

    with pytest.raises(InputRefusedError, match="nowhere: an executor") as error:
        linked(Context(1), works, [tmp_path / "nowhere"])

    assert error.value.code == "part-not-shared"
