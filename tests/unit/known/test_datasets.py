import re
from dataclasses import fields
from itertools import pairwise
from typing import Any

import pytest

from compliance.datafiles import root
from compliance.errors import RulebookError
from compliance.known import KnownDataset, ancestors, load_known
from compliance.known.datasets import dataset

KNOWN = load_known(root())
LEAST: dict[str, Any] = {
    "id": "alder",
    "name": "Alder",
    "aliases": ["Alder"],
    "publisher": "Alder Press",
    "modality": ["text"],
    "released": "2024",
    "size": "small",
    "licence_claimed": "none",
    "protected": "mixed",
    "unlawful_source": "none_known",
    "ships": "copies",
    "status": "available",
    "derives_from": [],
    "sure": "low",
    "ids": {"hf": ["elm/alder"]},
    "sources": [
        {"url": "https://alder.example/a", "seen": True},
        {"url": "https://alder.example/b", "seen": False},
    ],
}


def family(**parents: tuple[str, ...]) -> dict[str, KnownDataset]:
    """Return invented datasets, each with what it derives from."""
    return {
        each: dataset({**LEAST, "id": each, "derives_from": list(of)}, f"{each}.toml")
        for each, of in parents.items()
    }


def test_all_facts_are_there() -> None:
    """Every dataset of the facts is read, sorted by id."""
    assert len(KNOWN) == 81
    assert list(KNOWN) == sorted(KNOWN)


@pytest.mark.parametrize("each", KNOWN.values(), ids=lambda each: each.id)
def test_values_are_of_their_kind(each: KnownDataset) -> None:
    """What a report prints of a dataset is one of the words it knows."""
    assert each.protected in ("in_copyright", "mixed", "mostly_open", "open")
    assert each.unlawful_source in ("pirated", "disputed", "none_known")
    assert each.ships in ("links", "copies")
    assert each.sure in ("high", "medium", "low")
    assert each.sources
    assert set(each.unread) <= set(each.sources)
    assert set(each.ids) <= {"hf", "github", "url", "home", "arxiv", "doi"}
    assert re.compile(each.snapshot)
    assert (each.status == "withdrawn") == bool(each.withdrawn_on)


def test_memory_keeps_its_tag() -> None:
    """A source cited from memory is told apart from one that was read."""
    alder = dataset(LEAST, "alder.toml")

    assert alder.sources == ("https://alder.example/a", "https://alder.example/b")
    assert alder.unread == ("https://alder.example/b",)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        pytest.param({"aliases": "Alder"}, "aliases", id="a text for a list"),
        pytest.param({"size": None}, "size", id="no size"),
        pytest.param({"colour": "red"}, "colour", id="a key nothing reads"),
        pytest.param({"sources": [{"url": "x"}]}, "seen", id="a source without seen"),
        pytest.param({"ids": []}, "ids", id="ids are no table"),
    ],
)
def test_wrong_facts_are_refused_by_name(change: dict[str, Any], why: str) -> None:
    """The error names the file and the key."""
    with pytest.raises(RulebookError, match=rf"alder\.toml: .*{why}"):
        dataset({**LEAST, **change}, "alder.toml")


def test_optional_facts_are_empty_when_not_told() -> None:
    """What a file leaves out is empty, never missing."""
    alder = dataset(LEAST, "alder.toml")

    assert {
        getattr(alder, f.name) for f in fields(alder) if f.name in ("notes", "exact")
    } == {
        "",
        (),
    }


def test_nearer_ancestors_come_first() -> None:
    """Each ancestor has one chain, the shortest, in the order the facts list them."""
    known = family(child=("a", "b"), a=("far",), b=("top",), far=("top",), top=())

    assert ancestors("child", known) == (
        ("child", "a"),
        ("child", "b"),
        ("child", "a", "far"),
        ("child", "b", "top"),
    )


def test_a_cycle_ends() -> None:
    """Datasets that derive from each other are no endless chain."""
    known = family(a=("b",), b=("a", "b"))

    assert ancestors("a", known) == (("a", "b"),)


def test_a_child_names_its_parents_part() -> None:
    """SlimPajama is made of RedPajama, and with it of Books3."""
    chains = {chain[-1]: chain for chain in ancestors("slimpajama", KNOWN)}

    assert chains["books3"] == ("slimpajama", "books3")
    assert chains["common-crawl"] == ("slimpajama", "redpajama-1t", "common-crawl")


@pytest.mark.parametrize("each", sorted(KNOWN))
def test_every_chain_is_made_of_links(each: str) -> None:
    """Each step of a chain derives from the next, and no ancestor stands twice."""
    chains = ancestors(each, KNOWN)

    assert all(
        parent in KNOWN[child].derives_from
        for chain in chains
        for child, parent in pairwise(chain)
    )
    ends = [chain[-1] for chain in chains]
    assert len(ends) == len(set(ends))
    assert each not in ends
