"""Clocks, walked around each of their days."""

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import icalendar
import pytest

from compliance.datafiles import root
from compliance.deadlines import deadlines, in_order
from compliance.errors import RulebookError
from compliance.intake import read_context
from compliance.model import Deadline, DeadlineReport, DeadlineState
from compliance.render import deadline_data, deadline_page
from compliance.rulebook import load_regulation, regulation_ids
from compliance.rulebook.clocks import load_clocks

pytestmark = pytest.mark.usefixtures("tasks_here")

LEGACY = {"model.placed_on_market": "2025-06-02", "model.name": "Quarry 3"}
DEMAND = {"requests": ({"received_on": "2026-10-30", "due_on": "2026-11-20"},)}
ANSWERED = {
    "requests": (
        {
            "received_on": "2026-10-30",
            "due_on": "2026-11-20",
            "answered_on": "2026-11-20",
        },
    )
}
NEW = {"model.placed_on_market": "2026-06-02", "model.name": "Quarry 4"}
TRAINED = {"model.further_trained": "yes", "model.further_trained_on": "2026-08-31"}


def clock(name: str, context: dict[str, object], as_of: str) -> Deadline:
    """Return one clock of one context on one day."""
    regulation, _, wanted = name.partition("/")
    found = deadlines(
        load_regulation(regulation, root()),
        context,
        source="context.yaml",
        as_of=date.fromisoformat(as_of),
        root=root(),
    )
    return next(each for each in found if each.clock.id == wanted)


@pytest.mark.parametrize(
    ("name", "context", "as_of", "state", "due"),
    [
        ("eu-ai-act/legacy", LEGACY, "2027-07-02", "upcoming", "2027-08-02"),
        ("eu-ai-act/legacy", LEGACY, "2027-07-03", "due soon", "2027-08-02"),
        ("eu-ai-act/legacy", LEGACY, "2027-08-02", "due soon", "2027-08-02"),
        ("eu-ai-act/legacy", LEGACY, "2027-08-03", "overdue", "2027-08-02"),
        ("eu-ai-act/legacy", NEW, "2027-08-03", "not applicable", None),
        ("eu-ai-act/placement", NEW, "2026-06-02", "due soon", "2026-06-02"),
        ("eu-ai-act/placement", NEW, "2026-06-03", "overdue", "2026-06-02"),
        ("eu-ai-act/placement", LEGACY, "2026-06-03", "not applicable", None),
        ("eu-ai-act/placement", {}, "2026-06-03", "undetermined", None),
        ("eu-ai-act/update", TRAINED, "2027-02-28", "due soon", "2027-02-28"),
        ("eu-ai-act/update", TRAINED, "2027-03-01", "overdue", "2027-02-28"),
        ("eu-ai-act/update", {}, "2027-03-01", "undetermined", None),
        ("rightsholder-demand/answer", DEMAND, "2026-10-20", "upcoming", "2026-11-20"),
        ("rightsholder-demand/answer", DEMAND, "2026-11-20", "due soon", "2026-11-20"),
        ("rightsholder-demand/answer", DEMAND, "2026-11-21", "overdue", "2026-11-20"),
        ("rightsholder-demand/answer", ANSWERED, "2026-11-21", "done", "2026-11-20"),
        ("eu-ai-act/enforcement", {}, "2026-08-02", "due soon", "2026-08-02"),
        ("eu-ai-act/enforcement", {}, "2026-08-03", "past", "2026-08-02"),
        (
            "us-hr-7913/before-release",
            {"act.new_system": "yes", "model.available_on": "2026-03-31"},
            "2026-03-02",
            "overdue",
            "2026-03-01",
        ),
        (
            "us-ca-ab-2013/backlog",
            {"model.available_on": "2025-12-31"},
            "2026-01-01",
            "due soon",
            "2026-01-01",
        ),
        (
            "us-ca-ab-2013/backlog",
            {"model.available_on": "2021-12-31"},
            "2026-01-01",
            "not applicable",
            None,
        ),
        (
            "us-ca-ab-2013/posting",
            {"model.available_on": "2026-01-01"},
            "2026-01-02",
            "overdue",
            "2026-01-01",
        ),
    ],
)
def test_around_each_day(
    name: str, context: dict[str, object], as_of: str, state: str, due: str | None
) -> None:
    """The day before, the day itself, the day after."""
    found = clock(name, context, as_of)

    assert found.state == state
    assert (found.due.isoformat() if found.due else None) == due


@pytest.mark.parametrize(
    ("published", "state", "why"),
    [
        ("2026-06-02", DeadlineState.DONE, ""),
        ("2026-06-03", DeadlineState.DONE_LATE, "1 day after it was due"),
        (
            "2026-12-01",
            DeadlineState.OVERDUE,
            (
                "not known to be done: summary.first_published_on is later than "
                "the day asked for"
            ),
        ),
    ],
)
def test_what_was_done(published: str, state: DeadlineState, why: str) -> None:
    """In time, late, or only planned."""
    context = {**NEW, "summary.first_published_on": published}

    found = clock("eu-ai-act/placement", context, "2026-11-25")

    assert (found.state, found.why) == (state, why)


def test_an_update_before_the_training_does_not_count() -> None:
    """The clock runs from the training; what was published before it answers nothing."""
    context = {**TRAINED, "summary.updated_on": "2026-08-30"}

    assert clock("eu-ai-act/update", context, "2027-03-01").state == "overdue"
    context["summary.updated_on"] = "2026-08-31"
    assert clock("eu-ai-act/update", context, "2027-03-01").state == "done"


def test_an_unknown_day_says_what_it_needs() -> None:
    """Which input of the context would settle it."""
    found = clock("eu-ai-act/placement", {}, "2026-06-03")

    assert found.needs == ("model.placed_on_market",)


def test_the_calendar_may_end() -> None:
    """A day past the last of the calendar is no fault of ours."""
    context: dict[str, object] = {
        "model.further_trained": "yes", "model.further_trained_on": "9999-12-01",
    }  # fmt: skip

    assert clock("eu-ai-act/update", context, "2026-11-25").state == "undetermined"


INVENTED = """
[[clocks]]
id    = "answer"
title = "A request is answered within 30 days"
each  = "requests"
from  = "received_on"
days  = 30
done  = "answered_on"

[[clocks.cites]]
instrument = "ai-act"
pinpoint   = "Art. 1"
says       = "invented"
"""


@pytest.fixture
def invented(tmp_path: Path) -> Path:
    """Return a data folder in which the Act has one clock, on requests."""
    for part in ("schemas", "regulations"):
        (tmp_path / part).mkdir()
        for each in (root() / part).iterdir():
            if each.name != "eu-ai-act":
                (tmp_path / part / each.name).symlink_to(each)
    book = tmp_path / "regulations" / "eu-ai-act"
    book.mkdir()
    for each in (root() / "regulations" / "eu-ai-act").iterdir():
        if each.name != "clocks.toml":
            (book / each.name).symlink_to(each)
    (book / "clocks.toml").write_text(INVENTED, encoding="utf-8")
    return tmp_path


def test_every_request_has_a_clock_of_its_own(invented: Path) -> None:
    """One made under another regulation has none here."""
    context = {
        "requests": (
            {"from": "Saltmarsh", "received_on": "2026-11-01"},
            {"received_on": "2026-10-01", "answered_on": "2026-10-31"},
            {"received_on": "2026-10-01", "regulation": "us-hr-7913"},
        )
    }
    found = list(
        deadlines(
            load_regulation("eu-ai-act", invented),
            context,
            source="c",
            as_of=date(2026, 11, 25),
            root=invented,
        )
    )

    assert [(each.subject, each.state, each.due) for each in found] == [
        ("requests 1: Saltmarsh", DeadlineState.DUE_SOON, date(2026, 12, 1)),
        ("requests 2: number 2", DeadlineState.DONE, date(2026, 10, 31)),
    ]


def test_the_demand_of_the_sample_is_overdue() -> None:
    """Its clock runs to the day of the letter; a request without one needs it."""
    file = root() / "samples" / "contexts" / "quarry-lane.yaml"
    found = deadlines(
        load_regulation("rightsholder-demand", root()),
        read_context(file),
        source=file.name,
        as_of=date(2026, 11, 25),
        root=root(),
    )

    assert [(each.subject, each.state, each.needs) for each in found] == [
        ("requests 1: Saltmarsh Records", "undetermined", ("requests.due_on",)),
        ("requests 2: Kestrel Music Group", "overdue", ()),
    ]


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ('from  = "received_on"', "", "needs on or from"),
        ('pinpoint   = "Art. 1"', "", "pinpoint"),
        ("days  = 30", "dais = 30", "dais"),
        ("days  = 30", 'when = [{ at = "/version", equals = ["1"] }]', "context only"),
    ],
)
def test_a_wrong_file_is_named(invented: Path, old: str, new: str, why: str) -> None:
    """File and field are said."""
    file = invented / "regulations" / "eu-ai-act" / "clocks.toml"
    file.write_text(INVENTED.replace(old, new), encoding="utf-8")

    with pytest.raises(RulebookError) as caught:
        load_clocks("eu-ai-act", invented)

    assert "eu-ai-act/clocks.toml" in str(caught.value)
    assert why in str(caught.value)


@pytest.mark.parametrize("regulation", regulation_ids(root()))
def test_clocks_of_every_regulation_load(regulation: str) -> None:
    """Ids are unique, sentences end without a stop, offsets are one of days, months."""
    clocks = load_clocks(regulation, root())

    assert len({each.id for each in clocks}) == len(clocks)
    for each in clocks:
        assert not each.title.endswith(".")
        assert not (each.days and each.months)


@pytest.fixture(scope="module")
def report() -> DeadlineReport:
    """Return all clocks of one invented provider."""
    context = {**LEGACY, **TRAINED, "model.name": "=Quarry; 3, new\nline"}
    return DeadlineReport(
        tool_version="1",
        as_of=date(2027, 3, 1),
        contexts={"context.yaml": "0" * 64},
        deadlines=in_order(
            each
            for name in regulation_ids(root())
            for each in deadlines(
                load_regulation(name, root()),
                context,
                source="context.yaml",
                as_of=date(2027, 3, 1),
                root=root(),
            )
        ),
    )


def test_overdue_comes_first(report: DeadlineReport) -> None:
    """Then what is due, then what is later, law before bills."""
    states = [list(DeadlineState).index(each.state) for each in report.deadlines]

    assert states == sorted(states)
    assert report.deadlines[0].clock.id == "update"


def test_the_calendar_reads_back(report: DeadlineReport) -> None:
    """One all-day event an open clock, with an identifier that stays."""
    calendar = icalendar.Calendar.from_ical(deadline_data.to_ics(report))
    events = list(calendar.walk("VEVENT"))
    later = deadline_data.to_ics(replace(report, as_of=date(2027, 3, 2)))
    again = icalendar.Calendar.from_ical(later).walk("VEVENT")

    assert {event.decoded("dtstart") for event in events} == {
        date(2027, 2, 28), date(2027, 8, 2),
    }  # fmt: skip
    assert all("Quarry; 3, new\nline" in str(event["summary"]) for event in events)
    assert [str(e["uid"]) for e in events] == [str(e["uid"]) for e in again]


def test_tables_are_safe(report: DeadlineReport) -> None:
    """CSV has a row a clock, and no cell that a spreadsheet would run."""
    text = deadline_data.to_csv(report).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    body = json.loads(deadline_data.to_json(report))

    assert len(rows) == len(report.deadlines) == len(body["deadlines"])
    assert rows[0]["For"].startswith("'=Quarry")
    assert "overdue" in deadline_page.to_markdown(report).decode()


@pytest.mark.parametrize(
    "render",
    [
        deadline_page.to_markdown, deadline_page.to_html, deadline_data.to_csv,
        deadline_data.to_ics, deadline_data.to_xlsx, deadline_data.to_json,
    ],
)  # fmt: skip
def test_same_clocks_same_bytes(
    report: DeadlineReport, render: Callable[[DeadlineReport], bytes]
) -> None:
    """Rendering twice changes nothing."""
    assert render(report) == render(report)
