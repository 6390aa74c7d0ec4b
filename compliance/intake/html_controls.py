"""Controls of a form on a page: what is filled in or chosen in them."""

from collections.abc import Iterator
from typing import Any, Final

from compliance.intake.html_signs import EMPTY, UNREADABLE, kind_of_input

_NO_TEXT: Final = frozenset({
    "hidden", "button", "submit", "reset", "image", "password", "file", "checkbox", "radio",
})  # fmt: skip
CONTROLS: Final = frozenset({"input", "textarea", "select"})


def filled_in(element: Any) -> str:
    """Return what stands in a control; lines of a text area stay lines."""
    if element.tag == "textarea":
        return f"\n{element.text or ''}\n"
    if element.tag == "select":
        return f" {'; '.join(_chosen(element))} "
    if kind_of_input(element) in _NO_TEXT:
        return ""
    return f" {element.get('value') or ''} "


def _chosen(element: Any) -> Iterator[str]:
    """Yield the options chosen.

    Where none is, a browser shows the first; that is nobody's choice, so its box cannot
    be read, unless it only asks to choose.
    """
    options = list(element.iter("option"))
    chosen = [each for each in options if each.get("selected") is not None]
    for each in chosen:
        yield _words(each)
    if chosen or not options or element.get("multiple") is not None:
        return
    first = options[0]
    if first.get("value") == "" or first.get("disabled") is not None:
        yield EMPTY
    else:
        yield f"{UNREADABLE} {_words(first)}"


def _words(option: Any) -> str:
    return " ".join((option.get("label") or "".join(option.itertext())).split())


def opens_part(button: Any) -> bool:
    """Return whether a button shows and hides a part of the page: then it is a label."""
    names = ("aria-expanded", "aria-controls", "aria-pressed", "data-bs-target")
    if any(button.get(name) for name in names):
        return True
    return any(each.tag in _HEADINGS for each in button.iterancestors())


_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "summary"})
