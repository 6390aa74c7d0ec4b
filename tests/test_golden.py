import io
from datetime import date
from functools import cache
from pathlib import Path

import openpyxl
import pytest

from compliance.assess import assess
from compliance.crosscheck import cross_check
from compliance.intake import read_context
from compliance.model import GapReport
from compliance.render import RENDERERS, Format
from compliance.rulebook import load_regulation
from tests.samples import ROOT, SAMPLES, submission_of

pytestmark = pytest.mark.usefixtures("tasks_here")

CATALOG = ROOT / "samples" / "catalogs" / "lindenbach"
TEXT = [Format.HTML, Format.JSON, Format.MARKDOWN]

each_sample = pytest.mark.parametrize(
    "sample", SAMPLES, ids=lambda path: f"{path.parent.parent.name}/{path.parent.name}"
)


@cache
def report_on(sample: Path) -> GapReport:
    """Assess a sample under the regulation it is filed under, on a fixed day."""
    submission = submission_of(sample)
    context = sample.parent / "context.yaml"
    return assess(
        submission,
        load_regulation(sample.parent.parent.name, ROOT),
        context=read_context(context) if context.is_file() else {},
        context_source=context.name if context.is_file() else "",
        as_of=date(2026, 11, 25),
        cross_check=cross_check(
            submission,
            CATALOG / "catalog.csv",
            mapping=None,
            reservations=CATALOG / "reservations.csv",
            root=ROOT,
        ),
        root=ROOT,
    )


@each_sample
def test_reports_are_as_they_were(sample: Path, request: pytest.FixtureRequest) -> None:
    """A sample renders to exactly the bytes of its golden files."""
    report = report_on(sample)
    folder = ROOT / "tests" / "golden" / sample.parent.relative_to(ROOT / "samples")
    for each in TEXT:
        golden = folder / f"report.{each}"
        actual = RENDERERS[each](report)
        if request.config.getoption("--regold"):
            folder.mkdir(parents=True, exist_ok=True)
            golden.write_bytes(actual)

        assert actual.decode() == golden.read_bytes().decode(), golden.name


@each_sample
def test_workbooks_open_and_hold_text_only(sample: Path) -> None:
    """A reader opens the workbook and meets no formula and no link."""
    body = RENDERERS[Format.XLSX](report_on(sample))

    book = openpyxl.load_workbook(io.BytesIO(body))

    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell.value for cell in cells if cell.data_type == "f"]
    assert not [cell.value for cell in cells if cell.hyperlink]


def test_the_complete_sample_leaves_no_duty_open() -> None:
    """A filing that answers everything meets every duty that can be checked."""
    report = report_on(ROOT / "samples" / "eu-ai-act" / "complete" / "submission.json")

    assert not report.verdict.gaps.get("must")  # type: ignore[call-overload]


def test_the_evasive_sample_leaves_most_duties_open() -> None:
    """Many words that say little are no answer."""
    report = report_on(ROOT / "samples" / "eu-ai-act" / "evasive" / "submission.yaml")
    gaps = {r.rule.id for r in report.results if r.outcome == "gap"}

    assert {
        "EU53-2.3.h-02",
        "EU53-2.1.c-02",
        "EU53-2.3.b-02",
        "EU53-2.2.1.a-02",
    } <= gaps
