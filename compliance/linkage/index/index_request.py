"""Tasks that ask an index, in the child process."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from compliance.linkage.index.opened import OpenedIndex


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
