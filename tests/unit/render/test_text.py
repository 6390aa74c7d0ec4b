import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from compliance.render.tables import table
from compliance.render.text import (
    HIDDEN,
    anchor,
    code,
    cut,
    link,
    link_to,
    markdown_lines,
    markdown_text,
    visible,
)
from compliance.render.tokens import parser
from tests.unit.render.example import NASTY

# With raw HTML on, as most viewers have it: text must be safe there too.
VIEWERS = (MarkdownIt("commonmark").enable("table"), MarkdownIt("js-default"), parser())
MARKUP = st.text(
    alphabet="\\`*_[]<>&|~$#:!()-+=.12 \n\t\r/wW@\"'ah;x{}^%\u202e\u200b\x00\u00e9"
)
TEXTS = (
    MARKUP
    | st.text(alphabet=st.characters(exclude_categories=()))
    | st.sampled_from(NASTY)
)
TAG = re.compile(r"<[^<>]*>")


def shown(body: str) -> str:
    """Return what a reader sees of HTML, white space apart."""
    return " ".join(html.unescape(TAG.sub("", body)).split())


def expected(text: str) -> str:
    """Return what a reader should see of submitted `text`."""
    return " ".join(visible(text).split())


@pytest.mark.parametrize("viewer", VIEWERS)
@given(text=TEXTS)
def test_text_survives_rendering(viewer: MarkdownIt, text: str) -> None:
    """What a paragraph, item or heading shows is what was submitted."""
    body = viewer.render(
        f"{markdown_text(text)}\n\n- {markdown_text(text)}\n\n# x {markdown_text(text)}\n"
    )

    assert shown(body) == " ".join(
        f"{expected(text)} {expected(text)} x {expected(text)}".split()
    )
    assert not re.search(r"<(?!/?(p|ul|li|h1)>)", body)


@pytest.mark.parametrize("viewer", VIEWERS)
@given(text=TEXTS)
def test_text_survives_a_table_cell(viewer: MarkdownIt, text: str) -> None:
    """A cell holds the whole text and nothing spills into its neighbours."""
    lines = table(("One", "Two", "Three"), [(markdown_text(text), code(text), "end")])

    body = viewer.render("\n".join(lines))

    cells = [shown(cell) for cell in re.findall(r"<td>(.*?)</td>", body, re.DOTALL)]
    assert cells == [expected(text), expected(text), "end"]


@pytest.mark.parametrize("viewer", VIEWERS)
@given(text=TEXTS)
def test_code_survives_rendering(viewer: MarkdownIt, text: str) -> None:
    """What a code span shows is what was submitted, in a paragraph and an item."""
    body = viewer.render(f"x {code(text)} y\n\n- {code(text)}")

    assert shown(body) == " ".join(f"x {expected(text)} y {expected(text)}".split())


@given(TEXTS)
def test_paragraphs_survive(text: str) -> None:
    """Paragraphs are parted and otherwise read as submitted."""
    body = parser().renderInline(markdown_lines(text))

    assert shown(body.replace("<br", " <br")) == expected(text)


@given(TEXTS)
def test_labels_survive(text: str) -> None:
    """A link's label may hold anything and the link still leads where it should."""
    body = parser().renderInline(
        f"{link_to('rule', 'A-1', f'x{text}')} {link(f'x{text}', 'https://a.example/')}"
    )

    assert re.findall(r'href="([^"]*)"', body) == ["#rule-A-1", "https://a.example/"]
    assert shown(body) == " ".join(f"x{visible(text)} x{visible(text)}".split())


@given(TEXTS)
def test_nothing_hidden_stays(text: str) -> None:
    """What is shown holds no hidden character, and showing it twice changes nothing."""
    assert HIDDEN.search(visible(text)) is None
    assert visible(visible(text)) == visible(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\u202eb", "a«U+202E»b"),
        ("a\u2066b", "a«U+2066»b"),
        ("a\u200bb", "a«U+200B»b"),
        ("a\u00adb", "a«U+00AD»b"),
        ("a\ufeffb", "a«U+FEFF»b"),
        ("a\x85b", "a«U+0085»b"),
        ("a\u2028b", "a«U+2028»b"),
        ("a\ud83db", "a«U+D83D»b"),
        ("a\uffffb", "a«U+FFFF»b"),
        ("a\U000e0041b", "a«U+E0041»b"),
        ("a\U0001fffeb", "a«U+1FFFE»b"),
        ("e\u0301", "é"),
        ("a\r\nb\rc\td\u00a0e", "a\nb\nc\td\u00a0e"),
        ("⚠\ufe0f ✅ 日本 ﷺ", "⚠\ufe0f ✅ 日本 ﷺ"),
    ],
)
def test_visible(text: str, expected: str) -> None:
    """Hidden characters are spelt out, the others stay."""
    assert visible(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "- x",
        "+ x",
        "= x",
        "1. x",
        "1) x",
        "12345. x",
        "---",
        "===",
        "1.",
        "    x",
        "> x",
        "<script",
        "<div x",
        "<?x",
        "<!-- x",
    ],
)
def test_no_block_begins(text: str) -> None:
    """Text at the start of a line begins no list, rule, quote, code or heading."""
    body = VIEWERS[0].render(f"para\n{markdown_text(text)}\n")

    assert body.count("<") == 2


@pytest.mark.parametrize(
    "text", ["2.3.h", "a_b_c", "1.5 x", "x - y", "http: //", "5) "]
)
def test_plain_text_stays_readable(text: str) -> None:
    """Text that means nothing in Markdown is not cluttered with backslashes."""
    assert markdown_text(text).count("\\") == (text == "5) ")


def test_bare_addresses_are_broken() -> None:
    """A viewer that links bare web addresses finds none in submitted text."""
    assert markdown_text("http://a.example www.a.example") == (
        r"http\://a.example www\.a.example"
    )


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "https://a b",
        "https://a>",
        "//a",
        "https://é",
    ],
)
def test_only_web_addresses_become_links(url: str) -> None:
    """An address that is not plain http or https is shown and leads nowhere."""
    body = parser().renderInline(link("x", url))

    assert "<a" not in body
    assert shown(body) == f"x ({url})"


def test_address_keeps_its_characters() -> None:
    """Entities and bars in an address survive Markdown and a table cell."""
    cells = [(link("x", "https://a.example/?a=1&copy;=2|3"),)]

    body = parser().render("\n".join(table(("Address",), cells)))

    assert 'href="https://a.example/?a=1&amp;copy;=2%7C3"' in body


def test_anchor_holds_no_markup() -> None:
    """An anchor is safe whatever the thing is called."""
    assert anchor("rule", 'A"><b>é') == '<a id="rule-A---b--"></a>'


@pytest.mark.parametrize(
    ("limit", "expected"),
    [(3, "abc"), (2, "ab… 1 more characters, whole in the JSON report")],
)
def test_cuts_are_marked(limit: int, expected: str) -> None:
    """A text of exactly the limit is whole; one more character is counted."""
    assert cut("abc", limit) == expected


def test_tables_are_capped_in_the_open() -> None:
    """Rows beyond the limit are counted beneath the table."""
    lines = list(table(("A",), ((str(n),) for n in range(502))))

    assert len([each for each in lines if each.startswith("| ")]) == 502
    assert "… 2 more rows, all in the JSON report and the workbook." in lines
