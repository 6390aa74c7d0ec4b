"""Pieces of text with one look, and the lines of a cell that they make."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from compliance.intake.blocks import Line
from compliance.intake.docx_styles import Properties
from compliance.model import Place

_SEPARATORS: Final = " /|,;·–-"
# A label ends at one of the first changes of style in its line, if at any.
_MOST_STOPS: Final = 24
_CHROMA: Final = 60
_PALE: Final = 0x80
FADED, USUAL, STRONG = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Piece:
    """Text in one look; a line break and a tab are pieces of their own."""

    text: str
    bold: bool = False
    italic: bool = False
    size: int = 0
    weight: int = USUAL
    """Whether it is printed to stand out, or paler than usual."""
    cut: bool = False
    """Whether it stands for words struck through, which are left out."""


@dataclass(slots=True)
class Text:
    """What the runs of a paragraph hold."""

    pieces: list[Piece] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)
    """Text boxes anchored in it."""
    footnotes: list[str] = field(default_factory=list)
    """The footnotes it refers to, by kind and id."""
    notes: tuple[str, ...] = ()
    """The words of those that are part of it."""
    pictures: int = 0
    """Pictures too large to be a sign."""
    indent: int = 0
    bullet: bool = False
    outline: int | None = None
    number: str = ""
    """What is printed before it and is no text, such as ``2.3.``."""

    @property
    def words(self) -> str:
        """Return its words."""
        return " ".join("".join(piece.text for piece in self.pieces).split())


def piece_of(text: str, look: Properties, *, is_link: bool) -> Piece:
    """Return a piece of text with a look."""
    return Piece(
        text=text,
        bold=bool(look.get("bold")),
        italic=bool(look.get("italic")),
        size=look.get("size") or 0,
        weight=_weight(look, is_link=is_link),
    )


def _weight(look: Properties, *, is_link: bool) -> int:
    marked = look.get("bold") or look.get("marker") or look.get("ground")
    if marked or (look.get("underlined") and not is_link):
        return STRONG
    colour = look.get("colour")
    if colour is None or is_link:
        return USUAL
    parts = [int(colour[at : at + 2], 16) for at in (0, 2, 4)]
    if max(parts) - min(parts) > _CHROMA:
        return STRONG
    return FADED if min(parts) >= _PALE else USUAL


def lines_of(texts: Sequence[Text], place: Place) -> tuple[Line, ...]:
    """Return the lines of a cell that holds the paragraphs `texts`.

    A paragraph is a line, and so is each part of one that a line break makes. What
    stands out is what is stronger than the weakest in the cell.
    """
    pieces = [piece for text in texts for piece in text.pieces if piece.text.strip()]
    floor = min((piece.weight for piece in pieces), default=USUAL)
    found: list[Line] = []
    for text in texts:
        for part in _parts(text.pieces):
            line = _line(part, floor, place)
            if line.text:
                found.append(line)
        found += [Line(text=words, place=place) for words in text.notes]
    if not found and any(text.pictures for text in texts):
        found.append(Line(text="\N{OBJECT REPLACEMENT CHARACTER}", place=place))
    return tuple(found)


def _parts(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    part: list[Piece] = []
    for piece in pieces:
        if piece.text == "\n":
            yield part
            part = []
        else:
            part.append(piece)
    yield part


def _line(pieces: Sequence[Piece], floor: int, place: Place) -> Line:
    words: list[str] = []
    stops: dict[int, None] = {}
    marked: list[tuple[int, int]] = []
    length = lead = 0
    # Where the last word ends, and the look it has.
    end, before = 0, None
    leads = True
    printed = [piece for piece in pieces if piece.text.strip()]
    for piece in pieces:
        part = _fitted(piece.text, opens=not words or words[-1].endswith(" "))
        if part.strip():
            if before is not None and not _alike(before, piece):
                stops[end] = None
            leads = leads and piece.bold
            before, end = piece, length + len(part.rstrip())
            lead = end if leads else lead
            if piece.weight > floor:
                marked.append((length, end))
        elif piece.text == "\t" and end:
            stops[end] = None
        words += [part] if part else []
        length += len(part)
    line = Line(
        text="".join(words).rstrip(), place=place, lead=lead,
        stops=tuple(stops)[:_MOST_STOPS],
        marked=tuple(marked), strong=all(p.weight == STRONG for p in printed),
    )  # fmt: skip
    return _without_cuts(line) if any(piece.cut for piece in pieces) else line


def _fitted(text: str, *, opens: bool) -> str:
    """Return text as it goes on: each run of blanks is one blank, none `opens` a line."""
    parts = " ".join(text.split())
    first = " " if text[:1].isspace() and not opens else ""
    last = " " if text[-1:].isspace() and parts else ""
    return f"{first}{parts}{last}"


def _alike(one: Piece, other: Piece) -> bool:
    looks = [(each.bold, each.italic, each.size) for each in (one, other)]
    return looks[0] == looks[1]


def _without_cuts(line: Line) -> Line:
    """Return a line without the marks that parted what was struck through."""
    text = line.text.strip(_SEPARATORS)
    return replace(line, text=text, lead=min(line.lead, len(text)), stops=(), marked=())
