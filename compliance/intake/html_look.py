"""How the words of a page look where they stand: seen or not, heavy, in what font."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Final

from compliance.intake.css_rules import StyleRules

Colour = tuple[int, int, int]

WHITE: Final[Colour] = (255, 255, 255)
BLACK: Final[Colour] = (0, 0, 0)
STRONG: Final = 2
"""The least strength of words that stand out."""
_NAMES: Final[Mapping[str, Colour]] = {
    "white": WHITE, "black": BLACK, "snow": (255, 250, 250), "ivory": (255, 255, 240),
    "ghostwhite": (248, 248, 255), "whitesmoke": (245, 245, 245),
    "floralwhite": (255, 250, 240), "mintcream": (245, 255, 250),
    "azure": (240, 255, 255), "red": (255, 0, 0), "green": (0, 128, 0),
    "blue": (0, 0, 255), "yellow": (255, 255, 0), "gray": (128, 128, 128),
    "grey": (128, 128, 128), "silver": (192, 192, 192), "lightgray": (211, 211, 211),
    "lightgrey": (211, 211, 211), "navy": (0, 0, 128),
}  # fmt: skip
_HEX: Final = re.compile(r"#([0-9a-f]{3}|[0-9a-f]{6})\b")
_RGB: Final = re.compile(
    r"rgba?\(\s*(\d{1,3})\s*[, ]\s*(\d{1,3})\s*[, ]\s*(\d{1,3})\s*(?:[,/]\s*([\d.]+)(%?))?\s*\)"
)
_LENGTH: Final = re.compile(r"(-?[\d.]+)\s*(px|pt|em|rem|ex|ch|cm|mm|in|vw|vh|%|)\Z")
_OFF_SCREEN: Final = -900.0
_NEAR: Final = 12
_LIVELY: Final = 60
_LIGHT: Final = 90
_HEAVY: Final = frozenset(
    {"b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6", "dt", "mark"}
)
_STRUCK: Final = frozenset({"del", "s", "strike"})
_CLIPPED_AWAY: Final = ("rect(0000", "rect(1111", "inset(50%", "inset(100%")
_PLACED: Final = ("absolute", "fixed")


@dataclass(frozen=True, slots=True)
class Look:
    """How words look where they stand."""

    ink: Colour | None = BLACK
    """Their colour; ``None`` where it cannot be known."""
    ground: Colour | None = WHITE
    """What is behind them; ``None`` where it cannot be known."""
    strong: bool = False
    underlined: bool = False
    font: str = ""
    keeps_lines: bool = False
    invisible: bool = False
    """By ``visibility``, which a part inside may take back."""
    tiny: bool = False

    @property
    def strength(self) -> int:
        """Return how much the words stand out beside others; greater is more."""
        grey = self.ink is not None and not _is_coloured(self.ink)
        light = grey and min(self.ink or BLACK) > _LIGHT
        return (
            STRONG * self.strong
            + STRONG * self.underlined
            + STRONG * (self.ink is not None and _is_coloured(self.ink))
            + STRONG * (self.ground is not None and _is_coloured(self.ground))
            - light
        )

    @property
    def unseen(self) -> bool:
        """Return whether nobody sees the words."""
        if self.invisible or self.tiny:
            return True
        if self.ink is None or self.ground is None:
            return False
        pairs = zip(self.ink, self.ground, strict=True)
        return all(abs(ink - ground) <= _NEAR for ink, ground in pairs)


def _is_coloured(colour: Colour) -> bool:
    return max(colour) - min(colour) >= _LIVELY


class Gone(StrEnum):
    """Why nothing of an element is shown."""

    HIDDEN = "hidden"
    STRUCK = "struck through"


class Looks:
    """How the elements of a page look, by its own style rules."""

    def __init__(
        self, rules: StyleRules, *, foreign: bool, opened: frozenset[str]
    ) -> None:
        """Take the rules of the page.

        Args:
            rules: Those that came with it.
            foreign: Whether it has others, which did not.
            opened: Ids of its parts that a button or tab shows.
        """
        self._rules = rules
        self._foreign = foreign
        self._opened = opened

    def of(self, element: Any, around: Look) -> Look | Gone:
        """Return how the words of `element` look inside `around`, or why they do not."""
        said = self._rules.of(element)
        gone = _gone(element, said, opened=self._is_opened(element))
        if gone is not None:
            return gone
        look = around
        if element.tag in _HEAVY:
            look = replace(look, strong=True)
        if element.tag in ("u", "ins"):
            look = replace(look, underlined=True)
        if element.tag == "font":
            said = {**_of_font(element), **said}
        if element.get("bgcolor"):
            said = {"background-color": element.get("bgcolor").lower(), **said}
        if element.tag in ("pre", "textarea", "listing", "xmp", "plaintext"):
            look = replace(look, keeps_lines=True)
        if self._foreign and (element.get("class") or element.get("id")):
            # Rules that did not come with the page may give it any ground.
            look = replace(look, ground=None)
        return _changed(look, said) if said else look

    def _is_opened(self, element: Any) -> bool:
        return element.get("id") in self._opened or element.get("role") == "tabpanel"

    def tint(self, element: Any | None, around: Look) -> str:
        """Return the colour behind a cell, in hexadecimal digits; empty for none.

        One that is behind its row too, and one that cannot be known, is none.
        """
        look = around if element is None else self.of(element, around)
        ground = None if isinstance(look, Gone) else look.ground
        if ground is None or ground in (WHITE, around.ground):
            return ""
        return "".join(f"{part:02x}" for part in ground)

    def text_before(self, element: Any) -> str:
        """Return what a rule prints before `element`."""
        return self._rules.text_before(element)

    def display(self, element: Any) -> str:
        """Return the ``display`` that is set for `element`, empty if none is."""
        return self._rules.of(element).get("display", "")


def _gone(element: Any, said: Mapping[str, str], *, opened: bool) -> Gone | None:
    lines = said.get("text-decoration", "") + said.get("text-decoration-line", "")
    if element.tag in _STRUCK or "line-through" in lines:
        return Gone.STRUCK
    display = said.get("display", "")
    # A page opens what is "until-found" when somebody searches it.
    attribute = element.get("hidden") not in (None, "until-found") and not display
    closed = element.tag == "dialog" and element.get("open") is None
    clear = _number(said.get("opacity", "1"), 1.0) == 0
    if opened and (display == "none" or attribute):
        return None
    if display == "none" or attribute or closed or clear or _off_screen(said):
        return Gone.HIDDEN
    return None


def _off_screen(said: Mapping[str, str]) -> bool:
    placed = said.get("position") in _PLACED
    sides = (said.get("left", ""), said.get("top", ""))
    if placed and any(_number(side, 0.0) <= _OFF_SCREEN for side in sides):
        return True
    if _number(said.get("text-indent", ""), 0.0) <= _OFF_SCREEN:
        return True
    clip = re.sub(r"[\s,]|px", "", said.get("clip", "") + said.get("clip-path", ""))
    if placed and clip.startswith(_CLIPPED_AWAY):
        return True
    sizes = (said.get("width", ""), said.get("height", ""))
    small = any(0 <= _number(size, 99.0) <= 1 for size in sizes)
    return small and said.get("overflow", "").startswith(("hidden", "clip"))


def _changed(look: Look, said: Mapping[str, str]) -> Look:
    if "underline" in said.get("text-decoration", said.get("text-decoration-line", "")):
        look = replace(look, underlined=True)
    if "color" in said:
        look = replace(look, ink=colour(said["color"], look.ground, look.ink))
    ground = said.get("background-color") or said.get("background")
    if ground:
        look = replace(look, ground=_ground(ground, look.ground))
    if said.get("background-image", "none") != "none":
        look = replace(look, ground=None)
    weight = said.get("font-weight", "")
    if weight:
        look = replace(
            look, strong=weight in ("bold", "bolder") or weight[:1] in "6789"
        )
    font = said.get("font-family") or said.get("font", "").rsplit(" ", 1)[-1]
    if font:
        look = replace(look, font=font)
    if "font-size" in said:
        look = replace(look, tiny=_tiny(said["font-size"]))
    if said.get("visibility"):
        look = replace(look, invisible=said["visibility"] != "visible")
    if said.get("white-space"):
        look = replace(
            look, keeps_lines=said["white-space"].startswith(("pre", "break"))
        )
    return look


def colour(text: str, behind: Colour | None, around: Colour | None) -> Colour | None:
    """Return the colour that CSS calls `text`, over `behind`; ``None`` if unknown.

    >>> colour("#fff", None, None), colour("rgb(10, 20, 30)", None, None)
    ((255, 255, 255), (10, 20, 30))
    """
    words = text.strip()
    if words in _NAMES:
        return _NAMES[words]
    if words == "inherit":
        return around
    if words == "transparent":
        return behind
    match = _HEX.match(words)
    if match:
        digits = match[1] if len(match[1]) == 6 else "".join(d * 2 for d in match[1])
        return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)
    match = _RGB.match(words)
    if match:
        if match[4] and float(match[4].strip(".") or 0) == 0:
            return behind
        return min(255, int(match[1])), min(255, int(match[2])), min(255, int(match[3]))
    return None


def _ground(text: str, behind: Colour | None) -> Colour | None:
    if "url(" in text or "gradient" in text:
        return None
    if text in ("none", "transparent", "inherit", "initial", "unset"):
        return behind
    found = colour(text, behind, behind)
    if found is not None or text.startswith("#"):
        return found
    first = colour(text.split(" ", 1)[0], behind, behind)
    return first if first is not None else None


def _tiny(size: str) -> bool:
    number = _number(size, 99.0)
    return number == 0 or (size.endswith(("px", "pt")) and number <= 1)


def _of_font(element: Any) -> dict[str, str]:
    said = {}
    if element.get("color"):
        said["color"] = element.get("color").lower()
    if element.get("face"):
        said["font-family"] = element.get("face").lower()
    return said


def _number(text: str, otherwise: float) -> float:
    match = _LENGTH.match(text.strip())
    if match is None:
        return otherwise
    try:
        return float(match[1])
    except ValueError:
        return otherwise
