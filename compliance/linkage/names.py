"""Keys by which titles and creators are compared exactly, disguises taken off."""

import re
import unicodedata
from typing import Final

_IGNORED: Final = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff]"
)
_NOT_WORDS: Final = re.compile(r"[\W_]+")
_ASCII: Final = re.compile(r"[^a-z0-9]+")
_FOLDED: Final = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l",
                                "ð": "d", "þ": "th", "ı": "i"})  # fmt: skip
# Letters of other alphabets that print like Latin ones: Unicode confusables, the
# single letters that whole words are disguised with.
_ALIKE: Final = str.maketrans(
    "аеорсухіјѕԁһӏԛԝгпкмтвнαορτυνκιεχηρω",
    "aeopcyxijsdhlqwrnkmtbhaoptuvkiexnpw",
)
_ARTICLES: Final = frozenset({"the", "a", "an", "der", "die", "das", "le", "la", "les", "el",
                              "los", "las", "il", "lo", "gli", "de", "het"})  # fmt: skip


def words_of(text: str) -> str:
    """Return the words of `text`, folded, without marks, single blanks between.

    >>> words_of("Caf\N{LATIN SMALL LETTER E WITH ACUTE}  del\N{ZERO WIDTH SPACE} Mar, Vol. 2")
    'cafe del mar vol 2'
    """
    if text.isascii():
        return _ASCII.sub(" ", text.lower()).strip()
    plain = _IGNORED.sub("", unicodedata.normalize("NFKD", text)).casefold()
    marked = "".join(c for c in plain if not unicodedata.combining(c)).translate(
        _FOLDED
    )
    return _NOT_WORDS.sub(" ", marked).strip()


def title_key(text: str) -> str:
    """Return the key of a title: its words, an article before or behind left out.

    >>> title_key("The Glass Orchard"), title_key("Glass Orchard, The")
    ('glass orchard', 'glass orchard')
    """
    words = words_of(text).split()
    if len(words) > 1 and words[0] in _ARTICLES:
        words = words[1:]
    elif len(words) > 1 and words[-1] in _ARTICLES:
        words = words[:-1]
    return " ".join(words)


def creator_key(text: str) -> str:
    """Return the key of a creator: name parts sorted, roles and order left out.

    >>> creator_key("author:Anselm, Mira"), creator_key("Mira Anselm")
    ('anselm mira', 'anselm mira')
    """
    name = text.partition(":")[2] or text if re.match(r"[a-z_]+:", text) else text
    return " ".join(sorted(words_of(name).split()))


def skeleton(key: str) -> str:
    """Return `key` with look-alike letters of other alphabets made Latin.

    >>> skeleton(words_of("Mіrа")) == "mira"
    True

    Source: Unicode Technical Standard 39, confusables, a part of them.
    """
    return key if key.isascii() else key.translate(_ALIKE)
