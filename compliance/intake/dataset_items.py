"""Datasets that an answer lists, each once, with address, version and period."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from compliance.intake.dataset_entries import Entry, dataset_entries, mark_of
from compliance.known.names import squashed
from compliance.known.negation import Denials
from compliance.model import Item
from compliance.reference import Reference

_VERSION_AFTER: Final = re.compile(
    r"\s*[,:]?\s*[(\[]?\s*(?:snapshots?|dump|release|version|edition|rev\.?|ver\.?)?\s*"
    r"(?P<v>v?\d{1,3}(?:\.\d+){1,3}[\w.-]{0,12}|v\d[\w.-]{0,12}"
    r"|(?:19|20)\d{6}(?:\.\w{2,8})?)(?![\w/])",
    re.IGNORECASE,
)
_WORD_VERSION: Final = re.compile(
    r"\s*[,:]?\s*[(\[]?\s*(?P<v>(?:version|release|rev\.?|snapshots?|dump|wersja|versione|versión)"
    r"\s(?:of |vom |du |del |z )?\w{0,12}\s?\d[\w.-]{0,12})(?![\w.-]*\s*(?:to|bis|à|do|–)\s)",
    re.IGNORECASE,
)
_DATED: Final = re.compile(r"\s*[(\[]\s*(?P<v>(?:19|20)\d\d(?:-\d\d){0,2})\s*[)\]]")
_IN_NAME: Final = re.compile(r"\s(?P<v>v\d[\w.]*)\Z", re.IGNORECASE)
_DAY: Final = (
    r"(?:[A-Za-zéûäżźćńół]{3,12}\.?\s)?(?:\d{1,2}[/.])?(?:19|20)\d\d(?:[-/]\d{1,2})?"
)
_PERIOD: Final = re.compile(
    rf"\b{_DAY}\s*(?:-|–|—|to|until|till|through|bis|jusqu['’]en|à|do|al?|tot)\s*{_DAY}\b",
    re.IGNORECASE,
)
_FROM_WORD: Final = re.compile(
    r"(?:from|between|von|de|du|da|dal|od|van)\s", re.IGNORECASE
)
_SELECTED: Final = re.compile(
    r"\b(?:part|parts|subset|portion|filter\w*|select\w*|sampl\w+|only|excluding|teil\w*|auswahl"
    r"|gefiltert\w*|nur|sous-ensemble|filtré\w*|uniquement|extrait|podzbiór|część|filtrowan\w+"
    r"|sottoinsieme|filtrat\w|solo|subconjunto|filtrad\w{1,2}|deel|gefilterd\w*)\b",
    re.IGNORECASE,
)
_REGION: Final = 300
# Signs after which a text still tells of the name before it.
_TELLING: Final = re.compile(r"\s*(?:[(\[:–—]|snapshots?\b|dumps?\b)", re.IGNORECASE)


def dataset_items(
    text: str, reference: Reference, links: tuple[str, ...]
) -> tuple[Item, ...]:
    """Return the datasets that `text` lists or names, in order, each once.

    What is named only as the origin of another dataset, or to say that it was not
    used, is no entry, unless nothing else is named.
    """
    entries = dataset_entries(text, reference, links)
    denials = Denials(text)
    named = [e for e in entries if not denials.cover(e.start, e.end)]
    firm = [entry for entry in named if entry.firm]
    snapshots = _snapshots(text, reference)
    starts = [entry.start for entry in entries]
    return tuple(
        _item(text, entry, _region(text, entry, starts), snapshots)
        for entry in _unique(firm or named)
    )


def _unique(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return `entries` without repeats; a name told first and linked later is one."""
    kept: dict[str, Entry] = {}
    by_name: dict[str, str] = {}
    known: set[str] = set()
    for entry in entries:
        name = squashed(entry.name)
        mark = mark_of(entry.url) if entry.url else entry.known or name
        first = by_name.get(name, "")
        if mark in kept or (not entry.url and (first or entry.known in known)):
            continue
        if entry.url and first and not kept[first].url:
            kept[first] = replace(kept[first], url=entry.url, end=entry.end)
            continue
        kept[mark] = entry
        by_name.setdefault(name, mark)
        if entry.known:
            known.add(entry.known)
    return tuple(kept.values())


def _snapshots(text: str, reference: Reference) -> Mapping[str, str]:
    return {
        dataset.id: ", ".join(dict.fromkeys(re.findall(dataset.snapshot, text)))
        for dataset in reference.datasets.values()
        if dataset.snapshot
    }


def _region(text: str, entry: Entry, starts: Sequence[int]) -> str:
    """Return what `text` says after `entry` that belongs to it."""
    following = bisect_left(starts, entry.end)
    stops = [entry.end + _REGION, len(text), *starts[following : following + 1]]
    line = text.find("\n", entry.end, entry.end + _REGION)
    region = text[entry.end : min(stops if line < 0 else [*stops, line])]
    region = re.split(r"\.\s", region, maxsplit=1)[0]
    # In running text what follows a name tells of the next one, too.
    return region if entry.url or _TELLING.match(region) else ""


def _item(
    text: str, entry: Entry, region: str, snapshots: Mapping[str, str]
) -> dict[str, str]:
    period = _PERIOD.search(region)
    selected = _SELECTED.search(region)
    told = {
        "name": entry.name,
        "url": entry.url,
        "version": _version(text, entry, snapshots.get(entry.known, "")),
        "known": entry.known,
        "period": _FROM_WORD.sub("", period.group()) if period else "",
        "selection": region.strip(" :,;.()–—-") if selected else "",
    }
    return {key: value for key, value in told.items() if value}


def _version(text: str, entry: Entry, snapshots: str) -> str:
    named = _IN_NAME.search(entry.name)
    told = entry.version or (named["v"] if named else "") or snapshots
    for pattern in (_VERSION_AFTER, _WORD_VERSION, _DATED):
        if not told and (match := pattern.match(text, entry.end)):
            told = str(match["v"]).rstrip(".-")
    return told
