import zipfile
from dataclasses import replace
from io import BytesIO

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from compliance.errors import InternalError
from compliance.model import Finding
from compliance.render import book as writing
from compliance.render.cells import CELL_LIMIT, Sheet, cell_text, fitting
from compliance.render.record_sheets import DECISIONS
from compliance.render.text import visible
from compliance.render.workbook import to_xlsx, workbook_sheets
from tests.unit.render.example import LONG, NASTY, report

REPORT = report()
BODY = to_xlsx(REPORT)
BOOK = openpyxl.load_workbook(BytesIO(BODY))
PARTS = {
    info.filename: zipfile.ZipFile(BytesIO(BODY)).read(info)
    for info in zipfile.ZipFile(BytesIO(BODY)).infolist()
}


def column(name: str, title: str) -> list[object]:
    """Return the cells under `title` on sheet `name`."""
    page = BOOK[name]
    heads = [cell.value for cell in page[1]]
    cells = [row[heads.index(title)].value for row in page.iter_rows(min_row=2)]
    return ["" if value is None else value for value in cells]


def test_sheets_stand_in_order() -> None:
    """What to read first comes first."""
    assert BOOK.sheetnames == [
        "README",
        "Summary",
        "Rules",
        "Findings",
        "Answers",
        "Form",
        "Catalog links",
        "Catalog entries",
        "Reservations",
        "Datasets",
        "Identifiers & quarantine",
        "Sources",
    ]


def test_nothing_is_live() -> None:
    """No formula, no link, no macro, no other file."""
    cells = [c for page in BOOK for row in page.iter_rows() for c in row]

    assert {c.data_type for c in cells if c.value is not None} == {"s", "n"}
    assert [c for c in cells if c.hyperlink] == []
    assert not [n for n in PARTS if "vba" in n or "external" in n or "connect" in n]
    assert b"TargetMode" not in b"".join(PARTS.values())
    assert not [n for n, body in PARTS.items() if "sheet" in n and b"<f>" in body]


def test_a_formula_stays_text_when_edited() -> None:
    """Texts that begin like a formula are quoted; others are not."""
    titles = {c.value: c.quotePrefix for c in BOOK["Catalog links"]["H"]}

    assert titles['=HYPERLINK("https://evil.example","Open")'] is True
    assert titles["@SUM(1+1)*cmd|' /C calc'!A0"] is True
    assert titles["-1+1"] is True
    assert titles["None"] is False


def test_every_text_is_recovered() -> None:
    """Strange titles read back as they are shown everywhere else."""
    assert column("Catalog links", "Title") == [visible(text) for text in NASTY]


@settings(max_examples=30, deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=()), min_size=1))
def test_any_text_is_recovered(text: str) -> None:
    """Whatever was submitted reads back from a cell as it is shown."""
    caveats = (f"x{text}",)
    changed = replace(
        REPORT, caveats=caveats, results=(), rows=(), sections=(), cross_check=None
    )
    page = openpyxl.load_workbook(BytesIO(to_xlsx(changed)), read_only=True)["README"]

    said = [b for a, b in page.values if a == "What this does not say"]
    assert said[0] == visible(f"x{text}")


def test_every_rule_is_listed() -> None:
    """Met and not asked rules stand beside the others."""
    assert column("Rules", "Rule") == [r.rule.id for r in REPORT.results]
    assert set(column("Rules", "Outcome")) == {
        "gap",
        "met",
        "undetermined",
        "not applicable",
    }


def test_findings_have_room_for_the_officer() -> None:
    """Every finding is a row; the officer decides from a list."""
    page = BOOK["Findings"]
    heads = [cell.value for cell in page[1]]
    lists = page.data_validations.dataValidation

    assert heads[-4:] == ["Officer", "Decision", "Due", "Note"]
    assert len(column("Findings", "Finding")) == 30 + 30 + 1 + 1 + 4
    assert lists[0].formula1 == f'"{",".join(DECISIONS)}"'
    assert str(lists[0].sqref) == f"P2:P{page.max_row}"
    assert set(column("Findings", "Decision")) == {""}


def test_finding_ids_are_unique() -> None:
    """A finding can be talked about by its number."""
    ids = column("Findings", "Finding")

    assert len(ids) == len(set(ids))


def test_numbers_are_numbers() -> None:
    """Counts and shares can be counted with."""
    rows = list(BOOK["Summary"].values)

    assert rows[4][:3] == ("gap", 4, "the filing lacks what the rule asks for")
    assert next(r[1] for r in rows if r[0] == "All sections") == 0.479
    assert next(r[2] for r in rows if str(r[0]).startswith("2.3")) == 3
    assert next(r[1] for r in rows if str(r[0]).startswith("2.2.1")) == "not scored"
    assert next(r[1] for r in rows if r[0] == "share that could be checked") == 0.625


@pytest.mark.parametrize("name", ["Rules", "Findings", "Answers", "Catalog links"])
def test_sheets_open_ready_to_work(name: str) -> None:
    """Header frozen and repeated in print, filter on, one page wide, landscape."""
    page: Worksheet = BOOK[name]

    assert page.freeze_panes == "B2"
    assert page.auto_filter.ref.startswith("A1:")
    assert page.auto_filter.ref.endswith(str(page.max_row))
    assert page.print_title_rows == "$1:$1"
    assert page.page_setup.orientation == "landscape"
    assert (page.page_setup.fitToWidth or 1, page.page_setup.fitToHeight) == (1, 0)
    assert page.sheet_properties.pageSetUpPr.fitToPage is True


def test_outcomes_are_coloured() -> None:
    """Outcomes are coloured by rule, so a changed filter keeps the colours."""
    formulas = [
        rule.formula[0]
        for ranges in BOOK["Rules"].conditional_formatting
        for rule in ranges.rules
    ]

    assert {'"gap"', '"met"', '"undetermined"', '"not applicable"'} <= set(formulas)


def test_long_texts_are_cut_with_a_mark() -> None:
    """Forty thousand characters do not fit a cell; the cell says so."""
    cut = next(t for t in column("Answers", "As filed") if str(t).startswith("www"))

    assert len(str(cut)) <= CELL_LIMIT
    assert str(cut).endswith("… 7,313 more characters, whole in the JSON report")


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("x" * CELL_LIMIT, True),
        ("x" * (CELL_LIMIT + 1), False),
        ("😀" * (CELL_LIMIT // 2), True),
        ("😀" * (CELL_LIMIT // 2 + 1), False),
        ("\x00" * 4_096, False),
    ],
)
def test_cells_count_as_excel_does(text: str, whole: bool) -> None:
    """A character outside the basic plane counts twice, a hidden one as shown."""
    cell = cell_text(text)

    assert (cell == visible(text)) is whole
    assert len(cell.encode("utf-16-le")) <= 2 * CELL_LIMIT


def test_tall_rows_are_kept_low() -> None:
    """A row with a long text does not fill the screen."""
    heights = [row.height for row in BOOK["Answers"].row_dimensions.values()]

    assert round(max(h for h in heights if h)) == 14 * 14


@pytest.mark.parametrize(("count", "expected"), [(2, 2), (3, 3), (4, 3)])
def test_rows_are_cut_in_the_open(count: int, expected: int) -> None:
    """As many rows as fit are written; more are counted in the last one."""
    rows = list(fitting(((str(n),) for n in range(count)), limit=3))

    assert len(rows) == expected
    assert (rows[-1][0] == "… 2 more rows, whole in the JSON report") is (count > 3)


def test_cut_rows_are_written(monkeypatch: pytest.MonkeyPatch) -> None:
    """A sheet too long for Excel opens, and says what is left out."""
    monkeypatch.setattr(writing, "fitting", lambda rows: fitting(rows, limit=5))

    book = openpyxl.load_workbook(BytesIO(to_xlsx(REPORT)), read_only=True)

    last = [row[0] for row in book["Catalog links"].values][-1]
    assert last == f"… {len(LINKS) - 4} more rows, whole in the JSON report"


LINKS = REPORT.cross_check.links if REPORT.cross_check else ()


def test_a_cell_that_does_not_fit_stops_the_work(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Nothing is lost in silence: a refused cell is our own fault."""
    monkeypatch.setattr(writing, "cell_text", lambda text: text)

    with pytest.raises(InternalError, match="sheet Findings, row"):
        to_xlsx(REPORT)


def test_without_catalog_the_sheets_say_so() -> None:
    """The sheets of the cross-check stay, with a sentence in place of rows."""
    sheets: dict[str, Sheet] = {
        each.name: each for each in workbook_sheets(replace(REPORT, cross_check=None))
    }

    assert "No catalog was given" in sheets["Catalog links"].blocks[0].empty
    assert sheets["Datasets"].blocks[0].rows


def test_an_empty_report_opens() -> None:
    """A report with nothing in it still makes a workbook."""
    empty = replace(REPORT, results=(), rows=(), not_checked=(), cross_check=None)

    page = openpyxl.load_workbook(BytesIO(to_xlsx(empty)))["Findings"]

    assert page["A2"].value == "No finding."
    assert page.auto_filter.ref is None


def test_place_has_its_own_columns() -> None:
    """Page and line can be sorted by; the place in words stands beside them."""
    assert column("Catalog links", "Page")[:2] == [4, 4]
    assert column("Catalog links", "Line")[:2] == [1, 2]
    assert column("Catalog links", "Place")[0] == "page 4, line 1"
    assert set(column("Form", "Page")) == {"", 2, 3}


def test_findings_without_field_are_placed_by_pointer() -> None:
    """A finding on no field of the form is placed by its pointer."""
    odd = replace(
        REPORT.results[1],
        findings=(Finding(at="/odd", field_id="", message="m", remedy=""),),
    )
    rows = workbook_sheets(replace(REPORT, results=(odd,)))[3].blocks[0].rows

    assert rows[0][5] == "/odd"


def test_clock_is_not_read() -> None:
    """The only times inside are the report's day and the archive's zero."""
    infos = zipfile.ZipFile(BytesIO(BODY)).infolist()

    assert {info.date_time for info in infos} == {(1980, 1, 1, 0, 0, 0)}
    assert PARTS["docProps/core.xml"].count(b"2026-11-22T00:00:00Z") == 2
    assert to_xlsx(report()) == BODY
    assert LONG not in BODY.decode("latin-1")
