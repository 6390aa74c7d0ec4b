"""Indices of catalogs on the disk: built, added to, and never half there."""

from compliance.indexing.building import Built, build
from compliance.indexing.folder import Index, open_index
from compliance.indexing.inventories import add_inventory
from compliance.indexing.reading import Hit, searched, verified

__all__ = [
    "Built",
    "Hit",
    "Index",
    "add_inventory",
    "build",
    "open_index",
    "searched",
    "verified",
]
