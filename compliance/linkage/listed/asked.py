"""The cross-check of what a filing discloses with an index."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from compliance.linkage.crossing import Crossing, Disclosure
from compliance.linkage.index.crossing import Known, cross_index
from compliance.linkage.index.named import Named, inventory_links, inventory_notes
from compliance.linkage.index.opened import OpenedIndex
from compliance.linkage.listed.similar import similar
from compliance.linkage.works import Work, work_of
from compliance.model import CatalogFacts


def ask(
    crossing: Crossing, disclosure: Disclosure, request: Mapping[str, Any]
) -> tuple[CatalogFacts, tuple[str, ...]]:
    """Answer for every entry of an index; return what was loaded, and notes.

    Args:
        crossing: Takes the answers.
        disclosure: What was disclosed.
        request: As of the cross-check.

    Raises:
        InputRefusedError: the index is not as it was written.
    """
    index = OpenedIndex(Path(request["path"]))
    named = [
        Named(number=each["number"], dataset=each["id"], chain=tuple(each["chain"]))
        for each in request["named"]
    ]
    alike = similar(_named_works(request), index, Path(request["root"]))
    known = _both(inventory_links(index, named), alike.links)
    cross_index(crossing, disclosure, index, known, alike.possible)
    return index.facts(), (*index.notes(), *inventory_notes(index, named))


def _named_works(request: Mapping[str, Any]) -> list[tuple[Work, str]]:
    """Return the disclosed works, each with its year if one is given."""
    return [
        (work_of(each["number"], each["item"]), each["item"].get("year", ""))
        for each in request["works"]
    ]


def _both(one: Known, other: Known) -> Known:
    return {
        place: (*one.get(place, ()), *other.get(place, ()))
        for place in dict.fromkeys((*one, *other))
    }
