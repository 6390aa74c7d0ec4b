"""From a path to a submission, through the front door and a child process."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from compliance import limits
from compliance.datafiles import root
from compliance.frontdoor import CONTEXT_KINDS, FILING_KINDS, open_untrusted
from compliance.model import Submission
from compliance.sandbox import READING, broken_off, reading, run
from compliance.wire import decoded

_MEDIA_TYPES: Final = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "html": "text/html",
    "markdown": "text/markdown",
    "text": "text/plain",
    "json": "application/json",
    "yaml": "application/yaml",
}


def read_submission(
    path: Path, *, form: str | None = None, pages: tuple[int, int] | None = None
) -> Submission:
    """Read the filing at `path`.

    Args:
        path: A file of a kind that `FILING_KINDS` names, or ``-``.
        form: Id of the regulation whose form it is on; found out if ``None``.
        pages: First and last page of a PDF to read; found out if ``None``. More pages
            may take more time.

    Raises:
        InputRefusedError: the file cannot be read; where and why is said.
    """
    file = open_untrusted(path, FILING_KINDS, limits.FILING_BYTES)
    request = {
        "name": file.name,
        "kind": file.kind,
        "form": form,
        "pages": pages,
        "root": str(root()),
    }
    task = "read-data" if file.kind in ("json", "yaml") else "read-document"
    told = run(task, file.name, request, file.data, reading(pages))
    try:
        submission: Submission = decoded(Submission, told)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise broken_off(file.name) from error
    # Which bytes were read is the front door's word, not that of their reader.
    return replace(
        submission,
        source=file.name,
        sha256=file.sha256,
        size=len(file.data),
        media_type=_MEDIA_TYPES[file.kind],
    )


def read_context(path: Path) -> Mapping[str, object]:
    """Read what the form never asks: dotted keys to texts, numbers and lists.

    True and false are given as ``yes`` and ``no``, as the form's answers are.

    Raises:
        InputRefusedError: the file cannot be read, or a key or value is not known.
    """
    return read_context_file(path)[0]


def read_context_file(path: Path) -> tuple[Mapping[str, object], str]:
    """Return what `read_context` does, and the SHA-256 of the file."""
    file = open_untrusted(path, CONTEXT_KINDS, limits.CONTEXT_BYTES)
    request = {"name": file.name, "kind": file.kind, "root": str(root())}
    found = run("context", file.name, request, file.data, READING)
    if not isinstance(found, dict):
        raise broken_off(file.name)
    return {key: _plain(value) for key, value in found.items()}, file.sha256


def _plain(value: object) -> object:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return tuple(_plain(each) for each in value)
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    return value
