"""A page's elements to blocks, one after the other as they are read."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from compliance.intake.blocks import Block, Heading, Paragraph, Row
from compliance.intake.html_cells import (
    as_cell,
    as_row,
    definitions,
    has_words,
    is_layout,
)
from compliance.intake.html_look import Gone, Look
from compliance.intake.html_signs import UNREADABLE, chosen_by_class, control_sign
from compliance.intake.html_state import PageState
from compliance.intake.html_tables import grid_of
from compliance.intake.html_words import Words

_HEADINGS: Final = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6, "summary": 7}
_BLOCKS: Final = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd",
    "details", "dialog", "dir", "div", "dt", "fieldset", "figcaption", "figure", "footer",
    "form", "header", "hgroup", "hr", "html", "legend", "li", "listing", "main", "menu",
    "nav", "ol", "optgroup", "p", "plaintext", "pre", "search", "section", "tbody", "td",
    "tfoot", "th", "thead", "tr", "ul", "xmp",
})  # fmt: skip
_NOT_READ: Final = frozenset({
    "applet", "audio", "base", "canvas", "datalist", "embed", "frame", "head", "iframe",
    "link", "map", "meta", "meter", "noembed", "noframes", "noscript", "object", "param",
    "progress", "rp", "script", "source", "style", "template", "title", "track", "video",
})  # fmt: skip
_SHOWN_AS_BLOCK: Final = ("block", "flex", "grid", "list-item", "table", "flow-root")
_LISTS: Final = frozenset({"ul", "ol", "menu", "dir"})


class Walk(Words):
    """The walk through one part of a page: all of it, or a cell."""

    def __init__(self, page: PageState, path: str = "") -> None:
        """Take what the page shares, and the path of the cell that is walked."""
        super().__init__(page, path)
        self._blocks: list[Block] = []
        self._depth = 0
        self._bullet = False

    def blocks(self, element: Any, around: Look) -> tuple[Block, ...]:
        """Return the blocks that `element` is made of, as it looks inside `around`."""
        self._element(element, around)
        self._close()
        return tuple(self._blocks)

    def _element(self, element: Any, around: Look) -> None:
        self._page.source.forward(self._page.own_line(element))
        if element in self._page.skipped:
            self._close()
            self._page.counts["skipped"] += 1
            return
        if element.tag in _NOT_READ:
            return
        look = self._page.looks.of(element, around)
        if isinstance(look, Gone):
            self._gone(element, look)
        elif element in self._page.notes:
            self._note(element, look)
        elif not self._is_sign(element, look):
            self._shown(element, look)

    def _shown(self, element: Any, look: Look) -> None:
        """Take an element that holds words or others."""
        tag = element.tag
        if tag == "br":
            self._flow.end_line()
        elif tag in _HEADINGS:
            self._heading(element, look)
        elif element in self._page.pairs:
            parts = [child for child in element if isinstance(child.tag, str)]
            self._row([[part] for part in parts], look, element)
        elif tag == "table" or element.get("role") in ("table", "grid"):
            self._table(element, look)
        elif tag == "dl":
            self._definitions(element, look)
        elif tag in _LISTS:
            self._list(element, look)
        elif tag in _BLOCKS or self._page.looks.display(element) in _SHOWN_AS_BLOCK:
            self._close()
            self._inside(element, look)
            self._close()
        else:
            self._inline(element, look)

    def _close(self) -> None:
        """End the paragraph."""
        cell = self._flow.cell()
        if cell.lines:
            self._blocks.append(
                Paragraph(cell=cell, level=self._depth, bullet=self._bullet)
            )
            self._page.parts += not self._path
            self._bullet = False
        self._flow = self._fresh()

    def _heading(self, element: Any, look: Look) -> None:
        self._close()
        inner = Walk(self._page, self._path or "heading")
        inner._inside(element, replace(look, strong=True))
        inner._close()
        for number, block in enumerate(inner._blocks):
            if number or not isinstance(block, Paragraph):
                self._blocks.append(block)
                continue
            self._blocks.append(Heading(cell=block.cell, level=_HEADINGS[element.tag]))
            if not self._path:
                self._page.under(block.cell.text)
        self._flow = self._fresh()

    def _list(self, element: Any, look: Look) -> None:
        self._close()
        self._depth += 1
        for child in element:
            if not isinstance(child.tag, str):
                continue
            self._bullet = child.tag == "li" and child not in self._page.pairs
            if self._bullet:
                self._number(element, child, look)
            self._entry(child, look)
            self._bullet = False
        self._close()
        self._depth -= 1

    def _entry(self, entry: Any, around: Look) -> None:
        look = self._page.looks.of(entry, around)
        if entry.tag != "li" or isinstance(look, Gone) or entry in self._page.skipped:
            self._element(entry, around)
            return
        if entry in self._page.pairs or control_sign(entry) is not None:
            self._element(entry, around)
        else:
            self._page.source.forward(self._page.own_line(entry))
            self._text(self._page.looks.text_before(entry), look, 0)
            if chosen_by_class(entry):
                self._sign(UNREADABLE, entry, look)
            self._inside(entry, look)
        self._close()

    def _number(self, holder: Any, entry: Any, look: Look) -> None:
        """Add the number of an entry alone: "26. April" is no list of one."""
        start = (holder.get("start") or "").strip()
        alone = sum(child.tag == "li" for child in holder) == 1
        if holder.tag == "ol" and alone and start.isdigit() and int(start[:9]) != 1:
            self._text(f"{start[:9]}. ", look, self._page.line(entry))

    def _definitions(self, element: Any, look: Look) -> None:
        """Take a list of terms; what is said of one stands in one cell."""
        self._close()
        for terms, answers in definitions(element):
            nested = any(_holds_parts(each) for each in answers)
            if nested or not terms or not answers:
                for each in (*terms, *answers):
                    self._element(each, look)
                    self._close()
            else:
                self._row([terms, answers], look, element)

    def _row(self, groups: Sequence[Sequence[Any]], look: Look, element: Any) -> None:
        """Take a label and an answer, each of one or more elements."""
        self._close()
        path = f"row {self._page.parts + 1}"
        cells = [
            as_cell(
                [b for each in group for b in Walk(self._page, path).blocks(each, look)]
            )
            for group in groups
        ]
        place = next((cell.place for cell in cells if cell.lines), None)
        if place is not None:
            line = place.line or self._page.line(element) or None
            self._blocks.append(
                Row(cells=tuple(cells), place=replace(place, line=line))
            )
            self._page.parts += not self._path
        self._flow = self._fresh()

    def _table(self, table: Any, look: Look) -> None:
        self._close()
        self._page.tables += 1
        number = self._page.tables
        name = f"{self._path}, table {number}" if self._path else f"table {number}"
        for child in table.iterchildren("caption"):
            self._element(child, look)
        grid = grid_of(table)
        filled: list[list[tuple[Block, ...]]] = []
        tints: list[list[str]] = []
        for at, row in enumerate(grid, 1):
            ground = self._row_look(row.element, table, look)
            filled.append([])
            tints.append([])
            if ground is None:
                continue
            tints[-1] = [
                self._page.looks.tint(each.element, ground) for each in row.cells
            ]
            for column, cell in enumerate(row.cells, 1):
                path = f"{name}, row {at}, cell {column}"
                inner = Walk(self._page, path)
                none = cell.element is None
                filled[-1].append(() if none else inner.blocks(cell.element, ground))
        if is_layout(table, filled):
            self._blocks += [b for row in filled for found in row for b in found]
        else:
            whole = zip(grid, filled, tints, strict=True)
            rows = [as_row(row, found, tint) for row, found, tint in whole if found]
            self._blocks += [row for row in rows if has_words(row)]
        self._loose_words(table, look)

    def _row_look(self, row: Any, table: Any, around: Look) -> Look | None:
        """Return how the words of a row look, ``None`` if nobody sees it."""
        look = around
        group = row.getparent()
        for element in (row,) if group is table else (group, row):
            found = self._page.looks.of(element, look)
            if isinstance(found, Gone):
                self._gone(row, found)
                return None
            look = found
        return look

    def _loose_words(self, table: Any, look: Look) -> None:
        """Take words that stand in a table outside its cells, as broken pages have."""
        self._flow = self._fresh()
        for holder in (table, *table.iterchildren("thead", "tbody", "tfoot", "tr")):
            for text in (holder.text, *(child.tail for child in holder)):
                self._text(text, look, 0)
        self._close()


def _holds_parts(element: Any) -> bool:
    """Return whether an element holds headings or lists of definitions."""
    return any(each.tag in _HEADINGS or each.tag == "dl" for each in element.iter())
