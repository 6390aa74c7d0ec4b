import pytest

from compliance.intake.ticks import has_box, ticks_in, without_ticks


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("☒ Yes ☐ No", ["checked Yes", "empty No"], id="signs"),
        pytest.param("[x] Yes [ ] No", ["checked Yes", "empty No"], id="brackets"),
        pytest.param("(X) Yes [] No", ["checked Yes", "empty No"], id="mixed brackets"),
        pytest.param("Yes ☐ No ☒", ["empty Yes", "checked No"], id="box behind"),
        pytest.param("✓ Yes ✗ No", ["checked Yes", "empty No"], id="tick and cross"),
        pytest.param("✗ Yes ☐ No", ["checked Yes", "empty No"], id="cross alone"),
        pytest.param("● Yes ○ No", ["checked Yes", "empty No"], id="round pair"),
        pytest.param("■ Yes □ No", ["checked Yes", "empty No"], id="square pair"),
        pytest.param("○ Text ○ Image", [], id="round bullets choose nothing"),
        pytest.param("■ Text ■ Image", [], id="full bullets choose nothing"),
        pytest.param("\ufffc Yes ☐ No", ["unreadable Yes", "empty No"], id="drawn"),
        pytest.param("\ufffd Yes ☐ No", ["unreadable Yes", "empty No"], id="no letter"),
        pytest.param("di\ufffderent", [], id="a letter lost inside a word"),
        pytest.param("☐ A\n☒ B", ["empty A", "checked B"], id="two lines"),
        pytest.param("☑\ufe0f Yes", ["checked Yes"], id="with a variation selector"),
        pytest.param("f(x) and a [1]", [], id="brackets that are none"),
    ],
)
def test_boxes_in_a_text(text: str, expected: list[str]) -> None:
    """Each box has its mark and the words that belong to it."""
    found = [f"{tick.mark.value} {tick.label}" for tick in ticks_in(text)]

    assert found == expected


def test_words_beside_boxes_are_kept() -> None:
    """What stands in lines of its own under the boxes is not part of them."""
    assert without_ticks("☒ Yes ☐ No\nWe say more.\n\n") == "We say more."


def test_a_text_without_boxes_has_none() -> None:
    """Plain words and list bullets are no boxes."""
    assert not has_box("• one\n• two")
    assert has_box("• ☐ one")
