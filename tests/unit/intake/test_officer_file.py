import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compliance import pointer
from compliance.datafiles import root
from compliance.forms import form_of
from compliance.intake.canonical import answers_from_data
from compliance.intake.officer_file import to_officer_yaml
from compliance.intake.origin import read_from, with_officer, with_record
from compliance.intake.reading import data_request
from compliance.intake.written import to_canonical
from compliance.intake.yaml_reader import read_yaml
from compliance.model import (
    OFFICER,
    Answer,
    Confidence,
    Doubt,
    FormFacts,
    Place,
    State,
    Submission,
)
from compliance.wire import decoded

ROOT = root()
FORM = form_of("eu-ai-act", ROOT)
NASTY = (
    "2026-01-31", "012", "1e5", "yes", "No", "null", "~", "# no comment", "a: b",
    "- a\n- b", "“quoted” 'and' \"more\"", " led by a blank", "ends in one ", "\ttab",
    "one\n\ntwo\n  three", "“\u2028”", "é ł 漢 🌳", "w " * 80, "[x]", "{a: 1}", "&a *a !t",
    "%", "@", "=1+1", "<script>alert(1)</script>", "C:\\x", "...", "---", "a #b", "||",
)  # fmt: skip


def submission(given_: dict[str, object], **more: Any) -> Submission:
    """Return what was read of a filing that holds `given_`, by pointer."""
    answers = answers_from_data(pointer.build(given_), FORM, ROOT)
    placed = {
        at: replace(each, place=Place(page=1 + n % 9, box=(1.0, 2.5, 3.0, 4.0)))
        for n, (at, each) in enumerate(answers.items())
        if each.state is not State.MISSING_FIELD
    }
    return Submission(
        source="summary.pdf", sha256="a" * 64, size=7, media_type="application/pdf",
        reader="PDF (a reader)", form=FORM.regulation, answers={**answers, **placed},
        facts=FormFacts(template="other", reasons=("its rows",), notes=("A note.",)),
        pages=9, **more,
    )  # fmt: skip


def officer_file(read: Submission) -> str:
    """Return the file that the officer gets."""
    filing = with_record(to_canonical(read, FORM), FORM, ROOT)
    return to_officer_yaml(filing, read, FORM, ROOT)


def fed_back(text: str) -> Submission:
    """Return what the file is read as, without the front door."""
    request = {
        "name": "summary.yaml",
        "kind": "yaml",
        "form": None,
        "root": str(ROOT),
    }
    back: Submission = decoded(Submission, data_request(request, text.encode()))
    return back


@pytest.mark.parametrize("text", NASTY)
def test_an_unedited_file_is_what_was_read(text: str) -> None:
    """Whatever the answers hold, they come back the same, and nobody's but theirs."""
    read = submission({
        "/crawled/behaviour": text, "/rights/comments": [text, text],
        "/crawled/domains": [{"text": text}, "a.example"], "/version": text,
        "/public_datasets/large": [{"name": text, "selection": text}],
        "/last_update": "7/8/26", "/odd": text,
    })  # fmt: skip

    back = fed_back(officer_file(read))

    assert dict(back.answers) == dict(read.answers)
    assert back.facts == read.facts
    assert (back.pages, back.faults) == (9, ())


TEXTS = st.text(max_size=40) | st.sampled_from(NASTY)
VALUES = st.one_of(
    st.none(), TEXTS, st.lists(TEXTS, max_size=3),
    st.sampled_from(["yes", "no", "N/A", "7/8/26", "2026-01-31", "gt_1e13_tokens"]),
    st.lists(st.sampled_from(["text", "image", "other"]), max_size=3),
    st.lists(st.dictionaries(st.sampled_from(["name", "url"]), TEXTS), max_size=3),
)  # fmt: skip


@settings(deadline=None, max_examples=60)
@given(
    st.dictionaries(st.sampled_from([f.at for f in FORM.fields]), VALUES, max_size=9)
)
def test_comments_change_nothing(given_: dict[str, object]) -> None:
    """The file with its comments holds the values that it has without them."""
    read = submission(given_)
    filing = with_record(to_canonical(read, FORM), FORM, ROOT)

    back = read_yaml(to_officer_yaml(filing, read, FORM, ROOT).encode(), "a").data

    present = {at for at, a in read.answers.items() if a.state != "missing_field"}
    assert isinstance(back, dict)
    assert back["as_read"] == filing["as_read"]
    for field in FORM.fields:
        expected = pointer.get(filing, field.at) if field.at in present else None
        assert pointer.get(back, field.at) == expected
    assert not [a for a in fed_back_answers(back).values() if a.by]


def fed_back_answers(data: object) -> dict[str, Answer]:
    """Return the answers of a file, the officer's marked."""
    return with_officer(answers_from_data(data, FORM, ROOT), data, FORM)


EDITS = [
    pytest.param(('value: "yes"', "value: no"), ["/crawled/used"], id="another value"),
    pytest.param(("Polite.", "Rude."), ["/crawled/behaviour"], id="other words"),
    pytest.param(
        ("  # crawlers:\n  #   - name: \"\"", "  crawlers:\n    - name: AlderBot"),
        ["/crawled/crawlers"],
        id="a field that was not found",
    ),
    pytest.param(
        ("  comments:\n    state: blank\n", "  comments:\n    state: blank\n    text: None.\n"),
        ["/crawled/comments"],
        id="words beside a blank",
    ),
    pytest.param(
        ("- date-ambiguous\n", "- date-ambiguous\n  confirmed: yes\n"),
        ["/last_update"],
        id="confirmed",
    ),
    pytest.param(('    text: "Polite."\n', ""), ["/crawled/behaviour"], id="words gone"),
    pytest.param(("page: 2", "page: 3"), [], id="a place is no answer"),
]  # fmt: skip


@pytest.mark.parametrize(("edit", "officers"), EDITS)
def test_what_the_officer_changes_is_the_officers(
    edit: tuple[str, str], officers: list[str]
) -> None:
    """A changed or confirmed answer is marked and certain, and no other is."""
    read = submission({
        "/last_update": "7/8/26", "/crawled/used": "yes",
        "/crawled/behaviour": "Polite.", "/crawled/comments": "",
    })  # fmt: skip
    text = officer_file(read)
    assert edit[0] in text

    back = fed_back(text.replace(*edit, 1))

    marked = [at for at, each in back.answers.items() if each.by == OFFICER]
    assert marked == officers
    assert {back.answers[at].confidence for at in marked} <= {Confidence.HIGH}
    assert back.read_from is not None
    assert (back.read_from.file, back.read_from.sha256) == ("summary.pdf", "a" * 64)


@pytest.mark.parametrize("key", ["read_from", "as_read"])
def test_without_header_or_record_nothing_is_the_officers(key: str) -> None:
    """An edited file that lost one of them is judged by what it says alone."""
    read = submission({"/crawled/used": "yes"})
    filing = with_record(to_canonical(read, FORM), FORM, ROOT)
    filing["crawled"]["used"]["value"] = "no"  # type: ignore[index]
    del filing[key]

    back = fed_back(json.dumps(filing))

    assert not [each for each in back.answers.values() if each.by]
    assert (back.read_from is None) == (key == "read_from")


@pytest.mark.parametrize(
    "header",
    [None, [], "x", {"file": "a.pdf"}, {"file": "a.pdf", "sha256": "ab"},
     {"file": "", "sha256": "a" * 64}, {"file": 5, "sha256": ["a" * 64]}],
)  # fmt: skip
def test_a_header_that_names_no_original_is_none(header: object) -> None:
    """Without a file and its SHA-256 there is nothing to link to."""
    filing = {"read_from": header, "as_read": {}, "crawled": {"used": "no"}}

    assert read_from(filing) is None
    assert not fed_back_answers(filing)["/crawled/used"].by


def test_an_officers_file_read_again_keeps_its_original() -> None:
    """The second file still names the first original, and whose the answers are."""
    read = submission({"/crawled/used": "yes"})
    once = fed_back(officer_file(read).replace('value: "yes"', "value: no"))

    again = fed_back(officer_file(replace(once, source="b.yaml", sha256="b" * 64)))

    assert again.read_from == once.read_from
    assert again.answers["/crawled/used"].by == OFFICER


def test_low_confidence_asks_for_a_look(tmp_path: Path) -> None:
    """Where the reading is not sure the file says why, and asks."""
    text = officer_file(submission({"/last_update": "7/8/26"}))

    assert "confidence low (day and month may be either" in text
    assert text.count("PLEASE CONFIRM") == 1


def test_a_note_cannot_leave_its_comment() -> None:
    """Line breaks and other marks in what is remarked stay behind the sign."""
    noted = Answer(
        at="/crawled/used", state=State.ANSWERED, value="yes", text="a\nb\u2028c\r: d",
        note="x\ny: z\n\n- w", doubts=(Doubt.TICK_DRAWN,), confidence=Confidence.MEDIUM,
        place=Place(page=1),
    )  # fmt: skip
    read = submission({})
    read = replace(
        read, answers={**read.answers, "/crawled/used": noted}, source="a\nb"
    )

    assert fed_back(officer_file(read)).answers["/crawled/used"] == noted
