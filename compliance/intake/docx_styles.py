"""How a run of text in a Word file looks, by its styles and its own properties."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final

from compliance.intake.docx_names import (
    attribute,
    child,
    children,
    is_on,
    name_of,
    number,
)

_SWITCHES: Final = MappingProxyType({
    "w:b": "bold", "w:i": "italic", "w:vanish": "hidden", "w:strike": "struck",
    "w:dstrike": "struck", "w:u": "underlined",
})  # fmt: skip
_LONGEST_CHAIN: Final = 20
_BODY_TEXT: Final = 9
_HEADINGS: Final = ("heading ", "title", "subtitle")
# Half points; what a magnifying glass shows is not read.
_TINY: Final = 3
PAPER: Final = "ffffff"
UNSETTLED: Final = "?"
"""A ground whose colour cannot be told."""
_FAINT: Final = 24

Properties = Mapping[str, Any]
"""What is said of a run: bold, italic, hidden, struck, underlined, size, colour,
ground, font; nothing for what is not said."""
NOTHING_SAID: Final[Properties] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph's, run's or table's style, those it is based on included."""

    name: str = ""
    """In English whatever the language of the program, in small letters."""
    outline: int | None = None
    """Level of the heading it makes, from 0; ``None`` for text."""
    run: Properties = field(default_factory=lambda: NOTHING_SAID)
    ground: str | None = None
    """Colour behind its paragraphs or cells, ``None`` if it sets none."""
    numbering: tuple[str | None, int | None] = (None, None)
    indent: int | None = None
    """Twentieths of a point from the margin."""


@dataclass(slots=True)
class Styles:
    """The styles of a Word file."""

    root: Any | None
    _known: dict[str, Style] = field(default_factory=dict)
    _raw: dict[str, Any] = field(default_factory=dict)
    _usual: str = ""
    plain: Properties = field(default_factory=lambda: NOTHING_SAID)
    """What holds for every run of which nothing is said."""

    def __post_init__(self) -> None:
        if self.root is None:
            return
        for style in children(self.root, "w:style"):
            identity = attribute(style, "w:styleId") or ""
            self._raw.setdefault(identity, style)
            is_default = attribute(style, "w:default") in ("1", "true", "on")
            if is_default and attribute(style, "w:type") == "paragraph":
                self._usual = identity
        self.plain = run_properties(
            child(self.root, "w:docDefaults", "w:rPrDefault", "w:rPr")
        )

    def of_paragraph(self, properties: Any | None) -> Style:
        """Return the style of a paragraph with the properties ``w:pPr``."""
        named = child(properties, "w:pStyle") if properties is not None else None
        return self.named(attribute(named, "w:val") or self._usual)

    def named_by(self, element: Any) -> Style:
        """Return the style that an element such as ``w:tblStyle`` names."""
        return self.named(attribute(element, "w:val"))

    def named(self, identity: str | None) -> Style:
        """Return the style with an id; one that says nothing if there is none."""
        if identity is None or identity not in self._raw:
            return Style()
        if identity not in self._known:
            self._known[identity] = self._resolved(identity)
        return self._known[identity]

    def _resolved(self, identity: str) -> Style:
        chain: list[Any] = []
        at: str | None = identity
        while at in self._raw and len(chain) < _LONGEST_CHAIN:
            chain.append(self._raw[at])
            at = attribute(child(chain[-1], "w:basedOn"), "w:val")
        run: dict[str, Any] = {}
        said: dict[str, Any] = {}
        for style in reversed(chain):
            run |= run_properties(child(style, "w:rPr"))
            said |= _paragraph_says(style)
        name = (attribute(child(chain[0], "w:name"), "w:val") or "").lower()
        outline = said.get("outline")
        if outline is None and name.startswith(_HEADINGS):
            outline = 0
        if outline is not None and not 0 <= outline < _BODY_TEXT:
            outline = None
        return Style(
            name=name,
            outline=outline,
            run=MappingProxyType(run),
            ground=said.get("ground"),
            numbering=(said.get("list"), said.get("depth")),
            indent=said.get("indent"),
        )


def _paragraph_says(style: Any) -> dict[str, Any]:
    """Return what a style says of its paragraphs, or of the cells of its tables."""
    said: dict[str, Any] = {
        "outline": number(child(style, "w:pPr", "w:outlineLvl"), "w:val"),
        "list": attribute(child(style, "w:pPr", "w:numPr", "w:numId"), "w:val"),
        "depth": number(child(style, "w:pPr", "w:numPr", "w:ilvl"), "w:val"),
        "indent": indent_of(child(style, "w:pPr", "w:ind")),
    }
    for holder in (style, *children(style, "w:tblStylePr")):
        for part in ("w:pPr", "w:tcPr", "w:tblPr"):
            ground = ground_of(child(holder, part, "w:shd"))
            if ground:
                said["ground"] = ground
    return {key: value for key, value in said.items() if value is not None}


def indent_of(element: Any | None) -> int | None:
    """Return how far ``w:ind`` sets a paragraph in, in twentieths of a point."""
    left = number(element, "w:left")
    return left if left is not None else number(element, "w:start")


def run_properties(element: Any | None) -> Properties:
    """Return what ``w:rPr`` says of a run."""
    said: dict[str, Any] = {}
    for each in () if element is None else element:
        name = name_of(each)
        if name in _SWITCHES:
            said[_SWITCHES[name]] = is_on(each)
        elif name == "w:sz":
            said["size"] = number(each, "w:val")
        elif name == "w:color":
            said["colour"] = _colour(attribute(each, "w:val"))
        elif name == "w:shd":
            said["ground"] = ground_of(each)
        elif name == "w:highlight":
            said["marker"] = is_on(each)
        elif name == "w:rFonts":
            fonts = (attribute(each, f"w:{part}") for part in ("ascii", "hAnsi", "cs"))
            said["font"] = next((font for font in fonts if font), "")
    return said


def ground_of(shade: Any | None) -> str | None:
    """Return the colour that ``w:shd`` lays behind, ``None`` for none."""
    return _colour(attribute(shade, "w:fill"))


def _colour(text: str | None) -> str | None:
    """Return a colour as six hexadecimal digits, ``None`` for the usual one."""
    value = (text or "").strip().lstrip("#").lower()
    is_code = len(value) == 6 and all(c in "0123456789abcdef" for c in value)
    return value if is_code else None


def is_seen(look: Properties, grounds: Iterable[str | None]) -> bool:
    """Return whether a run can be read on paper: neither hidden, tiny nor washed out.

    Args:
        look: What is said of the run.
        grounds: Colours behind it, nearest first; ``None`` for none.
    """
    if look.get("hidden"):
        return False
    size = look.get("size")
    if size is not None and size <= _TINY:
        return False
    colour = look.get("colour")
    if colour is None or look.get("marker"):
        return True
    ground = next((each for each in (look.get("ground"), *grounds) if each), PAPER)
    return ground == UNSETTLED or _apart(colour, ground) > _FAINT


def _apart(one: str, other: str) -> int:
    """Return the greatest difference of red, green and blue, 0 to 255."""
    sides = zip(_parts(one), _parts(other), strict=True)
    return max(abs(first - second) for first, second in sides)


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[:2], 16), int(colour[2:4], 16), int(colour[4:], 16)
