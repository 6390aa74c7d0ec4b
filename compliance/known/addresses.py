"""Web addresses in running text, joined where a line broke them."""

import re
from dataclasses import dataclass
from typing import Final

_START: Final = re.compile(
    r"https?://|(?<![\w.@/-])(?:www\.(?=\w)"
    r"|(?:(?:www\.)?(?:huggingface\.co|hf\.co|github\.com|kaggle\.com|zenodo\.org)/))",
    re.IGNORECASE,
)
_RUN: Final = re.compile(r"[^\s<>\"“”„«»|`\\^{}\u2022\u25e6]+")
_BLANKS: Final = re.compile(r"\s*")
_NEXT: Final = re.compile(r"(?<![/=])https?://", re.IGNORECASE)
_INVISIBLE: Final = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_PATH: Final = re.compile(r"[\w.~%&=?#+-]+(?:/[\w.~%&=?#:+-]*)*", re.ASCII)
_FILE_TAIL: Final = re.compile(r"\w{0,12}\.(?:pdf|html?|csv|json|txt|docx?|xlsx?|md)\b")
_HUB_START: Final = re.compile(
    r"(?:huggingface\.co|hf\.co)/(?:datasets/(?:[\w.-]+/)?|[\w.-]+/)?\Z"
)
_CLOSING: Final = ".,;:!?'’*…"
_HUB: Final = re.compile(
    r"https?://(?:www\.)?(?:huggingface\.co|hf\.co)/datasets/([\w.-]+(?:/[\w.-]+)?)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Address:
    """A web address in a text, whole, and where it stands."""

    url: str
    start: int
    end: int


def addresses(text: str, links: tuple[str, ...] = ()) -> tuple[Address, ...]:
    r"""Return the web addresses in `text`, in order.

    An address that a line break cut goes on in the next line where it ends in a
    sign that cannot end one, or as `links` (the addresses behind the words) say.
    Closing punctuation is no part of it.

    >>> [a.url for a in addresses("See hf.co/datasets/elm/birch-\n  texts: (x)")]
    ['https://hf.co/datasets/elm/birch-texts']
    """
    found: list[Address] = []
    position = 0
    while match := _START.search(text, position):
        end = _end(text, match.start())
        for link in links:
            end = max(end, _printed(text, match.start(), link))
        address = _address(text, match.start(), end)
        position = max(address.end, match.end())
        if len(address.url) > len("https://"):
            found.append(address)
    return tuple(found)


def hub_id(url: str) -> str:
    """Return the dataset id in a dataset hub's address, or an empty text.

    >>> hub_id("https://hf.co/datasets/elm/birch-texts/tree/main")
    'elm/birch-texts'
    """
    match = _HUB.match(url)
    return match.group(1).rstrip(".") if match else ""


def bare(url: str) -> str:
    """Return `url` without scheme, ``www.`` and what follows the path, folded."""
    without = re.sub(r"^(?:https?://)?(?:www\.)?", "", url.casefold())
    return re.split(r"[?#]", without, maxsplit=1)[0].rstrip("/")


def _address(text: str, start: int, end: int) -> Address:
    while end > start and _closes(text[start:end]):
        end -= 1
    printed = re.sub(r"\s+", "", text[start:end])
    url = _INVISIBLE.sub("", printed).replace("\ufffe", "-")
    scheme = "" if url.casefold().startswith("http") else "https://"
    return Address(scheme + url, start, end)


def _closes(printed: str) -> bool:
    last = printed[-1]
    unopened = last in ")]" and not _opens(printed)
    return (
        last in _CLOSING or last.isspace() or unopened or bool(_INVISIBLE.match(last))
    )


def _opens(url: str) -> bool:
    return url.count("(") >= url.count(")") and url.count("[") >= url.count("]")


def _end(text: str, start: int) -> int:
    run = _RUN.match(text, start)
    end = run.end() if run else start
    for _ in range(8):  # an address over more lines is none
        if second := _NEXT.search(text, start + 8, end):
            return second.start()
        blanks = _BLANKS.match(text, end)
        onward = blanks.end() if blanks else end
        following = _RUN.match(text, onward)
        if onward == end or not following:
            return end
        gap = text[end:onward]
        if not _goes_on(text[start:end], gap, following.group()):
            return end
        end = following.end()
    return end


def _goes_on(url: str, gap: str, token: str) -> bool:
    path = _PATH.match(token)
    if path is None or gap.count("\n") > 1:
        return False
    if url.endswith("://"):
        return "." in path.group()
    if re.match(r"https?:|www\.", token, re.IGNORECASE):
        return False
    if url[-1] in "-_=&?%~\ufffe":
        return token[0].isalnum()
    if url[-1] == "/":
        return _fills_path(url, path.group())
    tail = _FILE_TAIL.match(token)
    # Inside a word: only a line break, and only into what can be no word.
    return "\n" in gap and (bool(tail) or token.count("-") > 2) and "/" in url[8:]


def _fills_path(url: str, path: str) -> bool:
    odd = "/" in path.rstrip("/:") or path.count("-") > 1 or "_" in path
    if _HUB_START.search(url) is None:
        return odd or _FILE_TAIL.fullmatch(path) is not None
    if "/datasets/" in url and not url.endswith("/datasets/"):
        return True
    return odd or bool(re.search(r"[a-z]\d|\d[a-zA-Z]|\w-\w|[a-z][A-Z]", path))


def _printed(text: str, start: int, link: str) -> int:
    """Return where the whole of `link` ends in `text` at `start`, or 0."""
    position = start
    for sign in link:
        while position < len(text) and (
            text[position].isspace() or _INVISIBLE.match(text[position])
        ):
            position += 1
        if position == len(text):
            return 0
        if text[position] != sign and (text[position], sign) != ("\ufffe", "-"):
            return 0
        position += 1
    return position
