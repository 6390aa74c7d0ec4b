"""Two versions of one invented filing, and what is said of the difference."""

import json
from collections import Counter
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from compliance.assess import assess
from compliance.changes import changes
from compliance.datafiles import root
from compliance.intake import read_submission
from compliance.model import ChangeReport, Fate, FieldChange, GapReport, Outcome, Turn
from compliance.render.changes_data import to_json, to_xlsx
from compliance.render.changes_page import to_html, to_markdown
from compliance.rulebook import load_regulation

pytestmark = pytest.mark.usefixtures("tasks_here")

SAMPLE = root() / "samples" / "eu-ai-act" / "complete" / "submission.json"


def judged(data: dict[str, Any], folder: Path) -> GapReport:
    """Return the report on a filing given as data."""
    file = folder / "filing.json"
    file.write_text(json.dumps(data), encoding="utf-8")
    return assess(
        read_submission(file),
        load_regulation("eu-ai-act", root()),
        context={},
        context_source="",
        as_of=date(2026, 11, 25),
        cross_check=None,
        root=root(),
    )


def first() -> dict[str, Any]:
    """Return the older version."""
    data: dict[str, Any] = json.loads(SAMPLE.read_text(encoding="utf-8"))
    data["public_datasets"]["large"] = [
        {"name": "Heron Corpus", "url": "https://heron.example/1"},
        {"name": "Tern Pages", "url": "https://tern.example"},
    ]
    data["illegal_content"]["measures"] = (
        "Two word lists remove pages. A classifier removes the rest. Staff look at both."
    )
    data["crawled"]["domains"] = [{"host": "a.example"}, {"host": "b.example"}]
    return data


def second() -> dict[str, Any]:
    """Return the newer version: a renamed edition, less said, one sentence edited."""
    data = first()
    data["version"] = "9.9"
    data["languages"] = f" {data['languages']}".replace(" and ", "  and ").strip()
    data["public_datasets"]["large"] = [
        {"name": "heron corpus", "url": "https://heron.example/2"},
        {"name": "Plover Texts", "url": "https://plover.example"},
    ]
    data["illegal_content"]["measures"] = (
        "Three word lists remove pages. Staff look at both."
    )
    data["crawled"]["purposes"] = ""
    data["crawled"]["domains"] = [{"host": "b.example"}, {"host": "a.example"}]
    return data


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> ChangeReport:
    """Compare them once."""
    folder = tmp_path_factory.mktemp("versions")
    return changes(judged(first(), folder), judged(second(), folder))


def field(report: ChangeReport, name: str) -> FieldChange:
    """Return the change of one field."""
    return next(each for each in report.fields if each.field.id == name)


@pytest.mark.parametrize(
    ("name", "turn"),
    [
        ("0.a", Turn.IDENTITY),
        ("1.3.e", Turn.WORDING),
        ("2.1.c", Turn.ALTERED),
        ("2.3.c", Turn.WITHDRAWN),
        ("3.2.a", Turn.ALTERED),
        ("2.3.h", Turn.WORDING),
        ("2.1.a", Turn.UNCHANGED),
    ],
)
def test_how_a_field_changed(report: ChangeReport, name: str, turn: Turn) -> None:
    """Identity and mere wording stand apart from substance."""
    assert field(report, name).turn is turn


def test_list_entries_are_told_apart_by_name(report: ChangeReport) -> None:
    """An entry of another spelling is the same entry, with another address."""
    change = field(report, "2.1.c")

    assert [entry.split(" (")[0] for entry in change.dropped] == ["Tern Pages"]
    assert [entry.split(" (")[0] for entry in change.gained] == ["Plover Texts"]
    assert [pair[1].split(" (")[0] for pair in change.reworded] == ["heron corpus"]


def test_an_edited_sentence_is_no_withdrawn_claim(report: ChangeReport) -> None:
    """A sentence that is gone is; one in which a number changed is shown as edited."""
    change = field(report, "3.2.a")

    assert change.dropped == ("A classifier removes the rest.",)
    assert change.gained == ()
    assert change.reworded == (
        ("Two word lists remove pages.", "Three word lists remove pages."),
    )


def test_claims_withdrawn(report: ChangeReport) -> None:
    """Fields that say less: whole answers, entries, sentences."""
    assert [each.field.id for each in report.withdrawn] == ["2.1.c", "2.3.c", "3.2.a"]


def test_what_was_silent_and_speaks_is_added(report: ChangeReport) -> None:
    """The other way round the withdrawn answer is an added one, and its gaps close."""
    back = changes(report.new, report.old)

    assert field(back, "2.3.c").turn is Turn.ADDED
    assert {
        each.fate for each in back.findings if each.finding.field_id == "2.3.c"
    } == {Fate.CLOSED}


def test_the_numbers_reconcile(report: ChangeReport) -> None:
    """Every rule and every gap is counted once on each side."""
    for side, kept in ((0, Fate.CLOSED), (1, Fate.OPENED)):
        whole = (report.old, report.new)[side]
        by_outcome: Counter[Outcome] = Counter()
        for outcomes, count in report.moves.items():
            by_outcome[outcomes[side]] += count
        findings = sum(
            len(r.findings) for r in whole.results if r.outcome is Outcome.GAP
        )

        assert by_outcome == Counter(r.outcome for r in whole.results)
        assert findings == sum(
            each.fate in (kept, Fate.STANDING) for each in report.findings
        )


def test_a_filing_against_itself_has_no_change(report: ChangeReport) -> None:
    """Nothing changed, opened or closed; what was open stands."""
    same = changes(report.new, report.new)

    assert {each.turn for each in same.fields} == {Turn.UNCHANGED}
    assert {each.fate for each in same.findings} <= {Fate.STANDING}
    assert same.withdrawn == ()


@pytest.mark.parametrize(
    ("names", "warning"),
    [
        (
            "Heron 7B",
            "no word in common in 1.1.a Provider name and contact details, 1.2.a",
        ),
        ("Linden-3 7B", ""),
        ("9.9", ""),
    ],
)
def test_filings_of_two_providers_are_said_to_be(
    report: ChangeReport, tmp_path: Path, names: str, warning: str
) -> None:
    """Where provider and model share no word, it is not two versions of one filing."""
    data = second()
    data["provider"]["name_and_contact"] = "Tern Works AS, post@tern.no"
    data["model"]["names"] = names
    other = changes(report.old, judged(data, tmp_path))
    told = json.loads(to_json(other))["warning"]

    assert warning in told
    assert bool(told) is bool(warning)
    assert ("Hardly two versions" in to_markdown(other).decode()) is bool(warning)


def test_every_format_tells_the_same(report: ChangeReport) -> None:
    """Markdown, page, workbook and JSON hold the withdrawn sentence, safely."""
    sentence = "A classifier removes the rest."
    book = openpyxl.load_workbook(BytesIO(to_xlsx(report)))
    body = json.loads(to_json(report))

    assert sentence in to_markdown(report).decode().replace("\\", "")
    assert sentence in to_html(report).decode()
    assert any(sentence == row[5] for row in book["Fields"].values)
    assert [f["dropped"] for f in body["fields"] if f["field"] == "3.2.a"] == [
        [sentence]
    ]
    assert sum(move["rules"] for move in body["moves"]) == len(report.new.results)


@pytest.mark.parametrize("render", [to_markdown, to_html, to_xlsx, to_json])
def test_same_versions_same_bytes(
    report: ChangeReport, render: Callable[[ChangeReport], bytes]
) -> None:
    """Rendering twice changes nothing."""
    assert render(report) == render(report)
