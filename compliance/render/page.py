"""One self-contained HTML page, made from Markdown of ours."""

import base64
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Final

from markdown_it.token import Token

from compliance.render.script import JS
from compliance.render.style import CSS
from compliance.render.text import visible
from compliance.render.tokens import Heading, Shaper, parser, raw

_NOTHING: Final[Mapping[str, str]] = {}


def page(
    markdown: str,
    *,
    title: str,
    footer: str,
    pictures: Mapping[str, str] = _NOTHING,
    beneath: Mapping[str, str] = _NOTHING,
    css: str = CSS,
    script: str = JS,
) -> bytes:
    """Return the Markdown of a report as one self-contained HTML file.

    The page asks for nothing: its policy allows only the style and script it
    holds, and it reads whole without the script. Same input, same bytes.

    Args:
        markdown: As the functions of `compliance.render.text` make it; what stands
            before its first heading of the second level is the page's header.
        title: Of the window; any text.
        footer: One line; any text.
        pictures: Chapter, by the id of its heading, to the HTML that stands above
            its first table.
        beneath: Entry of a list, by its id, to the HTML that stands at its end.
        css: The style sheet.
        script: The script.
    """
    known = parser()
    shaper = Shaper()
    tokens = list(shaper.shape(known.parse(markdown)))
    first = _start_of(tokens, "h2")
    whole = list(_with_ends(tokens[first:], beneath))
    chapters = list(_chapters(whole, dict(pictures)))
    parts = (
        *_head(title, css, script),
        '<body>\n<a class="skip" href="#content">Skip to the report</a>\n',
        '<div class="page">\n<header>\n',
        known.renderer.render(tokens[:first], known.options, {}),
        '</header>\n<div class="body">\n',
        *_contents(shaper.headings),
        '<main id="content">\n',
        known.renderer.render(chapters, known.options, {}),
        "</main>\n</div>\n",
        f"<footer>{escape(footer)}</footer>\n</div>\n",
        f"<script>{script}</script>\n</body>\n</html>\n",
    )
    return "".join(parts).encode()


def _head(title: str, css: str, script: str) -> Iterator[str]:
    policy = (
        f"default-src 'none'; style-src '{_hash(css)}'; script-src '{_hash(script)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
    yield '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    yield '<meta name="referrer" content="no-referrer">\n'
    yield '<link rel="icon" href="data:,">\n'
    yield f"<title>{escape(visible(title))}</title>\n"
    yield f"<style>{css}</style>\n</head>\n"


def _hash(inline: str) -> str:
    digest = hashlib.sha256(inline.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"


def _contents(headings: Sequence[Heading]) -> Iterator[str]:
    """Yield the table of contents: chapters, and the severities of what to do."""
    yield '<nav class="contents" aria-label="Contents">\n<p>Contents</p>\n<ul>\n'
    open_item = False
    nested: list[str] = []
    for each in (*headings, None):
        if each is None or each.level == 2:
            if open_item:
                inner = f"<ul>{''.join(nested)}</ul>" if nested else ""
                yield f"{inner}</li>\n"
            nested = []
            if each is not None:
                yield f"<li>{_entry(each)}"
                open_item = True
        elif each.level == 3:
            nested.append(f"<li>{_entry(each)}</li>")
    yield "</ul>\n</nav>\n"


def _entry(heading: Heading) -> str:
    return f'<a href="#{escape(heading.id)}">{escape(heading.text)}</a>'


def _chapters(tokens: Sequence[Token], pictures: dict[str, str]) -> Iterator[Token]:
    """Yield the tokens with a section around every chapter, and the pictures."""
    chapter = ""
    for token in tokens:
        if token.type == "heading_open" and token.tag == "h2":
            if chapter:
                yield raw("</section>\n")
            chapter = str(token.attrGet("id"))
            yield raw(f'<section class="{escape(chapter)}">\n')
        if token.content.startswith('<div class="table"') and chapter in pictures:
            yield raw(pictures.pop(chapter))
        yield token
    yield raw("</section>\n")


def _with_ends(tokens: Sequence[Token], beneath: Mapping[str, str]) -> Iterator[Token]:
    """Yield the tokens, with what stands at the end of each entry of a list."""
    open_items: list[str] = []
    for token in tokens:
        if token.type == "list_item_open":
            open_items.append(str(token.attrGet("id") or ""))
        elif token.type == "list_item_close" and (end := beneath.get(open_items.pop())):
            yield raw(end)
        yield token


def _start_of(tokens: Sequence[Token], tag: str) -> int:
    return next(
        number
        for number, token in enumerate(tokens)
        if token.type == "heading_open" and token.tag == tag
    )
