"""What the cross-check did not do, a sentence each."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from compliance import limits
from compliance.linkage.crossing import Crossing, Disclosure

_EXACT: Final = (
    "Only what agrees exactly is linked: identifiers by their normal form, titles "
    "together with a creator; a work spelt otherwise is found in an index only "
    "(`compliance catalog build`)."
)
_SIMILAR: Final = (
    "Names that are spelt otherwise are linked where that is likely (probability 0.9 "
    "or more, by the program's own estimate); possible ones are said of their entries. "
    "A work spelt quite otherwise is not found."
)
_MISS: Final = (
    "An identifier that is not found proves nothing: editions and recordings of one "
    "work have several."
)


def notes(
    crossing: Crossing,
    disclosure: Disclosure,
    catalog_notes: Sequence[str],
    *,
    has_reservations: bool,
    by_similar_names: bool,
) -> tuple[str, ...]:
    """Return what was not checked and why, in a fixed order."""
    return (
        *catalog_notes,
        *_of_filing(disclosure),
        *_of_identifiers(crossing),
        *_of_catalogues(crossing),
        *_of_reservations(crossing, has_reservations),
        *_of_lists(crossing),
        _SIMILAR if by_similar_names else _EXACT,
        *((_MISS,) if disclosure.works.schemes else ()),
    )


def _of_filing(disclosure: Disclosure) -> Iterator[str]:
    works, domains = disclosure.works, disclosure.domains
    if not works.total:
        yield "The filing lists no works, so none could be compared."
    if works.titles_alone:
        count = _count(works.titles_alone, "disclosed work has", "disclosed works have")
        yield f"{count} a title and no creator; a title alone does not link."
    if not domains.total:
        yield "The filing names no domains, so none could be compared."
    if domains.unusable:
        count = _count(domains.unusable, "disclosed name is", "disclosed names are")
        yield f"{count} no domain, or a public suffix, and were not compared."
    names = list(dict.fromkeys(each.name for each in disclosure.unlisted))
    if names:
        shown = ", ".join(names[:5])
        more = f" and {len(names) - 5:,} more" if len(names) > 5 else ""
        yield (
            f"What is in {shown}{more} is not listed in the filing, so works in "
            "these datasets cannot be found."
        )


def _of_identifiers(crossing: Crossing) -> Iterator[str]:
    for stated, where in ((crossing.filed, "filing"), (crossing.stated, "catalog")):
        if stated.bad:
            count = _count(stated.bad, "identifier", "identifiers")
            verbs = ("is", "links") if stated.bad == 1 else ("are", "link")
            yield (
                f"{count} of the {where} {verbs[0]} malformed or with another check "
                f"digit, and {verbs[1]} nothing."
            )
    noted = sum((crossing.filed.verdicts + crossing.stated.verdicts).values())
    if noted > limits.LISTED_IDENTIFIERS:
        yield f"Of such and repaired identifiers {limits.LISTED_IDENTIFIERS:,} are listed."
    if crossing.stated.unknown:
        yield f"Identifiers of kinds not known here: {_shown(crossing.stated.unknown)}."


def _of_catalogues(crossing: Crossing) -> Iterator[str]:
    if crossing.stated.catalogues:
        count = _count(crossing.stated.catalogues, "entry stands", "entries stand")
        yield f"{count} for all works of an owner and can be checked by domain only."


def _of_reservations(crossing: Crossing, has_file: bool) -> Iterator[str]:
    bearings = crossing.bearings
    if crossing.stated.reserved and not has_file:
        count = _count(crossing.stated.reserved, "entry lists", "entries list")
        yield f"{count} reservations, and no file of reservations was given."
    elif bearings.missing:
        yield (
            "Reservations that the catalog lists and the file lacks: "
            f"{_shown(bearings.missing)}."
        )
    for why, times in sorted(bearings.beside.items()):
        cases = _count(times, "case", "cases")
        yield f"A reservation does not bear, because {why}: {cases}."


def _of_lists(crossing: Crossing) -> Iterator[str]:
    if crossing.links_total > limits.LISTED_LINKS:
        yield (
            f"There are {crossing.links_total:,} links; the first "
            f"{limits.LISTED_LINKS:,} of the catalog are listed."
        )
    if crossing.bearings.total > limits.LISTED_LINKS:
        yield (
            f"Reservations bear in {crossing.bearings.total:,} cases; the first "
            f"{limits.LISTED_LINKS:,} are listed."
        )


def _shown(counts: Mapping[str, int]) -> str:
    names = sorted(counts, key=lambda name: (-counts[name], name))
    shown = ", ".join(names[:5])
    return f"{shown} and {len(names) - 5:,} more" if len(names) > 5 else shown


def _count(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"
