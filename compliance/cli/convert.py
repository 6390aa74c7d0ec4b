"""`compliance convert`: a filing as a draft on another form."""

import json
from pathlib import Path
from typing import Final

from compliance.cli.options import progress, require
from compliance.convert import Draft, draft, targets
from compliance.datafiles import root as data_root
from compliance.errors import EXIT_JUDGED
from compliance.forms import base_of
from compliance.intake import read_submission
from compliance.intake.officer_file import to_officer_yaml
from compliance.intake.origin import with_record
from compliance.intake.written import to_canonical
from compliance.output import deliver
from compliance.render.draft_page import to_markdown

_FORMATS: Final = ("yaml", "json", "md")


def run(
    filing: Path, *, to: str, format_: str, output: Path | None, form: str | None
) -> int:
    """Write a draft on the form of `to`; return the exit code."""
    require(format_ in _FORMATS, "--format", format_, _FORMATS)
    root = data_root()
    progress(f"reading {filing.name}")
    source = read_submission(filing, form=form)
    known = (*targets(source, root), source.form)
    require((base_of(to, root) or to) in known, "--to", to, known[:-1])
    made = draft(source, to, root)
    deliver(output, _body(made, format_, root))
    return EXIT_JUDGED


def _body(made: Draft, format_: str, root: Path) -> bytes:
    if format_ == "md":
        return to_markdown(made)
    filing = with_record(to_canonical(made.submission, made.form), made.form, root)
    if format_ == "json":
        return (json.dumps(filing, ensure_ascii=False, indent=2) + "\n").encode()
    return to_officer_yaml(filing, made.submission, made.form, root).encode()
