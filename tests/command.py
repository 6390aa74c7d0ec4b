"""The command line in this process: what it says and how it ends, without a new one."""

import contextlib
import io
import sys
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

from compliance.cli import main

ROOT = Path(__file__).resolve().parent.parent


class Told(NamedTuple):
    """What a command said, and its exit code."""

    returncode: int
    body: bytes
    """Standard output."""
    stderr: str

    @property
    def stdout(self) -> str:
        """Return standard output as text."""
        return self.body.decode()


def command(*arguments: str, given: bytes = b"") -> Told:
    """Run the command line from the project's folder, with `given` as standard input.

    A traceback is no way for it to end, so what it raises is raised here.
    """
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", newline="") for _ in range(2))
    code = 0
    with (
        contextlib.chdir(ROOT),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
        patch.object(sys, "argv", ["compliance", *arguments]),
        patch.object(sys, "stdin", io.TextIOWrapper(io.BytesIO(given), "utf-8")),
    ):
        try:
            main()
        except SystemExit as end:
            code = int(end.code or 0)
    for stream in (out, err):
        stream.flush()
    return Told(code, out.buffer.getvalue(), err.buffer.getvalue().decode())
