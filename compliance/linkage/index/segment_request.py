"""The task that builds one segment, in the child process."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, BinaryIO, Final

from compliance import limits
from compliance.archive import check_file
from compliance.frontdoor import refusal
from compliance.linkage.catalog import Catalog, open_catalog, require_same
from compliance.linkage.index.segment_writer import SegmentWriter
from compliance.linkage.inventory_table import read_inventory
from compliance.linkage.mapping import mapping_of
from compliance.linkage.names import load_confusables

_MESSAGES: Final = ("cwr", "xml")
_FLAGS: Final = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


def segment_request(request: Mapping[str, Any], _: bytes) -> dict[str, Any]:
    """Build the segment of one source; return how many entries it has.

    Args:
        request: ``name``, ``path``, ``kind`` and ``sha256`` of the source; ``mapping``
            with ``name``, ``text`` and ``sha256``; ``root``; ``output``, an empty folder;
            for the list of what a dataset contains, ``lines_are``.

    Raises:
        InputRefusedError: the source or the mapping cannot be used.
    """
    is_list = "lines_are" in request
    confusables = load_confusables(Path(request["root"]))
    try:
        descriptor = os.open(request["path"], _FLAGS)
    except OSError as error:
        raise refusal(
            "file-changed", request["name"], "cannot be read",
            "it is gone since it was opened", "give it again",
        ) from error  # fmt: skip
    folder = Path(request["output"])
    with (
        os.fdopen(descriptor, "rb") as file,
        SegmentWriter(folder, confusables, ids=not is_list) as writer,
    ):
        opened = _opened_list if is_list else _opened_catalog
        catalog = opened(file, request, writer)
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


def _opened_catalog(
    file: BinaryIO, request: Mapping[str, Any], writer: SegmentWriter
) -> Catalog:
    return open_catalog(
        file,
        name=request["name"],
        kind=request["kind"],
        sha256=request["sha256"],
        mapping=mapping_of(request["mapping"]["text"], request["mapping"]["name"]),
        aside=writer.put_aside,
    )


def _opened_list(
    file: BinaryIO, request: Mapping[str, Any], writer: SegmentWriter
) -> Catalog:
    if request["mapping"]["text"] or request["kind"] in _MESSAGES:
        return _opened_catalog(file, request, writer)
    name, kind = request["name"], request["kind"]
    require_same(file, name, request["sha256"])
    if kind == "xlsx":
        check_file(file, name, limits.CATALOG_UNPACKED_BYTES)
        file.seek(0)
    table, mapping = read_inventory(file, name, kind, request["lines_are"])
    return Catalog(
        table, mapping, name=name, sha256=request["sha256"], aside=writer.put_aside
    )
