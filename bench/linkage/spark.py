"""Hold Spark to the embedded engine: the same links, and what each costs.

``python bench/linkage/spark.py LABELLED DATA [--sizes N ...] [--works N] [--parts N]
[--master URL]``: LABELLED holds ``dblp_acm_works.csv`` and ``dblp_acm_catalog.csv``,
DATA the registers that `damage` makes catalogs of. Each run is a process of its own,
with what it starts: seconds from its start to its end, and the most memory that all of
its processes held at once (shared pages counted once). Exit code 1 if any link differs.
"""

import argparse
import contextlib
import pickle
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import numpy as np
import psutil
from damage import catalog_of, columns_of, names
from labelled import columns, read

from compliance.datafiles import root
from compliance.linkage.matching import engine
from compliance.linkage.matching.engine import Linked
from compliance.linkage.matching.index import build, load, save
from compliance.linkage.matching.table import Columns, table_of
from compliance.linkage.names import load_confusables
from compliance.linkage.spark.engine import link

WORKS, RESULT = "works.pickle", "result-{}.npz"
ENGINES = ("embedded", "spark")


class Cost(NamedTuple):
    """What a run cost."""

    wall: float
    cpu: float
    peak: float
    """MiB."""


def main() -> int:
    """Print the table; return 1 if the engines differ."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("labelled", type=Path)
    asked.add_argument("data", type=Path)
    asked.add_argument(
        "--sizes", type=int, nargs="*", default=[10_000, 100_000, 1_000_000]
    )
    asked.add_argument("--works", type=int, default=20_000)
    asked.add_argument("--parts", type=int, default=4)
    asked.add_argument("--master", default="local[2]")
    given = asked.parse_args()
    print(
        "| Catalog | Entries | Works | Links | Engine | Wall s | CPU s | Peak MiB | Same |"
    )
    print("|---|---:|---:|---:|---|---:|---:|---:|---|")
    same = compared("dblp_acm", articles(given.labelled), given.parts, given.master)
    pool = names(given.data)
    for size in given.sizes:
        entries, works, _ = catalog_of(pool, size, given.works)
        both = Columns(*columns_of(works)), Columns(*columns_of(entries))
        del entries, works
        same &= compared("damaged", both, given.parts, given.master)
    return 0 if same else 1


def articles(folder: Path) -> tuple[Columns, Columns]:
    """Return the works and the entries of the published set."""
    works, entries = (
        columns(read(folder / f"dblp_acm_{each}.csv")) for each in ("works", "catalog")
    )
    return works, entries


def compared(name: str, both: tuple[Columns, Columns], parts: int, master: str) -> bool:
    """Print the lines of one catalog; return whether the engines agree."""
    works, entries = both
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        written(works, entries, parts, folder)
        costs = {each: measured(each, folder, master) for each in ENGINES}
        results = [np.load(folder / RESULT.format(each)) for each in ENGINES]
        same = all(
            results[0][key].tobytes() == results[1][key].tobytes()
            for key in results[0].files
        )
        for each, cost in costs.items():
            print(
                f"| {name} | {len(entries.title):,} | {len(works.title):,} "
                f"| {len(results[0]['works']):,} | {each} | {cost.wall:.1f} "
                f"| {cost.cpu:.1f} | {cost.peak:,.0f} | {'yes' if same else 'NO'} |",
                flush=True,
            )  # fmt: skip
    return same


def written(works: Columns, entries: Columns, parts: int, folder: Path) -> None:
    """Write the works, and the entries as an index of some parts."""
    letters = load_confusables(root())
    with (folder / WORKS).open("wb") as file:
        pickle.dump(table_of(works, letters), file)
    size = -(-len(entries.title) // parts)
    for place in range(parts):
        part = folder / f"part-{place}"
        part.mkdir()
        some = Columns(*(each[place * size : (place + 1) * size] for each in entries))
        save(build(table_of(some, letters)), part)


def measured(name: str, folder: Path, master: str) -> Cost:
    """Run one engine and return what it cost."""
    begin = time.perf_counter()
    run = subprocess.Popen([sys.executable, __file__, "--one", name, folder, master])
    peak, seconds = 0.0, dict[int, float]()
    while run.poll() is None:
        peak = max(peak, looked_at(run.pid, seconds))
        time.sleep(0.1)
    if run.returncode:
        sys.exit(f"{name}: exit code {run.returncode}")
    return Cost(time.perf_counter() - begin, sum(seconds.values()), peak)


def looked_at(pid: int, seconds: dict[int, float]) -> float:
    """Return the MiB that a process and all that it started hold.

    What each has used of the processor so far is noted by its number; Java does not
    wait for its Python workers, so that the system does not add it up.
    """
    total = 0
    for each in [psutil.Process(pid), *psutil.Process(pid).children(recursive=True)]:
        # Some end while they are looked at.
        with contextlib.suppress(psutil.Error):
            used = each.cpu_times()
            seconds[each.pid] = used.user + used.system
            total += each.memory_full_info().pss
    return total / 2**20


def one(name: str, folder: Path, master: str) -> None:
    """Link with one engine and write what it found."""
    with (folder / WORKS).open("rb") as file:
        works = pickle.load(file)  # noqa: S301  # written by this bench
    parts = sorted(folder.glob("part-*"))
    engines: dict[str, Callable[[], Linked]] = {
        "embedded": lambda: engine.link(works, engine.Catalog(list(map(load, parts)))),
        "spark": lambda: link(works, parts, master=master),
    }
    found = engines[name]()
    levels = {f"levels-{place}": each for place, each in enumerate(found.levels)}
    weights = {f"weights-{i}": each for i, each in enumerate(found.model.weights)}
    told = dict(zip(("works", "rows", "probability", "weight"), found, strict=False))
    np.savez(folder / RESULT.format(name), **told, **levels, **weights)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        one(sys.argv[2], Path(sys.argv[3]), sys.argv[4])
    else:
        sys.exit(main())
