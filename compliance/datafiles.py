"""Where the data lies: ``schemas/``, ``regulations/`` and ``samples/``.

A checkout keeps them beside the package, a wheel inside it; the environment variable
``COMPLIANCE_DATA`` names a folder with others, laid out alike.
"""

import os
from functools import cache
from pathlib import Path
from typing import Any, Final

import tomli

from compliance.errors import InternalError, RulebookError, UsageError

_PACKAGE: Final = Path(__file__).resolve().parent
_NAMED_BY: Final = "COMPLIANCE_DATA"


@cache
def root() -> Path:
    """Return the folder that holds ``schemas/``, ``regulations/`` and ``samples/``.

    Raises:
        UsageError: the folder that ``COMPLIANCE_DATA`` names does not hold them.
        InternalError: neither a checkout nor an installed wheel is found.
    """
    named = os.environ.get(_NAMED_BY)
    if named:
        folder = Path(named).resolve()
        if _is_root(folder):
            return folder
        raise UsageError(
            "data-missing",
            where=_NAMED_BY,
            what=f"no rules in {named}",
            why="a folder with schemas and regulations is looked for",
            remedy="name such a folder, or unset it for the bundled rules",
        )
    for folder in (_PACKAGE / "_data", _PACKAGE.parent):
        if _is_root(folder):
            return folder
    raise InternalError(
        "data-missing",
        where=str(_PACKAGE),
        what="cannot find the rules",
        why="no schemas and regulations folders here or beside",
        remedy="install the package again",
    )


def _is_root(folder: Path) -> bool:
    return (folder / "schemas").is_dir() and (folder / "regulations").is_dir()


def read_toml(path: Path) -> dict[str, Any]:
    """Read one of the project's own TOML files.

    Raises:
        RulebookError: the file is missing or not TOML; the line is named.
    """
    try:
        return tomli.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomli.TOMLDecodeError) as error:
        raise RulebookError(
            "rulebook-unreadable",
            where=path.name,
            what="not a readable TOML file",
            why=str(error),
            remedy="correct the file; `compliance verify` names every fault",
        ) from error
