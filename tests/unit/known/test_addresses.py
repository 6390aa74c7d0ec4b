from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.known.addresses import addresses, bare, hub_id

HUB = "https://hf.co/datasets/"


def urls(text: str, *links: str) -> list[str]:
    """Return the addresses in `text`."""
    return [address.url for address in addresses(text, links)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("https://alder.example/a.", ["https://alder.example/a"]),
        ("(https://alder.example/a_(b))", ["https://alder.example/a_(b)"]),
        ("www.alder.example/x, y", ["https://www.alder.example/x"]),
        ("hf.co/datasets/elm/birch:", ["https://hf.co/datasets/elm/birch"]),
        ("https://a.example: https://b.example", ["https://a.example", "https://b.example"]),
        ("https://a.example:https://b.example", ["https://a.example", "https://b.example"]),
        ("https://web.archive.example/2024/https://a.example/", ["https://web.archive.example/2024/https://a.example/"]),
        ("https:// and http://", []),
        ("https://\n hf.co/datasets/elm/birch", ["https://hf.co/datasets/elm/birch"]),
        (HUB + "elm/birch-\n  texts (v1)", [HUB + "elm/birch-texts"]),
        (HUB + "elm/\nbirch: x", [HUB + "elm/birch"]),
        (HUB + "elm/birch\ufffetexts", [HUB + "elm/birch-texts"]),
        (HUB + "elm/birch\nElm texts", [HUB + "elm/birch"]),
        (HUB + "elm/birch-\nhttps://b.example", [HUB + "elm/birch-", "https://b.example"]),
        (HUB + "elm/birch-\n- item", [HUB + "elm/birch-"]),
        ("https://alder.example/\nFir texts", ["https://alder.example/"]),
        ("https://alder.example/\ndocs/a-b", ["https://alder.example/docs/a-b"]),
        ("https://huggingface.co/ following", ["https://huggingface.co/"]),
        ("https://huggingface.co/elm/\nBirch2", ["https://huggingface.co/elm/Birch2"]),
        ("https://huggingface.co/elm/\npages", ["https://huggingface.co/elm/"]),
        ("https://huggingface.co/\nelm/Birch-2", ["https://huggingface.co/elm/Birch-2"]),
        ("https://alder.example/Code_of_Prac\ntice.pdf", ["https://alder.example/Code_of_Practice.pdf"]),
        ("https://alder.example/how-your-d\nata-is-used-to-learn.", ["https://alder.example/how-your-data-is-used-to-learn"]),
        ("mail x@www.alder.example", []),
    ],
)  # fmt: skip
def test_addresses_are_whole(text: str, found: list[str]) -> None:
    """An address a line broke goes on where it plainly does, and nowhere else."""
    assert urls(text) == found


def test_a_link_mends_what_the_page_broke() -> None:
    """The address behind the words says how far the printed one goes."""
    printed = "https://alder.example/the long\nname and more"

    assert urls(printed) == ["https://alder.example/the"]
    assert urls(printed, "https://alder.example/thelongname") == [
        "https://alder.example/thelongname"
    ]


def test_another_link_changes_nothing() -> None:
    """A link that is not printed here does not stretch an address."""
    assert urls("https://alder.example/a b", "https://alder.example/x") == [
        "https://alder.example/a"
    ]


@pytest.mark.parametrize(
    ("url", "hub"),
    [
        ("https://huggingface.co/datasets/elm/birch/tree/main", "elm/birch"),
        ("https://hf.co/datasets/birch#license", "birch"),
        ("https://huggingface.co/elm/birch", ""),
        ("https://huggingface.co/collections/elm/birch", ""),
    ],
)
def test_hub_ids(url: str, hub: str) -> None:
    """Only a dataset's address has a dataset's id."""
    assert hub_id(url) == hub


def test_bare_addresses_compare() -> None:
    """Scheme, www, query and a last slash make no other address."""
    assert bare("HTTP://www.Alder.example/a/?q#x") == "alder.example/a"


@given(st.text(alphabet="https:/w.a-_\n \ufffe()[]é", max_size=60))
def test_every_address_lies_in_its_text(text: str) -> None:
    """Whatever a page breaks, addresses lie inside it and do not overlap."""
    found = addresses(text)

    assert all(0 <= a.start <= a.end <= len(text) for a in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
