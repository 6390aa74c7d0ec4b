"""Datasets named in running text, by address, id or name."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from compliance.known.addresses import Address, addresses, bare, hub_id
from compliance.known.datasets import KnownDataset
from compliance.known.folding import folded
from compliance.known.names import named_alike, names_in

_MAIL: Final = re.compile(r"[\w.+-]{1,64}@[\w.-]{1,255}")
_PAPER: Final = re.compile(r"(?:export\.)?arxiv\.org/(?:abs|pdf|html|list)/")
_RECORD: Final = re.compile(r"zenodo\.org/records?/(\d+)")


@dataclass(frozen=True, slots=True)
class Mention:
    """A dataset named in a text."""

    text: str
    """The name as written, or the last part of its address."""
    dataset_id: str
    """Empty for a dataset we know nothing of."""
    url: str
    """Its address, when it is named by one."""
    start: int
    end: int
    """Where it stands in the text."""


def mentions(
    text: str, known: Mapping[str, KnownDataset], links: tuple[str, ...] = ()
) -> tuple[Mention, ...]:
    """Return the datasets that `text` names, in order, not overlapping.

    Addresses and hub ids count first, then the longest name. A hub's address names
    a dataset even when nothing is known of it; any other address only a known one.
    A paper's address or number is a citation and names nothing.

    Args:
        text: Words of a filing, lines as they stand.
        known: Facts by id.
        links: Addresses behind the words, which mend those a line broke.
    """
    found = []
    hidden = list(text)
    for address in addresses(text, links):
        hidden[address.start : address.end] = "\0" * (address.end - address.start)
        dataset_id, name = named_by_address(address.url, known)
        if name:
            found.append(_by_address(address, dataset_id, name))
    found += _by_name(_without_mail("".join(hidden)), known)
    return tuple(sorted(found, key=lambda mention: mention.start))


def named_by_address(url: str, known: Mapping[str, KnownDataset]) -> tuple[str, str]:
    """Return the id and name of the dataset at `url`; empty where there is none.

    >>> named_by_address("https://hf.co/datasets/elm/birch-texts", {})
    ('', 'birch-texts')
    >>> named_by_address("https://arxiv.org/abs/2402.00159", {})
    ('', '')
    """
    index = _by_place(tuple(known.values()))
    hub = hub_id(url)
    name = hub.rsplit("/", 1)[-1]
    if hub:
        owner = hub.split("/", 1)[0].casefold()
        listed = index.get(f"hf {hub.casefold()}") or index.get(f"hf {owner}")
        return listed or named_alike(name, known), name
    place = bare(url)
    if _PAPER.match(place):
        return "", ""
    place = _RECORD.sub(r"doi.org/10.5281/zenodo.\1", place)
    for part in _prefixes(place):
        if dataset_id := index.get(part):
            return dataset_id, known[dataset_id].name
    return "", ""


def _by_address(address: Address, dataset_id: str, name: str) -> Mention:
    return Mention(name, dataset_id, address.url, address.start, address.end)


def _by_name(text: str, known: Mapping[str, KnownDataset]) -> Iterator[Mention]:
    plain = folded(text)
    for each in names_in(plain, known):
        start, end = plain.span(each.start, each.end)
        name = plain.raw[each.start : each.end].rsplit("/", 1)[-1]
        yield Mention(name, each.dataset_id, "", start, end)


def _without_mail(text: str) -> str:
    return (
        _MAIL.sub(lambda mail: "\0" * len(mail.group()), text) if "@" in text else text
    )


def _prefixes(place: str) -> Iterator[str]:
    """Yield `place`, shortened part by part, then its host's parents."""
    while True:
        yield place
        if "/" not in place:
            break
        place = place.rsplit("/", 1)[0]
    while place.count(".") > 1:
        place = place.split(".", 1)[1]
        yield place


@cache
def _by_place(known: tuple[KnownDataset, ...]) -> Mapping[str, str]:
    index: dict[str, str] = {}
    for each in known:
        for hub in each.ids.get("hf", ()):
            index.setdefault(f"hf {hub.casefold()}", each.id)
        for repository in each.ids.get("github", ()):
            index.setdefault(f"github.com/{repository.casefold()}", each.id)
        for doi in each.ids.get("doi", ()):
            index.setdefault(f"doi.org/{doi.casefold()}", each.id)
        for url in each.ids.get("url", ()):
            index.setdefault(bare(url), each.id)
    return index
