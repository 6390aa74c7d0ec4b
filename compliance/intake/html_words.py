"""The words of one part of a page: running text, boxes, controls, links."""

from dataclasses import replace
from typing import Any, Final
from urllib.parse import urljoin

from compliance.intake.footnotes import note_text
from compliance.intake.html_controls import CONTROLS, filled_in, opens_part
from compliance.intake.html_lines import Flow
from compliance.intake.html_look import Gone, Look
from compliance.intake.html_signs import (
    UNREADABLE,
    chosen_by_class,
    control_sign,
    drawn_sign,
    icon_sign,
)
from compliance.intake.html_state import PageState

_PICTURES: Final = frozenset({"img", "svg", "picture"})
_LINKS: Final = ("http://", "https://", "mailto:", "ftp://")


class Words:
    """What a walk does inside a paragraph; what is more than that it leaves open."""

    def __init__(self, page: PageState, path: str) -> None:
        """Take what the page shares, and the path of the part that is walked."""
        self._page = page
        self._path = path
        self._flow = self._fresh()

    def _element(self, element: Any, around: Look) -> None:
        raise NotImplementedError

    def _fresh(self) -> Flow:
        path = self._path or f"paragraph {self._page.parts + 1}"
        return Flow(self._page.source, self._page.here(path))

    def _inside(self, element: Any, look: Look) -> None:
        self._text(element.text, look, self._page.line(element))
        for child in element:
            if isinstance(child.tag, str):
                self._element(child, look)
            elif (child.text or "").strip():
                self._page.counts["comment"] += 1
            self._text(child.tail, look, 0)

    def _text(self, text: str | None, look: Look, line: int) -> None:
        if text and look.unseen:
            self._page.not_seen(text, line)
        elif text:
            self._flow.add(text, look, line)

    def _gone(self, element: Any, why: Gone) -> None:
        words = "".join(element.itertext())
        if why is Gone.STRUCK:
            self._page.counts["struck"] += bool(words.strip())
        else:
            self._page.not_seen(words, self._page.line(element))

    def _note(self, link: Any, look: Look) -> None:
        """Take the words of a note at the foot of the page where it is referred to."""
        words = "".join(link.itertext()).strip("[]() ")
        said = note_text(self._page.notes[link])
        mark = self._page.source.cursor
        self._text(f"[{words}: {said}]" if said else f"[{words}]", look, 0)
        self._page.source.cursor = mark

    def _is_sign(self, element: Any, look: Look) -> bool:
        """Take an element that is a box, a control or a picture; else return false."""
        sign = control_sign(element)
        if sign is not None:
            self._sign(sign, element, look)
            name = element.get("aria-label")
            if name and _has_no_words_beside(element):
                self._text(name, look, 0)
            return bool(element.tag == "input")
        if element.tag in CONTROLS:
            keeps = replace(look, keeps_lines=element.tag == "textarea")
            self._text(filled_in(element), keeps, self._page.line(element))
            return True
        if element.tag in _PICTURES:
            drawn = drawn_sign(element)
            self._page.counts["picture"] += drawn is None and element.tag != "svg"
            self._sign(drawn or "", element, look)
            return True
        before = self._page.looks.text_before(element)
        icon = icon_sign(element, before)
        if icon is not None:
            self._sign(icon, element, look)
            return True
        if before.strip():
            self._text(before, look, self._page.line(element))
        elif chosen_by_class(element) and element.tag != "li":
            self._sign(UNREADABLE, element, look)
        return False

    def _sign(self, sign: str, element: Any, look: Look) -> None:
        if sign and not look.unseen:
            self._flow.sign(sign, self._page.line(element))

    def _inline(self, element: Any, look: Look) -> None:
        tag = element.tag
        if tag == "button" and not opens_part(element):
            return
        if tag == "a":
            self._link((element.get("href") or "").strip())
        power = tag == "sup" and element.find(".//a") is None
        if power and self._flow.line[-1:].isdigit():
            self._text("^", look, 0)
        self._text("“" if tag == "q" else "", look, 0)
        self._inside(element, look)
        self._text("”" if tag == "q" else "", look, 0)
        if tag in ("label", "output"):
            self._flow.stop()

    def _link(self, href: str) -> None:
        if href.startswith(_LINKS):
            self._flow.links.setdefault(href)
        elif href and self._page.base and not href.startswith("#"):
            self._flow.links.setdefault(urljoin(self._page.base, href))


def _has_no_words_beside(element: Any) -> bool:
    """Return whether a box has no words in it, behind it or in what follows."""
    beside = "".join(element.itertext()) + (element.tail or "")
    return not beside.strip() and element.getnext() is None
