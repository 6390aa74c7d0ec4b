"""Parse, call one function, write, exit.

Each command's work is in a module of its own, loaded when the command runs, so
that ``--help`` loads nothing heavy.
"""

import importlib
import sys
import traceback
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from compliance import __version__
from compliance.errors import EXIT_INTERNAL, EXIT_JUDGED, ComplianceError, UsageError

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


@app.command()
def check(
    filings: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE...",
            help="Filings: PDF, Word, web page, Markdown, text, workbook, JSON or YAML; "
            "- is standard input.",
        ),
    ],
    *,
    regulation: Annotated[
        list[str],
        typer.Option("--regulation", "-r", help="Regulation to judge by; repeatable."),
    ],
    catalog: Annotated[
        Path | None,
        typer.Option(
            help="Copyright catalog to cross-check: CSV, Parquet, XLSX or an index."
        ),
    ] = None,
    mapping: Annotated[
        str | None,
        typer.Option(help="Layout of the catalog: a bundled name or a TOML file."),
    ] = None,
    reservations: Annotated[
        Path | None,
        typer.Option(help="Opt-outs of the catalog's owners: CSV."),
    ] = None,
    context: Annotated[
        Path | None,
        typer.Option(help="What the form never asks: YAML or JSON."),
    ] = None,
    as_of: AsOf = None,
    format_: Annotated[
        list[str] | None,
        typer.Option("--format", help="md, html, json or xlsx; repeatable; all four."),
    ] = None,
    output: Annotated[
        Path,
        typer.Option(
            "--output", "-o", help="Folder for the reports; - is standard output."
        ),
    ] = Path("reports"),
    fail_on: Annotated[
        str,
        typer.Option(help="Exit 1 for gaps this binding: must, should, may or never."),
    ] = "must",
    form: FormId = None,
    pages: Pages = None,
    keep_going: Annotated[
        bool,
        typer.Option("--keep-going", help="Judge the others when a filing is refused."),
    ] = False,
) -> None:
    """Judge filings by rule and write gap reports."""
    _run(
        "check",
        filings,
        regulations=tuple(dict.fromkeys(regulation)),
        catalog=catalog,
        mapping=mapping,
        reservations=reservations,
        context=context,
        as_of=_day(as_of),
        formats=tuple(dict.fromkeys(format_ or ())),
        output=output,
        fail_on=fail_on,
        form=form,
        pages=pages,
        keep_going=keep_going,
    )


IndexFolder = Annotated[Path, typer.Argument(metavar="DIR", help="Folder of an index.")]


@catalog_app.command("build")
def catalog_build(
    sources: Annotated[
        list[Path],
        typer.Argument(
            metavar="SOURCE...",
            help="Catalogs: CSV, TSV, Parquet, XLSX, CWR, DDEX ERN or ONIX 3.",
        ),
    ],
    *,
    output: Annotated[
        Path, typer.Option("--output", "-o", help="Folder of the index.")
    ],
    mapping: Annotated[
        str | None,
        typer.Option(
            "--map",
            help="Layout of the tables among them: a bundled name or a TOML file.",
        ),
    ] = None,
    add: Annotated[
        bool, typer.Option("--add", help="Keep the sources that are in it already.")
    ] = False,
    keep_going: Annotated[
        bool, typer.Option("--keep-going", help="Build the others when one is refused.")
    ] = False,
) -> None:
    """Build an index of catalogs, or add to it; what is in it is not read again."""
    _run(
        "catalog.run_build",
        sources,
        output=output,
        mapping=mapping,
        add=add,
        keep_going=keep_going,
    )


@catalog_app.command("inventory")
def catalog_inventory(
    folder: IndexFolder,
    path: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            help="List of what the dataset contains: TXT, CSV, TSV, Parquet, XLSX.",
        ),
    ],
    *,
    dataset: Annotated[
        str, typer.Option(help="Id of the dataset, as in regulations/known_datasets.")
    ],
    mapping: Annotated[
        str | None,
        typer.Option("--map", help="Layout of a table whose columns are not known."),
    ] = None,
    lines_are: Annotated[
        str,
        typer.Option(
            "--lines",
            help="What bare lines are (isbn, domain, …); found out if not given.",
        ),
    ] = "",
) -> None:
    """Add what a public dataset contains; filings that name it are compared with it."""
    _run(
        "catalog.run_inventory",
        folder,
        path,
        dataset=dataset,
        mapping=mapping,
        lines_are=lines_are,
    )


@catalog_app.command("search")
def catalog_search(
    folder: IndexFolder,
    text: Annotated[
        str,
        typer.Argument(metavar="TEXT", help="An identifier, an id, or words of names."),
    ],
    *,
    limit: Annotated[
        int, typer.Option(min=1, max=1_000, help="Entries that are shown.")
    ] = 20,
) -> None:
    """Search an index: identifiers exactly, titles and creators by their words."""
    _run("catalog.run_search", folder, text, limit=limit)


@catalog_app.command("info")
def catalog_info(folder: IndexFolder) -> None:
    """Verify an index, and say what is in it: sources, entries, rows in quarantine."""
    _run("catalog.run_info", folder)


@app.command()
def read(
    filing: Filing,
    *,
    format_: Annotated[
        str, typer.Option("--format", help="fields, json or yaml.")
    ] = "yaml",
    output: Output = None,
    form: FormId = None,
    pages: Pages = None,
) -> None:
    """Show what a filing answers, field by field, with places."""
    _run("read", filing, format_=format_, output=output, form=form, pages=pages)


@app.command()
def annotate(
    filing: Annotated[
        Path, typer.Argument(metavar="FILE", help="A filing as Word file or PDF.")
    ],
    *,
    regulation: Annotated[
        list[str],
        typer.Option("--regulation", "-r", help="Regulation to judge by; repeatable."),
    ],
    output: Annotated[
        Path,
        typer.Option("--output", "-o", help="The copy to write; - is standard output."),
    ],
    context: Annotated[
        Path | None,
        typer.Option(help="What the form never asks: YAML or JSON."),
    ] = None,
    as_of: AsOf = None,
    fail_on: Annotated[
        str,
        typer.Option(help="Exit 1 for gaps this binding: must, should, may or never."),
    ] = "must",
    form: FormId = None,
) -> None:
    """Write a copy of a Word file or PDF with a note at each finding."""
    _run(
        "annotate",
        filing,
        regulations=tuple(dict.fromkeys(regulation)),
        context=context,
        as_of=_day(as_of),
        output=output,
        fail_on=fail_on,
        form=form,
    )


@app.command()
def changes(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="The older version.")],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="The newer version.")],
    *,
    regulation: Annotated[
        str | None,
        typer.Option("--regulation", "-r", help="Regulation; the newer filing's form."),
    ] = None,
    context: Annotated[
        Path | None,
        typer.Option(help="What the form never asks: YAML or JSON."),
    ] = None,
    as_of: AsOf = None,
    format_: Annotated[
        str, typer.Option("--format", help="md, html, xlsx or json.")
    ] = "md",
    output: Output = None,
    fail_on: Annotated[
        str,
        typer.Option(
            help="Exit 1 if a gap this binding opened: must, should, may, never."
        ),
    ] = "must",
    form: FormId = None,
) -> None:
    """Compare two versions of a filing: what it says now, which gaps that closes."""
    _run(
        "changes",
        old,
        new,
        regulation=regulation,
        context=context,
        as_of=_day(as_of),
        format_=format_,
        output=output,
        fail_on=fail_on,
        form=form,
    )


@app.command()
def contradictions(
    first: Annotated[Path, typer.Argument(metavar="FIRST", help="One filing.")],
    second: Annotated[Path, typer.Argument(metavar="SECOND", help="Another.")],
    *,
    as_of: AsOf = None,
    format_: Annotated[
        str, typer.Option("--format", help="md, html, csv or json.")
    ] = "md",
    output: Output = None,
    fail_on: Annotated[
        str, typer.Option(help="Exit 1 for any contradiction: any; or never.")
    ] = "any",
) -> None:
    """Hold two filings of one provider against each other: facts said differently."""
    _run(
        "contradictions",
        first,
        second,
        as_of=_day(as_of),
        format_=format_,
        output=output,
        fail_on=fail_on,
    )


@app.command()
def convert(
    filing: Filing,
    *,
    to: Annotated[str, typer.Option(help="Regulation on whose form the draft is.")],
    format_: Annotated[
        str,
        typer.Option("--format", help="yaml, json, or md: what carries, what is open."),
    ] = "yaml",
    output: Output = None,
    form: FormId = None,
) -> None:
    """Make a draft on another form: what carries over, and what stays open."""
    _run("convert", filing, to=to, format_=format_, output=output, form=form)


@app.command()
def deadlines(
    *,
    context: Annotated[
        list[Path],
        typer.Option(
            help="What a provider says of one model, and what it was asked: YAML or "
            "JSON; repeatable."
        ),
    ],
    regulation: Annotated[
        list[str] | None,
        typer.Option(
            "--regulation", "-r", help="Whose clocks; repeatable; all if none."
        ),
    ] = None,
    as_of: AsOf = None,
    format_: Annotated[
        str, typer.Option("--format", help="md, html, csv, ics, xlsx or json.")
    ] = "md",
    output: Output = None,
    fail_on: Annotated[
        str,
        typer.Option(help="Exit 1 if a clock of a law in force is: overdue; or never."),
    ] = "overdue",
) -> None:
    """List every clock that runs for a provider, overdue first."""
    _run(
        "deadlines",
        context,
        regulations=tuple(dict.fromkeys(regulation or ())),
        as_of=_day(as_of),
        format_=format_,
        output=output,
        fail_on=fail_on,
    )


@app.command()
def form(
    regulation: Annotated[
        str, typer.Argument(metavar="ID", help="A regulation; see rules.")
    ],
    *,
    format_: Annotated[
        str, typer.Option("--format", help="docx, xlsx, md, yaml or json.")
    ] = "docx",
    output: Output = None,
) -> None:
    """Write the blank form of a regulation, to be filled in and read again."""
    _run("form", regulation, format_=format_, output=output)


@app.command()
def compare(
    filing: Annotated[
        Path | None,
        typer.Argument(
            metavar="[FILING]", help="A filing to hold against all of them; else none."
        ),
    ] = None,
    *,
    regulations: Annotated[
        list[str] | None,
        typer.Option(
            "--regulations", "-r", help="Regulations, with commas between; else all."
        ),
    ] = None,
    elements: Annotated[
        list[str] | None,
        typer.Option(help="Only these elements, or groups of them, with commas."),
    ] = None,
    required_in: Annotated[
        list[str] | None,
        typer.Option(help="Only what is required in these regulations."),
    ] = None,
    absent_in: Annotated[
        list[str] | None,
        typer.Option(help="Only what is not required in these regulations."),
    ] = None,
    context: Annotated[
        Path | None,
        typer.Option(help="With a filing: what the form never asks, YAML or JSON."),
    ] = None,
    as_of: AsOf = None,
    format_: Annotated[
        str, typer.Option("--format", help="md, html, xlsx, csv or json.")
    ] = "md",
    output: Output = None,
    form: FormId = None,
) -> None:
    """Set regulations side by side, or one filing under all of them."""
    _run(
        "compare",
        filing,
        regulations=regulations or (),
        elements=elements or (),
        required_in=required_in or (),
        absent_in=absent_in or (),
        context=context,
        as_of=_day(as_of),
        form=form,
        format_=format_,
        output=output,
    )


@app.command()
def rules(
    identity: Annotated[
        str | None,
        typer.Argument(metavar="[ID]", help="A regulation, or the start of rule ids."),
    ] = None,
) -> None:
    """List the regulations, or the rules of one."""
    _run("rules", identity)


@app.command()
def explain(
    rule: Annotated[str, typer.Argument(metavar="RULE", help="Id of a rule.")],
) -> None:
    """Explain one rule: norm, condition, sources, and its own examples."""
    _run("explain", rule)


@app.command()
def verify(
    identity: Annotated[
        str | None, typer.Argument(metavar="[ID]", help="A regulation; all if none.")
    ] = None,
) -> None:
    """Check the rulebooks: every file against its contract, every rule's cases."""
    _run("verify", identity)


@app.command()
def docs(
    *,
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; exit 1 if one is stale.")
    ] = False,
) -> None:
    """Write the generated pages: each RULES.md, the commands, the limits."""
    _run("docs", check=check)


@app.command()
def limits() -> None:
    """Print every limit on what is read, with its reason."""
    _run("limits")


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


def _run(command: str, *args: Any, **options: Any) -> None:
    # Imported here so that --help loads neither rules nor readers nor writers.
    name, _, verb = command.partition(".")
    module = importlib.import_module(f"compliance.cli.{name}")
    raise typer.Exit(getattr(module, verb or "run")(*args, **options))


def _complain(line: str) -> None:
    try:
        sys.stderr.write(f"compliance: {' '.join(line.split())}\n")
        sys.stderr.flush()
    except OSError:
        return


def _day(text: str | None) -> date | None:
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
