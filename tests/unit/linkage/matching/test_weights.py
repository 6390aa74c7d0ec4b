import numpy as np

from compliance.linkage.matching.weights import Judged, Model, settled

MODEL = Model((), 0.5, False)


def test_other_entries_change_no_digit() -> None:
    """However sure the pairs of one entry are, those of another keep their rivals."""
    rows = np.array([7, 7, 9, 9, 9])
    weight = np.array([30.0, 35.0, 1.0, 2.5, 4.0])
    judged = Judged(rows, weight, np.exp(weight), np.exp(weight))
    alone = Judged(*(each[2:] for each in judged))

    together = settled(judged, MODEL)[2:]

    odds = np.exp([1.0, 2.5, 4.0])
    better = [odds[1] + odds[2], odds[2], 0.0]
    assert together.tolist() == settled(alone, MODEL).tolist()
    assert np.allclose(together, odds / (1.0 + odds + better))
