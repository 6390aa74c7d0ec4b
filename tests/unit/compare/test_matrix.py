import pytest

from compliance.compare import Filters, compared
from compliance.datafiles import root
from compliance.errors import UsageError
from compliance.model import Comparison, Level
from compliance.rulebook import load_regulation

ROOT = root()
BOOKS = [load_regulation(each, ROOT) for each in ("eu-ai-act", "us-ca-ab-2013")]


def matrix(**filters: tuple[str, ...]) -> Comparison:
    """Return the matrix of the two books under `filters`."""
    return compared(BOOKS, Filters(**filters), ROOT)


def rows(comparison: Comparison) -> list[str]:
    """Return the ids of the elements that are rows."""
    return [row.element.id for row in comparison.rows]


def test_columns_stand_as_they_are_asked_for() -> None:
    """The order of the regulations is the reader's, and each cell is its column's."""
    comparison = compared(BOOKS[::-1], Filters(), ROOT)

    assert [each.id for each in comparison.columns] == ["us-ca-ab-2013", "eu-ai-act"]
    for row in comparison.rows:
        assert [cell.duty.regulation for cell in row.cells] == [
            "us-ca-ab-2013",
            "eu-ai-act",
        ]
        assert {cell.duty.element for cell in row.cells} == {row.element.id}


def test_without_filters_every_element_is_a_row() -> None:
    """Nothing is left out, and nothing says so."""
    comparison = matrix()

    assert len(rows(comparison)) > 35
    assert comparison.filters == ()


def test_required_here_and_absent_there() -> None:
    """What California requires and the Union does not ask is first use and the like."""
    comparison = matrix(required_in=("us-ca-ab-2013",), absent_in=("eu-ai-act",))

    assert "first-use" in rows(comparison)
    assert "consumer-aggregates" in rows(comparison)
    assert "domains" not in rows(comparison)
    for row in comparison.rows:
        union, california = (cell.duty.level for cell in row.cells)
        assert (union, california) == (Level.NOT_REQUIRED, Level.REQUIRED)


def test_what_is_left_out_is_counted() -> None:
    """The filters and the number of rows they left out are told."""
    comparison = matrix(elements=("size", "domains"))

    assert rows(comparison) == ["domains", "size"]
    left_out = len(rows(matrix())) - 2
    assert comparison.filters[-1].endswith(f": {left_out}.")


def test_a_group_is_all_its_elements() -> None:
    """The heading of a group may stand for its elements."""
    assert rows(matrix(elements=("When",))) == [
        "collection-period",
        "latest-collection",
        "first-use",
    ]


@pytest.mark.parametrize(
    ("filters", "option"),
    [
        ({"elements": ("sighs",)}, "--elements"),
        ({"required_in": ("mars-2040",)}, "--required-in"),
        ({"absent_in": ("mars-2040",)}, "--absent-in"),
    ],
)
def test_a_filter_on_nothing_is_refused(
    filters: dict[str, tuple[str, ...]], option: str
) -> None:
    """An empty answer to a misspelt question would be taken for a fact."""
    with pytest.raises(UsageError, match=option):
        matrix(**filters)
