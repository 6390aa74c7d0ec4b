"""Rows to CSV that spreadsheets open as text."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Final

from compliance.render.text import visible

# A spreadsheet would take a cell that begins with one of these for a formula.
_FORMULA_STARTS: Final = tuple("=+-@\t\r")


def csv_table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    r"""Return a header and rows as CSV for spreadsheets.

    UTF-8 with its mark, so that spreadsheets read it as such; lines end as RFC 4180
    says. A text that a spreadsheet would take for a formula has an apostrophe before
    it.

    >>> csv_table(("a", "b"), [("=1", "x")]).decode("utf-8-sig")
    "a,b\r\n'=1,x\r\n"
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(columns)
    writer.writerows([_safe(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _safe(text: str) -> str:
    shown = visible(text)
    return f"'{shown}" if shown.startswith(_FORMULA_STARTS) else shown
