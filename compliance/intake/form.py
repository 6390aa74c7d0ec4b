"""Rows to answers: which row answers which field of a form.

Labels and question texts decide, numbers never do: filings renumber, drop and add
rows. A label printed many times ("Additional comments") is settled by the labels
around it: of all ways to read the filing in the form's order, the one that explains
most of its labels.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from compliance.intake.answers import (
    Found,
    answer_of,
    table_answers,
)
from compliance.intake.blocks import Cell, Document, Line, Row, cell_text, ticks_in
from compliance.intake.dates import date_order
from compliance.intake.labels import Labels, Meaning, Table, bare
from compliance.lexicon import plain
from compliance.model import AddedRow, Answer, FormFacts, Place, State

_LONGEST_LABEL: Final = 9


@dataclass(frozen=True, slots=True)
class _Label:
    """A label met in the filing."""

    row: int
    first: int
    last: int
    """Lines of the row's first cell, both included."""
    meaning: Meaning
    alike: float


@dataclass(frozen=True, slots=True)
class Reading:
    """What the matcher made of a filing."""

    answers: Mapping[str, Answer]
    facts: FormFacts
    labels: int
    """How many of the form's labels were met."""


def match_form(document: Document, labels: Labels, root: Path) -> Reading:
    """Return the answers of `document` to the form that `labels` describe."""
    rows = document.rows
    table_rows = _table_rows(rows, labels)
    met = [
        label
        for number, row in enumerate(rows)
        if number not in table_rows and row.cells
        for label in _labels_of(number, row.cells[0], labels)
    ]
    placed = _in_form_order(met, labels)
    found = _found(rows, met, placed, table_rows)
    order = date_order(" ".join(_words_of(row) for row in rows))
    answers: dict[str, Answer] = {}
    altered: list[AddedRow] = []
    for field in labels.form.fields:
        if field.id in found:
            answers[field.at] = answer_of(field, found[field.id], labels, root, order)
        else:
            answers[field.at] = Answer(at=field.at, state=State.MISSING_FIELD)
    for table in labels.tables:
        printed = [rows[number] for number in sorted(table_rows)]
        told, odd = table_answers(table, printed, labels, root)
        answers |= told
        altered += odd
    facts = FormFacts(
        added=tuple(_added(rows, met, placed, table_rows, labels)),
        altered=tuple(altered),
        notes=document.notes,
    )
    return Reading(
        {f.at: answers[f.at] for f in labels.form.fields}, facts, len(placed)
    )


def _labels_of(number: int, cell: Cell, labels: Labels) -> Iterator[_Label]:
    """Yield the labels in a row's first cell: one, or several with headings above.

    Of all ways to cut the lines into labels, the one that explains most letters.
    """
    lines = cell.lines
    best: list[tuple[float, list[_Label]]] = [(0.0, [])]
    for end in range(1, len(lines) + 1):
        options = [best[end - 1]]
        for start in range(max(0, end - _LONGEST_LABEL), end):
            text = cell_text(Cell(lines=lines[start:end]))
            found = labels.meaning(_without_boxes(text))
            if found is not None:
                meaning, alike = found
                worth = alike * len(bare(text)) + best[start][0]
                label = _Label(number, start, end - 1, meaning, alike)
                options.append((worth, [*best[start][1], label]))
        best.append(max(options, key=lambda option: option[0]))
    yield from best[-1][1]


def _without_boxes(text: str) -> str:
    return text if not ticks_in(text) else ""


def _in_form_order(met: Sequence[_Label], labels: Labels) -> dict[int, str]:
    """Return, by its number in `met`, the field each label stands for.

    The weightiest reading in which fields follow one another as in the form; a
    label of one field alone that stands out of order is kept where it is.
    """
    order = _form_sequence(labels)
    # Best reading that ends at each position of the form: its weight and its steps.
    ends: dict[int, tuple[float, tuple[tuple[int, int], ...]]] = {-1: (0.0, ())}
    for number, label in enumerate(met):
        additions = {}
        for position in _positions(label.meaning, order):
            before = max(
                (end for at, end in ends.items() if at < position), key=lambda e: e[0]
            )
            # A label of few fields says more of where we are than a common one.
            weight = label.alike / max(1, len(label.meaning.fields)) ** 0.5
            candidate = (before[0] + weight, (*before[1], (number, position)))
            if position not in ends or candidate[0] > ends[position][0]:
                additions[position] = candidate
        ends |= additions
    steps = max(ends.values(), key=lambda end: end[0])[1]
    names = {
        position: name for name, positions in order.items() for position in positions
    }
    placed = {number: names[position] for number, position in steps}
    taken = set(placed.values())
    for number, label in enumerate(met):
        fields = label.meaning.fields
        if (
            number not in placed
            and len(fields) == 1
            and f"field {fields[0]}" not in taken
        ):
            placed[number] = f"field {fields[0]}"
            taken.add(f"field {fields[0]}")
    return {
        n: name.removeprefix("field ") for n, name in placed.items() if name[0] == "f"
    }


def _form_sequence(labels: Labels) -> dict[str, tuple[int, ...]]:
    """Return each field's and section's position in the form."""
    sequence: dict[str, tuple[int, ...]] = {}
    position = 0
    section = ""
    for field in labels.form.fields:
        if field.section != section:
            section = field.section
            sequence[f"section {section}"] = (position,)
            position += 1
        sequence[f"field {field.id}"] = (position,)
        position += 1
    return sequence


def _positions(
    meaning: Meaning, order: Mapping[str, tuple[int, ...]]
) -> tuple[int, ...]:
    if meaning.section:
        return order.get(f"section {meaning.section}", ())
    return tuple(p for each in meaning.fields for p in order.get(f"field {each}", ()))


def _found(
    rows: Sequence[Row],
    met: Sequence[_Label],
    placed: Mapping[int, str],
    table_rows: Mapping[int, Table],
) -> dict[str, Found]:
    """Return, by field, the cell that answers it."""
    by_row: defaultdict[int, list[int]] = defaultdict(list)
    for number, label in enumerate(met):
        by_row[label.row].append(number)
    found: dict[str, Found] = {}
    last = ""
    for number, row in enumerate(rows):
        if number in table_rows:
            last = ""
            continue
        here = [n for n in by_row.get(number, ()) if n in placed]
        if here:
            for n, cell in zip(here, _shared(row, [met[n] for n in here]), strict=True):
                found.setdefault(placed[n], Found(cell, cell_place(cell, row)))
            last = placed[here[-1]]
        elif by_row.get(number):
            last = ""
        elif last and _goes_on(row, found[last]):
            before = found[last]
            cell = row.cells[-1]
            place = before.place if before.cell.lines else cell_place(cell, row)
            joined = Cell(
                lines=(*before.cell.lines, *cell.lines),
                links=(*before.cell.links, *cell.links),
            )
            found[last] = Found(joined, place)
        else:
            last = last if not _words_of(row) else ""
    return found


def _shared(row: Row, here: Sequence[_Label]) -> list[Cell]:
    """Return the answer's cell, or its part for each of several labels."""
    rest = row.cells[1:]
    whole = Cell(
        lines=tuple(line for cell in rest for line in cell.lines),
        links=tuple(link for cell in rest for link in cell.links),
    )
    if len(here) == 1:
        return [whole if rest else _after_label(row, here[0])]
    heights = [_middle(row.cells[0].lines[h.first : h.last + 1]) for h in here]
    blocks = _blocks(whole.lines)
    shares: list[list[Line]] = [[] for _ in here]
    for index, block in zip(_nearest(blocks, heights), blocks, strict=True):
        shares[index] += block
    return [Cell(lines=tuple(lines), links=whole.links) for lines in shares]


def _after_label(row: Row, label: _Label) -> Cell:
    """Return what follows the label in a row of one cell."""
    return Cell(lines=row.cells[0].lines[label.last + 1 :], links=row.cells[0].links)


def _middle(lines: Sequence[Line]) -> float:
    boxes = [line.place.box for line in lines if line.place.box]
    return sum(box[1] + box[3] for box in boxes) / (2 * len(boxes)) if boxes else 0.0


def _blocks(lines: Sequence[Line]) -> list[list[Line]]:
    """Return the lines in blocks, parted where a line's height is left free."""
    blocks: list[list[Line]] = []
    for line in lines:
        box = line.place.box
        before = blocks[-1][-1].place.box if blocks else None
        apart = box and before and box[1] - before[3] > 0.25 * (before[3] - before[1])
        if not blocks or apart:
            blocks.append([])
        blocks[-1].append(line)
    return blocks


def _nearest(blocks: Sequence[Sequence[Line]], heights: Sequence[float]) -> list[int]:
    """Return, for each block, the label it belongs to, in order of both.

    The cut into as many runs as there are labels whose middles lie nearest to the
    labels' own; a label may be left without a block.
    """
    middles = [_middle(block) for block in blocks]
    best: list[tuple[float, list[int]]] = [(0.0, [])]
    for middle in middles:
        options = []
        for cost, path in best:
            for label in range(path[-1] if path else 0, len(heights)):
                options.append((cost + abs(middle - heights[label]), [*path, label]))
        shortest: dict[int, tuple[float, list[int]]] = {}
        for option in options:
            key = option[1][-1]
            if key not in shortest or option[0] < shortest[key][0]:
                shortest[key] = option
        best = list(shortest.values())
    return min(best, key=lambda option: option[0])[1]


def _goes_on(row: Row, before: Found) -> bool:
    """Return whether a row without a label goes on with the answer before it."""
    if len(row.cells) == 1:
        return not before.has_own_cell or row.continues
    return not row.cells[0].lines and bool(row.cells[-1].lines)


def _words_of(row: Row) -> str:
    return " ".join(cell_text(cell) for cell in row.cells).strip()


def cell_place(cell: Cell, row: Row) -> Place:
    """Return where the cell's first line stands, or its row."""
    return cell.lines[0].place if cell.lines else row.place


def _table_rows(rows: Sequence[Row], labels: Labels) -> dict[int, Table]:
    """Return the rows that belong to a table of the form."""
    found: dict[int, Table] = {}
    for table in labels.tables:
        headers = {bare(header) for header in table.headers}
        for number, row in enumerate(rows):
            if len(row.cells) < 2:
                continue
            first = cell_text(row.cells[0])
            boxes = ticks_in(first)
            words = boxes[0].label if boxes else first
            option = labels.choice(words) if len(words.split()) <= 4 else None
            wide = len(row.cells) > len(table.columns)
            if wide and (option or _heads(row, headers) or not first):
                found[number] = table
    return found


def _heads(row: Row, headers: set[str]) -> bool:
    starts = [bare(cell.lines[0].text) for cell in row.cells if cell.lines]
    return bool(starts) and all(any(s.startswith(h) for h in headers) for s in starts)


def _added(
    rows: Sequence[Row],
    met: Sequence[_Label],
    placed: Mapping[int, str],
    table_rows: Mapping[int, Table],
    labels: Labels,
) -> Iterator[AddedRow]:
    """Yield the rows with a label and an answer that are no row of the form."""
    read = {met[n].row for n in placed}
    headings = {label.row for label in met if label.meaning.section}
    for number, row in enumerate(rows):
        if number in read or number in table_rows or len(row.cells) < 2:
            continue
        label, answer = cell_text(row.cells[0]), cell_text(row.cells[-1])
        if label and answer and (number not in headings or len(answer) > 0):
            if plain(label) in labels.asides:
                continue
            yield AddedRow(label=" ".join(label.split()), text=answer, place=row.place)


def with_template(reading: Reading, template: str, reasons: Sequence[str]) -> Reading:
    """Return `reading` with the name of the form it was found to be."""
    facts = replace(reading.facts, template=template, reasons=tuple(reasons))
    return replace(reading, facts=facts)
