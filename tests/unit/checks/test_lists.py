import pytest

from compliance.checks.lists import (
    CoversNames,
    EachEntryHas,
    LargeDatasetsListed,
    Names,
    NamesLanguage,
    RegistrableDomains,
    ShareListed,
    covers_names,
    each_entry_has,
    large_datasets_listed,
    names,
    names_language,
    registrable_domains,
    share_listed,
)
from compliance.model import Gap, Unknown
from tests.unit.checks.invented import evidence

TWO = [{"name": "Alder Corpus", "url": "https://alder.example"}, {"name": "Birch Set"}]


def test_entries_of_several_fields_count_together() -> None:
    """Two names satisfy where two are asked for, three do not exist."""
    given = evidence({"/things": TWO})

    assert not list(names(given, Names(at=("/things",), at_least=2)))
    assert list(names(given, Names(at=("/things",), at_least=3))) == [
        Gap(at="/things", facts={"count": "2", "needed": "3"})
    ]


def test_names_in_a_file_are_an_open_question() -> None:
    """Where the answer says that the list is a file, too few names are no gap."""
    filed = evidence({"/things": "The list can be downloaded."})
    params = Names(at=("/things",), elsewhere="list-elsewhere")
    why = "1.11 speaks of a file to download"
    gap = Gap(at="/things", facts={"count": "0", "needed": "1"})

    assert list(names(filed, params)) == [Unknown(at="/things", why=why)]
    assert list(names(filed, Names(at=("/things",)))) == [gap]
    assert list(names(evidence({"/things": "Blogs"}), params)) == [gap]
    assert not list(names(evidence({"/things": TWO}), params))


def test_a_key_that_is_not_to_be_had_is_an_open_question() -> None:
    """Where the answer says that a link is not known, its lack is no gap."""
    told = [{"name": "Birch Set", "selection": "The link is not known"}]
    params = EachEntryHas(at="/things", any_of=("url",), elsewhere="link-not-known")
    why = "1.11 speaks of a link or a date that is not known"

    assert list(each_entry_has(evidence({"/things": told}), params)) == [
        Unknown(at="/things", why=why)
    ]
    assert list(each_entry_has(evidence({"/things": TWO}), params)) == [
        Gap(at="/things", facts={"missing": "Birch Set", "count": "1", "total": "2"})
    ]
    assert not list(each_entry_has(evidence({"/things": TWO[:1]}), params))


def test_the_rest_of_a_list_in_a_file_is_an_open_question() -> None:
    """Too small a share is no gap beside a file, and a full one is enough."""
    listed = {"/things": [{"name": "alder.example", "text": "others in all.csv"}]}
    params = ShareListed(
        at="/things", total="context:total", percent=10, elsewhere="list-elsewhere"
    )
    why = "1.11 speaks of a file to download"

    assert list(share_listed(evidence(listed, context={"total": 11}), params)) == [
        Unknown(at="/things", why=why)
    ]
    assert not list(share_listed(evidence(listed, context={"total": 10}), params))


def test_entries_without_a_key_are_named() -> None:
    """The gap names the entries that lack every one of the keys."""
    params = EachEntryHas(at="/things", any_of=("url", "description"))

    asked = list(each_entry_has(evidence({"/things": TWO}), params))

    facts = {"missing": "Birch Set", "count": "1", "total": "2"}
    assert asked == [Gap(at="/things", facts=facts)]


def test_only_the_known_datasets_are_asked() -> None:
    """An entry that is none of the known datasets is not asked for its version."""
    params = EachEntryHas(at="/things", any_of=("version",), known=("common-crawl",))
    crawl = [*TWO, {"name": "Common Crawl", "known": "common-crawl"}]

    assert not list(each_entry_has(evidence({"/things": TWO}), params))
    assert [type(o) for o in each_entry_has(evidence({"/things": crawl}), params)] == [
        Gap
    ]


@pytest.mark.parametrize(
    ("total", "listed", "at_most", "gap"),
    [
        pytest.param(20, 2, 0, False, id="ten percent of twenty"),
        pytest.param(21, 2, 0, True, id="rounded up"),
        pytest.param(20000, 3, 3, False, id="the lower limit counts"),
        pytest.param(20000, 2, 3, True, id="one short of it"),
    ],
)
def test_a_share_of_all_names_is_listed(
    total: int, listed: int, at_most: int, gap: bool
) -> None:
    """The share is rounded up, and never asks for more than the limit."""
    given = evidence(
        {"/things": [{"name": f"site{n}.example"} for n in range(listed)]},
        context={"crawl.total": total},
    )
    params = ShareListed(
        at="/things", total="context:crawl.total", percent=10, at_most=at_most
    )

    assert bool(list(share_listed(given, params))) is gap


def test_without_the_total_the_share_is_unknown() -> None:
    """The form does not ask for the total; without it nothing is said."""
    params = ShareListed(at="/things", total="context:crawl.total", percent=10)

    asked = list(share_listed(evidence({"/things": TWO}), params))

    why = "the context does not give crawl.total"
    assert asked == [Unknown(at="/things", why=why, needs="crawl.total")]


def test_three_percent_exactly_is_not_large() -> None:
    """A dataset is large above three percent of its modality, not at it."""
    sizes = (
        {"name": "Cedar", "modality": "text", "size": 3},
        {"name": "Douglas", "modality": "text", "size": 4},
        {"name": "Alder Corpus", "modality": "text", "size": 93},
        {"name": "Elm", "modality": "image", "size": 1},
    )
    given = evidence({"/things": TWO}, context={"datasets.sizes": sizes})
    params = LargeDatasetsListed(
        at="/things", sizes="context:datasets.sizes", percent=3
    )

    asked = list(large_datasets_listed(given, params))

    assert asked == [
        Gap(
            at="/things",
            facts={"dataset": "Douglas", "modality": "text", "share": "4.0"},
        ),
        Gap(
            at="/things",
            facts={"dataset": "Elm", "modality": "image", "share": "100.0"},
        ),
    ]


def test_what_nobody_can_register_is_no_domain() -> None:
    """A public suffix and a host below the domain are told apart."""
    listed = [
        {"name": "co.uk"},
        {"host": "news.alder.example"},
        {"name": "alder.example"},
    ]

    asked = list(
        registrable_domains(
            evidence({"/things": listed}), RegistrableDomains(at="/things")
        )
    )

    assert [each.facts["name"] for each in asked if isinstance(each, Gap)] == [
        "co.uk",
        "news.alder.example",
    ]


def test_a_language_is_named() -> None:
    """Words about many languages name none."""
    named, union = NamesLanguage(at="/story"), NamesLanguage(at="/story", union=1)
    vague = evidence({"/story": "A wide range of languages"})

    assert not list(names_language(evidence({"/story": "German and Igbo"}), union))
    assert list(names_language(evidence({"/story": "Igbo and Thai"}), union)) == [
        Gap(at="/story", facts={"count": "2", "union": "0"})
    ]
    assert list(names_language(vague, named)) == [
        Gap(at="/story", facts={"count": "0", "union": "0"})
    ]
    assert not list(names_language(vague, union))


def test_every_model_on_the_market_is_covered() -> None:
    """The names that the answer does not have are the gap."""
    given = evidence(
        {"/story": "Linden 2 and linden 2 mini"},
        context={"models_on_market": ("Linden 2 Mini", "Linden 3")},
    )
    params = CoversNames(at="/story", names="context:models_on_market")

    assert list(covers_names(given, params)) == [
        Gap(at="/story", facts={"missing": "Linden 3"})
    ]


def test_a_key_may_have_to_hold_one_of_some_values() -> None:
    """Another value than those named fills nothing."""
    used = [{"name": "A", "used": "yes"}, {"name": "B", "used": "maybe"}]
    given = evidence({"/things": used})
    params = EachEntryHas(at="/things", any_of=("used",), one_of=("yes", "no"))

    asked = list(each_entry_has(given, params))

    assert asked == [
        Gap(at="/things", facts={"missing": "B", "count": "1", "total": "2"})
    ]
