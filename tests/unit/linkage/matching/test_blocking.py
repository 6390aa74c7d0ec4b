import numpy as np
import pytest

from compliance.linkage.matching import blocking, postings
from compliance.linkage.matching.engine import Catalog
from compliance.linkage.matching.index import FREQUENT, Part, build
from compliance.linkage.matching.table import Columns, table_of


def part_of(titles: list[str]) -> Part:
    """Return the index of titles."""
    blank = [""] * len(titles)
    return build(table_of(Columns(titles, blank, blank, blank), {}))


def test_rows_tell_whether_they_hold_a_word() -> None:
    """A word with a bit per row and a word without are found where they stand."""
    rows = FREQUENT + 100
    part = part_of([f"{'weir' if row % 7 else ''} n{row}" for row in range(rows)])
    words = part.written(np.arange(len(part.keys)))
    codes = np.array([words.index(word) for word in ("weir", "n8", "n8", "weir")])

    there = postings.holds(part, np.array([8, 8, 9, 7]), codes)

    assert part.slots[codes].tolist() == [0, -1, -1, 0]
    assert there.tolist() == [1, 1, 0, 0]


def test_a_word_is_as_common_as_all_parts_say(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is read of a part is bounded by how often its words stand in all parts."""
    parts = [part_of(["heron weir", "heron ember"]), part_of(["heron salt"] * 4)]
    catalog = Catalog(parts)
    works = table_of(Columns(["heron weir"], [""], [""], [""]), {})
    monkeypatch.setattr(blocking, "READ_ALWAYS", 4)
    monkeypatch.setattr(blocking, "READ", 5)
    monkeypatch.setattr(postings, "FAINT", 0.0)
    query = blocking.query_of(works, parts[0], catalog.counts[0], catalog.total)

    pairs, _ = blocking.candidates(query, parts[0], 0, 1, 12)

    assert pairs.rows.tolist() == [0]


def test_works_that_read_much_are_taken_in_turn(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Works that have too many entries to look at together find what they find alone."""
    part = part_of([f"heron n{row} weir" for row in range(40)])
    works = table_of(Columns(["heron n7", "weir n9 n3", "salt"], *[[""] * 3] * 3), {})
    query = blocking.query_of(works, part, part.counts, part.rows)
    whole = blocking.candidates(query, part, 0, 3, 12)
    monkeypatch.setattr(blocking, "_AT_ONCE", 10)

    parted = blocking.candidates(query, part, 0, 3, 12)

    assert set(whole[0].works.tolist()) == {0, 1}
    for one, other in zip((*whole[0], whole[1]), (*parted[0], parted[1]), strict=True):
        assert one.tobytes() == other.tobytes()
