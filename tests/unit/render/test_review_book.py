"""Pairs to be reviewed, as a workbook that comes back with decisions."""

import io
from datetime import date
from typing import Any

import openpyxl

from compliance.linkage.listed.decisions import read_decisions
from compliance.render.review_book import to_xlsx

PAIR = {
    "work_id": "W1",
    "entry_id": "=E1",
    "probability": 0.7,
    "work": "Night Ferry / Ada Brandt",
    "entry": "Night Ferry / Jonas Weller",
    "reasons": ["the title agrees", "the creator hardly agrees"],
}
OLD = {
    "work_id": "W2",
    "entry_id": "E2",
    "decision": "accepted",
    "decided_by": "R. Ek",
    "decided_on": "2026-03-01",
    "note": "",
    "work": "One",
    "entry": "One",
}


def reviewed(**cells: Any) -> bytes:
    """Return the workbook after a person filled in cells of its first row."""
    made = to_xlsx({"pairs": [PAIR], "more": 3, "decisions": [OLD]})
    book = openpyxl.load_workbook(io.BytesIO(made))
    sheet = book["Review"]
    names = [cell.value for cell in sheet[1]]
    for name, value in cells.items():
        sheet.cell(2, names.index(name) + 1, value)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def test_a_decision_comes_back() -> None:
    """With who, when and what was seen; earlier ones are in the workbook too."""
    data = reviewed(
        decision="rejected", decided_by="I. Korn", decided_on=date(2026, 11, 30)
    )

    found = read_decisions(data, "review.xlsx", "xlsx")

    assert found["W1", "=E1"].said == "rejected by I. Korn on 2026-11-30"
    assert found["W1", "=E1"].work == PAIR["work"]
    assert found["W2", "E2"]._asdict() == OLD


def test_what_nobody_looked_at_is_no_decision() -> None:
    """A row left blank says nothing; how many pairs are not shown stands in the book."""
    data = reviewed()

    assert list(read_decisions(data, "review.xlsx", "xlsx")) == [("W2", "E2")]
    readme = openpyxl.load_workbook(io.BytesIO(data))["README"]
    assert "3 further from the minimum" in [cell.value for cell in readme["B"]]
