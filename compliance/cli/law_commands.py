"""Commands on the law: forms, rules, clocks, limits."""

from pathlib import Path
from typing import Annotated

import typer

from compliance.cli.app import AsOf, FormId, Output, app, day, run


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
    run(
        "deadlines",
        context,
        regulations=tuple(dict.fromkeys(regulation or ())),
        as_of=day(as_of),
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
    run("form", regulation, format_=format_, output=output)


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
    run(
        "compare",
        filing,
        regulations=regulations or (),
        elements=elements or (),
        required_in=required_in or (),
        absent_in=absent_in or (),
        context=context,
        as_of=day(as_of),
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
    run("rules", identity)


@app.command()
def explain(
    rule: Annotated[str, typer.Argument(metavar="RULE", help="Id of a rule.")],
) -> None:
    """Explain one rule: norm, condition, sources, and its own examples."""
    run("explain", rule)


@app.command()
def verify(
    identity: Annotated[
        str | None, typer.Argument(metavar="[ID]", help="A regulation; all if none.")
    ] = None,
) -> None:
    """Check the rulebooks: every file against its contract, every rule's cases."""
    run("verify", identity)


@app.command()
def docs(
    *,
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; exit 1 if one is stale.")
    ] = False,
) -> None:
    """Write the generated pages: each RULES.md, the commands, the limits."""
    run("docs", check=check)


@app.command()
def limits() -> None:
    """Print every limit on what is read, with its reason."""
    run("limits")
