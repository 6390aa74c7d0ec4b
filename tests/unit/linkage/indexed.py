"""Indices made in this process, for tests that ask them and do not build them."""

import hashlib
from pathlib import Path

from compliance.datafiles import root
from compliance.indexing.folder import commit, source_of, writing
from compliance.linkage.index.layout import SEGMENTS, segment_id
from compliance.linkage.index.opened import OpenedIndex
from compliance.linkage.index.segment_request import segment_request


def index_of(folder: Path, mapping: str = "works", **sources: str) -> OpenedIndex:
    """Return an index of CSV texts, by the names of their files."""
    own = root() / "regulations" / "catalog-mappings" / f"{mapping}.toml"
    text = own.read_text(encoding="utf-8")
    listed = []
    with writing(folder):
        for name, content in sources.items():
            path = folder.parent / f"{name}.csv"
            path.write_text(content, encoding="utf-8")
            sha256 = hashlib.sha256(content.encode()).hexdigest()
            made = folder / SEGMENTS / segment_id(sha256, text, "csv")
            made.mkdir()
            request = {
                "name": path.name,
                "path": str(path),
                "kind": "csv",
                "sha256": sha256,
                "mapping": {"name": own.name, "text": text, "sha256": ""},
                "root": str(root()),
                "output": str(made),
            }
            segment_request(request, b"")
            listed.append(source_of(made, folder.name))
        commit(folder, listed, ())
    return OpenedIndex(folder)
