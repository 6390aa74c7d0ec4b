"""Identifiers and names as one probability, on pairs made by hand."""

import numpy as np
import pytest

from compliance.linkage.listed.exactly import Exact
from compliance.linkage.listed.judging import HELD, POSSIBLE, SURE, judged, told_of
from compliance.linkage.matching.engine import Linked
from compliance.linkage.matching.levels import (
    LEAD,
    SIZES,
    Levels,
    cautious,
    name_level,
)
from compliance.linkage.matching.reasons import reasons_of
from compliance.linkage.matching.weights import Model
from compliance.model import Method

FULL = 96
"""The level of a name that agrees in full, in words that single out an entry."""


def linked(
    pairs: list[tuple[int, int, float]], *, several: bool = False, creators: int = FULL
) -> Linked:
    """Return pairs of work, row and probability whose titles agree in full."""
    size = len(pairs)
    levels = [np.full(size, FULL if f == 0 else 0, np.int16) for f in range(LEAD + 1)]
    levels[1][:] = creators
    # What is missing says nothing.
    weights = tuple(np.append(0.0, np.linspace(-2.0, 2.0, n - 1)) for n in SIZES)
    return Linked(
        np.array([each[0] for each in pairs], np.int64),
        np.array([each[1] for each in pairs], np.int64),
        np.array([each[2] for each in pairs]),
        np.zeros(size),
        levels,
        Model(weights, 0.5, several),
    )


def between(*levels: int) -> Levels:
    """Return how far the titles of exact pairs agree; nothing else is compared."""
    fields = [np.zeros(len(levels), np.int16) for _ in range(LEAD)]
    fields[0] = np.array(levels, np.int16)
    return Levels(tuple(fields), np.zeros(len(levels)))


def exact(work: int, row: int) -> Exact:
    """Return a pair whose identifiers agree."""
    return Exact(work, row, Method.IDENTIFIER, ("ISBN agrees",))


def test_an_identifier_leaves_less_to_other_entries() -> None:
    """Unless works have several entries each; other works are not touched."""
    pairs = [(0, 1, 0.8), (0, 2, 0.2), (1, 3, 0.8)]

    one = judged(linked(pairs), [exact(0, 5)], between(FULL))
    some = judged(linked(pairs, several=True), [exact(0, 5)], between(FULL))

    assert list(one.rows) == [5, 1, 2, 3]
    assert list(one.exact) == [0, -1, -1, -1]
    assert one.probability[1] == pytest.approx(0.8 * (1 - one.probability[0]))
    assert one.probability[3] == 0.8
    assert list(some.rows) == [5, 1, 2, 3]
    assert list(some.probability[1:]) == [0.8, 0.2, 0.8]


def test_a_pair_that_both_find_stands_once() -> None:
    """As the identifier's, its lead not counted."""
    found = judged(linked([(0, 5, 0.8)]), [exact(0, 5)], between(FULL))

    assert list(zip(found.works, found.rows, found.exact, strict=True)) == [(0, 5, 0)]
    assert found.levels[LEAD][0] == 0


def test_names_say_how_far_identifiers_are_trusted() -> None:
    """Where names bear them out they are trusted more, where not less, and never below."""
    good = judged(linked([]), [exact(w, w) for w in range(50)], between(*[FULL] * 50))
    bad = judged(linked([]), [exact(w, w) for w in range(50)], between(*[1] * 50))
    silent = judged(linked([]), [exact(0, 0)], between(0))

    assert good.trusted > 0.95 > bad.trusted
    assert good.probability.max() <= SURE
    assert bad.probability.min() >= HELD
    assert silent.probability[0] == pytest.approx(0.95)


def test_without_creators_a_pair_is_possible_at_most() -> None:
    """However likely its names make it."""
    found = judged(linked([(0, 1, 0.99)], creators=0), [], between())

    assert found.probability[0] == POSSIBLE


def test_what_is_told_are_the_likeliest_two_and_all_from_the_least_on() -> None:
    """Of each work, whatever the others have."""
    pairs = [
        (0, 1, 0.9),
        (0, 2, 0.6),
        (0, 3, 0.6),
        (0, 4, 0.1),
        (2, 5, 0.2),
        (3, 6, 0.3),
    ]
    found = judged(linked(pairs), [], between())

    assert list(told_of(found, 0.6).rows) == [1, 2, 3, 5, 6]
    assert list(told_of(found, 0.95).rows) == [1, 2, 5, 6]


def level(poorer: int, said: int) -> int:
    """Return the level of a name that agrees so far on both sides."""
    levels = range(SIZES[0])
    found = ((each, name_level(each)) for each in levels)
    return next(n for n, f in found if f and (f.poorer, f.said) == (poorer, said))


@pytest.mark.parametrize(
    ("title", "creators", "unsure"),
    [
        (FULL, FULL, False),
        (FULL, level(1, 1), False),
        (level(5, 1), level(1, 1), True),
        (level(5, 1), level(4, 1), False),
        (FULL, 0, True),
        (0, FULL, True),
        (97, FULL, True),
        (FULL, 97, True),
        (FULL, SIZES[1] - 1, False),
    ],
)
def test_when_to_be_cautious(title: int, creators: int, unsure: bool) -> None:
    """Without creators, with a title that is missing, or common beside other creators."""
    fields = [np.array([each], np.int16) for each in (title, creators, 0, 0, 0)]

    assert cautious(fields)[0] == unsure


def test_a_lead_in_words() -> None:
    """Another candidate is better, as good, or none is."""
    said = [
        reasons_of([0] * LEAD + [each], [0.0] * (LEAD + 1))[0].said
        for each in (2, 5, 9)
    ]

    assert said == [
        "another candidate agrees better",
        "another candidate agrees as well",
        "no other candidate agrees as well",
    ]
