"""Inventories and segments: each pair is linked once, and again only if it is new."""

import dataclasses
import os
from collections.abc import Callable, Sequence
from pathlib import Path

from compliance.indexing.folder import building, digest_of, synced
from compliance.linkage.index.layout import INVENTORIES, LINKS, SEGMENTS, Json
from compliance.sandbox import BUILDING, run


def linked(
    folder: Path,
    sources: Sequence[Json],
    inventories: Sequence[Json],
    root: Path,
    told: Callable[[str], None],
) -> list[Json]:
    """Return what the manifest is to say of `inventories`, each linked to all `sources`.

    Raises:
        InputRefusedError: a segment is not as it was written.
    """
    return [
        {
            **inventory,
            "links": {
                source["segment"]: _linked(folder, source, inventory, root, told)
                for source in sources
            },
        }
        for inventory in inventories
    ]


def _linked(
    folder: Path,
    source: Json,
    inventory: Json,
    root: Path,
    told: Callable[[str], None],
) -> Json:
    said = inventory.get("links", {}).get(source["segment"])
    own = folder / INVENTORIES / inventory["segment"]
    final = own / LINKS.format(source["segment"])
    if isinstance(said, dict) and digest_of(final) == said.get("sha256"):
        return said
    told(f"linking {inventory['name']} with {source['name']}")
    with building(folder / INVENTORIES) as made:
        request = {
            "name": inventory["name"],
            "index": folder.name,
            "inventory": str(own),
            "segment": str(folder / SEGMENTS / source["segment"]),
            "root": str(root),
            "output": str(made),
        }
        limits = dataclasses.replace(BUILDING, writable=str(made))
        counts = run("inventory", inventory["name"], request, b"", limits)
        file = made / final.name
        with file.open("rb+") as written:
            os.fsync(written.fileno())
        file.replace(final)
        synced(own)
    return {
        "links": int(counts["links"]),
        "entries": int(counts["entries"]),
        "sha256": digest_of(final),
    }
