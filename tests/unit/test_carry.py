from dataclasses import replace

import pytest

from compliance import datafiles
from compliance.carry import carried
from compliance.errors import UsageError
from compliance.forms import form_of
from compliance.intake.canonical import answers_from_data
from compliance.model import AddedRow, FormFacts, Place, State, Submission

ROOT = datafiles.root()
EU = form_of("eu-ai-act", ROOT)
CALIFORNIA = form_of("us-ca-ab-2013", ROOT)


def filing(data: object, *rows: tuple[str, str]) -> Submission:
    """Return a filing on the EU template, with rows it does not have."""
    added = tuple(AddedRow(label=a, text=b, place=Place(page=2)) for a, b in rows)
    return Submission(
        source="filing.json",
        sha256="0" * 64,
        size=2,
        media_type="application/json",
        reader="test",
        form="eu-ai-act",
        answers=answers_from_data(data, EU, ROOT),
        facts=FormFacts(added=added),
    )


def test_an_answer_names_where_it_comes_from_and_how_far() -> None:
    """A carried answer keeps its value and tells its field."""
    seen = carried(filing({"synthetic": {"used": "yes"}}), CALIFORNIA, ROOT)

    answer = seen.answers["/synthetic/used"]
    assert (answer.value, answer.carried_from) == ("yes", "2.5.a")
    assert "synthetic" in answer.carried_as


def test_the_first_answer_that_is_given_carries() -> None:
    """The period of crawling stands before the latest date of collection."""
    latest = {"latest_collection": "June 2025"}
    both = {**latest, "crawled": {"period": "2019-03/2025-05"}}

    alone = carried(filing(latest), CALIFORNIA, ROOT).answers["/collection/period"]
    first = carried(filing(both), CALIFORNIA, ROOT).answers["/collection/period"]

    assert (alone.carried_from, alone.value) == ("1.3.d", "2025-06")
    assert (first.carried_from, first.value) == ("2.3.e", "2019-03/2025-05")


def test_an_added_row_that_says_it_stands_before_what_carries() -> None:
    """A row the template does not have answers an item, at its own place."""
    asked = filing(
        {"model": {"placed_on_market": "2025-08-02"}},
        ("Model release date:", "12 December 2024"),
        ("First used on", "3 May 2024"),
        ("Colour of the logo", "blue"),
    )

    answers = carried(asked, CALIFORNIA, ROOT).answers

    assert answers["/system/available_on"].value == "2024-12-12"
    assert (
        answers["/system/available_on"].carried_from
        == "added row “Model release date:”"
    )
    assert answers["/first_use"].value == "2024-05-03"
    assert answers["/first_use"].place == Place(page=2)


def test_what_nothing_carries_to_is_missing() -> None:
    """A field of the other form is never answered by silence."""
    answers = carried(filing({}), CALIFORNIA, ROOT).answers

    assert {answer.state for answer in answers.values()} == {State.MISSING_FIELD}
    assert not any(answer.carried_from for answer in answers.values())


def test_a_form_without_a_crosswalk_is_refused() -> None:
    """Nothing is guessed from one form to another."""
    stranger = replace(filing({}), form="us-hr-7913")

    with pytest.raises(UsageError, match="carry over"):
        carried(stranger, CALIFORNIA, ROOT)
