"""Through the datasets that a filing names: the entries that their inventories hold."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from compliance.frontdoor import visible
from compliance.linkage.index.inventory import Linked, read_links
from compliance.linkage.index.layout import INVENTORIES, Json, damaged
from compliance.linkage.index.opened import OpenedIndex
from compliance.linkage.links import Found
from compliance.model import Method


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A dataset that a filing names, or one that such a dataset derives from."""

    number: int
    """Its place among all things disclosed."""
    dataset: str
    """Its id."""
    chain: tuple[str, ...]
    """Names from the one that is named up to this one."""


def inventory_links(
    index: OpenedIndex, named: Sequence[Named]
) -> Mapping[tuple[str, int], tuple[Found, ...]]:
    """Return the links through inventories, by segment and row of the entry.

    Raises:
        InputRefusedError: an inventory is not as it was written.
    """
    found: dict[tuple[str, int], tuple[Found, ...]] = {}
    for each in named:
        for inventory in _of(index, each.dataset):
            for segment, link in _links(index, inventory):
                place = (segment, link.row)
                before = found.get(place, ())
                if all(known.number != each.number for known in before):
                    reasons = _reasons(each, link, visible(str(inventory["name"])))
                    one = Found(each.number, Method.DATASET, reasons)
                    found[place] = (*before, one)
    return found


def _of(index: OpenedIndex, dataset: str) -> Iterator[Json]:
    for each in index.manifest["inventories"]:
        if each.get("dataset") == dataset:
            yield each


def _links(index: OpenedIndex, inventory: Json) -> Iterator[tuple[str, Linked]]:
    folder = index.folder / INVENTORIES / str(inventory["segment"])
    told: Any = inventory.get("links")
    for segment in index.segments:
        said = told.get(segment.id) if isinstance(told, dict) else None
        if not isinstance(said, dict):
            raise damaged(index.name, f"{folder.name} is not linked with {segment.id}")
        for link in read_links(folder, segment.id, said, index.name):
            if not 0 <= link.row < segment.rows:
                raise damaged(index.name, f"{folder.name} links with what is not there")
            yield segment.id, link


def _reasons(named: Named, link: Linked, inventory: str) -> tuple[str, ...]:
    own = named.chain[-1]
    first = f"{own} is consistent with having held it: {link.reasons[0]}"
    reasons = [
        first,
        *link.reasons[1:],
        f"line {link.line:,} of the inventory {inventory}",
    ]
    if link.more:
        reasons.append(f"{link.more:,} more lines share a key with it")
    if len(named.chain) > 1:
        way = " from ".join(named.chain)
        reasons.append(
            f"the filing names {named.chain[0]}, which derives from {own} ({way}); "
            "how much of it was kept is not said"
        )
    return tuple(reasons)


def inventory_notes(index: OpenedIndex, named: Sequence[Named]) -> Iterator[str]:
    """Yield what was compared through inventories, a sentence each."""
    for each in named:
        for inventory in _of(index, each.dataset):
            entries = sum(int(link["entries"]) for link in inventory["links"].values())
            count = "1 entry" if entries == 1 else f"{entries:,} entries"
            verb = "is" if entries == 1 else "are"
            yield (
                f"{count} of the catalog {verb} in the inventory "
                f"{visible(str(inventory['name']))} of {each.chain[-1]}, which lists "
                f"{int(inventory['rows']):,} works; that others are not found in it "
                "proves nothing."
            )
