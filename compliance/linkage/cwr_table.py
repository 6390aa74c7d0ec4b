"""Common Works Registration 2.1, 2.2 and 3.0: fixed columns, a record a line.

A transaction (``NWR``, ``REV``, ``WRK``, …) is a musical work; a ``REC`` in it that has
an ISRC or a title is a recording of that work, an entry of its own that names the work.
Headers, trailers, agreements and acknowledgements frame the works.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO, Final, NamedTuple

from compliance import limits
from compliance.linkage.entry import COLUMNS, Entry
from compliance.linkage.rows import (
    RawRow,
    Table,
    broken,
    framing,
    quarantined,
)

_WORKS: Final = frozenset({"NWR", "REV", "ISW", "EXC", "WRK"})
_BESIDE: Final = frozenset(
    {"HDR", "GRH", "GRT", "TRL", "ACK", "AGR", "TER", "IPA", "MSG"}
)
_DETAILS: Final = frozenset({
    "SPU", "NPN", "SPT", "SWR", "NWN", "SWT", "PWR", "OPU", "OPT", "OWR", "OWT", "ALT",
    "NAT", "EWT", "NET", "VER", "NVT", "OWK", "PER", "NPR", "REC", "ORN", "INS", "IND",
    "COM", "NCT", "NOW", "ARI", "XRF", "NPA", "MAN", "CWK",
})  # fmt: skip
_ROLES: Final = {
    "A": "author", "C": "composer", "AR": "arranger", "SR": "arranger", "AD": "adaptor",
    "SA": "author", "TR": "translator",
}  # fmt: skip
_DAY: Final = re.compile(r"(?:19|20)[0-9]{6}")
_NUMBER: Final = re.compile(r"[0-9][0-9A-Z]{8}")
_LATIN: Final = "{:,} of its lines are no UTF-8 and were read as ISO 8859-1."


class _Line(NamedTuple):
    number: int
    text: str

    def at(self, first: int, last: int) -> str:
        """Return what stands in these columns, from 1, both included."""
        return " ".join(self.text[first - 1 : last].replace("|", " ").split())


class _Columns(NamedTuple):
    """Where a version has what another has elsewhere."""

    publisher_ipi: tuple[int, int]
    writer_ipi: tuple[int, int]
    isrc: tuple[int, int]
    title: tuple[int, int]
    artist: tuple[int, int]
    label: tuple[int, int]


# Source: CISAC, CWR User Manuals 2.1 and 2.2; for 3.0, published transmissions.
_TWO: Final = _Columns(
    (88, 98), (116, 126), (250, 261), (267, 326), (387, 446), (447, 506)
)
_THREE: Final = _Columns(
    (79, 89), (107, 117), (34, 45), (46, 105), (166, 252), (253, 312)
)


@dataclass(slots=True)
class _Sender:
    """What the headers say, as they come."""

    name: str = ""
    day: str = ""
    columns: _Columns = _TWO

    def heed(self, line: _Line) -> None:
        """Take what a header says."""
        if line.text.startswith("HDR"):
            # Up to 2.2 a number of nine characters stands before the name.
            numbered = _NUMBER.fullmatch(line.text[5:14]) is not None
            self.name = line.at(15 if numbered else 6, 59)
            found = _DAY.search(line.text, 59)
            self.day = _iso(found.group()) if found else ""
        elif line.text.startswith("GRH"):
            self.columns = _THREE if line.text[11:13] == "03" else _TWO


@dataclass(slots=True)
class _Transaction:
    """The lines of one work."""

    lines: list[_Line] = field(default_factory=list)

    def of(self, *kinds: str) -> Iterator[_Line]:
        """Yield its records of these kinds."""
        return (line for line in self.lines if line.text[:3] in kinds)


def read_cwr(file: BinaryIO, name: str) -> Table:
    """Return the works and recordings of a transmission, in the standard columns.

    Args:
        file: The file, at its start.
        name: Its name, for refusals.

    Raises:
        InputRefusedError: it does not begin with a header record.
    """
    if file.read(3) != b"HDR":
        raise broken(
            name, "it does not begin with a record HDR", "give it as it was sent"
        )
    file.seek(0)
    notes: list[str] = []
    return Table(COLUMNS, 0, _rows(file, notes), (), notes)


def _rows(file: BinaryIO, notes: list[str]) -> Iterator[RawRow]:
    sender = _Sender()
    work = _Transaction()
    for line, problem in _lines(file, notes):
        kind = line.text[:3]
        if problem or not line.text.strip():
            yield _beside(line, problem)
        elif kind in _BESIDE or kind in _WORKS:
            yield from _entries(work, sender)
            work = _Transaction()
            sender.heed(line)
            if kind in _WORKS:
                work.lines.append(line)
            else:
                yield framing(line.number, 1)
        elif kind not in _DETAILS:
            yield quarantined(line.number, 1, "no kind of record of CWR", line.text)
        elif not work.lines:
            yield quarantined(line.number, 1, f"{kind} outside of a work", line.text)
        elif len(work.lines) >= limits.WORK_RECORDS:
            yield quarantined(line.number, 1, "too many records of one work", line.text)
        else:
            work.lines.append(line)
    yield from _entries(work, sender)


def _beside(line: _Line, problem: str) -> RawRow:
    if problem:
        return quarantined(line.number, 1, problem, line.text)
    return RawRow(line.number, 1, (), "", "")


def _lines(file: BinaryIO, notes: list[str]) -> Iterator[tuple[_Line, str]]:
    """Yield each line and what is wrong with it; longer ones than a record are cut."""
    limit = limits.RECORD_CHARACTERS
    number = latin = 0
    while raw := file.readline(limit):
        number += 1
        rest = raw
        while not rest.endswith(b"\n") and (rest := file.readline(limit)):
            pass
        problem = (
            "the line is too long for a record" if rest is not raw and rest else ""
        )
        try:
            text = raw.decode()
        except UnicodeDecodeError:
            text = raw.decode("latin-1")
            latin += 1
        if "\0" in text:
            problem = "a NUL character"
        yield _Line(number, text.rstrip("\r\n")), problem
    if latin:
        notes.append(_LATIN.format(latin))


def _entries(work: _Transaction, sender: _Sender) -> Iterator[RawRow]:
    """Yield the work of a transaction and its recordings; their lines add up."""
    if not work.lines:
        return
    head = work.lines[0]
    number, title, iswc = head.at(82, 95), head.at(20, 79), head.at(96, 106)
    if not title or not (number or iswc):
        why = (
            "a work without a title" if not title else "a work without number and ISWC"
        )
        for line in work.lines:
            yield quarantined(line.number, 1, why, line.text)
        return
    own = f"cwr:{sender.name}/{number or iswc}"
    recordings = [line for line in work.of("REC") if _is_entry(line, sender.columns)]
    cells = _work(work, sender, own)
    yield RawRow(head.number, len(work.lines) - len(recordings), cells, "", "")
    for place, line in enumerate(recordings, start=1):
        recording = _recording(line, work, sender, own)
        identity = f"{number or iswc}/{recording[0] or place}"
        yield RawRow(line.number, 1, (identity, *recording[1:]), "", "")


def _is_entry(line: _Line, columns: _Columns) -> bool:
    return bool(line.at(*columns.isrc) or line.at(*columns.title))


def _work(work: _Transaction, sender: _Sender, own: str) -> Sequence[str]:
    head = work.lines[0]
    number, iswc = head.at(82, 95), head.at(96, 106)
    publishers = list(work.of("SPU"))
    ipi = publishers[0].at(*sender.columns.publisher_ipi) if publishers else ""
    return Entry(
        record_id=number or iswc,
        work_type="musical_work",
        title=head.at(20, 79),
        alt_titles="|".join(line.at(20, 79) for line in work.of("ALT")),
        creators="|".join((*_writers(work), *_performers(work))),
        owner_name=publishers[0].at(31, 75) if publishers else sender.name,
        owner_id=f"ipi:{ipi}" if ipi.strip("0") else "",
        first_date=_iso(head.at(107, 114)),
        identifiers=f"iswc:{iswc}" if iswc else "",
        updated_at=sender.day,
        works=own,
    )


def _writers(work: _Transaction) -> Iterator[str]:
    for line in work.of("SWR", "OWR"):
        name = f"{line.at(74, 103)} {line.at(29, 73)}".strip()
        if name:
            yield f"{_ROLES.get(line.at(105, 106), 'writer')}:{name}"


def _performers(work: _Transaction) -> Iterator[str]:
    for line in work.of("PER"):
        yield f"performer:{line.at(65, 94)} {line.at(20, 64)}".replace(": ", ":")


def _recording(
    line: _Line, work: _Transaction, sender: _Sender, own: str
) -> Sequence[str]:
    columns = sender.columns
    head = work.lines[0]
    isrc, artist = line.at(*columns.isrc), line.at(*columns.artist)
    artist = re.sub(r" ?[0-9]{9,}.*", "", artist)
    iswc = head.at(96, 106)
    return Entry(
        record_id=isrc,
        work_type="sound_recording",
        title=line.at(*columns.title) or head.at(20, 79),
        creators=f"artist:{artist}" if artist else "|".join(_performers(work)),
        owner_name=line.at(*columns.label),
        first_date=_iso(line.at(20, 27)),
        identifiers=f"isrc:{isrc}" if isrc else "",
        updated_at=sender.day,
        works=f"iswc:{iswc}|{own}" if iswc else own,
    )


def _iso(day: str) -> str:
    """Return a date of eight digits as ISO writes it; empty if it says nothing."""
    if len(day) != 8 or not day.isdigit() or not day.strip("0"):
        return ""
    month, number = day[4:6], day[6:]
    return "-".join(part for part in (day[:4], month, number) if part != "00")
