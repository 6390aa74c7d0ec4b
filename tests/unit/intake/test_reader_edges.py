import pytest

from compliance import limits
from compliance.errors import InputRefusedError
from compliance.intake.json_reader import read_json
from compliance.intake.yaml_reader import read_yaml


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("9" * 300, int("9" * 300)),
        ("-0", 0),
        ("0.0", 0.0),
        ("0e-999", 0.0),
        ("1e-300", 1e-300),
        ("1E+2", 100.0),
    ],
)
def test_a_number_that_can_be_held_is_read(text: str, value: float) -> None:
    """Whole numbers are whole, zero is zero however it is written."""
    assert read_json(f"[{text}]".encode(), "a").data == [value]


@pytest.mark.parametrize("text", ["9" * 301, "1e999", "-1e999", "1e-999", "0.1e-999"])
def test_a_number_that_would_change_is_refused(text: str) -> None:
    """Nothing becomes infinite, nothing vanishes, no last digit is lost."""
    with pytest.raises(InputRefusedError, match="json-number"):
        read_json(f"[{text}]".encode(), "a")


def test_a_key_has_its_own_limit() -> None:
    """A key of the limit's length is read, one longer is not, in both formats."""
    key = "k" * limits.KEY

    assert read_json(f'{{"{key}": 1}}'.encode(), "a").data == {key: 1}
    assert read_yaml(f"{key}: 1".encode(), "a").data == {key: 1}
    for read, text in (
        (read_json, f'{{"{key}k": 1}}'),
        (read_yaml, f"? {key}k\n: 1"),
    ):
        with pytest.raises(InputRefusedError, match="too-long"):
            read(text.encode(), "a")


def test_a_text_has_its_limit() -> None:
    """A text of a million characters is read, in both formats; one longer is not."""
    text = "t" * (limits.STRING - 2)

    assert read_json(f'["{text}"]'.encode(), "a").data == [text]
    for read in (read_json, read_yaml):
        with pytest.raises(InputRefusedError, match="too-long"):
            read(f'["{text}ttt"]'.encode(), "a")


def test_values_have_their_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """As many values as the limit are read, the list itself included; no more."""
    monkeypatch.setattr(limits, "NODES", 500)
    whole = "1," * (limits.NODES - 2) + "1"

    for read in (read_json, read_yaml):
        with pytest.raises(InputRefusedError, match="too-many"):
            read(f"[{whole},1]".encode(), "a")
    assert len(read_json(f"[{whole}]".encode(), "a").places) == limits.NODES


def test_depth_has_its_limit() -> None:
    """Sixty-four levels are read, sixty-five are not, in both formats."""
    levels = limits.DEPTH

    for read in (read_json, read_yaml):
        assert read(("[" * levels + "]" * levels).encode(), "a").data is not None
        with pytest.raises(InputRefusedError, match="too-deep"):
            read(("[" * (levels + 1) + "]" * (levels + 1)).encode(), "a")


def test_a_text_without_end_is_refused_at_its_start() -> None:
    """Millions of characters that never close are refused, and leave no trail."""
    with pytest.raises(InputRefusedError, match="line 1, column 2"):
        read_json(b'["' + b"a" * 5_000_000, "a")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("!!str 12", "12"),
        ("! 12", "12"),
        ('!!int "5"', 5),
        ("!!float 3", 3),
        ("!!bool true", True),
        ("!!null ''", None),
        ("True", True),
        ("FALSE", False),
        ("Null", None),
        ("None", "None"),
        ("Yes", "Yes"),
    ],
)
def test_core_tags_and_words_are_read(text: str, value: object) -> None:
    """The tags and words of the core schema are read, and no others.

    Source: YAML 1.2.2, section 10.3.
    """
    data = read_yaml(f"a: {text}".encode(), "a").data

    assert data == {"a": value}
    assert isinstance(data, dict)
    assert type(data["a"]) is type(value)


@pytest.mark.parametrize(
    "text", ["!!int x", "!!bool 1", "!!float true", "!x 1", "!!seq []"]
)
def test_a_tag_that_does_not_fit_is_refused(text: str) -> None:
    """A tag says what a value is; it makes nothing of it."""
    with pytest.raises(InputRefusedError, match="yaml-tag"):
        read_yaml(f"a: {text}".encode(), "a")


def test_a_control_character_in_yaml_has_its_place() -> None:
    """The line and column of what no YAML may hold are named."""
    with pytest.raises(InputRefusedError) as caught:
        read_yaml(b"a: 1\nb: x\x07", "a.yaml")

    assert caught.value.where == "a.yaml, line 2, column 5"
