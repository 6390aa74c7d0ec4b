"""Drafts on another form: what carries, what stays open, what is left."""

from datetime import date
from pathlib import Path

import pytest

from compliance.assess import assess
from compliance.cli.convert import run
from compliance.convert import draft, targets
from compliance.datafiles import root
from compliance.errors import UsageError
from compliance.intake import read_submission
from compliance.model import GapReport, Outcome, State, Submission
from compliance.render.draft_page import to_markdown
from compliance.rulebook import load_regulation
from tests.samples import submission_of

pytestmark = pytest.mark.usefixtures("tasks_here")

ROOT = root()
SAMPLES = {
    "eu-ai-act": ROOT / "samples" / "eu-ai-act" / "complete" / "submission.json",
    "us-ca-ab-2013": ROOT
    / "samples"
    / "us-ca-ab-2013"
    / "complete"
    / "submission.json",
}


def judged(submission: Submission, regulation: str) -> GapReport:
    """Return the report on `submission` under `regulation`."""
    return assess(
        submission,
        load_regulation(regulation, ROOT),
        context={},
        context_source="",
        as_of=date(2026, 11, 25),
        cross_check=None,
        root=ROOT,
    )


def outcomes(report: GapReport) -> dict[str, Outcome]:
    """Return the outcome of each rule."""
    return {result.rule.id: result.outcome for result in report.results}


@pytest.mark.parametrize(
    ("source", "to"),
    [("eu-ai-act", "us-ca-ab-2013"), ("us-ca-ab-2013", "eu-ai-act")],
)
def test_a_draft_is_judged_as_the_filing_it_comes_from(
    source: str, to: str, tmp_path: Path
) -> None:
    """What is written, read again and checked has the outcomes of the filing itself."""
    filing = submission_of(SAMPLES[source])
    written = tmp_path / "draft.yaml"

    assert run(SAMPLES[source], to=to, format_="yaml", output=written, form=None) == 0
    again = read_submission(written)

    assert again.form == to
    assert again.faults == ()
    assert again.read_from is not None
    assert again.read_from.sha256 == filing.sha256
    assert not any(answer.by for answer in again.answers.values())
    assert outcomes(judged(again, to)) == outcomes(judged(filing, to))


def test_every_carried_answer_says_where_it_comes_from() -> None:
    """Nothing is filled without its field of origin, and nothing is counted twice."""
    made = draft(submission_of(SAMPLES["eu-ai-act"]), "us-ca-ab-2013", ROOT)
    known = {field.id for field in made.source_form.fields}

    assert made.filled
    for _, answer in made.filled:
        assert answer.carried_as
        assert set(answer.carried_from.split(", ")) <= known
    assert len(made.filled) + len(made.open) == len(made.form.fields)
    assert all(answer.state is not State.MISSING_FIELD for _, answer in made.left)


def test_what_is_said_and_not_carried_is_listed() -> None:
    """An answer of the filing is carried or left, never lost."""
    source = submission_of(SAMPLES["eu-ai-act"])
    made = draft(source, "us-ca-ab-2013", ROOT)
    used = {name for _, a in made.filled for name in a.carried_from.split(", ")}
    left = {field.id for field, _ in made.left}
    said = {
        field.id
        for field in made.source_form.fields
        if source.answers[field.at].state not in (State.MISSING_FIELD, State.BLANK)
    }

    assert said <= used | left
    assert not used & left
    page = to_markdown(made).decode()
    assert f"## Open ({len(made.open):,})" in page
    assert all(field.id in page for field in made.open)


def test_an_act_on_the_base_of_another_has_its_form() -> None:
    """New York's bill takes California's form."""
    made = draft(submission_of(SAMPLES["eu-ai-act"]), "us-ny-a6578", ROOT)

    assert made.submission.form == "us-ca-ab-2013"


def test_a_filing_on_that_form_is_not_converted() -> None:
    """There is nothing to do, and that is said."""
    source = submission_of(SAMPLES["us-ca-ab-2013"])

    assert "us-ca-ab-2013" not in targets(source, ROOT)
    with pytest.raises(UsageError, match="is on the form of us-ca-ab-2013 already"):
        draft(source, "us-ca-ab-2013", ROOT)


def test_a_form_without_crosswalk_is_refused() -> None:
    """The line names the forms that there is a way to."""
    with pytest.raises(UsageError, match="there is: ") as caught:
        run(
            SAMPLES["us-ca-ab-2013"], to="mars", format_="md", output=None, form=None
        )  # fmt: skip

    assert "eu-ai-act" in str(caught.value)
