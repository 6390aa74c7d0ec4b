"""The matrix: elements by regulations."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from compliance import __version__
from compliance.elements import duties_of, load_elements
from compliance.errors import UsageError
from compliance.model import (
    Column,
    ComparedCell,
    ComparedRow,
    Comparison,
    Duty,
    Element,
    Level,
    Regulation,
)

_CAVEATS: Final = (
    (
        "A cell says what an instrument asks in our own words; its clause finds the "
        "source. A cell whose certainty is not high rests on a secondary source or on "
        "memory and says so."
    ),
    (
        "Not required means that the instrument was looked through and does not ask for "
        "it; not established means that it could not be told, which is not the same."
    ),
    (
        "Columns differ in kind: a bill, a draft, soft law, a demand or an index binds "
        "nobody; the status stands above each."
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """Which rows are shown; none given shows all."""

    elements: tuple[str, ...] = ()
    """Ids of elements or of their groups' headings."""
    required_in: tuple[str, ...] = ()
    absent_in: tuple[str, ...] = ()


def compared(books: Sequence[Regulation], filters: Filters, root: Path) -> Comparison:
    """Return the matrix of `books`, in the order given, by the elements in theirs.

    Raises:
        UsageError: a filter names an element that does not exist, or a regulation
            that is not among the columns.
        RulebookError: a file of elements is wrong.
    """
    elements = load_elements(root)
    duties = {book.id: duties_of(book, root) for book in books}
    _require_columns(filters, duties)
    _require_elements(filters, elements)
    rows = [
        ComparedRow(
            element=element,
            cells=tuple(
                ComparedCell(duty=duties[book.id][element.id], judged=None)
                for book in books
            ),
        )
        for element in elements
        if _wanted(element, filters) and _fits(element.id, filters, duties)
    ]
    return Comparison(
        tool_version=__version__,
        filing=None,
        columns=tuple(map(column, books)),
        rows=tuple(rows),
        filters=tuple(_filter_words(filters, len(elements) - len(rows))),
        caveats=_CAVEATS,
    )


def column(book: Regulation) -> Column:
    """Return the heading of a regulation's column."""
    return Column(
        id=book.id,
        short=book.short,
        title=book.title,
        place=book.place,
        status=book.status,
        status_note=book.status_note,
        known_on=book.known_on,
        version=book.version,
        digest=book.digest,
    )


def _wanted(element: Element, filters: Filters) -> bool:
    return not filters.elements or bool(
        {element.id, element.group} & set(filters.elements)
    )


def _fits(
    element: str, filters: Filters, duties: Mapping[str, Mapping[str, Duty]]
) -> bool:
    required = (duties[each][element].level for each in filters.required_in)
    absent = (duties[each][element].level for each in filters.absent_in)
    return all(level is Level.REQUIRED for level in required) and all(
        level is Level.NOT_REQUIRED for level in absent
    )


def _filter_words(filters: Filters, left_out: int) -> Iterator[str]:
    if filters.elements:
        yield f"Only these elements: {', '.join(filters.elements)}."
    if filters.required_in:
        yield f"Only what is required in {' and in '.join(filters.required_in)}."
    if filters.absent_in:
        yield f"Only what is not required in {' nor in '.join(filters.absent_in)}."
    if left_out:
        yield f"Elements left out by these filters: {left_out}."


def _require_columns(filters: Filters, duties: Mapping[str, object]) -> None:
    for option, named in (
        ("--required-in", filters.required_in),
        ("--absent-in", filters.absent_in),
    ):
        for each in named:
            if each not in duties:
                raise _unknown(option, each, duties)


def _require_elements(filters: Filters, elements: Sequence[Element]) -> None:
    known = [each.id for each in elements]
    groups = list(dict.fromkeys(each.group for each in elements))
    for each in filters.elements:
        if each not in (*known, *groups):
            raise _unknown("--elements", each, (*groups, *known))


def _unknown(option: str, given: str, known: Sequence[str] | Mapping[str, object]) -> (
    UsageError
):  # fmt: skip
    return UsageError(
        "option-unknown",
        where=option,
        what=f"{given} does not fit here",
        why=f"there is: {', '.join(known)}",
        remedy="choose one of these",
    )
