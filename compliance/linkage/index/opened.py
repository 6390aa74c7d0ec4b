"""An index that is read: its segments, and what is known of all of them together."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from compliance import limits
from compliance.frontdoor import refusal
from compliance.linkage.index.key_runs import hashes_in_order
from compliance.linkage.index.layout import (
    SEGMENT,
    SEGMENTS,
    damaged,
    file_sha256,
    read_manifest,
)
from compliance.linkage.index.segment import Row, Segment
from compliance.linkage.stated import Stated
from compliance.model import CatalogFacts, Quarantined

_COUNTS = (
    "lines_in", "header_lines", "blank_lines", "used_lines", "quarantined_lines", "rows",
)  # fmt: skip


class OpenedIndex:
    """All segments of an index, in the order of its manifest."""

    def __init__(self, folder: Path) -> None:
        """Open the index in `folder`.

        Raises:
            InputRefusedError: it is no index, holds nothing, or is not as it was
                written.
        """
        self.folder = folder
        self.name = folder.resolve().name
        self.manifest = read_manifest(folder)
        if not self.manifest["sources"]:
            raise refusal(
                "index-empty", self.name, "cannot be opened", "it holds no catalog yet",
                "build it with `compliance catalog build`",
            )  # fmt: skip
        self.segments = [
            self._segment(SEGMENTS, each) for each in self.manifest["sources"]
        ]

    def _segment(self, part: str, said: dict[str, Any]) -> Segment:
        folder = self.folder / part / str(said["segment"])
        try:
            with (folder / SEGMENT).open("rb") as file:
                same = file_sha256(file) == said.get("segment_sha256")
        except OSError as error:
            why = f"the segment {folder.name} is not there"
            raise damaged(self.name, why) from error
        if not same:
            raise damaged(self.name, f"the segment {folder.name} is another")
        return Segment(folder, self.name)

    @property
    def several(self) -> bool:
        """Return whether there is more than one source."""
        return len(self.segments) > 1

    def rows(self) -> int:
        """Return how many entries there are."""
        return sum(segment.rows for segment in self.segments)

    def shown_ids(self, segment: Segment, rows: Sequence[Row]) -> Iterator[str]:
        """Yield the id of each entry as reports show it.

        It is the owner's key; where two sources use one key, the source stands
        before it.
        """
        ids = [each.entry.record_id for each in rows]
        others = [each for each in self.segments if each is not segment]
        hashes = hashes_in_order(f"e:{each}" for each in ids)
        shared = np.zeros(len(ids), dtype=bool)
        for other in others:
            shared[other.keys.pairs_of(hashes)[0]] = True
        for record_id, also in zip(ids, shared, strict=True):
            yield f"{segment.name}:{record_id}" if also else record_id

    def stated(self) -> Stated:
        """Return what all entries say of themselves."""
        stated = Stated()
        for segment in self.segments:
            try:
                stated.merge(segment.stated, segment.name if self.several else "")
            except (KeyError, TypeError, ValueError) as error:
                raise damaged(self.name, f"{segment.id} lacks {error}") from error
        return stated

    def notes(self) -> tuple[str, ...]:
        """Return what of the sources was not read, a sentence each."""
        return tuple(
            f"{segment.name}: {note}" if self.several else note
            for segment in self.segments
            for note in segment.notes
        )

    def facts(self) -> CatalogFacts:
        """Return what was loaded, over all sources."""
        facts = [segment.facts for segment in self.segments]
        try:
            counts = {key: sum(int(each[key]) for each in facts) for key in _COUNTS}
            mappings = dict.fromkeys(str(each["mapping"]) for each in facts)
            aside = tuple(
                Quarantined(
                    line=int(row["line"]),
                    reason=f"{segment.name}: {row['reason']}"
                    if self.several
                    else str(row["reason"]),
                    raw=str(row["raw"]),
                )
                for segment in self.segments
                for row in segment.facts["quarantine"]
            )
            return CatalogFacts(
                source=self.name,
                sha256=str(facts[0]["sha256"])
                if not self.several
                else str(self.manifest["digest"]),
                digest=str(facts[0]["digest"])
                if not self.several
                else str(self.manifest["digest"]),
                mapping=", ".join(mappings),
                updated_at=max(str(each["updated_at"]) for each in facts),
                quarantine=aside[: limits.LISTED_QUARANTINE],
                **counts,
            )
        except (KeyError, TypeError, ValueError) as error:
            raise damaged(self.name, f"it lacks {error}") from error
