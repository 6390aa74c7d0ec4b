"""Boxes of a page: controls, roles, pictures and icons, as signs in the text.

What cannot be read is the object replacement character, never an empty box.
"""

import re
from typing import Any, Final

from compliance.datafiles import root
from compliance.intake.css_rules import classes_of
from compliance.intake.ticks import has_box
from compliance.lexicon import load_lexicon, plain

CHECKED: Final = "☒"
EMPTY: Final = "☐"
UNREADABLE: Final = "\N{OBJECT REPLACEMENT CHARACTER}"
_SHORT: Final = 5
_SMALL: Final = 40
_BOX_ROLES: Final = frozenset({
    "checkbox", "radio", "switch", "menuitemcheckbox", "menuitemradio", "option",
})  # fmt: skip
_TELLS: Final = re.compile(
    r"check|tick|radio|toggle|square|circle|coche|cruz|kreuz|haken|vink", re.IGNORECASE
)
_CHOSEN: Final = frozenset({
    "checked", "unchecked", "selected", "unselected", "ticked", "unticked", "is-checked",
    "is-selected", "is-ticked", "chosen", "marked",
})  # fmt: skip
_CHOICE_LENGTH: Final = 40
_ICON_FONTS: Final = ("material-icons", "material-symbols")
_ICON_WORDS: Final = {
    "check_box": CHECKED, "radio_button_checked": CHECKED, "check": "✓", "done": "✓",
    "check_circle": "✓", "check_box_outline_blank": EMPTY,
    "radio_button_unchecked": EMPTY, "close": "✗", "clear": "✗",
    "indeterminate_check_box": UNREADABLE,
}  # fmt: skip
_INLINE: Final = frozenset({"i", "span", "em", "b", "strong", "label", "abbr", "bdi"})
_DRAWN: Final = frozenset({"img", "svg", "picture"})


def said_of_box(words: str) -> str | None:
    """Return the box that a description speaks of, ``None`` if it speaks of none.

    >>> said_of_box("Box not checked"), said_of_box("checked"), said_of_box("our team")
    ('☐', '☒', None)
    """
    if has_box(words) and len(words.strip()) <= _SHORT:
        return words.strip()
    if not words.strip() or len(words.split()) > _SHORT:
        return None
    groups = {term.group for term in load_lexicon(root()).found("box-words", words)}
    if len(groups) != 1:
        return UNREADABLE if groups else None
    return CHECKED if groups == {"checked"} else EMPTY


def description(element: Any) -> str:
    """Return what an element says of itself to who cannot see it."""
    for name in ("aria-label", "alt", "title"):
        words = element.get(name)
        if words and words.strip():
            return str(words).strip()
    if element.tag in ("svg", "picture"):
        inner = (child for child in element.iter("title", "img"))
        for each in inner:
            words = each.text if each.tag == "title" else each.get("alt")
            if words and words.strip():
                return str(words).strip()
    return ""


def control_sign(element: Any) -> str | None:
    """Return the box of a control or of an element in the role of one."""
    if element.tag == "input" and kind_of_input(element) in ("checkbox", "radio"):
        said = element.get("aria-checked")
        if said is not None and (said == "true") != (
            element.get("checked") is not None
        ):
            return CHECKED if element.get("checked") is not None else _by(said)
        return EMPTY if element.get("checked") is None else CHECKED
    role = (element.get("role") or "").lower()
    if role in _BOX_ROLES and element.tag != "input":
        name = "aria-selected" if role == "option" else "aria-checked"
        return _by(element.get(name))
    if element.tag == "button" and element.get("aria-pressed") is not None:
        return _by(element.get("aria-pressed"))
    return None


def kind_of_input(element: Any) -> str:
    """Return the type of an ``input``."""
    return (element.get("type") or "text").strip().lower()


def _by(said: str | None) -> str:
    return {"true": CHECKED, "false": EMPTY}.get(said or "", UNREADABLE)


def drawn_sign(element: Any) -> str | None:
    """Return the box that a picture shows; ``None`` for a picture of something else.

    A small picture without a description may be a box; so it cannot be read.
    """
    said = description(element)
    if said:
        return said_of_box(said) or (UNREADABLE if _speaks_of_box(said) else None)
    role = element.get("role") or ""
    if role in ("presentation", "none") and not _tells(element):
        return None
    if any(each.tag in ("a", "button", "nav") for each in element.iterancestors()):
        return None
    sizes = [_pixels(element.get(side)) for side in ("width", "height")]
    if any(size is not None and size > _SMALL for size in sizes):
        return None
    return UNREADABLE


def icon_sign(element: Any, before: str) -> str | None:
    """Return the box that an element without words shows by its class.

    Args:
        element: Any element.
        before: What a style rule prints before it.
    """
    classes = classes_of(element)
    words = "".join(element.itertext()).strip()
    if words and any(name.startswith(_ICON_FONTS) for name in classes):
        return _ICON_WORDS.get(words, "")
    if element.tag not in _INLINE or not classes or words:
        return None
    if any(child.tag in (*_DRAWN, "input") for child in element):
        return None
    if has_box(before):
        return before.strip()
    if not _tells(element):
        return None
    return said_of_box(description(element)) or UNREADABLE


def chosen_by_class(element: Any) -> bool:
    """Return whether only a class says which of several short options is chosen."""
    names = {name.lower() for name in classes_of(element)}
    if not names & _CHOSEN or element.tag in ("a", "option", "tr", "td", "table"):
        return False
    words = plain("".join(element.itertext()))
    boxes = any(
        child.tag in (*_DRAWN, "input") or child.get("aria-checked")
        for child in element.iter()
        if isinstance(child.tag, str)
    )
    return 0 < len(words) <= _CHOICE_LENGTH and not has_box(words) and not boxes


def _tells(element: Any) -> bool:
    names = (element.get("class"), element.get("src"), element.get("id"))
    return any(name and _TELLS.search(name[-200:]) for name in names)


def _speaks_of_box(words: str) -> bool:
    return len(words.split()) <= _SHORT and bool(
        re.search(r"\bcheck ?box\b", words, re.I)
    )


def _pixels(text: str | None) -> float | None:
    match = re.match(r"\s*(\d{1,5}(?:\.\d{1,3})?)\s*(?:px)?\s*\Z", text or "")
    return float(match[1]) if match else None
