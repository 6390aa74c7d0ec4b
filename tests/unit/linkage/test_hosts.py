"""A crawl against the domains of a catalog."""

from compliance.datafiles import root
from compliance.domains import load_platforms
from compliance.linkage.domain_links import domain_links, index_domains
from compliance.linkage.entry import Entry
from compliance.linkage.hosts import HostLink, host_links
from compliance.linkage.names import load_confusables
from compliance.model import Method

PLATFORMS = load_platforms(root())
CONFUSABLES = load_confusables(root())
DOMAINS = ["birch.example", "shop.alder.example", "nobody.github.io", "bbc.co.uk"]
BIRCH_IN_CYRILLIC = "bir\N{CYRILLIC SMALL LETTER ES}h.example"


def linked(*hosts: str) -> list[HostLink]:
    """Return the links of `hosts` with the domains above."""
    return list(host_links(hosts, DOMAINS, PLATFORMS, CONFUSABLES))


def test_hosts_below_and_beside_link() -> None:
    """A host itself, one below it and one beside it link; another domain does not."""
    found = linked(
        "www.birch.example", "a.birch.example", "alder.example", "BBC.co.uk", "co.uk",
        "birch.test", "nonsense", "somebody.github.io",
    )  # fmt: skip

    assert [(link.host, link.domain, link.method) for link in found] == [
        (0, 0, Method.HOST),
        (1, 0, Method.DOMAIN),
        (2, 1, Method.DOMAIN),
        (3, 3, Method.HOST),
    ]


def test_a_disguise_links_and_is_called_one() -> None:
    """Letters that look like Latin ones link, and it is said that only they do."""
    found = linked(BIRCH_IN_CYRILLIC, f"https://x.{BIRCH_IN_CYRILLIC}/y")

    assert [(link.host, link.domain, link.alike) for link in found] == [
        (0, 0, True),
        (1, 0, True),
    ]


def test_a_filing_s_disguise_is_said() -> None:
    """The reasons show the name as written and that it is another domain."""
    index = index_domains([(0, {"name": BIRCH_IN_CYRILLIC})], CONFUSABLES)

    (found,) = domain_links(Entry(domains="birch.example"), index, PLATFORMS)

    assert found.method is Method.DOMAIN
    assert "another domain, with letters that look like Latin ones" in found.reasons[-1]
    assert BIRCH_IN_CYRILLIC in found.reasons[-1]
