"""Commands on catalogs."""

from pathlib import Path
from typing import Annotated

import typer

from compliance.cli.app import app, catalog_app, run

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
    run(
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
    run(
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
    run("catalog.run_search", folder, text, limit=limit)


@catalog_app.command("info")
def catalog_info(folder: IndexFolder) -> None:
    """Verify an index, and say what is in it: sources, entries, rows in quarantine."""
    run("catalog.run_info", folder)


@app.command()
def link(
    works: Annotated[
        Path,
        typer.Argument(
            metavar="WORKS", help="A list of works: a table, a message, or an index."
        ),
    ],
    *,
    catalog: Annotated[
        Path, typer.Option("--catalog", "-c", help="The catalog: an index, or a file.")
    ],
    output: Annotated[Path, typer.Option("--output", "-o", help="File of the links.")],
    format_: Annotated[
        str | None,
        typer.Option(
            "--format", help="csv, parquet or json; by the name of the file if none."
        ),
    ] = None,
    minimum: Annotated[
        float, typer.Option(help="Probability from which a pair is a link.")
    ] = 0.5,
    mapping: Annotated[
        str | None,
        typer.Option(help="Columns of a catalog file: a mapping's name, or TOML file."),
    ] = None,
    works_mapping: Annotated[
        str | None, typer.Option(help="Columns of the list, likewise.")
    ] = None,
    review: Annotated[
        Path | None,
        typer.Option(help="Write pairs near the minimum here, for a person to decide."),
    ] = None,
    decisions: Annotated[
        Path | None,
        typer.Option(help="Such a workbook, or CSV, with decisions: they are applied."),
    ] = None,
    engine: Annotated[
        str, typer.Option(help="embedded, or spark: the same links, see docs/spark.md.")
    ] = "embedded",
    master: Annotated[
        str, typer.Option(help="Of Spark: local[N], or the URL of a cluster.")
    ] = "local[2]",
) -> None:
    """Link a list of works with a catalog: probability and reasons of every link."""
    run(
        "link",
        works,
        catalog=catalog,
        output=output,
        format_=format_,
        minimum=minimum,
        mapping=mapping,
        works_mapping=works_mapping,
        review=review,
        decisions=decisions,
        engine=engine,
        master=master,
    )
