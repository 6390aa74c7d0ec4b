"""What the whole page shares while it is walked: looks, places, counts."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from compliance.intake.html_look import Looks
from compliance.intake.source_places import SourceText
from compliance.model import Place

_LONGEST_HEADING: Final = 60


@dataclass(slots=True)
class PageState:
    """What the walks through the parts of one page know and note together."""

    looks: Looks
    source: SourceText
    pairs: frozenset[Any]
    """Rows of a label and an answer that are no table."""
    notes: Mapping[Any, Any]
    """Notes at the foot of the page, by the link that refers to each."""
    skipped: frozenset[Any]
    """Elements that are no part of the filing, such as navigation."""
    base: str = ""
    """The page's own address, if it gives one."""
    lines: str = ""
    """Name of the attribute that holds an element's line in the file, if any."""
    unseen: list[Place] = field(default_factory=list)
    """Where text stands that nobody sees."""
    counts: Counter[str] = field(default_factory=Counter)
    """What else was not read: comments, pictures, what is struck out or skipped."""
    heading: str = ""
    """The heading read last."""
    parts: int = 0
    """How many paragraphs and rows were read below it."""
    tables: int = 0

    def line(self, element: Any) -> int:
        """Return the line of the file on which `element` begins; 0 if unknown."""
        if not self.source.has_text:
            return 0
        if not self.lines:
            return int(element.sourceline or 0)
        while element is not None:
            said = self.own_line(element)
            if said:
                return said
            element = element.getparent()
        return 0

    def own_line(self, element: Any) -> int:
        """Return the line that an attribute of `element` gives; 0 for none."""
        said = element.get(self.lines) if self.lines else None
        # Markup inside a file may have the attribute too, with anything in it.
        return int(said[:9]) if said and said.isascii() and said.isdigit() else 0

    def here(self, what: str) -> str:
        """Return the path of what begins now: ``table 2, row 1 under “2.1 …”``."""
        if not self.heading:
            return what
        short = self.heading
        if len(short) > _LONGEST_HEADING:
            short = f"{short[: _LONGEST_HEADING - 1]}…"
        return f"{what} under “{short}”"

    def under(self, heading: str) -> None:
        """Note that a heading begins."""
        self.heading = " ".join(heading.split())
        self.parts = 0

    def not_seen(self, text: str, line: int) -> None:
        """Note text that nobody sees."""
        if text.strip():
            self.unseen.append(self.source.place(text, line=line))
