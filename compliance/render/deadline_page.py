"""The clocks of a provider, as Markdown and as a page."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from compliance.model import Deadline, DeadlineReport, DeadlineState
from compliance.render.catalog import bullets
from compliance.render.page import page
from compliance.render.tables import table
from compliance.render.text import code, markdown_text
from compliance.render.words import cite_words, plural

STATE_MEANS: Final = {
    DeadlineState.OVERDUE: "its day is past, and nothing says that it was done",
    DeadlineState.DUE_SOON: "its day is within 30 days",
    DeadlineState.UPCOMING: "its day is later",
    DeadlineState.UNDETERMINED: "a day that it needs is not given",
    DeadlineState.DONE_LATE: "it was done after its day",
    DeadlineState.DONE: "it was done in time",
    DeadlineState.PAST: "a day on which nobody has to do anything, and that has come",
    DeadlineState.NOT_APPLICABLE: "it does not run here",
}
CAVEATS: Final = (
    "Days come from the context files; whether they are right was not checked.",
    "Hours, holidays and local rules on the counting of time are not considered.",
    "Only the clocks listed here are known; other duties may have days of their own.",
)
_OPEN: Final = (
    DeadlineState.OVERDUE,
    DeadlineState.DUE_SOON,
    DeadlineState.UPCOMING,
)


def to_markdown(report: DeadlineReport) -> bytes:
    """Return the clocks as UTF-8 Markdown; same report, same bytes."""
    return "\n".join(_lines(report)).encode()


def to_html(report: DeadlineReport) -> bytes:
    """Return the clocks as one self-contained HTML file, made from the Markdown."""
    return page(
        to_markdown(report).decode(),
        title=f"Deadlines: {', '.join(report.contexts)}",
        footer=f"Made by compliance {report.tool_version}, "
        f"as of {report.as_of.isoformat()}.",
    )


def day_words(day: date | None) -> str:
    """Return a day in ISO form, or nothing."""
    return "" if day is None else day.isoformat()


def days_left(deadline: Deadline, as_of: date) -> str:
    """Return how far the day of an open clock is; a minus says it is past."""
    if deadline.due is None or deadline.state not in _OPEN:
        return ""
    return str((deadline.due - as_of).days)


def law_words(deadline: Deadline) -> str:
    """Return the pinpoints of a clock."""
    return "; ".join(cite_words(cite) for cite in deadline.clock.cites)


def _lines(report: DeadlineReport) -> Iterator[str]:
    law = [each for each in report.deadlines if each.binds]
    other = [each for each in report.deadlines if not each.binds]
    yield f"# Deadlines: {markdown_text(', '.join(report.contexts))}"
    yield from ("", f"Asked as of {report.as_of.isoformat()}.", "")
    yield from ("## At a glance", "")
    yield f"{_glance(law)} under law in force."
    yield ""
    yield from table(
        ("State", "In force", "Not law that day", "Meaning"),
        (
            (
                state.value,
                f"{_count(law, state):,}",
                f"{_count(other, state):,}",
                STATE_MEANS[state],
            )
            for state in DeadlineState
        ),
        numbers=("In force", "Not law that day"),
    )
    yield from ("## Law in force", "")
    yield from _table(report, law)
    yield from ("## What is not law on that day", "")
    yield (
        "Bills, drafts, soft law and demands: the clocks as they would run if the "
        "text bound the provider."
    )
    yield ""
    yield from _table(report, other)
    yield from ("## What this list does not say", "")
    yield from bullets(CAVEATS)
    yield from ("## Provenance", "")
    yield from table(
        ("Context", "SHA-256"),
        ((code(name), code(digest)) for name, digest in report.contexts.items()),
    )


def _glance(deadlines: Iterable[Deadline]) -> str:
    counts = Counter(each.state for each in deadlines)
    told = (f"{plural(counts[state], 'clock')} {state.value}" for state in _OPEN)
    return ", ".join(told)


def _count(deadlines: Iterable[Deadline], state: DeadlineState) -> int:
    return sum(each.state is state for each in deadlines)


def _table(report: DeadlineReport, deadlines: Iterable[Deadline]) -> Iterator[str]:
    yield from table(
        (
            "State",
            "Day",
            "Days left",
            "What",
            "For",
            "Done",
            "Why",
            "Instrument",
            "Law",
        ),
        (
            (
                each.state.value,
                day_words(each.due),
                days_left(each, report.as_of),
                markdown_text(each.clock.title),
                markdown_text(each.subject or each.context),
                day_words(each.done),
                markdown_text(each.why),
                markdown_text(f"{each.regulation.short} ({each.standing.status})"),
                markdown_text(law_words(each)),
            )
            for each in deadlines
        ),
        numbers=("Days left",),
    )
