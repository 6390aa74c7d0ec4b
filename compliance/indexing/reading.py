"""Questions to an index; a child process reads its files."""

from dataclasses import dataclass
from pathlib import Path

from compliance.indexing.folder import Index, open_index
from compliance.linkage.entry import COLUMNS, Entry
from compliance.linkage.index.layout import mapped_bytes
from compliance.sandbox import LINKING, run


def verified(folder: Path, root: Path) -> Index:
    """Return what an index says of itself, once every file of it was read whole.

    Raises:
        InputRefusedError: it is no index, or not as it was written.
    """
    index = open_index(folder)
    request = {"name": folder.name, "path": str(folder.resolve()), "root": str(root)}
    run("index", folder.name, request, b"", LINKING.mapping(mapped_bytes(folder)))
    return index


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One entry that a question finds."""

    entry_id: str
    entry: Entry
    source: str
    line: int
    why: str
    """The identifier, or the words, that it was found by."""
    others: int
    """How many other entries are editions or recordings of its works."""


def searched(
    folder: Path, text: str, limit: int, root: Path
) -> tuple[tuple[Hit, ...], int]:
    """Return the entries that `text` finds, `limit` at most, and how many there are.

    Raises:
        InputRefusedError: it is no index, or not as it was written.
    """
    open_index(folder)
    request = {
        "name": folder.name,
        "path": str(folder.resolve()),
        "root": str(root),
        "text": text,
        "limit": limit,
    }
    own = LINKING.mapping(mapped_bytes(folder))
    answer = run("search", folder.name, request, b"", own)
    width = len(COLUMNS) + 1
    hits = tuple(
        Hit(
            entry_id=row[0],
            entry=Entry._make(row[1:width]),
            source=row[width],
            line=row[width + 1],
            why=row[width + 2],
            others=row[width + 3],
        )
        for row in answer["hits"]
    )
    return hits, int(answer["total"])
