"""What entries and disclosed things are found by, as texts and as hashes of them.

Two things that link have a text in common; a text in common is looked at and does not
yet link. So a hash that two texts share by chance costs a look and nothing else.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from typing import Final

from compliance.identifiers import Identifier
from compliance.linkage.domain_links import DomainIndex, entry_places
from compliance.linkage.entry import Entry, several
from compliance.linkage.keys import EntryKeys, work_keys
from compliance.linkage.links import NAMES_PER_ENTRY
from compliance.linkage.names import creator_keys, plain_letters, title_key
from compliance.linkage.works import WorkIndex, link_key, url_key

WIDTH: Final = 8
"""Bytes of a hash."""

# A title with this many creators is looked up by itself.
_PAIRS: Final = 100


def hash_of(text: str) -> bytes:
    """Return the hash of a text, the same on every machine."""
    return hashlib.blake2b(
        text.encode("utf-8", "surrogatepass"), digest_size=WIDTH
    ).digest()


def entry_texts(
    entry: Entry, keys: EntryKeys, confusables: Mapping[int, str]
) -> tuple[str, ...]:
    """Return every text that `entry` can be found by, its id first, each once."""
    texts = {f"e:{entry.record_id}": None}
    for each in (*keys.identifiers, *keys.related):
        texts[identifier_text(each)] = None
    if entry.urls:
        texts |= dict.fromkeys(
            f"u:{key}" for url in several(entry.urls) if (key := url_key(url))
        )
    if entry.domains or entry.urls:
        texts |= {f"d:{domain}": None for _, domain in entry_places(entry)}
    if entry.works or entry.work_type == "musical_work" or keys.related:
        texts |= {f"w:{key}": None for key in work_keys(entry, keys)}
    if entry.creators and (entry.title or entry.alt_titles):
        texts |= dict.fromkeys(_name_texts(entry, confusables))
    return tuple(texts)


def identifier_text(identifier: Identifier) -> str:
    """Return the text by which an identifier is found."""
    mark = "r" if identifier.scheme == "us" else "i"
    return f"{mark}:{link_key(identifier)}"


def _name_texts(entry: Entry, confusables: Mapping[int, str]) -> Iterator[str]:
    titles = [entry.title, *several(entry.alt_titles)][:NAMES_PER_ENTRY]
    creators = several(entry.creators)[:NAMES_PER_ENTRY]
    yield from _pairs(titles, creators)
    if not (entry.creators.isascii() and all(each.isascii() for each in titles)):
        plain = [plain_letters(each, confusables) for each in titles]
        yield from _pairs(plain, [plain_letters(e, confusables) for e in creators])


def _pairs(titles: Iterable[str], creators: Iterable[str]) -> Iterator[str]:
    by_title = [key for each in titles if each and (key := title_key(each))]
    by_creator = dict.fromkeys(k for each in creators for k in creator_keys(each))
    if len(by_title) * len(by_creator) > _PAIRS:
        yield from (f"t:{title}" for title in by_title)
        return
    for title, creator in product(by_title, by_creator):
        yield name_text(title, creator)


def name_text(title: str, creator: str) -> str:
    """Return the text of a title and a creator by their keys."""
    return f"n:{title}\x1f{creator}"


def disclosed_texts(works: WorkIndex, domains: DomainIndex) -> Iterator[str]:
    """Yield every text that what was disclosed looks for."""
    yield from (f"i:{key}" for key in works.identifiers)
    yield from (f"r:{key}" for key in works.registrations)
    yield from (f"u:{key}" for key in works.urls)
    yield from (f"d:{key}" for key in domains.by_domain)
    for title, creators in works.names.items():
        yield f"t:{title}"
        yield from (name_text(title, creator) for creator in creators)
