"""The inventory of a public dataset, added to an index."""

from collections.abc import Callable
from pathlib import Path

from compliance import limits
from compliance.crosscheck import mapping_named
from compliance.errors import UsageError
from compliance.frontdoor import CATALOG_KINDS, open_large, refusal
from compliance.indexing.folder import (
    Index,
    commit,
    source_of,
    sweep,
    writing,
)
from compliance.indexing.linking import linked
from compliance.indexing.segments import Source, segment_made
from compliance.known import load_known
from compliance.linkage.index.layout import INVENTORIES


def add_inventory(
    folder: Path,
    path: Path,
    *,
    dataset: str,
    mapping: str | None,
    lines_are: str,
    root: Path,
    told: Callable[[str], None] = lambda words: None,
) -> Index:
    """Add the list of what a dataset contains to an index, and link it.

    Args:
        folder: The index.
        path: The list.
        dataset: Id of a dataset in ``regulations/known_datasets``.
        mapping: Of its columns; found out by their names if ``None``.
        lines_are: What bare lines of it are; found out if empty.
        root: Where ``regulations/`` is.
        told: Is told what is being done.

    Raises:
        InputRefusedError: the list cannot be used, or the folder is no index with
            entries.
        UsageError: there is no such dataset.
    """
    _require_known(dataset, root)
    name, text = mapping_named(mapping, root) if mapping else ("", "")
    file = open_large(path, CATALOG_KINDS, limits.CATALOG_BYTES)
    if file.kind not in ("csv", "parquet", "xlsx"):
        name, text = mapping_named(None, root)
    with writing(folder) as old:
        if not old.sources:
            raise refusal(
                "index-empty", folder.name, "no inventory is added",
                "it holds no catalog yet", "build it with `compliance catalog build`",
            )  # fmt: skip
        source = Source(
            file=file,
            mapping_name=name,
            mapping_text=text,
            more={"lines_are": lines_are},
        )
        segment_made(source, folder / INVENTORIES, root, told)
        final = folder / INVENTORIES / source.id
        new = {**source_of(final, folder.name), "dataset": dataset}
        others = [e for e in old.inventories if e["segment"] != new["segment"]]
        lists = linked(folder, old.sources, [*others, new], root, told)
        index = commit(folder, old.sources, lists)
        sweep(index)
    return index


def _require_known(dataset: str, root: Path) -> None:
    known = load_known(root)
    if dataset in known:
        return
    near = sorted(each for each in known if each[:3] == dataset[:3].casefold())
    raise UsageError(
        "dataset-unknown",
        where="--dataset",
        what=f"there is no dataset {dataset[:60]}",
        why=f"there is: {', '.join(near or sorted(known))}",
        remedy="choose one of regulations/known_datasets, or add it there",
    )
