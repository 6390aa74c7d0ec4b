"""The sheets of the cross-check."""

from typing import Final

from compliance.model import CrossCheck, Disclosed, GapReport
from compliance.render.cells import (
    PLACE_COLUMNS,
    Block,
    Cell,
    Column,
    Sheet,
    place_cells,
)

_NO_CATALOG: Final = "No catalog was given, so nothing is said of any particular work."
_DISCLOSED: Final = (Column("As filed", 40), Column("Field", 9), *PLACE_COLUMNS)
_ENTRY: Final = (Column("Entry", 18), Column("Title", 40), Column("Owner", 28))


def links(cross: CrossCheck | None) -> Sheet:
    """Return the links, each with its reasons."""
    columns = (
        Column("Kind", 10),
        *_DISCLOSED,
        *_ENTRY,
        Column("Linked by", 20),
        Column("Reasons", 50),
    )
    rows = tuple(
        (
            each.disclosed.kind,
            *_disclosed(each.disclosed),
            each.entry_id,
            each.entry_title,
            each.entry_owner,
            each.method.value,
            "\n".join(each.reasons),
        )
        for each in (cross.links if cross else ())
    )
    return _sheet("Catalog links", columns, rows, cross)


def entries(cross: CrossCheck | None) -> Sheet:
    """Return the answer for each listed entry."""
    columns = (*_ENTRY, Column("Answer", 30), Column("Through, or why not", 60))
    rows = tuple(
        (each.entry_id, each.title, each.owner, each.match.value, each.through)
        for each in (cross.entries if cross else ())
    )
    return _sheet("Catalog entries", columns, rows, cross)


def reservations(cross: CrossCheck | None) -> Sheet:
    """Return how reservations and licences bear on what was disclosed."""
    columns = (
        Column("Reservation", 18),
        Column("Entry", 18),
        *_DISCLOSED,
        Column("Bearing", 30),
        Column("Why", 60),
    )
    rows = tuple(
        (
            each.reservation_id,
            each.entry_id,
            *_disclosed(each.disclosed),
            each.bearing.value,
            each.why,
        )
        for each in (cross.reservations if cross else ())
    )
    return _sheet("Reservations", columns, rows, cross)


def datasets(report: GapReport) -> Sheet:
    """Return what is known of the named datasets, with or without a catalog."""
    columns = (
        *_DISCLOSED,
        Column("Dataset", 28),
        Column("Through", 36),
        Column("Known to contain", 50),
        Column("Protected works", 16),
        Column("Unlawful source", 16),
        Column("Evidence", 50),
        Column("Certainty", 10),
    )
    cross = report.cross_check.datasets if report.cross_check else ()
    rows = tuple(
        (
            *_disclosed(each.disclosed),
            each.name,
            " → ".join(each.chain),
            each.contains,
            each.protected.replace("_", " "),
            each.unlawful_source.replace("_", " "),
            "\n".join(each.sources),
            each.sure,
        )
        for each in dict.fromkeys((*report.datasets, *cross))
    )
    return Sheet("Datasets", (Block(columns, rows, "No known dataset is named."),))


def kept_out(cross: CrossCheck | None) -> Sheet:
    """Return identifiers repaired or refused, and catalog rows not used."""
    columns = (
        Column("Kind", 18),
        Column("Where", 28),
        Column("Scheme", 14),
        Column("As given", 60),
        Column("Verdict or reason", 36),
        Column("Repair", 36),
    )
    notes = tuple(
        ("identifier", each.where, each.scheme, each.raw, each.verdict, each.repair)
        for each in (cross.identifiers if cross else ())
    )
    rows = tuple(
        ("quarantined row", f"catalog line {each.line}", "", each.raw, each.reason, "")
        for each in (cross.catalog.quarantine if cross else ())
    )
    return _sheet("Identifiers & quarantine", columns, notes + rows, cross)


def counts(cross: CrossCheck) -> tuple[Block, ...]:
    """Return the three answers, the share that could be checked, what was loaded."""
    facts = cross.catalog
    answered = tuple((match.value, count) for match, count in cross.counts.items())
    return (
        Block(
            (Column("Catalog"), Column("Entries")),
            (*answered, ("share that could be checked", cross.share_checkable)),
        ),
        Block(
            (Column("Lines of the catalog"), Column("Count")),
            (
                ("in the file", facts.lines_in),
                ("of the header", facts.header_lines),
                ("blank", facts.blank_lines),
                ("used", facts.used_lines),
                ("quarantined", facts.quarantined_lines),
            ),
        ),
        Block(
            (Column("Not cross-checked, and why"),),
            tuple((each,) for each in cross.not_checked),
        ),
    )


def _sheet(
    name: str,
    columns: tuple[Column, ...],
    rows: tuple[tuple[Cell, ...], ...],
    cross: CrossCheck | None,
) -> Sheet:
    return Sheet(name, (Block(columns, rows, "None." if cross else _NO_CATALOG),))


def _disclosed(disclosed: Disclosed) -> tuple[Cell, ...]:
    field = disclosed.field_id or disclosed.at
    return (disclosed.text, field, *place_cells(disclosed.place))
