"""The command line's frame: the applications, what commands share, how one is run.

Each command's work is in a module of its own, loaded when the command runs, so
that ``--help`` loads nothing heavy.
"""

import importlib
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from compliance import __version__
from compliance.errors import EXIT_JUDGED, UsageError

app: Final = typer.Typer(
    name="compliance",
    help="Check a public summary of AI training content by rule: "
    "a filing in, a gap report out.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"], "terminal_width": 88},
    epilog="Exit codes: 0 judged, nothing at or above --fail-on; 1 gaps; 2 usage; "
    "3 input refused, nothing judged; 4 our own fault.",
)

catalog_app: Final = typer.Typer(
    name="catalog",
    help="Build, describe and search an index of copyright catalogs.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
app.add_typer(catalog_app)
Filing = Annotated[
    Path,
    typer.Argument(
        help="A filing: the official form as PDF, Word file or workbook, or data."
    ),
]
Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", help="Where to write; - is standard output."),
]
AsOf = Annotated[
    str | None,
    typer.Option(
        help="Day the question is asked for; else the context's, else today (UTC)."
    ),
]
Pages = Annotated[
    str | None,
    typer.Option(
        help="Of a PDF: the pages to read, such as 3-16; the form's if not given."
    ),
]
FormId = Annotated[
    str | None,
    typer.Option("--form", help="Form the filing is on; found out if not given."),
]


@app.callback()
def _options(
    *,
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and exit.")
    ] = False,
) -> None:
    if version:
        typer.echo(f"compliance {__version__}")
        raise typer.Exit(EXIT_JUDGED)


def run(command: str, *args: Any, **options: Any) -> None:
    """Do the work of a command: function `verb` of its module, `run` if none is named."""
    # Imported here so that --help loads neither rules nor readers nor writers.
    name, _, verb = command.partition(".")
    module = importlib.import_module(f"compliance.cli.{name}")
    raise typer.Exit(getattr(module, verb or "run")(*args, **options))


def day(text: str | None) -> date | None:
    """Return the day that ``--as-of`` names; raises UsageError."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(
            "as-of-no-date",
            where="--as-of",
            what=f"{text[:40]} is no day",
            why="a day is written as in 2026-01-31",
            remedy="give year, month and day",
        ) from None
