"""The report as one HTML file, made from its Markdown."""

import base64
import hashlib
from collections.abc import Iterator, Sequence
from html import escape
from typing import Final

from markdown_it.token import Token

from compliance.model import GapReport, Outcome
from compliance.render.chart import coverage_chart
from compliance.render.markdown import to_markdown
from compliance.render.script import JS
from compliance.render.style import CSS
from compliance.render.text import visible
from compliance.render.tokens import Heading, Shaper, parser, raw
from compliance.render.words import (
    OUTCOME_WORDS,
    SEVERITY_WORDS,
    percent,
)


def to_html(report: GapReport) -> bytes:
    """Return the report as one self-contained HTML file.

    Made from the Markdown, so the two never say different things; the cards and
    the picture repeat figures of its tables. The page asks for nothing: its
    policy allows only the style and script it holds, and it reads whole without
    the script. Same report, same bytes.
    """
    known = parser()
    shaper = Shaper()
    tokens = list(shaper.shape(known.parse(to_markdown(report).decode())))
    first = _start_of(tokens, "h2")
    chapters = list(_chapters(tokens[first:], report))
    parts = (
        *_head(report),
        '<body>\n<a class="skip" href="#content">Skip to the report</a>\n',
        '<div class="page">\n<header>\n',
        known.renderer.render(tokens[:first], known.options, {}),
        '</header>\n<div class="body">\n',
        *_contents(shaper.headings),
        '<main id="content">\n',
        known.renderer.render(chapters, known.options, {}),
        "</main>\n</div>\n",
        f"<footer>{escape(_footer(report))}</footer>\n</div>\n",
        f"<script>{JS}</script>\n</body>\n</html>\n",
    )
    return "".join(parts).encode()


def _head(report: GapReport) -> Iterator[str]:
    policy = (
        f"default-src 'none'; style-src '{_hash(CSS)}'; script-src '{_hash(JS)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
    yield '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    yield '<meta name="referrer" content="no-referrer">\n'
    yield '<link rel="icon" href="data:,">\n'
    source = escape(visible(report.submission.source))
    yield f"<title>Gap report: {source}</title>\n"
    yield f"<style>{CSS}</style>\n</head>\n"


def _hash(inline: str) -> str:
    digest = hashlib.sha256(inline.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"


def _cards(report: GapReport) -> Iterator[str]:
    counts = report.verdict.counts
    gaps = ", ".join(
        f"{report.verdict.gaps.get(severity, 0):,} {word}"
        for severity, word in SEVERITY_WORDS.items()
    )
    yield '<dl class="cards">\n'
    for outcome, word in OUTCOME_WORDS.items():
        note = gaps if outcome is Outcome.GAP else _NOTES[outcome]
        count = f"{counts.get(outcome, 0):,}"
        yield _card(outcome.value, word.capitalize(), count, note)
    yield _card("coverage", "Coverage", percent(report.coverage), "over all sections")
    not_checked = f"{len(report.not_checked):,}"
    yield _card("not-checked", "Not checked", not_checked, "things, with reasons")
    yield "</dl>\n"


_NOTES: Final = {
    Outcome.UNDETERMINED: "could not be decided",
    Outcome.MET: "as far as a summary can",
    Outcome.NOT_APPLICABLE: "not asked",
}


def _card(kind: str, term: str, figure: str, note: str) -> str:
    return (
        f'<div class="card is-{kind}"><dt>{escape(term)}</dt>'
        f'<dd>{escape(figure)}</dd><dd class="note">{escape(note)}</dd></div>\n'
    )


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


def _chapters(tokens: Sequence[Token], report: GapReport) -> Iterator[Token]:
    """Yield the tokens with a section around every chapter, cards and picture."""
    chapter = ""
    pictures = {
        "verdict": "".join(_cards(report)),
        "coverage": _picture(report),
    }
    for token in tokens:
        if token.type == "heading_open" and token.tag == "h2":
            if chapter:
                yield raw("</section>\n")
            chapter = str(token.attrGet("id"))
            yield raw(f'<section class="{escape(chapter)}">\n')
        # The first table of these two chapters has its picture above it.
        if token.content.startswith('<div class="table"') and chapter in pictures:
            yield raw(pictures.pop(chapter))
        yield token
    yield raw("</section>\n")


def _picture(report: GapReport) -> str:
    return (
        f'<figure><div class="scroll">{coverage_chart(report)}</div>'
        "<figcaption>The same figures as in the table below.</figcaption></figure>\n"
    )


def _start_of(tokens: Sequence[Token], tag: str) -> int:
    return next(
        number
        for number, token in enumerate(tokens)
        if token.type == "heading_open" and token.tag == tag
    )


def _footer(report: GapReport) -> str:
    return (
        f"Made by compliance {report.tool_version} with rulebook "
        f"{report.regulation.id} {report.regulation.version}, "
        f"as of {report.as_of.isoformat()}."
    )
