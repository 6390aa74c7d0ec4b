"""The one way a PDF is opened: by pdfium, its faults refused by name."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pypdfium2 as pdfium

from compliance.errors import InputRefusedError
from compliance.frontdoor import refusal


@contextmanager
def opened(data: bytes, name: str) -> Iterator[Any]:
    """Yield the document of pdfium in `data`; it is closed afterwards.

    Raises:
        InputRefusedError: it is locked, damaged or cut off, now or while it is read.
    """
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise _not_opened(name, str(error)) from error
    try:
        yield document
    except pdfium.PdfiumError as error:
        raise _not_opened(name, str(error)) from error
    finally:
        document.close()


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
