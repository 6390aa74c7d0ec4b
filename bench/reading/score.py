"""Hold what is read of filings against what a careful reader sees.

``python bench/reading/score.py FOLDER [--only TEXT] [--wrong]`` from the project's
folder: FOLDER holds filings and, for each, ``truth/NAME.yaml``. Prints, per filing or
(``--by kind``) per sort of them, the fields right by state, value, words and page, the
ticks read wrong, and the seconds and megabytes it took; ``--wrong`` lists every field
that is not right.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import yaml

from compliance.datafiles import root
from compliance.forms import form_of
from compliance.model import Kind

_MEASURES: Final = ("state", "value", "text", "page")
_TICKED: Final = (Kind.YES_NO, Kind.TICKS, Kind.CHOICE)


@dataclass
class Score:
    """What was right of one filing, or of many."""

    told: list[dict[str, bool]] = field(default_factory=list)
    wrong_ticks: int = 0
    seconds: list[float] = field(default_factory=list)
    megabytes: list[float] = field(default_factory=list)
    pages: int = 0
    refused: int = 0

    def row(self, title: str) -> str:
        """Return it as a row of the table."""
        cells = [title]
        for key in _MEASURES:
            asked = [each[key] for each in self.told if key in each]
            cells.append(f"{sum(asked)}/{len(asked)}")
        pages = max(1, self.pages)
        cells += [
            str(self.wrong_ticks),
            f"{sum(self.seconds) / max(1, len(self.seconds)):.2f}",
            f"{sum(self.seconds) / pages:.2f}" if self.pages else "",
            f"{max(self.megabytes, default=0):.0f}",
        ]
        return f"| {' | '.join(cells)} |"


def squeezed(text: object) -> str:
    """Return `text` as quotes are compared: NFKC, without white space."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", str(text)))


def right(seen: dict[str, Any], read: dict[str, Any]) -> dict[str, bool]:
    """Return which of the things that `seen` tells of a field are read so."""
    told = {"state": read["state"] == seen["state"]}
    if "value" in seen:
        value = seen["value"]
        ticks = isinstance(value, list) and sorted(read["value"] or []) == sorted(value)
        told["value"] = ticks or read["value"] == value
    if "text" in seen:
        told["text"] = squeezed(read["text"]) == squeezed(seen["text"])
    elif "starts" in seen:
        words = squeezed(read["text"])
        starts, ends = squeezed(seen["starts"]), squeezed(seen["ends"])
        told["text"] = words.startswith(starts) and words.endswith(ends)
    if "page" in seen:
        told["page"] = read["page"] == seen["page"]
    return told


def is_wrong_tick(seen: dict[str, Any], read: dict[str, Any]) -> bool:
    """Return whether a box is read as what it is not; an unreadable one is not."""
    if not read["value"] or read["value"] == "nonstandard":
        return False
    ticks = isinstance(seen.get("value"), list) and set(read["value"]) == set(
        seen["value"]
    )
    return not ticks and read["value"] != seen.get("value")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", default="", help="filings whose name holds this")
    parser.add_argument("--by", choices=("filing", "kind"), default="filing")
    parser.add_argument("--wrong", action="store_true")
    wished = parser.parse_args()
    print("| Filing | States | Values | Texts | Pages | Wrong ticks | Seconds", end=" ")
    print("| per page | Peak MB |")
    print("|---|---:|---:|---:|---:|---:|---:|---:|---:|")
    scores: defaultdict[str, Score] = defaultdict(Score)
    faults: list[str] = []
    for file, truth in filings(wished.folder, wished.only):
        title = file.stem if wished.by == "filing" else kind_of(file)
        faults += add(scores[title], file, truth)
        if wished.by == "filing":
            print(scores[title].row(title), flush=True)
    if wished.by == "kind":
        print("\n".join(scores[title].row(title) for title in sorted(scores)))
    if wished.wrong:
        print("\n".join(faults))


def kind_of(file: Path) -> str:
    """Return the sort of a filing: its format, with who made it if the name says so."""
    maker = file.stem.partition("_")[0]
    kind = file.suffix.lstrip(".")
    return kind if maker == kind or "_" not in file.stem else f"{kind}, {maker}"


def filings(folder: Path, only: str) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Yield the filings whose name holds `only`, each with its truth."""
    for told in sorted((folder / "truth").glob("*.yaml")):
        for file in sorted(folder.glob(f"{told.stem}.*")):
            if only in file.name:
                yield file, yaml.safe_load(told.read_text(encoding="utf-8"))


def add(score: Score, file: Path, truth: dict[str, Any]) -> Iterable[str]:
    """Read a filing, add to `score`, and return what was not right."""
    read, seconds, megabytes = read_by_command(file)
    score.seconds.append(seconds)
    score.megabytes.append(megabytes)
    score.pages += max((each["page"] or 0 for each in read), default=0)
    fields = {each.id: each for each in form_of("eu-ai-act", root()).fields}
    by_id = {str(each["field"]): each for each in read}
    empty = {"state": "refused", "value": None, "text": "", "page": None}
    faults = []
    for name, of in fields.items():
        seen, got = truth[name], by_id.get(name, empty)
        if seen.get("ambiguous"):
            continue
        told = right(seen, got)
        score.told.append(told)
        wrong = of.kind in _TICKED and is_wrong_tick(seen, got)
        score.wrong_ticks += wrong
        if not all(told.values()):
            parts = [key for key, fine in told.items() if not fine]
            shown = {key: got[key] for key in _MEASURES if key in got}
            due = {key: value for key, value in seen.items() if key != "note"}
            mark = "WRONG TICK " if wrong else ""
            faults.append(
                f"{file.name} {name} {mark}{parts}\n  due  {due}\n  read {shown}"
            )
    return faults


def read_by_command(file: Path) -> tuple[list[dict[str, Any]], float, float]:
    """Return the fields that the command reads, its seconds and its peak in MB."""
    command = [sys.executable, "-m", "compliance", "read", str(file.resolve())]
    with tempfile.TemporaryFile() as out:
        begin = time.perf_counter()
        child = subprocess.Popen([*command, "--format", "fields"], stdout=out)
        _, _, used = os.wait4(child.pid, 0)
        seconds = time.perf_counter() - begin
        child.returncode = 0
        out.seek(0)
        body = out.read()
    return json.loads(body) if body else [], seconds, used.ru_maxrss / 1024


if __name__ == "__main__":
    main()
