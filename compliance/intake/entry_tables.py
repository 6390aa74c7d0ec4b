"""Tables beneath a question that list its entries: a header, then a row an entry.

Known by its header alone, which names the parts of an entry as blank forms do.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from compliance.forms import columns_of
from compliance.intake.blocks import Block, Row
from compliance.intake.labels import Labels, bare
from compliance.intake.met import Met, labels_in
from compliance.model import Form, FormField, Item, Kind

_LONGEST_HEAD: Final = 80
# Above the numbers of the entries.
_ORDINALS: Final = frozenset({"no", "nr", "number", "nº", "lp"})
# A short label may be the name of an entry too.
_SHORTEST_LABEL: Final = 8

Heads = Mapping[str, str]
"""Bare header of a column to the key of an entry's part."""


@dataclass(frozen=True, slots=True)
class EntryTable:
    """A header and the rows beneath it."""

    first: int
    """Number of the header's block."""
    last: int
    kinds: Mapping[str, tuple[str, ...]]
    """Kind of entry the header fits, to the keys of its columns."""
    rows: tuple[Row, ...]

    def entries(self, kind: str) -> tuple[Item, ...]:
        """Return the rows that hold anything, as entries of `kind`."""
        keys = self.kinds[kind]
        found = [
            {
                key: cell.text
                for key, cell in zip(keys, row.cells, strict=False)
                if key and cell.text
            }
            for row in self.rows
        ]
        return tuple(entry for entry in found if entry)


def entry_tables(
    blocks: Sequence[Block], labels: Labels, root: Path
) -> tuple[EntryTable, ...]:
    """Return the tables in `blocks` whose header names the parts of an entry."""
    heads = _heads(labels.form, root)
    tables: list[EntryTable] = []
    for number, block in enumerate(blocks):
        if not isinstance(block, Row) or (tables and number <= tables[-1].last):
            continue
        kinds = {kind: keys for kind, of in heads.items() if (keys := _keys(block, of))}
        if kinds:
            rows = tuple(_rows(blocks, number, labels))
            tables.append(EntryTable(number, number + len(rows), kinds, rows))
    return tuple(tables)


def entries_by_label(
    tables: Sequence[EntryTable], met: Sequence[Met], form: Form
) -> dict[int, tuple[EntryTable, str]]:
    """Return the tables that stand beneath a label whose field lists such entries.

    By the label's number in `met`, each with the kind of its entries.
    """
    found: dict[int, tuple[EntryTable, str]] = {}
    for table in tables:
        above = [
            number for number, label in enumerate(met) if label.block < table.first
        ]
        if not above:
            continue
        fields = [form.by_id(each) for each in met[above[-1]].meaning.fields]
        kind = next(
            (f.items for f in fields if lists(f) and f.items in table.kinds), ""
        )
        if kind and above[-1] not in found:
            found[above[-1]] = table, kind
    return found


def lists(field: FormField) -> bool:
    """Return whether a field takes entries in rows."""
    return field.kind is Kind.LIST and bool(field.items)


def _heads(form: Form, root: Path) -> dict[str, Heads]:
    kinds = dict.fromkeys(field.items for field in form.fields if lists(field))
    return {
        kind: {
            bare(words): column.key
            for column in columns_of(form.regulation, kind, root)
            for words in (column.key, column.label)
        }
        for kind in kinds
    }


def _keys(row: Row, heads: Heads) -> tuple[str, ...]:
    """Return the keys that the cells of `row` name, none if one names another thing.

    A column may count the entries. Where an entry has one part alone, that is enough.
    """
    texts = [cell.text for cell in row.cells]
    if any(len(text) > _LONGEST_HEAD for text in texts):
        return ()
    counts = bare(texts[0]) in _ORDINALS
    texts = ["", *texts[1:]] if counts else texts
    filled = [text for text in texts if text]
    keys = tuple(heads.get(bare(text), "") if text else "" for text in texts)
    named = [key for key in keys if key]
    only = len(set(heads.values())) == 1 and len(texts) - counts == 1
    whole = len(named) == len(filled) == len(set(named))
    return keys if whole and (len(named) > 1 or (only and named)) else ()


def _rows(blocks: Sequence[Block], header: int, labels: Labels) -> Iterator[Row]:
    width = len(blocks[header].cells)
    for number in range(header + 1, len(blocks)):
        block = blocks[number]
        if not isinstance(block, Row) or len(block.cells) != width:
            return
        if any(_is_question(label) for label in labels_in(number, block, labels)):
            return
        yield block


def _is_question(label: Met) -> bool:
    return bool(label.exact and label.meaning.fields and label.worth >= _SHORTEST_LABEL)
