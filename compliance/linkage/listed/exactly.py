"""Works of a list and entries of a catalog that share an identifier or an address."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

import numpy as np

from compliance.identifiers import Identifier
from compliance.linkage.entry import Entry, several
from compliance.linkage.index.hashes import identifier_text
from compliance.linkage.index.key_runs import hashes_in_order
from compliance.linkage.index.opened import OpenedIndex
from compliance.linkage.index.segment import Row
from compliance.linkage.keys import EntryKeys, entry_keys
from compliance.linkage.links import links_of
from compliance.linkage.listed.sides import Side
from compliance.linkage.works import Work, index_works, scheme_key, url_key
from compliance.model import Method

ENTRIES: Final = 20
"""Entries that one identifier of a work is linked with; all others are counted."""
_METHODS: Final = (Method.REGISTRATION, Method.IDENTIFIER)
_SOURCE: Final = "list"


class Exact(NamedTuple):
    """A work and an entry that share an identifier or an address."""

    work: int
    row: int
    """Of all segments of the catalog, numbered through."""
    method: Method
    reasons: tuple[str, ...]


class Usable(NamedTuple):
    """What of a work can be looked up."""

    texts: tuple[str, ...]
    """Its identifiers and addresses, as they are found by."""
    schemes: frozenset[str]


def usable(entry: Entry, keys: EntryKeys) -> Usable:
    """Return the identifiers and addresses of `entry` that can be looked up."""
    texts = [identifier_text(each) for each in keys.identifiers]
    texts += [f"u:{key}" for url in several(entry.urls) if (key := url_key(url))]
    return Usable(
        tuple(dict.fromkeys(texts)),
        frozenset(scheme_key(each) for each in keys.identifiers),
    )


def exact_pairs(
    works: Mapping[int, Side],
    looked_up: Mapping[int, Usable],
    catalog: OpenedIndex,
    confusables: Mapping[int, str],
) -> Iterator[Exact]:
    """Yield the pairs of some works, by work, then in the order of the catalog.

    Args:
        works: The works, by their places in the list.
        looked_up: What of them is looked up.
        catalog: The catalog.
        confusables: Look-alike letters, for the names that are held beside.
    """
    texts = [(place, text) for place, each in looked_up.items() for text in each.texts]
    hashes = hashes_in_order(text for _, text in texts)
    first = 0
    found: dict[int, list[Exact]] = {}
    for segment in catalog.segments:
        at, rows = segment.keys.pairs_of(hashes)
        asked: dict[int, dict[int, None]] = {}
        for place, row in zip(at.tolist(), rows.tolist(), strict=True):
            asked.setdefault(row, {})[texts[place][0]] = None
        for row in segment.entries(np.array(sorted(asked), dtype=np.uint32)):
            for each in _of_entry(row, first, asked[row.row], works, confusables):
                found.setdefault(each.work, []).append(each)
        first += segment.rows
    for place in sorted(found):
        yield from _bounded(found[place])


def _of_entry(
    row: Row,
    first: int,
    asked: Mapping[int, None],
    works: Mapping[int, Side],
    confusables: Mapping[int, str],
) -> Iterator[Exact]:
    listed = index_works(
        (_work(place, works[place].entry) for place in asked), confusables, _SOURCE
    )
    seen: set[int] = set()
    for link in links_of(row.entry, entry_keys(row.entry), listed, confusables):
        if link.method in _METHODS and link.number not in seen:
            seen.add(link.number)
            yield Exact(link.number, first + row.row, link.method, link.reasons)


def _work(place: int, entry: Entry) -> Work:
    keys = entry_keys(entry)
    identifiers: Sequence[Identifier] = (*keys.identifiers, *keys.related)
    return Work(
        number=place,
        title=entry.title,
        creators=tuple(several(entry.creators)),
        identifiers=tuple(identifiers),
        urls=tuple(several(entry.urls)),
        container=entry.container,
    )


def _bounded(pairs: Sequence[Exact]) -> Sequence[Exact]:
    more = len(pairs) - ENTRIES
    if more <= 0:
        return pairs
    told = f"{more:,} more entries share it and are not listed"
    first = pairs[0]._replace(reasons=(*pairs[0].reasons, told))
    return (first, *pairs[1:ENTRIES])


def contradicted(work: Usable, entry: EntryKeys) -> str:
    """Return in which scheme both have identifiers of which none agrees, or empty.

    Editions of one work have an identifier each, so this alone is no reason against.
    """
    own: dict[str, list[str]] = {}
    for each in entry.identifiers:
        own.setdefault(scheme_key(each), []).append(identifier_text(each))
    for scheme in sorted(work.schemes & set(own)):
        if not set(own[scheme]) & set(work.texts):
            return scheme.upper()
    return ""
