"""`compliance annotate`: a copy of a filing with a note at each finding."""

import base64
import binascii
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Final

from compliance import limits
from compliance.annotate import Remarks, remarks_on
from compliance.assess import assess
from compliance.cli.options import BINDING, day_of, exit_code, progress, require
from compliance.datafiles import root as data_root
from compliance.errors import InputRefusedError, UsageError
from compliance.frontdoor import Untrusted, open_untrusted, refusal
from compliance.intake import read_context, read_submission
from compliance.model import GapReport, Submission
from compliance.output import write_file, write_stdout
from compliance.rulebook import load_regulation
from compliance.sandbox import READING, broken_off
from compliance.sandbox import run as run_child
from compliance.wire import encoded

_KINDS: Final = ("docx", "pdf")


def run(
    filing: Path,
    *,
    regulations: Sequence[str],
    context: Path | None,
    as_of: date | None,
    output: Path,
    fail_on: str,
    form: str | None,
) -> int:
    """Judge `filing`, write its copy with notes to `output`; return the exit code."""
    root = data_root()
    require(fail_on in BINDING, "--fail-on", fail_on, tuple(BINDING))
    _require_apart(filing, output)
    file = open_untrusted(filing, _KINDS, limits.FILING_BYTES)
    books = [load_regulation(each, root) for each in regulations]
    inputs = read_context(context) if context else {}
    progress(f"reading {file.name}")
    submission = read_submission(filing, form=form)
    _require_same(file, submission)
    reports = [
        assess(
            submission,
            book,
            context=inputs,
            context_source=context.name if context else "",
            as_of=as_of or day_of(inputs),
            cross_check=None,
            root=root,
        )
        for book in books
    ]
    remarks = remarks_on(reports)
    progress(f"writing {output.name}")
    copy = _annotated(file, remarks)
    if str(output) == "-":
        write_stdout(copy)
    else:
        write_file(output, copy)
        write_stdout(_told(reports, remarks, output).encode())
    return exit_code(reports, fail_on)


def _annotated(file: Untrusted, remarks: Remarks) -> bytes:
    request = {"name": file.name, "kind": file.kind, "remarks": encoded(remarks)}
    told = run_child("annotate", file.name, request, file.data, READING)
    try:
        return base64.b64decode(told, validate=True)
    except (TypeError, ValueError, binascii.Error) as error:
        raise broken_off(file.name) from error


def _told(reports: Sequence[GapReport], remarks: Remarks, output: Path) -> str:
    lines = [
        f"{report.submission.source} under {report.regulation.id} "
        f"({report.regulation.status}): {report.verdict.words}"
        for report in reports
    ]
    placed, apart = len(remarks.notes), len(remarks.elsewhere)
    lines.append(
        f"  {output}: {placed} findings at their place, {apart} without one at its head"
    )
    return "\n".join(lines) + "\n"


def _require_apart(filing: Path, output: Path) -> None:
    there = str(output) != "-" and output.exists() and filing.exists()
    if there and output.samefile(filing):
        raise UsageError(
            "output-is-input",
            where="--output",
            what=f"{output.name} is the filing itself",
            why="the original is never written to",
            remedy="name another file for the copy",
        )


def _require_same(file: Untrusted, submission: Submission) -> None:
    if file.sha256 != submission.sha256:
        raise _changed(file.name)


def _changed(name: str) -> InputRefusedError:
    return refusal(
        "file-changed", name, "changed while it was read",
        "its bytes are not those that were judged", "try again",
    )  # fmt: skip
