"""Plain text's bytes to a `Document`."""

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from compliance import limits
from compliance.frontdoor import refusal
from compliance.intake.blocks import Block, Cell, Document, Heading, Line, Paragraph
from compliance.intake.pdf_symbols import character
from compliance.intake.text_encoding import decoded
from compliance.intake.text_lines import (
    TextLine,
    begins_entry,
    bullet_length,
    is_heading,
    is_numbered,
    is_underline,
    label_length,
    lines_of,
    width_of,
    wrapped,
)
from compliance.intake.text_tables import barred_rows, columned_rows, is_barred

_READER: Final = "plain text"
_UNDERLINED: Final = 1
_MARKED: Final = 10
_NUMBERED: Final = 20
_CAPITALS: Final = 30
_BLANKS_A_LEVEL: Final = 2
# A paragraph of more lines, and at least so wide, shows itself how wide it is set.
_FEW: Final = 2
_NARROW: Final = 50


def read_document(data: bytes, name: str) -> Document:
    """Return the blocks of the plain text in `data`.

    Raises:
        InputRefusedError: it has too many lines.
    """
    text = decoded(data)
    lines = lines_of(_visible(text.text))
    if len(lines) > limits.NODES:
        raise refusal(
            "text-too-large", name, "is too large",
            f"it has {len(lines):,} lines, the limit is {limits.NODES:,}",
            "give the summary alone",
        )  # fmt: skip
    width = width_of([line for line in lines if not is_underline(line.text)])
    blocks = tuple(_blocks(lines, width))
    return Document(blocks=blocks, reader=_READER, notes=text.notes)


def _visible(text: str) -> str:
    if text.isascii():
        return text
    return "".join(s if s.isspace() else character(ord(s), None) for s in text)


def _blocks(lines: Sequence[TextLine], width: int) -> Iterator[Block]:
    signs: dict[str, int] = {}
    at = 0
    while at < len(lines):
        line = lines[at]
        text = line.text.strip()
        below = lines[at + 1].text.strip() if at + 1 < len(lines) else ""
        if not text or is_underline(text):
            at += 1
        elif is_underline(below) and len(below) * 2 >= len(text):
            level = signs.setdefault(below[0], len(signs) + _UNDERLINED)
            yield _heading(line, level)
            at += 2
        elif text.startswith("#") and text.lstrip("#").startswith(" "):
            level = len(text) - len(text.lstrip("#"))
            lead = line.indent + level
            yield _heading(line.part(lead, len(line.text)), _MARKED + level)
            at += 1
        elif is_barred(line.text):
            end = _end(lines, at, is_barred)
            yield from barred_rows(lines[at:end])
            at = end
        else:
            end = _group_end(lines, at)
            yield from _group(lines[at:end], width)
            at = end


def _end(lines: Sequence[TextLine], at: int, belongs: Callable[[str], bool]) -> int:
    while at < len(lines) and belongs(lines[at].text):
        at += 1
    return at


def _group_end(lines: Sequence[TextLine], at: int) -> int:
    """Return where the lines without a blank one between them end."""
    end = at + 1
    while end < len(lines):
        text = lines[end].text
        below = lines[end + 1].text.strip() if end + 1 < len(lines) else ""
        if not text.strip() or is_barred(text) or is_underline(text):
            break
        if is_underline(below) and len(below) * 2 >= len(text.strip()):
            break
        if is_numbered(text) and not _gaps(lines[at:end]):
            break
        end += 1
    return end


def _gaps(lines: Sequence[TextLine]) -> bool:
    """Return whether the lines may be those of a table parted by blanks."""
    return len(lines) > 1 and columned_rows(lines) is not None


def _heading(line: TextLine, level: int) -> Heading:
    text = line.text.strip()
    inner = Line(text=text, place=line.place, lead=len(text))
    return Heading(cell=Cell(lines=(inner,)), level=level)


def _group(lines: Sequence[TextLine], width: int) -> Iterator[Block]:
    """Yield the blocks of lines that stand together."""
    if len(lines) == 1 and is_heading(lines[0].text):
        number = lines[0].text.split()[0].strip(".)(")
        numbered = number[:1].isdigit()
        level = _NUMBERED + number.count(".") if numbered else _CAPITALS
        yield _heading(lines[0], level)
        return
    rows = columned_rows(lines)
    if rows is not None:
        yield from rows
        return
    parts = list(_paragraphs(lines))
    over = len(parts) > 1 and parts[1][0].indent > parts[0][0].indent
    for at, part in enumerate(parts):
        first = at == 0
        yield _paragraph(part, width, first=first, over=first and over)


def _paragraphs(lines: Sequence[TextLine]) -> Iterator[list[TextLine]]:
    """Yield the lines of each paragraph: a new one is a list entry or set in otherwise."""
    part: list[TextLine] = []
    for line in lines:
        text = line.text.strip()
        if part:
            first = part[0]
            words = first.text.strip()
            begun = bullet_length(words) or 0 < label_length(words) < len(words)
            hangs = line.indent > first.indent and bool(begun)
            moved = line.indent != part[-1].indent and not hangs
            if bullet_length(text) or moved:
                yield part
                part = []
        part.append(line)
    if part:
        yield part


def _paragraph(
    lines: Sequence[TextLine], width: int, *, first: bool, over: bool
) -> Paragraph:
    """Return lines as one paragraph.

    Args:
        lines: The lines.
        width: How wide the text is set.
        first: Whether it is the first of those that stand together.
        over: Whether the next is set in below it, as an answer below its label.
    """
    own = max(len(line.text) for line in lines)
    if len(lines) > _FEW and own >= _NARROW:
        width = min(width, own)
    indent = lines[0].indent
    sign = bullet_length(lines[0].text.strip())
    start = indent + sign
    whole = [lines[0].part(start, len(lines[0].text)), *lines[1:]]
    made = []
    for number, line in enumerate(whole):
        text = line.text.strip()
        following = whole[number + 1].text if number + 1 < len(whole) else ""
        ends = (
            not following
            or begins_entry(following)
            or not wrapped(lines[number].text, following.strip(), width)
        )
        lead = label_length(text) if first and number == 0 else 0
        lead = len(text) if over else lead
        made.append(Line(text=text, place=line.place, ends_paragraph=ends, lead=lead))
    level = indent // _BLANKS_A_LEVEL + (1 if sign else 0)
    return Paragraph(cell=Cell(lines=tuple(made)), level=level, bullet=bool(sign))
