"""What kind of law a report is under: its status on the day, history, contests, sums."""

from collections.abc import Iterator
from typing import Final

from compliance.model import (
    IN_FORCE,
    NOT_YET,
    Departure,
    GapReport,
    Regulation,
    Sanction,
)
from compliance.render.tables import table
from compliance.render.text import link_to, markdown_text

_HEADINGS: Final = {
    IN_FORCE: "Gap report",
    "adopted not yet applying": "Gap report (adopted, not yet applying)",
    "bill": "Gap report (a bill, not law)",
    "lapsed bill": "Gap report (a lapsed bill, never law)",
    "draft": "Gap report (a draft, not law)",
    "soft law": "Gap report (soft law, not binding)",
    "demand": "Gap report (a private demand, not law)",
    "index": "Gap report (an index, not law)",
    NOT_YET: "Gap report (not there yet on that day)",
}


def heading(report: GapReport) -> str:
    """Return what stands before the name of the filing: a report, and under what.

    Under anything but a law in force it says so, so that nobody reads on unwarned.
    """
    return _HEADINGS.get(
        report.standing.status, f"Gap report ({report.standing.status})"
    )


def status_words(regulation: Regulation) -> str:
    """Return whether the law binds as far as is known: its status, and a sentence."""
    status, note = regulation.status, regulation.status_note
    if note.casefold().startswith(status.casefold()):
        return note
    return f"{_capital(status)}. {note}"


def standing_words(report: GapReport) -> str:
    """Return what the law is on the report's day and, if other, as known now."""
    regulation, standing = report.regulation, report.standing
    known = status_words(regulation)
    if standing.latest:
        return known
    day = report.as_of.isoformat()
    later = f"As known on {regulation.known_on}: {known}"
    if standing.status == NOT_YET:
        return f"Not there yet on {day}. {later}"
    return f"{_capital(standing.status)} on {day}: {standing.says} ({standing.since}). {later}"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def instrument_parts(regulation: Regulation) -> Iterator[str]:
    """Yield the history of an instrument, what contests it, and what follows."""
    yield from ("### History", "")
    yield from table(
        (
            "On",
            "What happened",
            "Status from then",
            "Text",
            "What it changed",
            "Certainty",
        ),
        (tuple(map(markdown_text, row)) for row in history_rows(regulation)),
    )
    if regulation.contested:
        yield from ("### Litigation and what could displace it", "")
        yield from table(
            ("Kind", "Title", "Latest step", "What", "Effect", "Certainty"),
            (tuple(map(markdown_text, row)) for row in contest_rows(regulation)),
        )
    if regulation.sanctions:
        yield from ("### What follows where the duty is not met", "")
        yield from table(
            ("Kind", "Pinpoint", "What", "Who", "Figures", "Certainty"),
            (tuple(map(markdown_text, row)) for row in sanction_rows(regulation)),
        )
    if regulation.base:
        yield from ("### What it has otherwise than its base", "")
        yield (
            f"Form and rules are those of {markdown_text(regulation.base)}, under this "
            "act's own pinpoints, save these."
        )
        yield ""
        yield from table(
            ("Rule of the base", "Rule here", "Why"),
            (_departure(each) for each in regulation.departures),
        )


def _departure(departure: Departure) -> tuple[str, str, str]:
    why = markdown_text(departure.why)
    if not departure.base_rule:
        return "every rule", "under another condition", why
    here = link_to("rule", departure.rule, departure.rule)
    base = markdown_text(departure.base_rule)
    return base, here if departure.rule else "dropped", why


def history_rows(regulation: Regulation) -> Iterator[tuple[str, ...]]:
    """Yield day, event, status that begins, text, change and certainty of each step."""
    for step in regulation.history:
        yield (step.on, step.says, step.status, step.version, step.changed, step.sure)


def contest_rows(regulation: Regulation) -> Iterator[tuple[str, ...]]:
    """Yield kind, title, day, words, effect and certainty of each contest."""
    for each in regulation.contested:
        yield (each.kind, each.title, each.on, each.says, each.effect, each.sure)


def sanction_rows(regulation: Regulation) -> Iterator[tuple[str, ...]]:
    """Yield kind, pinpoint, words, claimant, figures and certainty of each sanction."""
    for each in regulation.sanctions:
        figures = "; ".join(_figures(each))
        yield (each.kind, each.pinpoint, each.says, each.by, figures, each.sure)


def exposure(report: GapReport) -> Iterator[str]:
    """Yield what the sanctions with figures would come to; nothing without any."""
    if not report.figures:
        return
    yield from ("## Exposure figures", "")
    yield (
        "Smallest sums under the words of the source, if what is open above were found "
        "not to be met. They are floors and no forecast; nobody has found anything, "
        f"and the status is: {markdown_text(report.standing.status)}."
    )
    yield ""
    yield from table(
        (
            "Kind",
            "Pinpoint",
            "Counted as one",
            "Instances",
            "At least",
            "At most",
            "Certainty",
        ),
        (tuple(map(markdown_text, row)) for row in figure_rows(report)),
        numbers=("Instances",),
    )


def figure_rows(report: GapReport) -> Iterator[tuple[str, ...]]:
    """Yield kind, pinpoint, instance, count, floor, cap and certainty of each sum."""
    for each in report.figures:
        cap = "no largest sum in the source"
        if each.cap is not None:
            cap = f"{money(each.cap, each.currency)} per {each.cap_per}"
        floor = money(each.floor, each.currency)
        count = f"{each.instances:,}"
        yield (each.kind, each.pinpoint, each.counted, count, floor, cap, each.sure)


def _figures(sanction: Sanction) -> Iterator[str]:
    if sanction.floor is not None:
        yield f"at least {money(sanction.floor, sanction.currency)} per {sanction.per}"
    if sanction.cap is not None:
        yield f"at most {money(sanction.cap, sanction.currency)} per {sanction.cap_per}"
    if sanction.cure_days is not None:
        yield f"{sanction.cure_days} days to cure after notice"


def money(amount: float, currency: str) -> str:
    """Return a sum with its currency.

    >>> money(2500000, "USD")
    'USD 2,500,000'
    """
    return f"{currency} {amount:,.0f}"
