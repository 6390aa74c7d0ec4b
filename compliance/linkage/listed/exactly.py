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
from compliance.linkage.matching.tokens import I64
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


def usable(entry: Entry) -> tuple[str, ...]:
    """Return the identifiers and addresses of `entry`, as they are looked up."""
    texts = [identifier_text(each) for each in entry_keys(entry).identifiers]
    texts += [f"u:{key}" for url in several(entry.urls) if (key := url_key(url))]
    return tuple(dict.fromkeys(texts))


def sharing(works: OpenedIndex, catalog: OpenedIndex) -> I64:
    """Return the rows of works that share a text with an entry, whatever text it is."""
    found = [np.zeros(0, dtype=np.int64)]
    first = 0
    for listed in works.segments:
        for hashes, rows in listed.keys.all():
            for segment in catalog.segments:
                at, _ = segment.keys.pairs_of(hashes)
                found.append(first + rows[np.unique(at)].astype(np.int64))
        first += listed.rows
    return np.unique(np.concatenate(found))


def exact_pairs(
    works: Mapping[int, Side],
    catalog: OpenedIndex,
    confusables: Mapping[int, str],
) -> Iterator[Exact]:
    """Yield the pairs of some works, by work, then in the order of the catalog.

    Args:
        works: The works, by their places in the list.
        catalog: The catalog.
        confusables: Look-alike letters, for the names that are held beside.
    """
    texts = [
        (place, text) for place, each in works.items() for text in usable(each.entry)
    ]
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


def contradicted(work: EntryKeys, entry: EntryKeys) -> str:
    """Return in which scheme both have identifiers of which none agrees, or empty.

    Editions of one work have an identifier each, so this alone is no reason against.
    """
    for scheme in sorted(set(work.schemes) & set(entry.schemes)):
        one, other = (
            {each.key for each in keys.identifiers if scheme_key(each) == scheme}
            for keys in (work, entry)
        )
        if not one & other:
            return scheme.upper()
    return ""
