"""What a person decided of pairs: accepted or rejected, by whom and when."""

import io
import re
from collections.abc import Iterable, Mapping
from typing import Any, Final, NamedTuple

from compliance import limits
from compliance.archive import check_file
from compliance.frontdoor import refusal
from compliance.linkage.names import words
from compliance.linkage.rows import RawRow, Table, column_name
from compliance.linkage.text_table import read_text_table
from compliance.linkage.workbook_table import read_workbook

ACCEPTED: Final = "accepted"
REJECTED: Final = "rejected"
COLUMNS: Final = (
    "work_id", "entry_id", "decision", "decided_by", "decided_on", "note", "work",
    "entry",
)  # fmt: skip
_OPTIONAL: Final = ("note", "work", "entry")
_SPELT_OUT: Final = re.compile("«U\\+[0-9A-F]{4,6}»")
_DAY: Final = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])")


class Decision(NamedTuple):
    """One decision of a person."""

    work_id: str
    entry_id: str
    decision: str
    decided_by: str
    decided_on: str
    note: str
    work: str
    """What the person saw; empty if the file does not say."""
    entry: str

    @property
    def said(self) -> str:
        """Return it as a sentence for a table."""
        note = f": {self.note}" if self.note else ""
        return f"{self.decision} by {self.decided_by} on {self.decided_on}{note}"

    def is_of(self, work: str, entry: str) -> bool:
        """Return whether the person saw a work and an entry of these words.

        A workbook spells hidden characters out, and people save it with other blanks.
        """
        pairs = ((self.work, work), (self.entry, entry))
        return all(not seen or _read(seen) == _read(now) for seen, now in pairs)


Decisions = Mapping[tuple[str, str], Decision]


def read_decisions(
    data: bytes, name: str, kind: str
) -> dict[tuple[str, str], Decision]:
    """Return the decisions in a review workbook or a CSV file, by work and entry.

    Rows without a decision are pairs that nobody has looked at yet. Of two decisions
    on one pair the later counts.

    Raises:
        InputRefusedError: a column is missing, or a decision is not complete.
    """
    wanted = frozenset(COLUMNS)
    if kind == "xlsx":
        check_file(io.BytesIO(data), name, limits.UNPACKED_BYTES)
        table = read_workbook(data, name, wanted)
    else:
        table = read_text_table(io.BytesIO(data), name, wanted)
    places = _places(table, name)
    found: dict[tuple[str, str], Decision] = {}
    for row in table.rows:
        if row.reason:
            raise _wrong(name, row.line, row.reason)
        if row.cells:
            each = _decision(row, places, name)
            if each is not None:
                old = found.get(each[:2])
                if old is None or old.decided_on <= each.decided_on:
                    found[each[:2]] = each
    return found


def _read(text: str) -> str:
    r"""Return the words of a text, or of a cell that shows it.

    >>> _read("pay«U+202E»lap  1961") == _read("Pay\N{RIGHT-TO-LEFT OVERRIDE}lap 1961")
    True
    """
    shown = _SPELT_OUT.sub("", text)
    return words(shown) or shown.strip()


def _places(table: Table, name: str) -> dict[str, int]:
    header = [column_name(each) for each in table.header]
    absent = [c for c in COLUMNS if c not in header and c not in _OPTIONAL]
    if absent:
        raise refusal(
            "decisions-column", name, "cannot be read as decisions",
            f"it has no column {absent[0]}", "use the file that --review wrote",
        )  # fmt: skip
    return {c: header.index(c) for c in COLUMNS if c in header}


def _decision(row: RawRow, places: Mapping[str, int], name: str) -> Decision | None:
    told = {
        column: row.cells[places[column]].strip() if column in places else ""
        for column in COLUMNS
    }
    said = told["decision"].casefold()
    if not said:
        return None
    if said not in (ACCEPTED, REJECTED):
        why = f"the decision is “{said[:40]}”, not {ACCEPTED} or {REJECTED}"
        raise _wrong(name, row.line, why)
    if not told["decided_by"]:
        raise _wrong(name, row.line, "nobody is named in decided_by")
    day = told["decided_on"][:10]
    if not _DAY.fullmatch(day):
        raise _wrong(name, row.line, "decided_on is no day such as 2026-01-31")
    return Decision(**{**told, "decision": said, "decided_on": day})


def _wrong(name: str, line: int, why: str) -> Any:
    return refusal(
        "decision-wrong", f"{name}, row {line}", "cannot be used as a decision", why,
        "correct the row, or clear its decision",
    )  # fmt: skip


def in_order(decisions: Decisions) -> Iterable[Decision]:
    """Return all decisions, by work and entry."""
    return (decisions[key] for key in sorted(decisions))
