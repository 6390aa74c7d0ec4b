"""Word lists: the wording by which answers are read and judged.

The lists are data (``regulations/lexicon/``), in the languages filings come in.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Final

from compliance import datafiles
from compliance.errors import RulebookError

_NOT_LANGUAGES: Final = frozenset({"group", "note"})
# Invisible characters that published filings carry inside words.
_INVISIBLE: Final = re.compile("[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]")
# Where a phrase can start, and what may come after one.
_START: Final = re.compile(r"(?<!\w)\w|[^\w\s]|_")
_ENDING: Final = re.compile(r"\w*")
_WORD_END: Final = re.compile(r"(?!\w)")
# "V1" is not the beginning of "V1.1".
_NUMBER_END: Final = re.compile(r"(?!\w|[.,]\d)")
_ANYTHING: Final = re.compile("")


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
    def by_start(self) -> Mapping[str, tuple[tuple[str, re.Pattern[str]], ...]]:
        """Return words to find and what follows each, by their first two characters.

        Longest first. One pattern of all phrases would take longer to make than to use.
        """
        found: dict[str, list[tuple[str, re.Pattern[str]]]] = {}
        for phrase in sorted(self.phrases, key=lambda phrase: (-len(phrase), phrase)):
            stem = phrase.removesuffix("*")
            found.setdefault(stem[:2], []).append((stem, _follows(phrase)))
        return {start: tuple(each) for start, each in found.items()}


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
        where = plain(text)
        return tuple(
            Found(_group(words, where[start:end]), where[start:end], start, end)
            for start, end in _spans(words, where)
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


def _spans(words: WordList, text: str) -> Iterator[tuple[int, int]]:
    end = 0
    for match in _START.finditer(text):
        start = match.start()
        if start >= end and (after := _after(words, text, start)):
            end = after
            yield start, end


def _after(words: WordList, text: str, start: int) -> int:
    """Return where the longest phrase that starts at `start` ends; 0 if none does."""
    for first in (text[start : start + 2], text[start]):
        for stem, follows in words.by_start.get(first, ()):
            if text.startswith(stem, start) and (
                rest := follows.match(text, start + len(stem))
            ):
                return rest.end()
    return 0


def _follows(phrase: str) -> re.Pattern[str]:
    if phrase.endswith("*"):
        return _ENDING
    if phrase[-1].isdigit():
        return _NUMBER_END
    return _WORD_END if phrase[-1].isalnum() else _ANYTHING


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
