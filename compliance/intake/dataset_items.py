"""Datasets that an answer lists or names, each with its address and version."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from compliance.intake.names import (
    Label,
    enumerated_names,
    label_before,
    listed_names,
    titled_names,
)
from compliance.known import Mention, mentions
from compliance.known.addresses import Address, addresses, bare, hub_id
from compliance.known.mentions import named_by_address
from compliance.known.names import squashed
from compliance.known.negation import negated
from compliance.model import Item
from compliance.reference import Reference

_DERIVED: Final = re.compile(
    r"(?:deriv(?:ed|es|ing|ative)|based|built|extracted|generated|distilled|created|adapted"
    r"|originat\w+|abgeleitet|basier\w*|(?:auf )?(?:basis|grundlage)|dérivée?s?|issue?s?|basée?s?"
    r"|pochodz\w+|opart\w+|podstawie|derivat\w|basat\w|derivad\w{1,2}|basad\w{1,2}|gebaseerd"
    r"|afgeleid)\s+(?:(?:up)?on|from|of|auf|von|aus|de|sur|z|na|da|su|en|op|van)?\s*"
    r"(?:[\w'’-]+\s+){0,3}\Z",
    re.IGNORECASE,
)
# In a list, "traces from public domain X books" tells of an origin.
_FROM: Final = re.compile(
    r"\b(?:from|aus|z|ze|de|du|da|dal|uit)\s+(?:(?!the\b|der\b|den\b|les?\b|la\b)[\w'’-]+\s+){1,4}\Z",
    re.IGNORECASE,
)
_VERSION_AFTER: Final = re.compile(
    r"\s*[,:]?\s*[(\[]?\s*(?:snapshots?|dump|release|version|edition|rev\.?|ver\.?)?\s*"
    r"(?P<v>v?\d{1,3}(?:\.\d+){1,3}[\w.-]{0,12}|v\d[\w.-]{0,12}"
    r"|(?:19|20)\d{6}(?:\.\w{2,8})?)(?![\w/])",
    re.IGNORECASE,
)
_WORD_VERSION: Final = re.compile(
    r"\s*[,:]?\s*[(\[]?\s*(?P<v>(?:version|release|rev\.?|snapshots?|dump|wersja|versione|versión)"
    r"\s(?:of |vom |du |del |from |z )?\w{0,12}\s?\d[\w.-]{0,12})",
    re.IGNORECASE,
)
_DATED: Final = re.compile(r"\s*[(\[]\s*(?P<v>(?:19|20)\d\d(?:-\d\d){0,2})\s*[)\]]")
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
_GAP: Final = re.compile(
    r"[ \t:,(–—-]{0,6}(?:v[\d.]+|version [\d.]+)?[ \t:,)(–—-]{0,6}(?:(?<=:)\n\s*)?\Z"
)
_VARIANT: Final = re.compile(r"[a-z]{2,4}")
_PAPER: Final = re.compile(r"(?:[\w.]*arxiv\.org|(?:dx\.)?doi\.org|aclanthology\.org)/")
_IN_NAME: Final = re.compile(r"\s(?P<v>v\d[\w.]*)\Z", re.IGNORECASE)
# Where a catalogue of datasets keeps each under its name.
_CATALOGUED: Final = re.compile(
    r"(?:[\w.-]+/(?:[\w.-]+/){0,4}(?:datasets?|corpus|corpora)/(?:[\w.-]+/){0,2}"
    r"|zenodo\.org/records?/|figshare\.com/articles/dataset/(?:[\w.-]+/)?)(?P<name>[\w.-]{3,100})\Z"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    name: str
    start: int
    end: int
    url: str = ""
    known: str = ""
    version: str = ""
    firm: bool = True
    """Listed, not only told as the origin of something."""


def dataset_items(
    text: str, reference: Reference, links: tuple[str, ...]
) -> tuple[Item, ...]:
    """Return the datasets that `text` lists or names, in order, each once.

    What is named only as the origin of another dataset, or to say that it was not
    used, is no entry, unless nothing else is named.
    """
    entries = sorted(_entries(text, reference, links), key=lambda e: (e.start, -e.end))
    named = [e for e in entries if not negated(text, e.start, e.end)]
    firm = [entry for entry in named if entry.firm] or named
    unique = _unique(firm)
    snapshots = _snapshots(text, reference)
    return tuple(
        _item(text, entry, _region(text, entry, entries), snapshots) for entry in unique
    )


def _entries(
    text: str, reference: Reference, links: tuple[str, ...]
) -> Iterator[_Entry]:
    found = mentions(text, reference.datasets, links)
    named = [mention for mention in found if not mention.url]
    places = addresses(text, links)
    addressed = list(_addressed(text, places, named, reference))
    yield from addressed
    taken = [(entry.start, entry.end) for entry in addressed]
    taken += [(place.start, place.end) for place in places]
    listing = bool(addressed)
    for mention in named:
        if not _overlaps(mention.start, mention.end, taken):
            yield _by_name(text, mention, reference, listing)
    taken += [(mention.start, mention.end) for mention in named]
    words = reference.words
    for label in (
        *listed_names(text, words),
        *enumerated_names(text, taken, words),
        *titled_names(text, words),
    ):
        if not _overlaps(label.start, label.end, taken) and _is_dataset(
            label, reference
        ):
            taken.append((label.start, label.end))
            yield _Entry(
                name=label.name, version=label.version, start=label.start, end=label.end
            )
    yield from _unprinted(links, places, reference)


def _addressed(
    text: str,
    places: tuple[Address, ...],
    named: list[Mention],
    reference: Reference,
) -> Iterator[_Entry]:
    floor = 0
    for place in places:
        known, path_name = named_by_address(place.url, reference.datasets)
        path_name = path_name or _catalogued(place.url)
        label = label_before(text, place.start, floor, reference.words)
        label = label or _named_before(text, place.start, floor, named)
        floor = place.end
        if not path_name and (label is None or _is_paper(place.url)):
            continue
        inside = next((m for m in named if label and _within(m, label)), None)
        if (
            not path_name
            and label
            and inside is None
            and not _is_dataset(label, reference)
        ):
            continue
        hub = hub_id(place.url)
        yield _Entry(
            name=_closer(label.name if label else "", path_name if hub else "")
            or path_name,
            start=label.start if label else place.start,
            end=place.end,
            url=place.url,
            known=known or (inside.dataset_id if inside else ""),
            version=label.version if label else "",
        )


def _named_before(
    text: str, start: int, floor: int, named: list[Mention]
) -> Label | None:
    for mention in reversed(named):
        if floor <= mention.start and mention.end <= start:
            if _GAP.match(text[mention.end : start]):
                return Label(mention.text, "", mention.start, mention.end)
            return None
    return None


def _by_name(
    text: str, mention: Mention, reference: Reference, listing: bool
) -> _Entry:
    before = text[max(0, mention.start - 80) : mention.start]
    pattern = reference.datasets[mention.dataset_id].snapshot
    is_snapshot = bool(pattern) and re.fullmatch(pattern, mention.text) is not None
    origin = _DERIVED.search(before) or (listing and _FROM.search(before))
    return _Entry(
        name=reference.datasets[mention.dataset_id].name
        if is_snapshot
        else mention.text,
        start=mention.start,
        end=mention.end,
        known=mention.dataset_id,
        firm=not origin and not is_snapshot,
    )


def _unprinted(
    links: tuple[str, ...], places: tuple[Address, ...], reference: Reference
) -> Iterator[_Entry]:
    """Yield the datasets that only a link behind the words leads to."""
    printed = {_mark(place.url) for place in places}
    for link in links:
        known, name = named_by_address(link, reference.datasets)
        if name and hub_id(link) and _mark(link) not in printed:
            yield _Entry(name=name, start=10**9, end=10**9, url=link, known=known)


def _is_dataset(label: Label, reference: Reference) -> bool:
    """Return whether `label` is not plainly something else: a model or crawler."""
    low = label.name.casefold()
    if low in {c.token.casefold() for c in reference.crawlers.values()}:
        return False
    return not any(
        re.match(rf"{re.escape(family.name)}(?![a-z])", label.name, re.IGNORECASE)
        for family in reference.families
    )


def _is_paper(url: str) -> bool:
    return (
        re.match(
            r"(?:[\w.]*arxiv\.org|doi\.org|dx\.doi\.org|aclanthology\.org)/", bare(url)
        )
        is not None
    )


def _catalogued(url: str) -> str:
    match = None if hub_id(url) else _CATALOGUED.match(bare(url))
    return match["name"] if match else ""


def _closer(label: str, path_name: str) -> str:
    """Return the label, or the address's name if that is a variant of it.

    "FineWeb2" linked to FineWeb2-HQ is FineWeb2-HQ.
    """
    short, long = squashed(label), squashed(path_name)
    rest = long.removeprefix(short)
    is_variant = bool(short) and rest != long and _VARIANT.fullmatch(rest) is not None
    return path_name if is_variant else label


def _unique(entries: list[_Entry]) -> list[_Entry]:
    kept: dict[str, _Entry] = {}
    for entry in entries:
        mark = _mark(entry.url) if entry.url else entry.known or squashed(entry.name)
        same = {k for k, e in kept.items() if squashed(e.name) == squashed(entry.name)}
        listed = {e.known for e in kept.values() if e.known}
        if mark in kept or (not entry.url and (same or entry.known in listed)):
            continue
        # A name told first and linked later is one entry.
        bare_name = next((k for k in sorted(same) if not kept[k].url), None)
        if entry.url and bare_name:
            kept[bare_name] = replace(kept[bare_name], url=entry.url, end=entry.end)
            continue
        kept[mark] = entry
    return list(kept.values())


def _mark(url: str) -> str:
    return hub_id(url).casefold() or bare(url)


def _snapshots(text: str, reference: Reference) -> dict[str, str]:
    return {
        dataset.id: ", ".join(dict.fromkeys(re.findall(dataset.snapshot, text)))
        for dataset in reference.datasets.values()
        if dataset.snapshot
    }


def _region(text: str, entry: _Entry, entries: list[_Entry]) -> str:
    """Return what `text` says after `entry` that belongs to it."""
    line = text.find("\n", entry.end)
    after = [e.start for e in entries if e.start >= entry.end]
    stop = min([*after, line if line >= 0 else len(text), entry.end + 300, len(text)])
    region = text[entry.end : stop]
    sentence = re.search(r"\.\s", region)
    region = region[: sentence.start()] if sentence else region
    # In running text what follows a name tells of the next one, too.
    return region if entry.url or region.lstrip()[:1] in tuple("([:–—") else ""


def _item(
    text: str, entry: _Entry, region: str, snapshots: dict[str, str]
) -> dict[str, str]:
    version = (
        entry.version or snapshots.get(entry.known, "") or _version(text, entry.end)
    )
    period = _PERIOD.search(region)
    selected = _SELECTED.search(region)
    told = {
        "name": entry.name,
        "url": entry.url,
        "version": version,
        "known": entry.known,
        "period": _FROM_WORD.sub("", period.group()) if period else "",
        "selection": region.strip(" :,;.()–—-") if selected else "",
    }
    return {key: value for key, value in told.items() if value}


def _version(text: str, end: int) -> str:
    for pattern in (_VERSION_AFTER, _WORD_VERSION, _DATED):
        if match := pattern.match(text, end):
            return str(match["v"]).rstrip(".-")
    return ""


def _within(mention: Mention, label: Label) -> bool:
    return label.start <= mention.start and mention.end <= label.end


def _overlaps(start: int, end: int, taken: list[tuple[int, int]]) -> bool:
    return any(start < stop and begin < end for begin, stop in taken)
