"""Measure whole commands: wall and processor seconds, peak memory, and ratios.

``python bench/check/measure.py [--runs N] [PDF ...]`` from the project's folder, in its
environment. The first command is the base of the ratios; every figure is the median of
the runs, the commands taking turns.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
SAMPLES = ROOT / "samples"


def commands(pdfs: list[Path], out: str) -> dict[str, list[str]]:
    """Return what is measured: a title and the arguments of `compliance`."""
    judged = ["--regulation", "eu-ai-act", "--as-of", "2026-11-25", "--output", out]
    complete = str(SAMPLES / "eu-ai-act" / "complete" / "submission.json")
    catalog = str(SAMPLES / "catalogs" / "lindenbach" / "catalog.csv")
    named = {
        "--version": ["--version"],
        "--help": ["--help"],
        "check, JSON, four formats": ["check", complete, *judged],
        "check, JSON, Markdown only": ["check", complete, *judged, "--format", "md"],
        "check, JSON, sample catalog": [
            "check",
            complete,
            *judged,
            "--catalog",
            catalog,
        ],
    }
    for pdf in pdfs:
        named[f"check, {pdf.name}"] = ["check", str(pdf), *judged]
    return named


def measured(arguments: list[str]) -> tuple[float, float, float]:
    """Return wall seconds, processor seconds and peak memory in MB of one run."""
    begin = time.perf_counter()
    child = os.fork()
    if child == 0:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 1)
        os.chdir(ROOT)
        os.execv(sys.executable, [sys.executable, "-m", "compliance", *arguments])  # noqa: S606
    _, _, used = os.wait4(child, 0)
    wall = time.perf_counter() - begin
    return wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("pdfs", nargs="*", type=Path)
    wished = parser.parse_args()
    with tempfile.TemporaryDirectory() as out:
        named = commands([pdf.resolve() for pdf in wished.pdfs], out)
        runs: dict[str, list[tuple[float, float, float]]] = {
            title: [] for title in named
        }
        for _ in range(wished.runs):
            for title, arguments in named.items():
                runs[title].append(measured(arguments))
    print("| Command | Wall s | CPU s | Peak MB | Wall, ratio to `--help` |")
    print("|---|---:|---:|---:|---:|")
    medians = {
        title: [statistics.median(each) for each in zip(*figures, strict=True)]
        for title, figures in runs.items()
    }
    base = medians["--help"][0]
    for title, (wall, cpu, memory) in medians.items():
        print(
            f"| {title} | {wall:.2f} | {cpu:.2f} | {memory:.0f} | {wall / base:.1f} |"
        )


if __name__ == "__main__":
    main()
