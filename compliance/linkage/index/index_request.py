"""Tasks that ask an index, in the child process."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from compliance.linkage.index.opened import OpenedIndex
from compliance.linkage.index.searching import search


def verify_request(request: Mapping[str, Any], _: bytes) -> dict[str, Any]:
    """Read every file of an index whole.

    Args:
        request: ``path`` of the index.

    Raises:
        InputRefusedError: it is not as it was written.
    """
    index = OpenedIndex(Path(request["path"]))
    for segment in index.segments:
        segment.verify()
    return {"rows": index.rows()}


def search_request(request: Mapping[str, Any], _: bytes) -> dict[str, Any]:
    """Return what an index has of a question.

    Args:
        request: ``path`` of the index, ``text``, and ``limit`` of entries.

    Raises:
        InputRefusedError: the index is not as it was written.
    """
    index = OpenedIndex(Path(request["path"]))
    hits, total = search(index, str(request["text"]), int(request["limit"]))
    return {"total": total, "hits": [[*hit[:1], *hit[1], *hit[2:]] for hit in hits]}
