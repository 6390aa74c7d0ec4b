import hashlib
import io
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from compliance import limits
from compliance.archive import check_archive, check_file
from compliance.archive.parts import PartReader
from compliance.errors import InputRefusedError

SHEET = "xl/worksheets/sheet1.xml"
CELLS = '<worksheet><sheetData><row r="1"><c r="A1"/><c r="B1"/></row></sheetData></worksheet>'


def packed(*members: tuple[str, str | bytes]) -> bytes:
    """Return an archive of `members`, name and content, deflated."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return file.getvalue()


SMALL_LIMIT = 16 * limits.MIB


def check(data: bytes, unpacked: int = limits.UNPACKED_BYTES) -> tuple[str, ...]:
    """Check `data` as the workbook a.xlsx."""
    return check_file(io.BytesIO(data), "a.xlsx", unpacked)


def encrypted(data: bytes) -> bytes:
    """Return `data` with its first member marked as encrypted in the directory."""
    at = data.index(b"PK\x01\x02") + 8
    return data[:at] + struct.pack("<H", 1) + data[at + 2 :]


def overlapping() -> bytes:
    """Return an archive of two names in the directory over one member's bytes."""
    data = packed((SHEET, CELLS), ("b.xml", CELLS))
    at = data.rindex(b"PK\x01\x02") + 42
    return data[:at] + struct.pack("<I", 0) + data[at + 4 :]


def spilling() -> bytes:
    """Return an archive whose member is said to reach into the directory."""
    data = packed((SHEET, CELLS))
    at = data.rindex(b"PK\x01\x02") + 20
    return data[:at] + struct.pack("<I", len(data)) + data[at + 4 :]


def packed_by_bzip2() -> bytes:
    """Return an archive by a method no workbook uses."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr(SHEET, CELLS)
    return file.getvalue()


def repeated() -> bytes:
    """Return an archive of two members that differ in case only."""
    return packed((SHEET, CELLS), (SHEET.upper(), CELLS))


def sheet(inner: str) -> bytes:
    """Return a workbook whose one sheet holds `inner`."""
    return packed((SHEET, f"<worksheet>{inner}</worksheet>"))


HOSTILE: list[tuple[str, Callable[[], bytes], str]] = [
    ("no archive", lambda: b"PK\x03\x04 and nothing else", "archive-damaged"),
    ("cut in the middle", lambda: packed((SHEET, CELLS))[:-30], "archive-damaged"),
    (
        "two thousand and one members",
        lambda: packed(*((f"{n}", "") for n in range(2001))),
        "archive-members",
    ),
    ("outside by dots", lambda: packed(("../a.xml", CELLS)), "archive-outside"),
    ("outside by root", lambda: packed(("/a.xml", CELLS)), "archive-outside"),
    ("outside by drive", lambda: packed(("C:a.xml", CELLS)), "archive-outside"),
    (
        "outside by backslash",
        lambda: packed(("a\\..\\b.xml", CELLS)),
        "archive-outside",
    ),
    ("one name twice", repeated, "archive-repeated"),
    ("encrypted", lambda: encrypted(packed((SHEET, CELLS))), "archive-locked"),
    ("strange method", packed_by_bzip2, "archive-method"),
    ("overlapping members", overlapping, "archive-overlap"),
    ("a member over the directory", spilling, "archive-overlap"),
    (
        "small member of zeros",
        lambda: packed(("a.bin", bytes(11 * limits.MIB))),
        "archive-ratio",
    ),
    (
        "more than may be unpacked",
        lambda: packed(("a.bin", bytes(SMALL_LIMIT + 1))),
        "archive-bomb",
    ),
    (
        "entities declared",
        lambda: packed((SHEET, '<!DOCTYPE a [<!ENTITY b "c">]><a/>')),
        "archive-entity",
    ),
    (
        "entities behind a mark",
        lambda: packed((SHEET, b"\xef\xbb\xbf \n<!doctype a><a/>")),
        "archive-entity",
    ),
    (
        "entities cut by the end of a piece",
        lambda: packed((SHEET, f"<a>{'x' * (256 * 1024 - 6)}<!DOCTYPE b>")),
        "archive-entity",
    ),
    (
        "UTF-16 with a mark",
        lambda: packed((SHEET, "<a/>".encode("utf-16"))),
        "archive-encoding",
    ),
    (
        "UTF-16 without",
        lambda: packed((SHEET, "<a/>".encode("utf-16-le"))),
        "archive-encoding",
    ),
    (
        "an encoding that hides marks",
        lambda: packed((SHEET, '<?xml version="1.0" encoding="UTF-7"?><a/>')),
        "archive-encoding",
    ),
    (
        "a cell in the last corner",
        lambda: sheet('<row r="1"><c r="A1"/></row><c r="XFD1048576"/>'),
        "archive-cells",
    ),
    ("a row beyond the last", lambda: sheet('<row r="1048577"/>'), "archive-cell"),
    ("a column beyond the last", lambda: sheet('<c r="XFE1"/>'), "archive-cell"),
    (
        "a cell named by a reference",
        lambda: sheet('<c r="&#88;FD1048576"/>'),
        "archive-cell",
    ),
    (
        "a cell of another prefix",
        lambda: sheet("<x:c s='1' r = 'XFD1048576' />"),
        "archive-cells",
    ),
    (
        "everything merged",
        lambda: sheet('<mergeCell ref="A1:XFD1048576"/>'),
        "archive-cells",
    ),
    ("a tag without end", lambda: sheet(f"<c {'x' * 300_000}"), "archive-xml"),
]


@pytest.mark.parametrize(
    ("make", "code"), [pytest.param(m, c, id=name) for name, m, c in HOSTILE]
)
def test_hostile_workbooks_are_refused_in_one_line(
    make: Callable[[], bytes], code: str
) -> None:
    """Each is refused by its code, in one line, before a library opens it."""
    with pytest.raises(InputRefusedError) as caught:
        check(make(), SMALL_LIMIT)

    assert caught.value.code == code
    assert caught.value.where.startswith("a.xlsx")
    assert "\n" not in str(caught.value)


def test_a_cell_may_be_cut_anywhere() -> None:
    """A part comes in pieces; a text below none is met over the cut, too."""
    whole = b'<row><c r="A1" t="s"><v>-1</v></c></row>'

    for cut in range(len(whole)):
        with pytest.raises(InputRefusedError, match="archive-cell"):
            _feed(whole[:cut], whole[cut:])


def _feed(*pieces: bytes) -> None:
    part = PartReader("a.xlsx")
    for piece in pieces:
        part.feed(piece)


def test_an_ordinary_workbook_has_no_notes() -> None:
    """Sheets, pictures and styles are nothing to note."""
    data = packed((SHEET, CELLS), ("xl/media/a.png", b"\x89PNG<!DOCTYPE"))

    assert check(data) == ()


def test_what_is_not_read_is_noted() -> None:
    """Macros, links and embedded objects are named, in a fixed order."""
    data = packed(
        (SHEET, CELLS),
        ("xl/embeddings/a.bin", b"x"),
        ("xl/externalLinks/externalLink1.xml", "<a/>"),
        ("xl/vbaProject.bin", b"x"),
    )

    notes = check(data)

    assert [note.split(",")[0] for note in notes] == [
        "It holds macros",
        "It links to other workbooks",
        "It holds embedded objects",
    ]


def test_members_may_together_unpack_to_the_limit_and_no_more() -> None:
    """The limit is over all members, to the byte."""
    data = packed(("a.txt", b"x" * 60), ("b.txt", b"y" * 40))

    assert check(data, unpacked=100) == ()
    with pytest.raises(InputRefusedError, match="archive-bomb"):
        check(data, unpacked=99)


def test_a_sheet_may_be_as_large_as_the_limit() -> None:
    """Five million cells in their corner are a sheet; one row more is not."""
    rows = limits.CELLS // 5

    assert check(sheet(f'<c r="E{rows}"/>')) == ()
    with pytest.raises(InputRefusedError, match="archive-cells"):
        check(sheet(f'<c r="E{rows + 1}"/>'))


def test_as_many_members_as_the_limit_are_read() -> None:
    """The limit is the last number that is let pass."""
    members = ((f"{n}", "") for n in range(limits.ARCHIVE_MEMBERS))

    assert check(packed(*members)) == ()


def test_a_small_part_may_pack_well_and_a_large_one_as_tables_do() -> None:
    """A part under ten megabytes may be all zeros; a larger one packs like a table."""
    noise = hashlib.shake_256(b"noise").digest(limits.MIB)

    assert check(packed(("a.bin", bytes(9 * limits.MIB)))) == ()
    assert check(packed(("a.bin", noise + bytes(11 * limits.MIB)))) == ()


def test_a_file_is_checked_where_it_lies(tmp_path: Path) -> None:
    """A path is opened and closed; one that is not there is a damaged archive."""
    path = tmp_path / "a.xlsx"
    path.write_bytes(packed((SHEET, CELLS)))

    assert check_archive(path, "a.xlsx", limits.UNPACKED_BYTES) == ()
    with pytest.raises(InputRefusedError, match="archive-damaged"):
        check_archive(tmp_path / "b.xlsx", "b.xlsx", limits.UNPACKED_BYTES)
