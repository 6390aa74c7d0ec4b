"""A cross-check with an index: only what can link is read, all the rest is counted.

The answer is the one that a pass over the files would give: the entries that share a
text with something disclosed are compared as there, the first of the others are read
to be listed, and what is said of the rest depends on their group alone. Beyond that an
index knows which entries are editions and recordings of one work.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from compliance import limits
from compliance.linkage.crossing import Crossing, Disclosure
from compliance.linkage.index.hashes import disclosed_texts
from compliance.linkage.index.key_runs import wanted_hashes
from compliance.linkage.index.opened import OpenedIndex
from compliance.linkage.index.segment import Row, Segment
from compliance.linkage.keys import entry_keys, work_keys
from compliance.linkage.links import Found

Known = Mapping[tuple[str, int], Sequence[Found]]
"""Links that are known before, strongest first: by segment and row."""
Beside = Mapping[tuple[str, int], str]
"""What is to be said of entries if nothing links to them: by segment and row."""


def cross_index(
    crossing: Crossing,
    disclosure: Disclosure,
    index: OpenedIndex,
    known: Known,
    possible: Beside,
) -> None:
    """Answer for every entry of `index`.

    Args:
        crossing: Takes the answers.
        disclosure: What was disclosed.
        index: The catalog.
        known: Links through inventories and by similar names.
        possible: Works of the filing that an entry may be, in words.
    """
    crossing.stated = index.stated()
    wanted = wanted_hashes(disclosed_texts(disclosure.works, disclosure.domains))
    candidates = {
        segment.id: _union(
            segment.keys.rows_of(wanted),
            [row for name, row in known if name == segment.id],
        )
        for segment in index.segments
    }
    found = _found(crossing, index, candidates, known)
    beside = {k: words for k, words in possible.items() if k not in found}
    beside |= _editions(index, found)
    room = limits.LISTED_ENTRIES
    for segment in index.segments:
        first = min(room, segment.rows)
        room -= first
        rows = _union(
            candidates[segment.id],
            [row for name, row in beside if name == segment.id],
            np.arange(first, dtype=np.uint32),
        )
        counted = _compared(crossing, index, segment, rows, found, beside)
        _rest(crossing, segment, counted)


def _union(*parts: Any) -> Any:
    return np.unique(np.concatenate([np.asarray(p, dtype=np.uint32) for p in parts]))


def _compared(
    crossing: Crossing,
    index: OpenedIndex,
    segment: Segment,
    rows: Any,
    found: Known,
    beside: Mapping[tuple[str, int], str],
) -> Counter[int]:
    """Answer for the entries of `rows`; return how many are of each group."""
    counted: Counter[int] = Counter()
    for part in _parts(segment.entries(rows)):
        for row, shown in zip(part, index.shown_ids(segment, part), strict=True):
            place = (segment.id, row.row)
            crossing.compare(
                row.entry,
                entry_keys(row.entry),
                # What shares no text with anything disclosed has no link.
                found=found.get(place, ()),
                beside=beside.get(place, ""),
                shown=shown,
            )
            counted[row.group] += 1
    return counted


def _parts(rows: Iterable[Row]) -> Iterable[list[Row]]:
    part: list[Row] = []
    for row in rows:
        part.append(row)
        if len(part) == limits.LISTED_ENTRIES:
            yield part
            part = []
    if part:
        yield part


def _rest(crossing: Crossing, segment: Segment, counted: Counter[int]) -> None:
    """Count the entries that were not read under what is said of their group."""
    for group, (has, count) in enumerate(segment.groups):
        match, _ = crossing.answers.unlinked(has)
        crossing.counts[match] += count - counted[group]


def _found(
    crossing: Crossing, index: OpenedIndex, candidates: Mapping[str, Any], known: Known
) -> Known:
    """Return the links of every entry that has some."""
    found: dict[tuple[str, int], Sequence[Found]] = {}
    for segment in index.segments:
        for row in segment.entries(candidates[segment.id]):
            place = (segment.id, row.row)
            links = crossing.found(row.entry, entry_keys(row.entry))
            linked = {each.number for each in links}
            more = known.get(place, ())
            links = (*links, *(each for each in more if each.number not in linked))
            if links:
                found[place] = links
    return found


def _editions(index: OpenedIndex, found: Known) -> dict[tuple[str, int], str]:
    """Return the other editions and recordings of works that are exposed, and of which."""
    exposed: dict[str, str] = {}
    for segment in index.segments:
        linked = [row for name, row in found if name == segment.id]
        for part in _parts(segment.entries(_union(linked))):
            for row, shown in zip(part, index.shown_ids(segment, part), strict=True):
                for key in work_keys(row.entry, entry_keys(row.entry)):
                    exposed.setdefault(key, shown)
    beside: dict[tuple[str, int], str] = {}
    for segment in index.segments:
        rows = segment.keys.rows_of(wanted_hashes(f"w:{key}" for key in exposed))
        for row in segment.entries(rows):
            keys_of = work_keys(row.entry, entry_keys(row.entry))
            of = [exposed[key] for key in keys_of if key in exposed]
            if of and (segment.id, row.row) not in found:
                beside[segment.id, row.row] = (
                    f"another edition or recording of its work, {of[0][:100]}, is exposed"
                )
    return beside
