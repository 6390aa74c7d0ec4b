"""Long lists of hosts against long lists of domains, such as a crawl and a catalog."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from compliance.domains import host_of, registrable
from compliance.linkage.domain_links import agreement, look_alike
from compliance.model import Method


class HostLink(NamedTuple):
    """A host of the list and a domain of the catalog that agree."""

    host: int
    """Number of the host in its list, from 0."""
    domain: int
    """Number of the domain in its list, from 0."""
    method: Method
    alike: bool
    """Whether only letters that look alike agree."""


def host_links(
    hosts: Iterable[str],
    domains: Iterable[str],
    platforms: frozenset[str],
    confusables: Mapping[int, str],
) -> Iterator[HostLink]:
    """Yield the links of `hosts` with `domains`, in the order of the hosts.

    What is no host name, or a public suffix, links to nothing. Hosts are read one by
    one; only the domains are held.

    Args:
        hosts: What was crawled: hosts or addresses.
        domains: Where the works of a catalog are published.
        platforms: Domains that hold other people's content; only a host itself links.
        confusables: Look-alike letters and the Latin ones.
    """
    by_domain: dict[str, list[tuple[int, str]]] = {}
    for number, text in enumerate(domains):
        place = _place(text)
        if place is not None:
            by_domain.setdefault(place[1], []).append((number, place[0]))
    for number, text in enumerate(hosts):
        place = _place(text)
        if place is None:
            continue
        named, domain = place
        for own, host in by_domain.get(domain, ()):
            made = agreement(host, named, domain, platforms)
            if made is not None:
                yield HostLink(number, own, made[0], alike=False)
        if "xn--" not in named:
            continue
        alike = look_alike(named, confusables)
        for own, host in by_domain.get(alike[1], ()) if alike else ():
            if alike and agreement(host, *alike, platforms) is not None:
                yield HostLink(number, own, Method.DOMAIN, alike=True)


def _place(text: str) -> tuple[str, str] | None:
    host = host_of(text)
    domain = registrable(host) if host else None
    return (host.removeprefix("www."), domain) if host and domain else None
