"""A Word file's bytes to a `Document`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from lxml import etree

from compliance.intake.blocks import Document
from compliance.intake.docx_body import Body
from compliance.intake.docx_controls import settle_controls
from compliance.intake.docx_names import child, within
from compliance.intake.docx_package import Package
from compliance.intake.docx_paragraphs import Paragraphs
from compliance.intake.docx_seen import Seen

_READER: Final = f"DOCX (lxml {etree.__version__})"
_FEWEST_LETTERS: Final = 40
_LINKED: Final = ("hyperlink",)
_MARGINS: Final = ("header", "footer")


@dataclass(frozen=True, slots=True)
class Opened:
    """A Word file as it was read, for those who write into a copy of it."""

    document: Document
    package: Package
    anchors: dict[str, Any]
    """By the path of a place, the paragraph at which it begins."""


def read_document(data: bytes, name: str) -> Document:
    """Return the blocks of the Word file in `data`, in their order.

    Raises:
        InputRefusedError: it is damaged, not safe to open, too long, or without text.
    """
    return opened(data, name).document


def opened(data: bytes, name: str) -> Opened:
    """Return the Word file in `data` as read, with its parts; raises as above."""
    package = Package(data, name)
    seen = Seen()
    settle_controls(package.document, seen)
    body = child(package.document, "w:body")
    walk = Body(Paragraphs(package, seen), seen)
    blocks = tuple(walk.blocks(body)) if body is not None else ()
    letters = sum(len(cell.text) for block in blocks for cell in block.cells)
    if letters < _FEWEST_LETTERS:
        raise package.without_text(pictures=bool(seen.counts.get("picture")))
    notes = (*package.notes, *_notes(package), *seen.notes())
    document = Document(blocks=blocks, reader=_READER, notes=notes)
    return Opened(document, package, walk.anchors)


def _notes(package: Package) -> Iterator[str]:
    """Yield what stands outside the body or the file, and is not read."""
    outside = [
        relation
        for relation in package.relations(package.main).values()
        if relation.outside and relation.kind not in _LINKED
    ]
    if package.template:
        outside.append(package.template)
    if outside:
        kinds = ", ".join(sorted({re.sub(r"\W", "", each.kind) for each in outside}))
        noun = "a file" if len(outside) == 1 else f"{len(outside):,} files"
        yield f"It refers to {noun} outside it ({kinds[:80]}), which is not fetched."
    lines = [
        words
        for kind in _MARGINS
        for root in package.related(kind)
        for paragraph in within(root, "w:p")
        if (
            words := "".join(
                each.text or "" for each in within(paragraph, "w:t")
            ).strip()
        )
    ]
    if lines:
        noun = "line" if len(lines) == 1 else "lines"
        yield f"{len(lines):,} {noun} at the head or foot of the pages left out"
