"""The task that builds one segment, in the child process."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from compliance.frontdoor import refusal
from compliance.linkage.catalog import open_catalog
from compliance.linkage.index.segment_writer import SegmentWriter
from compliance.linkage.mapping import mapping_of
from compliance.linkage.names import load_confusables

_FLAGS: Final = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


def segment_request(request: Mapping[str, Any], _: bytes) -> dict[str, Any]:
    """Build the segment of one source; return how many entries it has.

    Args:
        request: ``name``, ``path``, ``kind`` and ``sha256`` of the source; ``mapping``
            with ``name``, ``text`` and ``sha256``; ``root``; ``output``, an empty folder.

    Raises:
        InputRefusedError: the source or the mapping cannot be used.
    """
    mapping = mapping_of(request["mapping"]["text"], request["mapping"]["name"])
    writer = SegmentWriter(
        Path(request["output"]), load_confusables(Path(request["root"]))
    )
    try:
        descriptor = os.open(request["path"], _FLAGS)
    except OSError as error:
        raise refusal(
            "file-changed", request["name"], "cannot be read",
            "it is gone since it was opened", "give it again",
        ) from error  # fmt: skip
    with os.fdopen(descriptor, "rb") as file:
        catalog = open_catalog(
            file,
            name=request["name"],
            kind=request["kind"],
            sha256=request["sha256"],
            mapping=mapping,
            aside=writer.put_aside,
        )
        writer.write(catalog)
        made = writer.close(
            catalog,
            {
                "name": request["name"],
                "kind": request["kind"],
                "mapping_sha256": request["mapping"]["sha256"],
            },
        )
    return {"rows": made["rows"]}
