"""The canonical filing: nested plain values or answers, and `Answer`s from it.

Reading a canonical filing back gives the same answers.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

import yaml

from compliance import pointer
from compliance.intake.dates import latest_month, parse_date
from compliance.intake.lists import items_of
from compliance.intake.periods import parse_period
from compliance.intake.stated import (
    entries,
    is_answer_object,
    links_of,
    origin_of,
    stated,
    text_of,
    ticks_of,
    words_of,
)
from compliance.intake.states import state_of
from compliance.lexicon import load_lexicon, plain
from compliance.model import (
    IN_WORDS,
    MODALITIES,
    NOWHERE,
    AddedRow,
    Answer,
    Form,
    FormField,
    Item,
    Kind,
    Place,
    State,
    Submission,
)
from compliance.reference import load_reference

_ADDRESS: Final = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
# A date beside "(MM/YYYY)", or an address, is an answer all the same.
_MAY_HOLD_VALUES: Final = (State.ANSWERED, State.REFERS_ELSEWHERE, State.BLANK)
_SETTLED_BY_VALUE: Final = (Kind.DATE, Kind.MONTH, Kind.URL, Kind.YES_NO, Kind.CHOICE)
_META: Final = frozenset({"form", "$schema", "read_from", "added_rows"})
_LONGEST_ROW: Final = 2_000
_YES_NO: Final = {"yes": "yes", "no": "no", "true": "yes", "false": "no"}


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


def answer_of_words(
    field: FormField,
    words: str,
    place: Place,
    root: Path,
    *,
    ticks: tuple[str, ...] = (),
    links: tuple[str, ...] = (),
    note: str = "",
    day_first: bool | None = None,
) -> Answer:
    """Return the answer to `field` that the words of a filing give.

    Args:
        field: The field of the form.
        words: The answer as written.
        place: Where it stands.
        root: Where word lists and facts are.
        ticks: Codes of the boxes ticked beside the words.
        links: Addresses behind the words.
        note: What the reader noticed.
        day_first: Whether the filing writes the day before the month.
    """
    state, said = state_of(words, load_lexicon(root))
    notes = [note, said]
    value: str | tuple[str, ...] | None = None
    items: tuple[Item, ...] = ()
    if field.kind is Kind.TICKS:
        value, state, why = _ticks(words, ticks, state, root)
        notes.append(why)
    elif state in _MAY_HOLD_VALUES and words.strip():
        value, why = _value(field, words, day_first)
        if (
            value is not None
            and field.kind in _SETTLED_BY_VALUE
            and (state is not State.BLANK or value != "nonstandard")
        ):
            state = State.ANSWERED
        if state is State.BLANK:
            value = None
        else:
            notes.append(why)
            items = items_of(field.items, words, load_reference(root), links)
    return Answer(
        at=field.at,
        state=state,
        value=value,
        text=words,
        items=items,
        place=place,
        links=links,
        note="; ".join(part for part in notes if part),
    )


def _ticks(
    words: str, ticks: tuple[str, ...], state: State, root: Path
) -> tuple[tuple[str, ...] | None, State, str]:
    strange = [each for each in ticks if each not in MODALITIES]
    if ticks:
        marked = tuple(m for m in MODALITIES if m in ticks)
        why = f"not a modality of the form: {', '.join(strange)}" if strange else ""
        return marked or None, State.ANSWERED, why
    if state is not State.ANSWERED:
        return None, state, ""
    found = load_lexicon(root).found("modality-words", words)
    marked = tuple(m for m in MODALITIES if m in {each.group for each in found})
    return marked or None, state, IN_WORDS


def _value(
    field: FormField, words: str, day_first: bool | None
) -> tuple[str | None, str]:
    match field.kind:
        case Kind.YES_NO:
            return _YES_NO.get(plain(words).rstrip("."), "nonstandard"), ""
        case Kind.CHOICE:
            return (words if words in field.choices else "nonstandard"), ""
        case Kind.DATE:
            date = parse_date(words, day_first=day_first)
            return (date.iso, date.why) if date else (None, "no date is given")
        case Kind.URL:
            address = _ADDRESS.search(words)
            return (address.group().rstrip(".,;") if address else None), ""
        case Kind.MONTH:
            return latest_month(words), ""
        case Kind.PERIOD:
            return parse_period(words), ""
        case _:
            return None, ""


def rows_added(
    data: object, form: Form, places: Mapping[str, Place]
) -> tuple[AddedRow, ...]:
    """Return the parts of `data` that the form has no field for."""
    carried = pointer.get(data, "/added_rows")
    rows = carried if isinstance(carried, list) else []
    return (
        *_added(data, "", form, places),
        *(
            AddedRow(
                label=text_of(row.get("label")),
                text=text_of(row.get("text")),
                place=origin_of(row.get("place")),
            )
            for row in rows
            if isinstance(row, Mapping)
        ),
    )


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


def to_canonical(submission: Submission, form: Form) -> dict[str, object]:
    """Return `submission` as a nested filing of answers, in the form's order.

    It names the file it was read from, and keeps the rows the form does not have.
    """
    filing = pointer.build(
        {field.at: _stating(submission.answers[field.at]) for field in form.fields}
    )
    read_from = {"file": submission.source, "sha256": submission.sha256}
    added = [
        {"label": row.label, "text": row.text, "place": place_parts(row.place)}
        for row in submission.facts.added
    ]
    kept = {"added_rows": added} if added else {}
    return {"form": form.regulation, "read_from": read_from, **filing, **kept}


def _stating(answer: Answer) -> dict[str, object]:
    stated: dict[str, object] = {"state": answer.state.value}
    if answer.value is not None:
        value = answer.value
        stated["value"] = list(value) if isinstance(value, tuple) else value
    if answer.text:
        stated["text"] = answer.text
    if answer.items:
        stated["items"] = [dict(item) for item in answer.items]
    if answer.links:
        stated["links"] = list(answer.links)
    if answer.note:
        stated["note"] = answer.note
    place = place_parts(answer.place)
    if place:
        stated["place"] = place
    return stated


def place_parts(place: Place) -> dict[str, object]:
    """Return the known parts of `place`."""
    parts: dict[str, object] = {
        "page": place.page,
        "box": list(place.box) if place.box else None,
        "line": place.line,
        "column": place.column,
        "path": place.path or None,
    }
    return {key: value for key, value in parts.items() if value is not None}


def to_fields(submission: Submission, form: Form) -> list[dict[str, object]]:
    """Return one object per field of the form: what ``read --format fields`` prints."""
    fields: list[dict[str, object]] = []
    for field in form.fields:
        answer = submission.answers[field.at]
        value = list(answer.value) if isinstance(answer.value, tuple) else answer.value
        fields.append({
            "field": field.id,
            "label": field.label,
            "state": answer.state.value,
            "value": value,
            "text": answer.text,
            "page": answer.place.page,
            "place": str(answer.place),
        })  # fmt: skip
    return fields


class _Dumper(yaml.SafeDumper):
    """Block style; texts that could be read otherwise are quoted, long ones readable."""


_LONG: Final = 70
_READ_OTHERWISE: Final = frozenset(
    {"null", "true", "false", "yes", "no", "on", "off", "y", "n"}
)


def _text_node(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=_style(text))


def _style(text: str) -> str | None:
    lines = text.split("\n")
    clean = all(line.isprintable() for line in lines)
    # Blanks at an edge of a line would not survive a block.
    if clean and all(line == line.strip() and line for line in lines):
        if len(lines) > 1:
            return "|"
        if len(text) > _LONG:
            return ">"
        if text.replace(" ", "").isalpha() and plain(text) not in _READ_OTHERWISE:
            return None
    return '"'


_Dumper.add_representer(str, _text_node)


def to_yaml(filing: Mapping[str, object]) -> str:
    """Return `filing` as YAML that reads back to the same values."""
    return yaml.dump(
        dict(filing), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=88
    )
