"""The task that links a list of works with a catalog, in the child process."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np

from compliance.linkage.index.opened import OpenedIndex
from compliance.linkage.listed.decisions import Decisions, in_order, read_decisions
from compliance.linkage.listed.exactly import Exact, exact_pairs, sharing
from compliance.linkage.listed.judging import Judged, judged, told_of
from compliance.linkage.listed.lines import Pair, Told
from compliance.linkage.listed.sides import Side, sides
from compliance.linkage.listed.table import LINKED, WRITERS, Line
from compliance.linkage.matching.assumed import load_assumed
from compliance.linkage.matching.blocking import Pairs
from compliance.linkage.matching.engine import Catalog, Linked, levels_between, link
from compliance.linkage.matching.index import table_of_parts
from compliance.linkage.matching.kept import load_linked
from compliance.linkage.matching.levels import NAMES
from compliance.linkage.matching.tokens import I64
from compliance.linkage.matching.weights import Model
from compliance.linkage.names import load_confusables

REVIEWED: Final = 2_000
"""Pairs near the minimum that a person is given at most."""
_WORKS: Final = 20_000
"""Works that are held, and written, at once."""
_NEAR: Final = 0.4
"""How far from the minimum a pair is near it."""


def link_request(request: Mapping[str, Any], payload: bytes) -> dict[str, Any]:
    """Link a list with a catalog, write the table, and return what it comes to.

    Args:
        request: ``works`` and ``catalog``, folders of indices; ``linked``, a file of
            pairs by name if they were found before; ``minimum``; ``format``;
            ``output``, an empty folder; ``review``, whether pairs are to be looked at;
            ``decisions`` with ``name`` and ``kind`` if there are some; ``about``, what
            the table says of itself; ``root``.
        payload: The file of decisions.

    Raises:
        InputRefusedError: an index or the decisions cannot be used.
    """
    decided: Decisions = {}
    if request["decisions"]:
        told = request["decisions"]
        decided = read_decisions(payload, told["name"], told["kind"])
    works = OpenedIndex(Path(request["works"]))
    catalog = OpenedIndex(Path(request["catalog"]))
    itself = is_itself(works, catalog)
    root = Path(request["root"])
    exact = list(_exact(works, catalog, root, itself))
    by_names = load_linked(Path(request["linked"])) if request["linked"] else None
    found, model, named = _judged(works, catalog, exact, root, by_names, itself=itself)
    minimum = float(request["minimum"])
    # What was decided is known by its ids, so every pair is read then.
    near_enough = minimum - _NEAR if request["review"] else minimum
    found = told_of(found, 0.0 if decided else near_enough)
    lines = _Lines(works, catalog, found, Told(found, exact, model, minimum, decided))
    path = Path(request["output"]) / f"links.{request['format']}"
    learnt = _learnt(found, model)
    writer = WRITERS[request["format"]](
        path, {**request["about"], "linked_with_itself": itself, "learnt": learnt}
    )
    near = _Near(minimum)
    counts: Counter[str] = Counter()
    expected = 0.0
    for part in lines.parts(named, near if request["review"] else None):
        writer.add(part)
        counts.update({each.work_id: each.status for each in part}.values())
        expected += sum(e.probability or 0.0 for e in part if e.status == LINKED)
        counts["links"] += sum(each.status == LINKED for each in part)
    writer.close()
    return {
        "counts": dict(counts),
        "expected_right": round(expected, 3),
        "several": model.several,
        "itself": itself,
        "decisions": len(decided),
        "not_applied": len(set(decided) - lines.told.applied),
        "review": near.told(decided) if request["review"] else None,
    }


def is_itself(works: OpenedIndex, catalog: OpenedIndex) -> bool:
    """Return whether a list is the catalog: the same sources in the same order."""
    return [s.id for s in works.segments] == [s.id for s in catalog.segments]


def _learnt(found: Judged, model: Model) -> dict[str, Any]:
    weights = zip(
        NAMES, (each.round(6).tolist() for each in model.weights), strict=False
    )
    return {
        "several_entries_per_work": model.several,
        "share_found": round(model.found, 6),
        "identifiers_trusted": round(found.trusted, 6),
        "weights": dict(weights),
    }


def _exact(
    works: OpenedIndex, catalog: OpenedIndex, root: Path, itself: bool
) -> Iterator[Exact]:
    confusables = load_confusables(root)
    for part in _parts(works, sharing(works, catalog)):
        listed = {each.row: each for each in part}
        for pair in exact_pairs(listed, catalog, confusables):
            if not (itself and pair.work == pair.row):
                yield pair


def _judged(
    works: OpenedIndex,
    catalog: OpenedIndex,
    exact: Sequence[Exact],
    root: Path,
    linked: Linked | None,
    *,
    itself: bool,
) -> tuple[Judged, Model, "np.ndarray[tuple[int], np.dtype[np.bool_]]"]:
    """Return all pairs, what was learnt, and which works have a word.

    `linked` are the pairs by name, if they were found before.
    """
    table = table_of_parts([segment.names() for segment in works.segments])
    entries = Catalog([segment.names() for segment in catalog.segments])
    if linked is None:
        linked = link(table, entries, itself=itself, assumed=load_assumed(root))
    pairs = Pairs(
        np.fromiter((each.work for each in exact), np.int64, len(exact)),
        np.fromiter((each.row for each in exact), np.int64, len(exact)),
    )
    between = levels_between(table, entries, pairs)
    named = np.diff(table.starts) > 0
    # A work without names has none that could agree or differ.
    fields = [np.where(named[pairs.works], levels, 0) for levels in between.fields]
    between = between._replace(fields=tuple(each.astype(np.int16) for each in fields))
    return judged(linked, exact, between), linked.model, named


def _parts(works: OpenedIndex, rows: I64) -> Iterator[list[Side]]:
    for first in range(0, len(rows), _WORKS):
        yield list(sides(works, rows[first : first + _WORKS]))


class _Lines:
    """All works of a list, and the entries they may be."""

    def __init__(
        self, works: OpenedIndex, catalog: OpenedIndex, found: Judged, told: Told
    ) -> None:
        self._works = works
        self._catalog = catalog
        self._found = found
        self.told = told

    def parts(
        self, named: "np.ndarray[tuple[int], np.dtype[np.bool_]]", near: "_Near | None"
    ) -> Iterator[list[Line]]:
        """Yield the lines of all works, some works at a time."""
        for part in _parts(self._works, np.arange(self._works.rows())):
            begins = np.searchsorted(
                self._found.works, [*(work.row for work in part), part[-1].row + 1]
            )
            rows: I64 = np.unique(self._found.rows[begins[0] : begins[-1]])
            entries = {each.row: each for each in sides(self._catalog, rows)}
            lines: list[Line] = []
            for work, begin, end in zip(part, begins, begins[1:], strict=False):
                pairs = self.told.pairs(work, range(begin, end), entries)
                lines += self.told.lines(work, pairs, named=bool(named[work.row]))
                if near is not None:
                    near.add(self.told, work, pairs)
            yield lines


class _Near:
    """The pairs that a person should look at, nearest to the minimum first."""

    def __init__(self, minimum: float) -> None:
        self._minimum = minimum
        self._pairs: list[tuple[float, str, str, Line]] = []
        self._more = 0

    def add(self, told: Told, work: Side, pairs: Sequence[Pair]) -> None:
        """Take the pairs of a work that are near the minimum and not decided."""
        for place, pair in enumerate(pairs):
            apart = abs(pair.probability - self._minimum)
            if apart <= _NEAR and pair.decision is None:
                other = next((p for n, p in enumerate(pairs) if n != place), None)
                line = told.line(work, pair, other, "")
                key = (round(apart, 9), line.work_id, line.entry_id, line)
                self._pairs.append(key)
        if len(self._pairs) > 2 * REVIEWED:
            self._cut()

    def _cut(self) -> None:
        self._pairs.sort(key=lambda each: each[:3])
        self._more += max(0, len(self._pairs) - REVIEWED)
        del self._pairs[REVIEWED:]

    def told(self, decided: Decisions) -> dict[str, Any]:
        """Return the pairs, how many more there are, and every earlier decision."""
        self._cut()
        return {
            "pairs": [
                {
                    "work_id": line.work_id,
                    "entry_id": line.entry_id,
                    "probability": line.probability,
                    "work": line.work,
                    "entry": line.entry,
                    "reasons": list(line.reasons),
                }
                for *_, line in self._pairs
            ],
            "more": self._more,
            "decisions": [each._asdict() for each in in_order(decided)],
        }
