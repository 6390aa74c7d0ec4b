"""Which field each label stands for, by the order of the form.

A label printed many times ("Additional comments") is settled by the labels around it:
of all ways to read the filing in the form's order, the one that explains most of its
labels. A label of one field alone that stands out of order is kept where it is.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from compliance.intake.labels import Labels, Meaning
from compliance.intake.met import Met
from compliance.model import MODALITIES

FIELD: Final = "field "
SECTION: Final = "section "
MODALITY: Final = "modality "
_NUMBER_HELPS: Final = 0.05


def in_form_order(met: Sequence[Met], labels: Labels) -> dict[int, str]:
    """Return, by its number in `met`, what each label stands for.

    A field, section or modality, with its kind before its id: ``field 2.3.h``.
    """
    sequence = tuple(_sequence(labels))
    order = {name: number for number, name in enumerate(sequence)}
    steps = _best_steps(met, order)
    placed = {number: sequence[position] for number, position in steps}
    taken = set(placed.values())
    for number, label in enumerate(met):
        names = tuple(_names(label.meaning, order))
        # The name of a modality stands in many answers; only a field's is its own.
        single = len(names) == 1 and not names[0].startswith(MODALITY)
        if number not in placed and single and names[0] not in taken:
            placed[number] = names[0]
            taken.add(names[0])
    return placed


def _best_steps(
    met: Sequence[Met], order: Mapping[str, int]
) -> tuple[tuple[int, int], ...]:
    """Return the weightiest chain of labels whose positions in the form increase."""
    # For each position of the form the best chain that ends there: weight, last step.
    ends: dict[int, tuple[float, _Chain]] = {-1: (0.0, None)}
    for number, label in enumerate(met):
        names = tuple(_names(label.meaning, order))
        additions: dict[int, tuple[float, _Chain]] = {}
        for name in names:
            position = order[name]
            before = max(
                (end for at, end in ends.items() if at < position), key=lambda e: e[0]
            )
            # A label of few fields says more of where we are than a common one.
            weight = 1 / max(1, len(names)) ** 0.5
            if label.number and _agrees(name, label.number):
                weight += _NUMBER_HELPS
            total = before[0] + weight
            if position not in ends or total > ends[position][0]:
                additions[position] = (total, ((number, position), before[1]))
        ends |= additions
    chain = max(ends.values(), key=lambda end: end[0])[1]
    steps = []
    while chain is not None:
        step, chain = chain
        steps.append(step)
    return tuple(reversed(steps))


_Chain = tuple[tuple[int, int], "_Chain"] | None


def _agrees(name: str, number: str) -> bool:
    own = name.split(" ", 1)[1]
    return own == number or own.startswith(f"{number}.")


def _sequence(labels: Labels) -> Iterator[str]:
    """Yield the names of the form's parts in the order in which they are printed.

    A heading over several sections stands before the first of them; a table's fields
    stand row by row.
    """
    form = labels.form
    headings = {m.section for m in labels.meanings.values() if m.section}
    own = set(form.sections) | {field.section for field in form.fields}
    above = sorted(headings - own)
    tables = {table.section: table for table in labels.tables}
    section = ""
    shown: set[str] = set()
    for field in form.fields:
        if field.section != section:
            section = field.section
            for group in above:
                if section.startswith(f"{group}.") and group not in shown:
                    shown.add(group)
                    yield SECTION + group
            yield SECTION + section
        if field.id in shown:
            continue
        table = tables.get(section)
        ids = _table_ids(labels, table.columns) if table else {}
        if any(field.id in fields for fields in ids.values()):
            for modality, fields in ids.items():
                yield MODALITY + modality
                yield from (FIELD + each for each in fields)
                shown |= set(fields)
        else:
            yield FIELD + field.id


def _table_ids(labels: Labels, columns: Sequence[str]) -> dict[str, list[str]]:
    """Return the ids of a table's fields by row."""
    found: dict[str, list[str]] = {}
    for modality in MODALITIES:
        fields = [
            labels.form.by_pointer(column.format(modality=modality))
            for column in columns
        ]
        found[modality] = [field.id for field in fields if field is not None]
    return found


def _names(meaning: Meaning, order: Mapping[str, int]) -> Iterator[str]:
    if meaning.section and SECTION + meaning.section in order:
        yield SECTION + meaning.section
    if meaning.modality and MODALITY + meaning.modality in order:
        yield MODALITY + meaning.modality
    for each in meaning.fields:
        if FIELD + each in order:
            yield FIELD + each
