"""Published lists with known answers; they lie beside the project where they are."""

import csv
from pathlib import Path

import pytest

from compliance.identifiers import Verdict, parse
from compliance.linkage.links import link_identifiers

DATA = Path(__file__).resolve().parents[4] / "shared" / "data"
needs_data = pytest.mark.skipif(
    not DATA.is_dir(), reason="published lists are not beside this checkout"
)


def books3() -> list[str]:
    """Return the lines of the published list of ISBNs, as they stand."""
    text = (DATA / "books3_isbns.txt").read_text(encoding="utf-8-sig")
    lines = (line.strip() for line in text.splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def goodbooks() -> list[tuple[str, str]]:
    """Return id and ISBN of each book that has one, as a spreadsheet left it."""
    with (DATA / "goodbooks10k.csv").open(encoding="utf-8", newline="") as file:
        return [(r["book_id"], r["isbn"]) for r in csv.DictReader(file) if r["isbn"]]


@needs_data
def test_books3_and_goodbooks_share_684_books() -> None:
    """Restoring lost zeros finds what plain comparison does not."""
    listed, books = books3(), goodbooks()

    pairs = link_identifiers(listed, books, "isbn")

    found = {pair.entry.normal for pair in pairs}
    assert len(found) == 684
    whole = {p.entry.normal for p in pairs if len(p.entry.raw) >= 9}
    assert len(whole) == 518  # as libraries do it that pad nine digits, and no fewer
    assert len(found & set(listed)) == 56  # by plain equality of the printed number
    restored = [pair for pair in pairs if pair.entry.repair]
    assert len({p.entry.normal for p in restored}) == 684 - 195
    assert {p.entry.repair for p in restored} == {
        "leading zeros restored; the check digit confirms them"
    }


@needs_data
def test_counts_of_valid_isbns() -> None:
    """As many ISBNs are valid as were counted by other means."""
    read = [parse("isbn", raw) for raw in books3()]
    listed = {i.normal for i in read if i.verdict is Verdict.VALID}
    books = [parse("isbn", raw) for _, raw in goodbooks()]

    assert len(listed) == 129_320
    assert len({i.normal for i in books if i.verdict is Verdict.VALID}) == 9_277
