"""Notes at the foot of a page or file, read where they are referred to."""

import re
from typing import Any, Final

_REFERENCE: Final = re.compile(r"[\[(]?(?:\^?[\w*†‡]{1,4})[\])]?")
_NOTES: Final = frozenset({"li", "p", "div", "aside", "td", "dd"})
_DEFINITION: Final = re.compile(r" {0,3}\[\^([\w.:-]{1,40})\]:[ \t]*(.*)")
_FENCE: Final = re.compile(r" {0,3}(?:```|~~~)")


def notes_of(root: Any) -> dict[Any, Any]:
    """Return the notes that links of a page refer to, by the link.

    A link of a few signs to a place further down is a reference.
    """
    targets: dict[str, Any] = {}
    for element in root.iter():
        if isinstance(element.tag, str):
            for key in (element.get("id"), element.get("name")):
                if key:
                    targets.setdefault(key, element)
    order = {element: number for number, element in enumerate(root.iter())}
    found: dict[Any, Any] = {}
    for link in root.iter("a"):
        href = link.get("href") or ""
        note = _holder(targets.get(href[1:])) if href.startswith("#") else None
        words = "".join(link.itertext()).strip()
        if note is None or not _REFERENCE.fullmatch(words):
            continue
        if order[note] > order[link] and note not in link.iterancestors():
            found[link] = note
    return found


def _holder(element: Any) -> Any:
    while element is not None and element.tag not in _NOTES:
        element = element.getparent()
    return element


def note_text(note: Any) -> str:
    """Return the words of a note, without the links back."""
    parts = []
    for element in note.iter():
        if element.tag == "a" and (element.get("href") or "").startswith("#"):
            parts.append(element.tail or "")
        elif isinstance(element.tag, str):
            parts += [
                element.text or "",
                (element.tail or "") if element is not note else "",
            ]
    return " ".join("".join(parts).split())


def with_linked_notes(text: str) -> str:
    r"""Return Markdown with its footnotes as links and a list of notes in HTML.

    Every line stays where it is.

    >>> with_linked_notes("A[^1]\n\n[^1]: Of 2025.").split("\n")[0]
    'A<sup><a href="#fn-1">1</a></sup>'
    """
    lines = text.split("\n")
    notes: dict[str, list[str]] = {}
    open_note: list[str] | None = None
    fenced = False
    for number, line in enumerate(lines):
        fenced ^= bool(_FENCE.match(line))
        match = None if fenced else _DEFINITION.match(line)
        if match:
            open_note = notes.setdefault(match[1], [])
            open_note.append(match[2])
            lines[number] = ""
        elif open_note is not None and line.startswith(("    ", "\t")):
            open_note.append(line.strip())
            lines[number] = ""
        elif line.strip():
            open_note = None
    if not notes:
        return text
    whole = "\n".join(lines)
    for name in notes:
        link = f'<sup><a href="#fn-{name}">{name}</a></sup>'
        whole = whole.replace(f"[^{name}]", link)
    listed = "\n".join(
        f'<p id="fn-{name}">{" ".join(words)}</p>' for name, words in notes.items()
    )
    return f"{whole}\n\n{listed}\n"
