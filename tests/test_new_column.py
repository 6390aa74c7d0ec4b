"""An act that we invent is a column beside all others, from data files only."""

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from compliance.compare import Filters, compared, held_against
from compliance.datafiles import root
from compliance.elements import duties_of, load_elements
from compliance.forms import form_of
from compliance.intake.canonical import answers_from_data
from compliance.model import Level, Outcome, Submission
from compliance.render.comparison import COMPARISON_RENDERERS
from compliance.render.rulebook_page import to_rules_page
from compliance.rulebook import load_regulation, regulation_ids

ROOT = root()

INSTRUMENT = """\
id = "xx-moon-act"
title = "Moon Act, an invented act"
short = "Moon Act"
jurisdiction = "INT"
place = "The Moon"
status = "in force"
status_note = "In force on the Moon since 1 January 2026."
known_on = 2026-11-22
version = "2026.11"
notes = ["Nobody lives there."]

[[sources]]
id = "xx-moon-act"
title = "Moon Act"

[[history]]
on = "2026-01-01"
status = "in force"
says = "The Act takes effect"

[coverage]
note = "Each field counts alike."
[coverage.weights]
"1.a" = 1
"""
RULE = """\
id = "MOON-1-01"
name = "craters-are-named"
title = "The craters crawled are named"
severity = "must"
about = "/craters"
applies_from = 2026-01-01

[check]
name = "answered"
at = "/craters"

[report]
message = "The craters are {state}."
remedy = "Name the craters."

[[cites]]
instrument = "xx-moon-act"
pinpoint = "Art. 1"
says = "asks which craters were crawled"

[[cases]]
says = "a crater is named"
expect = "met"
[cases.given]
"/craters" = "Tycho"

[[cases]]
says = "none is"
expect = "gap"
"""
ELEMENTS = """\
[[asks]]
element = "domains"
level = "required"
clause = "Art. 1"
says = "the craters, which are the domains of the Moon"
at = ["/craters"]

[[silent]]
elements = ["works"]
clause = "Moon Act"
says = "no word on works"
"""
FIELD = {
    "type": ["string", "null"],
    "x-field": {
        "id": "1.a",
        "label": "Craters",
        "section": "1",
        "clause": "Art. 1",
        "obligation": "always",
        "kind": "text",
    },
}


@pytest.fixture
def moon(tmp_path: Path) -> Path:
    """Return a root with the invented act beside all others."""
    for folder in ("regulations", "schemas"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    home = tmp_path / "regulations" / "xx-moon-act"
    (home / "rules").mkdir(parents=True)
    (home / "instrument.toml").write_text(INSTRUMENT, encoding="utf-8")
    (home / "elements.toml").write_text(ELEMENTS, encoding="utf-8")
    (home / "rules" / "MOON-1-01.toml").write_text(RULE, encoding="utf-8")
    schema = {
        "title": "Moon notice",
        "x-sections": {"1": "Craters"},
        "properties": {"craters": FIELD},
    }
    form = tmp_path / "schemas" / "submission" / "xx-moon-act.schema.json"
    form.write_text(json.dumps(schema), encoding="utf-8")
    return tmp_path


def notice(home: Path, given: dict[str, object]) -> Submission:
    """Return a filing on the invented form."""
    return Submission(
        source="notice.json",
        sha256="0" * 64,
        size=2,
        media_type="application/json",
        reader="test",
        form="xx-moon-act",
        answers=answers_from_data(given, form_of("xx-moon-act", home), home),
    )


def test_its_page_says_what_it_asks(moon: Path) -> None:
    """The rule page has the act's own column, in words."""
    book = load_regulation("xx-moon-act", moon)
    duties = duties_of(book, moon)
    page = to_rules_page(
        book, [(e, duties[e.id]) for e in load_elements(moon)]
    ).decode()

    assert "which are the domains of the Moon" in page
    assert "Not required (Moon Act, no word on works): Works one by one." in page


def test_an_act_is_a_column_beside_all_others(moon: Path) -> None:
    """It has its column, what it does not place is not established, and filings are held."""
    books = [load_regulation(each, moon) for each in regulation_ids(moon)]
    whole = compared(books, Filters(), moon)
    number = [column.id for column in whole.columns].index("xx-moon-act")
    levels = {row.element.id: row.cells[number].duty.level for row in whole.rows}

    assert levels["domains"] is Level.REQUIRED
    assert levels["works"] is Level.NOT_REQUIRED
    assert levels["size"] is Level.NOT_ESTABLISHED
    assert "Moon Act" in COMPARISON_RENDERERS["html"](whole).decode()

    held = held_against(
        whole,
        notice(moon, {"craters": "Tycho"}),
        books,
        context={},
        context_source="",
        as_of=date(2026, 11, 25),
        root=moon,
    )
    row = next(row for row in held.rows if row.element.id == "domains")
    judged = row.cells[number].judged
    assert judged is not None
    assert judged.outcome is Outcome.MET
    assert judged.rules == ("MOON-1-01",)
    elsewhere = {
        column.id: cell.judged.outcome
        for column, cell in zip(held.columns, row.cells, strict=True)
        if cell.judged
    }
    assert elsewhere["eu-ai-act"] is Outcome.MET
