"""Score the name engine on labelled sets: ``python bench/linkage/labelled.py FOLDER``.

FOLDER holds ``NAME.csv`` (linked with itself) or ``NAME_works.csv`` and
``NAME_catalog.csv``, with ``NAME_truth.csv``; columns ``record_id, title, creators,
year, container`` and ``left, right``. The truth is used for the score alone.
"""

import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from scores import calibration, is_true, score
from sets import Set, labelled, paired, pieces

from compliance.datafiles import root
from compliance.linkage.matching.assumed import load_assumed
from compliance.linkage.matching.engine import Catalog, link
from compliance.linkage.matching.index import build
from compliance.linkage.matching.table import Columns, Table, TableMaker
from compliance.linkage.names import load_confusables


def main() -> None:
    """Print the table."""
    print("| Set | F1 at 0.5 | Precision at 0.9 | Recall at 0.9 | Calibration error |"
          " True pairs among candidates | Seconds |")  # fmt: skip
    print("|---|---:|---:|---:|---:|---:|---:|")
    folder = Path(sys.argv[1])
    for file in sorted(folder.glob("*_truth.csv")):
        name = file.stem.removesuffix("_truth")
        with tempfile.TemporaryDirectory() as made:
            print(f"| {name} | {scored(labelled(folder, name, Path(made)))} |")


def scored(given: Set) -> str:
    """Return the cells of one set."""
    begin = time.perf_counter()
    catalog = Catalog([build(table(given.entries))])
    assumed = load_assumed(root())
    found = link(table(given.works), catalog, itself=given.itself, assumed=assumed)
    seconds = time.perf_counter() - begin
    pairs, truth = paired(found.works, found.rows, itself=given.itself), given.truth()
    half, most = (score(pairs, found.probability, truth, least) for least in (0.5, 0.9))
    among = is_true(np.unique(pairs), truth).sum() / len(truth)
    return (
        f"{half.f1:.4f} | {most.precision:.4f} | {most.recall:.4f}"
        f" | {calibration(pairs, found.probability, truth):.4f} | {among:.4f}"
        f" | {seconds:.1f}"
    )


def table(files: list[Path]) -> Table:
    """Return the words of the names in files."""
    maker = TableMaker(load_confusables(root()))
    for columns in pieces(files):
        maker.add(Columns(*columns))
    return maker.table()


if __name__ == "__main__":
    main()
