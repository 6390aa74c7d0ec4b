"""Filings that were read, judged under every regulation and written as reports.

Apart from `cli.check`, so that the processes that read start before all this is loaded.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from compliance.assess import assess
from compliance.cli.options import exit_code, progress, require
from compliance.crosscheck import cross_check
from compliance.frontdoor import STANDARD_INPUT
from compliance.model import CrossCheck, Format, GapReport, Regulation, Submission
from compliance.original import original_of
from compliance.output import write_set, write_stdout
from compliance.render import RENDERERS, to_html
from compliance.rulebook import load_regulation

__all__ = ["judge", "load_regulation"]


def judge(
    submissions: Sequence[tuple[Path, Submission]],
    books: Sequence[Regulation],
    *,
    catalog: Path | None,
    mapping: str | None,
    reservations: Path | None,
    inputs: Mapping[str, Any],
    context: Path | None,
    day: date,
    formats: Sequence[Format],
    output: Path,
    fail_on: str,
    root: Path,
) -> int:
    """Judge every filing under every regulation, write the reports; return the code."""
    reports: list[GapReport] = []
    sources: list[Path] = []
    for path, submission in submissions:
        links = _cross_checked(submission, catalog, mapping, reservations, root)
        for book in books:
            progress(f"judging {submission.source} under {book.id}")
            report = assess(
                submission,
                book,
                context=inputs,
                context_source=context.name if context else "",
                as_of=day,
                cross_check=links,
                root=root,
            )
            reports.append(report)
            sources.append(path)
    _write(reports, sources, formats, output)
    return exit_code(reports, fail_on)


def _cross_checked(
    submission: Submission,
    catalog: Path | None,
    mapping: str | None,
    reservations: Path | None,
    root: Path,
) -> CrossCheck | None:
    if catalog is None:
        for name, value in (("--mapping", mapping), ("--reservations", reservations)):
            require(value is None, name, "no catalog", ("with --catalog",))
        return None
    progress(f"linking {submission.source} with {catalog.name}")
    return cross_check(
        submission, catalog, mapping=mapping, reservations=reservations, root=root
    )


def _write(
    reports: Sequence[GapReport],
    sources: Sequence[Path],
    chosen: Sequence[Format],
    output: Path,
) -> None:
    if str(output) == "-":
        write_stdout(_rendered(reports[0], sources[0], chosen[0], Path()))
        return
    names = _names(reports)
    files = {}
    for report, path, name in zip(reports, sources, names, strict=True):
        for each in chosen:
            progress(f"writing {name}.{each}")
            files[f"{name}.{each}"] = _rendered(report, path, each, output)
    write_set(output, files)
    lines = []
    for report, name in zip(reports, names, strict=True):
        lines.append(
            f"{report.submission.source} under {report.regulation.id} "
            f"({report.standing.status}): {report.verdict.words}"
        )
        lines += [f"  {output / name}.{each}" for each in chosen]
    write_stdout(("\n".join(lines) + "\n").encode())


def _rendered(report: GapReport, path: Path, as_: Format, folder: Path) -> bytes:
    """Return the report in one format; as a page it shows places of its original."""
    if as_ is Format.HTML and str(path) != STANDARD_INPUT:
        return to_html(report, original_of(report, path, folder))
    return RENDERERS[as_](report)


def _names(reports: Sequence[GapReport]) -> list[str]:
    """Return a file name per report; two filings of one name get their digest."""
    stems = Counter(
        {(Path(r.submission.source).stem, r.regulation.id): 0 for r in reports}
    )
    for report in reports:
        stems[Path(report.submission.source).stem, report.regulation.id] += 1
    names = []
    for report in reports:
        stem = Path(report.submission.source).stem
        if stems[stem, report.regulation.id] > 1:
            stem = f"{stem}-{report.submission.sha256[:8]}"
        names.append(f"{stem}.{report.regulation.id}")
    return names
