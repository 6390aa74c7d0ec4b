"""Flowables that print the options of a question, and say on which page they stand."""

import io
from collections.abc import Callable, Sequence
from typing import Any, Final
from xml.sax.saxutils import escape

from PIL import Image, ImageDraw
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import ImageReader
from reportlab.platypus import Flowable, Paragraph

from bench.reading.corpus.filing import Option
from bench.reading.corpus.notation import SIGNS

_BOX: Final = 8.0
_INDENT: Final = 13.0
_APART: Final = 16.0
_COLOUR: Final = "#0a7d28"
# Codes of a chosen and of a free option in fonts of signs.
_DINGBATS: Final = ("\u2714", "\u274f")
_SYMBOLS: Final = ("\uf0fe", "\uf0a8")

Note = Callable[[int], None]
"""Takes the page that something was drawn on."""


class Noted(Paragraph):  # type: ignore[misc]
    """A paragraph that says on which page it begins."""

    note: Note | None = None

    def draw(self) -> None:
        """Draw it."""
        if self.note is not None:
            self.note(self.canv.getPageNumber())
        super().draw()

    def split(self, width: float, height: float) -> list[Any]:
        """Return its parts, each as noted as the whole."""
        parts = list(super().split(width, height))
        for part in parts:
            part.note = self.note
        return parts


def noted(markup: str, style: ParagraphStyle, note: Note | None) -> Noted:
    """Return a paragraph that tells `note` where it begins."""
    paragraph = Noted(markup, style)
    paragraph.note = note
    return paragraph


def options_in_words(
    options: Sequence[Option],
    notation: str,
    style: ParagraphStyle,
    signs: str,
    note: Note | None,
    *,
    level: bool,
) -> list[Noted]:
    """Return options that are printed as text.

    Args:
        options: The options.
        notation: A key of `SIGNS`, ``bold``, ``coloured`` or ``bullet``.
        style: How their words look.
        signs: The font that has the signs.
        note: Takes the page.
        level: Whether they stand side by side.
    """
    if notation in ("bold", "coloured"):
        words = " / ".join(_set_apart(option, notation) for option in options)
        return [noted(words, style, note)]
    if notation == "bullet":
        entries = [f"• {escape(option.label)}" for option in options if option.on]
    else:
        on, off = SIGNS[notation]
        entries = [
            f'<font name="{signs}">{on if o.on else off}</font>&nbsp;{escape(o.label)}'
            for o in options
        ]
    if level:
        return [noted(" &nbsp; &nbsp; ".join(entries), style, note)]
    return [noted(entry, style, note) for entry in entries]


def _set_apart(option: Option, notation: str) -> str:
    words = escape(option.label)
    if not option.on:
        return words
    if notation == "bold":
        return f"<b>{words}</b>"
    return f'<font color="{_COLOUR}">{words}</font>'


class DrawnOptions(Flowable):  # type: ignore[misc]
    """Options with a drawn sign each, side by side where there is room."""

    def __init__(
        self,
        options: Sequence[Option],
        notation: str,
        style: ParagraphStyle,
        note: Note | None,
        *,
        level: bool,
    ) -> None:
        """Take what `options_in_words` takes, but a notation that is drawn."""
        super().__init__()
        self.options = tuple(options)
        self.notation = notation
        self.style = style
        self.note = note
        self.level = level
        self.placed: list[tuple[float, float, Option, Paragraph]] = []

    def wrap(self, available: float, _height: float) -> tuple[float, float]:
        """Return the room it needs."""
        self.placed = []
        left, top, row = 0.0, 0.0, 0.0
        for option in self.options:
            words = Paragraph(escape(option.label), self.style)
            room = available - _INDENT
            _, tall = words.wrap(room, 10_000)
            wide = max(words.getActualLineWidths0())
            if left and (not self.level or left + _INDENT + wide > available):
                left, top, row = 0.0, top + row, 0.0
            self.placed.append((left, top, option, words))
            row = max(row, tall)
            left += _INDENT + wide + _APART
        self.width, self.height = available, top + row
        return self.width, self.height

    def split(self, _width: float, height: float) -> list[Flowable]:
        """Return its options in two parts, where a page ends between two lines."""
        if self.level or len(self.options) < 2:
            return []
        fit = [
            n
            for n, (_, top, _, w) in enumerate(self.placed)
            if top + w.height <= height
        ]
        cut = len(fit)
        if not 0 < cut < len(self.options):
            return []
        return [
            DrawnOptions(part, self.notation, self.style, self.note, level=False)
            for part in (self.options[:cut], self.options[cut:])
        ]

    def draw(self) -> None:
        """Draw the signs and the words."""
        if self.note is not None:
            self.note(self.canv.getPageNumber())
        for left, top, option, words in self.placed:
            foot = self.height - top - words.height
            words.drawOn(self.canv, left + _INDENT, foot)
            base = self.height - top - self.style.leading + 2.2
            _draw_sign(self.canv, self.notation, left, base, option)


def _draw_sign(
    canvas: Any, notation: str, left: float, base: float, of: Option
) -> None:
    """Draw one sign with its lower left corner at `left`, `base`."""
    canvas.saveState()
    canvas.setLineWidth(0.7)
    if notation in ("dingbats", "wingdings", "private"):
        font = {"dingbats": "ZapfDingbats"}.get(notation, notation)
        signs = _DINGBATS if notation == "dingbats" else _SYMBOLS
        canvas.setFont(font, 10)
        canvas.drawString(left, base + 0.5, signs[0 if of.on else 1])
    elif notation == "image":
        canvas.drawImage(_picture(of.on), left, base, _BOX, _BOX)
    elif notation == "fields":
        canvas.acroForm.checkbox(
            name=f"box{canvas.getPageNumber()}-{left:.0f}-{base:.0f}-{of.label}",
            checked=of.on, x=left, y=base, size=_BOX + 2, buttonStyle="check",
            borderWidth=0.7, relative=True, forceBorder=True,
        )  # fmt: skip
    else:
        filled = notation == "filled" and of.on
        canvas.rect(left, base, _BOX, _BOX, stroke=1, fill=int(filled))
        if of.on and notation == "check-mark":
            mark = canvas.beginPath()
            mark.moveTo(left + 1.5, base + 4)
            mark.lineTo(left + 3.5, base + 1.8)
            mark.lineTo(left + 6.8, base + 6.6)
            canvas.setLineWidth(1.2)
            canvas.drawPath(mark)
        elif of.on and notation == "diagonals":
            canvas.line(left, base, left + _BOX, base + _BOX)
            canvas.line(left, base + _BOX, left + _BOX, base)
    canvas.restoreState()


def _picture(on: bool) -> ImageReader:
    """Return a picture of a box, as programs without such letters put one."""
    image = Image.new("L", (40, 40), 255)
    pen = ImageDraw.Draw(image)
    pen.rectangle((2, 2, 37, 37), outline=0, width=3)
    if on:
        pen.line((9, 21, 17, 30, 31, 10), fill=0, width=5)
    held = io.BytesIO()
    image.save(held, "PNG")
    held.seek(0)
    return ImageReader(held)
