"""Columns that no rule parts."""

import pytest

from compliance.intake.pdf_columns import zones
from compliance.intake.pdf_text import Word


def line(base: float, *parts: tuple[float, str]) -> list[Word]:
    """Return the words of a line whose parts begin at these places."""
    words = []
    for start, text in parts:
        left = start
        for word in text.split():
            right = left + 5 * len(word)
            words.append(Word(word, left, base - 8, right, base + 2, base, 10))
            left = right + 3
    return words


def rows(*lines: list[Word]) -> list[list[str]]:
    """Return the words of the rows of all zones; running text is a row of one cell."""
    found = []
    for zone in zones([word for each in lines for word in each], 10):
        if not zone.edges:
            found.append([" ".join(word.text for word in zone.words)])
            continue
        found += [
            [" ".join(w.text for w in cell) for cell in row] for row in zone.rows()
        ]
    return found


def test_labels_and_answers_with_a_free_strip_between() -> None:
    """Each label has the answer that begins level with it, however long."""
    found = rows(
        line(100, (70, "Last update"), (200, "a long answer of words")),
        line(112, (200, "that goes on below")),
        line(140, (70, "Model name"), (200, "Polaris")),
    )

    assert found == [
        ["Last update", "a long answer of words that goes on below"],
        ["Model name", "Polaris"],
    ]


def test_labels_in_the_middle_of_their_rows() -> None:
    """No line holds both; they stand beside one another all the same."""
    found = rows(
        line(100, (200, "a long answer of words")),
        line(106, (70, "Last update")),
        line(112, (200, "that goes on below")),
        line(140, (200, "another answer here")),
        line(146, (70, "Model name")),
        line(152, (200, "of two lines")),
    )

    assert found == [
        ["Last update", "a long answer of words that goes on below"],
        ["Model name", "another answer here of two lines"],
    ]


def test_a_heading_across_the_strip_parts_two_zones() -> None:
    """Above and below it columns may be wide or narrow."""
    found = rows(
        line(100, (70, "Last update"), (160, "1 May 2026")),
        line(124, (70, "Version"), (160, "2")),
        line(150, (70, "A heading that runs over all the columns there are")),
        line(176, (70, "Model dependencies"), (240, "None")),
        line(200, (70, "Model name"), (240, "Polaris")),
    )

    assert found[2] == ["A heading that runs over all the columns there are"]
    assert found[3] == ["Model dependencies", "None"]
    assert len(found) == 5


def test_a_narrow_strip_counts_where_many_lines_begin() -> None:
    """A label may fill its column to the edge of the next."""
    found = rows(
        line(100, (70, "Last update"), (200, "1 May 2026")),
        line(130, (70, "Version"), (200, "2")),
        line(160, (70, "Model name"), (200, "Polaris")),
        line(190, (70, "A label of 125 points word"), (200, "None")),
    )

    assert found[-1] == ["A label of 125 points word", "None"]


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(
            [line(100 + 12 * n, (70, "words " * (9 + n % 3))) for n in range(6)],
            id="prose",
        ),
        pytest.param([line(100, (70, "☐ Yes"), (112, "☐ No"))], id="boxes"),
        pytest.param([line(100, (70, "2.1"), (100, "Public datasets"))], id="numbered"),
        pytest.param(
            [line(100, (70, "some"), (98, "words"))], id="one gap in one line"
        ),
    ],
)
def test_what_has_no_columns(lines: list[list[Word]]) -> None:
    """Prose, the boxes of one question, a number before a heading."""
    assert len(rows(*lines)) == 1
    assert len(rows(*lines)[0]) == 1
