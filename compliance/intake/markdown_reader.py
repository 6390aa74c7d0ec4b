"""Markdown's bytes to a `Document`.

It is made HTML, with the line of every part, and then read as a page: so markup inside
it, a table in HTML or a fold around several parts, is in its place.
"""

import re
from collections.abc import Sequence
from importlib.metadata import version
from typing import Any, Final

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from compliance.intake.blocks import Block, Document
from compliance.intake.footnotes import with_linked_notes
from compliance.intake.front_matter import front_matter
from compliance.intake.html_reader import page_document
from compliance.intake.markup import elements
from compliance.intake.source_places import SourceText
from compliance.intake.text_encoding import decoded

_READER: Final = f"Markdown (markdown-it-py {version('markdown-it-py')})"
# Not a name that the markup inside a file would have by chance.
LINE: Final = "data-line-of-file"
# A line that begins so is not the rest of the one before.
_BEGINS: Final = re.compile(
    r"\s*(?:[-*+•☐☒☑✓✔✗]|[\[(][ xX]?[\])]|[^\W\d_][^:.?!\n]{1,80}[:?](?:\s|$))"
)


def read_document(data: bytes, name: str) -> Document:
    """Return the blocks of the Markdown in `data`.

    Raises:
        InputRefusedError: it holds no text, nests too deep, or is too large.
    """
    text = decoded(data)
    matter = front_matter(text.text, name)
    page = _page(matter.rest)
    root = elements(page, name)
    document = page_document(
        root, SourceText(text.text), name, _READER, (*text.notes, *matter.notes), LINE
    )
    blocks: tuple[Block, ...] = (*document.blocks, *matter.blocks)
    return Document(blocks=blocks, reader=document.reader, notes=document.notes)


def _page(text: str) -> str:
    markdown = MarkdownIt("commonmark", {"html": True}).enable(
        ["table", "strikethrough"]
    )
    markdown.renderer = _Renderer()
    return f"<html><body>{markdown.render(with_linked_notes(text))}</body></html>"


class _Renderer(RendererHTML):
    """HTML with the line of each part, and line breaks where a new entry begins."""

    def renderToken(  # noqa: N802  # its name in the library
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        token = tokens[idx]
        if token.nesting == 1 and token.map:
            token.attrSet(LINE, str(token.map[0] + 1))
        return super().renderToken(tokens, idx, options, env)

    def softbreak(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        following = next((t for t in tokens[idx + 1 :] if _says(t)), None)
        if following is None:
            return "\n"
        if following.type == "strong_open" or _BEGINS.match(following.content):
            return "<br>\n"
        return "\n"

    def html_block(self, tokens: Sequence[Token], idx: int, *rest: Any) -> str:
        token = tokens[idx]
        line = token.map[0] + 1 if token.map else 0
        return f'<wbr {LINE}="{line}">{token.content}'

    def fence(self, tokens: Sequence[Token], idx: int, *rest: Any) -> str:
        token = tokens[idx]
        line = token.map[0] + 2 if token.map else 0
        return f'<pre {LINE}="{line}">{_escaped(token.content)}</pre>\n'

    def code_block(self, tokens: Sequence[Token], idx: int, *rest: Any) -> str:
        token = tokens[idx]
        line = token.map[0] + 1 if token.map else 0
        return f'<pre {LINE}="{line}">{_escaped(token.content)}</pre>\n'


def _says(token: Token) -> bool:
    return token.type != "text" or bool(token.content)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
