import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import dev
from compliance import __version__
from tests.command import ROOT, command

pytestmark = pytest.mark.usefixtures("tasks_here")

COMPLETE = "samples/eu-ai-act/complete/submission.json"
EVASIVE = "samples/eu-ai-act/evasive/submission.yaml"


def process(*arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    """Run the command line as a user does, from the project's folder."""
    return subprocess.run(
        [sys.executable, "-m", "compliance", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **environment},
    )


def readme_examples() -> list[str]:
    """Return the `compliance …` lines of the README's shell blocks."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```sh\n(.*?)```", text, re.DOTALL)
    joined = "".join(blocks).replace("\\\n", " ")
    return [line for line in joined.splitlines() if line.startswith("compliance ")]


def words_of(line: str) -> tuple[str, ...]:
    """Return the words of an example, without what it says of itself."""
    return tuple(line.split("#")[0].split())


# `dev.py test` runs some examples as they are.
@pytest.mark.parametrize(
    "line", [each for each in readme_examples() if words_of(each) not in dev.GATE]
)
def test_every_example_of_the_readme_runs(line: str, tmp_path: Path) -> None:
    """What the README shows works, and ends with a code it may end with."""
    arguments = list(words_of(line)[1:])
    if arguments[0] in ("check", "read", "form"):
        arguments += ["--output", str(tmp_path / "out")]

    if arguments[0] in ("annotate", "catalog", "link"):
        arguments[-1] = str(tmp_path / arguments[-1])

    done = command(*arguments)

    assert done.returncode in (0, 1), done.stderr


def test_every_verb_has_an_example() -> None:
    """No command is without a line in the README."""
    shown = {line.split()[1] for line in readme_examples()}

    assert {
        "annotate", "catalog", "changes", "check", "compare", "contradictions", "convert",
        "deadlines", "docs", "explain", "form", "limits", "link", "read", "rules", "verify",
    } <= shown  # fmt: skip


def test_version_touches_no_third_party_module() -> None:
    """``--version`` answers from the standard library alone."""
    script = (
        "import sys; sys.argv = ['compliance', '--version'];"
        "from compliance.__main__ import main; main();"
        "print([m for m in ('typer', 'yaml', 'jsonschema', 'rich') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout.split("\n")[:2] == [f"compliance {__version__}", "[]"]


def test_help_loads_nothing_heavy() -> None:
    """``--help`` loads neither rules nor readers nor writers."""
    heavy = ["pandas", "pyarrow", "openpyxl", "pypdfium2", "jsonschema", "xlsxwriter",
             "markdown_it", "yaml"]  # fmt: skip
    script = (
        "import sys; sys.argv = ['compliance', '--help'];"
        "from compliance.cli import app\n"
        "try: app()\nexcept SystemExit: pass\n"
        f"print([m for m in {heavy} if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout.rstrip().endswith("[]")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        pytest.param([COMPLETE], 0, id="nothing open"),
        pytest.param([EVASIVE], 1, id="gaps"),
        pytest.param([EVASIVE, "--fail-on", "never"], 0, id="never"),
        pytest.param([COMPLETE, "--fail-on", "may"], 1, id="even options"),
        pytest.param([EVASIVE, "--fail-on", "sometimes"], 2, id="no such choice"),
        pytest.param([EVASIVE, "--as-of", "soon"], 2, id="no day"),
        pytest.param(["none.json"], 3, id="no such file"),
        pytest.param([COMPLETE, "none.json", "--keep-going"], 3, id="one of two"),
    ],
)
def test_exit_codes(arguments: list[str], code: int, tmp_path: Path) -> None:
    """Judged, gaps, usage and refused never share a code."""
    done = command(
        "check", *arguments, "--regulation", "eu-ai-act", "--format", "md",
        "--output", str(tmp_path / "out"),
    )  # fmt: skip

    assert done.returncode == code, done.stderr


def test_a_process_ends_with_the_code_and_one_line() -> None:
    """What a shell sees is what the command line means."""
    done = process("check", "none.json", "--regulation", "eu-ai-act")

    assert done.returncode == 3
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1


def test_a_refused_filing_leaves_nothing_behind(tmp_path: Path) -> None:
    """When one of two filings is refused, neither is judged unless asked for."""
    done = command(
        "check", COMPLETE, "none.json", "--regulation", "eu-ai-act",
        "--output", str(tmp_path / "out"),
    )  # fmt: skip

    assert done.returncode == 3
    assert not (tmp_path / "out").exists()
    assert done.stderr.count("\n") == 1


def test_an_unknown_regulation_is_named() -> None:
    """The line says which regulations there are."""
    done = command("check", COMPLETE, "--regulation", "mars-2040")

    assert done.returncode == 2
    assert "there are: " in done.stderr
    assert "eu-ai-act, " in done.stderr


def test_the_same_run_gives_the_same_bytes(tmp_path: Path) -> None:
    """Another time zone, locale and hash seed change nothing in any format."""
    sets = []
    for number, (zone, seed) in enumerate((("UTC", "1"), ("Pacific/Apia", "2"))):
        out = tmp_path / str(number)
        process(
            "check", EVASIVE, "--regulation", "eu-ai-act", "--as-of", "2026-11-25",
            "--catalog", "samples/catalogs/lindenbach/catalog.csv", "--output", str(out),
            TZ=zone, PYTHONHASHSEED=seed, LC_ALL="C",
        )  # fmt: skip
        sets.append({path.name: path.read_bytes() for path in sorted(out.iterdir())})

    assert len(sets[0]) == 5
    assert sets[0] == sets[1]


def test_fields_are_an_array_of_the_form(tmp_path: Path) -> None:
    """``read --format fields`` prints one object per official field."""
    done = command("read", COMPLETE, "--format", "fields")
    fields = json.loads(done.stdout)

    assert len(fields) == 61
    assert list(fields[0]) == [
        "field",
        "label",
        "state",
        "value",
        "text",
        "page",
        "place",
        "confidence",
        "doubts",
        "by",
    ]
    assert {f["field"]: f["value"] for f in fields}["2.3.a"] == "yes"


def test_what_is_read_feeds_back(tmp_path: Path) -> None:
    """The canonical filing that `read` writes is judged as the original is."""
    canonical = tmp_path / "summary.yaml"
    command("read", EVASIVE, "--output", str(canonical))
    verdicts = [
        command(
            "check", each, "--regulation", "eu-ai-act", "--as-of", "2026-11-25",
            "--format", "md", "--output", str(tmp_path / "out"),
        ).stdout.split(": ")[1].split("\n")[0]
        for each in (EVASIVE, str(canonical))
    ]  # fmt: skip

    assert verdicts[0] == verdicts[1]


def test_generated_pages_are_fresh() -> None:
    """``docs --check`` finds nothing stale."""
    done = command("docs", "--check")

    assert done.returncode == 0, done.stdout


def test_a_full_disk_is_our_fault_and_said() -> None:
    """Output that did not arrive is exit code 4, never a silent success."""
    if not Path("/dev/full").exists():
        pytest.skip("no device that is always full")
    with open("/dev/full", "w") as full:  # noqa: PTH123  # a device
        done = subprocess.run(
            [sys.executable, "-m", "compliance", "rules"],
            cwd=ROOT, stdout=full, stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip

    assert done.returncode == 4
    assert "No space left" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["eu-ai-act", "--format", "md"], 0, "# Public summary of training content"),
        (["us-ny-a6578", "--format", "yaml"], 0, "form: us-ca-ab-2013"),
        (["eu-ai-act", "--format", "pdf"], 2, "there is: docx, xlsx, md, yaml, json"),
        (["mars-2040"], 2, "is no regulation here"),
        (["kr-ai-basic-act"], 2, "has no form here"),
    ],
)
def test_blank_forms_are_written_or_refused_in_one_line(
    arguments: list[str], code: int, says: str
) -> None:
    """A regulation on another's duties has its form; one without a form says so."""
    done = command("form", *arguments)

    assert done.returncode == code
    assert says in (done.stderr if code else done.stdout)


@pytest.mark.parametrize("sample", [COMPLETE, EVASIVE])
def test_standard_input_is_a_filing(sample: str) -> None:
    """Its kind is told by its content, and it reads as the file does."""
    told = [
        json.loads(command("read", name, "--format", "fields", given=body).body)
        for name, body in ((sample, b""), ("-", (ROOT / sample).read_bytes()))
    ]

    assert told[0] == told[1]


def test_nothing_on_standard_input_is_refused() -> None:
    """One line and exit code 3, as for an empty file."""
    done = command("read", "-")

    assert done.returncode == 3
    assert "[file-empty]" in done.stderr
