"""One cell to one answer, by the kind of its field."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from compliance.figures import bounds_of, range_in
from compliance.intake.blocks import (
    Cell,
    Mark,
    Row,
    Tick,
    cell_text,
    ticks_in,
    without_ticks,
)
from compliance.intake.canonical import answer_of_words
from compliance.intake.labels import Labels, Table
from compliance.lexicon import plain
from compliance.model import (
    MODALITIES,
    NOWHERE,
    AddedRow,
    Answer,
    FormField,
    Kind,
    Place,
    State,
)

_UNREAD: Final = "a box is printed, and what stands in it could not be read"


@dataclass(frozen=True, slots=True)
class Found:
    """The cell that answers a field, and where it stands."""

    cell: Cell
    place: Place

    @property
    def has_own_cell(self) -> bool:
        """Return whether anything stands in it."""
        return bool(self.cell.lines)


def answer_of(
    field: FormField, found: Found, labels: Labels, root: Path, day_first: bool | None
) -> Answer:
    """Return the answer to `field` that its cell gives.

    A box that could not be read makes the answer unreadable, never a No.
    """
    text = cell_text(found.cell)
    boxes = ticks_in(text)
    if boxes and field.kind is Kind.YES_NO:
        return _yes_no(field, boxes, found.place, labels)
    if boxes and field.kind is Kind.TICKS:
        return _ticks(field, text, boxes, found.place, labels, root)
    return answer_of_words(
        field,
        _translated(field, text, labels),
        found.place,
        root,
        links=found.cell.links,
        day_first=day_first,
    )


def _translated(field: FormField, text: str, labels: Labels) -> str:
    if field.kind is Kind.YES_NO and len(text.split()) == 1:
        return labels.choice(text) or text
    return text


def _yes_no(
    field: FormField, boxes: Sequence[Tick], place: Place, labels: Labels
) -> Answer:
    ticked = [box.label for box in boxes if box.mark is Mark.CHECKED]
    if any(box.mark is Mark.UNREADABLE for box in boxes):
        return Answer(at=field.at, state=State.UNREADABLE, place=place, note=_UNREAD)
    if not ticked:
        return Answer(at=field.at, state=State.BLANK, place=place)
    words = " and ".join(ticked)
    code = labels.choice(words) if len(ticked) == 1 else None
    standard = code if code in ("yes", "no") and len(words.split()) <= 2 else None
    return Answer(
        at=field.at,
        state=State.ANSWERED,
        value=standard or "nonstandard",
        text=words,
        place=place,
        note="" if standard else "an option the form does not have is ticked",
    )


def _ticks(
    field: FormField,
    text: str,
    boxes: Sequence[Tick],
    place: Place,
    labels: Labels,
    root: Path,
) -> Answer:
    if any(box.mark is Mark.UNREADABLE for box in boxes):
        return Answer(at=field.at, state=State.UNREADABLE, place=place, note=_UNREAD)
    checked = [box.label for box in boxes if box.mark is Mark.CHECKED]
    codes = tuple(labels.choice(label) or label for label in checked)
    if not codes:
        return Answer(at=field.at, state=State.BLANK, place=place)
    words = ", ".join(checked)
    beside = without_ticks(text)
    return answer_of_words(
        field,
        "\n".join(part for part in (words, beside) if part),
        place,
        root,
        ticks=codes,
    )


def table_answers(
    table: Table, rows: Sequence[Row], labels: Labels, root: Path
) -> tuple[dict[str, Answer], list[AddedRow]]:
    """Return the answers of a table's rows, and its options printed otherwise."""
    answers: dict[str, Answer] = {}
    altered: list[AddedRow] = []
    marks: dict[str, Tick] = {}
    first_place = NOWHERE
    for modality, cells, place in _joined(rows, labels):
        boxes = ticks_in(cell_text(cells[0]))
        marks[modality] = boxes[0] if boxes else Tick(Mark.CHECKED, modality)
        first_place = place if first_place == NOWHERE else first_place
        for column, cell in zip(table.columns, cells[1:], strict=False):
            field = labels.form.by_pointer(column.format(modality=modality))
            if field is None:
                continue
            here = cell.lines[0].place if cell.lines else place
            if field.kind is Kind.CHOICE:
                answer, odd = _range(field, cell, here, labels, root)
                altered += odd
            else:
                answer = answer_of_words(field, cell_text(cell), here, root)
            answers[field.at] = answer
    if marks:
        answers[table.ticks] = _marked(table, marks, first_place)
    return answers, altered


def _marked(table: Table, marks: dict[str, Tick], place: Place) -> Answer:
    if any(tick.mark is Mark.UNREADABLE for tick in marks.values()):
        return Answer(at=table.ticks, state=State.UNREADABLE, place=place, note=_UNREAD)
    checked = tuple(
        m for m in MODALITIES if m in marks and marks[m].mark is Mark.CHECKED
    )
    if not checked:
        return Answer(at=table.ticks, state=State.BLANK, place=place)
    text = ", ".join(marks[m].label for m in checked)
    return Answer(
        at=table.ticks, state=State.ANSWERED, value=checked, text=text, place=place
    )


def _joined(
    rows: Sequence[Row], labels: Labels
) -> list[tuple[str, tuple[Cell, ...], Place]]:
    """Return the table's rows by modality; a row without one goes on with the last."""
    joined: list[tuple[str, tuple[Cell, ...], Place]] = []
    for row in rows:
        first = cell_text(row.cells[0])
        boxes = ticks_in(first)
        modality = labels.choice(boxes[0].label if boxes else first)
        if modality in MODALITIES:
            joined.append((modality, row.cells, row.cells[0].lines[0].place))
        elif not first and joined:
            name, cells, place = joined[-1]
            pairs = zip(cells, row.cells, strict=False)
            merged = tuple(
                Cell(lines=(*a.lines, *b.lines), links=(*a.links, *b.links))
                for a, b in pairs
            )
            joined[-1] = (name, merged, place)
    return joined


def _range(
    field: FormField, cell: Cell, place: Place, labels: Labels, root: Path
) -> tuple[Answer, list[AddedRow]]:
    """Return the chosen range, with what else the cell says of the size.

    The printed options are held against the form's: one that differs is altered,
    and if it is the one chosen the answer is not standard.
    """
    text = cell_text(cell)
    boxes = ticks_in(text)
    beside = _without_asides(without_ticks(text), labels)
    altered = [
        AddedRow(label=field.label, text=box.label, place=place)
        for box in boxes
        if _code_of(box.label, field) is None and labels.choice(box.label) is None
    ]
    if any(box.mark is Mark.UNREADABLE for box in boxes):
        return (
            Answer(at=field.at, state=State.UNREADABLE, place=place, note=_UNREAD),
            altered,
        )
    checked = [box.label for box in boxes if box.mark is Mark.CHECKED]
    if not checked and not boxes:
        answer = answer_of_words(field, beside, place, root)
        code = _code_of(beside, field)
        return (_with_range(answer, code) if code else answer), altered
    if not checked:
        return Answer(at=field.at, state=State.BLANK, place=place), altered
    code = _code_of(checked[0], field) if len(checked) == 1 else None
    answer = Answer(
        at=field.at,
        state=State.ANSWERED,
        value=code or "nonstandard",
        text=beside or " and ".join(checked),
        place=place,
        note="" if code else "not one range of the form",
    )
    return answer, altered


def _with_range(answer: Answer, code: str) -> Answer:
    return Answer(
        at=answer.at,
        state=State.ANSWERED,
        value=code,
        text=answer.text,
        place=answer.place,
        links=answer.links,
        note=answer.note,
    )


def _code_of(words: str, field: FormField) -> str | None:
    """Return the code of the form's range that `words` print, or ``None``."""
    printed = range_in(words)
    for code in field.choices:
        bounds = bounds_of(code)
        if printed is not None and bounds is not None and printed == bounds[:2]:
            return code
    return None


def _without_asides(text: str, labels: Labels) -> str:
    """Return `text` without the labels that stand inside an answer's cell."""
    words = plain(text)
    for aside in labels.asides:
        start = words.find(aside)
        if start >= 0:
            left = words[start + len(aside) :].lstrip(" :")
            # The words after the label, as they are written.
            tail = text[len(text) - len(left) :] if left else ""
            return tail if plain(tail) == left else left
    return text
