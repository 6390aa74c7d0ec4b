"""Blocks to answers: which part of a filing answers which field of a form.

Labels and question texts decide, numbers never do: filings renumber, drop and add
rows.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from compliance.intake.answers import (
    Found,
    Reader,
    prints_all_options,
    prints_choice_alone,
)
from compliance.intake.assembly import ADDED, Walk
from compliance.intake.blocks import (
    Block,
    Document,
    Row,
)
from compliance.intake.choice_columns import with_marked_columns
from compliance.intake.choices import with_choices
from compliance.intake.dates import date_order
from compliance.intake.doubts import doubted
from compliance.intake.emphasis import with_standing_out
from compliance.intake.entry_tables import (
    EntryTable,
    entries_by_label,
    entry_tables,
)
from compliance.intake.form_table import listed_answers, table_answers, table_rows
from compliance.intake.labels import Labels, bare
from compliance.intake.met import Met, labels_in
from compliance.intake.model_columns import first_model
from compliance.intake.option_lines import without_options
from compliance.intake.order import FIELD, MODALITY, in_form_order
from compliance.intake.parts import Assembled, Part
from compliance.intake.seams import rejoined
from compliance.intake.ticks import has_box
from compliance.lexicon import plain
from compliance.model import AddedRow, Answer, Doubt, FormFacts, FormField, State

_MOST_LABELS: Final = 3_000
_TWICE: Final = 8


@dataclass(frozen=True, slots=True)
class Reading:
    """What the matcher made of a filing."""

    answers: Mapping[str, Answer]
    facts: FormFacts
    labels: int
    """How many of the form's labels were met."""


def match_form(document: Document, labels: Labels, root: Path) -> Reading:
    """Return the answers of `document` to the form that `labels` describe.

    Every field of the form gets one: with the words beside its label, blank where
    there are none, and a missing field where the label is not there.
    """
    first, of_models = first_model(document.blocks, labels)
    named = with_marked_columns(first, labels)
    standing = with_standing_out(named, labels)
    blocks = rejoined(with_choices(standing, labels), labels)
    tables = table_rows(blocks, labels)
    met, listed = _labels_and_lists(blocks, tables, labels, root)
    second = _second_copy(met)
    if second is not None:
        blocks = blocks[:second]
        met = [label for label in met if label.block < second]
        tables = {number: table for number, table in tables.items() if number < second}
    placed = in_form_order(met, labels)
    listing = _numbers(table for table, _ in listed.values())
    walk = Walk(blocks, met, placed, frozenset(tables), listing)
    assembled = walk.assembled()
    for number, (table, kind) in listed.items():
        if number in walk.of_label:
            walk.of_label[number].entries = table.entries(kind)
    parts = _by_name(assembled)
    reader = _reader(document, parts, labels, root, by_looks=standing != named)
    answers, altered = _answers(blocks, parts, tables, reader)
    answers = _with_doubts(answers, parts, labels, loose=bool(assembled.loose))
    facts = FormFacts(
        added=tuple(_added(assembled, labels)),
        altered=tuple(altered),
        notes=(*document.notes, *of_models, *_notes(assembled, second is not None)),
    )
    fields = sum(name.startswith(FIELD) for name in placed.values()) + len(tables)
    return Reading(answers, facts, fields)


def _labels_and_lists(
    blocks: Sequence[Block], tables: Mapping[int, int], labels: Labels, root: Path
) -> tuple[list[Met], dict[int, tuple[EntryTable, str]]]:
    """Return the labels met, and the tables of entries beneath them, by label.

    In the rows of such a table nothing is a label of the form.
    """
    candidates = entry_tables(blocks, labels, root)
    within = _numbers(candidates)
    outside = {
        number: labels_in(number, block, labels)
        for number, block in enumerate(blocks)
        if number not in tables and number not in within
    }
    above = [label for found in outside.values() for label in found]
    kept = [
        each for each, _ in entries_by_label(candidates, above, labels.form).values()
    ]
    held = _numbers(kept)
    met = [
        label
        for number, block in enumerate(blocks)
        if number not in tables and number not in held
        for label in (
            outside[number] if number in outside else labels_in(number, block, labels)
        )
    ]
    met = without_options(met[:_MOST_LABELS], blocks, labels)
    return met, entries_by_label(kept, met, labels.form)


def _numbers(tables: Iterable[EntryTable]) -> frozenset[int]:
    """Return the numbers of the blocks that the tables are made of."""
    return frozenset(
        number for table in tables for number in range(table.first, table.last + 1)
    )


def _reader(
    document: Document,
    parts: Mapping[str, Part],
    labels: Labels,
    root: Path,
    *,
    by_looks: bool,
) -> Reader:
    """Return what the answers are read with, by what the filing does all over.

    Args:
        document: The filing.
        parts: Its parts, by name.
        labels: The form's labels.
        root: Where schemas and labels are.
        by_looks: Whether an option was chosen by standing out from others.
    """
    cells = [part.cell for part in parts.values()]
    return Reader(
        labels,
        root,
        date_order(" ".join(_words_of(block) for block in document.blocks)),
        prints_choice_alone=prints_choice_alone(cells, labels),
        prints_all_options=by_looks or prints_all_options(cells, labels),
    )


def _answers(
    blocks: Sequence[Block],
    parts: Mapping[str, Part],
    tables: Mapping[int, int],
    reader: Reader,
) -> tuple[dict[str, Answer], list[AddedRow]]:
    labels = reader.labels
    found = {
        name: Found(part.cell, part.begins, part.entries)
        for name, part in parts.items()
    }
    answers: dict[str, Answer] = {}
    altered: list[AddedRow] = []
    for field in labels.form.fields:
        here = found.get(FIELD + field.id)
        if here is None:
            answers[field.at] = Answer(at=field.at, state=State.MISSING_FIELD)
            continue
        answers[field.at], odd = reader.answer(field, here)
        altered += odd
    under = {
        name.removeprefix(MODALITY): (part.label, found[name])
        for name, part in parts.items()
        if name.startswith(MODALITY)
    }
    for number, table in enumerate(labels.tables):
        rows = [blocks[at] for at in sorted(tables) if tables[at] == number]
        printed = [row for row in rows if isinstance(row, Row)]
        told, odd = table_answers(table, printed, reader)
        answers |= told
        altered += odd
        told = listed_answers(table, answers, under, reader)
        if has_box(_text_of(found, labels.form.by_pointer(table.ticks))):
            # Boxes of its own that are empty say that nothing is ticked.
            told.pop(table.ticks, None)
        answers |= told
    return answers, altered


def _with_doubts(
    answers: Mapping[str, Answer],
    parts: Mapping[str, Part],
    labels: Labels,
    *,
    loose: bool,
) -> dict[str, Answer]:
    """Return `answers` with what is doubtful in how their labels were met."""
    named = {field.at: parts.get(FIELD + field.id) for field in labels.form.fields}
    sections = {field.at: field.section for field in labels.form.fields}
    settled = {sections[at] for at, part in named.items() if part and not part.shared}
    return {
        at: doubted(
            answer, *_doubts_of(answer, named[at], loose, sections[at] in settled)
        )
        for at, answer in answers.items()
    }


def _doubts_of(
    answer: Answer, part: Part | None, loose: bool, settled: bool
) -> Iterator[Doubt]:
    if answer.state is State.MISSING_FIELD and loose:
        yield Doubt.WORDS_LEFT_OVER
    if part is None or answer.state is State.MISSING_FIELD:
        return
    if not part.exact:
        yield Doubt.LABEL_ALIKE
    if part.shared and not settled:
        yield Doubt.LABEL_SHARED
    if part.from_label:
        yield Doubt.UNDER_LABEL


def _text_of(found: Mapping[str, Found], field: FormField | None) -> str:
    here = found.get(FIELD + field.id) if field is not None else None
    return here.cell.text if here else ""


def _by_name(assembled: Assembled) -> dict[str, Part]:
    """Return the parts by name; what stands under a modality alone describes it."""
    return {
        part.name: part for part in assembled.parts if not part.name.startswith(ADDED)
    }


def _words_of(block: Block) -> str:
    return " ".join(cell.text for cell in block.cells).strip()


def _added(assembled: Assembled, labels: Labels) -> Iterator[AddedRow]:
    """Yield the rows with a label and an answer that are no row of the form."""
    for part in assembled.parts:
        if not part.name.startswith(ADDED) or plain(part.label) in labels.asides:
            continue
        text = part.cell.text
        if text and bare(part.label):
            yield AddedRow(label=part.label.strip(), text=text, place=part.place)


def _second_copy(met: Sequence[Met]) -> int | None:
    """Return the block where the form begins a second time, as for a second model."""
    shown: set[str] = set()
    again: dict[str, int] = {}
    for label in met:
        if len(label.meaning.fields) == 1 and not label.meaning.section:
            name = label.meaning.fields[0]
            if name in shown:
                again.setdefault(name, label.block)
            shown.add(name)
    return min(again.values()) if len(again) >= _TWICE else None


def _notes(assembled: Assembled, twice: bool) -> Iterator[str]:
    if twice:
        yield "the form is there more than once; the first was read"
    pages = sorted({place.page for place in assembled.loose if place.page})
    if assembled.loose:
        noun = "page" if len(pages) == 1 else "pages"
        where = f" ({noun} {', '.join(map(str, pages))})" if pages else ""
        count = len(assembled.loose)
        noun = "passage that belongs" if count == 1 else "passages that belong"
        yield f"{count} {noun} to no label of the form left out{where}"


def with_template(reading: Reading, template: str, reasons: Sequence[str]) -> Reading:
    """Return `reading` with the name of the form it was found to be."""
    facts = replace(reading.facts, template=template, reasons=tuple(reasons))
    return replace(reading, facts=facts)
