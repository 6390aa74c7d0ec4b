"""Names of datasets, found in folded text: the longest that stands alone."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from compliance.known.datasets import KnownDataset
from compliance.known.folding import Folded, folded

# Never a name by itself, whatever a file lists: an initialism or plain word.
NEVER_ALONE: Final = frozenset({"cc", "pile", "wit", "s2", "books", "rail", "stack"})
_SEPARATORS: Final = frozenset(" -_")
_WORD: Final = re.compile(r"(?<![^\W_])[^\W_]")
_SUFFIX: Final = re.compile(r"[-_][^\W_]+")
# What follows a hyphen and makes no other dataset of the name.
_ORDINARY: Final = frozenset({
    "based", "style", "like", "only", "type", "sized", "scale", "data", "datas",
    "dump", "dumps", "corpus", "crawl", "crawls", "daten", "texte", "texten",
    "artikel", "korpus", "und", "and",
})  # fmt: skip
_VARIANTS: Final = frozenset({
    "instruct", "clean", "cleaned", "dedup", "filtered", "deduplicated",
    "multilingual", "curated", "reasoning", "synthetic", "extended", "annotated",
    "uncopyrighted", "refined", "premium", "extra",
})  # fmt: skip
# After a name, a number of a paper is a citation.
_CITED: Final = re.compile(
    r" ?(?:: ?|id:? ?)?(?:\d{4}\.\d{4,5}|[a-z-]{2,8}/\d{7})|:? (?:e-)?preprint",
    re.IGNORECASE,
)
_END: Final = ""  # key of what a branch of a tree stands for

_Tree = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Index:
    """All names of all datasets, to be walked letter by letter."""

    loose: _Tree
    """In lower case, without separators."""
    exact: _Tree
    snapshots: tuple[tuple[re.Pattern[str], str], ...]


@dataclass(frozen=True, slots=True)
class Named:
    """A name met in folded text: from `start` to `end` of its ``raw``."""

    dataset_id: str
    start: int
    end: int


@cache
def index_of(known: tuple[KnownDataset, ...]) -> Index:
    """Return the names of `known`; the first dataset to list a name has it."""
    loose: _Tree = {}
    exact: _Tree = {}
    for each in known:
        for alias in (*each.aliases, *(i for i in each.ids.get("hf", ()) if "/" in i)):
            name = squashed(alias)
            if name not in NEVER_ALONE:
                _grow(loose, name, each.id)
        for alias in each.exact:
            _grow(exact, folded(alias).raw, each.id)
        for phrase in each.unlike:
            _grow(exact, folded(phrase).raw, "")
    patterns = [(re.compile(k.snapshot), k.id) for k in known if k.snapshot]
    return Index(loose, exact, tuple(patterns))


def squashed(name: str) -> str:
    """Return `name` as loose names are compared.

    >>> squashed("FineWeb-2 HQ")
    'fineweb2hq'
    """
    return "".join(c for c in folded(name).low if c not in _SEPARATORS)


def named_alike(name: str, known: Mapping[str, KnownDataset]) -> str:
    """Return the id of the dataset of which the whole of `name` is a name."""
    index = index_of(tuple(known.values()))
    text = folded(name)
    for tree, signs in ((index.loose, squashed(name)), (index.exact, text.raw)):
        branch: _Tree | None = tree
        for sign in signs:
            branch = branch.get(sign) if branch else None
        if branch and _END in branch:
            return str(branch[_END])
    return ""


def names_in(text: Folded, known: Mapping[str, KnownDataset]) -> Iterator[Named]:
    """Yield the names in `text`, in order, not overlapping.

    "FineWeb-Edu" is not also FineWeb, and a name that goes on with a variant we do
    not know ("FineWeb-Ultra") is no name we know.
    """
    index = index_of(tuple(known.values()))
    taken = 0
    snapshots = _snapshots(text, index)
    starts = {each.start: each for each in snapshots}
    for match in _WORD.finditer(text.raw):
        start = match.start()
        if start < taken:
            continue
        found = starts.get(start) or _longest(text, start, index)
        if found:
            taken = found.end
            if found.dataset_id:
                yield found


def _snapshots(text: Folded, index: Index) -> list[Named]:
    return [
        Named(dataset_id, match.start(), match.end())
        for pattern, dataset_id in index.snapshots
        for match in pattern.finditer(text.raw)
    ]


def _longest(text: Folded, start: int, index: Index) -> Named | None:
    if not _begins(text.raw, start):
        return None
    loose = _walk(text.low, start, index.loose, _SEPARATORS, text.raw)
    exact = _walk(text.raw, start, index.exact, frozenset(), text.raw)
    found = [each for each in (loose, exact) if each]
    return max(found, key=lambda each: each.end) if found else None


def _walk(
    signs: str, start: int, tree: _Tree, skipped: frozenset[str], raw: str
) -> Named | None:
    found = None
    branch = tree
    for position in range(start, len(signs)):
        sign = signs[position]
        if sign in skipped:
            continue
        if sign not in branch:
            break
        branch = branch[sign]
        if _END in branch and _ends(raw, position + 1):
            found = Named(branch[_END], start, position + 1)
    return found


def _begins(raw: str, start: int) -> bool:
    """Return whether nothing before `start` makes it the middle of a name."""
    before = raw[start - 1] if start else " "
    if before in "-_.":
        return start < 2 or not raw[start - 2].isalnum()
    return before != "@"


def _ends(raw: str, end: int) -> bool:
    """Return whether nothing after `end` makes the name another one."""
    after = raw[end : end + 1]
    if after.isalnum() or (after == "." and raw[end + 1 : end + 2].islower()):
        return False
    if _CITED.match(raw, end):
        return False
    suffix = _SUFFIX.match(raw, end)
    return suffix is None or not _is_variant(suffix.group()[1:])


def _is_variant(word: str) -> bool:
    low = word.lower()
    if low in _ORDINARY:
        return False
    mixed = not word.isalpha() or not (word.islower() or word.istitle())
    return mixed or len(word) < 6 or low in _VARIANTS


def _grow(tree: _Tree, name: str, dataset_id: str) -> None:
    for sign in name:
        tree = tree.setdefault(sign, {})
    tree.setdefault(_END, dataset_id)
