import pytest

from compliance.datafiles import root
from compliance.intake.names import (
    enumerated_names,
    is_name,
    is_shaped,
    label_before,
    listed_names,
    titled_names,
)
from compliance.reference import load_reference

WORDS = load_reference(root()).words


@pytest.mark.parametrize(
    ("word", "shaped"),
    [
        ("OpenBirch", True), ("fir_texts", True), ("birch-2", True), ("C4", False), ("FIRb3", True),
        ("Birch", False), ("BIRCH", False), ("PDFs", False), ("GitHub", False), ("UTF-8", False),
        ("", False), ("2024", False),
    ],
)  # fmt: skip
def test_shapes(word: str, shaped: bool) -> None:
    """Inner capitals, digits and underscores make a name, save for known words."""
    assert is_shaped(word, WORDS) is shaped


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Alder Web Corpus", True), ("Letters of the Birch", True), ("OpenBirch", True),
        ("English datasets", False), ("See here", False), ("Full List", False), ("Website", False),
        ("More information", False), ("the dataset", False), ("Data", False), ("", False),
        ("Alder texts of many kinds", False), ("A B C D E F G H I", False),
        ("Technical Report", False),
    ],
)  # fmt: skip
def test_names_before_addresses(text: str, name: bool) -> None:
    """A name is capitalised, points nowhere and is not all generic words."""
    assert is_name(text, WORDS) is name


@pytest.mark.parametrize(
    ("text", "name", "version"),
    [
        ("Alder Set: @", "Alder Set", ""),
        ("- Alder Set (v1.2), @", "Alder Set", "v1.2"),
        ("2) Alder Set, version 3.1 - @", "Alder Set", "version 3.1"),
        ("Elm V2: @", "Elm V2", ""),
        ("Alder Set:\n  @", "Alder Set", ""),
        ("We used the Alder Web Corpus (@", "Alder Web Corpus", ""),
        ("Dataset 1: OpenBirch (@", "OpenBirch", ""),
        ("Fir; Alder Set: @", "Alder Set", ""),
    ],
)
def test_labels(text: str, name: str, version: str) -> None:
    """What stands before an address on its line is its name."""
    label = label_before(text, text.index("@"), 0, WORDS)

    assert label is not None
    assert (label.name, label.version) == (name, version)
    assert text[label.start : label.end] == name


@pytest.mark.parametrize(
    "text",
    [
        "@",
        "See @",
        "English datasets:\n@",
        "our scripts are at @",
        "For details: @",
        "We thank Anna Birch (@",
        "\n\nAlder\n@",
    ],
)
def test_what_is_no_label(text: str) -> None:
    """A pointer, a heading or a line without its colon names nothing."""
    assert label_before(text, text.index("@"), 0, WORDS) is None


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("- OpenBirch\n- fir_t (v3)\n- Alder Corpus: old", ["OpenBirch", "fir_t", "Alder Corpus"]),
        ("Used:\nOpenBirch\nElmQA2\n", ["OpenBirch", "ElmQA2"]),
        ("1. News\n2. Books and papers\n3. Web pages", []),
        ("- Corpus\n- Alder Birch\n- See OpenBirch", []),
        ("We read OpenBirch here\nOpenBirch", []),
        ("- Letters v2", ["Letters"]),
    ],
)  # fmt: skip
def test_lines_of_a_list(text: str, names: list[str]) -> None:
    """A line of a list is a name if it has a name's shape, noun or version."""
    found = list(listed_names(text, WORDS))

    assert [label.name for label in found] == names
    assert [text[label.start : label.end] for label in found] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("datasets such as OpenBirch, ElmQA and fir_t, too", ["OpenBirch", "ElmQA", "fir_t"]),
        ("datasets such as OpenBirch, news and ElmQA", ["OpenBirch"]),
        ("datasets include broad, multi-domain text, OpenBirch", []),
        ("Datensätze wie OpenBirch und ElmQA", ["OpenBirch", "ElmQA"]),
        ("jeux de données tels que OpenBirch et ElmQA", ["OpenBirch", "ElmQA"]),
        ("zbiory danych, takie jak OpenBirch oraz ElmQA", ["OpenBirch", "ElmQA"]),
        ("tools such as OpenBirch", []),
    ],
)  # fmt: skip
def test_enumerations(text: str, names: list[str]) -> None:
    """After words for datasets, names count up to the first that is none."""
    assert [
        label.name for label in enumerated_names(text, lambda a, b: False, WORDS)
    ] == names


def test_a_known_name_does_not_end_an_enumeration() -> None:
    """A name that is known already is passed over."""
    text = "datasets such as Alder, OpenBirch"
    start = text.index("Alder")

    found = enumerated_names(text, lambda a, b: a <= start < b, WORDS)

    assert [label.name for label in found] == ["OpenBirch"]


def test_titles_in_prose() -> None:
    """A capitalised phrase that ends in corpus or dataset is a name; "Our Corpus" is not."""
    text = "From the Birch Web Corpus and Elm Dataset v2. Our Dataset is a Text Corpus."

    assert [label.name for label in titled_names(text, WORDS)] == [
        "Birch Web Corpus",
        "Elm Dataset",
    ]
