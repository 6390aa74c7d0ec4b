"""Keys by which titles and creators are compared exactly.

Two texts have one key if they differ only in case, accents, invisible characters,
punctuation, blanks, an English article at the start, or the order of a name with
its comma. The skeleton key also reads letters of other alphabets that look like
Latin ones as these; what agrees only there was written in disguise, or by chance.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

from compliance import datafiles

# Letters to lower case, apostrophes dropped, everything else a blank.
_ASCII: Final = {
    code: None
    if chr(code) in "'`"
    else (chr(code).lower() if chr(code).isalnum() else " ")
    for code in range(128)
}
_DROPPED: Final = frozenset("'`´\u2018\u2019\u201b\u02bc\u02b9\u2032\u05f3")
# Letters that are no letter with a mark, and are written without their stroke or
# as two where the alphabet lacks them.
STROKES: Final = str.maketrans({
    "ø": "o", "đ": "d", "ħ": "h", "ł": "l", "ŧ": "t", "ı": "i", "ð": "d",
    "æ": "ae", "œ": "oe", "þ": "th", "ŋ": "ng",
})  # fmt: skip
_INITIALS: Final = re.compile(r"(?<!\S)\w(?: \w)+(?!\S)")
_DOTTED: Final = re.compile(r"(?<!\w)\w\.(?:\w\.)+")
_ARTICLE: Final = re.compile(r"(?:the|a|an) (?=\w)")
_ARTICLE_BEHIND: Final = re.compile(
    r"(?P<title>.+), ?(?P<article>the|a|an|der|die|das|le|la|les|l['’]|el|los|las|il|lo|gli)",
    re.I,
)
_ROLE: Final = re.compile(r"\A[A-Za-z][A-Za-z _-]{1,30}:(?=\s*\S)")
_FEATURED: Final = re.compile(r"[ (\[](?:feat\.?|ft\.?|featuring) .*", re.I | re.DOTALL)
_YEARS: Final = re.compile(r",? ?\(?(?:b\.|born)? ?[0-9]{4} ?-? ?(?:[0-9]{4})?\)?\.?\Z")
_SUFFIXES: Final = frozenset({
    "jr", "sr", "ii", "iii", "iv", "inc", "ltd", "llc", "co", "corp", "gmbh", "ag", "sa",
    "plc", "bv", "nv", "md", "phd", "esq",
})  # fmt: skip
_JOINED: Final = re.compile(r" (?:&|[Aa]nd|AND|und|et|y|e) | ?[;/] ?")


def words(text: str) -> str:
    """Return the words of `text` as they are compared, one blank between them.

    >>> words("Don’t  Look—Back!"), words("L'Été à R.E.M."), words("÷")
    ('dont look back', 'lete a rem', '÷')
    """
    if "." in text:
        text = _DOTTED.sub(lambda initials: initials.group().replace(".", ""), text)
    key = " ".join(text.translate(_ASCII).split()) if text.isascii() else _folded(text)
    # A title that is all signs is a title too.
    return key or "".join(unicodedata.normalize("NFKC", text).casefold().split())


def title_key(title: str) -> str:
    """Return the key of a title; an English article at its start does not count.

    >>> title_key("The Wall") == title_key("wall") == title_key("Wall, The")
    True
    >>> title_key("The The"), title_key("A")
    ('the', 'a')
    >>> title_key("Misérables, Les")
    'les miserables'
    """
    if "," in title and (behind := _ARTICLE_BEHIND.fullmatch(title.strip(" ."))):
        title = f"{behind['article']} {behind['title']}"
    key = words(title)
    return (
        _ARTICLE.sub("", key, count=1) if key.startswith(("the ", "a ", "an ")) else key
    )


def creator_keys(creator: str) -> tuple[str, ...]:
    """Return the keys of a creator as written: the whole first, then its parts.

    "Last, First" is turned; where a comma may also part two names, both readings
    count. A role before a colon and the years of a life are left out, and so are
    featured artists, which `featured` names.

    >>> creator_keys("author:Peacock, Thomas Love, 1785-1866")
    ('thomas love peacock',)
    >>> creator_keys("J.K. Rowling") == creator_keys("Rowling, J. K.")
    True
    >>> creator_keys("Jerry Siegel & Joe Shuster")
    ('jerry siegel joe shuster', 'jerry siegel', 'joe shuster')
    >>> creator_keys("Simon & Garfunkel")
    ('simon garfunkel',)
    """
    # The patterns are linear only where no two blanks stand together.
    plain = " ".join(creator.split())
    text = _FEATURED.sub("", _YEARS.sub("", _ROLE.sub("", plain, count=1)))
    keys = [_turned(text)]
    parts = _JOINED.split(text)
    if len(parts) > 1:
        keys += [_turned(part) for part in parts]
    listed = text.split(",")
    if len(listed) > 2 or (len(listed) == 2 and " " in listed[0].strip()):
        keys += [words(part) for part in listed]
    # One word alone is rarely a name; "Simon" is not "Simon & Garfunkel".
    several = [key for key in keys[1:] if " " in key]
    closed = (_INITIALS.sub(_closed, key) for key in (keys[0], *several))
    return tuple(key for key in dict.fromkeys(closed) if key)


def without_role(creator: str) -> str:
    """Return a creator without the role that may stand before the name.

    >>> without_role("author: Oona Hale"), without_role("Oona Hale")
    ('Oona Hale', 'Oona Hale')
    """
    return _ROLE.sub("", creator, count=1).strip() if ":" in creator else creator


def featured(creator: str) -> str:
    """Return what a creator's name says of featured artists, or empty.

    >>> featured("Oona Hale feat. Bert Quist")
    'feat. Bert Quist'
    """
    found = _FEATURED.search(" ".join(creator.split()))
    return found.group().strip(" ([)]") if found else ""


@cache
def load_confusables(root: Path) -> Mapping[int, str]:
    """Read ``regulations/facts/confusables.toml`` of `root`, for `str.translate`."""
    raw = datafiles.read_toml(root / "regulations" / "facts" / "confusables.toml")
    tables = [value for value in raw.values() if isinstance(value, dict)]
    return MappingProxyType(
        {ord(letter): latin for table in tables for letter, latin in table.items()}
    )


def plain_letters(text: str, confusables: Mapping[int, str]) -> str:
    """Return `text` with look-alike letters read as Latin ones.

    >>> plain_letters("\N{CYRILLIC CAPITAL LETTER VE}ird", {0x412: "B"})
    'Bird'
    """
    if text.isascii():
        return text
    return unicodedata.normalize("NFKC", text).translate(confusables)


def _folded(text: str) -> str:
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    kept = [
        character if character.isalnum() or _is_kept_mark(character) else " "
        for character in text
        if not is_dropped(character)
    ]
    folded = unicodedata.normalize("NFC", "".join(kept)).translate(STROKES)
    return " ".join(folded.split())


def is_dropped(character: str) -> bool:
    """Return whether it is an apostrophe, accent or vowel point, or nothing that shows.

    Marks that make another letter, as in kana and the scripts of India, stay.
    """
    if character in _DROPPED or character.isascii():
        return character in _DROPPED
    mark = unicodedata.combining(character)
    return mark >= 200 or 10 <= mark <= 36 or is_ignorable(character)


def _is_kept_mark(character: str) -> bool:
    return unicodedata.category(character) in ("Mn", "Mc")


def is_ignorable(character: str) -> bool:
    """Return whether `character` is drawn as nothing.

    Source: Unicode Standard, property Default_Ignorable_Code_Point.
    """
    code = ord(character)
    return (
        unicodedata.category(character) == "Cf"
        or code in (0x34F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0)
        or 0x180B <= code <= 0x180F
        or 0xFE00 <= code <= 0xFE0F
        or 0xE0000 <= code <= 0xE0FFF
    )


def _closed(match: re.Match[str]) -> str:
    return match.group().replace(" ", "")


def _turned(name: str) -> str:
    last, comma, rest = name.partition(",")
    first, _, suffix = rest.partition(",")
    given = words(first)
    if not comma or not given or given in _SUFFIXES:
        return words(name)
    return words(f"{first} {last} {suffix}")
