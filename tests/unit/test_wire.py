import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.model import (
    AddedRow,
    Answer,
    Fault,
    FormFacts,
    Place,
    State,
    Submission,
)
from compliance.wire import decoded, encoded

TEXT = st.text(st.characters(), max_size=20)
NUMBER = st.integers(1, 10**6) | st.none()
SIDE = st.floats(allow_nan=False, allow_infinity=False)
PLACES = st.builds(
    Place,
    page=NUMBER,
    line=NUMBER,
    column=NUMBER,
    path=TEXT,
    box=st.none() | st.tuples(SIDE, SIDE, SIDE, SIDE),
)
ROWS = st.lists(st.builds(AddedRow, label=TEXT, text=TEXT, place=PLACES), max_size=2)
TEXTS = st.lists(TEXT, max_size=2).map(tuple)
ANSWERS = st.builds(
    Answer,
    at=TEXT,
    state=st.sampled_from(State),
    value=st.none() | TEXT | TEXTS,
    text=TEXT,
    items=st.lists(st.dictionaries(TEXT, TEXT, max_size=2), max_size=2).map(tuple),
    place=PLACES,
    links=TEXTS,
    note=TEXT,
    carried_from=TEXT,
    carried_as=TEXT,
)
SUBMISSIONS = st.builds(
    Submission,
    source=TEXT,
    sha256=TEXT,
    size=st.integers(0, 10**9),
    media_type=TEXT,
    reader=TEXT,
    form=TEXT,
    pages=st.integers(0, 2_000),
    answers=st.lists(ANSWERS, max_size=3).map(lambda all_: {a.at: a for a in all_}),
    facts=st.builds(
        FormFacts,
        template=TEXT,
        reasons=TEXTS,
        added=ROWS.map(tuple),
        altered=ROWS.map(tuple),
        notes=TEXTS,
    ),
    faults=st.lists(
        st.builds(Fault, at=TEXT, problem=TEXT, place=PLACES), max_size=2
    ).map(tuple),
)

GOOD = encoded(
    Submission(
        source="a", sha256="", size=1, media_type="", reader="", form="", answers={}
    )
)


@given(SUBMISSIONS)
def test_a_submission_comes_through_as_it_was(submission: Submission) -> None:
    """From child to parent nothing is lost, rounded or reordered."""
    again = decoded(Submission, json.loads(json.dumps(encoded(submission))))

    assert again == submission
    assert list(again.answers) == list(submission.answers)


@pytest.mark.parametrize(
    "wire",
    [
        {},
        [],
        None,
        5,
        {"facts": 1},
        {**GOOD, "size": "1"},
        {**GOOD, "answers": []},
        {**GOOD, "faults": {}},
        {**GOOD, "answers": {"/a": {"state": "sure"}}},
    ],
)
def test_what_is_no_submission_is_none(wire: Any) -> None:
    """Words that are no submission are an error the reader of a child expects."""
    with pytest.raises((KeyError, TypeError, ValueError, AttributeError)):
        decoded(Submission, wire)


def test_only_what_has_a_value_in_json_is_encoded() -> None:
    """A set has no order and bytes no letters: neither is handed over."""
    for value in ({1}, b"x", object()):
        with pytest.raises(TypeError, match="no JSON value"):
            encoded(value)
