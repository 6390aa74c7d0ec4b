"""Notes in a copy of a PDF."""

import ctypes
import re
from collections.abc import Iterator
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw
import pytest

from compliance.annotate.pdf_notes import with_notes
from compliance.annotate.remarks import Remark, Remarks
from compliance.errors import InputRefusedError
from compliance.intake.pdf_frame import frame_of
from compliance.model import NOWHERE, Place
from tests.unit.intake.tiny_pdf import Sheet, pdf

BOX = (72.0, 90.0, 300.0, 102.0)


def filing() -> bytes:
    """Return a PDF of two pages."""
    words = "Public Summary of Training Content, with enough words to read."
    return pdf(
        [Sheet().text(72, 100, words), Sheet().text(72, 100, f"Second. {words}")]
    )


def remarks(*notes: Remark) -> Remarks:
    """Return remarks with a summary, and one finding of no place."""
    apart = Remark(words=("A row is missing.",), place=NOWHERE)
    return Remarks(
        notes=notes, summary=("All in all.",), elsewhere=(apart,), day="2026-11-25"
    )


def remark(words: str, place: Place) -> Remark:
    """Return a remark of one paragraph."""
    return Remark(words=(words,), place=place)


def text_of(annotation: Any, key: str) -> str:
    """Return a text of an annotation."""
    size = raw.FPDFAnnot_GetStringValue(annotation, key.encode(), None, 0)
    buffer = ctypes.create_string_buffer(size)
    pointer = ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR))
    raw.FPDFAnnot_GetStringValue(annotation, key.encode(), pointer, size)
    return buffer.raw.decode("utf-16-le").rstrip("\0")


def notes(data: bytes, page: int) -> Iterator[tuple[int, str, tuple[float, ...]]]:
    """Yield kind, words and displayed box of each annotation of a page."""
    document = pdfium.PdfDocument(data)
    shown = document[page - 1]
    for number in range(raw.FPDFPage_GetAnnotCount(shown)):
        annotation = raw.FPDFPage_GetAnnot(shown, number)
        box = raw.FS_RECTF()
        raw.FPDFAnnot_GetRect(annotation, box)
        sides = frame_of(shown).box(box.left, box.bottom, box.right, box.top)
        yield (
            raw.FPDFAnnot_GetSubtype(annotation),
            text_of(annotation, "Contents"),
            tuple(round(side) for side in sides),
        )
        raw.FPDFPage_CloseAnnot(annotation)


def test_a_finding_lights_up_its_place_and_has_a_note() -> None:
    """The box is highlighted once; each finding on it has a note of its own beside it."""
    place = Place(page=2, box=BOX)

    copy = with_notes(
        filing(), "a.pdf", remarks(remark("Say more.", place), remark("When?", place))
    )

    assert [(kind, words) for kind, words, _ in notes(copy, 2)] == [
        (raw.FPDF_ANNOT_HIGHLIGHT, "2 findings"),
        (raw.FPDF_ANNOT_TEXT, "Say more."),
        (raw.FPDF_ANNOT_TEXT, "When?"),
    ]
    boxes = [box for _, _, box in notes(copy, 2)]
    assert boxes[0] == BOX
    assert [box[1] for box in boxes] == [90, 90, 90]


def test_what_has_no_place_stands_on_the_first_page() -> None:
    """The summary tells the findings that have no page, or one the file lacks."""
    lost = remark("Where?", Place(page=9, box=BOX))

    copy = with_notes(filing(), "a.pdf", remarks(lost))

    ((kind, words, _),) = notes(copy, 1)
    assert kind == raw.FPDF_ANNOT_TEXT
    assert words.split("\n\n") == [
        "All in all.", "Findings without a place in this document: 2",
        "A row is missing.", "Where?",
    ]  # fmt: skip
    assert list(notes(copy, 2)) == []


def test_a_page_without_a_box_has_a_note_at_its_top() -> None:
    """A finding on a whole page is a note in its margin."""
    copy = with_notes(filing(), "a.pdf", remarks(remark("Unread.", Place(page=2))))

    ((kind, words, box),) = notes(copy, 2)
    assert (kind, words) == (raw.FPDF_ANNOT_TEXT, "Unread.")
    assert box[1] < 50


def test_the_filing_itself_is_untouched() -> None:
    """The original's bytes are the beginning of the copy, and its text is the same."""
    data = filing()

    copy = with_notes(
        data, "a.pdf", remarks(remark("Say more.", Place(page=1, box=BOX)))
    )

    assert copy.startswith(data)
    texts = [
        [page.get_textpage().get_text_range() for page in pdfium.PdfDocument(each)]
        for each in (data, copy)
    ]
    assert texts[0] == texts[1]


def test_the_identifier_follows_from_the_bytes() -> None:
    """A random one is replaced: the copy carries one that its own content decides."""
    copies = [with_notes(filing(), "a.pdf", remarks()) for _ in range(2)]

    assert copies[0] == copies[1]
    assert re.search(rb"/ID\s*\[<[0-9A-F]{32}><[0-9A-F]{32}>\]", copies[0])


def test_a_page_on_its_side_is_written_on_where_its_words_are() -> None:
    """Its places are given as it is read, upright; the note lies on the same words."""
    turned = filing().replace(b"/Type /Page ", b"/Type /Page /Rotate 90 ")
    place = Place(page=1, box=BOX)

    copy = with_notes(turned, "a.pdf", remarks(remark("Say more.", place)))

    lit = [box for kind, _, box in notes(copy, 1) if kind == raw.FPDF_ANNOT_HIGHLIGHT]
    assert lit == [(842 - 102, 72, 842 - 90, 300)]


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_displayed_box_is_found_again_on_the_page(turn: int) -> None:
    """From the page's own coordinates to the displayed ones and back is where it was."""
    page = pdfium.PdfDocument(filing())[0]
    page.set_rotation(turn)
    page.set_cropbox(20, 30, 500, 700)
    frame = frame_of(page)
    box = (100.0, 200.0, 300.0, 250.0)

    there_and_back = frame.own_box(frame.box(*box))

    assert there_and_back == pytest.approx(box, abs=0.1)


def test_a_file_that_is_no_pdf_is_refused() -> None:
    """What cannot be opened cannot be written on."""
    with pytest.raises(InputRefusedError, match="pdf-not-annotated"):
        with_notes(b"%PDF-1.4 and nothing", "a.pdf", remarks())
