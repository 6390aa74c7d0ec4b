import base64
import csv
import hashlib
import io
import json
import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import openpyxl
import pytest

from compliance.compare import Filters, compared, held_against
from compliance.datafiles import root
from compliance.intake.canonical import answers_from_data
from compliance.model import Comparison, Submission
from compliance.pointer import build
from compliance.render.comparison import COMPARISON_RENDERERS
from compliance.render.text import markdown_text
from compliance.rulebook import load_regulation, regulation_ids
from compliance.schema import file_faults

ROOT = root()
HOSTILE = '=HYPERLINK("https://evil.example") <script>alert(1)</script> | a\nb \N{BELL}'


def submission_of(given: dict[str, object]) -> Submission:
    """Return a filing on the Union's form that holds `given`."""
    form = load_regulation("eu-ai-act", ROOT).form
    return Submission(
        source='=1+1 "summary".json',
        sha256="0" * 64,
        size=2,
        media_type="application/json",
        reader="test",
        form="eu-ai-act",
        answers=answers_from_data(build(given), form, ROOT),
    )


def held(*regulations: str) -> Comparison:
    """Return a hostile filing under `regulations`."""
    books = [load_regulation(each, ROOT) for each in regulations]
    return held_against(
        compared(books, Filters(), ROOT),
        submission_of(
            {
                "/rights/measures": HOSTILE,
                "/crawled/domains": ["=cmd|' /C calc'!A0", "lindenbach.example"],
            }
        ),
        books,
        context={},
        context_source="",
        as_of=date(2026, 11, 25),
        root=ROOT,
    )


@pytest.fixture(scope="module")
def whole() -> Comparison:
    """Return the matrix of every regulation there is."""
    books = [load_regulation(each, ROOT) for each in regulation_ids(ROOT)]
    return compared(books, Filters(), ROOT)


@pytest.fixture(scope="module")
def filed() -> Comparison:
    """Return a hostile filing under three regulations, one of them without rules."""
    return held("eu-ai-act", "us-ca-ab-2013", "cn-genai-measures")


class Cells(HTMLParser):
    """Reads the cells of the wide table."""

    def __init__(self) -> None:
        super().__init__()
        self.inside = False
        self.rows: list[list[str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note where the table, a row or a cell begins."""
        if tag == "table" and ("class", "matrix") in attrs:
            self.inside = True
        if self.inside and tag == "tr":
            self.rows.append([])
        if self.inside and tag in ("th", "td"):
            self.rows[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        """Note where the table ends."""
        if tag == "table":
            self.inside = False

    def handle_data(self, data: str) -> None:
        """Keep the words of a cell."""
        if self.inside and self.rows and self.rows[-1]:
            self.rows[-1][-1] += f"{data} "


def test_the_page_asks_for_nothing(filed: Comparison) -> None:
    """The policy allows only the style and the script that the page holds."""
    page = COMPARISON_RENDERERS["html"](filed).decode()

    def digest(of: str) -> str:
        found = re.search(f"<{of}>(.*?)</{of}>", page, re.DOTALL)
        assert found
        body = hashlib.sha256(found.group(1).encode()).digest()
        return f"sha256-{base64.b64encode(body).decode()}"

    assert f"style-src '{digest('style')}'" in page
    assert f"script-src '{digest('script')}'" in page
    assert "default-src 'none'" in page
    assert not re.search(r'(?:src|href)="(?!#|data:,|https://)', page)
    assert page.count("<script>") == 1
    assert "alert(1)</script>" not in page.split("<script>")[0]


def test_the_wide_table_holds_what_the_printed_parts_hold(whole: Comparison) -> None:
    """The screen's one table and the page's parts have the same cells."""
    reader = Cells()
    reader.feed(COMPARISON_RENDERERS["html"](whole).decode())
    head, *rows = [[" ".join(cell.split()) for cell in row] for row in reader.rows]
    wide = {row[0]: row[1:] for row in rows if len(row) == len(head)}

    parts: dict[str, list[str]] = {}
    markdown = COMPARISON_RENDERERS["md"](whole).decode()
    chapter = markdown.split("\n## Matrix\n")[1].split("\n## ")[0]
    for line in chapter.splitlines():
        cells = [c.strip() for c in re.split(r"(?<!\\)\|", line)[1:-1]]
        if len(cells) > 1 and cells[0] not in ("Element", "---"):
            plain = [re.sub(r"\\(.)|<br>|\*+", r" \1", c) for c in cells]
            plain = [" ".join(re.sub(r" ([^\w\s])", r"\1", c).split()) for c in plain]
            if any(plain[1:]):
                parts.setdefault(plain[0], []).extend(plain[1:])

    assert len(wide) == len(whole.rows)
    squeezed = {k: ["".join(c.split()) for c in v] for k, v in parts.items()}
    expected = {k: ["".join(c.split()) for c in v] for k, v in wide.items()}
    assert squeezed == expected


def test_every_cell_has_its_clause_and_certainty(whole: Comparison) -> None:
    """No cell of the matrix goes without its clause, and doubt is told."""
    page = COMPARISON_RENDERERS["md"](whole).decode()

    for row in whole.rows:
        for cell in row.cells:
            if cell.duty.clause:
                assert markdown_text(cell.duty.clause) in page
    low = sum(c.duty.sure == "low" for row in whole.rows for c in row.cells)
    assert page.count("certainty: low") == low


def test_a_workbook_holds_text_only_and_keeps_its_headings(
    filed: Comparison, whole: Comparison, tmp_path: Path
) -> None:
    """No formula, no link; the first column and row stay on the screen and on paper."""
    for number, comparison in enumerate((filed, whole)):
        path = tmp_path / f"{number}.xlsx"
        path.write_bytes(COMPARISON_RENDERERS["xlsx"](comparison))
        book = openpyxl.load_workbook(path)
        cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
        matrix = book["Matrix"]

        assert not [cell.value for cell in cells if cell.data_type == "f"]
        assert not [cell.value for cell in cells if cell.hyperlink]
        assert matrix.freeze_panes == "B2"
        assert matrix.print_title_cols == "$A:$A"
        assert matrix.print_title_rows == "$1:$1"
        assert matrix.page_setup.orientation == "landscape"
        assert matrix.max_column == len(comparison.columns) + 1


def test_csv_is_safe_in_a_spreadsheet(filed: Comparison) -> None:
    """A row a cell, and no cell that a spreadsheet would take for a formula."""
    body = COMPARISON_RENDERERS["csv"](filed)
    rows = list(csv.DictReader(io.StringIO(body.decode("utf-8-sig"), newline="")))

    assert len(rows) == len(filed.rows) * len(filed.columns)
    cells = [cell for row in rows for cell in row.values()]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t"))]
    assert any(cell.startswith("'=HYPERLINK") for cell in cells)


@pytest.mark.parametrize("which", ["filed", "whole"])
def test_json_keeps_its_contract(which: str, request: pytest.FixtureRequest) -> None:
    """The JSON is as its schema says, with and without a filing."""
    comparison = request.getfixturevalue(which)
    data = json.loads(COMPARISON_RENDERERS["json"](comparison))

    assert not file_faults(data, "comparison", ROOT)
    assert len(data["rows"]) == len(comparison.rows)


@pytest.mark.parametrize("format_", sorted(COMPARISON_RENDERERS))
def test_same_comparison_same_bytes(format_: str) -> None:
    """Made twice from the start, a comparison has the same bytes."""
    once, again = (
        COMPARISON_RENDERERS[format_](held("us-ca-ab-2013", "eu-ai-act"))
        for _ in range(2)
    )

    assert once == again


def test_no_regulation_and_no_row_still_make_a_page() -> None:
    """An empty comparison says so in every format instead of stopping."""
    books = [load_regulation("eu-ai-act", ROOT)]
    nothing = compared(
        books,
        Filters(required_in=("eu-ai-act",), absent_in=("eu-ai-act",)),
        ROOT,
    )

    for render in COMPARISON_RENDERERS.values():
        assert render(nothing)
