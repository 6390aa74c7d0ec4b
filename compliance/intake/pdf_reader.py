"""A PDF's bytes to a `Document`."""

from typing import Final

import pypdfium2 as pdfium

from compliance import limits
from compliance.errors import InputRefusedError
from compliance.frontdoor import refusal
from compliance.intake.blocks import Document, Row
from compliance.intake.pdf_layout import left_edge, page_rows
from compliance.intake.pdf_page import read_page

PDF_READER: Final = f"PDF (pypdfium2 {pdfium.PYPDFIUM_INFO.version})"
_FEWEST_LETTERS: Final = 40


def read_document(data: bytes, name: str) -> Document:
    """Return the rows of the PDF in `data`, page after page.

    Raises:
        InputRefusedError: it is damaged, locked, without text, or too long.
    """
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise _not_opened(name, str(error)) from error
    try:
        pages = len(document)
        if pages > limits.PAGES:
            raise refusal(
                "pdf-too-many-pages", name, "is too long",
                f"it has {pages:,} pages, the limit is {limits.PAGES:,}",
                "give the pages of the summary alone",
            )  # fmt: skip
        return _read(document, pages, name)
    except pdfium.PdfiumError as error:
        raise _not_opened(name, str(error)) from error
    finally:
        document.close()


def _read(document: pdfium.PdfDocument, pages: int, name: str) -> Document:
    rows: list[Row] = []
    notes: list[str] = []
    letters = pictures = 0
    margin = float("inf")
    for number in range(1, pages + 1):
        page = read_page(document, number)
        # Continued answers alone on a page must not pass for its left margin.
        margin = min(margin, left_edge(page))
        rows += page_rows(page, margin)
        letters += len(page.glyphs)
        pictures += page.pictures
        if page.hidden:
            notes.append(
                f"page {number}: {page.hidden} characters that nobody sees (white, "
                "tiny, invisible or outside the page) were not read"
            )
    if letters < _FEWEST_LETTERS:
        seen = "it is made of pictures" if pictures else "there are no letters on it"
        raise refusal(
            "pdf-no-text", name, "holds no text", seen,
            "give the PDF as the provider published it, or run text recognition first",
        )  # fmt: skip
    return Document(rows=tuple(rows), pages=pages, notes=tuple(notes))


def _not_opened(name: str, said: str) -> InputRefusedError:
    if "password" in said.lower() or "security" in said.lower():
        return refusal(
            "pdf-encrypted", name, "cannot be read", "it is locked with a password",
            "give a copy without a password",
        )  # fmt: skip
    return refusal(
        "pdf-damaged", name, "cannot be read", "its structure is damaged or cut off",
        "give another copy of it",
    )  # fmt: skip
