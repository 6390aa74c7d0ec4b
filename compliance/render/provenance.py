"""Where everything in a report comes from, and what it does not say."""

from collections.abc import Iterator

from compliance.model import GapReport, Regulation
from compliance.render.catalog import bullets
from compliance.render.standing import instrument_parts
from compliance.render.tables import table
from compliance.render.text import anchor, code, link, markdown_text


def not_checked(report: GapReport) -> Iterator[str]:
    """Yield what was not checked, and why."""
    yield from ("## Not checked", "")
    yield from bullets(report.not_checked)


def sources(report: GapReport) -> Iterator[str]:
    """Yield the instruments that rules cite, and the law's history."""
    yield from source_list(report.regulation)


def source_list(regulation: Regulation) -> Iterator[str]:
    """Yield the sources of a rulebook with their addresses, and its history."""
    yield from ("## Sources", "")
    yield from table(
        ("Source", "Title", "Dated", "Certainty", "Address"),
        (
            (
                anchor("source", each.id) + markdown_text(each.id),
                markdown_text(each.title),
                markdown_text(each.dated),
                markdown_text(each.sure),
                link(each.url, each.url),
            )
            for each in regulation.sources.values()
        ),
    )
    yield from instrument_parts(regulation)


def caveats(report: GapReport) -> Iterator[str]:
    """Yield what the report does not say, and what every reader must know."""
    yield from ("## What this report does not say", "")
    yield from bullets(dict.fromkeys((*report.caveats, *report.regulation.notes)))


def provenance(report: GapReport) -> Iterator[str]:
    """Yield the block by which anyone can make the same report again."""
    yield from ("## Provenance", "")
    yield from table(
        ("What", "Value"), ((name, code(v)) for name, v in provenance_rows(report))
    )
    if report.context:
        yield from ("### Context as given", "")
        yield from table(
            ("Key", "Value"),
            ((code(key), code(value)) for key, value in report.context.items()),
        )


def provenance_rows(report: GapReport) -> Iterator[tuple[str, str]]:
    """Yield the name and value of everything the report was made from."""
    regulation, submission = report.regulation, report.submission
    yield "As of", report.as_of.isoformat()
    yield "Tool version", report.tool_version
    yield "Rulebook", f"{regulation.id} {regulation.version}"
    yield "Rulebook SHA-256", regulation.digest
    yield "Law known on", regulation.known_on
    yield "Submission", submission.source
    yield "Submission size", f"{submission.size:,} bytes"
    yield "Submission SHA-256", submission.sha256
    yield "Submission type", submission.media_type
    yield "Reader", submission.reader
    yield "Form", submission.form
    if submission.pages:
        yield "Pages", f"{submission.pages:,}"
    read = submission.read_from
    if read is not None:
        yield "Read from", read.file
        yield "Read from SHA-256", read.sha256
        yield "Read from size", f"{read.size:,} bytes"
        yield "Read from type", read.media_type
        yield "Read from by", f"{read.reader}, {read.tool}"
    if report.context_source:
        yield "Context file", report.context_source
    if report.cross_check is not None:
        facts = report.cross_check.catalog
        yield "Catalog", facts.source
        yield "Catalog SHA-256", facts.sha256
        yield "Catalog digest of used rows", facts.digest
        yield "Catalog mapping", facts.mapping
        yield "Catalog updated", facts.updated_at or "not stated"
