import hashlib
import json
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from compliance.assess import assess
from compliance.forms import form_of
from compliance.intake import read_submission
from compliance.intake.officer_file import to_officer_yaml
from compliance.intake.origin import with_record
from compliance.intake.written import to_canonical
from compliance.model import Outcome, Submission
from compliance.rulebook import load_regulation
from tests.command import command
from tests.samples import ROOT, SAMPLES, submission_of

pytestmark = pytest.mark.usefixtures("tasks_here")

PUBLISHED = ("apertus", "gpt_5_5", "gemini_3_pro", "smollm3", "phi_4")


def verdicts(submission: Submission) -> dict[str, tuple[Outcome, list[str]]]:
    """Return what every rule says of a filing, with the places of its findings."""
    report = assess(
        submission,
        load_regulation(submission.form, ROOT),
        context={},
        context_source="",
        as_of=date(2026, 11, 25),
        cross_check=None,
        root=ROOT,
    )
    return {
        result.rule.id: (
            result.outcome,
            [f"{each.place}: {each.message}" for each in result.findings],
        )
        for result in report.results
    }


def check_round(filing: Path, once: Submission, folder: Path) -> None:
    """Hold what rules say of an officer's file against what they say of the original."""
    form = form_of(once.form, ROOT)
    record = with_record(to_canonical(once, form), form, ROOT)
    text = to_officer_yaml(record, once, form, ROOT)
    (folder / "summary.yaml").write_text(text, encoding="utf-8")

    again = read_submission(folder / "summary.yaml")

    assert verdicts(again) == verdicts(once)
    assert not [each.at for each in again.answers.values() if each.by]
    assert again.read_from is not None
    assert again.read_from.sha256 == hashlib.sha256(filing.read_bytes()).hexdigest()


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.parent.name)
def test_an_officers_file_of_a_sample_is_judged_as_the_sample(
    sample: Path, tmp_path: Path
) -> None:
    """Unedited, it gets the same verdicts with the same places."""
    check_round(sample, submission_of(sample), tmp_path)


@pytest.mark.parametrize("name", PUBLISHED)
def test_an_officers_file_of_a_published_filing_is_judged_as_it(
    shared: Path, name: str, tmp_path: Path
) -> None:
    """Unedited, it gets the same verdicts, at the same pages of the original."""
    filing = shared / "filings" / f"{name}.pdf"

    check_round(filing, read_submission(filing), tmp_path)


def test_every_report_tells_the_officers_answers_and_the_original(
    tmp_path: Path,
) -> None:
    """A corrected answer is marked, and the original named by its hash, in each format."""
    sample = ROOT / "samples" / "eu-ai-act" / "evasive" / "submission.yaml"
    command("read", str(sample), "-o", str(tmp_path / "summary.yaml"))
    text = (tmp_path / "summary.yaml").read_text(encoding="utf-8")
    edited = text.replace('text: "7/8/26"', 'value: "2026-08-07"\n  text: "7/8/26"')
    (tmp_path / "summary.yaml").write_text(edited, encoding="utf-8")

    done = command(
        "check", str(tmp_path / "summary.yaml"), "-r", "eu-ai-act",
        "--fail-on", "never", "-o", str(tmp_path / "out"),
    )  # fmt: skip
    assert done.returncode == 0

    digest = hashlib.sha256(sample.read_bytes()).hexdigest()
    written = sorted((tmp_path / "out").rglob("*.*"))
    pages = {path.suffix: path for path in written if path.name != "manifest.json"}
    report = json.loads(pages[".json"].read_text(encoding="utf-8"))
    marked = [r["field_id"] for r in report["rows"] if r["answer"]["by"] == "officer"]
    assert marked == ["0.b"]
    assert report["submission"]["read_from"]["sha256"] == digest
    for ending in (".html", ".md"):
        page = pages[ending].read_text(encoding="utf-8")
        assert "By the officer" in page
        assert digest in page
    book = openpyxl.load_workbook(pages[".xlsx"], read_only=True)
    shown = [
        c for sheet in book for row in sheet.iter_rows(values_only=True) for c in row
    ]
    assert shown.count("officer") == 1
    assert digest in shown
