"""Tick boxes that are drawn, or fields of an electronic form."""

import pytest

from compliance.intake.pdf_reader import read_document
from tests.unit.intake.tiny_pdf import Sheet, pdf


def marks(sheet: Sheet) -> list[str]:
    """Return the boxes on a page: what stands in them, and their words."""
    sheet.text(72, 60, "A page with a few words more than are needed to read it")
    document = read_document(pdf([sheet]), "small.pdf")
    return [
        f"{tick.mark.value} {tick.label}"
        for block in document.blocks
        for cell in block.cells
        for tick in cell.ticks
    ]


def boxed(sheet: Sheet, left: float, words: str) -> Sheet:
    """Draw an empty box and words beside it."""
    return sheet.box(left, 191, left + 10, 201).text(left + 16, 200, words)


def test_an_empty_frame_is_an_empty_box() -> None:
    """Nothing in the middle, nothing ticked."""
    assert marks(boxed(Sheet(), 72, "Yes")) == ["empty Yes"]


@pytest.mark.parametrize("drawn", ["cross", "letter", "tick"])
def test_strokes_in_the_frame_tick_it(drawn: str) -> None:
    """A cross of two lines, a typed letter and a sign all tick the box."""
    sheet = boxed(boxed(Sheet(), 72, "Yes"), 150, "No")
    if drawn == "cross":
        sheet.rule(73, 192, 81, 200).rule(73, 200, 81, 192)
    elif drawn == "letter":
        sheet.text(73.5, 199.5, "X", size=10)
    else:
        sheet.text(73, 199.5, "4", font="F4", size=10)

    assert marks(sheet) == ["checked Yes", "empty No"]


def test_a_full_box_is_ticked_beside_an_empty_one() -> None:
    """A form may fill the chosen box."""
    sheet = boxed(Sheet(), 150, "No").box(72, 191, 82, 201, fill=0).text(88, 200, "Yes")

    assert marks(sheet) == ["checked Yes", "empty No"]


def test_full_squares_alone_are_bullets() -> None:
    """A list with square bullets chooses nothing."""
    sheet = Sheet()
    for line in range(3):
        top = 191 + 20 * line
        sheet.box(72, top, 80, top + 8, fill=0).text(90, top + 8, f"entry {line}")

    assert marks(sheet) == []


def test_a_frame_far_from_words_is_no_box() -> None:
    """A square of a drawing is not read."""
    assert marks(Sheet().box(400, 400, 410, 410)) == []


def test_fields_of_an_electronic_form_are_read() -> None:
    """Ticked and typed fields are read as they are shown."""
    sheet = Sheet().text(72, 200, "Used?").tick(120, 190, on=True).text(136, 200, "Yes")
    sheet.tick(180, 190, on=False).text(196, 200, "No")

    assert marks(sheet) == ["checked Yes", "empty No"]


def test_words_typed_into_a_form_are_read() -> None:
    """What stands in a field is part of the page."""
    sheet = Sheet().text(72, 200, "Version of the Summary:")
    sheet.field("v7", 200, 188, 300, 204).text(72, 300, "and more words to be read")

    document = read_document(pdf([sheet]), "small.pdf")

    assert "Version of the Summary: v7" in {
        " ".join(cell.text for cell in block.cells) for block in document.blocks
    }
