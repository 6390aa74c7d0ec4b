"""What identifiers and names say of each pair together, as one probability."""

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from compliance.linkage.listed.exactly import Exact
from compliance.linkage.matching.blocking import F64
from compliance.linkage.matching.engine import Linked
from compliance.linkage.matching.levels import I16, LEAD, MISSING, Levels, cautious
from compliance.linkage.matching.tokens import I64

POSSIBLE: Final = 0.89
"""Most that is said of a pair that the data cannot make likely."""
SURE: Final = 0.999
"""Most that is said of any pair; the rest is a person's to say."""
HELD: Final = 0.5
"""Least that is said of a pair whose identifiers agree, whatever their names are."""
_PRIOR: Final = (19.0, 20.0)
"""Pairs whose identifiers agree, assumed right and assumed at all: before any is seen,
one in twenty is taken to be wrong."""
_ROUNDS: Final = 50
_LARGEST: Final = 40.0


class Judged(NamedTuple):
    """All pairs; by work, likeliest first, then by row."""

    works: I64
    rows: I64
    probability: F64
    levels: Sequence[I16]
    """By field; the lead is missing where identifiers agree."""
    exact: I64
    """Which of the exact pairs it is; -1 for none."""
    trusted: float
    """Share of pairs with an identifier in common that are taken to be one work."""


def judged(linked: Linked, exact: Sequence[Exact], between: Levels) -> Judged:
    """Return every pair with its probability.

    Where identifiers agree, names are evidence beside them: how often such pairs are
    one work is estimated from how many of them the names bear out. Where works have
    an entry each, one that an identifier names leaves less to all others.

    Args:
        linked: Pairs by name.
        exact: Pairs by identifier or address.
        between: How far the names of the exact pairs agree.
    """
    works = np.fromiter((each.work for each in exact), np.int64, len(exact))
    rows = np.fromiter((each.row for each in exact), np.int64, len(exact))
    named = np.zeros(len(exact))
    for weights, levels in zip(linked.model.weights, between.fields, strict=False):
        named += weights[levels]
    some = np.any([levels != MISSING for levels in between.fields], axis=0)
    sure, trusted = _by_identifier(named, some)
    other = ~np.isin(_keys(linked.works, linked.rows), _keys(works, rows))
    probability = np.minimum(linked.probability[other], SURE)
    if not linked.model.several:
        probability = probability * _left(linked.works[other], works, sure)
    unsure = cautious([levels[other] for levels in linked.levels])
    probability[unsure] = np.minimum(probability[unsure], POSSIBLE)
    none = np.full(len(exact), MISSING, dtype=np.int16)
    both_works = np.concatenate([linked.works[other], works])
    both_rows = np.concatenate([linked.rows[other], rows])
    both = np.concatenate([probability, sure])
    order = np.lexsort((both_rows, -both, both_works))
    return Judged(
        both_works[order],
        both_rows[order],
        both[order],
        [
            np.concatenate([own[other], beside])[order]
            for own, beside in zip(
                linked.levels, (*between.fields[:LEAD], none), strict=True
            )
        ],
        np.concatenate([np.full(len(probability), -1), np.arange(len(exact))])[order],
        trusted,
    )


def told_of(found: Judged, least: float) -> Judged:
    """Return the two likeliest pairs of each work, and all from `least` on."""
    works = found.works
    new = np.ones(len(works), dtype=bool)
    new[1:] = works[1:] != works[:-1]
    second = np.zeros(len(works), dtype=bool)
    second[1:] = new[:-1] & ~new[1:]
    kept = new | second | (found.probability >= least)
    return found._replace(
        works=works[kept],
        rows=found.rows[kept],
        probability=found.probability[kept],
        levels=[levels[kept] for levels in found.levels],
        exact=found.exact[kept],
    )


def _keys(works: I64, rows: I64) -> I64:
    return works << 32 | rows


def _by_identifier(named: F64, some: NDArray[np.bool_]) -> tuple[F64, float]:
    """Return the probability of each exact pair, and how far identifiers are trusted."""
    factor = np.exp(np.clip(named, -_LARGEST, _LARGEST))
    trusted = _PRIOR[0] / _PRIOR[1]
    said = np.zeros(len(named))
    for _ in range(_ROUNDS):
        said = trusted * factor / (trusted * factor + 1.0 - trusted)
        right = _PRIOR[0] + float(said[some].sum())
        trusted = right / (_PRIOR[1] + float(some.sum()))
    return np.clip(np.where(some, said, trusted), HELD, SURE), trusted


def _left(asked: I64, works: I64, sure: F64) -> F64:
    """Return what the likeliest exact pair of each asked work leaves to others."""
    most = np.zeros(int(max(asked.max(initial=0), works.max(initial=0))) + 1)
    np.maximum.at(most, works, sure)
    return 1.0 - most[asked]
