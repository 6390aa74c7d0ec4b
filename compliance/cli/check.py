"""`compliance check`: filings in, gap reports out."""

import sys
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Final

from compliance.assess import assess
from compliance.cli.options import (
    BINDING,
    day_of,
    exit_code,
    pages_of,
    progress,
    require,
)
from compliance.crosscheck import cross_check
from compliance.datafiles import root as data_root
from compliance.errors import (
    EXIT_REFUSED,
    InputRefusedError,
    UsageError,
)
from compliance.frontdoor import STANDARD_INPUT
from compliance.intake import read_context, read_submission
from compliance.model import CrossCheck, GapReport, Submission
from compliance.original import original_of
from compliance.output import write_set, write_stdout
from compliance.render import RENDERERS, Format, to_html
from compliance.rulebook import load_regulation

# Each reading is a process of its own; more at once would only share the cores.
_AT_ONCE: Final = 2


def run(
    filings: Sequence[Path],
    *,
    regulations: Sequence[str],
    catalog: Path | None,
    mapping: str | None,
    reservations: Path | None,
    context: Path | None,
    as_of: date | None,
    formats: Sequence[str],
    output: Path,
    fail_on: str,
    form: str | None,
    pages: str | None,
    keep_going: bool,
) -> int:
    """Judge every filing under every regulation; return the exit code."""
    root = data_root()
    chosen = _formats(formats)
    require(fail_on in BINDING, "--fail-on", fail_on, tuple(BINDING))
    if str(output) == "-" and (len(chosen), len(filings), len(regulations)) != (
        1,
        1,
        1,
    ):
        raise UsageError(
            "output-not-one",
            where="--output -",
            what="standard output takes one report",
            why="several filings, regulations or formats were asked for",
            remedy="name a folder, or one filing, regulation and --format",
        )
    span = pages_of(pages)
    with ThreadPoolExecutor(max_workers=_AT_ONCE) as pool:
        asked = pool.submit(read_context, context) if context else None
        readings = [
            pool.submit(read_submission, path, form=form, pages=span)
            for path in filings
        ]
        books = [load_regulation(each, root) for each in regulations]
        inputs = asked.result() if asked else {}
        submissions = _read_all(filings, readings, keep_going)
    day = as_of or day_of(inputs)
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
    _write(reports, sources, chosen, output)
    if len(submissions) < len(filings):
        return EXIT_REFUSED
    return exit_code(reports, fail_on)


def _read_all(
    filings: Sequence[Path], readings: Sequence[Future[Submission]], keep_going: bool
) -> list[tuple[Path, Submission]]:
    submissions: list[tuple[Path, Submission]] = []
    refused: list[InputRefusedError] = []
    for path, reading in zip(filings, readings, strict=True):
        progress(f"reading {path.name}")
        try:
            submissions.append((path, reading.result()))
        except InputRefusedError as refusal:
            refused.append(refusal)
    stops = bool(refused) and (not keep_going or not submissions)
    for each in refused[:-1] if stops else refused:
        sys.stderr.write(f"compliance: {each}\n")
    if stops:
        raise refused[-1]
    return submissions


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


def _formats(names: Sequence[str]) -> tuple[Format, ...]:
    for name in names:
        require(name in list(Format), "--format", name, tuple(Format))
    return tuple(Format(name) for name in names) or tuple(Format)
