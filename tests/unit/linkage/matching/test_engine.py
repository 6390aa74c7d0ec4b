from pathlib import Path

import numpy as np

from compliance.linkage.matching.blocking import Pairs
from compliance.linkage.matching.engine import KEPT, Catalog, Found, Linked, link
from compliance.linkage.matching.engine import best as best_of
from compliance.linkage.matching.index import build, load, save
from compliance.linkage.matching.kept import load_linked, save_linked
from compliance.linkage.matching.table import Columns, Table, TableMaker, table_of

ENTRIES = Columns(
    ("The Heron's Winter", "A Ladder of Salt", "Songs of the Weir", "Night Orchard"),
    ("Oona Hale", "Bert Quist", "Ilse Marren", "Teo Varga"),
    ("1998", "2004", "2011", "2015"),
    ("", "", "", ""),
)


def entries() -> Table:
    """Return four invented entries."""
    return table_of(ENTRIES, {})


def best(found: Linked, work: int) -> int:
    """Return the row of the likeliest entry of a work."""
    return int(found.rows[found.works == work][0])


def test_names_spelt_otherwise_find_their_entry() -> None:
    """Accents, order, a misspelt word and a creator in the title hide no entry."""
    works = table_of(
        Columns(
            ("Herons Wimter, The", "Bért Quist - A ladder of salt"),
            ("Hale, Oona", ""),
            ("", ""),
            ("", ""),
        ),
        {},
    )

    found = link(works, Catalog([build(entries())]))

    assert (best(found, 0), best(found, 1)) == (0, 1)


def test_look_alike_letters_find_their_entry() -> None:
    """A title with a Cyrillic letter and an invisible one is the one it looks like."""
    disguised = ("Night Orch\N{CYRILLIC SMALL LETTER A}r\N{ZERO WIDTH SPACE}d",)
    works = table_of(Columns(disguised, ("Teo Varga",), ("",), ("",)), {0x430: "a"})

    found = link(works, Catalog([build(entries())]))

    assert best(found, 0) == 3


def test_parts_are_searched_as_one(tmp_path: Path) -> None:
    """Two saved parts give the entries that one part of all entries gives."""
    halves = [Columns(*(c[:2] for c in ENTRIES)), Columns(*(c[2:] for c in ENTRIES))]
    parts = []
    for place, half in enumerate(halves):
        folder = tmp_path / str(place)
        folder.mkdir()
        save(build(table_of(half, {})), folder)
        parts.append(load(folder))
    works = table_of(ENTRIES, {})

    apart = link(works, Catalog(parts))
    whole = link(works, Catalog([build(entries())]))

    assert [best(apart, work) for work in range(4)] == [0, 1, 2, 3]
    assert [best(whole, work) for work in range(4)] == [0, 1, 2, 3]


def test_the_best_of_all_parts_are_kept() -> None:
    """Of more candidates than are kept, those that share most are, whatever their part."""
    rows = np.arange(KEPT)
    one, other = (
        Found(
            np.full(KEPT, part), Pairs(np.full(KEPT, 5), rows), (50.0 - part) - 2 * rows
        )
        for part in (0, 1)
    )

    kept = best_of([other, one])

    assert kept.sums.tolist() == [50.0 - each for each in range(KEPT)]
    assert kept.parts.tolist() == [0, 1] * (KEPT // 2)


def test_no_entry_is_linked_with_itself() -> None:
    """Entries of two parts, linked with themselves, find their doubles and never themselves."""
    half = Columns(*(column[:3] for column in ENTRIES))
    works = table_of(Columns(*(column * 2 for column in half)), {})
    part = build(table_of(half, {}))

    found = link(works, Catalog([part, part]), itself=True)

    assert [best(found, work) for work in range(6)] == [3, 4, 5, 0, 1, 2]
    assert not (found.works == found.rows).any()


def test_pieces_make_the_same_bytes(tmp_path: Path) -> None:
    """A table made in pieces is the table made at once, to the byte on disk."""
    maker = TableMaker({})
    for row in range(4):
        maker.add(Columns(*([column[row]] for column in ENTRIES)))
    one, other = tmp_path / "one", tmp_path / "other"
    one.mkdir()
    other.mkdir()

    files = save(build(maker.table()), one)
    save(build(entries()), other)

    assert files
    for file in files:
        assert file.read_bytes() == (other / file.name).read_bytes()


def test_nothing_to_link() -> None:
    """No works, no entries and blank names end in no pairs."""
    blank = table_of(Columns(("",), ("",), ("",), ("",)), {})
    none = table_of(Columns((), (), (), ()), {})

    for works in (blank, none):
        assert not len(link(works, Catalog([build(entries())])).works)
    assert not len(link(entries(), Catalog([build(none)])).works)


def test_pairs_come_back_from_the_disk_as_they_were(tmp_path: Path) -> None:
    """What one process found another tells."""
    found = link(entries(), Catalog([build(entries())]))

    save_linked(found, tmp_path / "pairs.npz")
    again = load_linked(tmp_path / "pairs.npz")

    for one, other in zip(found[:4], again[:4], strict=True):
        assert one.tolist() == other.tolist()
    assert [levels.tolist() for levels in found.levels] == [
        levels.tolist() for levels in again.levels
    ]
    assert again.model[1:] == found.model[1:]
