"""Letters that look like others than the file says are named, and no others."""

import pytest

from compliance.datafiles import root
from compliance.intake import document_form
from compliance.intake.document_form import read_filing
from compliance.intake.pdf_reader import read_document
from compliance.model import Confidence, Doubt
from tests.unit.intake.tiny_pdf import FONTS, Sheet, pdf

TURNED = {"N": "Y", "o": "e", "t": "s"}
PLAIN = "Nothing strange is to be seen on this page by any reader"
SAID = "with letters that look like others than the file says, read as it says"


def notes(words: str, said: dict[str, str], size: float = 10) -> tuple[str, ...]:
    """Return the notes on a page with `words` in a font that says otherwise."""
    sheet = Sheet().text(72, 100, PLAIN).text(72, 200, words, font="F5", size=size)
    return read_document(pdf([sheet], said=said), "a.pdf").notes


@pytest.mark.parametrize("size", [8, 10, 14])
def test_other_letters_are_named(size: float) -> None:
    """Words shown as one thing and said to be another, from two letters on."""
    turned = dict(zip("Hary Potte", "Some works", strict=True))

    assert notes("No", TURNED, size) == (f"page 1: 1 word {SAID}",)
    assert notes("Harry Potter", turned, size)[0].endswith(SAID)


@pytest.mark.parametrize("font", [name for name in FONTS if name != "F4"])
def test_honest_letters_are_not(font: str) -> None:
    """Nor letters that a file names by their capitals, nor one letter alone."""
    sheet = Sheet().text(72, 100, f"{PLAIN}, Quizzing 1234567890 jumps", font=font)

    assert read_document(pdf([sheet]), "a.pdf").notes == ()
    assert notes("No", {"N": "n", "o": "O"}) == ()
    assert notes("N", TURNED) == ()


@pytest.mark.parametrize("size", [4, 150])
def test_letters_too_small_or_large_are_left(size: float) -> None:
    """Of what has no shape to tell, or would take long, nothing is said."""
    assert notes("No", TURNED, size) == ()


def test_an_answer_in_them_asks_for_a_second_look(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It is read as the file says, and its confidence is low."""
    monkeypatch.setattr(document_form, "_FEWEST_LABELS", 2)
    sheet = Sheet()
    for number, label in enumerate(("Version of the Summary:", "Last update:")):
        sheet.text(72, 100 + 30 * number, label)
        sheet.rule(250, 106 + 30 * number, 520, 106 + 30 * number)
    sheet.text(256, 100, "Not", font="F5").text(256, 130, "1 May 2026", font="F3")
    sheet.text(72, 200, "Words beneath the form that make it long enough")

    read = read_filing(pdf([sheet], said=TURNED), "a.pdf", "pdf", "eu-ai-act", root())

    assert read.answers["/version"].text == "Yes"
    assert Doubt.LETTERS_STRANGE in read.answers["/version"].doubts
    assert read.answers["/version"].confidence is Confidence.LOW
    assert Doubt.LETTERS_STRANGE not in read.answers["/last_update"].doubts
