"""`compliance deadlines`: every clock of a provider, overdue first."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Final

from compliance import __version__
from compliance.cli.options import day_of, require
from compliance.datafiles import root as data_root
from compliance.deadlines import deadlines, in_order
from compliance.errors import EXIT_GAPS, EXIT_JUDGED
from compliance.intake import read_context_file
from compliance.model import DeadlineReport, DeadlineState
from compliance.output import deliver
from compliance.render import deadline_data, deadline_page
from compliance.rulebook import load_regulation, regulation_ids

_RENDERERS: Final[Mapping[str, Callable[[DeadlineReport], bytes]]] = {
    "md": deadline_page.to_markdown,
    "html": deadline_page.to_html,
    "csv": deadline_data.to_csv,
    "ics": deadline_data.to_ics,
    "xlsx": deadline_data.to_xlsx,
    "json": deadline_data.to_json,
}
_FAILING: Final = ("overdue", "never")


def run(
    contexts: Sequence[Path],
    *,
    regulations: Sequence[str],
    as_of: date | None,
    format_: str,
    output: Path | None,
    fail_on: str,
) -> int:
    """Write the clocks of every context; return the exit code."""
    require(format_ in _RENDERERS, "--format", format_, tuple(_RENDERERS))
    require(fail_on in _FAILING, "--fail-on", fail_on, _FAILING)
    root = data_root()
    chosen = tuple(regulations) or regulation_ids(root)
    books = [load_regulation(each, root) for each in chosen]
    names = [path.name for path in contexts]
    inputs = [
        # Two contexts of one name are told apart by where they lie.
        (name if names.count(name) == 1 else path.as_posix(), *read_context_file(path))
        for name, path in zip(names, contexts, strict=True)
    ]
    day = as_of or day_of(inputs[0][1])
    found = in_order(
        deadline
        for name, context, _ in inputs
        for book in books
        for deadline in deadlines(book, context, source=name, as_of=day, root=root)
    )
    report = DeadlineReport(
        tool_version=__version__,
        as_of=day,
        contexts={name: digest for name, _, digest in inputs},
        deadlines=found,
    )
    deliver(output, _RENDERERS[format_](report))
    late = any(each.binds and each.state is DeadlineState.OVERDUE for each in found)
    return EXIT_GAPS if late and fail_on == "overdue" else EXIT_JUDGED
