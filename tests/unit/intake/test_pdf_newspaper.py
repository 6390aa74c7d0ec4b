"""Columns of running text, told from labels beside their answers."""

from compliance.intake.blocks import Heading, Paragraph, Row
from compliance.intake.pdf_reader import read_document
from tests.unit.intake.tiny_pdf import Sheet, pdf


def columns(*, level: bool) -> bytes:
    """Return a page of two columns, the right one level with the left or not."""
    sheet = Sheet()
    for number in range(12):
        top = 60 + 40 * number
        sheet.text(50, top, f"Left label {number}", font="F2")
        sheet.text(50, top + 12, f"left words of entry {number} that fill the line")
        shift = 0 if level else 19
        sheet.text(310, top + shift, f"Right label {number}", font="F2")
        sheet.text(
            310, top + shift + 12, f"right words of entry {number} on their line"
        )
    return pdf([sheet])


def words(data: bytes) -> list[str]:
    """Return the text of each block that is no row, in order."""
    blocks = read_document(data, "page.pdf").blocks
    return [b.cell.text for b in blocks if isinstance(b, Heading | Paragraph)]


def test_the_left_column_is_read_before_the_right_one() -> None:
    """Each column is read to its end."""
    shown = words(columns(level=False))
    assert shown[0] == "Left label 0"
    last_left = max(n for n, text in enumerate(shown) if text.startswith("Left"))
    first_right = min(n for n, text in enumerate(shown) if text.startswith("Right"))
    assert last_left < first_right


def test_columns_that_begin_level_are_rows() -> None:
    """Labels and answers are not read as columns of text."""
    blocks = read_document(columns(level=True), "page.pdf").blocks
    rows = [block for block in blocks if isinstance(block, Row)]
    assert len(rows) == 12
    assert rows[0].cells[1].text.startswith("Right label 0")
