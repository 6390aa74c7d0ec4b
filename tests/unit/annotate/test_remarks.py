"""What is written into a copy of a filing."""

from datetime import date

from compliance.annotate import remarks_on
from compliance.assess import assess
from compliance.datafiles import root
from compliance.intake import read_submission
from compliance.model import GapReport, Outcome
from compliance.rulebook import load_regulation


def report() -> GapReport:
    """Return the report on the evasive sample."""
    submission = read_submission(root() / "samples/eu-ai-act/evasive/submission.yaml")
    return assess(
        submission,
        load_regulation("eu-ai-act", root()),
        context={},
        context_source="",
        as_of=date(2026, 11, 25),
        cross_check=None,
        root=root(),
    )


def test_every_finding_is_told_once() -> None:
    """Each gap and each open question is a remark, at a place or at the head."""
    told = report()
    findings = [
        finding
        for result in told.results
        if result.outcome in (Outcome.GAP, Outcome.UNDETERMINED)
        for finding in result.findings
    ]

    remarks = remarks_on([told])

    assert len(remarks.notes) + len(remarks.elsewhere) == len(findings)
    assert remarks.elsewhere
    assert remarks.day == "2026-11-25"


def test_a_remark_says_rule_fact_deed_and_source() -> None:
    """A remark is complete in itself, each paragraph one line."""
    remarks = remarks_on([report()])

    note = next(
        each for each in remarks.notes if each.words[0].startswith("EU53-2.3.h")
    )
    assert note.words[0].endswith("): gap")
    assert note.words[2].startswith("To do: ")
    assert note.words[3].startswith("Source: ")
    assert all("\n" not in words for words in note.words)


def test_the_summary_says_what_it_does_not_say() -> None:
    """The note at the head names regulation, day and verdict, and blames nobody."""
    words = "\n".join(remarks_on([report()]).summary)

    assert "as of 2026-11-25" in words
    assert "do not say that a provider broke the law" in words
