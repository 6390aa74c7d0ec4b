"""Languages named in running text, as ISO 639 codes."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

from compliance import datafiles
from compliance.lexicon import plain

_TONGUES: Final = ("en", "de", "fr", "es", "it", "pl", "nl", "own")
_ALL: Final = (
    r"(?:all|alle[nr]?|toutes|tutte|tod[ao]s|wszystki(?:e|ch)|24|twenty-four|zwanzig)"
)
_UNION: Final = (
    r"(?:eu|e\.u\.|ue|european union|europäischen union|union européenne|unione europea"
    r"|unión europea|unii europejskiej|europese unie|union|unii)"
)
_TALK: Final = (
    r"(?:languages|sprachen|langues|lingue|lenguas|idiomas"
    r"|językach|języki|języków|talen)"
)
_OFFICIAL: Final = (
    r"(?:official|officielles|ufficiali|oficiales|urzędow\w{1,3}|officiële)"
)
# Either the Union or "official" stands beside the languages; 24 says both.
_ALL_OF_THE_UNION: Final = re.compile(
    rf"\b{_ALL} (?:of )?(?:the |les |le |las |los |de )?(?:24 )?(?:{_OFFICIAL} )?"
    rf"(?:{_UNION} (?:{_OFFICIAL} )?{_TALK}|(?:eu[- ])?amtssprachen|eu[- ]sprachen"
    rf"|{_TALK} (?:{_OFFICIAL} )?(?:of |de |di |der |van |del? )?"
    rf"(?:the |la |l['’]|dell['’]|de )?{_UNION}|(?:{_OFFICIAL} )?{_TALK} {_OFFICIAL})\b"
    rf"|\b24 (?:{_OFFICIAL} {_TALK}|{_TALK} {_OFFICIAL})\b"
)
_NOT_ALL: Final = re.compile(
    r"(?:\d+ (?:out )?(?:of|von|des|sur|z|su|de|van)(?: the| den| les)?|\bnot|\bnearly|\balmost"
    r"|\bmost of|\bnicht|\bfast|\bpresque|\bprawie|\bquasi|\bcasi|\bbijna) \Z"
)


_WORD: Final = re.compile(r"\w+")
_UNSPACED: Final = re.compile(r"[\u0900-\u0fff\u1000-\u109f\u1780-\u17ff\u2e80-\uffff]")
_LONGEST: Final = 3  # words of a name
_SHORTEST_STEM: Final = 4


@dataclass(frozen=True, slots=True)
class Language:
    """One language and its names."""

    code: str
    """ISO 639-1, or ISO 639-3 where there is none."""
    names: tuple[tuple[str, str], ...]
    """Tongue and name, with the marks of the file."""
    eu: bool
    """Whether it is an official language of the Union."""


@cache
def load_languages(root: Path) -> Mapping[str, Language]:
    """Read ``regulations/facts/languages.toml`` of `root`, by code."""
    raw = datafiles.read_toml(root / "regulations" / "facts" / "languages.toml")
    return MappingProxyType({
        entry["code"]: Language(
            entry["code"],
            tuple((t, name) for t in _TONGUES for name in entry.get(t, ())),
            entry.get("eu", False),
        )
        for entry in raw["languages"]
    })  # fmt: skip


def languages_in(text: str, known: Mapping[str, Language]) -> tuple[str, ...]:
    """Return the codes of the languages that `text` names, sorted.

    "All official EU languages" names the twenty-four of them; "official EU
    languages", which may be some, names none.
    """
    names = _names(tuple(known.values()))
    met: dict[str, set[str]] = {}
    doubtful: list[_Entry] = []
    for entry in _entries(text, names):
        if entry.mark == "?":
            doubtful.append(entry)
        else:
            met.setdefault(entry.tongue, set()).add(entry.code)
    found = {code for codes in met.values() for code in codes}
    found |= {entry.code for entry in doubtful if entry.tongue in met}
    if names_all_of_union(text):
        found |= {language.code for language in known.values() if language.eu}
    return tuple(sorted(found))


def names_all_of_union(text: str) -> bool:
    """Return whether `text` speaks of all official languages of the Union.

    >>> names_all_of_union("in the 24 official EU languages")
    True
    >>> names_all_of_union("in 20 of the 24 official EU languages")
    False
    """
    words = plain(text)
    return any(
        not _NOT_ALL.search(words[: match.start()])
        for match in _ALL_OF_THE_UNION.finditer(words)
    )


@dataclass(frozen=True, slots=True)
class _Entry:
    """What one name stands for."""

    code: str
    tongue: str
    mark: str


@dataclass(frozen=True, slots=True)
class _Names:
    """All names of languages, as they may stand in a text."""

    whole: Mapping[str, tuple[_Entry, ...]]
    stems: Mapping[str, _Entry]
    """Names that may have any ending."""
    unspaced: Mapping[str, _Entry]
    """Names in scripts that put no blanks between words."""


def _entries(text: str, names: _Names) -> Iterator[_Entry]:
    """Yield what each name in `text` stands for, longest first from each word on."""
    words = _WORD.findall(text)
    place = 0
    while place < len(words):
        for size in range(_LONGEST, 0, -1):
            entries = names.whole.get(" ".join(words[place : place + size]))
            if entries:
                yield from entries
                place += size
                break
        else:
            yield from _by_stem(words[place], names)
            place += 1
    yield from (entry for name, entry in names.unspaced.items() if name in text)


def _by_stem(word: str, names: _Names) -> Iterator[_Entry]:
    for end in range(len(word), _SHORTEST_STEM - 1, -1):
        if entry := names.stems.get(word[:end]):
            yield entry
            return


@cache
def _names(known: tuple[Language, ...]) -> _Names:
    whole: dict[str, list[_Entry]] = {}
    stems: dict[str, _Entry] = {}
    unspaced: dict[str, _Entry] = {}
    for language in known:
        for tongue, marked in language.names:
            mark = marked[0] if marked[0] in "=?" else ""
            entry = _Entry(language.code, tongue, mark)
            for name in _spellings(marked.removeprefix(mark), mark):
                if name.endswith("*"):
                    stems.setdefault(name[:-1], entry)
                elif _UNSPACED.match(name):
                    unspaced.setdefault(name, entry)
                else:
                    words = " ".join(_WORD.findall(name))
                    whole.setdefault(words, []).append(entry)
    return _Names({name: tuple(e) for name, e in whole.items()}, stems, unspaced)


def _spellings(name: str, mark: str) -> tuple[str, ...]:
    if mark:
        return (name,)
    spelt = (name, name[0].upper() + name[1:], name.lower(), name.upper())
    return tuple(dict.fromkeys(spelt))
