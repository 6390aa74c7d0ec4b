"""The command `compliance`."""

import gc
import importlib
import sys

from compliance import __version__


def main() -> None:
    """Run the command line; ``--version`` touches no third-party module."""
    if sys.argv[1:] == ["--version"]:
        sys.stdout.write(f"compliance {__version__}\n")
        return
    # What a command makes lives to its end, so looking for what does not pays seldom.
    gc.set_threshold(100_000, 50, 50)
    importlib.import_module("compliance.cli").main()


if __name__ == "__main__":
    main()
