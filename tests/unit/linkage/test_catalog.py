import contextlib
import datetime
import io
import zipfile
from collections.abc import Sequence

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter

from compliance.errors import InputRefusedError
from compliance.linkage.catalog import open_catalog
from compliance.linkage.entry import Entry
from tests.unit.linkage.invented import HEADER, catalog, mapping

TRICKY = [
    "NA", "None", "null", "nan", "", "0012", "1e5", "1.0", "TRUE", "2024-01-31", "-0",
    "=1+1", "+1", "@x", "N/A", "0x10", "1_000", "1,5", "  x", "<b>", "٣", "é", "\U0001d518",
    "Ünïcödé", "'", '"', "a,b", "a;b", "a\tb", "#REF!",
]  # fmt: skip


def parquet(
    rows: Sequence[Sequence[object]], names: Sequence[str], **types: pa.DataType
) -> bytes:
    """Return a Parquet file of these rows."""
    columns = list(zip(*rows, strict=True))
    arrays = [
        pa.array(column, types.get(name, pa.string()))
        for name, column in zip(names, columns, strict=True)
    ]
    out = io.BytesIO()
    pq.write_table(pa.table(arrays, names=list(names)), out)
    return out.getvalue()


def workbook(rows: Sequence[Sequence[object]]) -> bytes:
    """Return a workbook with these rows on its first sheet."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def csv(rows: Sequence[Sequence[str]], mark: str = ",") -> str:
    """Return rows as CSV, every cell quoted."""
    return "\n".join(
        mark.join(f'"{c.replace(chr(34), chr(34) * 2)}"' for c in row) for row in rows
    )


def entries(data: bytes | str, kind: str = "csv") -> list[Entry]:
    """Return the entries of a catalog in the standard columns."""
    return [entry for _, entry in catalog(data, kind).entries()]


ROWS = [[f"K{i}", "book", f"T{i} {value}", value] for i, value in enumerate(TRICKY)]
NAMES = ["record_id", "work_type", "title", "owner_name"]


def test_no_value_changes_its_type_in_csv() -> None:
    """Zeros, dates, NA and None stay the text they are."""
    found = entries(csv([NAMES, *ROWS]))

    assert [e.owner_name for e in found] == [value.strip() for value in TRICKY]


def test_no_value_changes_its_type_in_parquet() -> None:
    """Text in Parquet stays what it is."""
    found = entries(parquet(ROWS, NAMES), "parquet")

    assert [e.owner_name for e in found] == [value.strip() for value in TRICKY]


def test_no_text_changes_its_type_in_a_workbook() -> None:
    """Text cells stay text; what looks like a formula is one and has no value."""
    rows = [row for row in ROWS if row[3] not in ("=1+1", "#REF!")]
    found = entries(workbook([NAMES, *rows]), "xlsx")

    assert [e.owner_name for e in found] == [row[3].strip() for row in rows]


def test_one_catalog_has_one_digest_in_every_format() -> None:
    """The digest is over what was used, not over the bytes it came in."""
    rows = [row for row in ROWS if row[3] not in ("=1+1", "#REF!")]
    digests = set()
    for data, kind in (
        (csv([NAMES, *rows]), "csv"),
        (csv([NAMES, *rows], "\t"), "csv"),
        (parquet(rows, NAMES), "parquet"),
        (workbook([NAMES, *rows]), "xlsx"),
    ):
        loaded = catalog(data, kind)
        list(loaded.entries())
        digests.add(loaded.facts().digest)

    assert len(digests) == 1


def test_the_digest_sees_every_value() -> None:
    """Another value, order or key gives another digest."""
    digests = set()
    for rows in (
        "a,book,One\nb,book,Two",
        "b,book,Two\na,book,One",
        "a,book,One\nb,book,Too",
    ):
        loaded = catalog(f"{HEADER}\n{rows}")
        list(loaded.entries())
        digests.add(loaded.facts().digest)

    assert len(digests) == 3


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(mark: str) -> None:
    """The delimiter is the one that gives the header its columns."""
    text = f"record_id{mark}work_type{mark}title\na{mark}book{mark}One"

    assert entries(text)[0].title == "One"


def test_a_header_with_other_marks_in_it() -> None:
    """A mark inside a heading does not win over the one that finds the columns."""
    assert (
        entries("record_id;work_type;title;a,b,c,d,e,f\nx;book;One;y")[0].record_id
        == "x"
    )


def test_a_byte_order_mark_and_excels_own_line_are_no_data() -> None:
    """Both stand before the header and are none of it."""
    data = "\N{ZERO WIDTH NO-BREAK SPACE}sep=;\r\nrecord_id;work_type;title\r\na;book;One\r\n"

    loaded = catalog(data)
    assert [e.title for _, e in loaded.entries()] == ["One"]
    assert (loaded.facts().header_lines, loaded.facts().lines_in) == (2, 3)


def test_a_repeated_key_is_kept_apart() -> None:
    """Rows of one key with other content are entries of their own; a true repeat is none."""
    rows = "a,book,One\na,book,Two\na,book,One\na,book,Two\na,book,Three"
    loaded = catalog(f"{HEADER}\n{rows}")

    assert [(e.record_id, e.title) for _, e in loaded.entries()] == [
        ("a", "One"), ("a#2", "Two"), ("a#3", "Three"),
    ]  # fmt: skip
    facts = loaded.facts()
    assert [(q.line, q.reason) for q in facts.quarantine] == [
        (4, "it repeats the row of record_id a"),
        (5, "it repeats the row of record_id a"),
    ]
    assert "2 rows of the catalog repeat a record_id" in " ".join(loaded.notes())


def test_a_given_key_that_looks_numbered_stays_apart() -> None:
    """A key that happens to be ``a#2`` does not become another's second."""
    loaded = catalog(f"{HEADER}\na,book,One\na,book,Two\na#2,book,Three")

    ids = [e.record_id for _, e in loaded.entries()]
    assert len(set(ids)) == 3


def test_what_is_not_read_is_told() -> None:
    """Columns without a meaning here, and kinds of work that are not known."""
    loaded = catalog(f"{HEADER},colour\na,novel,One,red")
    list(loaded.entries())

    told = " ".join(loaded.notes())
    assert "not read: colour" in told
    assert "not known here: novel" in told


def test_columns_that_are_not_read_are_told_of_every_format() -> None:
    """A misspelt heading shows up, whatever the catalog came in."""
    row = ["a", "book", "One", "x", "red"]
    for data, kind in (
        (parquet([row], [*NAMES, "colour"]), "parquet"),
        (workbook([[*NAMES, "colour"], row]), "xlsx"),
    ):
        loaded = catalog(data, kind)
        list(loaded.entries())
        assert loaded.notes() == ("Columns of the catalog that are not read: colour.",)


def test_a_row_without_its_key_is_no_blank_row() -> None:
    """In Parquet too, a row that holds anything is used or put aside."""
    loaded = catalog(
        parquet([["", "book", "One", ""], ["", " ", None, ""]], NAMES), "parquet"
    )

    assert not list(loaded.entries())
    facts = loaded.facts()
    assert (facts.quarantined_lines, facts.blank_lines) == (1, 1)


def test_the_latest_update_is_found() -> None:
    """The catalog is as old as its newest row; what is no day is no update."""
    loaded = catalog(
        f"{HEADER},updated_at\na,book,One,2025-01-31\nb,book,Two,2024-12-31\nc,book,X,soon"
    )
    list(loaded.entries())

    assert loaded.facts().updated_at == "2025-01-31"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ("", "catalog-damaged"),
        ("\n", "catalog-damaged"),
        ("id,kind,name\n1,book,One", "catalog-column"),
        ("record_id,work_type,title,title\n", "catalog-repeated-column"),
        (b"record_id,work_type,t\xefitle\n", "catalog-damaged"),
        ("record_id,work_type,title\ra,book,One\r", "catalog-damaged"),
        ('record_id,work_type,"title\n', "catalog-column"),
    ],
)
def test_a_catalog_without_a_header_is_refused(data: bytes | str, code: str) -> None:
    """There is nothing to go by, so nothing is guessed."""
    with pytest.raises(InputRefusedError) as refused:
        catalog(data)

    assert refused.value.code == code


@pytest.mark.parametrize("bytes_", [b"PAR1", b"PAR1" + b"\0" * 50 + b"PAR1", b"junk"])
def test_a_damaged_parquet_file_is_refused(bytes_: bytes) -> None:
    """A file that is no Parquet is refused with its reason."""
    with pytest.raises(InputRefusedError) as refused:
        list(catalog(bytes_, "parquet").entries())

    assert refused.value.code == "catalog-damaged"


def test_whole_numbers_and_dates_of_parquet_are_text() -> None:
    """They have one spelling each; a column of other numbers is refused by name."""
    names = [*NAMES, "first_date", "updated_at"]
    rows = [[1, "book", "One", None, 1999, datetime.date(2024, 1, 31)]]
    types = {
        "record_id": pa.int64(),
        "first_date": pa.int32(),
        "updated_at": pa.date32(),
    }

    entry = entries(parquet(rows, names, **types), "parquet")[0]
    assert (entry.record_id, entry.first_date, entry.updated_at) == (
        "1",
        "1999",
        "2024-01-31",
    )
    with pytest.raises(InputRefusedError, match="owner_name holds double"):
        entries(parquet([[1.5]], ["owner_name"], owner_name=pa.float64()), "parquet")


def test_dictionaries_and_nulls_of_parquet() -> None:
    """Packed text is text, and a null is nothing."""
    table = pa.table({
        "record_id": pa.array(["a", "b", None, None]),
        "work_type": pa.array(["book", "book", None, None]).dictionary_encode(),
        "title": pa.array(["One", None, None, "x"], pa.large_string()),
    })  # fmt: skip
    out = io.BytesIO()
    pq.write_table(table, out)
    loaded = catalog(out.getvalue(), "parquet")

    assert [(e.record_id, e.work_type, e.title) for _, e in loaded.entries()] == [
        ("a", "book", "One"), ("b", "book", ""),
    ]  # fmt: skip
    facts = loaded.facts()
    assert (facts.lines_in, facts.blank_lines, facts.quarantined_lines) == (4, 1, 1)


def test_bytes_that_are_no_text_are_put_aside() -> None:
    """A value in Parquet that is not UTF-8 costs its row."""
    raw = pa.array([b"a", b"\xff", b"c"], pa.binary())
    titles = pa.Array.from_buffers(pa.string(), 3, raw.buffers())
    table = pa.table(
        {"record_id": ["x", "y", "z"], "work_type": ["book"] * 3, "title": titles}
    )
    out = io.BytesIO()
    pq.write_table(table, out)
    loaded = catalog(out.getvalue(), "parquet")

    assert [e.record_id for _, e in loaded.entries()] == ["x", "z"]
    assert loaded.facts().quarantine[0].reason == "a value is not UTF-8"


def test_cells_of_a_workbook_are_read_as_shown() -> None:
    """Zeros of a format stay, whole numbers have no fraction, dates are ISO."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append([*NAMES, "identifiers", "share", "first_date", "territory"])
    sheet.append(
        [1.0, "book", 1984, True, 439023483, 0.5, datetime.date(2008, 9, 14), 1.25]
    )
    sheet["E2"].number_format = "0000000000"
    sheet["F2"].number_format = "0%"
    sheet.append([2, "book", "x", None, 10**15, None, None, 10**15 - 1])
    out = io.BytesIO()
    book.save(out)

    first, second = entries(out.getvalue(), "xlsx")
    assert first[:3] == ("1", "book", "1984")
    assert first.owner_name == "TRUE"
    assert first.identifiers == "0439023483"
    assert (first.share, first.first_date, first.territory) == (
        "50%",
        "2008-09-14",
        "1.25",
    )
    assert second.identifiers == "1.00000000000000e+15"
    assert second.territory == "999999999999999"


def test_formulas_and_errors_of_a_workbook_are_named() -> None:
    """A formula without a stored value, an error and a stray cell cost their row."""
    rows = [
        NAMES,
        ["a", "book", "=1+1", "x"],
        ["b", "book", "#REF!", "x"],
        ["c", "book", "Fine", "x", "stray"],
        ["d", "book", "Fine", None, None],
        [None, None],
    ]
    loaded = catalog(workbook(rows), "xlsx")

    assert [e.record_id for _, e in loaded.entries()] == ["d"]
    reasons = [(q.line, q.reason) for q in loaded.facts().quarantine]
    assert reasons == [
        (2, "the formula in C2 has no stored value"),
        (3, "an error is shown in C3"),
        (4, "a cell beyond the last column named"),
    ]


def test_a_formula_with_a_stored_value_is_its_value() -> None:
    """What a spreadsheet program last showed is what is read."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, NAMES)
    sheet.write_row(1, 0, ["a", "book"])
    sheet.write_formula(1, 2, '="On"&"e"', value="One")
    book.close()

    assert [(e.title, e.owner_name) for e in entries(out.getvalue(), "xlsx")] == [
        ("One", "")
    ]


def test_the_sheet_with_the_columns_is_read() -> None:
    """The table may be on another sheet than the first; the others are told."""
    book = openpyxl.Workbook()
    first = book.active
    assert first is not None
    first.title = "Notes"
    first.append(["Read me"])
    sheet = book.create_sheet("Works")
    sheet.append([None])
    sheet.append(NAMES)
    sheet.append(["a", "book", "One", "x"])
    out = io.BytesIO()
    book.save(out)
    loaded = catalog(out.getvalue(), "xlsx")

    assert [(line, e.record_id) for line, e in loaded.entries()] == [(3, "a")]
    assert loaded.facts().header_lines == 2
    assert "Sheets not read: Notes." in loaded.notes()


def test_a_far_cell_does_not_fill_the_memory() -> None:
    """A workbook with one cell at its far corner is refused or read, soon."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(NAMES)
    sheet.cell(row=1_048_576, column=16_384, value="x")
    out = io.BytesIO()
    book.save(out)

    with contextlib.suppress(InputRefusedError):
        assert not entries(out.getvalue(), "xlsx")


def test_a_changed_file_is_refused() -> None:
    """What was measured at the door is what is read."""
    content = f"{HEADER}\na,book,One".encode()

    with pytest.raises(InputRefusedError) as refused:
        open_catalog(
            io.BytesIO(content), name="x.csv", kind="csv", sha256="0" * 64,
            mapping=mapping(),
        )  # fmt: skip

    assert refused.value.code == "file-changed"


def test_what_a_workbook_holds_beside_sheets_is_told() -> None:
    """A macro is not run, and the report says that it was there."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(NAMES)
    sheet.append(["a", "book", "One", "x"])
    out = io.BytesIO()
    book.save(out)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"x")

    assert (
        "It holds macros, which are not run." in catalog(out.getvalue(), "xlsx").notes()
    )
