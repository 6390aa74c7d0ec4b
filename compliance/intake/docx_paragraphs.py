"""A Word paragraph with its style, its place in a list, its runs and its footnotes."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from compliance.intake.docx_controls import settle_controls
from compliance.intake.docx_names import attribute, child, name_of, number
from compliance.intake.docx_numbering import Numbering
from compliance.intake.docx_package import Package
from compliance.intake.docx_pieces import Piece, Text
from compliance.intake.docx_runs import Runs
from compliance.intake.docx_seen import Seen
from compliance.intake.docx_styles import (
    Properties,
    Style,
    Styles,
    ground_of,
    indent_of,
)

_BODY_TEXT: Final = 9
_CONTENTS: Final = ("toc ", "contents ", "table of figures", "toa ")
_NOTES: Final = ("footnotes", "endnotes")
_MOST_NOTES: Final = 20


class Paragraphs:
    """Reads the paragraphs of a Word file, in their order."""

    def __init__(self, package: Package, seen: Seen) -> None:
        """Take the parts that say how paragraphs look and what belongs to them."""
        self._seen = seen
        self.styles = Styles(next(package.related("styles"), None))
        self._numbering = Numbering(next(package.related("numbering"), None))
        relations = package.relations(package.main)
        authors = {
            attribute(each, "w:id") or "": attribute(each, "w:author") or ""
            for root in package.related("comments")
            for each in root
        }
        self._runs = Runs(self.styles, relations, seen, authors)
        self._notes: dict[str, Any] = {}
        self._note_runs: dict[str, Runs] = {}
        self._numbers: dict[str, int] = {}
        for kind in _NOTES:
            self._take_notes(package, kind)

    def _take_notes(self, package: Package, kind: str) -> None:
        part = next(
            (
                r.target
                for r in package.relations(package.main).values()
                if r.kind == kind
            ),
            "",
        )
        root = package.xml(part) if part else None
        if root is None:
            return
        settle_controls(root, self._seen)
        runs = Runs(self.styles, package.relations(part), self._seen, {})
        for each in root:
            key = f"{name_of(each)} {attribute(each, 'w:id')}"
            self._notes[key] = each
            self._note_runs[key] = runs

    def read(self, group: Sequence[Any], grounds: Iterable[str | None]) -> Text:
        """Return what is printed of paragraphs that are one on paper.

        Args:
            group: ``w:p``, the mark at the end of each but the last deleted.
            grounds: Colours behind them, nearest first.
        """
        text = Text()
        properties = child(group[0], "w:pPr")
        style = self.styles.of_paragraph(properties)
        self._set_in(text, properties, style)
        own = ground_of(child(properties, "w:shd")) if properties is not None else None
        behind = (own or style.ground, *grounds)
        base: Properties = {**self.styles.plain, **style.run}
        for paragraph in group:
            self._runs.read(paragraph, base, behind, text)
        if style.name.startswith(_CONTENTS) and text.words:
            self._seen.count("contents")
            return Text()
        return text

    def _set_in(self, text: Text, properties: Any | None, style: Style) -> None:
        """Take what stands before a paragraph, and how far it is set in."""
        outline = style.outline
        identity, depth = style.numbering
        indent = style.indent
        if properties is not None:
            own = number(child(properties, "w:outlineLvl"), "w:val")
            if own is not None:
                outline = own if 0 <= own < _BODY_TEXT else None
            listed = child(properties, "w:numPr")
            if listed is not None:
                identity = attribute(child(listed, "w:numId"), "w:val") or identity
                depth = number(child(listed, "w:ilvl"), "w:val") or 0
            own = indent_of(child(properties, "w:ind"))
            indent = own if own is not None else indent
        entry = self._numbering.entry(identity, depth or 0)
        text.outline = outline
        text.indent = indent if indent is not None else entry.indent if entry else 0
        if entry is not None:
            text.number, text.bullet = entry.printed, entry.bullet and outline is None
            if entry.box:
                text.pieces.append(Piece(f"{entry.box} "))

    def footnotes(self, text: Text) -> Iterator[str]:
        """Yield the words of the footnotes of a paragraph, each with its number."""
        for key in text.footnotes[:_MOST_NOTES]:
            note = self._notes.get(key)
            if note is None:
                continue
            shown = self._numbers.setdefault(key, len(self._numbers) + 1)
            inside = Text()
            for paragraph in note.iter("{*}p"):
                if name_of(paragraph) == "w:p":
                    base = self.styles.of_paragraph(child(paragraph, "w:pPr")).run
                    look = {**self.styles.plain, **base}
                    self._note_runs[key].read(paragraph, look, (), inside)
                    inside.pieces.append(Piece(" "))
            text.links += [each for each in inside.links if each not in text.links]
            yield f"[{shown}] {inside.words}"


def parts_of(container: Any) -> Iterator[Any | list[Any]]:
    """Yield the tables and paragraphs of a body, cell or text box, in their order.

    A paragraph comes as a list: with those it is one with, because the mark between
    them is deleted or hidden. What wraps them is looked through.
    """
    group: list[Any] = []
    for each in _unwrapped(container):
        if name_of(each) != "w:p":
            if group:
                yield group
                group = []
            yield each
            continue
        group.append(each)
        if not _runs_on(each):
            yield group
            group = []
    if group:
        yield group


def _unwrapped(container: Any) -> Iterator[Any]:
    for each in container:
        name = name_of(each)
        if name in ("w:p", "w:tbl", "w:altChunk"):
            yield each
        elif name == "mc:AlternateContent":
            branch = next((b for b in each if name_of(b) == "mc:Fallback"), None)
            first = next(iter(each), None)
            chosen = first if branch is None else branch
            yield from () if chosen is None else _unwrapped(chosen)
        elif not name.endswith("Pr") and len(each):
            yield from _unwrapped(each)


def _runs_on(paragraph: Any) -> bool:
    """Return whether a paragraph goes on in the next one."""
    mark = child(paragraph, "w:pPr", "w:rPr")
    if mark is None:
        return False
    return child(mark, "w:del") is not None or child(mark, "w:specVanish") is not None
