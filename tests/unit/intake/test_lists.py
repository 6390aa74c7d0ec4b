import re

import pypdfium2
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from compliance.datafiles import root
from compliance.intake.lists import completed, items_of
from compliance.known.names import squashed
from compliance.model import Item
from compliance.reference import load_reference

REFERENCE = load_reference(root())
FILINGS = root().parent / "shared" / "filings"
KINDS = ("dataset", "domain", "crawler", "model", "version")


def items(kind: str, text: str, *links: str) -> list[Item]:
    """Return the entries of `kind` in `text`."""
    return [dict(item) for item in items_of(kind, text, REFERENCE, links)]


def named(kind: str, text: str, *links: str) -> list[str]:
    """Return the names of the entries of `kind` in `text`."""
    return [item["name"] for item in items(kind, text, *links)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "We used Common Crawl, Wikipedia and Dolma.",
            ["Common Crawl", "Wikipedia", "Dolma"],
        ),
        (
            "Wir nutzten Common Crawl und Wikipedia, aber nicht Books3.",
            ["Common Crawl", "Wikipedia"],
        ),
        (
            "Corpus issus de Common Crawl et Wikipédia, sans Books3.",
            ["Common Crawl", "Wikipédia"],
        ),
        (
            "Użyto zbioru Common Crawl oraz Wikipedii; nie użyto Books3.",
            ["Common Crawl", "Wikipedii"],
        ),
        ("FineWeb-Edu, which is derived from Common Crawl", ["FineWeb-Edu"]),
        ("All of it is derived from Common Crawl.", ["Common Crawl"]),
        ("The following datasets were excluded:\n- Books3\n- LibGen", []),
        ("Excluded: Books3. Used: Wikipedia.", ["Wikipedia"]),
        ("The Alder Web Corpus, from the open web", ["Alder Web Corpus"]),
        ("datasets such as OpenBirch and ElmQA", ["OpenBirch", "ElmQA"]),
        ("FineWeb and FineWeb again; fineweb", ["FineWeb"]),
    ],
)
def test_datasets_named_in_prose(text: str, names: list[str]) -> None:
    """Names in sentences are entries, in several languages, if they were used."""
    assert named("dataset", text) == names


@pytest.mark.parametrize(
    "text",
    [
        "Broad, multi-domain text and image datasets made available by third parties.",
        "- News articles\n- Books\n- Scientific papers\n- PDF files\n- GitHub repositories",
        "Nachrichtenseiten, Bücher, Foren und Enzyklopädien.",
        "Zbiory tekstów prasowych, książek i stron internetowych.",
        "Ensembles de textes de presse et de sites web.",
        "See https://alder.example/data and https://arxiv.org/abs/2402.00159.",
        "Scripts: https://github.com/alder/pretrain-data; deduplicated with MinHash.",
        "The full list is at https://huggingface.co/collections/alder/sets-12.",
        "Website: https://alder.example\nContact: data@alder.example",
        "Generated with GPT-4o and Llama 3; Llama 3: https://huggingface.co/meta-llama/Llama-3",
        "Fetched by GPTBot: https://alder.example/bot",
        "ISO 639-3, UTF-8, CC-BY-4.0, Apache 2.0, Section 2.1",
        "",
    ],
)
def test_what_names_no_dataset(text: str) -> None:
    """Categories, pointers, papers, code, models and crawlers are no datasets."""
    assert items("dataset", text) == []


def test_entries_of_a_list_carry_what_stands_beside_them() -> None:
    """Address, version, period and selection on its line belong to an entry."""
    text = (
        "- Alder Web Corpus (v1.2): https://alder.example/corpus\n"
        "- FineWeb2: https://hf.co/datasets/epfml/FineWeb2-\n  HQ (v2.0.1)\n"
        "- Birch Set, https://birch.example/s: English part only, 01/2019 to 03/2022\n"
        "https://zenodo.org/records/1117372\n"
        "https://alder.example/datasets/fir-texts\n"
    )

    assert items("dataset", text) == [
        {
            "name": "Alder Web Corpus",
            "url": "https://alder.example/corpus",
            "version": "v1.2",
        },
        {
            "name": "FineWeb2-HQ",
            "url": "https://hf.co/datasets/epfml/FineWeb2-HQ",
            "version": "v2.0.1",
            "known": "fineweb-2",
        },
        {
            "name": "Birch Set",
            "url": "https://birch.example/s",
            "period": "01/2019 to 03/2022",
            "selection": "English part only, 01/2019 to 03/2022",
        },
        {
            "name": "MUSDB18",
            "url": "https://zenodo.org/records/1117372",
            "known": "musdb18",
        },
        {"name": "fir-texts", "url": "https://alder.example/datasets/fir-texts"},
    ]


@pytest.mark.parametrize(
    ("text", "version"),
    [
        (
            "Common Crawl, CC-MAIN-2023-50 and CC-MAIN-2024-10",
            "CC-MAIN-2023-50, CC-MAIN-2024-10",
        ),
        ("Common Crawl", None),
        ("Dolma v1.7", "v1.7"),
        ("Dolma (1.7)", None),
        ("Dolma (v1)", "v1"),
        ("Wikipedia (20240301.en)", "20240301.en"),
        ("Wikipedia (2024-03)", "2024-03"),
        ("Wikipedia, snapshot of March 2024", "snapshot of March 2024"),
        ("FineWeb2, 1.0.0", "1.0.0"),
        ("FineWeb has 15 trillion tokens", None),
    ],
)
def test_versions_of_datasets(text: str, version: str | None) -> None:
    """A version is what stands right after the name, or the snapshots named."""
    (item,) = items("dataset", text)

    assert item.get("version") in (version, *(["1.7"] if "(1.7)" in text else []))


def test_an_address_behind_the_words_is_an_entry() -> None:
    """A link to a hub's dataset that is not printed names it too, once."""
    link = "https://huggingface.co/datasets/elm/birch"

    assert items("dataset", "See here.", link, link, "https://alder.example") == [
        {"name": "birch", "url": link}
    ]
    assert named("dataset", f"{link} and more", link) == ["birch"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("GPT-5.4", ["GPT-5.4"]),
        ("our own models, including GPT-5.4.", ["GPT-5.4"]),
        ("GPT\N{NON-BREAKING HYPHEN}5.4 mini; GPT-\n4o", ["GPT-5.4 mini", "GPT-4o"]),
        ("The Gemini 3\nPro family, Gemini 3.1 Lite", ["Gemini 3 Pro", "Gemini 3.1 Lite"]),
        ("Llama 3.1 70B and Qwen2.5-72B-Instruct", ["Llama 3.1 70B", "Qwen2.5-72B-Instruct"]),
        ("Wir nutzten Llama-3.3-70B, nicht GPT-4.", ["Llama-3.3-70B"]),
        ("Bielik-11B-v3.0-Instruct oraz PLLuM 12B", ["Bielik-11B-v3.0-Instruct", "PLLuM 12B"]),
        ("Alder-LM 2.1\nBirch 7B\nfir-4", ["Alder-LM 2.1", "Birch 7B", "fir-4"]),
        ("Linden 2 and Linden 2 Mini", ["Linden 2", "Linden 2 Mini"]),
        ("Claude and Granite, Granite 3.3 8B", ["Claude", "Granite 3.3 8B"]),
        ("Mistral AI, Gemini Apps, the llama farm", []),
        ("our internal 7B model, in Section 2.1, since January 2025", []),
        ("Apache 2.0, Annex 3, 2 August 2025, 1st Floor", []),
        ("None", []),
        ("specialised internal models", []),
    ],
)  # fmt: skip
def test_models(text: str, names: list[str]) -> None:
    """Known families and versioned names are models; sections and dates are not."""
    assert named("model", text) == names


def test_models_have_their_addresses() -> None:
    """The address that follows a name is its own, as is a link of its name."""
    text = "Alder-8B, https://huggingface.co/elm/Alder-8B\nAlder-70B: https://huggingface.co/elm/Alder-\n70B\nAlder-1B"

    assert items("model", text, "https://alder.example/Alder-1B") == [
        {"name": "Alder-8B", "url": "https://huggingface.co/elm/Alder-8B"},
        {"name": "Alder-70B", "url": "https://huggingface.co/elm/Alder-70B"},
        {"name": "Alder-1B", "url": "https://alder.example/Alder-1B"},
    ]
    assert named("model", "https://huggingface.co/elm/Fir-2B") == ["Fir-2B"]
    assert named("model", "See here.", "https://alder.example/page") == []


def test_a_model_keeps_its_first_address() -> None:
    """A name that is told again without its address is one entry with it."""
    text = "Fir-2B: https://fir.example/a\nFir-2B\nFir-2B: https://fir.example/b"

    assert items("model", text) == [{"name": "Fir-2B", "url": "https://fir.example/a"}]


def test_domains() -> None:
    """An entry has its registrable domain, its host and what was written."""
    assert items("domain", "News.Alder.example and bbc.co.uk, not pirate.example") == [
        {
            "name": "alder.example",
            "host": "news.alder.example",
            "text": "News.Alder.example",
        },
        {"name": "bbc.co.uk", "host": "bbc.co.uk", "text": "bbc.co.uk"},
    ]


@pytest.mark.parametrize(
    "text",
    [
        "See https://alder.example/domains.csv for the list.",
        "News sites and forums that obey robots.txt",
        "FineWeb, C4 and mC4",
        "write to legal@alder.example",
    ],
)
def test_what_names_no_domain(text: str) -> None:
    """A pointer, a category, a dataset and a mailbox are no crawled domains."""
    assert items("domain", text, "https://alder.example/list.csv") == []


def test_crawlers() -> None:
    """A listed token says so; a switch and a denied crawler are no entries."""
    text = "ClaudeBot, AcmeBot/1.0, Google-Extended. We do not use GPTBot."

    assert items("crawler", text) == [
        {"name": "ClaudeBot", "known": "ClaudeBot"},
        {"name": "AcmeBot"},
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("V1", [{"name": "V1"}]),
        ("1.0", [{"name": "1.0"}]),
        ("Version #1", [{"name": "Version #1"}]),
        ("19 March 2026", [{"name": "19 March 2026"}]),
        ("v2 (v1: https://a.example/1.pdf)", [{"name": "v2"}, {"name": "v1", "url": "https://a.example/1.pdf"}]),
        ("https://a.example/old.pdf", [{"name": "old.pdf", "url": "https://a.example/old.pdf"}]),
        ("the first", []),
    ],
)  # fmt: skip
def test_versions(text: str, found: list[Item]) -> None:
    """A version is told by number or date; earlier ones by their addresses."""
    assert items("version", text) == found


def test_another_kind_has_no_entries() -> None:
    """Works are read elsewhere, and an unknown kind names nothing."""
    assert items("work", "The Birches, 1924") == []
    assert items("", "Common Crawl") == []


def test_structured_entries_are_completed() -> None:
    """What a structured list leaves unsaid is looked up, what it says stays."""
    assert completed("dataset", {"name": "The Pile"}, REFERENCE) == {
        "name": "The Pile",
        "known": "the-pile",
    }
    assert completed("dataset", {"name": "Alder"}, REFERENCE) == {"name": "Alder"}
    assert (
        completed("domain", {"name": "news.alder.example"}, REFERENCE)["host"]
        == "news.alder.example"
    )
    assert completed("crawler", {"name": "gptbot"}, REFERENCE) == {
        "name": "gptbot",
        "known": "GPTBot",
    }
    assert completed("model", {"name": "Alder 2"}, REFERENCE) == {"name": "Alder 2"}


@pytest.mark.parametrize("kind", KINDS)
@given(text=st.text(alphabet="ab AB12.,:;-_/()\n@'\ufffe\u200bhtps"))
def test_no_words_break_a_list(kind: str, text: str) -> None:
    """Whatever an answer says, its entries are texts under known keys."""
    keys = {"name", "url", "version", "known", "period", "selection", "host", "text"}

    for item in items_of(kind, text, REFERENCE):
        assert set(item) <= keys
        assert item["name"]


LABELS = {
    "dataset": (
        ("List of large publicly", "General description of"),
        ("listed above", "Additional comments|2.2. Private"),
    ),
    "crawler": (("identifier", "Purposes of"),),
    "domain": (("Summary of the most", "Additional comments|2.4 User data"),),
}  # fmt: skip


def printed(name: str) -> str:
    """Return the words of a published filing, as its pages hold them."""
    path = FILINGS / f"{name}.pdf"
    if not path.is_file():
        pytest.skip("the published filings are not beside the project")
    with pypdfium2.PdfDocument(path) as pdf:
        pages = [page.get_textpage().get_text_range() for page in pdf]
    lines = "\n".join(pages).replace("\r\n", "\n").replace("\u200b", "").split("\n")
    return "\n".join(line.rstrip() for line in lines)


def answers(name: str, kind: str) -> list[str]:
    """Return the answers of a published filing that list `kind`."""
    text = printed(name)
    found = []
    for begin, end in LABELS[kind]:
        label = re.search(rf"{begin}[^:]*:", text)
        stop = re.compile(end).search(text, label.end()) if label else None
        if label and stop:
            found.append(text[label.end() : stop.start()])
    return found


@pytest.mark.parametrize("name", ["apertus", "gemini_3_pro", "gpt_5_5", "smollm3"])
@pytest.mark.parametrize("kind", ["dataset", "crawler", "domain"])
def test_published_filings_are_read_as_a_careful_reader_does(
    name: str, kind: str
) -> None:
    """What a filing names is found, all of it and nothing else, in its order."""
    text = answers(name, kind)
    truth = yaml.safe_load(
        (FILINGS / "truth" / f"{name}.yaml").read_text(encoding="utf-8")
    )

    found = [
        item["name"] for answer in text for item in items_of(kind, answer, REFERENCE)
    ]

    assert [squashed(each) for each in found] == [
        squashed(n) for n in truth[f"{kind}s_named"]
    ]
