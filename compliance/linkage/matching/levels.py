"""Levels of agreement: what a comparison comes to, in few enough steps to learn from.

A level of a name says how much of the poorer side is met, how much of the better
side, and how much the words that are met say, against what it takes to single out
one entry of the catalog. So agreement on a common title is another level than
agreement on a rare one, and has its own weight.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from compliance.linkage.matching.blocking import F64
from compliance.linkage.matching.comparison import Agreement
from compliance.linkage.matching.tokens import I64

I16 = NDArray[np.int16]

TITLE, CREATORS, CONTAINER, YEAR, MARKS, LEAD = range(6)
NAMES: Final = ("title", "creators", "container", "year", "marks", "lead")
MISSING: Final = 0
"""Level of a field that neither side, or only one, has."""
_POORER: Final = np.array([0.3, 0.5, 0.7, 0.85, 0.97])
_BETTER: Final = np.array([0.5, 0.85, 0.97])
_ALONE: Final = np.array([0.3, 0.7, 0.9])
_SAID: Final = np.array([0.35, 0.7, 1.1])
_SAIDS: Final = len(_SAID) + 1
_BOTH: Final = (len(_POORER) + 1) * (len(_BETTER) + 1) * _SAIDS
_NAME: Final = 1 + _BOTH + (len(_ALONE) + 1) * _SAIDS
_YEARS: Final = np.array([1, 2, 3, 6, 12])
_LEADS: Final = np.array([-0.3, -0.15, -0.05, -1e-9, 0.05, 0.1, 0.2, 0.35, 0.5])
SIZES: Final = (_NAME, _NAME, _NAME, len(_YEARS) + 2, 4, len(_LEADS) + 2)
"""How many levels each field has, and the lead over other candidates."""
_OWN: Final = 0.15
"""Share of a title that must stand in it alone for the rest not to count."""
_NONE: Final = -1.0


class Shares(NamedTuple):
    """How much of a field is met, on the work's and on the entry's side, by pair.

    Shares are from 0 to 1, and -1 where the side has no such field.
    """

    work: F64
    entry: F64
    said: F64
    """What the words that are met say, against singling out one entry."""


class NameLevel(NamedTuple):
    """What the level of a name says; each place counts up from the least."""

    poorer: int
    """How much of the poorer side is met, 0 to 5; -1 where one side has no such field."""
    better: int
    """How much of the better side is met, 0 to 3."""
    said: int
    """How much the words that are met say, 0 to 3: 3 singles out one entry."""


class Levels(NamedTuple):
    """The level of each field, by pair."""

    fields: tuple[I16, ...]
    whole: F64
    """Share of all words that are met on both sides, from 0 to 1."""


def levels_of(agreement: Agreement, total: int) -> Levels:
    """Return the levels of pairs with a catalog of `total` entries."""
    names = [_name_levels(shares(agreement, field, total)) for field in range(3)]
    years = _year_levels(*agreement.years)
    return Levels((*names, years, _mark_levels(agreement)), _whole(agreement))


def name_level(level: int) -> NameLevel | None:
    """Return what the level of a title, creator or container says; `None` if missing.

    >>> name_level(96), name_level(97), name_level(MISSING)
    (NameLevel(poorer=5, better=3, said=3), NameLevel(poorer=-1, better=0, said=0), None)
    """
    if level == MISSING:
        return None
    told, said = divmod(level - 1, _SAIDS)
    if level > _BOTH:
        return NameLevel(-1, told - _BOTH // _SAIDS, said)
    return NameLevel(*divmod(told, len(_BETTER) + 1), said)


def cautious(fields: Sequence[I16]) -> NDArray[np.bool_]:
    """Return for each pair whether what agrees cannot make it likely, however rare it is.

    So it is where no creators are compared, and where the title is missing on one side
    or made of words that stand in many titles while the creators hardly agree.
    """
    title, creators = (_NAME_LEVELS[fields[field]] for field in (TITLE, CREATORS))
    poorer, said = title[..., 0], title[..., 2]
    unnamed = (creators[..., 0] < 0) & (creators[..., 1] < len(_ALONE))
    common = (said < _TELLING) & (creators[..., 0] < _MOSTLY)
    return unnamed | (poorer < 0) | common


def lead_levels(works: I64, whole: F64) -> I16:
    """Return by how much more is met of each pair than of the best other of its work.

    Pairs are sorted by work. Where many entries are equally good, none leads.
    """
    new = np.ones(len(works), dtype=bool)
    new[1:] = works[1:] != works[:-1]
    firsts = np.flatnonzero(new)
    if not len(firsts):
        return np.zeros(0, dtype=np.int16)
    sizes = np.diff(np.append(firsts, len(works)))
    best = np.maximum.reduceat(whole, firsts)
    ranked = whole[np.lexsort((-whole, works))]
    second = np.where(sizes > 1, ranked[np.minimum(firsts + 1, len(works) - 1)], 0.0)
    best, second = np.repeat(best, sizes), np.repeat(second, sizes)
    lead = whole - np.where(whole == best, second, best)
    return (np.digitize(lead, _LEADS) + 1).astype(np.int16)


def shares(agreement: Agreement, field: int, total: int) -> Shares:
    """Return how much of a field is met.

    A title often repeats the creator or the container, and these words say nothing of
    the work; so words that stand elsewhere too count only if there are no others.
    """
    sides = []
    said = []
    for side in range(2):
        mass = agreement.mass[side][field]
        met = agreement.same[side][field] + agreement.moved[side][field]
        share = _share(met, mass)
        if field == TITLE:
            own, own_met = agreement.own[side][field], agreement.own_same[side][field]
            telling = own > _OWN * mass
            share = np.where(telling, _share(own_met, own), share)
            met = np.where(telling, own_met, agreement.same[side][field])
        sides.append(np.where(mass > 0, share, _NONE))
        said.append(np.where(mass > 0, met, np.inf))
    both = np.minimum(*said)
    return Shares(
        sides[0], sides[1], np.where(np.isinf(both), 0.0, both) / np.log(total + 1.0)
    )


def _share(part: F64, whole: F64) -> F64:
    return np.minimum(part / np.maximum(whole, 1e-9), 1.0)


def _name_levels(found: Shares) -> I16:
    poorer = np.minimum(found.work, found.entry)
    better = np.maximum(found.work, found.entry)
    said = np.digitize(found.said, _SAID)
    both = (
        np.digitize(poorer, _POORER) * (len(_BETTER) + 1) + np.digitize(better, _BETTER)
    ) * _SAIDS + said
    alone = np.digitize(better, _ALONE) * _SAIDS + said
    level = np.where(poorer >= 0, 1 + both, 1 + _BOTH + alone)
    return np.where(better >= 0, level, MISSING).astype(np.int16)


def _year_levels(work: I16, entry: I16) -> I16:
    apart = np.abs(work.astype(np.int32) - entry.astype(np.int32))
    known = (work > 0) & (entry > 0)
    return np.where(known, np.digitize(apart, _YEARS) + 1, MISSING).astype(np.int16)


def _mark_levels(agreement: Agreement) -> I16:
    """Return 0 for no marks, 1 for the same, 2 for more on one side, 3 for others."""
    lacking = [count > 0 for count in agreement.marks]
    some = lacking[0] | lacking[1]
    level = np.where(some, np.where(lacking[0] & lacking[1], 3, 2), 1)
    return np.where(some | (agreement.same_marks > 0), level, 0).astype(np.int16)


def _whole(agreement: Agreement) -> F64:
    met = [
        _share(
            (agreement.same[side] + agreement.moved[side]).sum(axis=0),
            agreement.mass[side].sum(axis=0),
        )
        for side in range(2)
    ]
    return 2 * met[0] * met[1] / np.maximum(met[0] + met[1], 1e-9)


_TELLING: Final = 2
_MOSTLY: Final = 3
_NAME_LEVELS: Final = np.array(
    [name_level(level) or (-1, -1, -1) for level in range(_NAME)]
)
