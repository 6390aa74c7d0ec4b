"""Count levels of agreement from which learning starts: ``python bench/linkage/assumed.py FOLDER``.

FOLDER holds the public registers of `damage`. Works are damaged entries of them, linked
as any list is; what the engine itself says of their pairs is counted, its truth is not
looked at. The output is ``regulations/linkage/levels.toml``.
"""

import sys
from pathlib import Path

import numpy as np
from damage import catalog_of, columns_of, names

from compliance.datafiles import root
from compliance.linkage.matching.engine import Catalog, link
from compliance.linkage.matching.index import build
from compliance.linkage.matching.levels import CONTAINER, CREATORS, NAMES, SIZES
from compliance.linkage.matching.table import Columns, table_of
from compliance.linkage.matching.weights import Evidence, probabilities
from compliance.linkage.names import load_confusables

SETS = ((100_000, 10_000), (10_000, 1_000), (1_000, 100), (100, 10))
"""Entries and works; each size counts as much as any other. Weights are learnt on the
first, and judge the pairs of all."""
SAME, OTHER = 50, 500
"""Pairs of each kind that the counts stand for."""


def main() -> None:
    """Print the file."""
    pool = names(Path(sys.argv[1]))
    letters = load_confusables(root())
    same = [np.zeros(size) for size in SIZES]
    other = [np.zeros(size) for size in SIZES]
    model = None
    for size, count in SETS:
        times = max(1, 1_000 // count)
        for seed in range(times):
            entries, works, _ = catalog_of(pool, size, count, seed)
            catalog = Catalog([build(table_of(Columns(*columns_of(entries)), letters))])
            found = link(table_of(Columns(*columns_of(works)), letters), catalog)
            model = model or found.model
            none = np.zeros(len(found.works))
            pairs = Evidence(found.works, found.rows, found.levels, none)
            alike = probabilities(pairs, model)[0]
            for field, levels in enumerate(found.levels):
                for kind, p in ((same, alike), (other, 1 - alike)):
                    counted = np.bincount(levels, p, SIZES[field])
                    kind[field] += counted / times / max(1.0, float(p.sum()))
    # None of the registers has containers; they are names like those of creators.
    same[CONTAINER], other[CONTAINER] = same[CREATORS], other[CREATORS]
    print(HEAD)
    for name, kind, total in (("same", same, SAME), ("other", other, OTHER)):
        print(f"\n[{name}]")
        for field, counts in zip(NAMES, kind, strict=True):
            shares = (counts / counts.sum() * total).round(3)
            print(f"{field} = [")
            for begin in range(0, len(shares), 12):
                print(
                    "  " + ", ".join(f"{v:g}" for v in shares[begin : begin + 12]) + ","
                )
            print("]")


HEAD = """\
# How often each level of agreement is met, by field, among pairs that are one work and
# pairs that are not: what is assumed before the data at hand say better. Counted over
# damaged entries of public registers by what the engine says of them, without labels:
# python bench/linkage/assumed.py FOLDER
# None of the registers has containers: their counts are those of creators.
id    = "levels"
title = "Levels of agreement that are assumed\""""


if __name__ == "__main__":
    main()
