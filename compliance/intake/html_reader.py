"""A web page's bytes to a `Document`."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from compliance.frontdoor import is_web_archive, refusal
from compliance.intake.blocks import Document
from compliance.intake.css_rules import StyleRules
from compliance.intake.footnotes import notes_of
from compliance.intake.html_look import Gone, Look, Looks
from compliance.intake.html_page import filing_part, opened_parts
from compliance.intake.html_pairs import label_pairs
from compliance.intake.html_state import PageState
from compliance.intake.html_walk import Walk
from compliance.intake.markup import (
    MARKUP_READER,
    elements,
    page_of_archive,
)
from compliance.intake.source_places import SourceText
from compliance.intake.text_encoding import decoded
from compliance.model import Place

_LISTED: Final = 20


def read_document(data: bytes, name: str) -> Document:
    """Return the blocks of the web page in `data`, or of the one in an archive.

    Raises:
        InputRefusedError: it holds no text, nests too deep, or is too large.
    """
    archive = is_web_archive(data)
    if archive:
        data, charset = page_of_archive(data, name)
        if charset:
            data = f'<meta charset="{charset}">'.encode("ascii", "replace") + data
    text = decoded(data, declares=True)
    # A line of the page is no line of the archive around it.
    source = SourceText("" if archive else text.text)
    root = elements(text.text, name)
    return page_document(root, source, name, f"HTML ({MARKUP_READER})", text.notes)


def page_document(
    root: Any,
    source: SourceText,
    name: str,
    reader: str,
    notes: Sequence[str] = (),
    lines: str = "",
) -> Document:
    """Return the blocks of a page.

    Args:
        root: Its outermost element.
        source: The text of the file, in which its words have their places.
        name: The file's name.
        reader: Which reader read it.
        notes: What is known of the reading so far.
        lines: Name of the attribute that holds an element's line in the file; if
            there is none, the markup is the file.

    Raises:
        InputRefusedError: it holds no words.
    """
    part, skipped = filing_part(root)
    below = notes_of(root)
    page = PageState(
        looks=Looks(
            StyleRules(_sheets(root)),
            foreign=_has_foreign_rules(root),
            opened=opened_parts(root),
        ),
        source=source,
        pairs=label_pairs(part),
        base=_base(root),
        notes=below,
        skipped=skipped | frozenset(below.values()),
        lines=lines,
    )
    blocks = Walk(page).blocks(part, _look_of(part, page.looks))
    if not blocks:
        raise refusal(
            "html-empty", name, "holds no text", "none of its words are shown",
            "give the page as it was published; one that is made by scripts has to be saved",
        )  # fmt: skip
    found = tuple(_notes(page, part is not root.find("body")))
    return Document(blocks=blocks, reader=reader, notes=(*notes, *found))


def _sheets(root: Any) -> str:
    styles = (
        element.text or ""
        for element in root.iter("style")
        if (element.get("media") or "all").split()[0] in ("all", "screen")
    )
    return "\n".join(styles)


def _has_foreign_rules(root: Any) -> bool:
    return any("stylesheet" in (e.get("rel") or "").lower() for e in root.iter("link"))


def _base(root: Any) -> str:
    """Return the address that the page gives as its own, or empty."""
    for path in (".//base", './/link[@rel="canonical"]'):
        element = root.find(path)
        href = (element.get("href") or "").strip() if element is not None else ""
        if href.startswith(("http://", "https://")):
            return str(href)
    return ""


def _look_of(part: Any, looks: Looks) -> Look:
    """Return how words around `part` look."""
    look = Look()
    for element in reversed(list(part.iterancestors())):
        found = looks.of(element, look)
        # A page hidden as a whole is one that its scripts show.
        look = look if isinstance(found, Gone) else found
    return look


def _notes(page: PageState, partly: bool) -> Iterator[str]:
    """Yield what was seen and not read."""
    if page.unseen:
        count = len(page.unseen)
        noun = "passage" if count == 1 else "passages"
        yield (
            f"{_lined(page.unseen)}{count:,} {noun} of text that nobody sees (hidden, "
            "in the colour of its ground or off the page) not read"
        )
    for key, what in (
        ("comment", "comment"),
        ("struck", "struck-out passage"),
        ("picture", "picture"),
    ):
        count = page.counts[key]
        if count:
            yield f"{count:,} {what}{'' if count == 1 else 's'} not read"
    if page.counts["skipped"] or partly:
        yield "navigation, banners and what else stands around the text were left out"


def _lined(places: Sequence[Place]) -> str:
    lines = sorted({place.line for place in places if place.line})
    if not lines:
        return ""
    listed = ", ".join(map(str, lines[:_LISTED]))
    more = ", …" if len(lines) > _LISTED else ""
    return f"line{'s' if lines[1:] else ''} {listed}{more}: "
