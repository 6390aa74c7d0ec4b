import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.errors import InputRefusedError
from compliance.intake.yaml_reader import read_yaml
from compliance.intake.yaml_text import to_yaml

VALUES = st.recursive(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]))
    | st.sampled_from(
        ["no", "yes", "null", "012", "1.10", "~", "- a", "a: b", "# x", "2026-01-31"]
    )
    | st.integers(0, 10**6),
    lambda inner: (
        st.lists(inner, min_size=1, max_size=4)
        | st.dictionaries(st.text("abcxyz", min_size=1), inner, min_size=1, max_size=4)
    ),
    max_leaves=20,
)


@given(st.dictionaries(st.text("abcxyz", min_size=1), VALUES, max_size=4, min_size=1))
def test_what_is_written_is_read(filing: dict[str, object]) -> None:
    """What we write as YAML reads back to the same values, texts that look odd too."""
    assert read_yaml(to_yaml(filing).encode(), "a.yaml").data == filing


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("no", "no", id="no stays no"),
        pytest.param("on", "on", id="on stays on"),
        pytest.param("1:30", "1:30", id="no base sixty"),
        pytest.param("010", "010", id="leading zeros stay"),
        pytest.param("1.10", "1.10", id="trailing zeros stay"),
        pytest.param("2026-13-45", "2026-13-45", id="dates stay text"),
        pytest.param("1_000", "1_000", id="underscores stay"),
        pytest.param("true", True, id="true"),
        pytest.param("~", None, id="null"),
        pytest.param("'12'", "12", id="quoted is text"),
        pytest.param("12", 12, id="a number"),
    ],
)
def test_plain_words_lose_nothing(text: str, value: object) -> None:
    """A plain scalar is what it says, never what an older YAML made of it."""
    data = read_yaml(f"a: {text}\n".encode(), "a.yaml").data

    assert data == {"a": value}


def test_every_value_has_its_line_and_column() -> None:
    """Places count from 1 and name where the value begins."""
    located = read_yaml(b"a:\n  - x\n  - b: y\n", "a.yaml")

    assert str(located.places["/a/1/b"]) == "line 3, column 8"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("a: 1\na: 2\n", "yaml-repeated-key", id="repeated key"),
        pytest.param("a: &x 1\nb: *x\n", "yaml-alias", id="alias"),
        pytest.param("<<: {a: 1}\n", "yaml-merge", id="merge key"),
        pytest.param("a: !!python/object/apply:os.system [x]\n", "yaml-tag", id="tag"),
        pytest.param("a: !!timestamp x\n", "yaml-tag", id="typed scalar"),
        pytest.param("a: 1\n---\nb: 2\n", "yaml-documents", id="two documents"),
        pytest.param("? [a]\n: 1\n", "yaml-key", id="a list as key"),
        pytest.param("[" * 100_000, "too-deep", id="nested brackets"),
        pytest.param("- " * 10_000, "too-deep", id="nested lists"),
        pytest.param("a: [1\n", "yaml-broken", id="broken off"),
        pytest.param("a: \x00\n", "yaml-broken", id="control character"),
        pytest.param("# nothing\n", "yaml-empty", id="only a comment"),
        pytest.param("a: b: c\n", "yaml-broken", id="two colons"),
    ],
)
def test_what_is_refused_is_one_line(text: str, code: str) -> None:
    """Each fault has its code, its place and one line."""
    with pytest.raises(InputRefusedError) as caught:
        read_yaml(text.encode(), "a.yaml")

    assert caught.value.code == code
    assert caught.value.where.startswith("a.yaml, line ")
    assert "\n" not in str(caught.value)
