"""`compliance contradictions`: the same fact said differently in two filings."""

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Final

from compliance.cli.options import day_of, progress, require
from compliance.contradictions import contradictions
from compliance.datafiles import root as data_root
from compliance.errors import EXIT_GAPS, EXIT_JUDGED
from compliance.intake import read_submission
from compliance.model import ContradictionReport
from compliance.output import deliver
from compliance.render import contradictions_page

_RENDERERS: Final[Mapping[str, Callable[[ContradictionReport], bytes]]] = {
    "md": contradictions_page.to_markdown,
    "html": contradictions_page.to_html,
    "csv": contradictions_page.to_csv,
    "json": contradictions_page.to_json,
}
_FAILING: Final = ("any", "never")


def run(
    first: Path,
    second: Path,
    *,
    as_of: date | None,
    format_: str,
    output: Path | None,
    fail_on: str,
) -> int:
    """Write what two filings say differently; return the exit code."""
    require(format_ in _RENDERERS, "--format", format_, tuple(_RENDERERS))
    require(fail_on in _FAILING, "--fail-on", fail_on, _FAILING)
    progress(f"reading {first.name} and {second.name}")
    with ThreadPoolExecutor(max_workers=2) as pool:
        readings = [pool.submit(read_submission, path) for path in (first, second)]
        one, other = (reading.result() for reading in readings)
    report = contradictions(one, other, as_of=as_of or day_of({}), root=data_root())
    deliver(output, _RENDERERS[format_](report))
    return EXIT_GAPS if report.found and fail_on == "any" else EXIT_JUDGED
