"""`compliance link`: a list of works linked with a catalog."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from compliance.cli.options import progress, require
from compliance.datafiles import root as data_root
from compliance.errors import EXIT_JUDGED, UsageError
from compliance.frontdoor import visible
from compliance.indexing import Index
from compliance.linkage.listed.table import FORMATS, STATUSES
from compliance.linking import LinkRun, link_works
from compliance.output import write_file, write_stdout
from compliance.render import review_book

_ENGINES: Final = ("embedded", "spark")
_NOT_PROOF: Final = (
    "A link says that a work and an entry are named alike, not that the work was used; "
    "a work without a link may still be in the catalog."
)


def run(
    works: Path,
    *,
    catalog: Path,
    output: Path,
    format_: str | None,
    minimum: float,
    mapping: str | None,
    works_mapping: str | None,
    review: Path | None,
    decisions: Path | None,
    engine: str,
    master: str,
) -> int:
    """Link a list with a catalog and say what that came to; return the exit code."""
    chosen = format_ or output.suffix.removeprefix(".").casefold()
    require(chosen in FORMATS, "--format", chosen or output.name, FORMATS)
    require(engine in _ENGINES, "--engine", engine, _ENGINES)
    if not 0.0 < minimum <= 1.0:
        raise UsageError(
            "minimum-no-probability",
            where="--minimum",
            what=f"{minimum:g} is no probability a link can have to reach",
            why="it lies above 0 and goes up to 1",
            remedy="leave it out for 0.5, or give one such as 0.9",
        )
    done = link_works(
        works,
        catalog,
        output,
        format_=chosen,
        minimum=minimum,
        mapping=mapping,
        works_mapping=works_mapping,
        decisions=decisions,
        review=review is not None,
        master=master if engine == "spark" else None,
        root=data_root(),
        told=progress,
    )
    if review is not None and done.review is not None:
        write_file(review, review_book.to_xlsx(done.review))
    told = "\n".join(_said(done, output, minimum, review))
    write_stdout((told + "\n").encode("utf-8", "replace"))
    return EXIT_JUDGED


def _said(
    done: LinkRun, output: Path, minimum: float, review: Path | None
) -> Iterator[str]:
    yield from _read("works", done.works)
    yield from _read("catalog", done.catalog)
    if done.itself:
        yield "the list is the catalog: no work is linked with its own entry"
    links = done.counts.get("links", 0)
    yield (
        f"{links:,} {'link' if links == 1 else 'links'} of probability {minimum:g} or "
        f"more, of which {done.expected_right:,.1f} are right by their own estimate"
    )
    for status in STATUSES:
        if status in done.counts:
            yield f"  works {status}: {done.counts[status]:,}"
    if done.decisions:
        yield f"{done.decisions:,} decisions, {done.not_applied:,} of them not applied"
    if review is not None and done.review is not None:
        yield f"{len(done.review['pairs']):,} pairs to be reviewed: {review}"
    yield _NOT_PROOF
    yield f"  {output}"


def _read(what: str, index: Index) -> Iterator[str]:
    rows = sum(each["rows"] for each in index.sources)
    aside = sum(each["quarantined_rows"] for each in index.sources)
    how = ", ".join(dict.fromkeys(str(each["mapping"]) for each in index.sources))
    yield (
        f"{what}: {rows:,} read as {visible(how)}, {aside:,} in quarantine, "
        f"digest {index.digest[:16]}"
    )
