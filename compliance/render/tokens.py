"""The Markdown of a report as tokens, shaped for a page: ids, tables, badges."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any, Final

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from compliance.render.words import (
    LEVEL_WORDS,
    OUTCOME_WORDS,
    SEVERITY_WORDS,
    STATE_WORDS,
    TERM_WORDS,
)

_OWN_HTML: Final = re.compile(r'<a id="([A-Za-z0-9._-]+)"></a>|<br>')
_SCHEMES: Final = re.compile(r"https?://|mailto:|#")
_NOT_IN_SLUG: Final = re.compile(r"[^\w\- ]")
# Of all columns only these hold words of ours, which never name a song.
_BADGES: Final = {
    "outcome": frozenset(OUTCOME_WORDS.values()),
    "severity": frozenset(SEVERITY_WORDS.values()),
    "state": frozenset(STATE_WORDS.values()),
    "level": frozenset((*LEVEL_WORDS.values(), *TERM_WORDS.values())),
    "word": frozenset((*LEVEL_WORDS.values(), *OUTCOME_WORDS.values())),
    "of-a-term": frozenset(TERM_WORDS.values()),
}
# Ids of the page around the report, and of its picture.
_RESERVED: Final = (
    "content",
    "chart-title",
    "chart-desc",
    "fill-gap",
    "fill-undetermined",
)
_UNUSED: Final = (
    "autolink",
    "code",
    "fence",
    "html_block",
    "html_inline",
    "image",
    "lheading",
    "reference",
)


def parser() -> MarkdownIt:
    """Return a parser for our own Markdown: raw HTML off, web addresses bounded.

    Of HTML it knows the two constructs `to_markdown` writes; submitted text
    cannot hold them, because its ``<`` is escaped.
    """
    known = MarkdownIt("js-default")
    known.disable(list(_UNUSED))
    known.inline.ruler.before("escape", "own_html", _own_html)
    known.renderer.rules["anchor"] = _anchor  # type: ignore[attr-defined]
    known.validateLink = _is_allowed  # type: ignore[method-assign]
    return known


def _is_allowed(url: str) -> bool:
    return _SCHEMES.match(url) is not None


def _anchor(tokens: Sequence[Token], index: int, _options: Any, _env: Any) -> str:
    return f'<a id="{tokens[index].meta["id"]}"></a>'


def _own_html(state: StateInline, silent: bool) -> bool:
    found = _OWN_HTML.match(state.src, state.pos)
    if found is None:
        return False
    if not silent:
        token = state.push("anchor" if found.group(1) else "hardbreak", "", 0)
        token.meta = {"id": found.group(1) or ""}
    state.pos = found.end()
    return True


def slug(text: str) -> str:
    """Return the fragment under which a viewer of Markdown finds a heading.

    >>> slug("Every rule and its outcome"), slug("1.1 Provider (a)")
    ('every-rule-and-its-outcome', '11-provider-a')

    Source: GitHub's heading anchors, as its users know them.
    """
    return _NOT_IN_SLUG.sub("", text.strip().lower()).replace(" ", "-")


@dataclass(slots=True)
class Heading:
    """One heading of the page, for its table of contents."""

    level: int
    id: str
    text: str


@dataclass(slots=True)
class Shaper:
    """Walks the tokens once; keeps what the page needs to know of them."""

    headings: list[Heading] = field(default_factory=list)
    _used: set[str] = field(default_factory=lambda: set(_RESERVED))
    _columns: list[str] = field(default_factory=list)
    _column: int = 0

    def shape(self, tokens: Sequence[Token]) -> Iterator[Token]:
        """Yield the tokens with ids, wrappers, classes and badges."""
        self._used |= _anchors(tokens)
        for number, token in enumerate(tokens):
            following = tokens[number + 1] if number + 1 < len(tokens) else token
            match token.type:
                case "heading_open":
                    self._heading(token, following)
                case "table_open":
                    self._columns = []
                    token.attrSet("class", f"columns-{_width(tokens, number)}")
                    yield raw(self._table_open())
                case "tr_open":
                    self._column = 0
                    _take_anchor(token, tokens[number + 2])
                case "th_open" | "td_open":
                    self._cell(token, following)
                case "bullet_list_open" if token.level == 0 and self._chapter("what"):
                    token.attrJoin("class", "findings")
                case "list_item_open":
                    _take_anchor(token, tokens[number + 2])
                    if token.level == 1 and self._chapter("what"):
                        tokens[number + 1].hidden = False
                        tokens[number + 1].attrJoin("class", "message")
                        tokens[number + 3].hidden = False
                case "inline":
                    _mark_links(token)
            yield token
            if token.type == "table_close":
                yield raw("</div>")

    def _chapter(self, start: str) -> bool:
        chapters = [each.id for each in self.headings if each.level == 2]
        return bool(chapters) and chapters[-1].startswith(f"{start}-to-do")

    def _heading(self, token: Token, content: Token) -> None:
        text = plain(content)
        base = slug(text) or "section"
        name, seen = base, 0
        while name in self._used:
            seen += 1
            name = f"{base}-{seen}"
        self._used.add(name)
        token.attrSet("id", name)
        self.headings.append(Heading(int(token.tag[1:]), name, text))

    def _table_open(self) -> str:
        label = self.headings[-1].text if self.headings else "Table"
        return (
            '<div class="table" role="region" tabindex="0" '
            f'aria-label="{escape(label)}">\n'
        )

    def _cell(self, token: Token, content: Token) -> None:
        numeric = "right" in str(token.attrs.pop("style", ""))
        if token.type == "th_open":
            self._columns.append(slug(content.content))
            token.attrSet("scope", "col")
        name = self._columns[self._column]
        self._column += 1
        token.attrJoin("class", f"col-{name}{' num' if numeric else ''}")
        word = content.content
        if token.type == "td_open" and word in _BADGES.get(name, ()):
            content.children = [
                raw(f'<span class="badge is-{slug(word)}">{escape(word)}</span>')
            ]


def _width(tokens: Sequence[Token], table: int) -> int:
    """Return the number of columns of the table that opens at `table`."""
    columns = 0
    for token in tokens[table:]:
        if token.type == "thead_close":
            break
        columns += token.type == "th_open"
    return columns


def _anchors(tokens: Sequence[Token]) -> set[str]:
    children = (child for token in tokens for child in token.children or ())
    return {child.meta["id"] for child in children if child.type == "anchor"}


def raw(html: str) -> Token:
    """Return a token for HTML of our own making."""
    return Token("html_block", "", 0, content=html)


def plain(content: Token) -> str:
    """Return the text of an inline token without its marks."""
    return "".join(child.content for child in content.children or ())


def _take_anchor(holder: Token, content: Token) -> None:
    """Move a leading anchor of `content` onto the row or list item around it."""
    children = content.children or []
    if children and children[0].type == "anchor":
        holder.attrSet("id", children[0].meta["id"])
        content.children = children[1:]


def _mark_links(content: Token) -> None:
    children = content.children or []
    for number, child in enumerate(children):
        if child.type != "link_open":
            continue
        address = str(child.attrGet("href"))
        if address.startswith("#"):
            continue
        child.attrSet("rel", "noopener noreferrer")
        if children[number + 1].content != address:
            child.attrJoin("class", "away")
