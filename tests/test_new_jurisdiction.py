"""An invented act is added as data files only, and judged like any other."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from compliance.datafiles import read_toml, root
from compliance.render.rulebook_page import to_rules_page
from compliance.rulebook import load_regulation, regulation_ids

ROOT = root()
ELEMENTS = [e["id"] for e in read_toml(ROOT / "regulations/elements.toml")["elements"]]
ACT = {
    "regulations/xx-orchid/instrument.toml": """
id           = "xx-orchid"
title        = "Orchid Transparency Act"
short        = "XX Orchid"
jurisdiction = "XX"
place        = "Orchidland"
status       = "in force"
status_note  = "In force since 1 March 2026: every gardener says what the model has read."
known_on     = 2026-10-01
version      = "2026.10"

[[sources]]
id    = "xx-orchid"
title = "The Orchid Act"

[[history]]
on     = "2025-06-01"
status = "bill"
says   = "Introduced"

[[history]]
on     = "2026-03-01"
status = "in force"
says   = "The duty applies"

[coverage]
note = "One field, one weight."

[coverage.weights]
"1" = 1
""",
    "regulations/xx-orchid/rules/ORCH-1-01.toml": """
id           = "ORCH-1-01"
name         = "reading-is-named"
title        = "What the model has read is named"
severity     = "must"
about        = "/reading"
applies_from = 2026-03-01

[check]
name = "answered"
at   = "/reading"

[report]
message = "What the model has read is {state}."
remedy  = "Name it."

[[cites]]
instrument = "xx-orchid"
pinpoint   = "Sec. 1"
says       = "asks what the model has read"

[[cases]]
says   = "a book"
expect = "met"
[cases.given]
"/reading" = "A book on orchids."

[[cases]]
says   = "nothing"
expect = "gap"
""",
    "regulations/xx-orchid/elements.toml": """
[[asks]]
element = "dataset-names"
level   = "required"
clause  = "Sec. 1"
says    = "what the model has read"
sure    = "high"
at      = ["/reading"]
""",
    "regulations/xx-orchid/crosswalk/us-ca-ab-2013.toml": """
[[carries]]
to   = "/reading"
from = ["/sources"]
says = "sources are what was read"
sure = "high"
""",
    "regulations/xx-fern/instrument.toml": """
id           = "xx-fern"
title        = "Fern Act, after the Orchid Act"
short        = "XX Fern"
jurisdiction = "XX"
place        = "Fernland"
base         = "xx-orchid"
status       = "bill"
status_note  = "This is a bill, and nobody owes it."
known_on     = 2026-10-01
version      = "2026.10"

[[sources]]
id    = "xx-fern"
title = "The Fern Bill"

[[history]]
on     = "2026-05-01"
status = "bill"
says   = "Introduced"
""",
    "regulations/xx-fern/overrides.toml": """
[rules]
prefix       = "ORCH-"
becomes      = "FERN-"
applies_from = 2026-05-01
sure         = "medium"

[[pinpoints]]
base     = "Sec. 1"
pinpoint = "Clause 9"
""",
    "regulations/xx-moss/instrument.toml": """
id           = "xx-moss"
title        = "Moss Recommendation"
short        = "XX Moss"
jurisdiction = "XX"
place        = "Mossland"
status       = "soft law"
status_note  = "A recommendation without a form."
known_on     = 2026-10-01
version      = "2026.10"
sources      = []

[[history]]
on     = "2026-05-01"
status = "soft law"
says   = "Published"
""",
}
FORM = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "https://compliance.invalid/schemas/submission/xx-orchid.schema.json",
    "title": "Orchid form",
    "description": "One field.",
    "x-sections": {"1": "Reading"},
    "type": "object",
    "properties": {
        "form": {"const": "xx-orchid", "description": "The form"},
        "reading": {
            "type": ["string", "null"],
            "description": "What was read",
            "x-field": {
                "id": "1",
                "label": "What the model has read",
                "section": "1",
                "clause": "Sec. 1",
                "obligation": "always",
                "kind": "text",
            },
        },
    },
}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the project's rules and three invented instruments."""
    folder = tmp_path_factory.mktemp("data")
    for name in ("regulations", "schemas"):
        shutil.copytree(ROOT / name, folder / name)
    for name, text in ACT.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text.lstrip(), encoding="utf-8")
    silent = [each for each in ELEMENTS if each != "dataset-names"]
    with (folder / "regulations/xx-orchid/elements.toml").open("a") as elements:
        elements.write(
            f"\n[[silent]]\nelements = {json.dumps(silent)}\n"
            'clause = "whole"\nsays = "asks for nothing else"\nsure = "high"\n'
        )
    form = folder / "schemas" / "submission" / "xx-orchid.schema.json"
    form.write_text(json.dumps(FORM), encoding="utf-8")
    (folder / "filing.json").write_text(
        json.dumps({"form": "xx-orchid", "reading": "A book on orchids."}),
        encoding="utf-8",
    )
    return folder


def run(data: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command with the rules in `data`."""
    return subprocess.run(  # our own command
        [sys.executable, "-m", "compliance", *arguments],
        cwd=data,
        env={**os.environ, "COMPLIANCE_DATA": str(data), "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_the_act_is_judged_and_verified(data: Path) -> None:
    """Reports come in every format, and the rules hold their own cases."""
    checked = run(data, "check", "filing.json", "-r", "xx-orchid", "-r", "xx-fern",
                  "--as-of", "2026-09-01", "-o", "out")  # fmt: skip
    verified = run(data, "verify", "xx-orchid")

    assert checked.returncode == 0, checked.stderr
    assert verified.returncode == 0, verified.stdout
    assert "1 rules, 2 cases, 0 faults" in verified.stdout
    names = {path.name for path in (data / "out").iterdir()}
    assert {f"filing.xx-orchid.{e}" for e in ("md", "html", "json", "xlsx")} <= names
    own = (data / "out" / "filing.xx-orchid.md").read_text(encoding="utf-8")
    derived = (data / "out" / "filing.xx-fern.md").read_text(encoding="utf-8")
    assert own.startswith("# Gap report: filing.json")
    assert derived.startswith("# Gap report (a bill, not law): filing.json")
    assert "xx-fern, Clause 9 (certainty: medium)" in derived
    assert "Sec. 1" not in derived


def test_a_filing_on_another_form_carries_over(data: Path) -> None:
    """A crosswalk file is all it takes."""
    filing = ROOT / "samples" / "us-ca-ab-2013" / "complete" / "submission.json"
    checked = run(data, "check", str(filing), "-r", "xx-orchid", "--format", "json",
                  "--as-of", "2026-09-01", "-o", "carried")  # fmt: skip

    assert checked.returncode == 0, checked.stderr
    report = json.loads(
        (data / "carried" / "submission.xx-orchid.json").read_text(encoding="utf-8")
    )
    assert report["rows"][0]["answer"]["carried_from"] == "1.a"


def test_it_is_listed_and_explained(data: Path) -> None:
    """`rules` and `explain` know it, its derived act and the one without a form."""
    listed = run(data, "rules")
    explained = run(data, "explain", "FERN-1-01")

    assert {"xx-orchid", "xx-fern", "xx-moss"} <= set(listed.stdout.split())
    assert "The Fern Bill, Clause 9" in explained.stdout


def test_its_page_is_written(data: Path) -> None:
    """`RULES.md` of an act, of one on its base and of one without a form."""
    pages = {
        each: to_rules_page(load_regulation(each, data)).decode()
        for each in regulation_ids(data)
        if each.startswith("xx-")
    }

    assert "### ORCH-1-01 What the model has read is named" in pages["xx-orchid"]
    assert "**Taken over from:** `ORCH-1-01` of `xx-orchid`" in pages["xx-fern"]
    assert "no form" in pages["xx-moss"]


def test_an_instrument_without_a_form_judges_nothing(data: Path) -> None:
    """The command says so in one line instead of an empty report."""
    checked = run(data, "check", "filing.json", "-r", "xx-moss", "-o", "none")

    assert checked.returncode == 2
    assert "no form" in checked.stderr
    assert "Traceback" not in checked.stderr


@pytest.mark.parametrize("law", ["xx-orchid", "xx-fern"])
def test_its_blank_form_is_printed(data: Path, law: str) -> None:
    """The form of an act, and of one on its base, needs nothing more either."""
    printed = run(data, "form", law, "--format", "md", "-o", "-")

    assert printed.returncode == 0, printed.stderr
    assert "What the model has read" in printed.stdout


def test_it_is_a_column_of_the_matrix(data: Path) -> None:
    """Beside a law of the project the act has its own column, with its clause."""
    compared = run(data, "compare", "--regulations", "us-ca-ab-2013,xx-orchid",
                   "--format", "md", "-o", "-")  # fmt: skip

    assert compared.returncode == 0, compared.stderr
    assert "XX Orchid" in compared.stdout
    assert "Sec. 1" in compared.stdout


def test_a_folder_without_rules_is_refused(tmp_path: Path) -> None:
    """A mistyped folder is named, not passed over for the bundled rules."""
    asked = run(tmp_path, "rules")

    assert asked.returncode == 2
    assert "COMPLIANCE_DATA" in asked.stderr
    assert len(asked.stderr.strip().splitlines()) == 1
