"""What the catalog shows, and what is known of the named datasets."""

from collections.abc import Iterable, Iterator
from typing import Final

from compliance.model import (
    NOWHERE,
    CatalogFacts,
    CrossCheck,
    DatasetExposure,
    Disclosed,
    GapReport,
    Link,
    Match,
    Quarantined,
)
from compliance.render.tables import table
from compliance.render.text import code, cut, link, link_to, markdown_text
from compliance.render.words import percent, plural

_KINDS: Final = {
    "work": "works that are named",
    "domain": "sites that are named",
    "dataset": "datasets that are named, by what they contain",
}
NAME_LIMIT: Final = 200
"""Characters of a disclosed name or a title in a table."""


def catalog(report: GapReport) -> Iterator[str]:
    """Yield the three answers, the links with their reasons, and what was loaded."""
    cross = report.cross_check
    if cross is None:
        return
    facts = cross.catalog
    yield "## What the catalog shows"
    yield ""
    yield (
        f"{markdown_text(facts.source)}: {plural(facts.rows, 'entry', 'entries')}; "
        f"{percent(cross.share_checkable)} of them could be checked "
        "from what was disclosed."
    )
    yield ""
    yield from table(
        ("Answer", "Entries"),
        ((match.value, f"{cross.counts.get(match, 0):,}") for match in Match),
        numbers=("Entries",),
    )
    yield from _links(cross)
    yield from _entries(cross)
    if cross.datasets != report.datasets:
        yield from ("### Datasets in the cross-check", "")
        yield from dataset_table(cross.datasets)
    yield from _reservations(cross)
    yield from _identifiers(cross)
    yield from _loaded(facts)
    yield from ("### Not cross-checked", "")
    yield from bullets(cross.not_checked)


def datasets(report: GapReport) -> Iterator[str]:
    """Yield what is known of the datasets that the submission names."""
    yield "## Named datasets"
    yield ""
    yield (
        "What published evidence says of the datasets that the filing names and of "
        "the datasets they derive from. It says nothing of how the provider used them."
    )
    yield ""
    yield from dataset_table(report.datasets)


def dataset_table(exposures: Iterable[DatasetExposure]) -> Iterator[str]:
    """Yield a table of known datasets, with their evidence."""
    yield from table(
        ("As filed", "Dataset", "Known to contain", "Evidence", "Certainty"),
        (
            (
                disclosed_words(each.disclosed),
                f"{markdown_text(each.name)}{_chain(each)}",
                _known_of(each),
                "<br>".join(link(url, url) for url in each.sources),
                markdown_text(each.sure),
            )
            for each in exposures
        ),
    )


def bullets(sentences: Iterable[str]) -> Iterator[str]:
    """Yield `sentences` as a list; "None." when there are none."""
    listed = [f"- {markdown_text(each)}" for each in sentences]
    yield from listed or ["None."]
    yield ""


def disclosed_words(disclosed: Disclosed) -> str:
    """Return what was disclosed and where, its field as a link."""
    where = link_to("field", disclosed.field_id, f"field {disclosed.field_id}")
    if not disclosed.field_id:
        where = markdown_text(disclosed.at)
    if disclosed.place != NOWHERE:
        where += f", {markdown_text(str(disclosed.place))}"
    return f"{markdown_text(cut(disclosed.text, NAME_LIMIT))}<br>{where}"


def _known_of(each: DatasetExposure) -> str:
    protected = f"protected works: {each.protected.replace('_', ' ')}"
    unlawful = f"unlawful source: {each.unlawful_source.replace('_', ' ')}"
    contains = markdown_text(each.contains)
    return f"{contains}<br>{markdown_text(protected)}; {markdown_text(unlawful)}"


def _chain(each: DatasetExposure) -> str:
    if len(each.chain) < 2:
        return ""
    return f"<br>through {' → '.join(markdown_text(name) for name in each.chain)}"


def _links(cross: CrossCheck) -> Iterator[str]:
    yield from (f"### Links ({len(cross.links):,})", "")
    kinds = {
        kind: [e for e in cross.links if e.disclosed.kind == kind] for kind in _KINDS
    }
    several = sum(bool(links) for links in kinds.values()) > 1
    # A table of its own for each, so that a long one does not crowd out another.
    for kind, links in kinds.items():
        if links and several:
            yield from (f"#### Through {_KINDS[kind]} ({len(links):,})", "")
        if links or (not cross.links and kind == "work"):
            yield from table(
                ("As filed", "Catalog entry", "Owner", "Linked by", "Reasons"),
                (_link(each) for each in links),
            )


def _link(each: Link) -> tuple[str, ...]:
    title = markdown_text(cut(each.entry_title, NAME_LIMIT))
    return (
        disclosed_words(each.disclosed),
        f"{title}<br>{code(each.entry_id)}",
        markdown_text(cut(each.entry_owner, NAME_LIMIT)),
        markdown_text(each.method),
        "<br>".join(markdown_text(cut(r, NAME_LIMIT)) for r in each.reasons),
    )


def _entries(cross: CrossCheck) -> Iterator[str]:
    yield from ("### Catalog entries", "")
    total = sum(cross.counts.values())
    if len(cross.entries) < total:
        listed = f"{len(cross.entries):,} of {plural(total, 'entry', 'entries')}"
        yield from (f"Listed are {listed}; the counts above cover all.", "")
    yield from table(
        ("Entry", "Title", "Owner", "Answer", "Through, or why not"),
        (
            (
                code(each.entry_id),
                markdown_text(cut(each.title, NAME_LIMIT)),
                markdown_text(cut(each.owner, NAME_LIMIT)),
                markdown_text(each.match),
                markdown_text(cut(each.through, NAME_LIMIT)),
            )
            for each in cross.entries
        ),
    )


def _reservations(cross: CrossCheck) -> Iterator[str]:
    yield from ("### Reservations and licences", "")
    yield from table(
        ("As filed", "Entry", "Bearing", "Why", "Reservation"),
        (
            (
                disclosed_words(each.disclosed),
                code(each.entry_id),
                markdown_text(each.bearing),
                markdown_text(cut(each.why, NAME_LIMIT)),
                code(each.reservation_id),
            )
            for each in cross.reservations
        ),
    )


def _identifiers(cross: CrossCheck) -> Iterator[str]:
    yield from ("### Identifiers repaired or refused", "")
    yield from table(
        ("Where", "Scheme", "As given", "Verdict", "Repair"),
        (
            (
                markdown_text(each.where),
                markdown_text(each.scheme),
                code(cut(each.raw, NAME_LIMIT)),
                markdown_text(each.verdict),
                markdown_text(each.repair),
            )
            for each in cross.identifiers
        ),
    )


def _loaded(facts: CatalogFacts) -> Iterator[str]:
    yield from ("### What was loaded", "")
    yield from table(
        ("Lines", "Count"),
        (
            ("in the file", f"{facts.lines_in:,}"),
            ("of the header", f"{facts.header_lines:,}"),
            ("blank", f"{facts.blank_lines:,}"),
            ("used", f"{facts.used_lines:,}"),
            ("quarantined", f"{facts.quarantined_lines:,}"),
        ),
        numbers=("Count",),
    )
    yield from ("### Quarantine", "")
    yield from table(
        ("Line", "Reason", "As given"),
        (_quarantined(each) for each in facts.quarantine),
        numbers=("Line",),
    )


def _quarantined(each: Quarantined) -> tuple[str, ...]:
    return (
        f"{each.line:,}",
        markdown_text(each.reason),
        code(cut(each.raw, NAME_LIMIT)),
    )
