"""`compliance read`: what a filing answers."""

import json
from pathlib import Path
from typing import Final

from compliance.cli.options import pages_of
from compliance.datafiles import root as data_root
from compliance.errors import EXIT_JUDGED, UsageError
from compliance.forms import form_of
from compliance.intake import read_submission
from compliance.intake.officer_file import to_officer_yaml
from compliance.intake.origin import with_record
from compliance.intake.written import to_canonical, to_fields
from compliance.model import Form, Submission
from compliance.output import deliver

_FORMATS: Final = ("fields", "json", "yaml")


def run(
    filing: Path,
    *,
    format_: str,
    output: Path | None,
    form: str | None,
    pages: str | None,
) -> int:
    """Read `filing` and write its answers; return the exit code."""
    if format_ not in _FORMATS:
        raise UsageError(
            "option-unknown",
            where="--format",
            what=f"{format_} does not fit here",
            why=f"there is: {', '.join(_FORMATS)}",
            remedy="choose one of these",
        )
    submission = read_submission(filing, form=form, pages=pages_of(pages))
    body = _body(submission, form_of(submission.form, data_root()), format_).encode()
    deliver(output, body)
    return EXIT_JUDGED


def _body(submission: Submission, form: Form, format_: str) -> str:
    if format_ == "fields":
        fields = to_fields(submission, form)
        return json.dumps(fields, ensure_ascii=False, indent=2) + "\n"
    root = data_root()
    filing = with_record(to_canonical(submission, form), form, root)
    if format_ == "json":
        return json.dumps(filing, ensure_ascii=False, indent=2) + "\n"
    return to_officer_yaml(filing, submission, form, root)
