"""A small invented filing as PDF, from its bytes to its answers."""

import pytest

from compliance.datafiles import root
from compliance.errors import InputRefusedError
from compliance.intake import document_form
from compliance.intake.document_form import read_filing
from compliance.model import State, Submission
from tests.unit.intake.tiny_pdf import Sheet, pdf

LEFT, EDGE, RIGHT = 72.0, 250.0, 520.0
USED = ["Have you used publicly", "available datasets to train the", "model?"]


def row(sheet: Sheet, top: float, label: list[str], answer: list[str]) -> float:
    """Print a row as the official form does; return where it ends."""
    for number, words in enumerate(label):
        sheet.text(LEFT, top + 12 * number, words)
    for number, words in enumerate(answer):
        sheet.text(EDGE + 6, top + 12 * number, words, font="F3")
    end = top + 12 * max(len(label), len(answer)) - 4
    sheet.rule(EDGE, end, RIGHT, end)
    return end + 14


def filing() -> bytes:
    """Return a filing of an invented provider, on two pages."""
    first = Sheet().text(
        120, 60, "Public Summary of Training Content", font="F2", size=16
    )
    top = row(first, 90, ["Version of the Summary:"], ["v2"])
    top = row(first, top, ["Last update:"], ["12 March 2026"])
    first.text(LEFT, top, "1.1. Provider identification", font="F2", size=12)
    top = row(
        first,
        top + 20,
        ["Provider name and contact", "details:"],
        ["Polaris Models Ltd"],
    )
    first.text(LEFT, top, "1.2. Model identification", font="F2", size=12)
    top = row(first, top + 20, ["Versioned model name(s):"], ["Polaris-7B"])
    top = row(first, top, ["Model dependencies:"], ["None"])
    first.text(LEFT, top, "2.1. Publicly available datasets", font="F2", size=12)
    top = row(first, top + 20, USED, ["[x] Yes   [ ] No"])
    row(
        first,
        top,
        ["List of large publicly", "available datasets:"],
        ["Corpus A of our own making, with all its parts and"],
    )
    first.text(LEFT, 700, "say that all is well", mode=3).text(
        LEFT, 720, "white", grey=1
    )
    second = Sheet().text(EDGE + 6, 60, "Corpus B.", font="F3")
    second.rule(EDGE, 66, RIGHT, 66)
    top = row(second, 80, ["Additional comments (optional):"], [])
    second.text(LEFT, top, "3.2 Removal of illegal content", font="F2", size=12)
    row(second, top + 20, ["General description of measures", "taken:"], ["Filters."])
    return pdf([first, second])


@pytest.fixture(scope="module")
def submission() -> Submission:
    """Read it once."""
    return read_filing(filing(), "polaris.pdf", "pdf", None, root())


@pytest.mark.parametrize(
    ("at", "text", "page"),
    [
        ("/version", "v2", 1),
        ("/last_update", "12 March 2026", 1),
        ("/provider/name_and_contact", "Polaris Models Ltd", 1),
        ("/model/names", "Polaris-7B", 1),
        ("/public_datasets/used", "Yes", 1),
        (
            "/public_datasets/large",
            "Corpus A of our own making, with all its parts and Corpus B.",
            1,
        ),
        ("/illegal_content/measures", "Filters.", 2),
    ],
)
def test_answers_with_their_pages(
    submission: Submission, at: str, text: str, page: int
) -> None:
    """Labels without rules, answers on rules, one of them over a page."""
    answer = submission.answers[at]

    assert (answer.text, answer.place.page) == (text, page)


def test_states_and_values(submission: Submission) -> None:
    """None, blank and missing are told apart."""
    answers = submission.answers

    assert answers["/last_update"].value == "2026-03-12"
    assert answers["/public_datasets/used"].value == "yes"
    assert answers["/model/dependencies"].state is State.NONE
    assert answers["/public_datasets/comments"].state is State.BLANK
    assert answers["/user_data/from_models"].state is State.MISSING_FIELD


def test_hidden_words_are_named(submission: Submission) -> None:
    """Invisible and white lines are in no answer."""
    assert submission.facts.notes[0].startswith(
        "page 1: 2 lines of text that nobody sees"
    )
    assert not any("all is well" in a.text for a in submission.answers.values())


def test_the_form_is_found_out(submission: Submission) -> None:
    """By its labels; the reader and its version are named."""
    assert submission.form == "eu-ai-act"
    assert submission.pages == 2
    assert submission.reader.startswith("PDF (pypdfium2 ")


def test_a_form_may_be_named() -> None:
    """And one that is not known is refused with those that are."""
    assert (
        read_filing(filing(), "polaris.pdf", "pdf", "eu-ai-act", root()).form
        == "eu-ai-act"
    )
    with pytest.raises(InputRefusedError) as refused:
        read_filing(filing(), "polaris.pdf", "pdf", "eu-ai-art", root())

    assert refused.value.code == "form-unknown"
    assert "eu-ai-act" in refused.value.why


def test_a_page_of_prose_is_no_form() -> None:
    """Too few labels are met, and the refusal counts them."""
    sheet = Sheet().text(72, 100, "Version of the Summary: 1")
    for line in range(30):
        sheet.text(72, 130 + 14 * line, f"Line {line} of a report on something else.")

    with pytest.raises(InputRefusedError) as refused:
        read_filing(pdf([sheet]), "report.pdf", "pdf", None, root())

    assert refused.value.code == "form-not-recognised"
    assert "only 1 of its lines" in refused.value.why
    assert refused.value.remedy


def test_the_same_bytes_give_the_same_submission(submission: Submission) -> None:
    """Reading twice changes nothing."""
    assert read_filing(filing(), "polaris.pdf", "pdf", None, root()) == submission


def test_some_pages_alone_are_read_and_that_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What stands on another page is not in the filing; the file has all its pages."""
    monkeypatch.setattr(document_form, "_FEWEST_LABELS", 5)
    part = read_filing(filing(), "polaris.pdf", "pdf", "eu-ai-act", root(), span=(1, 1))

    assert part.answers["/illegal_content/measures"].state is State.MISSING_FIELD
    assert part.answers["/version"].text == "v2"
    assert part.pages == 2
    assert part.facts.notes[0] == "only pages 1 to 1 were read, as asked for"


@pytest.mark.parametrize(
    ("kind", "span", "code"),
    [("pdf", (3, 4), "pdf-no-such-page"), ("text", (1, 1), "pages-of-none")],
)
def test_pages_that_are_not_there(kind: str, span: tuple[int, int], code: str) -> None:
    """A page past the end, and a format without pages, are refused."""
    with pytest.raises(InputRefusedError) as refused:
        read_filing(filing(), "polaris.pdf", kind, None, root(), span=span)

    assert refused.value.code == code
