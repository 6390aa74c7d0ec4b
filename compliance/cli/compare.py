"""`compliance compare`: regulations side by side, and one filing under all of them."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Final

from compliance.cli.options import day_of, require
from compliance.compare import Filters, compared, held_against
from compliance.datafiles import root as data_root
from compliance.errors import EXIT_JUDGED, UsageError
from compliance.intake import read_context, read_submission
from compliance.model import Regulation
from compliance.output import deliver
from compliance.render.comparison import COMPARISON_RENDERERS
from compliance.rulebook import load_regulation, regulation_ids

_FORMATS: Final = tuple(COMPARISON_RENDERERS)
_STATUSES: Final = (
    "in force", "adopted not yet applying", "bill", "draft", "soft law", "demand",
    "index", "lapsed bill",
)  # fmt: skip


def run(
    filing: Path | None,
    *,
    regulations: Sequence[str],
    elements: Sequence[str],
    required_in: Sequence[str],
    absent_in: Sequence[str],
    context: Path | None,
    as_of: date | None,
    form: str | None,
    format_: str,
    output: Path | None,
) -> int:
    """Write the matrix, or what a filing gives of it; return the exit code."""
    root = data_root()
    require(format_ in COMPARISON_RENDERERS, "--format", format_, _FORMATS)
    if filing is None:
        _require_a_filing(context=context, **{"as-of": as_of}, form=form)
    filters = Filters(
        elements=split(elements),
        required_in=split(required_in),
        absent_in=split(absent_in),
    )
    chosen = split(regulations)
    named = chosen or regulation_ids(root)
    also = (*filters.required_in, *filters.absent_in)
    books = [load_regulation(each, root) for each in dict.fromkeys((*named, *also))]
    books = books if chosen else sorted(books, key=_by_status)
    comparison = compared(books, filters, root)
    if filing is not None:
        inputs = read_context(context) if context else {}
        comparison = held_against(
            comparison,
            read_submission(filing, form=form),
            books,
            context=inputs,
            context_source=context.name if context else "",
            as_of=as_of or day_of(inputs),
            root=root,
        )
    deliver(output, COMPARISON_RENDERERS[format_](comparison))
    return EXIT_JUDGED


def _by_status(book: Regulation) -> tuple[int, str]:
    """Return where a regulation stands if no order is asked for: what binds comes first."""
    return (_STATUSES.index(book.status), book.id)


def split(given: Sequence[str]) -> tuple[str, ...]:
    """Return what was given, repeated or with commas, each once.

    >>> split(["a,b", "b, c"])
    ('a', 'b', 'c')
    """
    parts = (part.strip() for each in given for part in each.split(","))
    return tuple(dict.fromkeys(part for part in parts if part))


def _require_a_filing(**options: object) -> None:
    """Raise UsageError if an option is given that only bears on a filing."""
    for name, value in options.items():
        if value is not None:
            raise UsageError(
                "option-without-filing",
                where=f"--{name}",
                what="no filing is named",
                why="this option only bears on a filing",
                remedy="name one, or leave the option out",
            )
