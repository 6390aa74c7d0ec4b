"""One segment of an index, built by a process of its own unless it is there."""

import dataclasses
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from compliance.frontdoor import LargeFile
from compliance.indexing.folder import building, is_whole, placed
from compliance.linkage.index.layout import segment_id
from compliance.sandbox import BUILDING, run


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One file that is to be in an index, and how it is read."""

    file: LargeFile
    mapping_name: str
    mapping_text: str
    more: Mapping[str, str] = field(default_factory=dict)
    """What else the task is told: of a list of what a dataset contains, ``lines_are``."""

    @property
    def id(self) -> str:
        """Return the name of its segment."""
        if not self.more:
            return segment_id(self.file.sha256, self.mapping_text, self.file.kind)
        made_as = f"inventory {self.file.kind} {self.more['lines_are']}"
        return segment_id(self.file.sha256, self.mapping_text, made_as)


def segment_made(
    source: Source, folder: Path, root: Path, told: Callable[[str], None]
) -> bool:
    """Build the segment of a source in `folder`; return whether it was not there.

    Raises:
        InputRefusedError: the source or its mapping cannot be used.
    """
    final = folder / source.id
    if is_whole(final):
        return False
    told(f"reading {source.file.name}")
    with building(folder) as made:
        text = source.mapping_text
        request = {
            "name": source.file.name,
            "path": str(source.file.path),
            "kind": source.file.kind,
            "sha256": source.file.sha256,
            "mapping": {
                "name": source.mapping_name,
                "text": text,
                "sha256": hashlib.sha256(text.encode()).hexdigest(),
            },
            "root": str(root),
            "output": str(made),
            **source.more,
        }
        own = dataclasses.replace(BUILDING, writable=str(made))
        run("segment", source.file.name, request, b"", own)
        placed(made, final)
    return True
