"""Submitted text made safe to show, and shown as it is.

Everything a filing, a catalog or a context file says passes through here before
it stands in a report.
"""

import re
import unicodedata
from typing import Final

# What a reader cannot see, or sees out of order: controls, format and bidi
# characters, fillers, variation selectors but the two of everyday emoji, lone
# surrogates, private use and noncharacters. Spelt out by code point, because
# `unicodedata.category` answers otherwise in every release of Python.
_HIDDEN_RANGES: Final = (
    "\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u034f\u061c"
    "\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\u2800\u3164\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufe00-\ufe0d\ufeff\uffa0"
    "\ufff0-\ufffb\ufffe\uffff\U00013430-\U00013440\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff\U000f0000-\U0010ffff"
)
_NONCHARACTERS: Final = "".join(
    chr(plane * 0x10000 + last) for plane in range(1, 15) for last in (0xFFFE, 0xFFFF)
)
HIDDEN: Final = re.compile(f"[{_HIDDEN_RANGES}{_NONCHARACTERS}]")

# An underscore before a letter or digit closes no emphasis, so none is made.
_SPECIAL: Final = re.compile(r"[\\`*\[\]<>&|~$#]|_(?![^\W_])|:(?=//)|(?<=[Ww]{3})\.")
_LIST_MARK: Final = re.compile(r"[-+=]|[0-9]{1,9}(?=[.)](?: |$))")
_BLANK_LINE: Final = re.compile(r"\n[^\S\n]*\n")
_TICKS: Final = re.compile("`+")
_WEB: Final = re.compile(r"https?://[!-;=?-\[\]-~]+")
_NOT_IN_ANCHOR: Final = re.compile(r"[^A-Za-z0-9._-]")


def visible(text: str) -> str:
    r"""Return `text` in NFC with every hidden character spelt out.

    Line ends become ``\n``; tabs and blanks stay.

    >>> visible("pay\N{RIGHT-TO-LEFT OVERRIDE}lap\x00\r\n")
    'pay«U+202E»lap«U+0000»\n'
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return HIDDEN.sub(
        lambda found: f"«U+{ord(found.group()):04X}»",
        unicodedata.normalize("NFC", lines),
    )


def cut(text: str, limit: int) -> str:
    """Return `text`, or its first `limit` characters and how many are left out.

    >>> cut("abcdef", 4)
    'abcd… 2 more characters, whole in the JSON report'
    >>> cut("abcd", 4)
    'abcd'
    """
    left_out = len(text) - limit
    if left_out <= 0:
        return text
    return f"{text[:limit]}… {left_out:,} more characters, whole in the JSON report"


def markdown_text(text: str) -> str:
    r"""Return Markdown that shows `text`, on one line, and does nothing else.

    Holds at the start of a line, in a heading, in a list and in a table cell.
    White space becomes single blanks. Web addresses are broken so that a viewer
    which links bare addresses does not.

    >>> print(markdown_text("1. <b>*Hi*</b> | [x](javascript:alert)"))
    1\. \<b\>\*Hi\*\</b\> \| \[x\](javascript:alert)

    Source: CommonMark 0.31.2, section 2.4; GitHub Flavored Markdown 0.29, 4.10.
    """
    line = " ".join(visible(text).split())
    escaped = _SPECIAL.sub(lambda found: "\\" + found.group(), line)
    mark = _LIST_MARK.match(escaped)
    if mark is None:
        return escaped
    # A digit takes no backslash; the dot or bracket after it does.
    before = mark.end() if mark.group().isdigit() else 0
    return f"{escaped[:before]}\\{escaped[before:]}"


def markdown_lines(text: str) -> str:
    r"""Return `text` as `markdown_text` does, with its paragraphs kept apart.

    >>> markdown_lines("one\ntwo\n\nthree")
    'one two<br>three'
    """
    paragraphs = _BLANK_LINE.split(visible(text))
    return "<br>".join(markdown_text(each) for each in paragraphs if each.strip())


def code(text: str) -> str:
    """Return `text` as a code span; with a ``|`` in it, as escaped text.

    A table cell and a paragraph want a ``|`` in code written differently, and
    the caller should not have to know where the span will stand.

    >>> code("a`b")
    '``a`b``'
    >>> code("")
    ''
    """
    line = " ".join(visible(text).split())
    if not line or "|" in line:
        return markdown_text(line)
    fence = "`" * (max((len(t) for t in _TICKS.findall(line)), default=0) + 1)
    blank = " " if line.startswith("`") or line.endswith("`") else ""
    return f"{fence}{blank}{line}{blank}{fence}"


def link(label: str, url: str) -> str:
    """Return a link to a web address of our own data, or `label` and the address.

    Only printable ASCII addresses over http and https become links.

    >>> link("the bill", "https://example.org/a?b&c")
    '[the bill](<https://example.org/a?b&amp;c>)'
    >>> link("x", "javascript:alert(1)")
    'x (`javascript:alert(1)`)'
    """
    if _WEB.fullmatch(url):
        target = url.replace("&", "&amp;").replace("|", "%7C")
        return f"[{markdown_text(label)}](<{target}>)"
    if not url or label == url:
        return markdown_text(label)
    return f"{markdown_text(label)} ({code(url)})"


def anchor_id(kind: str, name: str) -> str:
    """Return the id under which the `kind` called `name` is linked to.

    >>> anchor_id("rule", "HR7913-2a2A-01")
    'rule-HR7913-2a2A-01'
    """
    return f"{kind}-{_NOT_IN_ANCHOR.sub('-', name)}"


def anchor(kind: str, name: str) -> str:
    """Return the invisible target for links to the `kind` called `name`."""
    return f'<a id="{anchor_id(kind, name)}"></a>'


def link_to(kind: str, name: str, label: str) -> str:
    """Return a link, reading `label`, to the `anchor` of the same report."""
    return f"[{markdown_text(label)}](#{anchor_id(kind, name)})"
