"""Fields of a Word file: only what they show is text.

A field is a run of marks: its beginning, its instruction, a separator, its result,
its end. Fields stand in each other, and may begin and end in different paragraphs.
"""

import re
from dataclasses import dataclass, field
from typing import Any, Final

from compliance.intake.docx_controls import CHECKED, EMPTY
from compliance.intake.docx_names import attribute, child, children, is_on, number
from compliance.intake.pdf_symbols import character, symbols_of

_LONGEST: Final = 4_000
_DEEPEST: Final = 32
_LINK: Final = re.compile(r'^\s*HYPERLINK\s+"([^"]*)"', re.IGNORECASE)
_SYMBOL: Final = re.compile(
    r'^\s*SYMBOL\s+(0x[0-9a-f]{1,6}|\d{1,7})(?:.*?\\f\s+"?([\w ]+)"?)?', re.IGNORECASE
)


@dataclass(slots=True)
class Field:
    """A field that has begun and not ended."""

    legacy: Any | None = None
    """What is said of a box, list or blank of a protected form."""
    instruction: str = ""
    shows: bool = False
    """Whether its result has begun."""
    has_text: bool = False

    @property
    def link(self) -> str:
        """Return the address it leads to, or nothing."""
        return link_of(self.instruction)

    @property
    def own_sign(self) -> str:
        """Return the box that is printed for it whatever its result is."""
        box = child(self.legacy, "w:checkBox") if self.legacy is not None else None
        if box is not None:
            state = is_on(child(box, "w:checked"))
            if state is None:
                state = is_on(child(box, "w:default"))
            return CHECKED if state else EMPTY
        return ""

    @property
    def ending(self) -> str:
        """Return what is printed for it at its end, its result apart."""
        if self.own_sign or self.has_text:
            return ""
        choices = child(self.legacy, "w:ddList") if self.legacy is not None else None
        if choices is not None:
            return _chosen(choices)
        return symbol_of(self.instruction)


def _chosen(choices: Any) -> str:
    entries = [
        attribute(each, "w:val") or "" for each in children(choices, "w:listEntry")
    ]
    at = number(child(choices, "w:result"), "w:val")
    if at is None:
        at = number(child(choices, "w:default"), "w:val") or 0
    return entries[at] if 0 <= at < len(entries) else ""


def link_of(instruction: str) -> str:
    """Return the address in the instruction of a field, or nothing.

    >>> link_of(' HYPERLINK "https://a.example/b" ')
    'https://a.example/b'
    """
    found = _LINK.match(instruction)
    return found[1] if found else ""


def symbol_of(instruction: str) -> str:
    r"""Return the sign that a field prints by its number, or nothing.

    >>> symbol_of(r' SYMBOL 254 \f "Wingdings" \s 11 ')
    '☑'
    """
    found = _SYMBOL.match(instruction)
    if not found:
        return ""
    code = int(found[1], 16 if found[1][:2].lower() == "0x" else 10)
    return character(code, symbols_of(found[2] or "Symbol"))


@dataclass(slots=True)
class Fields:
    """The fields that are open where the reader is."""

    open: list[Field] = field(default_factory=list)

    @property
    def shown(self) -> bool:
        """Return whether text here is printed."""
        return all(each.shows and not each.own_sign for each in self.open)

    @property
    def link(self) -> str:
        """Return the address that text here leads to."""
        return next((each.link for each in reversed(self.open) if each.link), "")

    def mark(self, element: Any) -> str:
        """Take a mark of a field; return the sign or words it prints by itself."""
        kind = attribute(element, "w:fldCharType")
        if kind == "begin":
            begun = Field(child(element, "w:ffData"))
            sign = begun.own_sign if self.shown else ""
            self.open = [*self.open[-_DEEPEST:], begun]
            return sign
        if kind == "separate" and self.open:
            self.open[-1].shows = True
        elif kind == "end" and self.open:
            ended = self.open.pop()
            return ended.ending if self.shown else ""
        return ""

    def instruct(self, text: str) -> None:
        """Take a part of a field's instruction."""
        if self.open and not self.open[-1].shows:
            whole = self.open[-1].instruction + text
            self.open[-1].instruction = whole[:_LONGEST]

    def note_text(self) -> None:
        """Know that the open fields show text of their own."""
        for each in self.open:
            each.has_text = True

    def end_paragraph(self) -> None:
        """Forget fields whose instruction did not end: what follows is text."""
        self.open = [each for each in self.open if each.shows and not each.own_sign]
