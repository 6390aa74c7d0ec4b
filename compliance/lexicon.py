"""Word lists: the wording by which answers are read and judged.

The lists are data (``regulations/lexicon/``), in the languages filings come in.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Final

from compliance import datafiles
from compliance.errors import RulebookError

_NOT_LANGUAGES: Final = frozenset({"group", "note"})
# Invisible characters that published filings carry inside words.
_INVISIBLE: Final = re.compile("[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]")


@dataclass(frozen=True, slots=True)
class Found:
    """One term of a word list met in a text."""

    group: str
    phrase: str
    """As the plain text has it."""
    start: int
    end: int
    """Offsets in ``plain(text)``."""


@dataclass(frozen=True)
class WordList:
    """One list: its phrases, each with the group it belongs to."""

    id: str
    title: str
    groups: tuple[str, ...]
    phrases: Mapping[str, str]
    """Plain phrase to group; a trailing ``*`` allows any ending."""
    exact: Mapping[str, str]
    stems: tuple[tuple[str, str], ...]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Return the pattern of all phrases; made when the list is first used."""
        return _pattern(self.phrases)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All word lists."""

    lists: Mapping[str, WordList]

    def found(self, list_id: str, text: str) -> tuple[Found, ...]:
        """Return the terms of list `list_id` in `text`, in order, not overlapping.

        Whole words, without regard to case, longest phrase first.

        Raises:
            KeyError: there is no such list.
        """
        words = self.lists[list_id]
        return tuple(
            Found(_group(words, m.group()), m.group(), m.start(), m.end())
            for m in words.pattern.finditer(plain(text))
        )

    def groups(self, list_id: str) -> tuple[str, ...]:
        """Return the groups of list `list_id`, in its order; raises KeyError."""
        return self.lists[list_id].groups


def plain(text: str) -> str:
    r"""Return `text` as it is compared: NFKC, folded, blanks single, nothing hidden.

    >>> plain("  The \N{LATIN SMALL LIGATURE FI}rst\N{ZERO WIDTH SPACE}\nlist ")
    'the first list'
    """
    visible = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))
    folded = visible.casefold().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    return " ".join(folded.split())


@cache
def load_lexicon(root: Path) -> Lexicon:
    """Read every word list under ``regulations/lexicon`` of `root`.

    Raises:
        RulebookError: a list is not as it should be; file and key are named.
    """
    files = sorted((root / "regulations" / "lexicon").glob("*.toml"))
    lists = [word_list(datafiles.read_toml(file), file) for file in files]
    return Lexicon({each.id: each for each in lists})


def word_list(raw: Mapping[str, object], file: Path) -> WordList:
    """Return the word list in `raw`, as read from `file`."""
    identity, title, terms = raw.get("id"), raw.get("title"), raw.get("terms")
    if identity != file.stem or not isinstance(title, str):
        raise _fault(file, "id and title", "the id is the file's name, the title text")
    if not isinstance(terms, list) or not terms:
        raise _fault(file, "terms", "a list has at least one [[terms]]")
    phrases: dict[str, str] = {}
    groups: list[str] = []
    for term in terms:
        group = term.get("group")
        if not isinstance(group, str):
            raise _fault(file, "terms.group", "every term names its group")
        groups.append(group)
        for language in sorted(set(term) - _NOT_LANGUAGES):
            phrases.update(_phrases(file, group, term[language]))
    exact = {p: g for p, g in phrases.items() if not p.endswith("*")}
    stems = sorted(
        ((p[:-1], g) for p, g in phrases.items() if p.endswith("*")),
        key=lambda stem: (-len(stem[0]), stem),
    )
    return WordList(
        file.stem,
        title,
        tuple(dict.fromkeys(groups)),
        phrases,
        exact,
        tuple(stems),
    )


def _phrases(file: Path, group: str, listed: object) -> dict[str, str]:
    if not isinstance(listed, list) or not all(
        isinstance(p, str) and plain(p) for p in listed
    ):
        raise _fault(file, f"terms.{group}", "a language holds a list of phrases")
    return {plain(p): group for p in listed}


def _pattern(phrases: Mapping[str, str]) -> re.Pattern[str]:
    """Return the pattern of `phrases`, longest first.

    What begins with a letter or digit shares one look behind: with one in each branch
    the search tries every phrase at every character.
    """
    longest_first = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    words = [_to_its_end(p) for p in longest_first if p[0].isalnum()]
    marks = [_to_its_end(p) for p in longest_first if not p[0].isalnum()]
    if words:
        marks.append(rf"(?<!\w)(?:{'|'.join(words)})")
    return re.compile("|".join(marks))


def _to_its_end(phrase: str) -> str:
    stem = phrase.removesuffix("*")
    if phrase.endswith("*"):
        return re.escape(stem) + r"\w*"
    # "V1" is not the beginning of "V1.1".
    after = r"(?!\w|[.,]\d)" if stem[-1].isdigit() else r"(?!\w)"
    return re.escape(stem) + (after if stem[-1].isalnum() else "")


def _group(words: WordList, phrase: str) -> str:
    if phrase in words.exact:
        return words.exact[phrase]
    return next(group for stem, group in words.stems if phrase.startswith(stem))


def _fault(file: Path, key: str, why: str) -> RulebookError:
    return RulebookError(
        "lexicon-wrong",
        where=f"lexicon/{file.name}",
        what=f"{key} is not as it should be",
        why=why,
        remedy="correct the word list",
    )
