import pytest

from compliance.linkage.domain_links import domain_links, index_domains
from compliance.linkage.entry import Entry
from compliance.linkage.links import Found
from compliance.model import Method

PLATFORMS = frozenset({"many.example"})


def linked(disclosed: list[dict[str, str]], **entry: str) -> tuple[Found, ...]:
    """Return the links of one entry through disclosed domains."""
    row = Entry(record_id="E", work_type="website", **entry)
    return domain_links(row, index_domains(enumerate(disclosed)), PLATFORMS)


@pytest.mark.parametrize(
    ("disclosed", "domains", "method", "words"),
    [
        ("elm.example", "elm.example", Method.HOST, "where the entry is published"),
        ("www.elm.example", "elm.example", Method.HOST, "where the entry is published"),
        ("https://elm.example/x", "WWW.ELM.EXAMPLE", Method.HOST, "where the entry"),
        ("elm.example", "shop.elm.example", Method.DOMAIN, "which covers shop.elm.example"),
        ("shop.elm.example", "elm.example", Method.DOMAIN, "a host below the entry's"),
        ("a.elm.example", "b.elm.example", Method.DOMAIN, "both are elm.example"),
        ("many.example", "alm.many.example", Method.DOMAIN, "which covers alm.many.example"),
        ("alm.many.example", "alm.many.example", Method.HOST, "where the entry"),
        ("b\u00fccher.example", "xn--bcher-kva.example", Method.HOST, ""),
    ],
)  # fmt: skip
def test_a_disclosed_domain_links(
    disclosed: str, domains: str, method: Method, words: str
) -> None:
    """The same host is strongest; a parent covers, and siblings are of one domain."""
    found = linked([{"name": disclosed}], domains=domains)

    assert [each.method for each in found] == [method]
    assert words in found[0].reasons[0]


@pytest.mark.parametrize(
    ("disclosed", "domains"),
    [
        ("elm.example", "helm.example"),
        ("elm.example", "elm.test"),
        ("alm.many.example", "ek.many.example"),
        ("alm.many.example", "many.example"),
        ("co.uk", "elm.co.uk"),
        ("github.io", "elm.github.io"),
        ("alder.github.io", "elm.github.io"),
        ("News sites and forums", "elm.example"),
        ("elm.example", ""),
        ("192.0.2.1", "192.0.2.1"),
    ],
)
def test_what_does_not_link(disclosed: str, domains: str) -> None:
    """Other domains, other users of a platform and public suffixes link nothing."""
    assert not linked([{"name": disclosed}], domains=domains)


def test_an_address_of_the_entry_counts_like_a_domain() -> None:
    """Where a work is published is known by its page too."""
    assert linked([{"name": "elm.example"}], urls="https://shop.elm.example/a|x")


def test_the_disclosed_host_is_what_was_disclosed() -> None:
    """A list entry that keeps the host beside its domain names the host."""
    item = {"name": "elm.example", "host": "blog.elm.example"}

    found = linked([item], domains="elm.example")

    assert found[0].reasons[0].startswith("the filing names blog.elm.example")


def test_a_platform_is_said_to_be_one() -> None:
    """That a platform is named says little of one work on it."""
    found = linked([{"name": "many.example"}], domains="alm.many.example")

    assert found[0].reasons[1] == "it is a platform that holds works of many owners"


def test_equal_hosts_stand_first_and_each_domain_once() -> None:
    """Several domains of an entry give one link per disclosed domain, the strongest."""
    disclosed = [{"name": "a.elm.example"}, {"name": "elm.example"}]

    found = linked(disclosed, domains="elm.example|b.elm.example")

    assert [(f.number, f.method) for f in found] == [
        (1, Method.HOST),
        (0, Method.DOMAIN),
    ]


def test_names_that_are_no_domain_are_counted() -> None:
    """They cannot be compared, and it is known how many there are."""
    index = index_domains(
        enumerate([{"name": "elm.example"}, {"name": "news"}, {"name": "co.uk"}])
    )

    assert (index.total, index.unusable) == (3, 2)
