import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.command import ROOT, Told, command

pytestmark = pytest.mark.usefixtures("tasks_here")

EVASIVE = "samples/eu-ai-act/evasive/submission.yaml"
COLUMNS = "eu-ai-act,us-hr-7913,kr-ai-basic-act,dk-expert-group"


def compare(*arguments: str) -> Told:
    """Run `compliance compare`."""
    return command("compare", *arguments)


def rows(body: bytes) -> list[dict[str, str]]:
    """Return the rows of a comparison in CSV."""
    return list(csv.DictReader(io.StringIO(body.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        pytest.param("regulations", (), id="regulations"),
        pytest.param("evasive", (EVASIVE, "--as-of", "2026-11-25"), id="a filing"),
    ],
)
def test_a_comparison_reads_as_it_did(
    name: str, arguments: tuple[str, ...], request: pytest.FixtureRequest
) -> None:
    """What is compared renders to exactly the bytes of its golden file."""
    golden = ROOT / "tests" / "golden" / "compare" / f"{name}.md"
    done = compare(*arguments, "--regulations", COLUMNS)
    if request.config.getoption("--regold"):
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_bytes(done.body)

    assert done.returncode == 0, done.stderr
    assert done.stdout == golden.read_bytes().decode()


def test_without_a_choice_every_regulation_is_a_column() -> None:
    """What binds stands first, and nothing is left out."""
    done = compare("--format", "json")
    columns = json.loads(done.stdout)["columns"]
    folders = sorted(f.parent.name for f in ROOT.glob("regulations/*/instrument.toml"))

    assert sorted(each["id"] for each in columns) == folders
    assert columns[0]["status"] == "in force"
    assert columns[-1]["status"] == "lapsed bill"


def test_a_filter_brings_its_regulations_along() -> None:
    """Where a filter names a regulation, its column is there to be seen."""
    done = compare(
        "--regulations", "uk-duaa-2025", "--required-in", "us-ca-ab-2013",
        "--absent-in", "eu-ai-act", "--format", "csv",
    )  # fmt: skip
    told = rows(done.body)

    assert list(dict.fromkeys(row["regulation"] for row in told)) == [
        "uk-duaa-2025",
        "us-ca-ab-2013",
        "eu-ai-act",
    ]
    levels = {row["level"] for row in told if row["regulation"] == "us-ca-ab-2013"}
    assert levels == {"required"}


def test_the_same_comparison_gives_the_same_bytes(tmp_path: Path) -> None:
    """Another time zone, locale and hash seed change nothing in page, workbook or data."""
    script = (
        "import sys\n"
        "from compliance.cli import main\n"
        "for each in ('html', 'xlsx', 'json'):\n"
        "    sys.argv[-1] = sys.argv[-3] = each\n"
        "    try: main()\n    except SystemExit: pass\n"
    )
    made = []
    for seed, zone in (("1", "UTC"), ("2", "Pacific/Apia")):
        out = tmp_path / seed
        out.mkdir()
        subprocess.run(
            [
                sys.executable, "-c", script, "compare", str(ROOT / EVASIVE),
                "--regulations", COLUMNS, "--as-of", "2026-11-25",
                "--format", "", "--output", "",
            ],
            cwd=out,
            check=True,
            env={**os.environ, "TZ": zone, "PYTHONHASHSEED": seed, "LC_ALL": "C"},
        )  # fmt: skip
        made.append({path.name: path.read_bytes() for path in sorted(out.iterdir())})

    assert len(made[0]) == 3
    assert made[0] == made[1]


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("--regulations", "mars-2040"), 2, "mars-2040: no such regulation"),
        (("--format", "docx"), 2, "--format: docx"),
        (("--as-of", "2026-11-25"), 2, "--as-of"),
        (("--elements", "sighs"), 2, "--elements: sighs"),
        (("--context", "context.yaml"), 2, "--context"),
        (("none.json",), 3, "none.json"),
    ],
)
def test_what_does_not_fit_is_one_clear_line(
    arguments: tuple[str, ...], code: int, words: str
) -> None:
    """Usage and refused input never share a code, and each says what is wrong."""
    done = compare(*arguments)

    assert done.returncode == code, done.stderr
    assert words in done.stderr
    assert done.stderr.count("\n") == 1
