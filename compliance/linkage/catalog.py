"""A catalog, read in one pass: every line accounted for, every value text.

A row that repeats a `record_id` with other content is kept as an entry of its own,
numbered ``id#2``, because public registers and societies give one work several rows.
A row that repeats one in everything is quarantined.
"""

import dataclasses
import hashlib
import importlib
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any, BinaryIO, Final

from compliance import limits
from compliance.archive import check_file
from compliance.errors import InternalError
from compliance.frontdoor import refusal
from compliance.linkage.cwr_table import read_cwr
from compliance.linkage.entry import WORK_TYPES, Entry
from compliance.linkage.mapping import STANDARD, ColumnMapping, entry_maker
from compliance.linkage.rows import FRAME, SHOWN, RawRow, Table
from compliance.linkage.text_table import read_text_table
from compliance.model import CatalogFacts, Quarantined

_DAY: Final = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?")
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_CHUNK: Final = limits.MIB
_SHOWN_KINDS: Final = 100
_NEWEST: Final = "\x1f" * 2


class Catalog:
    """The entries of a catalog, once; afterwards, what became of its lines."""

    def __init__(
        self,
        table: Table,
        mapping: ColumnMapping,
        *,
        name: str,
        sha256: str,
        aside: Callable[[Quarantined], None] = lambda row: None,
    ) -> None:
        """Take a table whose rows nobody has read, and who is told of rows put aside.

        Raises:
            InputRefusedError: a column that the mapping needs is absent.
        """
        self._table = table
        self._mapping = mapping
        self._name = name
        self._sha256 = sha256
        self._aside = aside
        self._entry: Callable[[Sequence[str]], Entry] = entry_maker(
            mapping, table.header, name, table.unread
        )
        self._digest = hashlib.sha256()
        self._seen: dict[int, int] = {}
        self._lines = Counter(header=table.header_lines, total=table.header_lines)
        self._quarantine: list[Quarantined] = []
        self._updated_at = ""
        self._repeated = 0
        self._strange: Counter[str] = Counter()
        self._rows = 0

    def entries(self) -> Iterator[tuple[int, Entry]]:
        """Yield each entry that can be used, with the line or row it begins on."""
        for row in self._table.rows:
            self._lines["total"] += row.lines
            if row.reason:
                self._put_aside(row, row.reason, row.raw)
            elif not row.cells:
                self._lines["header" if row.raw == FRAME else "blank"] += row.lines
            else:
                entry = self._used(row)
                if entry is not None:
                    yield row.line, entry

    def _used(self, row: RawRow) -> Entry | None:
        entry = self._entry(row.cells)
        whole = "\x1f".join(entry)
        reason = _unusable(entry, whole)
        if not reason:
            entry, reason = self._distinct(entry, hash(whole))
        if reason:
            self._put_aside(row, reason, " | ".join(row.cells))
            return None
        self._lines["used"] += row.lines
        self._rows += 1
        # A row without the two newest columns has the digest it has always had.
        told = whole.removesuffix(_NEWEST)
        self._digest.update(f"{entry.record_id}\x1f{told}\x1e".encode())
        if entry.updated_at > self._updated_at and _DAY.fullmatch(entry.updated_at):
            self._updated_at = entry.updated_at
        if entry.work_type not in WORK_TYPES and len(self._strange) < _SHOWN_KINDS:
            self._strange[entry.work_type[:60]] += 1
        return entry

    def _distinct(self, entry: Entry, content: int) -> tuple[Entry, str]:
        """Return the entry under an id nothing else has; or why it has none."""
        record_id = entry.record_id
        times = 1
        while (key := hash(record_id)) in self._seen:
            if self._seen[key] == content:
                return entry, f"it repeats the row of record_id {entry.record_id}"
            times += 1
            record_id = f"{entry.record_id}#{times}"
        self._seen[key] = content
        if times > 1:
            self._repeated += 1
            entry = entry._replace(record_id=record_id)
        return entry, ""

    def _put_aside(self, row: RawRow, reason: str, raw: str) -> None:
        self._lines["quarantined"] += row.lines
        self._lines["quarantined rows"] += 1
        shown = Quarantined(line=row.line, reason=reason, raw=raw[:SHOWN])
        self._aside(shown)
        if len(self._quarantine) < limits.LISTED_QUARANTINE:
            self._quarantine.append(shown)

    def facts(self) -> CatalogFacts:
        """Return what was loaded, once all entries were read.

        Raises:
            InternalError: a line is lost; nothing may be said of the catalog then.
        """
        lines = self._lines
        parts = (lines["header"], lines["blank"], lines["used"], lines["quarantined"])
        if sum(parts) != lines["total"]:
            raise InternalError(
                "catalog-lines-lost",
                where=self._name,
                what="its lines are not all accounted for",
                why=f"{lines['total']:,} lines were read, {sum(parts):,} are known of",
                remedy="report this as a fault of the program",
            )
        return CatalogFacts(
            source=self._name,
            sha256=self._sha256,
            digest=self._digest.hexdigest(),
            mapping=self._mapping.name,
            lines_in=lines["total"],
            header_lines=lines["header"],
            blank_lines=lines["blank"],
            used_lines=lines["used"],
            quarantined_lines=lines["quarantined"],
            rows=self._rows,
            updated_at=self._updated_at,
            quarantine=tuple(self._quarantine),
        )

    def notes(self) -> tuple[str, ...]:
        """Return what of the catalog was not read or not understood, a sentence each."""
        notes = list(self._table.notes)
        aside = self._lines["quarantined rows"]
        if aside:
            notes.append(
                f"{_rows_words(aside)} of the catalog could not be used and "
                f"{'is' if aside == 1 else 'are'} not among the entries."
            )
        if self._repeated:
            repeat = "repeats" if self._repeated == 1 else "repeat"
            notes.append(
                f"{_rows_words(self._repeated)} of the catalog {repeat} a record_id; "
                "each is an entry of its own, numbered #2 and so on."
            )
        strange = sorted(self._strange)
        if strange:
            shown = ", ".join(each or "none stated" for each in strange[:5])
            notes.append(f"Kinds of work that are not known here: {shown}.")
        if self._table.unread and self._mapping.name == STANDARD:
            shown = ", ".join(self._table.unread[:20])
            notes.append(f"Columns of the catalog that are not read: {shown}.")
        return tuple(notes)


def _rows_words(count: int) -> str:
    return f"{count:,} {'row' if count == 1 else 'rows'}"


def _unusable(entry: Entry, whole: str) -> str:
    if not entry.record_id:
        return "record_id is empty"
    if len(entry.record_id) > limits.KEY_CHARACTERS:
        return f"record_id has more than {limits.KEY_CHARACTERS:,} characters"
    if "\0" in whole:
        return "a NUL character"
    if len(whole) > limits.FIELD_CHARACTERS and any(
        len(v) > limits.FIELD_CHARACTERS for v in entry
    ):
        return f"a value of more than {limits.FIELD_CHARACTERS:,} characters"
    if not whole.isascii() and _SURROGATE.search(whole):
        return "a character that is half of one"
    return ""


def open_catalog(
    file: BinaryIO,
    *,
    name: str,
    kind: str,
    sha256: str,
    mapping: ColumnMapping,
    aside: Callable[[Quarantined], None] = lambda row: None,
) -> Catalog:
    """Return the catalog in an open file.

    Args:
        file: The file, at its start; it stays open while entries are read.
        name: Its name.
        kind: ``csv``, ``parquet``, ``xlsx``, ``cwr`` or ``xml``; the last two come in
            the standard columns.
        sha256: What it was when it came through the door.
        mapping: Which column holds what.
        aside: Is told of every row that is put aside, listed or not.

    Raises:
        InputRefusedError: it has changed, is damaged as a whole, or lacks a column.
    """
    require_same(file, name, sha256)
    wanted = mapping.wanted()
    table: Table
    if kind == "cwr":
        table = read_cwr(file, name)
    elif kind == "xml":
        table = _reader("xml_table").read_xml_table(file, name)
    elif kind == "parquet":
        table = _reader("parquet_table").read_parquet(file, name, wanted)
    elif kind == "xlsx":
        notes = check_file(file, name, limits.CATALOG_UNPACKED_BYTES)
        file.seek(0)
        table = _reader("workbook_table").read_workbook(file.read(), name, wanted)
        table = dataclasses.replace(table, notes=(*table.notes, *notes))
    else:
        table = read_text_table(file, name, wanted)
    return Catalog(table, mapping, name=name, sha256=sha256, aside=aside)


def _reader(module: str) -> Any:
    # Each brings a library that catalogs of other kinds do without.
    return importlib.import_module(f"compliance.linkage.{module}")


def require_same(file: BinaryIO, name: str, sha256: str) -> None:
    """Go back to the start of a file once it is sure to be the one that was opened.

    Raises:
        InputRefusedError: it has changed.
    """
    digest = hashlib.sha256()
    while chunk := file.read(_CHUNK):
        digest.update(chunk)
    file.seek(0)
    if digest.hexdigest() != sha256:
        raise refusal(
            "file-changed", name, "cannot be read", "it changed while it was being read",
            "give it again when nothing writes to it",
        )  # fmt: skip
