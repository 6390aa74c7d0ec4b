"""What plainly is a name: by its shape, its place in a list, or the words beside it.

A false name would hide a gap, so doubt is decided against the name.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

Words = Mapping[str, frozenset[str]]

_BULLET: Final = re.compile(
    r"\s*(?:[-–—•*▪●○◦‣·]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s+", re.IGNORECASE
)
_EDGES: Final = " \t\r\n:,;.–—-([{\"'“”„«»•*"
_TITLED: Final = re.compile(
    r"(?<![\w.&'+-])(?:[A-Z0-9][\w.&'+-]{0,40}[ \n]){1,6}"
    r"(?:Corpus|Corpora|Dataset|Data Set|Treebank)\b"
)
_NOUN: Final = re.compile(
    r"\b(?:Corpus|Corpora|Korpus|Korpora|Dataset|Data Set|Collection|Treebank|Crawl|Set)\b"
)
_TAIL: Final = re.compile(
    r"(?<![\w.&'+-])((?:[A-Z0-9][\w.&'+-]{0,40}[ \n]){0,6}[A-Z0-9][\w.&'+-]{0,40})"
    r"[ \n]{0,4}[(:,–-]?[ \n]{0,4}\Z"
)
_CAMEL: Final = re.compile(r"[a-z][A-Z]|[A-Z]{2}[a-z]{2}")
_MIXED: Final = re.compile(r"[A-Za-z][-_]?\d|\d[A-Za-z]{2}")
_PLURAL_INITIALS: Final = re.compile(r"[A-Z]{2,6}s?\Z")
# "(v2)" and "v1.2" are versions; "V2" without either belongs to the name.
_VERSIONED: Final = re.compile(
    r"\s*(?:[(\[]\s*(?P<told>(?:v|ver\.?|version|release|rev\.?)?\s?\d[\w.-]{0,20})\s*[)\]]"
    r"|[, ]\s*(?P<bare>(?:v|version |release )\d{1,3}\.[\w.-]{0,20}))\s*[:,–-]?\s*\Z",
    re.IGNORECASE,
)
_LINE: Final = re.compile(
    r"(?P<name>[^:(\[–—,;]{2,80}?)\s*(?:[(\[]?\s*(?P<v>(?:v|version\s?)\d[\w.-]*)\s*[)\]]?)?"
    r"\s*(?:\Z|[:(\[–—,;]| - )",
    re.IGNORECASE,
)
_SMALL: Final = frozenset({
    "of", "for", "the", "and", "de", "la", "du", "des", "für", "der", "die", "das",
    "und", "di", "del", "et", "&", "to", "in",
})  # fmt: skip
_CUE: Final = re.compile(
    r"(?:datasets?|data sets?|corpora|corpus|collections?|datensätzen?|korpora|korpus"
    r"|jeux de données|zbior(?:y|ów|ach)(?: danych)?|korpus(?:y|ów|ach)|insiemi di dati"
    r"|conjuntos de datos|gegevenssets?|datasets publics)"
    r"(?:\s*[:(]\s*|,?\s+(?:such as|including|like|namely|called|named|i\.e\.|e\.g\.|wie|darunter"
    r"|namens|tels que|dont|comme|taki(?:e|ch) jak|m\.in\.|w tym|come|quali|como|tales como"
    r"|zoals|waaronder|are|were|include|comprise)\s*:?\s+)",
    re.IGNORECASE,
)
_PIECE: Final = re.compile(
    r"[^,;.:()\n]{1,60}?(?=\s*(?:[,;:()\n]|\.(?:\s|\Z)|\s(?:and|or|und|oder|et|ou|i|oraz|e|y|en)\s|\Z))"
)
_BETWEEN: Final = re.compile(
    r"\s*(?:,|;)?\s*(?:(?:and|or|und|oder|et|ou|i|oraz|e|y|en)\s+)?(?:the\s+)?"
)


_LABEL_REACH: Final = 400


@dataclass(frozen=True, slots=True)
class Label:
    """A name in a text, and where it stands."""

    name: str
    version: str
    start: int
    end: int


def is_shaped(word: str, words: Words) -> bool:
    """Return whether `word` has the shape of a name, as FineWeb2 or web_text have.

    >>> none = {"no_datasets": frozenset({"github"})}
    >>> [is_shaped(w, none) for w in ("OpenBirch", "birch_text", "GitHub", "PDFs", "Web")]
    [True, True, False, False, False]
    """
    bare = word.strip(_EDGES)
    if bare.casefold() in words["no_datasets"] or _PLURAL_INITIALS.match(bare):
        return False
    return (
        bool("_" in bare or _CAMEL.search(bare) or _MIXED.search(bare))
        and len(bare) > 2
    )


def is_name(text: str, words: Words) -> bool:
    """Return whether `text`, which stands before an address, may be a name.

    One to eight words that are capitalised or shaped, no word that points, and at
    least one that is not generic.
    """
    parts = [part.strip(_EDGES) for part in text.split()]
    parts = [part for part in parts if part]
    if not 0 < len(parts) <= 8 or any(p.casefold() in words["pointers"] for p in parts):
        return False
    if not all(_fits(part, words) for part in parts):
        return False
    return any(_is_own(part, words) for part in parts)


def _fits(part: str, words: Words) -> bool:
    capital = part[0].isupper() or part[0].isdigit()
    return capital or part.casefold() in _SMALL or is_shaped(part, words)


def _is_own(part: str, words: Words) -> bool:
    low = part.casefold()
    plain = low in words["generic"] or low in words["no_datasets"] or low in _SMALL
    return not plain and any(sign.isalpha() for sign in part)


def label_before(text: str, start: int, floor: int, words: Words) -> Label | None:
    """Return the name that stands before `start` and belongs to what begins there.

    Args:
        text: The answer's words.
        start: Where an address begins.
        floor: Where the entry before it ends.
        words: Words by which lists are read.
    """
    floor = max(floor, start - _LABEL_REACH)
    line, part = (text.rfind(sign, floor, start) + 1 for sign in "\n;")
    begin = max(floor, line, part)
    segment = text[begin:start]
    if not segment.strip(_EDGES):
        begin = _line_above(text, begin, floor)
        segment = text[begin:start].rstrip()
        if not segment.endswith(":"):
            return None
    version = ""
    if versioned := _VERSIONED.search(segment):
        version = versioned["told"] or versioned["bare"]
        segment = segment[: versioned.start()]
    if bullet := _BULLET.match(segment):
        begin, segment = begin + bullet.end(), segment[bullet.end() :]
    _, colon, last = segment.rstrip(" :").rpartition(":")
    if colon and is_name(last, words):
        begin, segment = begin + segment.rindex(last), last
    if not is_name(segment, words):
        tail = _TAIL.search(segment)
        if tail is None or not _is_own_phrase(tail.group(1), words):
            return None
        begin, segment = begin + tail.start(1), tail.group(1)
    name = segment.strip(_EDGES)
    offset = begin + segment.index(name)
    return Label(" ".join(name.split()), version, offset, offset + len(name))


def _line_above(text: str, begin: int, floor: int) -> int:
    return max(floor, text.rfind("\n", 0, max(0, begin - 1)) + 1)


def _is_own_phrase(phrase: str, words: Words) -> bool:
    parts = phrase.split()
    named = bool(_NOUN.search(phrase)) or any(is_shaped(p, words) for p in parts)
    return named and is_name(phrase, words)


def listed_names(text: str, words: Words) -> Iterator[Label]:
    """Yield the names that are entries of a list: each begins a line of its own."""
    offset = 0
    listing = False
    for line in text.split("\n"):
        bullet = _BULLET.match(line)
        body = line[bullet.end() :] if bullet else line
        entry = bool(bullet) or (listing and len(body.split()) <= 8)
        match = _LINE.match(body.strip()) if entry else None
        if match and _is_entry(match, words):
            name = " ".join(match["name"].split()).strip(_EDGES)
            start = offset + line.index(match["name"].strip(_EDGES).split()[0])
            yield Label(name, match["v"] or "", start, start + len(name))
        if line.strip():
            listing = line.rstrip().endswith(":") or (listing and entry)
        offset += len(line) + 1


def _is_entry(match: re.Match[str], words: Words) -> bool:
    name = match["name"].strip(_EDGES)
    if not name or not is_name(name, words):
        return False
    own = bool(_NOUN.search(name)) and len(name.split()) > 1
    return bool(match["v"]) or own or any(is_shaped(p, words) for p in name.split())


def titled_names(text: str, words: Words) -> Iterator[Label]:
    """Yield names such as "the Birch Web Corpus" in running text."""
    for match in _TITLED.finditer(text):
        parts = match.group().split()
        while parts and not _is_own(parts[0], words):
            parts = parts[1:]
        if len(parts) > 1 and is_name(" ".join(parts), words):
            start = match.start() + match.group().index(parts[0])
            yield Label(" ".join(parts), "", start, match.end())


def enumerated_names(
    text: str, taken: Callable[[int, int], bool], words: Words
) -> Iterator[Label]:
    """Yield the names after words such as "datasets such as", to the first that is none.

    Args:
        text: The answer's words.
        taken: Tells whether a name is known already from one offset to another; it
            counts as a name here.
        words: Words by which lists are read.
    """
    for cue in _CUE.finditer(text):
        position = cue.end()
        while piece := _PIECE.match(text, position):
            begin, end = piece.span()
            part = piece.group().strip(_EDGES)
            if not taken(begin, end):
                if not part or not _is_piece(part, words):
                    break
                start = begin + piece.group().index(part)
                yield Label(" ".join(part.split()), "", start, start + len(part))
            between = _BETWEEN.match(text, end)
            if between is None or between.end() == end:
                break
            position = between.end()


def _is_piece(part: str, words: Words) -> bool:
    parts = part.split()
    initials = len(parts) == 1 and part.isupper() and len(part) > 3 and part.isalpha()
    shaped = any(is_shaped(p, words) for p in parts) or initials
    return shaped and len(parts) <= 4 and is_name(part, words)
