"""What several commands ask of their options."""

import re
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Final

from compliance.errors import EXIT_GAPS, EXIT_JUDGED, UsageError
from compliance.model import GapReport, Severity

_PAGE: Final = re.compile(r"[1-9][0-9]{0,5}")
BINDING: Final[Mapping[str, tuple[Severity, ...]]] = {
    "must": (Severity.MUST,),
    "should": (Severity.MUST, Severity.SHOULD),
    "may": (Severity.MUST, Severity.SHOULD, Severity.MAY),
    "never": (),
}
"""What ``--fail-on`` says, and the severities that it means."""


def require(holds: bool, where: str, given: str, known: Sequence[str]) -> None:
    """Raise UsageError unless what was `given` to the option `where` is `known`."""
    if not holds:
        raise UsageError(
            "option-unknown",
            where=where,
            what=f"{given} does not fit here",
            why=f"there is: {', '.join(known)}",
            remedy="choose one of these",
        )


def exit_code(reports: Sequence[GapReport], fail_on: str) -> int:
    """Return 1 if a gap is as binding as `fail_on` says, else 0."""
    binding = BINDING[fail_on]
    open_ = any(report.verdict.gaps.get(each) for report in reports for each in binding)
    return EXIT_GAPS if open_ else EXIT_JUDGED


def pages_of(text: str | None) -> tuple[int, int] | None:
    """Return the first and last page that ``--pages`` names, or ``None``.

    >>> pages_of("3-16"), pages_of("7")
    ((3, 16), (7, 7))
    """
    if text is None:
        return None
    first, dash, last = text.partition("-")
    numbers = (first, last if dash else first)
    if all(_PAGE.fullmatch(each) for each in numbers):
        span = int(numbers[0]), int(numbers[1])
        if span[0] <= span[1]:
            return span
    raise UsageError(
        "pages-no-range",
        where="--pages",
        what=f"{text[:40]} is no range of pages",
        why="a range is written as in 3-16, and counts from 1",
        remedy="give the first and the last page",
    )


def day_of(inputs: Mapping[str, object]) -> date:
    """Return the day that the context names, else today in UTC."""
    said = inputs.get("as_of")
    return (
        date.fromisoformat(said) if isinstance(said, str) else datetime.now(UTC).date()
    )


def progress(words: str) -> None:
    """Say on a terminal what is being done."""
    if sys.stderr.isatty():
        sys.stderr.write(f"{words}\n")
