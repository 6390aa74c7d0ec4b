"""A catalog's entries, streamed, with the books kept on every load."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import pyarrow.parquet

from compliance import limits
from compliance.errors import InternalError
from compliance.frontdoor import refusal
from compliance.linkage.mapping import Layout
from compliance.linkage.rows import Blank, RawRow, header_and_rows
from compliance.model import CatalogFacts, Quarantined

_WORK_TYPES: Final = frozenset({
    "musical_work", "lyrics", "sound_recording", "audiovisual_recording", "artwork", "image",
    "book", "article", "periodical", "software", "data", "website", "catalogue",
})  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of a catalog."""

    record_id: str
    work_type: str
    titles: tuple[str, ...]
    creators: tuple[str, ...]
    owner: str
    identifiers: tuple[str, ...]
    registrations: tuple[str, ...]
    addresses: tuple[str, ...]
    """Domains and URLs."""
    licensed_to: tuple[str, ...]
    reservations: tuple[str, ...]
    updated_at: str


@dataclass(slots=True)
class Catalog:
    """A catalog being read; its books are complete when `entries` is exhausted."""

    path: Path
    kind: str
    name: str
    sha256: str
    layout: Layout
    rows: int = 0
    used_lines: int = 0
    blank_lines: int = 0
    header_lines: int = 0
    quarantined: int = 0
    updated_at: str = ""
    listed: list[Quarantined] = field(default_factory=list)
    repeated: int = 0
    """Rows whose record_id stood before."""
    seen: dict[str, int] = field(default_factory=dict)
    digest: "hashlib._Hash" = field(default_factory=hashlib.sha256)

    def entries(self) -> Iterator[Entry]:
        """Yield the usable entries, in the order of the file.

        Raises:
            InputRefusedError: a column is missing, or the file is damaged.
            InternalError: a line was lost on the way.
        """
        header, parts = header_and_rows(self.path, self.kind, self.name)
        missing = [column for column in self.layout.needs() if column not in header]
        if missing:
            raise refusal(
                "catalog-column", f"{self.name}, line 1", f"lacks the column {missing[0]}",
                f"it has: {', '.join(header)}",
                "rename it, or give a mapping file with --mapping",
            )  # fmt: skip
        self.header_lines = 0 if self.kind == "parquet" else 1
        for part in parts:
            if isinstance(part, Blank):
                self.blank_lines += 1
            elif isinstance(part, Quarantined):
                self._set_aside(part)
            else:
                yield from self._entry(part)
        self._balance()

    def _entry(self, part: RawRow) -> Iterator[Entry]:
        row = self.layout.row(part.cells)
        problem = self._problem(row)
        if problem:
            raw = " | ".join(value for value in part.cells.values() if value)[:200]
            self._set_aside(
                Quarantined(line=part.line, reason=problem, raw=raw), part.lines
            )
            return
        self._tell_apart(row)
        self.rows += 1
        self.used_lines += part.lines
        self.updated_at = max(self.updated_at, row["updated_at"])
        self.digest.update("\x1f".join(row.values()).encode() + b"\x1e")
        yield entry_of(row)

    def _problem(self, row: Mapping[str, str]) -> str:
        if not row["record_id"]:
            return "no record_id"
        if row["work_type"] not in _WORK_TYPES:
            return f"no such work_type: {row['work_type'][:40]}"
        named = row["title"] or row["identifiers"] or row["registrations"]
        if not named and row["work_type"] != "catalogue":
            return "no title and no identifier"
        return ""

    def _tell_apart(self, row: dict[str, str]) -> None:
        """Give a repeated record_id a number, so that no row passes for another."""
        own = row["record_id"]
        count = self.seen.get(own, 0) + 1
        self.seen[own] = count
        if count > 1:
            self.repeated += 1
            row["record_id"] = f"{own} ({count})"

    def _set_aside(self, row: Quarantined, lines: int = 1) -> None:
        self.quarantined += lines
        if len(self.listed) < limits.LISTED_QUARANTINE:
            self.listed.append(row)

    def _balance(self) -> None:
        accounted = (
            self.header_lines + self.used_lines + self.blank_lines + self.quarantined
        )
        if accounted != self.lines_in():
            raise InternalError(
                "catalog-line-lost",
                where=self.name,
                what="cannot be relied on",
                why=f"{self.lines_in():,} lines in, {accounted:,} accounted for",
                remedy="report this line",
            )

    def lines_in(self) -> int:
        """Return how many lines or rows the file has, counted apart from reading it."""
        if self.kind == "parquet":
            return int(pyarrow.parquet.ParquetFile(self.path).metadata.num_rows)
        if self.kind == "xlsx":
            return (
                self.header_lines
                + self.used_lines
                + self.blank_lines
                + self.quarantined
            )
        count, last = 0, b"\n"
        with self.path.open("rb") as file:
            while chunk := file.read(limits.MIB):
                count += chunk.count(b"\n")
                last = chunk[-1:]
        return count + (last != b"\n")

    def facts(self) -> CatalogFacts:
        """Return the books of a catalog that was read to its end."""
        return CatalogFacts(
            source=self.name,
            sha256=self.sha256,
            digest=self.digest.hexdigest(),
            mapping=self.layout.name,
            lines_in=self.lines_in(),
            header_lines=self.header_lines,
            blank_lines=self.blank_lines,
            used_lines=self.used_lines,
            quarantined_lines=self.quarantined,
            rows=self.rows,
            updated_at=self.updated_at,
            quarantine=tuple(self.listed),
        )


def entry_of(row: Mapping[str, str]) -> Entry:
    """Return the entry in a row of the standard columns."""
    return Entry(
        record_id=row["record_id"],
        work_type=row["work_type"],
        titles=(row["title"], *_parts(row["alt_titles"])) if row["title"] else (),
        creators=_parts(row["creators"]),
        owner=row["owner_name"],
        identifiers=_parts(row["identifiers"]),
        registrations=_parts(row["registrations"]),
        addresses=(*_parts(row["domains"]), *_parts(row["urls"])),
        licensed_to=_parts(row["licensed_to"]),
        reservations=_parts(row["reservations"]),
        updated_at=row["updated_at"],
    )


def _parts(cell: str) -> tuple[str, ...]:
    if not cell:
        return ()
    return tuple(part.strip() for part in cell.split("|") if part.strip())
