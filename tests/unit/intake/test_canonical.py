from dataclasses import replace
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from compliance import pointer
from compliance.datafiles import root
from compliance.forms import form_of
from compliance.intake.canonical import answers_from_data, rows_added
from compliance.intake.json_reader import read_json
from compliance.intake.written import to_canonical, to_fields
from compliance.intake.yaml_reader import read_yaml
from compliance.intake.yaml_text import to_yaml
from compliance.model import Answer, Place, State, Submission

ROOT = root()
FORM = form_of("eu-ai-act", ROOT)


def answer(at: str, value: Any) -> Answer:
    """Return the answer at `at` of a filing that holds only `value` there."""
    return answers_from_data(pointer.build({at: value}), FORM, ROOT)[at]


def submission(answers: dict[str, Answer]) -> Submission:
    """Return a submission of `answers`."""
    return Submission(
        source="a.json", sha256="", size=0, media_type="", reader="",
        form=FORM.regulation, answers=answers,
    )  # fmt: skip


def test_every_field_has_an_answer_in_the_forms_order() -> None:
    """A field that is not there is missing; nothing is inferred."""
    answers = answers_from_data({}, FORM, ROOT)

    assert list(answers) == [field.at for field in FORM.fields]
    assert {each.state for each in answers.values()} == {State.MISSING_FIELD}


@pytest.mark.parametrize(
    ("at", "given_", "value", "state"),
    [
        ("/crawled/used", "yes", "yes", State.ANSWERED),
        ("/crawled/used", True, "yes", State.ANSWERED),
        ("/crawled/used", "No.", "no", State.ANSWERED),
        ("/crawled/used", 5, "nonstandard", State.ANSWERED),
        ("/crawled/used", ["yes"], "yes", State.ANSWERED),
        ("/crawled/used", "", None, State.BLANK),
        ("/crawled/used", None, None, State.BLANK),
        ("/sizes/text", "gt_1e13_tokens", "gt_1e13_tokens", State.ANSWERED),
        ("/sizes/text", "a lot", "nonstandard", State.ANSWERED),
        ("/modalities", ["image", "text"], ("text", "image"), State.ANSWERED),
        ("/modalities", ["Text"], ("text",), State.ANSWERED),
        ("/modalities", {"text": True, "image": False}, ("text",), State.ANSWERED),
        ("/modalities", [], None, State.BLANK),
        ("/modalities", ["n/a"], None, State.NOT_APPLICABLE),
        ("/last_update", "2026-06-26", "2026-06-26", State.ANSWERED),
        ("/last_update", "7/8/26", None, State.ANSWERED),
        ("/latest_collection", "2026-02", "2026-02", State.ANSWERED),
        ("/crawled/period", "2018/2025-12", "2018/2025-12", State.ANSWERED),
        ("/crawled/period", "../2025-07", "../2025-07", State.ANSWERED),
        ("/crawled/behaviour", "N/A", None, State.NOT_APPLICABLE),
        ("/crawled/behaviour", {"a": [1, None]}, None, State.ANSWERED),
    ],
)
def test_a_plain_value_is_read_by_its_kind(
    at: str, given_: object, value: object, state: State
) -> None:
    """A value of another kind is kept as words, never dropped and never raised."""
    read = answer(at, given_)

    assert (read.value, read.state) == (value, state)


@pytest.mark.parametrize(
    ("given_", "names", "state"),
    [
        (["Alder Books", "Birch News"], ["Alder Books", "Birch News"], State.ANSWERED),
        ([{"name": "Alder Books"}], ["Alder Books"], State.ANSWERED),
        ({"name": "Alder Books"}, ["Alder Books"], State.ANSWERED),
        (["None", "Alder Books"], ["None", "Alder Books"], State.ANSWERED),
        (["None"], [], State.NONE),
        (["N/A"], [], State.NOT_APPLICABLE),
        ([{"name": "None"}], ["None"], State.ANSWERED),
        ([], [], State.BLANK),
        ([None, "", {}, {"name": None}], [], State.BLANK),
    ],
)
def test_a_list_has_its_entries(given_: object, names: list[str], state: State) -> None:
    """A lone "None" is no entry; an entry called None is one; nothing is nothing."""
    read = answer("/public_datasets/large", given_)

    assert [item["name"] for item in read.items] == names
    assert read.state is state


def test_a_listed_address_gets_its_domain() -> None:
    """A domain given as an address has its registrable name, as in a PDF's text."""
    (item,) = answer("/crawled/domains", ["https://news.alder.example"]).items

    assert item["host"] == "news.alder.example"


@pytest.mark.parametrize(
    ("stated", "state", "value"),
    [
        ({"state": "answered", "value": "yes"}, State.ANSWERED, "yes"),
        ({"value": "yes"}, State.ANSWERED, "yes"),
        ({"text": "No"}, State.ANSWERED, "no"),
        ({"state": "answered", "value": True}, State.ANSWERED, "yes"),
        ({"state": "answered", "value": "maybe"}, State.ANSWERED, "nonstandard"),
        ({"state": "unreadable"}, State.UNREADABLE, None),
        ({"state": "answered"}, State.BLANK, None),
        ({"state": "Answered!", "value": "yes"}, State.ANSWERED, "yes"),
        ({"state": ["answered"]}, State.BLANK, None),
    ],
)
def test_an_answer_object_is_held_against_itself(
    stated: object, state: State, value: str | None
) -> None:
    """What is stated holds if it can; what is left out comes of the words."""
    read = answer("/crawled/used", stated)

    assert (read.state, read.value) == (state, value)


@pytest.mark.parametrize("words", ["N/A", "TBD", "", "See above."])
def test_no_statement_makes_an_answer_of_words_that_are_none(words: str) -> None:
    """Being "answered" beside words that are no answer is not believed, and noted."""
    read = answer("/crawled/behaviour", {"state": "answered", "text": words})

    assert read.state is not State.ANSWERED
    assert "said to be answered" in read.note


@pytest.mark.parametrize("value", ["2026-02-30", "soon", 5, ["2026-01-01"], {}])
def test_a_stated_date_is_a_date(value: object) -> None:
    """A value that is no date is none."""
    stated = {"state": "answered", "value": value, "text": "soon"}

    assert answer("/last_update", stated).value is None


@pytest.mark.parametrize(
    "box", [[1, 2, 3], [1, 2, 3, "4"], [10**400] * 4, "x", [True] * 4]
)
def test_a_stated_place_is_a_place(box: object) -> None:
    """A box that is none is left out; page, line and path stay."""
    stated = {
        "state": "answered",
        "text": "A",
        "place": {"page": 2, "box": box, "line": "x"},
    }

    assert answer("/crawled/behaviour", stated).place == Place(page=2)


def test_the_place_of_a_plain_value_is_its_line() -> None:
    """Line, column and pointer are the value's."""
    located = read_json(b'{"crawled":\n {"used": "yes"}}', "a.json")

    read = answers_from_data(located.data, FORM, ROOT, located.places)

    assert str(read["/crawled/used"].place) == "line 2, column 11, /crawled/used"


def test_what_the_form_has_no_field_for_is_an_added_row() -> None:
    """Keys beside the form's are kept with their words, long ones marked as cut."""
    data = {"form": "x", "__proto__": {"a": 1}, "crawled": {"odd": "w" * 3_000}}

    rows = rows_added(data, FORM, {})

    assert [(row.label, row.place.path) for row in rows] == [
        ("__proto__", "/__proto__"),
        ("odd", "/crawled/odd"),
    ]
    assert rows[1].text == "w" * 1_999 + "…"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20)
    | st.sampled_from(["yes", "N/A", "None", "7/8/26", "../2025-07", "text", "answered",
                       "https://a.example/b", "withheld", "gt_1e13_tokens"]),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(["state", "value", "text", "items", "links", "note", "place",
                         "name", "url", "image"]),
        inner,
        max_size=4,
    ),
    max_leaves=8,
)  # fmt: skip


@settings(deadline=None, max_examples=40)
@example({"/version": {"items": [], "value": 0}})
@example({"/version": {"links": [None], "value": False}})
@example({"/last_update": {"value": False, "text": 1900}})
@example({"/crawled/period": {"value": "..", "text": "since 2019"}})
@given(st.dictionaries(st.sampled_from([f.at for f in FORM.fields]), JSON, max_size=4))
def test_reading_a_canonical_filing_back_gives_the_same_answers(
    given_: dict[str, object],
) -> None:
    """Whatever a filing holds, its canonical form is read to the same answers."""
    once = answers_from_data(pointer.build(given_), FORM, ROOT)

    canonical = to_canonical(submission(once), FORM)
    again = answers_from_data(
        read_yaml(to_yaml(canonical).encode(), "a").data, FORM, ROOT
    )

    missing = {at for at, each in once.items() if each.state is State.MISSING_FIELD}
    kept = {at: each for at, each in once.items() if at not in missing}
    assert {at: each for at, each in again.items() if at not in missing} == kept
    assert {again[at].state for at in missing} <= {State.MISSING_FIELD}


def test_fields_are_listed_with_their_labels() -> None:
    """The flat listing names field, label, state, value, words, page and place."""
    answers = answers_from_data({"crawled": {"used": "yes"}}, FORM, ROOT)
    placed = replace(answers["/crawled/used"], place=Place(page=4))

    fields = to_fields(submission({**answers, "/crawled/used": placed}), FORM)

    assert len(fields) == len(FORM.fields)
    (used,) = [each for each in fields if each["field"] == "2.3.a"]
    assert list(used) == [
        "field", "label", "state", "value", "text", "page", "place",
        "confidence", "doubts", "by",
    ]  # fmt: skip
    assert (used["value"], used["page"], used["place"]) == ("yes", 4, "page 4")


@pytest.mark.parametrize(
    "text",
    ["no", "Yes", "null", "~", "- a", "a: b", "# x", "012", "a\nb", " a\nb ", "a\tb", "",
     "\n", "a\r\nb", "\u2028", "\ufeffa", "w " * 100, "x" * 200, "é" * 90 + " b", "&a", "%"],
)  # fmt: skip
def test_odd_texts_survive_yaml(text: str) -> None:
    """Texts that YAML would read otherwise come back as they were."""
    assert read_yaml(to_yaml({"a": text, text or "k": 1}).encode(), "a").data == {
        "a": text if text != "a" else 1,
        text or "k": 1,
    }


def test_long_answers_stay_readable() -> None:
    """Several lines stand in a block, without escapes."""
    assert to_yaml({"a": "Line one.\nLine two."}) == "a: |-\n  Line one.\n  Line two.\n"


def test_a_text_given_as_value_is_its_words() -> None:
    """Where a field takes words, a value is read as such; words beside it go first."""
    stated = {"state": "answered", "value": "We obey robots.txt."}

    assert answer("/crawled/behaviour", stated).text == "We obey robots.txt."
    assert answer("/crawled/behaviour", {**stated, "text": "Yes."}).text == "Yes."
    assert answer("/crawled/used", {"state": "answered", "value": "yes"}).text == ""


def test_a_state_the_form_does_not_have_is_noted() -> None:
    """A made-up state is said; one left out is not."""
    assert "state" in answer("/crawled/used", {"state": "sure", "text": "No"}).note
    assert answer("/crawled/used", {"text": "No"}).note == ""


def test_stated_modalities_are_ticks_not_words() -> None:
    """Words beside no ticks name modalities only where no state is claimed."""
    words = {"text": "Images and sound"}

    assert answer("/modalities", {**words, "state": "answered"}).value is None
    assert answer("/modalities", words).value == ("image", "audio")
    assert answer("/modalities", {"state": "answered", "value": ["x"]}).value is None
    assert answer("/modalities", {"state": "answered", "value": ["text"]}).value == (
        "text",
    )
