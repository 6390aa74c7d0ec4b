"""Names of elements and attributes in a Word file, whichever namespace it uses.

Word writes the transitional namespaces of ISO/IEC 29500-4, other programs the strict
ones of ISO/IEC 29500-1; both are one name here, such as ``w:p``.
"""

from collections.abc import Iterator
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Final

_STRICT: Final = "http://purl.oclc.org/ooxml/"
_OPEN: Final = "http://schemas.openxmlformats.org/"
_OFFICE: Final = "http://schemas.microsoft.com/office/word/"
_URIS: Final = MappingProxyType({
    "w": (f"{_OPEN}wordprocessingml/2006/main", f"{_STRICT}wordprocessingml/main"),
    "r": (
        f"{_OPEN}officeDocument/2006/relationships",
        f"{_STRICT}officeDocument/relationships",
    ),
    "m": (f"{_OPEN}officeDocument/2006/math", f"{_STRICT}officeDocument/math"),
    "a": (f"{_OPEN}drawingml/2006/main", f"{_STRICT}drawingml/main"),
    "wp": (
        f"{_OPEN}drawingml/2006/wordprocessingDrawing",
        f"{_STRICT}drawingml/wordprocessingDrawing",
    ),
    "mc": (f"{_OPEN}markup-compatibility/2006",),
    "wps": (f"{_OFFICE}2010/wordprocessingShape",),
    "w14": (f"{_OFFICE}2010/wordml",),
    "v": ("urn:schemas-microsoft-com:vml",),
})  # fmt: skip
_PREFIXES: Final = MappingProxyType({
    uri: prefix for prefix, uris in _URIS.items() for uri in uris
})  # fmt: skip
_OFF: Final = ("0", "false", "off", "none")


@lru_cache(maxsize=4096)
def _short(tag: str) -> str:
    uri, _, local = tag[1:].rpartition("}")
    return f"{_PREFIXES.get(uri, '?')}:{local}"


@lru_cache(maxsize=512)
def _long(name: str) -> tuple[str, ...]:
    prefix, _, local = name.partition(":")
    return tuple(f"{{{uri}}}{local}" for uri in _URIS[prefix])


def name_of(element: Any) -> str:
    """Return the name of an element with its usual prefix, ``?`` for one unknown."""
    return _short(element.tag)


def child(element: Any, *names: str) -> Any | None:
    """Return the first child of the name, and of that the first of the next one."""
    found = element
    for name in names:
        found = next(children(found, name), None)
        if found is None:
            return None
    return found


def children(element: Any, name: str) -> Iterator[Any]:
    """Yield the children of a name."""
    return (each for each in element if _short(each.tag) == name)


def within(element: Any, name: str) -> Iterator[Any]:
    """Yield the elements of a name anywhere below `element`, in document order."""
    return element.iter(*_long(name))  # type: ignore[no-any-return]  # lxml is not typed


def tag_of(name: str, like: Any) -> str:
    """Return the full tag for `name`, in the namespaces that `like` is in."""
    strict = like.tag.startswith(f"{{{_STRICT}")
    return _long(name)[-1 if strict else 0]


def attribute(element: Any | None, name: str) -> str | None:
    """Return an attribute's value, ``None`` without it or without the element."""
    if element is None:
        return None
    for each in _long(name):
        value = element.get(each)
        if value is not None:
            return str(value)
    return None


def number(element: Any | None, name: str) -> int | None:
    """Return an attribute as a whole number, ``None`` if it is none."""
    text = (attribute(element, name) or "").strip()
    try:
        return int(float(text)) if len(text) < 12 else None
    except (ValueError, OverflowError):
        return None


def is_on(element: Any | None) -> bool | None:
    """Return what a switch says, ``None`` where it is not there.

    An element alone is on; ``0``, ``false``, ``off`` and ``none`` turn it off.
    """
    if element is None:
        return None
    value = attribute(element, "w:val")
    return value is None or value.lower() not in _OFF
