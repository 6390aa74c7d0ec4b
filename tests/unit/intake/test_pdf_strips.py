"""Strips between columns, and where a table with more of them ends."""

from compliance.intake.pdf_strips import (
    common_strips,
    row_start,
    settled_strips,
    with_strips,
)
from compliance.intake.pdf_text import Word


def line(base: float, *starts: float) -> list[Word]:
    """Return a printed line of words, 40 points wide each."""
    return [
        Word("word", left, base - 8, left + 40, base + 2, base, 10.0) for left in starts
    ]


def test_a_strip_is_what_every_line_leaves_free() -> None:
    """What is too narrow for a gutter is none."""
    assert common_strips([(10, 30), (60, 90)], [(20, 70)]) == [(20, 30), (60, 70)]
    assert common_strips([(10, 30)], [(26, 40)]) == []


def test_three_lines_with_words_on_both_sides_settle_a_strip() -> None:
    """Two lines may be chance."""
    three = with_strips([line(10 * n, 50, 200) for n in range(3)])
    assert settled_strips(three, [(100, 190)]) == [(100, 190)]
    assert settled_strips(three[:2], [(100, 190)]) == []


def test_a_row_begins_at_the_last_line_that_stands_apart() -> None:
    """Lines of one row stand close."""
    lines = [line(base, 50) for base in (10, 22, 34, 60, 72)]
    assert row_start(lines, 100) == 3
    assert row_start([line(10, 50), line(22, 50)], 100) == 1


def test_the_boxes_of_one_question_part_no_columns() -> None:
    """The gap before a further box, an X too, is no gutter."""
    signs = line(10, 50, 130)
    boxed = [
        Word("☒", 50, 2, 58, 12, 10, 10.0), signs[0], Word("X", 95, 2, 103, 12, 10, 10.0)
    ]  # fmt: skip
    inner = [s for s in with_strips([boxed])[0][1] if s[0] > 0 and s[1] < 1000]
    assert all(end <= 95 for _, end in inner)
