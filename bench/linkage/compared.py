"""Our engine beside others, on the same files, in one run.

``python bench/linkage/compared.py SHARED FOLDER [--sizes N ...] [--engines NAME ...]
[--cap SECONDS]`` writes the sets into FOLDER, runs every engine on each in a process
of its own, and prints a table per set. ``FOLDER/results.json`` keeps the figures of
every run, which `plot.py` draws. Needs the extra ``bench``.

Wall and processor seconds are from the start of the process until it knows its links,
reading and normalising included; our index is built once, in a line of its own. The
most memory is that of the process or of one of its children. An engine that takes more
processor time than the cap is stopped.
"""

import argparse
import importlib
import json
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import scores
from sets import Set, generated, labelled, paired, size

Figures = dict[str, Any]

ENGINES: Final = {
    "index": "our index, built once",
    "names": "its names alone, built once",
    "own": "our engine",
    "splink-prefix": "Splink, prefixes",
    "splink-plain": "Splink, prefixes, spelling alone",
    "splink-2-rarest": "Splink, 2 rarest words",
    "splink-3-rarest": "Splink, 3 rarest words",
    "neighbours": "3-gram TF-IDF, 10 nearest",
    "exact": "exact title and creators",
}
COLUMNS: Final = (
    "F1 at 0.5", "F1, best cut-off", "F1, one entry per work", "Precision at 0.5",
    "Recall at 0.5", "Precision at 0.9", "Recall at 0.9", "Calibration error",
    "True pairs among candidates", "Candidates per record", "Wall s", "CPU s", "Peak MB",
)  # fmt: skip
_BUILDS: Final = ("index", "names")
_NO_PROBABILITY: Final = ("neighbours", "exact")
_COSINE: Final = 0.7
"""Where a cosine is taken as "the same"; a probability is at 0.5."""
RESULTS: Final = "results.json"


def main() -> None:
    """Run what is asked for, and print the tables."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("shared", type=Path)
    asked.add_argument("folder", type=Path)
    asked.add_argument("--labelled", nargs="*", default=["musicbrainz", "dblp_acm"])
    asked.add_argument(
        "--sizes", nargs="*", type=int, default=[10_000, 100_000, 1_000_000]
    )
    asked.add_argument("--engines", nargs="*", choices=ENGINES, default=list(ENGINES))
    asked.add_argument(
        "--cap", type=int, default=900, help="processor seconds for one engine"
    )
    asked.add_argument("--show", action="store_true", help="print what was measured")
    asked.add_argument("--one", choices=ENGINES, help=argparse.SUPPRESS)
    given = asked.parse_args()
    if given.one:
        measure(given.one, Set(given.folder), given.cap)
        return
    if given.show:
        show(json.loads((given.folder / RESULTS).read_text()))
        return
    for name in given.labelled:
        if not (given.folder / name).is_dir():
            labelled(given.shared / "linkage", name, given.folder / name)
        compare(given.folder, name, given.engines, given.cap)
    for entries in given.sizes:
        if not (given.folder / str(entries)).is_dir():
            generated(given.shared / "data", entries, given.folder / str(entries))
        compare(given.folder, str(entries), given.engines, given.cap)


def compare(folder: Path, name: str, engines: Sequence[str], cap: int) -> None:
    """Run the engines on a set and print its table."""
    given = Set(folder / name)
    works, entries, truth = size(given.works), size(given.entries), len(given.truth())
    facts = {
        "set": name, "works": works, "entries": entries, "true": truth,
        "itself": given.itself,
    }  # fmt: skip
    print(heading(facts), flush=True)
    for engine in engines:
        figures = measured(engine, given.folder, cap)
        figures |= {"engine": engine, **facts}
        keep(folder / RESULTS, figures)
        print(line(figures), flush=True)


def show(results: Sequence[Figures]) -> None:
    """Print the tables of what was measured before."""
    for name in dict.fromkeys(each["set"] for each in results):
        own = {each["engine"]: each for each in results if each["set"] == name}
        print(heading(next(iter(own.values()))))
        for engine in ENGINES:
            if engine in own:
                print(line(own[engine]))


def heading(facts: Figures) -> str:
    """Return what stands above the lines of a set."""
    works = "linked with itself" if facts["itself"] else f"{facts['works']:,} works"
    return (
        f"\n**{facts['set']}**: {facts['entries']:,} entries, {works},"
        f" {facts['true']:,} true pairs\n\n| Engine | {' | '.join(COLUMNS)} |\n"
        f"|---|{'---:|' * len(COLUMNS)}"
    )


def measured(engine: str, folder: Path, cap: int) -> Figures:
    """Return the figures of one engine; where it did not end, why."""
    result = folder / f"{engine}.json"
    result.unlink(missing_ok=True)
    ended = subprocess.run(
        [
            sys.executable,
            __file__,
            "-",
            str(folder),
            "--one",
            engine,
            "--cap",
            str(cap),
        ],
        check=False,
    )
    if result.is_file():
        figures: Figures = json.loads(result.read_text())
        return figures
    if ended.returncode == -signal.SIGPROF:
        return {"ended": f"over {cap:,}"}
    return {"ended": f"broke off ({ended.returncode})"}


def measure(engine: str, given: Set, cap: int) -> None:
    """Run one engine in this process and write its figures beside the set."""
    begin = time.perf_counter()
    # Unhandled, the signal ends the process even within foreign code.
    signal.setitimer(signal.ITIMER_PROF, cap)
    pairs, said, among = answer(engine, given)
    signal.setitimer(signal.ITIMER_PROF, 0)
    figures: Figures = used(time.perf_counter() - begin)
    if engine not in _BUILDS:
        figures |= quality(engine, given, pairs, said)
        figures |= dict(zip(("candidates", "true_among"), among(), strict=True))
    (given.folder / f"{engine}.json").write_text(json.dumps(figures))


def answer(engine: str, given: Set) -> tuple[Any, Any, Any]:
    """Return pairs, what the engine thinks of each, and a count of its candidates."""
    if engine in (*_BUILDS, "own"):
        own = importlib.import_module("own")
        if engine in _BUILDS:
            getattr(own, engine)(given)
            return None, None, None
        found = own.linked(given)
        pairs = paired(found.works, found.rows, itself=given.itself)
        return pairs, found.probability, lambda: among(pairs, given)
    rivals = importlib.import_module("rivals")
    found = {
        "splink-prefix": rivals.by_prefix,
        "splink-plain": lambda each: rivals.by_prefix(each, plain=True),
        "splink-2-rarest": lambda each: rivals.by_rare_words(each, 2),
        "splink-3-rarest": lambda each: rivals.by_rare_words(each, 3),
        "neighbours": rivals.neighbours,
        "exact": rivals.exact,
    }[engine](given)
    pairs = paired(found.works, found.rows, itself=given.itself)
    return pairs, found.scores, found.among or (lambda: among(pairs, given))


def among(pairs: Any, given: Set) -> tuple[int, int]:
    """Return how many pairs were compared, and how many of them are true."""
    once = np.unique(pairs)
    return len(once), int(scores.is_true(once, given.truth()).sum())


def used(wall: float) -> Figures:
    """Return what this process and its children have used."""
    own, children = map(
        resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return {
        "wall": wall,
        "cpu": sum(each.ru_utime + each.ru_stime for each in (own, children)),
        "peak": max(own.ru_maxrss, children.ru_maxrss) / 1024,
    }


def quality(engine: str, given: Set, pairs: Any, said: Any) -> Figures:
    """Return how good the pairs are."""
    truth = given.truth()
    half = scores.score(pairs, said, truth, _COSINE if engine == "neighbours" else 0.5)
    most = scores.score(pairs, said, truth, 0.9)
    figures: Figures = {
        "f1": half.f1,
        "best": scores.best(pairs, said, truth),
        "precision": half.precision,
        "recall": half.recall,
        "precision_most": most.precision,
        "recall_most": most.recall,
    }
    if engine not in _NO_PROBABILITY:
        figures["calibration"] = scores.calibration(pairs, said, truth)
    if not given.itself:
        one = scores.of_each_work(pairs, said)
        least = _COSINE if engine == "neighbours" else 0.5
        figures["one"] = scores.score(pairs[one], said[one], truth, least).f1
    return figures


def line(figures: Figures) -> str:
    """Return the line of a table."""
    title = ENGINES[figures["engine"]]
    if "ended" in figures:
        return f"| {title} |" + " – |" * 10 + f" – | {figures['ended']} | – |"
    cells = [
        f"{figures[name]:.4f}" if name in figures else "–"
        for name in (
            "f1", "best", "one", "precision", "recall", "precision_most", "recall_most",
            "calibration",
        )
    ]  # fmt: skip
    if "candidates" in figures:
        cells.append(f"{figures['true_among'] / figures['true']:.4f}")
        cells.append(f"{figures['candidates'] / figures['works']:.1f}")
    else:
        cells += ["–", "–"]
    cells += [
        f"{figures['wall']:.1f}",
        f"{figures['cpu']:.1f}",
        f"{figures['peak']:,.0f}",
    ]
    return f"| {title} | {' | '.join(cells)} |"


def keep(file: Path, figures: Figures) -> None:
    """Keep figures with those of other runs, in the place of an older run's."""
    kept: list[Figures] = json.loads(file.read_text()) if file.is_file() else []
    key = ("set", "engine")
    kept = [each for each in kept if any(each[name] != figures[name] for name in key)]
    file.write_text(json.dumps([*kept, figures], indent=1, sort_keys=True) + "\n")


if __name__ == "__main__":
    main()
