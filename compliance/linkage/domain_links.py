"""Links through disclosed domains: the same host, or one registrable domain."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from compliance.domains import host_of, registrable, unicode_of
from compliance.linkage.entry import Entry, several
from compliance.linkage.links import Found
from compliance.linkage.names import plain_letters
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
    written: str = ""
    """How it is written, if other letters were read as the Latin ones they look like."""


@dataclass(frozen=True, slots=True)
class DomainIndex:
    """All disclosed domains by registrable domain."""

    by_domain: Mapping[str, Sequence[DisclosedDomain]]
    total: int
    unusable: int
    """How many names are no domain, or a public suffix."""
    source: str = "filing"
    """What they are listed in, for reasons."""


def index_domains(
    disclosed: Iterable[tuple[int, Mapping[str, str]]],
    confusables: Mapping[int, str] = {},
    source: str = "filing",
) -> DomainIndex:
    """Return the index of the domains in list entries, with their numbers.

    A name with letters that look like Latin ones is also found as what it looks like.
    """
    by_domain: dict[str, list[DisclosedDomain]] = {}
    total = unusable = 0
    for number, item in disclosed:
        total += 1
        place = place_of(item.get("host") or item.get("name", ""))
        if place is None:
            unusable += 1
            continue
        for each in _readings(number, *place, confusables):
            by_domain.setdefault(each.domain, []).append(each)
    return DomainIndex(by_domain, total, unusable, source)


def _readings(
    number: int, host: str, domain: str, confusables: Mapping[int, str]
) -> Iterator[DisclosedDomain]:
    yield DisclosedDomain(number, host, domain)
    alike = look_alike(host, confusables)
    if alike is not None:
        yield DisclosedDomain(number, *alike, written=host)


def look_alike(host: str, confusables: Mapping[int, str]) -> tuple[str, str] | None:
    """Return the host and domain that `host` looks like to a reader, if another.

    >>> look_alike("xn--irch-f4d.example", {0x432: "b"})
    ('birch.example', 'birch.example')
    """
    if "xn--" not in host:
        return None
    shown = unicode_of(host)
    place = place_of(plain_letters(shown, confusables))
    return place if place is not None and place[0] != host else None


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
            for each in _link(host, disclosed, platforms, index.source):
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
    host: str, disclosed: DisclosedDomain, platforms: frozenset[str], source: str
) -> Iterator[Found]:
    made = agreement(host, disclosed.host, disclosed.domain, platforms, source)
    if made is None:
        return
    method, reasons = made
    if disclosed.written:
        shown = unicode_of(disclosed.written)
        method = Method.DOMAIN
        written = f"it is written {shown} ({disclosed.written}), another domain"
        reasons = (*reasons, f"{written}, with letters that look like Latin ones")
    yield Found(disclosed.number, method, reasons)


def agreement(
    host: str, named: str, domain: str, platforms: frozenset[str], source: str = "list"
) -> tuple[Method, tuple[str, ...]] | None:
    """Return how an entry's host agrees with one that is named, and why; or ``None``.

    Args:
        host: Where the entry is published.
        named: What is named; both have one registrable domain.
        domain: That domain.
        platforms: Domains that hold other people's content.
        source: What names it, for the reasons.
    """
    platform = domain in platforms or named in platforms
    beside = ("it is a platform that holds works of many owners",) if platform else ()
    if host == named:
        reasons = (f"the {source} names {named}, where the entry is published", *beside)
        return Method.HOST, reasons
    if host.endswith(f".{named}"):
        reasons = (f"the {source} names {named}, which covers {host}", *beside)
        return Method.DOMAIN, reasons
    if platform:
        return None
    if named.endswith(f".{host}"):
        return Method.DOMAIN, (
            f"the {source} names {named}, a host below the entry's {host}",
        )
    return Method.DOMAIN, (
        f"the {source} names {named}, the entry {host}: both are {domain}",
    )
