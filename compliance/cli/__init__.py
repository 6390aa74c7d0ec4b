"""Parse, call one function, write, exit."""

import sys
import traceback
from pathlib import Path
from typing import Final

from compliance.cli import catalog_commands, filing_commands, law_commands
from compliance.cli.app import app
from compliance.errors import EXIT_INTERNAL, ComplianceError

__all__ = ["COMMANDS", "app", "main"]

COMMANDS: Final = (catalog_commands, filing_commands, law_commands)
"""They put themselves into `app` when they are loaded."""


def main() -> None:
    """Run the command line and turn what stops the work into exit codes."""
    try:
        app()
    except ComplianceError as error:
        _complain(str(error))
        sys.exit(error.exit_code)
    except BrokenPipeError:
        sys.exit(EXIT_INTERNAL)
    except Exception as error:  # noqa: BLE001  # the one place that may
        place = traceback.extract_tb(error.__traceback__)[-1]
        _complain(
            f"{Path(place.filename).name}:{place.lineno}: stopped by our own fault: "
            f"{type(error).__name__}: report this line [internal]"
        )
        sys.exit(EXIT_INTERNAL)


def _complain(line: str) -> None:
    try:
        sys.stderr.write(f"compliance: {' '.join(line.split())}\n")
        sys.stderr.flush()
    except OSError:
        return
