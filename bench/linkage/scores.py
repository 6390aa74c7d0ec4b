"""How good pairs with a probability are, held against the truth.

A pair is one number, as `sets.paired` gives it; the truth is ascending.
"""

from typing import Any, NamedTuple

import numpy as np
from sets import I64

F64 = np.ndarray[tuple[int], np.dtype[np.float64]]


class Score(NamedTuple):
    """Shares from 0 to 1."""

    f1: float
    precision: float
    recall: float


def is_true(pairs: I64, truth: I64) -> Any:
    """Return of each pair whether it is one of the truth."""
    place = np.minimum(np.searchsorted(truth, pairs), max(0, len(truth) - 1))
    return truth[place] == pairs if len(truth) else np.zeros(len(pairs), bool)


def score(pairs: I64, said: F64, truth: I64, least: float) -> Score:
    """Return the score of the pairs that are at least so likely."""
    chosen = np.unique(pairs[said >= least])
    right = int(is_true(chosen, truth).sum())
    return _score(right, len(chosen), len(truth))


def _score(right: int, chosen: int, true: int) -> Score:
    precision, recall = right / max(1, chosen), right / max(1, true)
    return Score(
        2 * precision * recall / max(1e-9, precision + recall), precision, recall
    )


def best(pairs: I64, said: F64, truth: I64) -> float:
    """Return the F1 at the cut-off that is best for it, which only the truth knows."""
    if not len(pairs):
        return 0.0
    order = np.lexsort((pairs, -said))
    _, first = np.unique(pairs[order], return_index=True)
    order = order[np.sort(first)]
    right = np.cumsum(is_true(pairs[order], truth))
    taken = np.arange(1, len(order) + 1)
    # Pairs that are equally likely are taken together.
    whole = np.append(said[order][1:] != said[order][:-1], True)
    return float((2 * right / (taken + len(truth)))[whole].max())


def of_each_work(pairs: I64, said: F64) -> Any:
    """Return places of the likeliest pair of each work; of equal ones, the first row."""
    order = np.lexsort((pairs & 0xFFFFFFFF, -said, pairs >> 32))
    works = pairs[order] >> 32
    return order[np.append(True, works[1:] != works[:-1])] if len(order) else order


def calibration(pairs: I64, said: F64, truth: I64, least: float = 0.1) -> float:
    """Return the expected calibration error over ten bins, of pairs from `least` on."""
    right = is_true(pairs, truth)
    chosen = said >= least
    right, said = right[chosen], said[chosen]
    bins = np.minimum((said * 10).astype(int), 9)
    return float(
        sum(
            (bins == each).mean()
            * abs(said[bins == each].mean() - right[bins == each].mean())
            for each in np.unique(bins)
        )
    )
