"""Whether and how one printed line goes on in the next."""

import itertools
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from compliance.intake.pdf_shapes import Link
from compliance.intake.pdf_text import Word, printed_lines

_BUCKET: Final = 12.0
_MOST_BUCKETS: Final = 100
_SHORT: Final = 0.4
_BULLET: Final = re.compile(r"^[•◦▪‣∙·*–—❖➢●○■□-]$|^[•◦▪‣]")
_LISTED: Final = re.compile(r"^(?:\(?\d{1,2}[.)]|\(?[a-z][.)]|\([ivx]+\))$")
_BOX_SIGNS: Final = "☐☒☑✓✔✗✘\ufffc"
_ADDRESS: Final = re.compile(r"(?:https?://|www\.)\S*$", re.IGNORECASE)
_ADDRESS_PART: Final = re.compile(r"^[\w.~:/?#@!$&'*+,;=%()-]+$")
_ADDRESS_SIGNS: Final = re.compile(
    r"[\w)][/_=?&#%~][\w(]|[a-z\d]-[a-z\d]|\.\w{2,4}\b|\d"
)
_OPEN_END: Final = ("-", "/", "_", "=", "?", "&", "#", "%", "~", ".")
# A domain that goes on in the next line keeps its hyphen.
_HOST: Final = re.compile(r"[a-z\d-]+(?:\.[a-z\d-]+)*\.[a-z]{2,}\b")
_FEW_BREAKS: Final = 4
_LETTERS: Final = re.compile(r"[^\W\d_]+")
# What is printed before a hyphen without being a word of its own.
_PREFIXES: Final = frozenset({
    "anti", "auto", "bi", "co", "cross", "de", "e", "ex", "extra", "inter", "intra",
    "macro", "meta", "micro", "mid", "mini", "mono", "multi", "non", "over", "para",
    "poly", "post", "pre", "pro", "pseudo", "quasi", "re", "self", "semi", "sub",
    "super", "trans", "ultra", "un", "under", "uni",
})  # fmt: skip
_LEFT_OUT: Final = frozenset({
    "and", "or", "to", "und", "oder", "bzw", "et", "ou", "y", "o", "e", "i", "lub",
    "oraz", "en", "of",
})  # fmt: skip


class LinkMap:
    """The links of a page by height, so that few are looked at for a word."""

    def __init__(self, links: Iterable[Link]) -> None:
        """Sort the links by the strips of the page they lie on."""
        self._strips: defaultdict[int, list[Link]] = defaultdict(list)
        for link in links:
            first, last = int(link.top // _BUCKET), int(link.bottom // _BUCKET)
            for strip in range(first, min(last, first + _MOST_BUCKETS) + 1):
                self._strips[strip].append(link)

    def under(self, word: Word) -> Iterator[Link]:
        """Yield the links that `word` stands on."""
        for link in self._strips.get(int(word.base // _BUCKET), ()):
            beside = word.left < link.right and link.left < word.right
            if beside and link.top < word.base < link.bottom + 1:
                yield link

    def addresses(self, words: Iterable[Word]) -> tuple[str, ...]:
        """Return the addresses behind `words`, each once, in their order."""
        return tuple(
            dict.fromkeys(link.url for word in words for link in self.under(word))
        )


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of a filing, which tell a broken word from a compound."""

    words: frozenset[str]
    compounds: frozenset[str]
    hyphenates: bool = True
    """Whether it breaks words at the ends of its lines, not only behind hyphens."""

    def breaks(self, last: str, first: str) -> bool:
        """Return whether the hyphen between the two only breaks a word.

        >>> Vocabulary(frozenset({"exception"}), frozenset()).breaks("excep-", "tion")
        True
        >>> Vocabulary(frozenset({"data", "set"}), frozenset()).breaks("data-", "set")
        False
        """
        before = _LETTERS.findall(last)
        after = _LETTERS.match(first)
        if not before or not after or not after.group().islower():
            return False
        head, tail = before[-1].casefold(), after.group()
        if f"{head}-{tail}" in self.compounds:
            return False
        if head + tail in self.words:
            return True
        if not self.hyphenates or _HOST.match(first):
            return False
        return len(head) > 1 and head not in self.words and head not in _PREFIXES


def vocabulary(pages: Iterable[Sequence[Word]]) -> Vocabulary:
    """Return the words that stand whole on the lines of `pages`."""
    words: set[str] = set()
    compounds: set[str] = set()
    ends: list[tuple[str, str]] = []
    for page in pages:
        lines = list(printed_lines(page))
        for line, following in itertools.zip_longest(lines, lines[1:]):
            broken = line[-1].text.endswith("-")
            for word in line[:-1] if broken else line:
                text = word.text.casefold()
                letters = _LETTERS.findall(text)
                words.update(letters if "-" not in text else ())
                compounds.update(f"{a}-{b}" for a, b in itertools.pairwise(letters))
            if broken and following and following[0].text[0].islower():
                ends.append((line[-1].text.casefold(), following[0].text.casefold()))
    return Vocabulary(frozenset(words), frozenset(compounds), _hyphenates(ends, words))


def _hyphenates(ends: Sequence[tuple[str, str]], words: Collection[str]) -> bool:
    """Return whether lines that end in a hyphen break words.

    One word that stands whole elsewhere shows it; else it takes several that are no
    words before their hyphen.
    """
    heads = [(_LETTERS.findall(last), _LETTERS.match(first)) for last, first in ends]
    parts = [(head[-1], tail.group()) for head, tail in heads if head and tail]
    if any(head + tail in words for head, tail in parts):
        return True
    return sum(head not in words for head, _ in parts) >= _FEW_BREAKS


def goes_on(
    line: Sequence[Word], following: Sequence[Word], urls: Sequence[str], room: float
) -> bool:
    """Return whether an address or a compound goes on in the next line.

    Args:
        line: The words of the line.
        following: Those of the next.
        urls: The addresses behind the last word of `line`, where it is a link.
        room: How much room the line has left, in points.
    """
    last, first = line[-1].text, following[0].text
    if line[-1].strong != following[0].strong:
        return False
    whole = (last + first).rstrip(".,;:)")
    if len(last) > 2 and any(whole in url and last in url for url in urls):
        return True
    if _ADDRESS.search(last):
        # An address is broken after one of its signs, or anywhere if it is too long
        # for a line of its own.
        open_end = last.endswith(_OPEN_END)
        size = line[-1].size
        fits = room > (
            following[0].right - following[0].left if open_end else 1.2 * size
        )
        return (
            not fits
            and (open_end or len(line) == 1)
            and _address_goes_on(last, following)
        )
    compound = last.endswith("-") and len(last) > 1 and last[-2].isalnum()
    return compound and first[0].isalnum() and first.casefold() not in _LEFT_OUT


def _address_goes_on(last: str, following: Sequence[Word]) -> bool:
    first = following[0].text
    if _ADDRESS.match(first) or not _ADDRESS_PART.match(first) or first[-1] == ",":
        return False
    if _ADDRESS_SIGNS.search(first.rstrip(".,;:)")):
        return True
    # A word alone after an open end belongs to it; before other words it may not.
    return last.endswith(_OPEN_END) and (len(following) == 1 or last[-1] in "-_=&?")


def begins_entry(following: Sequence[Word]) -> bool:
    """Return whether a line begins a list entry or shows a tick box first."""
    first = following[0].text
    start = "".join(word.text for word in following[:2])
    if first[0] in _BOX_SIGNS or start.startswith(("[]", "[x]", "[X]")):
        return True
    return bool(_BULLET.match(first)) or (
        bool(_LISTED.match(first)) and len(following) > 1
    )


def ends_on_purpose(
    line: Sequence[Word], following: Sequence[Word], right: float
) -> bool:
    """Return whether the line was ended though the next word had room before `right`."""
    size = max(word.size for word in line)
    gap = following[0].base - line[0].base
    if gap > 1.9 * size or begins_entry(following):
        return True
    if _ADDRESS.match(following[0].text):
        return True
    width = following[0].right - following[0].left
    if line[-1].right + width + 0.4 * size >= right - 2:
        return False
    # A sentence that goes on in small letters was not ended, unless the line is short.
    runs_on = following[0].text[0].islower() and line[-1].text[-1] not in ".:;!?"
    return not runs_on or right - line[-1].right > _SHORT * (right - line[0].left)
