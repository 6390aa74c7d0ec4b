"""Facts about public training datasets, and what derives from what."""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from compliance import datafiles
from compliance.errors import RulebookError


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownDataset:
    """What is known of one public dataset, and how surely."""

    id: str
    name: str
    aliases: tuple[str, ...]
    """Names taken in any case, with or without blanks, hyphens and underscores."""
    exact: tuple[str, ...]
    """Names that are also words: taken only as written here."""
    unlike: tuple[str, ...]
    """Phrases that hold a name of it and mean something else."""
    publisher: str
    modality: tuple[str, ...]
    released: str
    size: str
    licence_claimed: str
    protected: str
    """``in_copyright``, ``mixed``, ``mostly_open`` or ``open``."""
    unlawful_source: str
    """``pirated``, ``disputed`` or ``none_known``, as the evidence says."""
    ships: str
    """``links`` or ``copies``."""
    status: str
    withdrawn_on: str
    derives_from: tuple[str, ...]
    composition: str
    notes: str
    work_list: str
    """Where its works are listed, or empty."""
    hosts: tuple[str, ...]
    """Sites whose content it holds; a site is not the dataset."""
    crawler: str
    """User agent that gathers it, or empty."""
    snapshot: str
    """Pattern of a snapshot's name, or empty."""
    ids: Mapping[str, tuple[str, ...]] = field(hash=False)
    """``hf``, ``github`` and ``url`` lead to it; ``home`` to its site alone."""
    sources: tuple[str, ...]
    """URLs of the evidence."""
    unread: tuple[str, ...]
    """Those of the URLs that were cited from memory."""
    sure: str


@cache
def load_known(root: Path) -> Mapping[str, KnownDataset]:
    """Read ``regulations/known_datasets`` of `root`, sorted by id.

    Raises:
        RulebookError: a file lacks a key, has one that nothing reads, or derives
            from what is not there.
    """
    folder = root / "regulations" / "known_datasets"
    files = sorted(folder.glob("*.toml"), key=lambda file: file.stem)
    known = {file.stem: dataset(datafiles.read_toml(file), file.name) for file in files}
    for stem, each in known.items():
        if each.id != stem:
            raise _wrong(f"{stem}.toml", "the id is not the file's name")
        for parent in each.derives_from:
            if parent not in known:
                raise _wrong(
                    f"{stem}.toml", f"derives from {parent}, not in the folder"
                )
    return MappingProxyType(known)


_LISTS = ("aliases", "exact", "unlike", "modality", "derives_from", "hosts")
_TEXTS = (
    "id", "name", "publisher", "released", "size", "licence_claimed", "protected",
    "unlawful_source", "ships", "status", "sure", "withdrawn_on", "composition",
    "notes", "work_list", "crawler", "snapshot",
)  # fmt: skip
_OPTIONAL = frozenset({
    "exact", "unlike", "hosts", "withdrawn_on", "composition", "notes", "work_list",
    "crawler", "snapshot",
})  # fmt: skip


def dataset(raw: Mapping[str, Any], name: str) -> KnownDataset:
    """Return the dataset in `raw`, as read from the file `name`.

    Raises:
        RulebookError: a key is missing, unknown or not as it should be.
    """
    strange = sorted(set(raw) - {*_LISTS, *_TEXTS, "ids", "sources"})
    if strange:
        raise _wrong(name, f"{strange[0]} is no key of a dataset")
    values: dict[str, Any] = {}
    for key in (*_LISTS, *_TEXTS):
        listed = key in _LISTS
        value = raw.get(key, ([] if listed else "") if key in _OPTIONAL else None)
        if not isinstance(value, list if listed else str):
            raise _wrong(name, f"{key} is missing or not as it should be")
        values[key] = tuple(value) if listed else value
    try:
        return KnownDataset(
            ids={key: tuple(listed) for key, listed in raw["ids"].items()},
            sources=tuple(source["url"] for source in raw["sources"]),
            unread=tuple(s["url"] for s in raw["sources"] if not s["seen"]),
            **values,
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise _wrong(
            name, f"ids and sources: {error} is not as it should be"
        ) from error


def _wrong(name: str, why: str) -> RulebookError:
    return RulebookError(
        "dataset-wrong",
        where=f"known_datasets/{name}",
        what="not usable facts",
        why=why,
        remedy="correct the file",
    )


def ancestors(
    dataset_id: str, known: Mapping[str, KnownDataset]
) -> tuple[tuple[str, ...], ...]:
    """Return the shortest chain from `dataset_id` to each of its ancestors.

    Each chain begins with `dataset_id` and ends with the ancestor; nearer
    ancestors come first, those equally near in the order the facts list them. A
    cycle ends where it would repeat.

    Raises:
        KeyError: there is no such dataset.
    """
    chains = []
    reached = {dataset_id}
    waiting: deque[tuple[str, ...]] = deque([(dataset_id,)])
    while waiting:
        chain = waiting.popleft()
        for parent in known[chain[-1]].derives_from:
            if parent not in reached:
                reached.add(parent)
                chains.append((*chain, parent))
                waiting.append((*chain, parent))
    return tuple(chains)
