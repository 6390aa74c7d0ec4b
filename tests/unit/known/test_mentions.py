import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.datafiles import root
from compliance.known import load_known, mentions
from compliance.known.names import NEVER_ALONE, named_alike, squashed

KNOWN = load_known(root())
NAMES = [(n, each.id) for each in KNOWN.values() for n in (*each.aliases, *each.exact)]
IDS = [(hub, each.id) for each in KNOWN.values() for hub in each.ids.get("hf", ())]


def named(text: str) -> list[str]:
    """Return the ids of the known datasets that `text` names."""
    return [mention.dataset_id for mention in mentions(text, KNOWN)]


def test_every_name_is_its_own_datasets() -> None:
    """A name in a sentence names its dataset and no other."""
    met = [(n, own, named(f"We used {n}, among others.")) for n, own in NAMES]

    assert len(met) > 250
    assert not [each for each in met if each[2] != [each[1]]]


def test_case_and_separators_do_not_matter() -> None:
    """Filings write names with blanks, hyphens, underscores or none, in any case."""
    met = [
        (name, own, named(f"({name.upper().replace(' ', '_').replace('-', ' ')})"))
        for name, own in NAMES
        if name not in KNOWN[own].exact
    ]

    assert len(met) > 200
    assert not [each for each in met if each[2] != [each[1]]]


@pytest.mark.parametrize("host", ["huggingface.co", "hf.co", "www.huggingface.co"])
def test_hub_addresses_lead_to_their_dataset(host: str) -> None:
    """The address of a dataset counts before any name in it."""
    met = {
        (f"https://{host}/datasets/{hub}", own): [
            (m.url, m.dataset_id)
            for m in mentions(f"See https://{host}/datasets/{hub}: here", KNOWN)
        ]
        for hub, own in IDS
    }

    assert len(met) > 60
    assert not {each: found for each, found in met.items() if found != [each]}


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("FineWeb-Edu", ["fineweb-edu"]),
        ("FineWeb-Ultra and FineWeb-X2", []),
        ("FineWeb-pages, FineWeb-ReFined, FineWeb-curated", []),
        ("FineWeb-random texts", ["fineweb"]),
        ("Ultra-FineWeb", []),
        ("-Wikipedia", ["wikipedia"]),
        ("FineWeb-based texts", ["fineweb"]),
        ("Wikipedia-Artikel, Common-Crawl-Daten", ["wikipedia", "common-crawl"]),
        ("The Stack v2, then The Stack", ["the-stack-v2", "the-stack-v1"]),
        ("the stack of books, the pile of papers", []),
        ("CC, Pile, WIT, s2, Books, RAIL", []),
        ("CC BY 4.0 images; CC0", []),
        ("the WIT dataset", ["wit"]),
        ("roots of an Oscar, disco music, open images", []),
        ("ROOTS, OSCAR", ["roots", "oscar"]),
        ("Johannes Gutenberg printed; Gutenberg did not", ["project-gutenberg"]),
        ("NVIDIA DALI pipelines", []),
        ("our common crawlers obey", []),
        ("Nemotron answers, Nemotron-CC pages", ["nemotron-cc"]),
        ("DCML", ["dclm-baseline"]),
        ("arXiv:2406.17557 and arXiv 2101.00027", []),
        ("https://arxiv.org/abs/2402.00159", []),
        ("an arXiv preprint", []),
        ("papers from arXiv", ["arxiv"]),
        ("CC-MAIN-2024-10", ["common-crawl"]),
        ("write to wikipedia@alder.example", []),
        ("en.wikipedia.org, opensubtitles.org", []),
        ("https://data.commoncrawl.org/crawl-data/x", ["common-crawl"]),
        ("https://github.com/mdeff/fma", ["fma"]),
        ("https://github.com/alder/scripts", []),
        ("https://doi.org/10.5281/zenodo.1117372", ["musdb18"]),
        ("https://zenodo.org/records/1117372#files", ["musdb18"]),
        ("https://opus.nlpl.eu/", []),
        ("allenai/c4 or elm/c4", ["c4"]),
        ("https://hf.co/datasets/elm/fineweb-edu", ["fineweb-edu"]),
        ("https://hf.co/datasets/common-pile/anything", ["common-pile"]),
        ("Anna's Archive Spotify backup", ["annas-archive-spotify"]),
        ("Anna\N{RIGHT SINGLE QUOTATION MARK}s Archive", ["annas-archive-books"]),
        ("Wikipedia's text", ["wikipedia"]),
        ("Wikipedias", []),
        ("Re-LAION-5B", ["re-laion-5b"]),
        ("DataComp-LM, DataComp", ["dclm-baseline", "datacomp"]),
        ("LAION DISCO 12M; DISCO-10M", ["laion-disco-12m", "disco-10m"]),
        ("Sleeping-DISCO", ["sleeping-disco-9m"]),
    ],
)  # fmt: skip
def test_near_misses(text: str, ids: list[str]) -> None:
    """The longest name counts, and what only resembles a name does not."""
    assert named(text) == ids


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("\N{LATIN SMALL LIGATURE FI}neweb", id="ligature"),
        pytest.param("Fine\u200bWeb", id="zero-width space"),
        pytest.param("Fine\u00adWeb", id="soft hyphen"),
        pytest.param("FINE\N{NON-BREAKING HYPHEN}WEB", id="other hyphen"),
        pytest.param("Fine\n    Web", id="line break"),
    ],
)
def test_a_printed_page_hides_no_name(text: str) -> None:
    """What printing does to a name does not hide it."""
    assert named(text) == ["fineweb"]


def test_offsets_are_the_texts_own() -> None:
    """A mention says where it stands in the text as given, not in a cleaned one."""
    text = "\N{LATIN SMALL LIGATURE FI}rst: Common\n  Crawl, https://hf.co/datasets/elm/birch."

    found = [(m.text, text[m.start : m.end]) for m in mentions(text, KNOWN)]

    assert found == [
        ("Common Crawl", "Common\n  Crawl"),
        ("birch", "https://hf.co/datasets/elm/birch"),
    ]


def test_a_hub_names_what_nobody_knows() -> None:
    """A dataset of a hub is named even if nothing is known of it."""
    (found,) = mentions("https://hf.co/datasets/elm/birch-texts", KNOWN)

    assert (found.text, found.dataset_id) == ("birch-texts", "")


def test_no_short_word_is_a_name_by_itself() -> None:
    """Initials and plain words never are, whatever a file lists."""
    assert not [
        name
        for each in KNOWN.values()
        for name in (*each.aliases, *each.exact)
        if squashed(name) in NEVER_ALONE
    ]


def test_a_whole_name_is_resolved() -> None:
    """Only the whole of a name counts, loose or exact."""
    assert named_alike("fine_web edu", KNOWN) == "fineweb-edu"
    assert named_alike("C4", KNOWN) == "c4"
    assert named_alike("c4", KNOWN) == ""
    assert named_alike("FineWeb and more", KNOWN) == ""


@given(st.text(max_size=80))
def test_no_text_breaks_the_search(text: str) -> None:
    """Whatever stands in a filing, mentions lie inside it, in order."""
    found = mentions(f"{text} Common Crawl {text}", KNOWN)

    assert all(0 <= m.start < m.end <= 2 * len(text) + 14 for m in found)
    assert list(found) == sorted(found, key=lambda m: m.start)
