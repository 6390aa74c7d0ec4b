"""`compliance check`: filings in, gap reports out."""

import importlib
import sys
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Final

from compliance.cli.options import (
    BINDING,
    day_of,
    pages_of,
    progress,
    require,
)
from compliance.datafiles import root as data_root
from compliance.errors import (
    EXIT_REFUSED,
    InputRefusedError,
    UsageError,
)
from compliance.intake import read_context, read_submission
from compliance.model import Format, Submission

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
        # Loaded while the filings are read.
        judging = importlib.import_module("compliance.cli.judging")
        books = [judging.load_regulation(each, root) for each in regulations]
        inputs = asked.result() if asked else {}
        submissions = _read_all(filings, readings, keep_going)
    code = judging.judge(
        submissions,
        books,
        catalog=catalog,
        mapping=mapping,
        reservations=reservations,
        inputs=inputs,
        context=context,
        day=as_of or day_of(inputs),
        formats=chosen,
        output=output,
        fail_on=fail_on,
        root=root,
    )
    return EXIT_REFUSED if len(submissions) < len(filings) else int(code)


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


def _formats(names: Sequence[str]) -> tuple[Format, ...]:
    for name in names:
        require(name in list(Format), "--format", name, tuple(Format))
    return tuple(Format(name) for name in names) or tuple(Format)
