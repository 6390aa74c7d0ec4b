"""Content controls of a Word file: made plain text before it is read."""

from typing import Any, Final

from lxml import etree

from compliance.intake.docx_names import (
    attribute,
    child,
    children,
    is_on,
    name_of,
    tag_of,
    within,
)
from compliance.intake.docx_seen import Seen
from compliance.intake.docx_styles import run_properties
from compliance.intake.pdf_symbols import character, symbols_of
from compliance.intake.ticks import Mark, ticks_in

CHECKED: Final = "☒"
EMPTY: Final = "☐"
_CONTENTS: Final = "Table of Contents"


def settle_controls(root: Any, seen: Seen) -> None:
    """Make what each content control below `root` shows the text that stands in it.

    A prompt of an empty control is taken out. A tick box becomes a sign: the one it
    shows, or else that of its state.
    """
    for control in list(within(root, "w:sdt")):
        properties = child(control, "w:sdtPr")
        content = child(control, "w:sdtContent")
        if properties is None or content is None:
            continue
        box = child(properties, "w14:checkbox")
        if box is not None:
            _settle_box(content, is_on_14(child(box, "w14:checked")), seen)
        elif is_on(child(properties, "w:showingPlcHdr")):
            seen.count("placeholder")
            _clear(content)
        elif _is_contents(properties):
            lines = list(within(content, "w:p"))
            for _ in lines:
                seen.count("contents")
            _clear(content)


def is_on_14(element: Any | None) -> bool:
    """Return what a switch of Word 2010 says."""
    value = attribute(element, "w14:val")
    if value is None:
        value = attribute(element, "w:val")
    return value is not None and value.lower() in ("1", "true", "on")


def _is_contents(properties: Any) -> bool:
    gallery = child(properties, "w:docPartObj", "w:docPartGallery")
    return attribute(gallery, "w:val") == _CONTENTS


def _settle_box(content: Any, checked: bool, seen: Seen) -> None:
    shown = ticks_in(_signs(content))
    if len(shown) == 1 and shown[0].mark is not Mark.UNREADABLE:
        if (shown[0].mark is Mark.CHECKED) is not checked:
            seen.count("contradiction")
        checked = shown[0].mark is Mark.CHECKED
    run = next(within(content, "w:r"), None)
    if run is None:
        holder = next(within(content, "w:p"), content)
        run = etree.SubElement(holder, tag_of("w:r", holder))
    _clear(content)
    text = etree.SubElement(run, tag_of("w:t", run))
    text.text = CHECKED if checked else EMPTY


def _signs(content: Any) -> str:
    """Return the signs that a tick box shows."""
    signs = ""
    for run in within(content, "w:r"):
        font = run_properties(child(run, "w:rPr")).get("font", "")
        table = symbols_of(font) if font else None
        for text in children(run, "w:t"):
            signs += "".join(character(ord(c), table) for c in text.text or "")
        for each in children(run, "w:sym"):
            signs += sign_of(each)
    return signs


def sign_of(element: Any) -> str:
    """Return the sign that ``w:sym`` prints."""
    font = attribute(element, "w:font") or ""
    try:
        code = int(attribute(element, "w:char") or "", 16)
    except ValueError:
        code = 0
    return character(code, symbols_of(font))


def _clear(content: Any) -> None:
    """Take all text out of the runs below `content`."""
    for run in within(content, "w:r"):
        for each in list(run):
            if name_of(each) != "w:rPr":
                run.remove(each)
