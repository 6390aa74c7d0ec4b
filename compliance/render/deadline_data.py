"""The clocks of a provider for other programs: CSV, calendar, workbook, JSON."""

import hashlib
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Final

from icalendar import Calendar, Event

from compliance.model import Deadline, DeadlineReport, DeadlineState
from compliance.render.book import book
from compliance.render.cells import Block, Column, Sheet
from compliance.render.csv_table import csv_table
from compliance.render.deadline_page import (
    CAVEATS,
    day_words,
    days_left,
    law_words,
)
from compliance.render.text import visible

_COLUMNS: Final = (
    Column("State", 14),
    Column("Day", 11),
    Column("Days left", 9),
    Column("What", 50),
    Column("For", 24),
    Column("Runs from", 11),
    Column("Done", 11),
    Column("Why", 40),
    Column("Needs", 24),
    Column("Instrument", 20),
    Column("Status that day", 14),
    Column("Law", 40),
    Column("Context", 18),
    Column("Clock", 18),
)
_SHOWN: Final = (
    DeadlineState.OVERDUE,
    DeadlineState.DUE_SOON,
    DeadlineState.UPCOMING,
)


def to_csv(report: DeadlineReport) -> bytes:
    """Return a row per clock as CSV."""
    return csv_table([column.title for column in _COLUMNS], _rows(report))


def to_xlsx(report: DeadlineReport) -> bytes:
    """Return a row per clock as a workbook."""
    told = (
        ("As of", report.as_of.isoformat()),
        *(("Context", f"{name}, SHA-256 {d}") for name, d in report.contexts.items()),
        *(("What this does not say", words) for words in CAVEATS),
    )
    sheets = (
        Sheet("Deadlines", (Block(_COLUMNS, tuple(_rows(report)), "No clock runs."),)),
        Sheet("README", (Block((Column("What", 28), Column("Text", 100)), told),)),
    )
    title = f"Deadlines: {', '.join(report.contexts)}"
    return book(sheets, title=title, day=report.as_of)


def to_json(report: DeadlineReport) -> bytes:
    """Return every clock as indented UTF-8 JSON."""
    body = {
        "tool_version": report.tool_version,
        "as_of": report.as_of.isoformat(),
        "contexts": dict(report.contexts),
        "deadlines": [
            {
                "regulation": each.regulation.id,
                "status": each.standing.status,
                "clock": each.clock.id,
                "title": each.clock.title,
                "context": each.context,
                "subject": each.subject,
                "state": each.state.value,
                "start": day_words(each.start),
                "due": day_words(each.due),
                "done": day_words(each.done),
                "why": each.why,
                "needs": list(each.needs),
                "law": law_words(each),
            }
            for each in report.deadlines
        ],
    }
    return (json.dumps(body, ensure_ascii=False, indent=1) + "\n").encode()


def to_ics(report: DeadlineReport) -> bytes:
    """Return every open clock as an all-day event of an iCalendar file.

    An identifier stays the same from run to run, so that a calendar which imports
    the file again moves its events and adds none twice.

    Source: RFC 5545.
    """
    calendar = Calendar()
    calendar.add("prodid", f"-//compliance//{report.tool_version}//EN")
    calendar.add("version", "2.0")
    stamp = datetime.combine(report.as_of, datetime.min.time(), tzinfo=UTC)
    for each in report.deadlines:
        if each.state in _SHOWN and each.due is not None:
            calendar.add_component(_event(each, stamp))
    body: bytes = calendar.to_ical()
    return body


def _event(deadline: Deadline, stamp: datetime) -> Event:
    assert deadline.due is not None  # noqa: S101  # the caller asked for open clocks
    event = Event()
    key = "\0".join(
        (
            deadline.regulation.id, deadline.clock.id, deadline.context,
            deadline.subject,
        )
    )  # fmt: skip
    about = deadline.subject or deadline.context
    short = deadline.regulation.short
    mark = "" if deadline.binds else f" ({deadline.standing.status})"
    event.add(
        "uid", f"{hashlib.sha256(key.encode()).hexdigest()[:32]}@compliance.invalid"
    )
    event.add("dtstamp", stamp)
    event.add("dtstart", deadline.due)
    event.add("dtend", deadline.due + timedelta(days=1))
    event.add("summary", visible(f"{short}{mark}: {deadline.clock.title} – {about}"))
    event.add("description", visible(f"{law_words(deadline)}. {deadline.why}".strip()))
    event.add("categories", [deadline.standing.status])
    event.add("transp", "TRANSPARENT")
    return event


def _rows(report: DeadlineReport) -> Iterator[tuple[str, ...]]:
    for each in report.deadlines:
        yield (
            each.state.value,
            day_words(each.due),
            days_left(each, report.as_of),
            each.clock.title,
            each.subject,
            day_words(each.start),
            day_words(each.done),
            each.why,
            ", ".join(each.needs),
            each.regulation.short,
            each.standing.status,
            law_words(each),
            each.context,
            f"{each.regulation.id}/{each.clock.id}",
        )
