"""Levels of agreement that are assumed before the data at hand say better."""

from functools import cache
from pathlib import Path
from typing import Any, Final

import numpy as np

from compliance import datafiles
from compliance.errors import RulebookError
from compliance.linkage.matching.blocking import F64
from compliance.linkage.matching.levels import NAMES, SIZES
from compliance.linkage.matching.weights import Counts

_FILE: Final = Path("regulations", "linkage", "levels.toml")


@cache
def load_assumed(root: Path) -> Counts:
    """Return the pairs that are assumed, by field and level.

    They weigh as much as some fifty pairs that are one work, so a list of a few works is
    judged by them, and a long one by itself.

    Raises:
        RulebookError: the file is not as it should be.
    """
    raw = datafiles.read_toml(root / _FILE)
    return Counts(*(_kind(raw.get(kind), kind) for kind in Counts._fields))


def _kind(raw: Any, kind: str) -> tuple[F64, ...]:
    counts = []
    for field, size in zip(NAMES, SIZES, strict=True):
        try:
            values = np.array(raw[field], dtype=np.float64)
        except (TypeError, KeyError, ValueError):
            values = np.zeros(0)
        if values.shape != (size,) or not (values >= 0).all():
            raise RulebookError(
                "linkage-levels",
                where=f"{_FILE.parent.name}/{_FILE.name}",
                what=f"{kind}.{field} is not as it should be",
                why=f"it is a list of {size} counts, none below 0",
                remedy="write it again with bench/linkage/assumed.py",
            )
        counts.append(values)
    return tuple(counts)
