"""The canonical filing to answers: nested plain values, or answers with their parts.

Reading back what `written` makes of a submission gives the same answers.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from compliance import pointer
from compliance.intake.stated import (
    entries,
    is_answer_object,
    links_of,
    rows_stated,
    stated,
    text_of,
    ticks_of,
    words_of,
)
from compliance.intake.worded import answer_of_words
from compliance.model import (
    MODALITIES,
    NOWHERE,
    AddedRow,
    Answer,
    Form,
    FormField,
    Kind,
    Place,
    State,
)
from compliance.reference import load_reference

_META: Final = frozenset(
    {"form", "$schema", "read_from", "as_read", "added_rows", "altered_options"}
)
_LONGEST_ROW: Final = 2_000


def answers_from_data(
    data: object, form: Form, root: Path, places: Mapping[str, Place] | None = None
) -> dict[str, Answer]:
    """Return one answer for every field of `form`, in its order, from `data`.

    Whatever stands in `data`, nothing is raised: a value of another kind than the
    field takes is kept as words, and its value is ``nonstandard`` or none.
    """
    known = places or {}
    return {
        field.at: _answer(field, pointer.get(data, field.at), known, root)
        if _present(data, field.at)
        else Answer(at=field.at, state=State.MISSING_FIELD)
        for field in form.fields
    }


def _present(data: object, at: str) -> bool:
    holder = pointer.get(data, at.rpartition("/")[0])
    return isinstance(holder, Mapping) and pointer.parts(at)[-1] in holder


def _answer(
    field: FormField, raw: object, places: Mapping[str, Place], root: Path
) -> Answer:
    place = places.get(field.at, NOWHERE)
    place = Place(line=place.line, column=place.column, path=field.at)
    if isinstance(raw, Mapping) and is_answer_object(raw):
        words, links = words_of(field, raw), links_of(raw)
        read = answer_of_words(field, words, place, root, links=links)
        return stated(field, raw, read, load_reference(root))
    if isinstance(raw, list | Mapping) and field.kind is Kind.TICKS:
        ticks = ticks_of(raw)
        if set(ticks) & set(MODALITIES):
            return answer_of_words(field, "", place, root, ticks=ticks)
        return answer_of_words(field, ", ".join(ticks), place, root)
    if isinstance(raw, list | Mapping) and (field.items or field.kind is Kind.LIST):
        return _listed(field, raw if isinstance(raw, list) else [raw], place, root)
    return answer_of_words(field, text_of(raw), place, root)


def _listed(field: FormField, raw: list[object], place: Place, root: Path) -> Answer:
    """Return the answer of a list; one text that says "none" is no entry."""
    items = entries(field.items, raw, load_reference(root))
    if len(items) == 1 and all(isinstance(each, str) for each in raw):
        read = answer_of_words(field, text_of(raw).strip(), place, root)
        if read.state is not State.ANSWERED:
            return read
    state = State.ANSWERED if items else State.BLANK
    return Answer(at=field.at, state=state, items=items, place=place)


def rows_added(
    data: object, form: Form, places: Mapping[str, Place]
) -> tuple[AddedRow, ...]:
    """Return the parts of `data` that the form has no field for."""
    carried = rows_stated(pointer.get(data, "/added_rows"))
    return (*_added(data, "", form, places), *carried)


def _added(
    data: object, at: str, form: Form, places: Mapping[str, Place]
) -> Iterator[AddedRow]:
    if not isinstance(data, Mapping):
        return
    for key, value in data.items():
        here = at + pointer.join(key)
        if form.by_pointer(here) or (not at and key in _META):
            continue
        if any(field.at.startswith(f"{here}/") for field in form.fields):
            yield from _added(value, here, form, places)
            continue
        place = places.get(here, NOWHERE)
        yield AddedRow(
            label=str(key),
            text=_shortened(text_of(value)),
            place=Place(line=place.line, column=place.column, path=here),
        )


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST_ROW else f"{text[: _LONGEST_ROW - 1]}…"
