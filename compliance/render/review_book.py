"""Pairs near the minimum as a workbook in which a person accepts or rejects them."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

from compliance.linkage.listed.decisions import ACCEPTED, REJECTED
from compliance.render.book import book
from compliance.render.cells import Block, Cell, Column, Sheet

_COLUMNS: Final = (
    Column("work_id", 14),
    Column("work", 40),
    Column("entry_id", 14),
    Column("entry", 40),
    Column("probability", 11),
    Column("reasons", 60),
    Column("decision", 12, choices=(ACCEPTED, REJECTED)),
    Column("decided_by", 18),
    Column("decided_on", 12, dated=True),
    Column("note", 30),
)
_DAY: Final = date(2000, 1, 1)
"""Creation date of every such workbook: it must not depend on the day it is made."""
_WHAT: Final = (
    "Pairs whose probability is near the minimum, nearest first, and under them every "
    "decision that was made before."
)
_DO: Final = (
    "Choose accepted or rejected, and give your name and the day in every row that you "
    "decide. Leave the others blank."
)
_THEN: Final = (
    "Give this file to `compliance link … --decisions`: accepted pairs are links, "
    "rejected ones are not, whatever their probability. A decision counts as long as "
    "the work and the entry read as they do here."
)
_HOW: Final = (
    ("What this is", _WHAT),
    ("What to do", _DO),
    ("What happens then", _THEN),
    ("What a link says", "The two are named as one work; not that it was used."),
)


def to_xlsx(review: Mapping[str, Any]) -> bytes:
    """Return the workbook; the same pairs and decisions give the same bytes."""
    rows = (*_open(review), *_decided(review))
    more = review["more"]
    left_out = (("Pairs that are not shown", f"{more:,} further from the minimum"),)
    told = (*_HOW, *(left_out if more else ()))
    sheets = (
        Sheet("Review", (Block(_COLUMNS, rows, "No pair is near the minimum."),)),
        Sheet("README", (Block((Column("What", 28), Column("Text", 100)), told),)),
    )
    return book(sheets, title="Pairs to be reviewed", day=_DAY)


def _open(review: Mapping[str, Any]) -> Iterator[tuple[Cell, ...]]:
    for each in review["pairs"]:
        yield (
            each["work_id"], each["work"], each["entry_id"], each["entry"],
            each["probability"], "; ".join(each["reasons"]), "", "", "", "",
        )  # fmt: skip


def _decided(review: Mapping[str, Any]) -> Iterator[tuple[Cell, ...]]:
    for each in review["decisions"]:
        yield (
            each["work_id"], each["work"], each["entry_id"], each["entry"],
            "", "", each["decision"], each["decided_by"], each["decided_on"],
            each["note"],
        )  # fmt: skip
