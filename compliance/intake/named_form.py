"""Answers of a file that names them itself, as our own workbook does: no matching."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from compliance.forms import columns_of
from compliance.intake.answers import Found, Reader
from compliance.intake.blocks import Cell, Document, Line, Named
from compliance.intake.dates import date_order
from compliance.intake.entry_tables import EntryTable, lists
from compliance.intake.form import Reading
from compliance.intake.labels import Labels, bare
from compliance.intake.options import options_of, printed_options
from compliance.intake.workbook_names import answer_name, box_name, list_name
from compliance.intake.xlsx_marks import sign_of
from compliance.model import (
    AddedRow,
    Answer,
    Form,
    FormFacts,
    FormField,
    Item,
    Kind,
    State,
)

_REASON: Final = "it is the project's own blank form, and names its answers"
_UNREADABLE: Final = "\N{OBJECT REPLACEMENT CHARACTER}"
_TICKED: Final = {"yes": "☒", "no": "☐", "": "☐"}


def named_reading(document: Document, labels: Labels, root: Path) -> Reading:
    """Return the answers that `document` names; a field it does not name is missing."""
    named = {each.name: each for each in document.named}
    words = " ".join(each.cell.text for each in document.named)
    reader = Reader(labels, root, date_order(words), prints_choice_alone=False)
    printed = printed_options(labels.form, root)
    answers: dict[str, Answer] = {}
    altered: list[AddedRow] = []
    for field in labels.form.fields:
        found = _found(field, named, printed, labels.form, root)
        if found is None:
            answers[field.at] = Answer(at=field.at, state=State.MISSING_FIELD)
            continue
        answers[field.at], odd = reader.answer(field, found)
        altered += odd
    facts = FormFacts(
        template=labels.form.template or labels.form.regulation,
        reasons=(_REASON,),
        altered=tuple(altered),
        notes=document.notes,
    )
    missing = sum(each.state is State.MISSING_FIELD for each in answers.values())
    return Reading(answers, facts, len(answers) - missing)


def _found(
    field: FormField,
    named: Mapping[str, Named],
    printed: Mapping[str, str],
    form: Form,
    root: Path,
) -> Found | None:
    if field.kind is Kind.TICKS:
        boxes = tuple(_boxes(field, named, printed))
        return Found(Cell(lines=boxes), boxes[0].place) if boxes else None
    words = named.get(answer_name(field.at))
    listed = named.get(list_name(field.at))
    entries = _entries(listed, field, form, root) if listed else ()
    here = listed if words is None or (entries and not words.cell.lines) else words
    if here is None:
        return None
    return Found(words.cell if words else Cell(), here.place, entries)


def _boxes(
    field: FormField, named: Mapping[str, Named], printed: Mapping[str, str]
) -> Iterator[Line]:
    """Yield a line for each box: its sign, and the option's words."""
    for code in options_of(field):
        box = named.get(box_name(field.at, code))
        if box is not None:
            text = box.cell.text
            sign = sign_of(text) or _TICKED.get(text.casefold().strip(), _UNREADABLE)
            yield Line(text=f"{sign} {printed[code]}", place=box.place)


def _entries(
    listed: Named, field: FormField, form: Form, root: Path
) -> tuple[Item, ...]:
    """Return the entries of a list by the words of its header, wherever they stand."""
    if not lists(field) or not listed.rows:
        return ()
    header, *rows = listed.rows
    keys = {
        bare(c.label): c.key for c in columns_of(form.regulation, field.items, root)
    }
    named = tuple(keys.get(bare(cell.text), "") for cell in header.cells)
    return EntryTable(0, 0, {field.items: named}, tuple(rows)).entries(field.items)
