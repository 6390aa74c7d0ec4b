"""Cells that ruling lines enclose."""

import pytest

from compliance.intake.pdf_grid import Grid, grids
from compliance.intake.pdf_shapes import Rule
from compliance.intake.pdf_text import Word


def across(top: float, left: float, right: float) -> Rule:
    """Return a horizontal rule."""
    return Rule(left, top, right, top)


def down(left: float, top: float, bottom: float) -> Rule:
    """Return a vertical rule."""
    return Rule(left, top, left, bottom)


def word(left: float, top: float) -> Word:
    """Return a word of ten points at a place."""
    return Word("word", left, top, left + 20, top + 12, top + 10, 10)


def shape(grid: Grid) -> list[list[int]]:
    """Return the owners of all fields, numbered as they are met."""
    names: dict[int, int] = {}
    return [[names.setdefault(o, len(names)) for o in row] for row in grid.owners]


FULL = (
    [across(top, 0, 300) for top in (0, 50, 100)],
    [down(left, 0, 100) for left in (0, 100, 300)],
)


def test_every_field_of_a_full_grid_is_a_cell() -> None:
    """Two rows of two columns are four cells."""
    (grid,) = grids(*FULL)

    assert shape(grid) == [[0, 1], [2, 3]]


def test_fields_that_no_rule_parts_are_one_cell() -> None:
    """A rule that begins at the second column leaves the first one whole."""
    lines = [across(0, 0, 300), across(50, 100, 300), across(100, 0, 300)]

    (grid,) = grids(lines, FULL[1])

    assert shape(grid) == [[0, 1], [0, 2]]
    assert [[new for _, new, *_ in cells] for _, cells in grid.bands()] == [
        [True, True],
        [False, True],
    ]


def test_rules_in_pieces_part_like_whole_ones() -> None:
    """Some programs draw each cell's edge by itself, corners apart."""
    pieces = [
        across(t, a + 0.5, b - 0.5)
        for t in (0, 50, 100)
        for a, b in ((0, 100), (100, 300))
    ]
    stands = [
        down(x, a + 0.5, b) for x in (0, 100, 300) for a, b in ((0, 50), (50, 100))
    ]

    (grid,) = grids(sorted(pieces, key=lambda r: r.top), stands)

    assert shape(grid) == [[0, 1], [2, 3]]


def test_open_sides_are_closed_by_the_rules_width() -> None:
    """A table with one rule between its columns has two columns."""
    (grid,) = grids(FULL[0], [down(100, 0, 100)])

    assert len(grid.columns) == 3


@pytest.mark.parametrize(
    "standing",
    [
        pytest.param([down(0, 0, 100), down(300, 0, 100)], id="a frame"),
        pytest.param([down(150, 200, 300)], id="a rule that meets no other"),
        pytest.param([], id="none"),
    ],
)
def test_no_table_without_a_rule_between_columns(standing: list[Rule]) -> None:
    """A frame, or a line in the margin, is no table."""
    assert grids(FULL[0], standing) == ()


def test_tables_apart_in_height_are_two() -> None:
    """Each has its own columns."""
    lower = [across(top + 200, 0, 300) for top in (0, 50)]
    stands = [down(left, 200, 250) for left in (0, 200, 300)]

    found = grids([*FULL[0], *lower], [*FULL[1], *stands])

    assert [grid.columns for grid in found] == [(0, 100, 300), (0, 200, 300)]


def test_a_word_is_in_the_cell_it_stands_in() -> None:
    """By its middle, so that a letter over an edge changes nothing."""
    (grid,) = grids(*FULL)
    cells = [
        grid.cell_of(word(*at)) for at in ((10, 10), (150, 10), (10, 60), (95, 46))
    ]

    assert cells[0] == grid.owners[0][0]
    assert cells[1] == grid.owners[0][1]
    assert cells[2] == grid.owners[1][0]
    assert cells[3] == grid.owners[1][1]


def test_a_grid_of_too_many_fields_is_not_followed() -> None:
    """A drawing of thousands of lines is no table, and costs little."""
    many = [across(5.0 * n, 0, 3000) for n in range(300)]
    stands = [down(5.0 * n, 0, 1500) for n in range(300)]

    assert grids(many, stands) == ()
