"""The words of a page or text at a place."""

import pytest

from compliance.intake.excerpts import excerpt_at
from compliance.model import Excerpt, Place

PAGE = """<style>p { color: red }</style>
<p>Label: <b>the</b> words &amp; more <i>of it</i></p>
<td>Next</td>"""


def at(line: int | None, column: int | None = None) -> Excerpt | None:
    """Return the excerpt of the page at a place."""
    return excerpt_at(PAGE, Place(line=line, column=column))


def test_words_end_where_the_next_tag_begins() -> None:
    """Tags and style rules are not seen, entities are what they stand for."""
    found = at(2, 22)

    assert found is not None
    assert (found.before, found.beside) == ("Label: the", "the")
    assert (found.words, found.after) == ("words & more", "of it Next")


def test_without_a_column_the_line_s_first_words_are_meant() -> None:
    """The tags before them are passed over."""
    found = at(3)

    assert found is not None
    assert found.words == "Next"


@pytest.mark.parametrize("line", [None, 4, 99])
def test_a_place_that_is_not_there_has_no_words(line: int | None) -> None:
    """A pointer, or a line behind the end, is no reason to stop."""
    assert at(line) is None


def test_a_cell_of_markdown_ends_at_its_bar() -> None:
    """The next cell is no part of the words."""
    found = excerpt_at("| Label | One two | Three |", Place(line=1, column=11))

    assert found is not None
    assert found.words == "One two"
