"""Where an answer names datasets: by address, by name, as entries of a list."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
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
from compliance.reference import Reference

_DERIVED: Final = re.compile(
    r"(?:deriv(?:ed|es|ing|ative)|based|built|extracted|generated|distilled|created|adapted"
    r"|abgeleitet|basier\w*|(?:auf )?(?:basis|grundlage)|dérivée?s?|issue?s?|basée?s?"
    r"|opart\w+|podstawie|derivat\w|basat\w|derivad\w{1,2}|basad\w{1,2}|gebaseerd|afgeleid"
    r"|subset|part|version)\s+(?:(?:up)?on|from|of|auf|von|aus|de|sur|z|na|da|su|en|op|van)?\s*"
    r"(?:[\w'’-]+\s+){0,3}\Z",
    re.IGNORECASE,
)
# In a list, "traces from public domain X books" tells of an origin.
_FROM: Final = re.compile(
    r"\b(?:from|aus|z|ze|de|du|da|dal|uit)\s+"
    r"(?:(?!the\b|der\b|den\b|les?\b|la\b)[\w'’-]+\s+){1,4}\Z",
    re.IGNORECASE,
)
_JOINED: Final = re.compile(
    r"[\s,]*(?:and|und|et|y|e|i|oraz|en)?\s+(?:the\s+)?", re.IGNORECASE
)
_GAP: Final = re.compile(
    r"[ \t:,(–—-]{0,6}(?:v[\d.]+|version [\d.]+)?[ \t:,)(–—-]{0,6}(?:(?<=:)\n\s*)?\Z"
)
_SENTENCE_END: Final = re.compile(r"[.;!?]\s|\n\s*\n")
_VARIANT: Final = re.compile(r"[a-z]{2,4}")
_PAPER: Final = re.compile(r"(?:[\w.]*arxiv\.org|(?:dx\.)?doi\.org|aclanthology\.org)/")
# Where a catalogue of datasets keeps each under its name.
_CATALOGUED: Final = re.compile(
    r"(?:[\w.-]+/(?:[\w.-]+/){0,4}(?:datasets?|corpus|corpora)/(?:[\w.-]+/){0,2}"
    r"|zenodo\.org/records?/|figshare\.com/articles/dataset/(?:[\w.-]+/)?)"
    r"(?P<name>[\w.-]{3,100})\Z"
)
NOT_PRINTED: Final = 10**9
"""Where an entry stands that only a link behind the words tells."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A dataset an answer names, and where."""

    name: str
    start: int
    end: int
    url: str = ""
    known: str = ""
    version: str = ""
    firm: bool = True
    """Listed, not only told as the origin of something."""


class _Taken:
    """Which signs of a text belong to a name already."""

    def __init__(self, text: str) -> None:
        self._mask = bytearray(len(text) + 1)

    def add(self, start: int, end: int) -> None:
        """Take the signs from `start` to `end`."""
        self._mask[start:end] = b"\1" * (end - start)

    def has(self, start: int, end: int) -> bool:
        """Return whether any sign from `start` to `end` is taken."""
        return any(self._mask[start:end])


def dataset_entries(
    text: str, reference: Reference, links: tuple[str, ...]
) -> tuple[Entry, ...]:
    """Return every dataset that `text` names, in order, repeats and all."""
    return tuple(
        sorted(_entries(text, reference, links), key=lambda e: (e.start, -e.end))
    )


def mark_of(url: str) -> str:
    """Return what two addresses of one thing have in common."""
    return hub_id(url).casefold() or bare(url)


def _entries(
    text: str, reference: Reference, links: tuple[str, ...]
) -> Iterator[Entry]:
    found = mentions(text, reference.datasets, links)
    named = [mention for mention in found if not mention.url]
    places = addresses(text, links)
    taken = _Taken(text)
    addressed = list(_addressed(text, places, named, reference))
    for entry in addressed:
        taken.add(entry.start, entry.end)
    for place in places:
        taken.add(place.start, place.end)
    yield from addressed
    origins = _origins(text, named, listing=bool(addressed))
    for mention, is_origin in zip(named, origins, strict=True):
        if not taken.has(mention.start, mention.end):
            yield _by_name(mention, is_origin, reference)
    for mention in named:
        taken.add(mention.start, mention.end)
    words = reference.words
    for label in (
        *listed_names(text, words),
        *enumerated_names(text, taken.has, words),
        *titled_names(text, words),
    ):
        if not taken.has(label.start, label.end) and _is_dataset(label, reference):
            taken.add(label.start, label.end)
            yield Entry(
                name=label.name, version=label.version, start=label.start, end=label.end
            )
    yield from _unprinted(links, places, reference)


def _addressed(
    text: str,
    places: Sequence[Address],
    named: Sequence[Mention],
    reference: Reference,
) -> Iterator[Entry]:
    floor = 0
    starts = [mention.start for mention in named]
    for place in places:
        known, path_name = named_by_address(place.url, reference.datasets)
        path_name = path_name or _catalogued(place.url)
        last = named[: bisect_left(starts, place.start)][-1:]
        label = label_before(text, place.start, floor, reference.words)
        label = label or _named_before(text, place.start, floor, last)
        floor = place.end
        inside = (
            last[0].dataset_id if label and last and _within(last[0], label) else ""
        )
        if not path_name and (label is None or _PAPER.match(bare(place.url))):
            continue
        if not path_name and label and not inside and not _is_dataset(label, reference):
            continue
        variant = path_name if hub_id(place.url) else ""
        yield Entry(
            name=_closer(label.name if label else "", variant) or path_name,
            start=label.start if label else place.start,
            end=place.end,
            url=place.url,
            known=known or inside,
            version=label.version if label else "",
        )


def _named_before(
    text: str, start: int, floor: int, last: Sequence[Mention]
) -> Label | None:
    for mention in last:
        if mention.start >= floor and _GAP.match(text[mention.end : start]):
            return Label(mention.text, "", mention.start, mention.end)
    return None


def _within(mention: Mention, label: Label) -> bool:
    return label.start <= mention.start and mention.end <= label.end


def _origins(text: str, named: Sequence[Mention], *, listing: bool) -> list[bool]:
    """Return for each mention whether it is only told as the origin of another.

    In running text there must be another beside it; what is enumerated with an
    origin is one too.
    """
    origins: list[bool] = []
    end = 0
    for mention in named:
        between = text[max(end, mention.start - 80) : mention.start]
        beside = bool(origins) and not _SENTENCE_END.search(text, end, mention.start)
        told = bool(_DERIVED.search(between)) and (listing or beside)
        told = told or (listing and bool(_FROM.search(between)))
        told = told or (beside and origins[-1] and bool(_JOINED.fullmatch(between)))
        origins.append(told)
        end = mention.end
    return origins


def _by_name(mention: Mention, is_origin: bool, reference: Reference) -> Entry:
    dataset = reference.datasets[mention.dataset_id]
    pattern = dataset.snapshot
    is_snapshot = bool(pattern and re.fullmatch(pattern, mention.text))
    return Entry(
        name=dataset.name if is_snapshot else mention.text,
        start=mention.start,
        end=mention.end,
        known=dataset.id,
        firm=not is_origin and not is_snapshot,
    )


def _unprinted(
    links: tuple[str, ...], places: Sequence[Address], reference: Reference
) -> Iterator[Entry]:
    printed = {mark_of(place.url) for place in places}
    for link in links:
        known, name = named_by_address(link, reference.datasets)
        if hub_id(link) and mark_of(link) not in printed:
            yield Entry(
                name=name, start=NOT_PRINTED, end=NOT_PRINTED, url=link, known=known
            )


def _is_dataset(label: Label, reference: Reference) -> bool:
    """Return whether `label` is not plainly something else: a model or crawler."""
    if label.name.casefold() in reference.crawlers:
        return False
    low = label.name.casefold()
    return not any(
        low.startswith(family.name.casefold())
        and not low[len(family.name) : len(family.name) + 1].isalpha()
        for family in reference.families
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
