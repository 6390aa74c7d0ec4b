"""Columns of text in the form in which they are compared, a whole column at a time.

The form is that of `names.words`, with three things more: entities of web pages are
resolved, letters that look like Latin ones are read as these, and words of scripts
that part no words are cut into overlapping pairs of characters.
"""

import html
import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Final

from compliance.linkage.names import STROKES, is_dropped, words

_ENTITY: Final = re.compile(r"&#?\w{1,31};")
_DOTTED: Final = re.compile(r"(?<!\w)\w\.(?:\w\.)+")
_BLANKS: Final = re.compile(" {2,}")
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
# Han, kana and Thai part no words by blanks.
_UNPARTED: Final = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+")
_NOTHING: Final = frozenset({
    "na", "n a", "unk", "unknown", "none", "null", "nan", "nil", "anon", "anonymous",
    "various", "various artists", "va", "v a", "tba", "not available", "not known",
    "unbekannt", "verschiedene", "inconnu", "anonyme", "desconocido", "sconosciuto",
    "divers", "aavv", "aa vv", "n n", "nn",
})  # fmt: skip
"""What stands in a field that names nobody and nothing."""
_NUMBER: Final = re.compile(r"\d{1,3}(?:st|nd|rd|th|e|er|a|o)?|[ivx]{2,5}|[vx]")
_VERSIONS: Final = frozenset({
    "remix", "mix", "rmx", "edit", "live", "acoustic", "unplugged", "instrumental",
    "karaoke", "demo", "remaster", "remastered", "cover", "version", "dub", "extended",
    "reprise", "medley", "abridged", "unabridged", "revised", "illustrated", "annotated",
    "edition", "anniversary", "deluxe", "bonus", "soundtrack", "trailer", "sequel",
})  # fmt: skip
"""Words that tell versions of a work apart."""
_NO_TITLE: Final = frozenset({"na", "n a", "unk", "null", "nan", "not available"})


def normal_column(
    values: Sequence[str], confusables: Mapping[int, str], *, close: bool = False
) -> list[str]:
    """Return the words of each value, one blank between them.

    Args:
        values: Text of any kind; a line break is a blank.
        confusables: Look-alike letters, for `str.translate`.
        close: Whether letters with dots between them become one word, as they do in
            titles ("R.E.M."); in names of people they stay initials.

    >>> normal_column(["L’Été &amp; R.E.M.", "在水一方"], {}, close=True)
    ['lete rem', '在水 水一 一方']
    """
    if not values:
        return []
    joined = _joined(values)
    if "&" in joined and _ENTITY.search(joined):
        joined = _joined([html.unescape(value) for value in values])
    if not joined.isascii():
        joined = unicodedata.normalize("NFKC", _SURROGATE.sub(" ", joined))
        joined = joined.translate(confusables)
    if close:
        joined = _DOTTED.sub(lambda found: found.group().replace(".", ""), joined)
    folded = _folded(joined)
    lines = _BLANKS.sub(" ", folded).split("\n")
    return [
        line.strip() or (words(value) if value and not value.isspace() else "")
        for line, value in zip(lines, values, strict=True)
    ]


def named(normal: Sequence[str], *, title: bool = False) -> list[str]:
    """Return a normal column, blank where a value says only that nothing is known.

    >>> named(["n a", "anon", "bach"]), named(["none"], title=True)
    (['', '', 'bach'], ['none'])
    """
    nothing = _NO_TITLE if title else _NOTHING
    return ["" if value in nothing else value for value in normal]


def is_mark(word: str) -> bool:
    """Return whether a word of a title tells versions, volumes or editions apart.

    >>> [is_mark(word) for word in ("2", "iv", "remix", "7th", "love")]
    [True, True, True, True, False]
    """
    return word in _VERSIONS or _NUMBER.fullmatch(word) is not None


def _joined(values: Sequence[str]) -> str:
    joined = "\n".join(values)
    if joined.count("\n") == len(values) - 1:
        return joined
    return "\n".join([" ".join(value.split("\n")) for value in values])


def _folded(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text.casefold())
    # A set of the characters that occur: each is looked at once.
    folded = folded.translate({ord(c): _read_as(c) for c in sorted(set(folded))})
    if folded.isascii():
        return folded
    folded = unicodedata.normalize("NFC", folded).translate(STROKES)
    return _UNPARTED.sub(_pairs, folded)


def _read_as(character: str) -> str | None:
    if character == "\n" or character.isalnum():
        return character
    if is_dropped(character):
        return None
    return character if unicodedata.category(character) in ("Mn", "Mc") else " "


def _pairs(found: re.Match[str]) -> str:
    run = found.group()
    cut = " ".join(run[i : i + 2] for i in range(max(1, len(run) - 1)))
    return f" {cut} "
