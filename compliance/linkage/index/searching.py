"""A question to an index: an identifier or id exactly, else words, ranked."""

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from compliance.identifiers import SCHEMES, Verdict, guess, parse
from compliance.linkage.entry import Entry
from compliance.linkage.index.hashes import identifier_text
from compliance.linkage.index.key_runs import wanted_hashes
from compliance.linkage.index.opened import OpenedIndex
from compliance.linkage.index.segment import Row, Segment
from compliance.linkage.keys import entry_keys, work_keys
from compliance.linkage.names import words

MOST_WORDS: Final = 12
"""Words of a question that are looked for."""

_TITLE_WORDS: Final = 2
"""How often a word of the title counts, against one of a creator."""


class Hit(NamedTuple):
    """One entry that a question finds."""

    entry_id: str
    entry: Entry
    source: str
    line: int
    why: str
    works: int
    """How many other entries are editions or recordings of its works."""


def search(index: OpenedIndex, text: str, limit: int) -> tuple[list[Hit], int]:
    """Return the first `limit` entries that `text` finds, and how many there are.

    An identifier finds what has it, an id what is called so. Words find entries that
    hold at least one of them, those with more and rarer words first, then in the
    order of the index.
    """
    exact = _texts(text)
    found = [
        (segment, row, why)
        for segment in index.segments
        for row, why in _exact(segment, exact | _own_id(segment, text))
    ]
    if found:
        return [_hit(index, *each) for each in found[:limit]], len(found)
    return _by_words(index, words(text).split()[:MOST_WORDS], limit)


def _texts(text: str) -> dict[str, str]:
    """Return what is looked for exactly, and what each is called."""
    known = guess(text)
    read = [known] if known else [parse(scheme, text) for scheme in sorted(SCHEMES)]
    return {f"e:{text.strip()}": "its id"} | {
        identifier_text(each): f"{each.scheme.upper()} {each.normal}"
        for each in read
        if each.verdict is Verdict.VALID
    }


def _own_id(segment: Segment, text: str) -> dict[str, str]:
    """Return the id that `text` names together with its source, as `shown_ids` does."""
    source, mark, record_id = text.strip().rpartition(":")
    meant = mark and source == segment.name
    return {f"e:{record_id}": "its id"} if meant else {}


def _exact(segment: Segment, exact: Mapping[str, str]) -> Iterator[tuple[Row, str]]:
    """Yield the entries that have one of these texts, and what it is called."""
    for row in segment.entries(segment.keys.rows_of(wanted_hashes(exact))):
        keys = entry_keys(row.entry)
        own = [identifier_text(each) for each in (*keys.identifiers, *keys.related)]
        texts = (f"e:{row.entry.record_id}", *own)
        why = next((exact[each] for each in texts if each in exact), "")
        if why:
            yield row, why


def _by_words(
    index: OpenedIndex, asked: Sequence[str], limit: int
) -> tuple[list[Hit], int]:
    asked = list(dict.fromkeys(asked))
    if not asked:
        return [], 0
    held = [_held(segment, asked) for segment in index.segments]
    total = index.rows()
    counts = sum(each.sum(axis=1) for each in held)
    rarity = np.array([math.log1p(total / max(1, int(c))) for c in counts])
    scores = [rarity @ each for each in held]
    places = [
        (-float(score[row]), place, int(row))
        for place, score in enumerate(scores)
        for row in _best(score, limit * 5)
    ]
    ranked = [
        each
        for score, place, row in sorted(places)
        for each in _scored(index.segments[place], row, score, asked, rarity)
    ]
    ranked.sort(key=lambda each: each[0])
    hits = [
        _hit(index, segment, row, _which(row.entry, asked))
        for _, segment, row in ranked[:limit]
    ]
    return hits, int(sum((score > 0).sum() for score in scores))


def _held(segment: Segment, asked: Sequence[str]) -> Any:
    """Return for each word and each row of a segment whether the row holds the word."""
    parts = [np.zeros((len(asked), 0), dtype=np.float64)]
    for _, batch in segment.batches(np.arange(segment.rows), ("words",)):
        column = pa.chunked_array(batch.column(0)).combine_chunks()
        parts.append(
            np.array([pc.match_substring(column, f" {word} ") for word in asked], float)
        )
    return np.concatenate(parts, axis=1)


def _best(score: Any, most: int) -> Any:
    rows = np.flatnonzero(score > 0)
    order = np.argsort(-score[rows], kind="stable")
    return rows[order[:most]]


def _scored(
    segment: Segment, row: int, score: float, asked: Sequence[str], rarity: Any
) -> Iterator[tuple[float, Segment, Row]]:
    """Yield the entry with its score: words of the title count more, others less."""
    for each in segment.entries(np.array([row])):
        title = words(each.entry.title).split()
        more = sum(
            float(weight) * (_TITLE_WORDS - 1)
            for word, weight in zip(asked, rarity, strict=True)
            if word in title
        )
        spare = max(0, len(title) - len(asked))
        yield score - more + spare / 1000, segment, each


def _which(entry: Entry, asked: Sequence[str]) -> str:
    held = words(" ".join((entry.title, entry.alt_titles, entry.creators))).split()
    return ", ".join(word for word in asked if word in held) or "words"


def _hit(index: OpenedIndex, segment: Segment, row: Row, why: str) -> Hit:
    (shown,) = index.shown_ids(segment, [row])
    keys = work_keys(row.entry, entry_keys(row.entry))
    wanted = wanted_hashes(f"w:{key}" for key in keys)
    works = sum(len(each.keys.rows_of(wanted)) for each in index.segments)
    return Hit(shown, row.entry, segment.name, row.line, why, max(0, works - 1))
