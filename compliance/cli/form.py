"""`compliance form`: the blank form of a regulation."""

from pathlib import Path

from compliance.datafiles import root as data_root
from compliance.errors import EXIT_JUDGED, UsageError
from compliance.forms import form_ids
from compliance.output import write_file, write_stdout
from compliance.render.blank import BLANKS, blank_form


def run(identity: str, *, format_: str, output: Path | None) -> int:
    """Write the blank form of a regulation; return the exit code."""
    root = data_root()
    known = form_ids(root)
    if identity not in known:
        raise _unknown(identity, "has no form here", known)
    if format_ not in BLANKS:
        raise _unknown("--format", f"{format_} does not fit here", tuple(BLANKS))
    body = BLANKS[format_](blank_form(identity, root))
    if output is None or str(output) == "-":
        write_stdout(body)
    else:
        write_file(output, body)
    return EXIT_JUDGED


def _unknown(where: str, what: str, known: tuple[str, ...]) -> UsageError:
    return UsageError(
        "option-unknown", where=where, what=what,
        why=f"there is: {', '.join(known)}", remedy="choose one of these",
    )  # fmt: skip
