"""What of a PDF page is read as seen, and what is not."""

import pytest

from compliance.intake.blocks import Document
from compliance.intake.pdf_reader import read_document
from tests.unit.intake.tiny_pdf import Sheet, pdf

PROSE = "These are the words of a page that holds enough of them to be read"


def read(*sheets: Sheet) -> Document:
    """Return the document that the sheets make."""
    return read_document(pdf(sheets), "small.pdf")


def texts(document: Document) -> list[str]:
    """Return the words of each cell."""
    return [cell.text for block in document.blocks for cell in block.cells]


def page() -> Sheet:
    """Return a page with a line of prose."""
    return Sheet().text(72, 100, PROSE)


@pytest.mark.parametrize(
    "sheet",
    [
        pytest.param(page().text(72, 200, "secret", mode=3), id="invisible"),
        pytest.param(page().text(72, 200, "secret", grey=1), id="white on white"),
        pytest.param(
            page().text(72, 200, "secret").box(60, 180, 200, 210, fill=1), id="covered"
        ),
        pytest.param(
            page().box(60, 180, 200, 210, fill=0).text(72, 200, "secret"),
            id="black on black",
        ),
        pytest.param(page().text(72, 200, "secret", size=1), id="of one point"),
        pytest.param(page().text(-80, 200, "secret"), id="left of the page"),
        pytest.param(page().text(72, 900, "secret"), id="below the page"),
    ],
)
def test_text_that_nobody_sees_is_named_and_not_read(sheet: Sheet) -> None:
    """Hidden words are no answer; the report says that they are there."""
    document = read(sheet)

    assert texts(document) == [PROSE]
    assert len(document.notes) == 1
    assert document.notes[0].startswith("page 1: 1 line of text that nobody sees")


def test_white_text_on_a_dark_bar_is_seen() -> None:
    """What counts is what is seen, not the colour the file names."""
    document = read(
        page().box(60, 180, 300, 210, fill=0.2).text(72, 200, "Bar", grey=1)
    )

    assert texts(document) == [PROSE, "Bar"]
    assert document.notes == ()


def test_a_hidden_heading_that_is_also_printed_is_not_worth_a_note() -> None:
    """The official form repeats headings unseen, with a number or without."""
    document = read(page().text(72, 300, f"1. {PROSE}", mode=3))

    assert document.notes == ()


def test_words_printed_twice_on_one_spot_are_read_once() -> None:
    """Some programs make bold by printing twice."""
    document = read(page().text(72, 100, PROSE))

    assert texts(document) == [PROSE]


def test_slanted_words_are_left_out_and_named() -> None:
    """A watermark across the page is in nobody's answer."""
    sheet = page().text(200, 400, "DRAFT", size=60, matrix="0.7 0.7 -0.7 0.7")

    document = read(sheet)

    assert texts(document) == [PROSE]
    assert document.notes == ("page 1: 5 slanted letters not read",)


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_on_its_side_is_turned(turn: int) -> None:
    """Pages scanned or exported sideways read as they are meant."""
    sheet = Sheet(extra=f"/Rotate {turn}").text(72, 100, PROSE).text(72, 120, "Below")

    assert texts(read(sheet)) == [PROSE, "Below"]


def test_places_are_counted_from_the_visible_corner() -> None:
    """A cropped page's boxes lie where a reader measures them."""
    sheet = Sheet(extra="/CropBox [50 40 545 742]").text(72, 200, PROSE)

    box = read(sheet).blocks[0].place.box

    assert box is not None
    assert box[0] == pytest.approx(22, abs=1)
    assert box[3] == pytest.approx(102, abs=4)


def test_boxes_of_a_symbol_font_are_boxes() -> None:
    """A font of signs numbers its boxes as letters; they are read as boxes."""
    sheet = page().text(72, 200, "o", font="F4").text(86, 200, "Yes")

    assert [tick.label for tick in read(sheet).blocks[-1].cells[0].ticks] == ["Yes"]


def test_heads_feet_and_page_numbers_are_left_out() -> None:
    """What every page repeats is in nobody's answer."""
    sheets = [
        Sheet()
        .text(72, 40, "Example Ltd, public")
        .text(72, 100 + 20 * number, f"{PROSE} {'ab'[number]}")
        .text(290, 800, f"Page {number + 1} of 2")
        for number in range(2)
    ]

    document = read(*sheets)

    assert texts(document) == [f"{PROSE} a", f"{PROSE} b"]
    assert document.notes == ("2 lines at the head or foot of the pages left out",)


def test_a_number_that_counts_the_pages_is_left_out_wherever_it_stands() -> None:
    """Some programs print page numbers far above the paper's edge."""
    sheets = [
        Sheet().text(72, 100, f"{PROSE} {word}").text(290, 640, str(number))
        for number, word in enumerate(("one", "two", "three"), start=5)
    ]

    assert texts(read(*sheets)) == [f"{PROSE} {w}" for w in ("one", "two", "three")]
