"""An invented filing as PDF, laid out with reportlab."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from xml.sax.saxutils import escape

from fontTools.ttLib import TTFont as FontFile
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, A5, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    PageTemplate,
    Spacer,
    Table,
    TableStyle,
)

from bench.reading.corpus.drawn import DrawnOptions, Note, noted, options_in_words
from bench.reading.corpus.filing import Filing, ModalityRow, Said, Section
from bench.reading.corpus.notation import DRAWN

LAYOUTS: Final = (
    "ruled", "level", "underlined", "open", "shaded", "stacked", "columns"
)  # fmt: skip
BREAKS: Final = ("between", "inside", "header", "small")
_FOLDERS: Final = ("/usr/share/fonts/truetype/dejavu", "/usr/share/fonts/TTF")
_MARGIN: Final = 48.0
_GREY: Final = colors.Color(0.9, 0.92, 0.95)
_SIGNS: Final = "signs"
_RULES: Final[dict[str, list[tuple[Any, ...]]]] = {
    "ruled": [("GRID", (0, 0), (-1, -1), 0.5, colors.black)],
    "level": [("LINEBELOW", (0, 0), (-1, -1), 0.5, colors.grey)],
    "underlined": [("LINEBELOW", (1, 0), (-1, -1), 0.5, colors.black)],
    "open": [],
    "shaded": [("BACKGROUND", (0, 0), (0, -1), _GREY)],
}


@dataclass(frozen=True, slots=True)
class Setting:
    """How a filing is set."""

    notation: str
    layout: str
    breaks: str
    strong: bool
    """Whether labels are bold."""
    level: bool
    """Whether the options of a question stand side by side."""
    footed: bool
    """Whether each page has a foot with its number."""
    own_font: bool
    """Whether the letters are embedded, not those every viewer has."""


def pdf(filing: Filing, setting: Setting) -> tuple[bytes, dict[str, int]]:
    """Return the filing as PDF, and the page on which each answer begins.

    A blank answer begins where its label does.
    """
    _load_fonts()
    sheet = _Sheet(filing, setting)
    held = io.BytesIO()
    small = setting.breaks == "small"
    size = landscape(A5) if small else A4
    template = BaseDocTemplate(
        held, pagesize=size, invariant=1, title=filing.title, lang=filing.language,
        leftMargin=_MARGIN, rightMargin=_MARGIN, topMargin=_MARGIN, bottomMargin=_MARGIN,
    )  # fmt: skip
    frames = _frames(size, 2 if setting.layout == "columns" and not small else 1)
    template.addPageTemplates(
        PageTemplate("page", frames, onPage=_foot(filing) if setting.footed else _none)
    )
    template.build(sheet.flowables())
    return held.getvalue(), sheet.pages


def _frames(size: tuple[float, float], count: int) -> list[Frame]:
    room = (size[0] - 2 * _MARGIN - 18 * (count - 1)) / count
    return [
        Frame(
            _MARGIN + n * (room + 18), _MARGIN, room, size[1] - 2 * _MARGIN,
            leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0,
        )
        for n in range(count)
    ]  # fmt: skip


def _none(_canvas: Any, _document: Any) -> None:
    """Put nothing at the foot of a page."""


def _foot(filing: Filing) -> Callable[[Any, Any], None]:
    def foot(canvas: Any, document: Any) -> None:
        canvas.saveState()
        canvas.setFont("body", 8)
        canvas.drawString(_MARGIN, 26, filing.title[:60])
        canvas.drawRightString(
            document.pagesize[0] - _MARGIN, 26, str(canvas.getPageNumber())
        )
        canvas.restoreState()

    return foot


class _Sheet:
    """A filing on its way to flowables."""

    def __init__(self, filing: Filing, setting: Setting) -> None:
        self.pages: dict[str, int] = {}
        self._answered: set[str] = set()
        self._filing = filing
        self._setting = setting
        family = "body" if setting.own_font else "Helvetica"
        strong = "body-bold" if setting.own_font else "Helvetica-Bold"
        self._body = ParagraphStyle("body", fontName=family, fontSize=9, leading=12)
        self._label = ParagraphStyle(
            "label", self._body, fontName=strong if setting.strong else family
        )
        self._bold = ParagraphStyle("bold", self._body, fontName=strong)
        self._heading = ParagraphStyle(
            "heading", self._body, fontName=strong, fontSize=12, leading=15,
            spaceBefore=10, spaceAfter=5, keepWithNext=1,
        )  # fmt: skip
        self._title = ParagraphStyle(
            "title", self._heading, fontSize=15, leading=19, spaceAfter=10
        )
        pdfmetrics.registerFontFamily(
            family, normal=family, bold=strong, italic=family, boldItalic=strong
        )

    def flowables(self) -> list[Flowable]:
        """Return everything in its order."""
        shown: list[Flowable] = [noted(escape(self._filing.title), self._title, None)]
        for section in self._filing.sections:
            if section.id != "0":
                text = f"{section.id} {section.heading}"
                shown.append(noted(escape(text), self._heading, None))
            shown += self._section(section)
        return shown

    def _section(self, section: Section) -> list[Flowable]:
        if self._setting.layout in ("stacked", "columns"):
            return self._stacked(section)
        shown: list[Flowable] = []
        if section.table:
            shown += [self._modalities(section.table), Spacer(1, 8)]
        cells = [
            [self._labelled(row.label, row.field), self._said(row.said, row.field)]
            for row in section.rows
        ]
        if cells:
            shown.append(self._table(cells, (0.36, 0.64), head=None))
        return shown

    def _stacked(self, section: Section) -> list[Flowable]:
        shown: list[Flowable] = []
        if section.table:
            ticks = Said(tuple(row.option for row in section.table))
            shown += self._paragraphs(self._filing.headers[0], "1.3.a", ticks)
        for row in section.table:
            words = row.option.label
            for header, name, said in (
                (self._filing.headers[1], f"1.3.b.{row.modality}", row.size),
                (self._filing.headers[2], f"1.3.c.{row.modality}", row.content),
            ):
                shown += self._paragraphs(f"{header}: {words}", name, said)
        for each in section.rows:
            shown += self._paragraphs(each.label, each.field, each.said)
        return shown

    def _paragraphs(self, label: str, field: str, said: Said) -> list[Flowable]:
        above = ParagraphStyle("above", self._bold, spaceBefore=5, keepWithNext=1)
        shown: list[Flowable] = [noted(escape(label), above, self._noting(field, True))]
        return [*shown, *self._said(said, field)]

    def _labelled(self, label: str, field: str) -> list[Flowable]:
        return [noted(escape(label), self._label, self._noting(field, True))]

    def _said(self, said: Said, field: str) -> list[Flowable]:
        note = self._noting(field, False)
        level = self._setting.level and not field.startswith("1.3.b")
        if said.options:
            return self._options(said, note, level)
        return [
            noted(escape(line), self._body, note)
            for line in said.text.split("\n")
            if line
        ]

    def _options(self, said: Said, note: Note, level: bool) -> list[Flowable]:
        notation = self._setting.notation
        if notation in DRAWN:
            return [DrawnOptions(said.options, notation, self._body, note, level=level)]
        return [
            *options_in_words(
                said.options, notation, self._body, _SIGNS, note, level=level
            )
        ]

    def _noting(self, field: str, label: bool) -> Note:
        def note(page: int) -> None:
            if label:
                self.pages.setdefault(field, page)
            elif field not in self._answered:
                self._answered.add(field)
                self.pages[field] = page

        return note

    def _modalities(self, rows: tuple[ModalityRow, ...]) -> Table:
        head: list[Any] = [
            [noted(escape(header), self._bold, None)] for header in self._filing.headers
        ]
        cells: list[list[Any]] = [head]
        for row in rows:
            option = self._said(Said((row.option,)), "1.3.a")
            size = self._said(row.size, f"1.3.b.{row.modality}")
            content = self._said(row.content, f"1.3.c.{row.modality}")
            cells.append([option, size, content])
        return self._table(cells, (0.2, 0.38, 0.42), head=1)

    def _table(
        self, cells: list[list[Any]], shares: tuple[float, ...], *, head: int | None
    ) -> Table:
        breaks = self._setting.breaks
        small = breaks == "small"
        size = landscape(A5) if small else A4
        room = size[0] - 2 * _MARGIN
        layout = self._setting.layout
        style = [("VALIGN", (0, 0), (-1, -1), "TOP"), *_RULES[layout]]
        repeat = 1 if breaks == "header" and head else 0
        return Table(
            cells,
            colWidths=[share * room for share in shares],
            style=TableStyle(style),
            repeatRows=repeat,
            splitInRow=0 if breaks == "between" else 1,
            hAlign="LEFT",
        )


def _load_fonts() -> None:
    """Register the fonts that hold signs and letters of every language here.

    Raises:
        SystemExit: they are not on this machine.
    """
    if _SIGNS in pdfmetrics.getRegisteredFontNames():
        return
    folder = next(
        (Path(f) for f in _FOLDERS if Path(f, "DejaVuSans.ttf").is_file()), None
    )
    if folder is None:
        raise SystemExit(
            "The fonts DejaVu are not here: apt-get install fonts-dejavu-core"
        )
    plain, bold = folder / "DejaVuSans.ttf", folder / "DejaVuSans-Bold.ttf"
    pdfmetrics.registerFont(TTFont("body", str(plain)))
    pdfmetrics.registerFont(TTFont("body-bold", str(bold)))
    pdfmetrics.registerFont(TTFont(_SIGNS, str(plain)))
    pdfmetrics.registerFont(TTFont("wingdings", _renumbered(plain, "Wingdings")))
    pdfmetrics.registerFont(TTFont("private", _renumbered(plain, "Formsigns")))


def _renumbered(file: Path, name: str) -> io.BytesIO:
    """Return a font called `name` that numbers its boxes as symbol fonts do."""
    font = FontFile(file)
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[0xF0FE] = table.cmap[0x2611]
            table.cmap[0xF0A8] = table.cmap[0x2610]
    for record in font["name"].names:
        if record.nameID in (1, 4, 6):
            record.string = name
    held = io.BytesIO()
    font.save(held)
    held.seek(0)
    return held
