"""Links through disclosed domains: the same host, or one registrable domain."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from compliance.domains import host_of, registrable
from compliance.linkage.entry import Entry, several
from compliance.linkage.links import Found
from compliance.model import Method

_CACHED: Final = 16_384
_LONGEST: Final = 2_000
"""Characters of an address in which its host stands."""


@dataclass(frozen=True, slots=True)
class DisclosedDomain:
    """One domain or host that a submission names."""

    number: int
    """Its place among all things disclosed."""
    host: str
    """Without ``www.``."""
    domain: str
    """Its registrable domain."""


@dataclass(frozen=True, slots=True)
class DomainIndex:
    """All disclosed domains by registrable domain."""

    by_domain: Mapping[str, Sequence[DisclosedDomain]]
    total: int
    unusable: int
    """How many names are no domain, or a public suffix."""


def index_domains(disclosed: Iterable[tuple[int, Mapping[str, str]]]) -> DomainIndex:
    """Return the index of the domains in list entries, with their numbers."""
    by_domain: dict[str, list[DisclosedDomain]] = {}
    total = unusable = 0
    for number, item in disclosed:
        total += 1
        place = place_of(item.get("host") or item.get("name", ""))
        if place is None:
            unusable += 1
        else:
            host, domain = place
            by_domain.setdefault(domain, []).append(
                DisclosedDomain(number, host, domain)
            )
    return DomainIndex(by_domain, total, unusable)


def domain_links(
    entry: Entry, index: DomainIndex, platforms: frozenset[str]
) -> tuple[Found, ...]:
    """Return the links of `entry` through disclosed domains, equal hosts first.

    A disclosed domain covers the hosts below it. Other hosts of one registrable
    domain link too, unless it is a platform that holds other people's content.
    """
    if not index.by_domain or not (entry.domains or entry.urls):
        return ()
    found: dict[int, Found] = {}
    for host, domain in entry_places(entry):
        for disclosed in index.by_domain.get(domain, ()):
            for each in _link(host, disclosed, platforms):
                known = found.get(each.number)
                if known is None or each.method is Method.HOST:
                    found[each.number] = each
    order = (Method.HOST, Method.DOMAIN)
    return tuple(
        sorted(found.values(), key=lambda f: (order.index(f.method), f.number))
    )


def entry_places(entry: Entry) -> Iterator[tuple[str, str]]:
    """Yield host and registrable domain of each domain and address of `entry`."""
    for text in dict.fromkeys((*several(entry.domains), *several(entry.urls))):
        place = place_of(text)
        if place is not None:
            yield place


def place_of(text: str) -> tuple[str, str] | None:
    """Return host, without ``www.``, and registrable domain; ``None`` if it has none.

    >>> place_of("https://www.shop.birch.example/x")
    ('shop.birch.example', 'birch.example')
    """
    return _place(text[:_LONGEST])


@lru_cache(maxsize=_CACHED)
def _place(text: str) -> tuple[str, str] | None:
    host = host_of(text)
    domain = registrable(host) if host else None
    return (host.removeprefix("www."), domain) if host and domain else None


def _link(
    host: str, disclosed: DisclosedDomain, platforms: frozenset[str]
) -> Iterator[Found]:
    named, domain = disclosed.host, disclosed.domain
    platform = domain in platforms or named in platforms
    beside = ("it is a platform that holds works of many owners",) if platform else ()
    if host == named:
        reasons = (f"the filing names {named}, where the entry is published", *beside)
        yield Found(disclosed.number, Method.HOST, reasons)
    elif host.endswith(f".{named}"):
        reasons = (f"the filing names {named}, which covers {host}", *beside)
        yield Found(disclosed.number, Method.DOMAIN, reasons)
    elif platform:
        return
    elif named.endswith(f".{host}"):
        reasons = (f"the filing names {named}, a host below the entry's {host}",)
        yield Found(disclosed.number, Method.DOMAIN, reasons)
    else:
        reasons = (f"the filing names {named}, the entry {host}: both are {domain}",)
        yield Found(disclosed.number, Method.DOMAIN, reasons)
