"""Markdown tables, capped in the open."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Final

from compliance.render.words import plural

ROW_LIMIT: Final = 500
"""Rows of one table in Markdown and HTML; the rest is counted beneath it."""


def table(
    columns: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    numbers: Sequence[str] = (),
) -> Iterator[str]:
    """Yield the lines of a table and a blank one; "None." when it has no rows.

    Args:
        columns: Headings, in our own words.
        rows: Cells that are Markdown already, each on one line.
        numbers: The columns set flush right.
    """
    left = iter(rows)
    shown = list(islice(left, ROW_LIMIT))
    if not shown:
        yield from ("None.", "")
        return
    yield _line(columns)
    yield _line("---:" if column in numbers else "---" for column in columns)
    for row in shown:
        yield _line(row)
    yield ""
    more = sum(1 for _ in left)
    if more:
        yield f"… {plural(more, 'more row')}, all in the JSON report and the workbook."
        yield ""


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
