"""Hold what is read of published filings against what a careful reader sees.

``python bench/reading/score.py FOLDER`` from the project's folder: FOLDER holds
``NAME.pdf`` and ``truth/NAME.yaml``. Prints, per filing, the fields right by state,
value, words and page, and the seconds it took.
"""

import re
import sys
import time
import unicodedata
from pathlib import Path
from typing import Any

import yaml

from compliance.datafiles import root
from compliance.forms import form_of
from compliance.intake import read_submission
from compliance.intake.written import to_fields


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
    if "starts" in seen:
        words = squeezed(read["text"])
        starts, ends = squeezed(seen["starts"]), squeezed(seen["ends"])
        told["text"] = words.startswith(starts) and words.endswith(ends)
    if "page" in seen:
        told["page"] = read["page"] == seen["page"]
    return told


def main() -> None:
    """Print the table."""
    folder = Path(sys.argv[1])
    print("| Filing | States | Values | Texts | Pages | Seconds |")
    print("|---|---:|---:|---:|---:|---:|")
    form = form_of("eu-ai-act", root())
    for file in sorted((folder / "truth").glob("*.yaml")):
        truth = yaml.safe_load(file.read_text(encoding="utf-8"))
        begin = time.perf_counter()
        submission = read_submission(folder / f"{file.stem}.pdf")
        seconds = time.perf_counter() - begin
        told = [
            right(truth[str(read["field"])], read)
            for read in to_fields(submission, form)
            if not truth[str(read["field"])].get("ambiguous")
        ]
        cells = []
        for key in ("state", "value", "text", "page"):
            asked = [each[key] for each in told if key in each]
            cells.append(f"{sum(asked)}/{len(asked)}")
        print(f"| {file.stem} | {' | '.join(cells)} | {seconds:.2f} |")


if __name__ == "__main__":
    main()
