"""What is drawn on a PDF page beside its words: rules, small squares, pictures, links."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import pypdfium2.raw as raw

from compliance import limits
from compliance.intake.pdf_frame import Frame
from compliance.intake.pdf_look import Box

_DEEPEST: Final = 6
_THIN: Final = 3.5
_SHORT: Final = 7.0
_SMALLEST_SQUARE: Final = 5.0
_LARGEST_SQUARE: Final = 20.0
_SHADED_TALL: Final = (8.0, 400.0)
_SHADED_WIDE: Final = 60.0
_ADDRESS: Final = 4096


@dataclass(frozen=True, slots=True)
class Rule:
    """A printed line, thin rectangle, or edge of a larger one."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Link:
    """An address behind a part of the page."""

    url: str
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Shapes:
    """The drawn parts of a page that say something of its words."""

    across: tuple[Rule, ...]
    """Horizontal rules, top to bottom."""
    down: tuple[Rule, ...]
    """Vertical rules, left to right."""
    squares: tuple[Box, ...]
    """Drawings and pictures of the size of a tick box, top to bottom."""
    fields: tuple[Box, ...]
    """Tick boxes of an electronic form."""
    links: tuple[Link, ...]
    pictures: int
    too_many: bool
    """Whether there is more on the page than is looked at."""


def page_shapes(document: Any, page: Any, frame: Frame) -> Shapes:
    """Return what is drawn on a page of pdfium, up to the limit of objects."""
    across: list[Rule] = []
    down: list[Rule] = []
    squares: list[Box] = []
    pictures = count = 0
    for kind, box, outlined in _objects(page, frame):
        count += 1
        wide, tall = box[2] - box[0], box[3] - box[1]
        if kind == raw.FPDF_PAGEOBJ_IMAGE:
            pictures += 1
        if _SMALLEST_SQUARE <= wide <= _LARGEST_SQUARE and 0.7 <= tall / wide <= 1.4:
            squares.append(box)
        elif kind != raw.FPDF_PAGEOBJ_PATH:
            continue
        elif tall <= _THIN and wide > _SHORT:
            across.append(Rule(*box))
        elif wide <= _THIN and tall > _SHORT:
            down.append(Rule(*box))
        elif wide > _SHADED_WIDE and wide < 0.98 * frame.width:
            across += _level_edges(box, outlined)
            down += _upright_edges(box, outlined)
    links, fields = _annotations(document, page, frame)
    return Shapes(
        across=tuple(sorted(across, key=lambda r: (r.top, r.left))),
        down=tuple(sorted(down, key=lambda r: (r.left, r.top))),
        squares=tuple(sorted(squares, key=lambda b: (b[1], b[0]))),
        fields=tuple(fields),
        links=tuple(links),
        pictures=pictures,
        too_many=count >= limits.PAGE_OBJECTS,
    )


def _level_edges(box: Box, outlined: bool) -> Iterator[Rule]:
    """Yield the upper and lower edge of a box that parts what is above and below."""
    left, top, right, bottom = box
    if outlined or _SHADED_TALL[0] < bottom - top < _SHADED_TALL[1]:
        yield Rule(left, top, right, top)
        yield Rule(left, bottom, right, bottom)


def _upright_edges(box: Box, outlined: bool) -> Iterator[Rule]:
    left, top, right, bottom = box
    if outlined and bottom - top > _SHORT:
        yield Rule(left, top, left, bottom)
        yield Rule(right, top, right, bottom)


_Matrix = tuple[float, float, float, float, float, float]
_UNMOVED: Final[_Matrix] = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def _objects(page: Any, frame: Frame) -> Iterator[tuple[int, Box, bool]]:
    """Yield kind, box and whether it is outlined of each path and picture, bounded."""
    count = raw.FPDFPage_CountObjects(page)
    pending = [
        (raw.FPDFPage_GetObject, page, number, count, _UNMOVED, 0)
        for number in ([0] if count > 0 else [])
    ]
    left = limits.PAGE_OBJECTS
    while pending and left > 0:
        get, parent, number, total, matrix, depth = pending.pop()
        if number + 1 < total:
            pending.append((get, parent, number + 1, total, matrix, depth))
        each = get(parent, number)
        left -= 1
        kind = raw.FPDFPageObj_GetType(each)
        if kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            inside = raw.FPDFFormObj_CountObjects(each)
            if inside > 0:
                own = _times(_matrix(each), matrix)
                pending.append(
                    (raw.FPDFFormObj_GetObject, each, 0, inside, own, depth + 1)
                )
        elif kind in (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE):
            yield kind, _box(each, matrix, frame), _is_outlined(each, kind)


def _is_outlined(each: Any, kind: int) -> bool:
    if kind != raw.FPDF_PAGEOBJ_PATH or raw.FPDFPath_CountSegments(each) > 6:
        return False
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    known = raw.FPDFPath_GetDrawMode(each, fill, stroke)
    return bool(known) and bool(stroke.value)


def _box(each: Any, matrix: _Matrix, frame: Frame) -> Box:
    left, low, right, high = (ctypes.c_float() for _ in range(4))
    raw.FPDFPageObj_GetBounds(each, left, low, right, high)
    one = _moved(left.value, low.value, matrix)
    two = _moved(right.value, high.value, matrix)
    return frame.box(one[0], one[1], two[0], two[1])


def _matrix(each: Any) -> _Matrix:
    found = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(each, found):
        return _UNMOVED
    return found.a, found.b, found.c, found.d, found.e, found.f


def _moved(x: float, y: float, matrix: _Matrix) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _times(inner: _Matrix, outer: _Matrix) -> _Matrix:
    a, b, c, d, e, f = inner
    moved = _moved(e, f, outer)
    return (
        outer[0] * a + outer[2] * b,
        outer[1] * a + outer[3] * b,
        outer[0] * c + outer[2] * d,
        outer[1] * c + outer[3] * d,
        moved[0],
        moved[1],
    )


def _annotations(
    document: Any, page: Any, frame: Frame
) -> tuple[list[Link], list[Box]]:
    """Return the links of the page, and the tick boxes of its electronic form."""
    links: list[Link] = []
    fields: list[Box] = []
    box = raw.FS_RECTF()
    forms = document.formenv
    for number in range(min(raw.FPDFPage_GetAnnotCount(page), limits.PAGE_OBJECTS)):
        each = raw.FPDFPage_GetAnnot(page, number)
        if not each:
            continue
        try:
            kind = raw.FPDFAnnot_GetSubtype(each)
            raw.FPDFAnnot_GetRect(each, box)
            sides = frame.box(box.left, box.bottom, box.right, box.top)
            if kind == raw.FPDF_ANNOT_LINK:
                url = _address(document, each)
                links += [Link(url, *sides)] if url else []
            elif kind == raw.FPDF_ANNOT_WIDGET and forms is not None:
                field = raw.FPDFAnnot_GetFormFieldType(forms, each)
                ticked = (raw.FPDF_FORMFIELD_CHECKBOX, raw.FPDF_FORMFIELD_RADIOBUTTON)
                fields += [sides] if field in ticked else []
        finally:
            raw.FPDFPage_CloseAnnot(each)
    return links, fields


def _address(document: Any, annotation: Any) -> str:
    link = raw.FPDFAnnot_GetLink(annotation)
    action = raw.FPDFLink_GetAction(link) if link else None
    if not action or raw.FPDFAction_GetType(action) != raw.PDFACTION_URI:
        return ""
    length = raw.FPDFAction_GetURIPath(document, action, None, 0)
    buffer = ctypes.create_string_buffer(max(1, min(length, _ADDRESS)))
    raw.FPDFAction_GetURIPath(document, action, buffer, len(buffer))
    return buffer.value.decode("utf-8", "replace")
