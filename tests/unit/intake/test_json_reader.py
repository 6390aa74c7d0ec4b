import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.errors import InputRefusedError
from compliance.intake.json_reader import read_json

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**62), 2**62)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: (
        st.lists(inner, max_size=5) | st.dictionaries(st.text(), inner, max_size=5)
    ),
    max_leaves=30,
)


@given(JSON, st.sampled_from([None, 1]))
def test_what_was_written_is_read(value: object, indent: int | None) -> None:
    """Whatever JSON the standard library writes reads back to the same value."""
    text = json.dumps(value, indent=indent)

    assert read_json(text.encode(), "a.json").data == value


def test_every_value_has_its_line_and_column() -> None:
    """Places count from 1 and name where the value begins."""
    located = read_json(b'{\n  "a": [1,\n    {"b/c": "x"}]}', "a.json")

    assert str(located.places["/a"]) == "line 2, column 8"
    assert str(located.places["/a/1/b~1c"]) == "line 3, column 13"


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        pytest.param(
            '{"a": 1,\n "a": 2}', "json-repeated-key", "line 2, column 2", id="repeated"
        ),
        pytest.param('{"a": NaN}', "json-broken", "line 1, column 7", id="NaN"),
        pytest.param('[-Infinity]', "json-broken", "line 1, column 2", id="Infinity"),
        pytest.param("[1e999]", "json-number", "line 1, column 2", id="too large a number"),
        pytest.param("[" + "9" * 5000 + "]", "json-number", "line 1, column 2", id="5,000 digits"),
        pytest.param("[" * 100_000, "too-deep", "line 1, column 65", id="nested brackets"),
        pytest.param('{"a":' * 100_000, "too-deep", "line 1, column 321", id="nested objects"),
        pytest.param('["\\ud800"]', "json-surrogate", "line 1, column 2", id="half a character"),
        pytest.param('["a\tb"]', "json-broken", "line 1, column 2", id="control character"),
        pytest.param("[1] x", "json-broken", "line 1, column 5", id="something behind"),
        pytest.param("[1,]", "json-broken", "line 1, column 4", id="comma before the end"),
        pytest.param('{"a":1,}', "json-broken", "line 1, column 8", id="comma before the brace"),
        pytest.param("{'a': 1}", "json-broken", "line 1, column 2", id="single quotes"),
        pytest.param('{"a" 1}', "json-broken", "line 1, column 6", id="no colon"),
        pytest.param("[1 2]", "json-broken", "line 1, column 4", id="no comma"),
        pytest.param("[01]", "json-broken", "line 1, column 2", id="leading zero"),
        pytest.param("[1}", "json-broken", "line 1, column 3", id="wrong bracket"),
        pytest.param('{"a": 1', "json-broken", "line 1, column 7", id="broken off"),
        pytest.param("// x\n{}", "json-broken", "line 1, column 1", id="comment"),
        pytest.param("[nul]", "json-broken", "line 1, column 2", id="half a word"),
        pytest.param("", "json-broken", "line 1, column 1", id="nothing"),
        pytest.param("   \n ", "json-broken", "line 2, column 1", id="blanks"),
    ],
)  # fmt: skip
def test_what_is_refused_is_refused_at_its_place(
    text: str, code: str, place: str
) -> None:
    """Each fault has its code, its place and one line."""
    with pytest.raises(InputRefusedError) as caught:
        read_json(text.encode(), "a.json")

    assert (caught.value.code, caught.value.where) == (code, f"a.json, {place}")
    assert "\n" not in str(caught.value)


def test_bytes_that_are_no_utf8_are_named() -> None:
    """The byte that is not UTF-8 has a line and a column."""
    with pytest.raises(InputRefusedError, match="line 2, column 3"):
        read_json(b'[\n "\xff"]', "a.json")


def test_a_byte_order_mark_is_no_content() -> None:
    """UTF-8 with its mark is read as without."""
    assert read_json(b"\xef\xbb\xbf[1]", "a.json").data == [1]
