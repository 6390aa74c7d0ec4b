"""Check boxes and option buttons that lie on a sheet, with the cell they lie on.

They are no cells: their sheet has them as a drawing beside it.
"""

import io
import posixpath
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from lxml import etree

_SIGNS: Final = {"": "☐", "0": "☐", "1": "☒"}
_UNREADABLE: Final = "\N{OBJECT REPLACEMENT CHARACTER}"
_KINDS: Final = ("Checkbox", "Radio")
_SIDES: Final = 8
_HALF_A_ROW: Final = 10
_RELATION: Final = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
)


@dataclass(frozen=True, slots=True)
class Control:
    """A box on a sheet."""

    row: int
    column: int
    text: str
    """Its sign, and the words beside it."""


def controls_in(data: bytes) -> dict[str, list[Control]]:
    """Return the boxes that lie on the sheets of a workbook, by the sheet's name.

    The archive has been weighed. What cannot be made out is left out, as a drawing is.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = frozenset(archive.namelist())
        return {
            title: list(_controls(archive, part, names))
            for title, part in _sheets(archive, names)
        }


def _sheets(
    archive: zipfile.ZipFile, names: frozenset[str]
) -> Iterator[tuple[str, str]]:
    """Yield the name and the part of every sheet."""
    book = _parsed(archive, "xl/workbook.xml", names)
    if book is None:
        return
    targets = _relations(archive, "xl/workbook.xml", names)
    for each in book.iter("{*}sheet"):
        _, target = targets.get(each.get(_RELATION, ""), ("", ""))
        if target in names:
            yield str(each.get("name", "")), target


def _controls(
    archive: zipfile.ZipFile, part: str, names: frozenset[str]
) -> Iterator[Control]:
    for kind, target in _relations(archive, part, names).values():
        drawing = _parsed(archive, target, names) if kind == "vmlDrawing" else None
        for shape in drawing.iter("{*}shape") if drawing is not None else ():
            control = _control(shape)
            if control is not None:
                yield control


def _control(shape: Any) -> Control | None:
    facts = shape.find("{*}ClientData")
    if facts is None or facts.get("ObjectType") not in _KINDS:
        return None
    sides = [side.strip() for side in (facts.findtext("{*}Anchor") or "").split(",")]
    if len(sides) != _SIDES or not all(side.isdigit() for side in sides):
        return None
    column, _, top, below, _, _, bottom, _ = map(int, sides)
    row = top + 1 if below > _HALF_A_ROW and bottom > top else top
    sign = _SIGNS.get((facts.findtext("{*}Checked") or "").strip(), _UNREADABLE)
    box = shape.find("{*}textbox")
    words = " ".join("".join(box.itertext()).split()) if box is not None else ""
    return Control(row + 1, column + 1, f"{sign} {words}".strip())


def _relations(
    archive: zipfile.ZipFile, part: str, names: frozenset[str]
) -> Mapping[str, tuple[str, str]]:
    """Return the relations of a part: by their id, kind and the part they lead to."""
    folder, name = posixpath.split(part)
    root = _parsed(archive, f"{folder}/_rels/{name}.rels", names)
    return {
        str(each.get("Id")): (
            str(each.get("Type", "")).rpartition("/")[2],
            posixpath.normpath(posixpath.join("/", folder, each.get("Target", "")))[1:],
        )
        for each in (root.iter("{*}Relationship") if root is not None else ())
    }


def _parsed(archive: zipfile.ZipFile, part: str, names: frozenset[str]) -> Any | None:
    if part not in names:
        return None
    # Drawings hold loose HTML, so what is broken is taken as far as it goes.
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, huge_tree=False
    )
    return etree.fromstring(archive.read(part).replace(b"<br>", b"<br/>"), parser)
