"""A copy of a PDF with a note at each finding, appended to the original's bytes."""

import ctypes
import hashlib
import io
import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Any, Final

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from compliance.annotate.remarks import AUTHOR, Remark, Remarks, head_of
from compliance.errors import InputRefusedError
from compliance.frontdoor import refusal
from compliance.intake.pdf_frame import Frame, frame_of
from compliance.intake.pdf_look import Box
from compliance.intake.pdf_page import read_page

_ICON: Final = 18.0
_STEP: Final = 12.0
_EDGE: Final = 6.0
_GAP_COLOUR: Final = (255, 221, 87)
_OPEN_COLOUR: Final = (170, 200, 235)
# Print; of a note also: same size at any zoom, upright on a turned page.
_HIGHLIGHT_FLAGS: Final = 4
_NOTE_FLAGS: Final = 4 | 8 | 16
_ID: Final = re.compile(rb"/ID\s*\[\s*<([0-9A-Fa-f]*)>\s*<([0-9A-Fa-f]*)>\s*\]")


def with_notes(data: bytes, name: str, remarks: Remarks) -> bytes:
    """Return the PDF in `data` with a note for each remark, and its place lit up.

    The bytes of the original are the beginning of the copy. The summary, with the
    findings that have no place, is a note at the head of the first page. The same
    remarks give the same bytes.

    Raises:
        InputRefusedError: the file cannot be read or written to.
    """
    try:
        document, measured = pdfium.PdfDocument(data), pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise _refused(name) from error
    by_page: defaultdict[int, list[Remark]] = defaultdict(list)
    lost: list[Remark] = []
    for remark in remarks.notes:
        page = remark.place.page or 0
        (by_page[page] if 1 <= page <= len(document) else lost).append(remark)
    day = f"D:{remarks.day.replace('-', '')}000000Z"
    try:
        for number in sorted({1, *by_page}):
            head = head_of(remarks, lost) if number == 1 else ()
            frame = _frame(measured, number)
            _annotate(document[number - 1], frame, by_page[number], head, day)
        file = io.BytesIO()
        document.save(file, flags=raw.FPDF_INCREMENTAL)
    except (pdfium.PdfiumError, ValueError) as error:
        raise _refused(name) from error
    finally:
        document.close()
        measured.close()
    copy = file.getvalue()
    if not copy.startswith(data):
        raise _refused(name)
    return data + _settled(copy[len(data) :], data)


def _frame(document: Any, number: int) -> Frame:
    """Return the frame in which the places of a page were given."""
    read_page(document, number)
    page = document[number - 1]
    try:
        return frame_of(page)
    finally:
        page.close()


def _annotate(
    page: Any, frame: Frame, remarks: Sequence[Remark], head: Sequence[str], day: str
) -> None:
    try:
        if head:
            box = (_EDGE, _EDGE, _EDGE + _ICON, _EDGE + _ICON)
            _note(page, frame.own_box(box), "\n\n".join(head), _OPEN_COLOUR, day)
        by_box: defaultdict[Box | None, list[Remark]] = defaultdict(list)
        for remark in remarks:
            by_box[remark.place.box].append(remark)
        for place, here in by_box.items():
            gaps = any(remark.is_gap for remark in here)
            if place is not None:
                _highlight(page, frame.own_box(place), len(here), gaps, day)
            for number, remark in enumerate(here):
                box = frame.own_box(_beside(frame, place, number))
                colour = _GAP_COLOUR if remark.is_gap else _OPEN_COLOUR
                _note(page, box, "\n".join(remark.words), colour, day)
    finally:
        page.close()


def _beside(frame: Frame, place: Box | None, number: int) -> Box:
    """Return where note `number` of a place stands: in the margin to its right."""
    top = place[1] if place is not None else 2 * _EDGE + _ICON
    left = frame.width - _EDGE - _ICON - number * _STEP
    left, top = max(_EDGE, left), min(max(top, 0.0), frame.height - _ICON)
    return left, top, left + _ICON, top + _ICON


def _highlight(page: Any, box: Box, count: int, gaps: bool, day: str) -> None:
    colour = _GAP_COLOUR if gaps else _OPEN_COLOUR
    words = "1 finding" if count == 1 else f"{count} findings"
    annotation = _annotation(page, raw.FPDF_ANNOT_HIGHLIGHT, box, colour, day, words)
    left, low, right, high = box
    corners = raw.FS_QUADPOINTSF(left, high, right, high, left, low, right, low)
    raw.FPDFAnnot_AppendAttachmentPoints(annotation, corners)
    raw.FPDFAnnot_SetFlags(annotation, _HIGHLIGHT_FLAGS)
    raw.FPDFPage_CloseAnnot(annotation)


def _note(
    page: Any, box: Box, words: str, colour: tuple[int, int, int], day: str
) -> None:
    annotation = _annotation(page, raw.FPDF_ANNOT_TEXT, box, colour, day, words)
    raw.FPDFAnnot_SetFlags(annotation, _NOTE_FLAGS)
    raw.FPDFPage_CloseAnnot(annotation)


def _annotation(
    page: Any, kind: int, box: Box, colour: tuple[int, int, int], day: str, words: str
) -> Any:
    annotation = raw.FPDFPage_CreateAnnot(page, kind)
    if not annotation:
        raise ValueError("no annotation can be made")
    left, low, right, high = box
    raw.FPDFAnnot_SetRect(annotation, raw.FS_RECTF(left, high, right, low))
    raw.FPDFAnnot_SetColor(annotation, raw.FPDFANNOT_COLORTYPE_Color, *colour, 255)
    for key, value in (("T", AUTHOR), ("M", day), ("Contents", words)):
        text = ctypes.create_string_buffer(f"{value}\0".encode("utf-16-le"))
        pointer = ctypes.cast(text, ctypes.POINTER(raw.FPDF_WCHAR))
        raw.FPDFAnnot_SetStringValue(annotation, key.encode(), pointer)
    return annotation


def _settled(appended: bytes, original: bytes) -> bytes:
    """Return what was appended with an identifier that its own bytes decide.

    pdfium makes one up for every copy. The first half names the original and stays,
    if the original has one.
    """
    found = _ID.search(appended)
    if found is None:
        return appended
    blank = _with_id(appended, found, b"", keep=False)
    fresh = hashlib.sha256(original + blank).hexdigest().upper().encode()
    keeps = found[1] != found[2]
    return _with_id(appended, found, fresh, keep=keeps)


def _with_id(data: bytes, found: re.Match[bytes], fresh: bytes, *, keep: bool) -> bytes:
    for half in (1, 2) if not keep else (2,):
        start, end = found.span(half)
        data = data[:start] + fresh[: end - start].ljust(end - start, b"0") + data[end:]
    return data


def _refused(name: str) -> InputRefusedError:
    return refusal(
        "pdf-not-annotated", name, "cannot be written on", "pdfium cannot write to a copy",
        "save it anew, without a password, and try again",
    )  # fmt: skip
