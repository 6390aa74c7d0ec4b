"""Compared pairs on the disk, from the process that found them to the one that tells them."""

from pathlib import Path
from typing import Any

import numpy as np

from compliance.linkage.matching.engine import Linked
from compliance.linkage.matching.levels import SIZES
from compliance.linkage.matching.weights import Model


def save_linked(found: Linked, path: Path) -> None:
    """Write `found` into one file in NumPy's format."""
    arrays: dict[str, np.ndarray[Any, Any]] = {
        "works": found.works,
        "rows": found.rows,
        "probability": found.probability,
        "weight": found.weight,
        "levels": np.array(found.levels, dtype=np.int16).reshape(len(SIZES), -1),
        "found": np.array([found.model.found]),
        "several": np.array([found.model.several]),
    }
    for place, weights in enumerate(found.model.weights):
        arrays[f"weights{place}"] = weights
    with path.open("wb") as file:
        np.savez(file, allow_pickle=False, **arrays)


def load_linked(path: Path) -> Linked:
    """Return what `save_linked` wrote.

    Raises:
        OSError: the file is not there.
        ValueError: it is another.
    """
    with np.load(path, allow_pickle=False) as file:
        weights = [
            file[f"weights{n}"] for n in range(len(SIZES)) if f"weights{n}" in file
        ]
        model = Model(tuple(weights), float(file["found"][0]), bool(file["several"][0]))
        return Linked(
            file["works"],
            file["rows"],
            file["probability"],
            file["weight"],
            list(file["levels"]),
            model,
        )
