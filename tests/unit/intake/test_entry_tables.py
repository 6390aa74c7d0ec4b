import pytest

from compliance.datafiles import root
from compliance.intake.blocks import Block, Cell, Document, Line, Row
from compliance.intake.form import match_form
from compliance.intake.labels import load_labels
from compliance.model import Answer, State

ROOT = root()
LABELS = load_labels("eu-ai-act", ROOT)
LARGE = "List of large publicly available datasets"
DOMAINS = "Summary of the most relevant domain names crawled"


def row(*texts: str) -> Row:
    """Return a row of cells."""
    return Row(cells=tuple(Cell(lines=(Line(text=t),)) if t else Cell() for t in texts))


def read(at: str, *blocks: Block) -> Answer:
    """Return the answer at `at` that the matcher makes of `blocks`."""
    return match_form(Document(blocks=blocks), LABELS, ROOT).answers[at]


def test_rows_beneath_a_header_are_entries() -> None:
    """Columns go by the words of the header, in whatever order they stand."""
    answer = read(
        "/public_datasets/large",
        row(LARGE, ""),
        row("Address", "Name"),
        row("https://alder.example", "Alder Corpus"),
        row("", "Birch Corpus"),
        row("", ""),
        row("Last update", "2026-01-31", ""),
    )

    assert [dict(item) for item in answer.items] == [
        {"url": "https://alder.example", "name": "Alder Corpus"},
        {"name": "Birch Corpus"},
    ]
    assert answer.state is State.ANSWERED


def test_a_table_of_entries_ends_where_a_question_is_asked() -> None:
    """The next question of the form is no entry, of whatever width its row."""
    blocks = (
        row(LARGE, ""), row("Name", "Address"), row("Alder Corpus", ""),
        row("General description of crawler behaviour", "Polite."),
    )  # fmt: skip

    assert len(read("/public_datasets/large", *blocks).items) == 1
    assert read("/crawled/behaviour", *blocks).text == "Polite."


def test_a_column_may_count_the_entries() -> None:
    """Numbers of rows are no part of an entry."""
    answer = read(
        "/crawled/domains",
        row(DOMAINS, ""), row("No.", "Domain"), row("1", "alder.example"), row("2", ""),
    )  # fmt: skip

    assert [item["host"] for item in answer.items] == ["alder.example"]


@pytest.mark.parametrize(
    "header",
    [("Name", "Colour"), ("Name", "Name"), ("Name", ""), ("Domain", "Address")],
)
def test_another_header_is_no_header(header: tuple[str, str]) -> None:
    """A row that names another thing, or one alone, begins no list."""
    answer = read("/public_datasets/large", row(LARGE, ""), row(*header), row("a", "b"))

    assert {item.get("name") for item in answer.items} != {"a"}


def test_entries_belong_to_a_question_that_lists_such() -> None:
    """Beneath a question of another kind the table is what it was before."""
    answer = read(
        "/crawled/behaviour",
        row("General description of crawler behaviour", "Polite."),
        row("Name", "Address"),
        row("Alder", "Beech Street"),
    )

    assert answer.items == ()
    assert answer.text.startswith("Polite.")


def test_words_beside_a_list_stay_its_words() -> None:
    """What stands in the question's own cell is kept with the entries."""
    answer = read(
        "/public_datasets/large",
        row(LARGE, "Two of them."),
        row("Name", "Address"),
        row("Alder Corpus", ""),
    )

    assert (answer.text, len(answer.items)) == ("Two of them.", 1)
