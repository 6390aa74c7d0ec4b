"""The runs of a Word paragraph to text: what is seen on paper, and nothing else."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from compliance.intake.docx_controls import sign_of
from compliance.intake.docx_fields import Fields, link_of, symbol_of
from compliance.intake.docx_names import attribute, child, name_of
from compliance.intake.docx_package import Relation
from compliance.intake.docx_pictures import UNREADABLE, is_small, sign_in, text_boxes
from compliance.intake.docx_pieces import Piece, Text, piece_of
from compliance.intake.docx_seen import Seen
from compliance.intake.docx_styles import Properties, Styles, is_seen, run_properties
from compliance.intake.pdf_symbols import UNKNOWN, character, symbols_of

_PRESERVE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_LIGATURES: Final = re.compile("[\ufb00-\ufb06]")
_WEB: Final = re.compile(r"https?://\S", re.IGNORECASE)
# What programs of other years put first in an alternative, and is read here.
_UNDERSTOOD: Final = frozenset(
    {"wps", "wpg", "wpc", "wp14", "w14", "w15", "w16", "w16cid", "w16se", "wpi"}
)
_SIGNS: Final = {
    "w:tab": "\t", "w:ptab": "\t", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "-",
}  # fmt: skip


class Runs:
    """Reads the runs of one part's paragraphs, in their order."""

    def __init__(
        self,
        styles: Styles,
        relations: Mapping[str, Relation],
        seen: Seen,
        authors: Mapping[str, str],
    ) -> None:
        """Take what the runs are read with.

        Args:
            styles: The styles of the file.
            relations: What the part says of others, by id.
            seen: Where what is no text is counted.
            authors: By id, who wrote a comment.
        """
        self._styles = styles
        self._relations = relations
        self._seen = seen
        self._authors = authors
        self._fields = Fields()
        self._commented: set[str] = set()
        self._text = Text()
        self._base: Properties = {}
        self._grounds: tuple[str | None, ...] = ()
        self._link = ""
        self._last = ""
        self._takes: Mapping[str, Callable[[Any], None]] = {
            "w:r": self._run,
            "w:ins": self._inserted,
            "w:moveTo": self._inserted,
            "w:del": self._deleted,
            "w:moveFrom": self._deleted,
            "w:hyperlink": self._hyperlink,
            "w:fldSimple": self._simple_field,
            "w:commentRangeStart": self._comment,
            "w:commentReference": self._comment,
            "mc:AlternateContent": self._alternative,
            "w:drawing": self._drawing,
            "w:pict": self._drawing,
            "w:object": self._object,
            "w:fldChar": self._mark,
            "w:instrText": lambda each: self._fields.instruct(each.text or ""),
            "w:t": self._words,
            "m:t": self._words,
            "w:sym": lambda each: self._sign(sign_of(each)),
            "w:footnoteReference": self._footnote,
            "w:endnoteReference": self._footnote,
            "w:rt": lambda each: None,
            "w:delText": lambda each: None,
        }
        self._look: Properties = {}

    def read(
        self,
        paragraph: Any,
        base: Properties,
        grounds: Iterable[str | None],
        into: Text,
    ) -> None:
        """Add what the runs of a paragraph hold to `into`.

        Args:
            paragraph: ``w:p``.
            base: How its text looks where a run says nothing.
            grounds: The colours behind it, nearest first.
            into: Where pieces, links, text boxes and footnotes are added.
        """
        self._text, self._base, self._grounds = into, base, tuple(grounds)
        self._look, self._last = base, ""
        self._each(paragraph)
        self._fields.end_paragraph()

    def _each(self, element: Any) -> None:
        for part in element:
            name = name_of(part)
            take = self._takes.get(name)
            if take is not None:
                take(part)
            elif name in _SIGNS:
                self._sign(_SIGNS[name])
            elif not name.endswith("Pr"):
                # A wrapper, such as a content control or a smart tag.
                self._each(part)

    def _run(self, run: Any) -> None:
        own = run_properties(child(run, "w:rPr"))
        named = child(run, "w:rPr", "w:rStyle")
        style: Properties = {}
        if named is not None:
            style = self._styles.named(attribute(named, "w:val")).run
        self._look = {**self._base, **style, **own}
        self._each(run)
        self._look = self._base

    def _words(self, element: Any) -> None:
        text = element.text or ""
        if element.get(_PRESERVE) != "preserve":
            text = text.strip()
        self._add(text.replace("\n", " "), self._look.get("font") or "")

    def _sign(self, sign: str) -> None:
        self._add(sign, "")

    def _add(self, text: str, font: str) -> None:
        """Add text, if the fields it stands in show it."""
        if text and self._fields.shown:
            self._fields.note_text()
            self._put(text, font)

    def _put(self, text: str, font: str) -> None:
        """Add text as it is printed, if it is seen."""
        text = _printed(text, font)
        if text.strip() and not is_seen(self._look, self._grounds):
            self._skipped("hidden")
            return
        if text.strip() and self._look.get("struck"):
            self._skipped("struck")
            self._text.pieces.append(Piece("", cut=True))
            return
        if text.strip():
            self._last = ""
        if UNKNOWN in text:
            self._seen.count("unknown")
        link = self._link or self._fields.link
        if _WEB.match(link) and link not in self._text.links:
            self._text.links.append(link)
        piece = piece_of(text, self._look, is_link=bool(link))
        self._text.pieces.append(piece)

    def _skipped(self, what: str) -> None:
        """Count a passage of `what`; runs of one kind in a row are one passage."""
        if self._last != what:
            self._seen.count(what)
        self._last = what

    def _inserted(self, element: Any) -> None:
        if len(element):
            self._seen.count("insertion", attribute(element, "w:author"))
        self._each(element)

    def _deleted(self, element: Any) -> None:
        if len(element):
            self._seen.count("deletion", attribute(element, "w:author"))

    def _hyperlink(self, element: Any) -> None:
        relation = self._relations.get(attribute(element, "r:id") or "")
        before = self._link
        if relation is not None and relation.outside:
            self._link = relation.target
        self._each(element)
        self._link = before

    def _simple_field(self, element: Any) -> None:
        instruction = attribute(element, "w:instr") or ""
        before = self._link
        self._link = link_of(instruction) or before
        if len(element):
            self._each(element)
        else:
            self._sign(symbol_of(instruction))
        self._link = before

    def _mark(self, element: Any) -> None:
        sign = self._fields.mark(element)
        if sign:
            self._put(sign, "")

    def _comment(self, element: Any) -> None:
        identity = attribute(element, "w:id") or ""
        if identity not in self._commented:
            self._commented.add(identity)
            self._seen.count("comment", self._authors.get(identity))

    def _alternative(self, element: Any) -> None:
        """Take the one branch that is shown."""
        fallback = child(element, "mc:Fallback")
        for branch in element:
            wanted = set(str(branch.get("Requires", "")).split())
            if name_of(branch) == "mc:Choice" and wanted <= _UNDERSTOOD:
                self._each(branch)
                return
        if fallback is not None:
            self._each(fallback)

    def _drawing(self, element: Any) -> None:
        contents = list(text_boxes(element))
        small = is_small(element)
        if small:
            self._sign(sign_in(element))
        elif contents:
            self._text.boxes += contents
        else:
            self._text.pictures += 1
        if not contents:
            self._seen.count("picture")

    def _object(self, element: Any) -> None:
        self._seen.count("object")
        if is_small(element) or child(element, "w:control") is not None:
            self._sign(UNREADABLE)
        else:
            self._text.pictures += 1

    def _footnote(self, element: Any) -> None:
        kind = name_of(element).removesuffix("Reference")
        self._text.footnotes.append(f"{kind} {attribute(element, 'w:id')}")


def _printed(text: str, font: str) -> str:
    """Return text as it is printed: signs of symbol fonts, no unseen characters."""
    signs = symbols_of(font) if font else None
    if signs is None and text.isprintable() and not _LIGATURES.search(text):
        return text
    return "".join(
        c if c in "\n\t" else character(ord(c), signs) for c in text
    )  # fmt: skip
