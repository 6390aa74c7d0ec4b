"""Files read as the child reads them, in the process of the tests."""

from pathlib import Path
from typing import Any

from compliance import limits
from compliance.child import answer
from compliance.datafiles import root
from compliance.frontdoor import CONTEXT_KINDS, FILING_KINDS, Untrusted, open_untrusted
from compliance.model import Submission
from compliance.sandbox import understood
from compliance.wire import decoded


def read_here(path: Path) -> Submission:
    """Return the submission in the filing at `path`, without its digest and size.

    The front door, the task and its faults are those of the command; what the child
    adds is its limits and its end, which tests of the sandbox show.
    """
    file = open_untrusted(path, FILING_KINDS, limits.FILING_BYTES)
    task = "read-data" if file.kind in ("json", "yaml") else "read-document"
    submission: Submission = decoded(Submission, _told(task, file))
    return submission


def context_here(path: Path) -> object:
    """Return the context in the file at `path`, by its dotted keys."""
    file = open_untrusted(path, CONTEXT_KINDS, limits.CONTEXT_BYTES)
    return _told("context", file)


def _told(task: str, file: Untrusted) -> Any:
    request = {
        "name": file.name,
        "kind": file.kind,
        "form": None,
        "pages": None,
        "root": str(root()),
    }
    return understood(answer(task, request, lambda: file.data), file.name)
