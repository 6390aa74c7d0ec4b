import re
import unicodedata
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import yaml

from compliance.assess import assess
from compliance.datafiles import root
from compliance.forms import form_of
from compliance.intake import read_submission
from compliance.intake.written import to_fields
from compliance.model import Kind, Submission
from compliance.rulebook import load_regulation

pytestmark = pytest.mark.usefixtures("tasks_here")

# Published filings, printed by five programs; boxes as text, drawn, or bullets instead.
READ = ("apertus", "gpt_5_5", "gemini_3_pro", "smollm3", "phi_4")


@cache
def read(path: Path) -> Submission:
    """Return what is read of a filing, once."""
    return read_submission(path)


def squeezed(text: str) -> str:
    """Return `text` as quotes are compared: NFKC, without white space."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def truth_and_fields(
    shared: Path, name: str
) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Return what a careful reader sees in each field, and what is read."""
    text = (shared / "filings" / "truth" / f"{name}.yaml").read_text(encoding="utf-8")
    truth = yaml.safe_load(text)
    submission = read(shared / "filings" / f"{name}.pdf")
    fields = to_fields(submission, form_of("eu-ai-act", root()))
    return [(truth[str(field["field"])], field) for field in fields]


@pytest.mark.parametrize("name", READ)
def test_published_filings_are_read_as_a_careful_reader_does(
    shared: Path, name: str
) -> None:
    """State, value, words and page of every field are what the reader sees."""
    wrong = []
    for seen, read in truth_and_fields(shared, name):
        if seen.get("ambiguous"):
            continue
        value = seen.get("value", read["value"])
        same = {
            "state": read["state"] == seen["state"],
            "value": read["value"] == value
            or (
                isinstance(value, list) and sorted(read["value"] or []) == sorted(value)
            ),
            "starts": squeezed(read["text"]).startswith(
                squeezed(seen.get("starts", ""))
            ),
            "ends": squeezed(read["text"]).endswith(squeezed(seen.get("ends", ""))),
            "page": read["page"] == seen.get("page", read["page"]),
        }
        wrong += [(read["field"], key) for key, holds in same.items() if not holds]

    assert not wrong


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("apertus", set(), id="filled with care"),
        pytest.param(
            "gpt_5_5",
            {"EU53-2.2.1.a-02", "EU53-2.3.e-02", "EU53-2.3.h-02", "EU53-2.1.c-03"},
            id="an invented option, no first month, no domain, no link",
        ),
    ],
)
def test_open_duties_are_those_a_careful_reader_finds(
    shared: Path, name: str, expected: set[str]
) -> None:
    """The `must` gaps are the defects that are there, and no other."""
    submission = read(shared / "filings" / f"{name}.pdf")

    report = assess(
        submission,
        load_regulation("eu-ai-act", root()),
        context={},
        context_source="",
        as_of=date(2026, 11, 25),
        cross_check=None,
        root=root(),
    )

    open_ = {
        result.rule.id
        for result in report.results
        if result.outcome == "gap" and result.rule.severity == "must"
    }
    assert open_ == expected


@pytest.mark.parametrize("name", READ)
def test_the_place_of_an_answer_holds_its_words(shared: Path, name: str) -> None:
    """Every answer that is in the filing has a page, and a box on it with its start.

    Of ranges the place is where the first one is printed; ticks that are read from the
    rows of sizes are printed nowhere.
    """
    chosen = {
        f.at for f in form_of("eu-ai-act", root()).fields if f.kind is Kind.CHOICE
    }
    path = shared / "filings" / f"{name}.pdf"
    pages = pypdfium2.PdfDocument(path)
    wrong = []
    for answer in read(path).answers.values():
        if answer.state == "missing_field" or not answer.text:
            continue
        page, box = answer.place.page, answer.place.box
        assert page
        assert box
        told = [words_in(pages[page - 1], box), squeezed(answer.text.replace("☒", ""))]
        if not re.search(re.escape(told[1][:4]), told[0], re.IGNORECASE):
            wrong.append((answer.at, *told))

    assert not [each for each in wrong if each[0] not in {*chosen, "/modalities"}]


def words_in(page: pypdfium2.PdfPage, box: tuple[float, float, float, float]) -> str:
    """Return what is printed in a box, given from the page's top left corner."""
    left, top, right, bottom = box
    height = page.get_height()
    inside = (left - 2, height - bottom - 2, right + 2, height - top + 2)
    return squeezed(page.get_textpage().get_text_bounded(*inside))
