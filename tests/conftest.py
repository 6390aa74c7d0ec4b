import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO

import pytest

from compliance import child, sandbox

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that rewrites golden files."""
    parser.addoption("--regold", action="store_true", help="rewrite golden files")


@pytest.fixture
def shared() -> Path:
    """Return the folder of published filings and catalogs, or skip without it."""
    if not SHARED.is_dir():
        pytest.skip("the published filings and catalogs are not beside the project")
    return SHARED


@pytest.fixture(scope="module")
def tasks_here() -> Iterator[None]:
    """Do the tasks of child processes in this one, for the tests of a module.

    Requests and answers are those of the child. Its start and its limits are left out,
    which the tests of the sandbox and of hostile files show.
    """

    def spawned(
        command: Sequence[str], name: str, stdin: IO[bytes], own: sandbox.ChildLimits
    ) -> bytes:
        head = json.loads(stdin.readline())
        return child.answer(command[-1], head["request"], stdin.read)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(sandbox, "spawned", spawned)
        yield
