"""A table of the form with one row per option, such as that of the modalities."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from compliance.figures import range_in
from compliance.intake.answers import Found, Reader, unreadable
from compliance.intake.blocks import Block, Cell, Row, joined
from compliance.intake.doubts import doubted
from compliance.intake.labels import Labels, Table, bare
from compliance.intake.ticks import Mark, Tick, has_box, ticks_in
from compliance.model import (
    MODALITIES,
    NOWHERE,
    AddedRow,
    Answer,
    Doubt,
    FormField,
    Kind,
    Place,
    State,
)

_LONGEST_OPTION: Final = 4
_FROM_ROWS: Final = "no boxes of its own; read from the rows of sizes and contents"


@dataclass(frozen=True, slots=True)
class _Option:
    """One row of the table: its modality, its box, and the cells after them."""

    modality: str
    tick: Tick
    cells: tuple[Cell, ...]
    place: Place
    boxed: bool = True
    """Whether a box is printed with it."""


def table_rows(blocks: Sequence[Block], labels: Labels) -> dict[int, int]:
    """Return the blocks that are rows of a table of the form, with its number.

    A table begins with its headers, or with an option beside a size; it goes on with
    options and with rows that have no first cell.
    """
    found: dict[int, int] = {}
    for number, table in enumerate(labels.tables):
        headers = tuple(bare(header) for header in table.headers)
        inside = False
        for at, block in enumerate(blocks):
            if not isinstance(block, Row) or len(block.cells) < 2:
                inside = False
                continue
            option = _option(block, labels)
            starts = _heads(block, headers) or (option is not None and _sized(option))
            goes_on = option is not None or not block.cells[0].lines
            inside = starts or (inside and goes_on)
            if inside and len(block.cells) > 1:
                found[at] = number
    return found


def _heads(row: Row, headers: Sequence[str]) -> bool:
    """Return whether at least two cells of a row begin with headers of the table."""
    starts = [bare(cell.lines[0].text) for cell in row.cells if cell.lines]
    known = [start for start in starts if any(start.startswith(h) for h in headers)]
    return len(known) == len(starts) >= 2


def _sized(option: _Option) -> bool:
    """Return whether a size stands beside the option, as nowhere else in a filing."""
    if not option.cells:
        return False
    text = option.cells[0].text
    return has_box(text) or range_in(text) is not None


def _option(row: Row, labels: Labels) -> _Option | None:
    """Return the option that a row begins with; its box may have a cell of its own."""
    for wide in (1, 2):
        first = joined(row.cells[:wide])
        text = " ".join(first.text.split())
        boxes = ticks_in(text)
        words = boxes[0].label if boxes else text
        if not words and boxes:
            continue
        code = labels.choice(words) if len(words.split()) <= _LONGEST_OPTION else None
        if code not in MODALITIES or len(row.cells) <= wide:
            return None
        tick = boxes[0] if boxes else Tick(Mark.CHECKED, words)
        return _Option(str(code), tick, row.cells[wide:], first.place, bool(boxes))
    return None


def table_answers(
    table: Table, rows: Sequence[Row], reader: Reader
) -> tuple[dict[str, Answer], tuple[AddedRow, ...]]:
    """Return the answers of a table's rows, and its options printed otherwise."""
    answers: dict[str, Answer] = {}
    altered: list[AddedRow] = []
    options = _options(rows, reader.labels)
    for option in options:
        for column, cell in zip(table.columns, option.cells, strict=False):
            field = reader.labels.form.by_pointer(
                column.format(modality=option.modality)
            )
            if field is None:
                continue
            place = cell.place if cell.lines else option.place
            answer, odd = reader.answer(field, Found(cell, place))
            answers[field.at] = answer
            altered += odd
    if options:
        answers[table.ticks] = _marked(table, options)
    return answers, tuple(altered)


def _options(rows: Sequence[Row], labels: Labels) -> list[_Option]:
    """Return the table's options; a row without one goes on with the last."""
    options: list[_Option] = []
    for row in rows:
        option = _option(row, labels)
        if option is not None:
            options.append(option)
        elif options and not row.cells[0].lines:
            last = options[-1]
            beside = len(row.cells) - len(last.cells)
            rest = (*((Cell(),) * -beside), *row.cells[max(0, beside) :])
            cells = tuple(joined(pair) for pair in zip(last.cells, rest, strict=True))
            options[-1] = replace(last, cells=cells)
    # Where others have a box, a modality without one is not ticked: its box was not seen.
    if any(option.boxed for option in options):
        unseen = Mark.UNREADABLE
        return [
            option
            if option.boxed
            else replace(option, tick=replace(option.tick, mark=unseen))
            for option in options
        ]
    return options


def _marked(table: Table, options: Sequence[_Option]) -> Answer:
    place = options[0].place
    if any(option.tick.mark is Mark.UNREADABLE for option in options):
        return unreadable(table.ticks, place)
    ticked = [o for o in options if o.tick.mark is Mark.CHECKED]
    checked = tuple(m for m in MODALITIES if any(o.modality == m for o in ticked))
    if not checked:
        return Answer(at=table.ticks, state=State.BLANK, place=place)
    text = ", ".join(option.tick.label for option in ticked)
    return Answer(
        at=table.ticks, state=State.ANSWERED, value=checked, text=text, place=place
    )


def listed_answers(
    table: Table,
    answers: Mapping[str, Answer],
    under: Mapping[str, tuple[str, Found]],
    reader: Reader,
) -> dict[str, Answer]:
    """Return what the table's fields answer where it is printed as a list.

    Args:
        table: The table.
        answers: What is known so far, by pointer.
        under: By modality the words of its heading, and what stands under it
            without a label of its own.
        reader: What answers are read with.
    """
    found = dict(answers)
    for modality, (_, words) in under.items():
        if not words.cell.lines:
            continue
        for column in table.columns:
            field = reader.labels.form.by_pointer(column.format(modality=modality))
            if field is None or found[field.at].state is not State.MISSING_FIELD:
                continue
            if field.kind is Kind.CHOICE and not has_box(words.cell.text):
                continue
            found[field.at] = reader.answer(field, words)[0]
            break
    ticks = found.get(table.ticks)
    if ticks is not None and ticks.state in (State.MISSING_FIELD, State.BLANK):
        implied = _implied(table, found, under, reader.labels)
        found |= {table.ticks: implied} if implied else {}
    return {at: answer for at, answer in found.items() if answer is not answers[at]}


def _implied(
    table: Table,
    answers: Mapping[str, Answer],
    under: Mapping[str, tuple[str, Found]],
    labels: Labels,
) -> Answer | None:
    """Return the ticks that headings with boxes give, or else the answered rows."""
    boxes = {m: ticks_in(words)[0] for m, (words, _) in under.items() if has_box(words)}
    if boxes:
        places = [under[m][1].place for m in boxes]
        options = [
            _Option(m, tick, (), place)
            for (m, tick), place in zip(boxes.items(), places, strict=True)
        ]
        return _marked(table, options)
    rows = {m: _row(table, m, answers, labels) for m in MODALITIES}
    present = tuple(
        m for m in MODALITIES if any(a.state is State.ANSWERED for a in rows[m])
    )
    if not present:
        return None
    place = next((a.place for a in rows[present[0]] if a.place != NOWHERE), NOWHERE)
    answer = Answer(
        at=table.ticks, state=State.ANSWERED, value=present, text=", ".join(present),
        place=place, note=_FROM_ROWS,
    )  # fmt: skip
    return doubted(answer, Doubt.FROM_ROWS)


def _row(
    table: Table, modality: str, answers: Mapping[str, Answer], labels: Labels
) -> list[Answer]:
    fields: list[FormField | None] = [
        labels.form.by_pointer(column.format(modality=modality))
        for column in table.columns
    ]
    return [answers[field.at] for field in fields if field is not None]
