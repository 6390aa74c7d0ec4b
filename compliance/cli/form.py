"""`compliance form`: the blank form of a regulation."""

from pathlib import Path

from compliance.cli.options import require
from compliance.datafiles import root as data_root
from compliance.errors import EXIT_JUDGED, UsageError
from compliance.forms import form_ids
from compliance.output import deliver
from compliance.render.blank import BLANKS, blank_form
from compliance.rulebook import load_regulation, regulation_ids


def run(identity: str, *, format_: str, output: Path | None) -> int:
    """Write the blank form of a regulation; return the exit code."""
    root = data_root()
    known = regulation_ids(root)
    if identity not in known:
        raise _unknown(identity, "is no regulation here", known)
    require(format_ in BLANKS, "--format", format_, tuple(BLANKS))
    # A regulation that stands on another's duties has its form.
    form = load_regulation(identity, root).form.regulation
    if form not in form_ids(root):
        raise _unknown(identity, "has no form here", form_ids(root))
    body = BLANKS[format_](blank_form(form, root))
    deliver(output, body)
    return EXIT_JUDGED


def _unknown(where: str, what: str, known: tuple[str, ...]) -> UsageError:
    return UsageError(
        "option-unknown", where=where, what=what,
        why=f"there is: {', '.join(known)}", remedy="choose one of these",
    )  # fmt: skip
