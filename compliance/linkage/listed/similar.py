"""Disclosed works that an index has under similar names: likely links and possible ones."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np

from compliance.linkage.index.opened import OpenedIndex
from compliance.linkage.links import Found
from compliance.linkage.listed.judging import POSSIBLE, SURE
from compliance.linkage.listed.sides import sides
from compliance.linkage.matching.assumed import load_assumed
from compliance.linkage.matching.engine import Catalog, Linked, link
from compliance.linkage.matching.levels import cautious
from compliance.linkage.matching.reasons import reasons_of, sentence
from compliance.linkage.matching.table import Columns, table_of
from compliance.linkage.names import load_confusables
from compliance.linkage.works import Work
from compliance.model import Method

LIKELY: Final = 0.9
"""Probability from which a similar name is a link."""
_HALF: Final = 0.5
"""Probability from which it is told."""
_SHOWN: Final = 100

Place = tuple[str, int]
"""Segment and row of an entry."""


class Similar(NamedTuple):
    """Entries that are named like disclosed works."""

    links: Mapping[Place, Sequence[Found]]
    """Likely ones."""
    possible: Mapping[Place, str]
    """What may be one, in words; nothing follows from it alone."""


def similar(
    works: Sequence[tuple[Work, str]],
    index: OpenedIndex,
    root: Path,
) -> Similar:
    """Return the entries of `index` that are named like one of `works`.

    Args:
        works: Each disclosed work, and its year if one is given.
        index: The catalog.
        root: Where ``regulations/`` is.
    """
    named = [(work, year) for work, year in works if work.title]
    links: dict[Place, list[Found]] = {}
    possible: dict[Place, str] = {}
    if not named:
        return Similar(links, possible)
    columns = Columns(
        [work.title for work, _ in named],
        [" ".join(work.creators) for work, _ in named],
        [year for _, year in named],
        [work.container for work, _ in named],
    )
    catalog = Catalog([segment.names() for segment in index.segments])
    table = table_of(columns, load_confusables(root))
    found = link(table, catalog, assumed=load_assumed(root))
    for place, number, probability, words in _told(found, index, catalog):
        work = named[number][0]
        if probability >= LIKELY:
            said = (f"likely, {probability:.3f}: {words[0]}", *words[1:])
            links.setdefault(place, []).append(
                Found(work.number, Method.SIMILAR_NAMES, said)
            )
        else:
            shown = " / ".join((work.title, *work.creators))[:_SHOWN]
            possible.setdefault(
                place,
                f"the filing names “{shown}”, which may be this work "
                f"({probability:.3f}: {'; '.join(words)})",
            )
    return Similar(links, possible)


def _told(
    found: Linked, index: OpenedIndex, catalog: Catalog
) -> Iterator[tuple[Place, int, float, list[str]]]:
    """Yield each pair that is told: entry, work, probability, and why."""
    unsure = cautious(found.levels)
    told = np.flatnonzero(found.probability >= _HALF)
    rows = np.unique(found.rows[told])
    damaged = {side.row for side in sides(index, rows) if side.damaged}
    for pair in told.tolist():
        row = int(found.rows[pair])
        most = POSSIBLE if unsure[pair] or row in damaged else SURE
        levels = [int(each[pair]) for each in found.levels[: len(found.model.weights)]]
        weights = [
            float(each[level])
            for each, level in zip(found.model.weights, levels, strict=True)
        ]
        words = [sentence(each) for each in reasons_of(levels, weights)]
        part = int(np.searchsorted(catalog.firsts, row, side="right")) - 1
        place = (index.segments[part].id, row - int(catalog.firsts[part]))
        yield (
            place,
            int(found.works[pair]),
            min(float(found.probability[pair]), most),
            words,
        )
