import dataclasses
from datetime import date
from pathlib import Path

import pytest

from compliance.compare import Filters, compared, held_against
from compliance.datafiles import root
from compliance.intake import read_submission
from compliance.model import (
    Answer,
    Comparison,
    Judged,
    Outcome,
    Side,
    State,
    Submission,
)
from compliance.rulebook import load_regulation, regulation_ids

pytestmark = pytest.mark.usefixtures("tasks_here")

ROOT = root()
REGULATIONS = (
    "eu-ai-act",
    "us-ca-ab-2013",
    "kr-ai-basic-act",
    "dk-expert-group",
    "crfm-fmti",
)


@pytest.fixture(scope="module")
def evasive() -> Submission:
    """Return the sample that says little in many words."""
    return read_submission(ROOT / "samples/eu-ai-act/evasive/submission.yaml")


@pytest.fixture(scope="module")
def complete() -> Submission:
    """Return the sample that answers everything."""
    return read_submission(ROOT / "samples/eu-ai-act/complete/submission.json")


def held(submission: Submission, *regulations: str) -> Comparison:
    """Return what `submission` gives under the regulations, on a fixed day."""
    books = [load_regulation(each, ROOT) for each in regulations or REGULATIONS]
    return held_against(
        compared(books, Filters(), ROOT),
        submission,
        books,
        context={},
        context_source="",
        as_of=date(2026, 11, 25),
        root=ROOT,
    )


def cell(comparison: Comparison, element: str, regulation: str) -> Judged:
    """Return what is said of one element under one regulation."""
    number = [each.id for each in comparison.columns].index(regulation)
    row = next(row for row in comparison.rows if row.element.id == element)
    judged = row.cells[number].judged
    assert judged is not None
    return judged


def test_terms_are_no_part_of_a_filing(complete: Submission) -> None:
    """No filing is asked for the penalty of the law, and every cell says something."""
    comparison = held(complete)

    assert {row.element.side for row in comparison.rows} == {Side.DISCLOSURE}
    assert all(cell.judged for row in comparison.rows for cell in row.cells)


def test_rules_decide_where_there_are_rules(
    evasive: Submission, complete: Submission
) -> None:
    """Prose where domains are due is a gap by rule; a list of them is not."""
    prose = cell(held(evasive), "domains", "eu-ai-act")
    listed = cell(held(complete), "domains", "eu-ai-act")

    assert prose.outcome is Outcome.GAP
    assert prose.binding == "must"
    assert "EU53-2.3.h-02" in prose.rules
    assert prose.seen[0].field_id == "2.3.h"
    assert listed.outcome is Outcome.MET


def test_answers_decide_where_there_are_none(complete: Submission) -> None:
    """Under an index without rules the filing's own answers count, with their fields."""
    comparison = held(complete)
    size = cell(comparison, "size", "crfm-fmti")

    assert [each.judged_by for each in comparison.columns][-1] != "rules"
    assert size.outcome is Outcome.MET
    assert not size.rules
    assert size.seen[0].field_id.startswith("1.3.b")


def test_what_another_law_asks_and_this_form_does_not(complete: Submission) -> None:
    """A filing that satisfies the Union's form lacks first use in California."""
    comparison = held(complete)

    assert cell(comparison, "first-use", "eu-ai-act").outcome == "not-applicable"
    assert cell(comparison, "first-use", "us-ca-ab-2013").outcome is Outcome.GAP
    assert cell(comparison, "works", "dk-expert-group").outcome is Outcome.GAP


def test_a_carried_answer_names_its_field(complete: Submission) -> None:
    """Under another law the place is the field of the form the filing is on."""
    purchase = cell(held(complete), "synthetic", "us-ca-ab-2013")

    assert purchase.outcome is Outcome.MET
    assert [each.carried_from for each in purchase.seen] == ["2.5.a"]


def test_having_made_no_slip_is_no_answer(complete: Submission) -> None:
    """A rule that only guards against help text left in place meets no element."""
    for row in held(complete, "eu-ai-act").rows:
        judged = row.cells[0].judged
        assert judged is not None
        assert "EU53-3.3.a-02" not in judged.rules


def test_a_row_that_is_not_there_settles_nothing() -> None:
    """Where no rule is asked because the form's rows are missing, a duty stays open."""
    filing = read_submission(ROOT / "samples/us-ca-ab-2013/complete/submission.json")
    comparison = held(filing, "eu-ai-act", "us-ca-ab-2013")

    assert cell(comparison, "size", "eu-ai-act").outcome is Outcome.UNDETERMINED
    assert cell(comparison, "size", "us-ca-ab-2013").outcome is Outcome.MET


def test_a_truthful_no_stays_not_applicable(complete: Submission) -> None:
    """Who says that nothing was crawled is asked for no domains."""
    answers = dict(complete.answers)
    used = answers["/crawled/used"]
    answers["/crawled/used"] = dataclasses.replace(used, value="no", text="No")
    for at in answers:
        if at.startswith("/crawled/") and at != "/crawled/used":
            answers[at] = Answer(at=at, state=State.MISSING_FIELD)
    comparison = held(dataclasses.replace(complete, answers=answers), "eu-ai-act")

    assert cell(comparison, "domains", "eu-ai-act").outcome == "not-applicable"


def test_a_regulation_on_anothers_form_reads_that_form(complete: Submission) -> None:
    """The Code of Practice is asked of the Union's form, by its own rules."""
    comparison = held(complete, "eu-cop-copyright")

    assert comparison.columns[0].judged_by == "rules"
    assert cell(comparison, "opt-outs", "eu-cop-copyright").rules[0].startswith("EUCOP")


def test_a_filing_is_held_against_every_regulation(complete: Submission) -> None:
    """Whatever carries over or does not, every cell of every column is judged."""
    comparison = held(complete, *regulation_ids(ROOT))

    assert len(comparison.columns) == len(regulation_ids(ROOT))
    for row in comparison.rows:
        for compared_cell in row.cells:
            judged = compared_cell.judged
            assert judged is not None
            assert judged.why
            assert bool(judged.binding) is (judged.outcome is Outcome.GAP)


def test_published_filings_name_what_they_lack_elsewhere(shared: Path) -> None:
    """Of a filing as published each cell knows the page its answer stands on."""
    submission = read_submission(shared / "filings" / "gpt_5_5.pdf")
    comparison = held(submission)

    assert cell(comparison, "domains", "eu-ai-act").outcome is Outcome.GAP
    assert cell(comparison, "domains", "eu-ai-act").seen[0].place.page == 5
    assert cell(comparison, "personal-data", "us-ca-ab-2013").outcome is Outcome.GAP
    met = cell(comparison, "synthetic", "us-ca-ab-2013")
    assert met.outcome is Outcome.MET
    assert met.seen[0].place.page == 5
