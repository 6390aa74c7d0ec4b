"""`compliance changes`: two versions of a filing, side by side."""

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Final

from compliance.assess import assess
from compliance.changes import changes
from compliance.cli.options import BINDING, day_of, progress, require
from compliance.datafiles import root as data_root
from compliance.errors import EXIT_GAPS, EXIT_JUDGED
from compliance.intake import read_context, read_submission
from compliance.model import ChangeReport, Fate
from compliance.output import deliver
from compliance.render import changes_data, changes_page
from compliance.rulebook import load_regulation

_RENDERERS: Final[Mapping[str, Callable[[ChangeReport], bytes]]] = {
    "md": changes_page.to_markdown,
    "html": changes_page.to_html,
    "xlsx": changes_data.to_xlsx,
    "json": changes_data.to_json,
}


def run(
    old: Path,
    new: Path,
    *,
    regulation: str | None,
    context: Path | None,
    as_of: date | None,
    format_: str,
    output: Path | None,
    fail_on: str,
    form: str | None,
) -> int:
    """Compare two versions under one regulation; return the exit code."""
    require(format_ in _RENDERERS, "--format", format_, tuple(_RENDERERS))
    require(fail_on in BINDING, "--fail-on", fail_on, tuple(BINDING))
    root = data_root()
    progress(f"reading {old.name} and {new.name}")
    with ThreadPoolExecutor(max_workers=2) as pool:
        readings = [
            pool.submit(read_submission, path, form=form) for path in (old, new)
        ]
        inputs = read_context(context) if context else {}
        older, newer = (reading.result() for reading in readings)
    book = load_regulation(regulation or newer.form, root)
    day = as_of or day_of(inputs)
    reports = [
        assess(
            submission,
            book,
            context=inputs,
            context_source=context.name if context else "",
            as_of=day,
            cross_check=None,
            root=root,
        )
        for submission in (older, newer)
    ]
    report = changes(*reports)
    deliver(output, _RENDERERS[format_](report))
    opened = any(
        each.fate is Fate.OPENED and each.rule.severity in BINDING[fail_on]
        for each in report.findings
    )
    return EXIT_GAPS if opened else EXIT_JUDGED
