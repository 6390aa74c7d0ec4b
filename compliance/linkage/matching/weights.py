"""Weights of agreement, learnt from the pairs themselves, without labels.

A weight is the logarithm of how much more often a level is met among pairs that are
the same than among pairs that are not (Fellegi and Sunter, 1969). Both are found by
expectation maximisation over candidates *in competition*: a work is one of its
candidates or none, so that runners-up show what pairs look like that are not the
same. Where the data say clearly that works have several entries each, candidates do
not compete; and where another work fits an entry clearly better, this one gives way.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from compliance.linkage.matching.blocking import F64
from compliance.linkage.matching.levels import LEAD, MISSING, SIZES
from compliance.linkage.matching.tokens import I64

_ROUNDS: Final = 100
_STILL: Final = 1e-4
"""Change of a probability below which learning ends."""
_BLUR: Final = 0.5
"""Pairs assumed at every level, spread over both kinds."""
_CLEARLY: Final = 1.0
"""Nats a matched work must gain before works are taken to have several entries, and
by which another work must fit an entry better for this one to give way."""
_ONE_EACH: Final = 20.0
"""Matched works with an entry each, assumed, so that a few works decide nothing."""
_LEAD_COUNTS: Final = 0.5
"""What of its own weight a lead counts, as it partly says again what names say."""
_LARGEST: Final = 40.0
_START: Final = (0.65, 25.0)
"""Where learning starts: the share of all words that is met at which a pair is as
likely the same as not, and how steeply that rises."""


class Evidence(NamedTuple):
    """What is known of pairs; sorted by work."""

    works: I64
    rows: I64
    fields: Sequence[np.ndarray[tuple[int], np.dtype[np.int16]]]
    whole: F64

    def at(self, places: NDArray[np.integer | np.bool_]) -> "Evidence":
        """Return some of the pairs."""
        fields = [levels[places] for levels in self.fields]
        return Evidence(
            self.works[places], self.rows[places], fields, self.whole[places]
        )


class Counts(NamedTuple):
    """How often each level is met among pairs of known kind, by field."""

    same: tuple[F64, ...]
    other: tuple[F64, ...]


class Model(NamedTuple):
    """What was learnt."""

    weights: tuple[F64, ...]
    """By field and level, in nats."""
    found: float
    """Share of works that have an entry; of pairs that are the same, if `several`."""
    several: bool
    """Whether works have several entries each."""


class Judged(NamedTuple):
    """What a model says of pairs, before works that share an entry are compared."""

    rows: I64
    weight: F64
    """In nats."""
    odds: F64
    """Against the work having no entry at all."""
    rivals: F64
    """The sum of the odds of all pairs of the work."""

    def at(self, places: NDArray[np.integer | np.bool_]) -> "Judged":
        """Return some of the pairs."""
        return Judged(*(column[places] for column in self))


def learn(pairs: Evidence, known: Counts | None = None) -> Model:
    """Return weights for `pairs`, which may be a part of those to be judged.

    Args:
        pairs: The evidence.
        known: Levels of pairs whose kind is known, counted beside those learnt from.
    """
    steepness = _START[1] * (pairs.whole - _START[0])
    start = 1.0 / (1.0 + np.exp(-steepness))
    apart = pairs._replace(fields=pairs.fields[:LEAD])
    one, _, fit_one = _rounds(apart, start, known, several=False)
    frozen = _logs(apart, one, known)[0]
    some, _, fit_some = _rounds(apart, one, known, several=True, frozen=frozen)
    gain = (fit_some - fit_one) / (_ONE_EACH + float(one.sum()))
    several = gain >= _CLEARLY
    if several:
        return _rounds(apart, some, known, several=True)[1]
    return _rounds(pairs, one, known, several=False)[1]


def probabilities(pairs: Evidence, model: Model) -> tuple[F64, F64]:
    """Return the probability that each pair is the same, and its weight in nats."""
    judged = judged_of(pairs, model)
    return settled(judged, model), judged.weight


def judged_of(pairs: Evidence, model: Model) -> Judged:
    """Return what a model says of all pairs of some works."""
    weight = weight_of(pairs, model)
    odds = _odds(pairs, weight, model)
    return Judged(pairs.rows, weight, odds, _of_work(pairs.works, odds))


def settled(judged: Judged, model: Model) -> F64:
    """Return the probabilities of all pairs of some entries, which are sorted by work."""
    if model.several:
        return judged.odds / (1.0 + judged.odds)
    shared = _shared(judged.rows)
    better = _fitting_better(judged.rows, judged.weight, judged.odds, shared)
    rivals = judged.rivals + better
    return judged.odds / (1.0 + rivals)


def weight_of(pairs: Evidence, model: Model) -> F64:
    """Return the sum of the weights of each pair's levels."""
    total = np.zeros(len(pairs.works))
    for weights, levels in zip(model.weights, pairs.fields, strict=False):
        total += weights[levels]
    return total


def _rounds(
    pairs: Evidence,
    same: F64,
    known: Counts | None,
    *,
    several: bool,
    frozen: Sequence[F64] | None = None,
) -> tuple[F64, Model, float]:
    """Return probabilities, what was learnt, and how well it fits (log likelihood).

    `frozen` are the logarithms of how often levels are met among pairs that are the
    same, if these are not to be learnt again.
    """
    model = Model((), 0.0, several)
    shared = _shared(pairs.rows)
    fit = 0.0
    for _ in range(_ROUNDS):
        logs = _logs(pairs, same, known)
        alike = frozen if frozen is not None else logs[0]
        weights = tuple(a - b for a, b in zip(alike, logs[1], strict=True))
        for each in weights[:LEAD]:
            each[MISSING] = 0.0
        for each in weights[LEAD:]:
            np.multiply(each, _LEAD_COUNTS, out=each)
        model = Model(weights, _found(pairs, same, several), several)
        weight = weight_of(pairs, model)
        odds = _odds(pairs, weight, model)
        unlike = sum(
            log[levels].sum() for log, levels in zip(logs[1], pairs.fields, strict=True)
        )
        if several:
            new = odds / (1.0 + odds)
            fit = float(unlike + np.log((1.0 - model.found) * (1.0 + odds)).sum())
        else:
            rivals = _of_work(pairs.works, odds)
            firsts = _firsts(pairs.works)
            fit = float(
                unlike + np.log((1.0 - model.found) * (1.0 + rivals[firsts])).sum()
            )
            if frozen is None:
                rivals = rivals + _fitting_better(pairs.rows, weight, odds, shared)
            new = odds / (1.0 + rivals)
        still = not len(new) or float(np.abs(new - same).max()) < _STILL
        same = new
        if still:
            break
    return same, model, fit


def _logs(
    pairs: Evidence, same: F64, known: Counts | None
) -> tuple[list[F64], list[F64]]:
    """Return logarithms of how often levels are met, of both kinds, by field."""
    share = float(same.mean()) if len(same) else 0.5
    logs: tuple[list[F64], list[F64]] = ([], [])
    for place, (levels, size) in enumerate(zip(pairs.fields, SIZES, strict=False)):
        for kind, (weights, blur) in enumerate(
            ((same, share), (1.0 - same, 1 - share))
        ):
            counts = np.bincount(levels, weights, size) + _BLUR * blur
            if known is not None:
                counts += known[kind][place]
            logs[kind].append(np.log(counts / counts.sum()))
    return logs


def _found(pairs: Evidence, same: F64, several: bool) -> float:
    """Return the share that is found; one is taken to be found and one not beside them."""
    asked = len(same) if several else len(_firsts(pairs.works))
    return float(np.clip((same.sum() + 1) / (asked + 2), 1e-3, 1 - 1e-3))


def _odds(pairs: Evidence, weight: F64, model: Model) -> F64:
    """Return the odds of each pair against the work having no entry at all."""
    odds = np.full(len(weight), model.found / (1.0 - model.found))
    if not model.several:
        odds /= _of_work(pairs.works, np.ones(len(pairs.works)))
    return np.asarray(odds * np.exp(np.clip(weight, -_LARGEST, _LARGEST)))


def _firsts(works: I64) -> I64:
    return (
        np.flatnonzero(np.append(True, works[1:] != works[:-1]))
        if len(works)
        else works
    )


def _of_work(works: I64, values: F64) -> F64:
    """Return for each pair the sum of `values` over the pairs of its work."""
    firsts = _firsts(works)
    if not len(firsts):
        return values
    sizes = np.diff(np.append(firsts, len(works)))
    return np.repeat(np.add.reduceat(values, firsts), sizes)


def _shared(rows: I64) -> I64:
    """Return the places of pairs whose entry other pairs have too.

    >>> _shared(np.array([7, 3, 7, 5])).tolist()
    [0, 2]
    """
    order = np.argsort(rows, kind="stable")
    same = rows[order][1:] == rows[order][:-1]
    others = np.append(same, False) | np.append(False, same)
    return np.sort(order[others[: len(rows)]])


def _fitting_better(rows: I64, weight: F64, odds: F64, shared: I64) -> F64:
    """Return for each pair the odds of other works that fit its entry clearly better.

    The pairs of an entry are summed by themselves: no other entry changes a digit.
    `shared` are the pairs that are not alone with their entry.
    """
    result = np.zeros(len(odds))
    if not len(shared):
        return result
    order = shared[np.lexsort((-weight[shared], rows[shared]))]
    row, sorted_weight = rows[order], weight[order]
    starts = np.searchsorted(row, row)
    sums = _running(odds[order], np.arange(len(row)) - starts)
    spread = 4 * _LARGEST * len(SIZES)
    place = row * spread - np.clip(sorted_weight, -_LARGEST, _LARGEST)
    better = np.searchsorted(place, place - _CLEARLY)
    result[order] = np.where(better > starts, sums[better - 1], 0.0)
    return result


def _running(values: F64, rank: I64) -> F64:
    """Return the sums of the values of each group up to each of them.

    `rank` counts from 0 within a group. A sum depends on the values of its group several_of.

    >>> _running(np.array([1.0, 2.0, 3.0, 9.0]), np.array([0, 1, 2, 0])).tolist()
    [1.0, 3.0, 6.0, 9.0]
    """
    sums = values.copy()
    step = 1
    while len(later := np.flatnonzero(rank >= step)):
        sums[later] = sums[later] + sums[later - step]
        step *= 2
    return sums
