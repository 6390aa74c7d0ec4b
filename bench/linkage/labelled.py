"""Score the name engine on labelled sets: ``python bench/linkage/labelled.py FOLDER``.

FOLDER holds ``NAME.csv`` (linked with itself) or ``NAME_works.csv`` and
``NAME_catalog.csv``, with ``NAME_truth.csv``; columns ``record_id, title, creators,
year, container`` and ``left, right``. The truth is used for the score alone.
"""

import csv
import sys
import time
from pathlib import Path

import numpy as np

from compliance.datafiles import root
from compliance.linkage.matching.engine import Catalog, Linked, link
from compliance.linkage.matching.index import build
from compliance.linkage.matching.table import Columns, table_of
from compliance.linkage.names import load_confusables

Rows = list[dict[str, str]]
Pairs = set[tuple[int, int]]


def main() -> None:
    """Print the table."""
    print("| Set | F1 at 0.5 | Precision at 0.9 | Recall at 0.9 | Calibration error |"
          " True pairs among candidates | Seconds |")  # fmt: skip
    print("|---|---:|---:|---:|---:|---:|---:|")
    folder = Path(sys.argv[1])
    for file in sorted(folder.glob("*_truth.csv")):
        print(scored(folder, file.stem.removesuffix("_truth")))


def scored(folder: Path, name: str) -> str:
    """Return the line of one set."""
    itself = (folder / f"{name}.csv").is_file()
    works = read(folder / f"{name}{'' if itself else '_works'}.csv")
    entries = works if itself else read(folder / f"{name}_catalog.csv")
    left = {row["record_id"]: place for place, row in enumerate(works)}
    right = {row["record_id"]: place for place, row in enumerate(entries)}
    truth = {
        pair(left[row["left"]], right[row["right"]], itself)
        for row in read(folder / f"{name}_truth.csv")
    }
    letters = load_confusables(root())
    begin = time.perf_counter()
    catalog = Catalog([build(table_of(columns(entries), letters))])
    found = link(table_of(columns(works), letters), catalog, itself=itself)
    seconds = time.perf_counter() - begin
    pairs = [pair(*each, itself) for each in zip(
        found.works.tolist(), found.rows.tolist(), strict=True)]  # fmt: skip
    half, most = (score(found, pairs, truth, least) for least in (0.5, 0.9))
    among = len(set(pairs) & truth) / len(truth)
    return (
        f"| {name} | {half[0]:.4f} | {most[1]:.4f} | {most[2]:.4f} |"
        f" {calibration(found, pairs, truth):.4f} | {among:.4f} | {seconds:.1f} |"
    )


def read(file: Path) -> Rows:
    """Return the rows of a file."""
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def columns(rows: Rows) -> Columns:
    """Return the columns that are compared."""
    return Columns(*([row[name] for row in rows] for name in Columns._fields))


def pair(one: int, other: int, itself: bool) -> tuple[int, int]:
    """Return a pair; within one file its order says nothing."""
    return (min(one, other), max(one, other)) if itself else (one, other)


def score(
    found: Linked, pairs: list[tuple[int, int]], truth: Pairs, least: float
) -> tuple[float, float, float]:
    """Return F1, precision and recall of the pairs that are at least so likely."""
    said = {
        each for each, p in zip(pairs, found.probability, strict=True) if p >= least
    }
    right = len(said & truth)
    precision, recall = right / max(1, len(said)), right / len(truth)
    return 2 * precision * recall / max(1e-9, precision + recall), precision, recall


def calibration(
    found: Linked, pairs: list[tuple[int, int]], truth: Pairs, least: float = 0.1
) -> float:
    """Return the expected calibration error over ten bins, of pairs from `least` on."""
    right = np.array([each in truth for each in pairs])
    chosen = found.probability >= least
    right, said = right[chosen], found.probability[chosen]
    bins = np.minimum((said * 10).astype(int), 9)
    return float(
        sum(
            (bins == each).mean()
            * abs(said[bins == each].mean() - right[bins == each].mean())
            for each in np.unique(bins)
        )
    )


if __name__ == "__main__":
    main()
