"""Commands on a filing: check, read, annotate, compare versions and forms."""

from pathlib import Path
from typing import Annotated

import typer

from compliance.cli.app import AsOf, Filing, FormId, Output, Pages, app, day, run


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
    run(
        "check",
        filings,
        regulations=tuple(dict.fromkeys(regulation)),
        catalog=catalog,
        mapping=mapping,
        reservations=reservations,
        context=context,
        as_of=day(as_of),
        formats=tuple(dict.fromkeys(format_ or ())),
        output=output,
        fail_on=fail_on,
        form=form,
        pages=pages,
        keep_going=keep_going,
    )


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
    run("read", filing, format_=format_, output=output, form=form, pages=pages)


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
    run(
        "annotate",
        filing,
        regulations=tuple(dict.fromkeys(regulation)),
        context=context,
        as_of=day(as_of),
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
    run(
        "changes",
        old,
        new,
        regulation=regulation,
        context=context,
        as_of=day(as_of),
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
    run(
        "contradictions",
        first,
        second,
        as_of=day(as_of),
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
    run("convert", filing, to=to, format_=format_, output=output, form=form)
