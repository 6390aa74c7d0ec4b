import os
import random
from itertools import pairwise

import pytest

from compliance.linkage.matching import engine
from compliance.linkage.matching.engine import Catalog, Linked, link
from compliance.linkage.matching.index import Part, build
from compliance.linkage.matching.table import Columns, table_of

WORKS = 90
SYLLABLES = ("ba", "ce", "do", "fin", "gar", "hel", "jo", "ka", "lum", "mer", "nox")


def names(rows: int, draw: random.Random) -> Columns:
    """Return invented titles and creators, of common words and of rare ones."""
    common = [_word(draw) for _ in range(12)]
    titles, creators = (
        [
            " ".join([draw.choice(common), *(_word(draw) for _ in range(words))])
            for _ in range(rows)
        ]
        for words in (3, 1)
    )
    return Columns(titles, creators, ["1998"] * rows, [""] * rows)


def _word(draw: random.Random) -> str:
    return "".join(draw.choice(SYLLABLES) for _ in range(4))


@pytest.fixture(scope="module")
def entries() -> Columns:
    """Return the names of a catalog."""
    return names(4 * WORKS, random.Random(4))  # noqa: S311  # nothing secret is drawn


def linked(entries: Columns, cuts: tuple[int, ...] = ()) -> Linked:
    """Link some of the entries, misspelt, with a catalog in parts."""
    titles = [f"{title[:9]}x{title[9:]}" for title in entries.title[::4]]
    works = [titles, *(column[::4] for column in entries[1:])]
    edges = [0, *cuts, len(entries.title)]
    parts = [_part(entries, *each) for each in pairwise(edges)]
    return link(table_of(Columns(*works), {}), Catalog(parts))


def _part(entries: Columns, first: int, last: int) -> Part:
    return build(table_of(Columns(*(each[first:last] for each in entries)), {}))


def test_threads_and_batches_change_no_digit(
    entries: Columns, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One batch on one thread, many on many: every pair and digit is the same."""
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    one = linked(entries)
    monkeypatch.setattr(os, "cpu_count", lambda: 4)
    monkeypatch.setattr(engine, "BATCH", 7)

    many = linked(entries)

    assert len(one.works) > WORKS
    for mine, theirs in zip(
        (*one[:4], *one.levels), (*many[:4], *many.levels), strict=True
    ):
        assert mine.tobytes() == theirs.tobytes()


def test_parts_give_the_links_of_the_whole(entries: Columns) -> None:
    """Entries in two parts have the links that they have in one."""
    whole, parts = linked(entries), linked(entries, (2 * WORKS - 30,))

    found = [
        {
            (work, row)
            for work, row, said in zip(*(c.tolist() for c in each[:3]), strict=True)
            if said >= 0.5
        }
        for each in (whole, parts)
    ]
    assert found[0] == found[1]
    assert len(found[0]) >= WORKS * 0.9
