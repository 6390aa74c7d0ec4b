"""A list of works linked with a catalog: files in, one table out, whole or not at all."""

import dataclasses
import importlib
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from compliance import __version__, limits
from compliance.errors import InputRefusedError, InternalError
from compliance.frontdoor import DECISION_KINDS, Untrusted, open_untrusted
from compliance.indexing import Index, build, open_index
from compliance.indexing.folder import building, synced
from compliance.linkage.index.layout import mapped_bytes
from compliance.linkage.index.opened import OpenedIndex
from compliance.linkage.listed.request import is_itself
from compliance.linkage.matching.assumed import load_assumed
from compliance.linkage.matching.index import table_of_parts
from compliance.linkage.matching.kept import save_linked
from compliance.sandbox import BUILDING, run

MAPPING: Final = "works"
"""How a file is read if nothing else is said: the standard columns, few of them needed."""


SCHEMA_ID: Final = "https://compliance.invalid/schemas/links.schema.json"
_OTHER_COLUMNS: Final = ("catalog-column", "catalog-damaged")
"""Refusals of a table that may be a list in other columns, or bare lines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkRun:
    """What linking came to."""

    works: Index
    catalog: Index
    counts: Mapping[str, int]
    """Works by status, and ``links``."""
    expected_right: float
    """How many links are right, by their own probabilities."""
    several: bool
    """Whether works have several entries each in these data."""
    itself: bool
    decisions: int
    not_applied: int
    """Decisions whose work or entry is not there, or is not what the person saw."""
    review: Mapping[str, Any] | None


def link_works(
    works: Path,
    catalog: Path,
    output: Path,
    *,
    format_: str,
    minimum: float,
    mapping: str | None,
    works_mapping: str | None,
    decisions: Path | None,
    review: bool,
    master: str | None = None,
    root: Path,
    told: Callable[[str], None] = lambda words: None,
) -> LinkRun:
    """Link a list of works with a catalog, and write the table of links.

    Args:
        works: CSV, TSV, Parquet, XLSX or a message; or the folder of an index.
        catalog: The same.
        output: File of the table; what stands there is replaced when all is done.
        format_: ``csv``, ``parquet`` or ``json``.
        minimum: Probability from which a pair is a link.
        mapping: Of the catalog's columns, if it is a table.
        works_mapping: Of the list's.
        decisions: What a person decided of pairs: a review workbook, or CSV.
        review: Whether pairs near the minimum are returned.
        master: Of the Spark that finds the pairs by name, such as ``local[2]``; this
            machine by itself if none.
        root: Where ``regulations/`` is.
        told: Is told what is being done.

    Raises:
        InputRefusedError: a file cannot be used. Nothing is written then.
        InternalError: the disk refuses, or Spark fails.
        UsageError: Spark is asked for and not installed.
    """
    given = _decisions(decisions)
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        with building(output.parent) as made:
            listed = _index(works, made / "works", works_mapping, root, told)
            entries = _index(catalog, made / "catalog", mapping, root, told)
            told(f"linking {works.name} with {catalog.name}")
            written = made / "links"
            written.mkdir()
            request = {
                "name": works.name,
                "works": str(listed.folder.resolve()),
                "catalog": str(entries.folder.resolve()),
                "linked": _on_spark(listed, entries, made / "pairs.npz", master, root),
                "minimum": minimum,
                "format": format_,
                "output": str(written),
                "review": review,
                "decisions": given and {"name": given.name, "kind": given.kind},
                "about": _about(minimum, works, listed, catalog, entries),
                "root": str(root),
            }
            own = dataclasses.replace(BUILDING, writable=str(written)).mapping(
                mapped_bytes(listed.folder) + mapped_bytes(entries.folder)
            )
            answer = run("link", works.name, request, given.data if given else b"", own)
            _placed(written / f"links.{format_}", output)
    except OSError as error:
        raise InternalError(
            "output-not-written",
            where=str(output),
            what="nothing was written",
            why=error.strerror or type(error).__name__,
            remedy="make room or choose another place with --output",
        ) from error
    return LinkRun(
        works=listed,
        catalog=entries,
        counts=answer["counts"],
        expected_right=float(answer["expected_right"]),
        several=bool(answer["several"]),
        itself=bool(answer["itself"]),
        decisions=int(answer["decisions"]),
        not_applied=int(answer["not_applied"]),
        review=answer["review"],
    )


def _decisions(path: Path | None) -> Untrusted | None:
    if path is None:
        return None
    return open_untrusted(path, DECISION_KINDS, limits.FILING_BYTES)


def _index(
    path: Path,
    folder: Path,
    mapping: str | None,
    root: Path,
    told: Callable[[str], None],
) -> Index:
    """Return the index that `path` is, or one of it in `folder`."""
    if path.is_dir():
        return open_index(path)

    def made(lines_are: str | None = None) -> Index:
        built = build(
            [path],
            folder,
            mapping=mapping or MAPPING,
            add=False,
            keep_going=False,
            root=root,
            told=told,
            lines_are=lines_are,
        )
        return built.index

    try:
        return made()
    except InputRefusedError as error:
        if mapping is not None or error.code not in _OTHER_COLUMNS:
            raise
    return made("")


def _on_spark(
    works: Index, catalog: Index, path: Path, master: str | None, root: Path
) -> str:
    """Return the file of the pairs that Spark finds; empty if it is not asked for."""
    if master is None:
        return ""
    # Only this engine is not asked for by most.
    spark = importlib.import_module("compliance.linkage.spark.engine")
    listed, entries = OpenedIndex(works.folder), OpenedIndex(catalog.folder)
    found = spark.link(
        table_of_parts([segment.names() for segment in listed.segments]),
        [segment.folder for segment in entries.segments],
        itself=is_itself(listed, entries),
        assumed=load_assumed(root),
        master=master,
    )
    save_linked(found, path)
    return str(path)


def _about(
    minimum: float, works: Path, listed: Index, catalog: Path, entries: Index
) -> dict[str, Any]:
    """Return what the table says of itself."""
    return {
        "$schema": SCHEMA_ID,
        "tool_version": __version__,
        "minimum": minimum,
        "works": _made_of(works, listed),
        "catalog": _made_of(catalog, entries),
    }


def _made_of(path: Path, index: Index) -> dict[str, Any]:
    return {
        "name": path.resolve().name,
        "digest": index.digest,
        "rows": sum(each["rows"] for each in index.sources),
        "quarantined_rows": sum(each["quarantined_rows"] for each in index.sources),
        "sources": [
            {key: each[key] for key in ("name", "sha256", "mapping", "rows")}
            for each in index.sources
        ],
    }


def _placed(made: Path, final: Path) -> None:
    with made.open("rb+") as file:
        os.fsync(file.fileno())
    made.replace(final)
    synced(final.parent)
