"""Values and answer objects of a structured filing, whatever they hold."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from compliance.intake.dates import parse_date
from compliance.intake.doubts import certain, doubted
from compliance.intake.lists import completed
from compliance.intake.periods import parse_period
from compliance.lexicon import plain
from compliance.model import (
    MODALITIES,
    NOWHERE,
    AddedRow,
    Answer,
    Doubt,
    FormField,
    Item,
    Kind,
    Place,
    State,
)
from compliance.reference import Reference

_PARTS: Final = frozenset(
    {"state", "value", "text", "items", "links", "note", "place"}
    | {"doubts", "by", "confirmed", "carried_from", "carried_as"}
)
_TRUE: Final = frozenset({"yes", "true"})
_STATES: Final = {state.value: state for state in State}
_NOTHING: Final = (State.BLANK, State.UNREADABLE, State.MISSING_FIELD)
_SIDES: Final = 4


def is_answer_object(raw: object) -> bool:
    """Return whether `raw` is an answer with its parts, not a value of its own."""
    return isinstance(raw, Mapping) and (
        "state" in raw or (bool(raw) and _PARTS.issuperset(raw))
    )


def words_of(field: FormField, raw: Mapping[str, object]) -> str:
    """Return the words of an answer object; a text given as value counts as such."""
    words = text_of(raw.get("text"))
    value = raw.get("value")
    if not words and field.kind in (Kind.TEXT, Kind.LIST) and value is not None:
        return text_of(value)
    return words


def stated(
    field: FormField, raw: Mapping[str, object], read: Answer, reference: Reference
) -> Answer:
    """Return the answer that the answer object `raw` states.

    What it states of value, entries, place and note holds if it is of the kind the
    field takes; what it leaves out is what its words give. It cannot make an answer
    of words that are none: "answered" beside "N/A" is not applicable.

    Args:
        field: The field of the form.
        raw: The answer object.
        read: The answer its words give.
        reference: Facts about datasets, crawlers and the like.
    """
    value, items = _value(field, raw, read), read.items
    if isinstance(raw.get("items"), list):
        # A list that holds nothing states nothing; the words may still name some.
        items = entries(field.items, raw["items"], reference) or items
    words_alone = value == "nonstandard" and raw.get("value") is None
    given = (value is not None and not words_alone) or bool(items)
    state, why = _state(raw, read, given=given)
    notes = (text_of(raw.get("note")), why)
    origin = origin_of(raw.get("place"))
    told = read if raw.get("state") is None else certain(read)
    return doubted(
        replace(
            told,
            state=state,
            value=value,
            items=items,
            place=read.place if origin == NOWHERE else origin,
            note="; ".join(note for note in notes if note),
            carried_from=text_of(raw.get("carried_from")),
            carried_as=text_of(raw.get("carried_as")),
        ),
        *_doubts(raw.get("doubts")),
    )


def _doubts(listed: object) -> list[Doubt]:
    names = listed if isinstance(listed, list) else []
    return [doubt for doubt in Doubt if doubt.value in names]


def links_of(raw: Mapping[str, object]) -> tuple[str, ...]:
    """Return the addresses that an answer object gives beside its words."""
    links = raw.get("links")
    told = map(text_of, links) if isinstance(links, list) else ()
    return tuple(link for link in told if plain(link))


def _state(
    raw: Mapping[str, object], read: Answer, *, given: bool
) -> tuple[State, str]:
    said = raw.get("state")
    state = _STATES.get(said) if isinstance(said, str) else None
    if state is None:
        why = "" if said is None else "its state is not one of the form"
        return State.ANSWERED if given else read.state, why
    if state in _NOTHING and _adds(raw, read):
        return State.ANSWERED, "it is said to be empty, and something is given"
    if state is not State.ANSWERED or given or read.state is State.ANSWERED:
        return state, ""
    return read.state, "it is said to be answered, and its words are no answer"


def _adds(raw: Mapping[str, object], read: Answer) -> bool:
    """Return whether an answer said to be empty gives a value, entry or answer."""
    value, items = raw.get("value"), raw.get("items")
    if value not in (None, "", []) or (isinstance(items, list) and bool(items)):
        return True
    return not read.value and read.state is State.ANSWERED and bool(read.text)


def _value(
    field: FormField, raw: Mapping[str, object], read: Answer
) -> str | tuple[str, ...] | None:
    value = raw.get("value")
    if value is None:
        # Modalities come of ticks; words name some that are not ticked.
        leaves_out = field.kind is not Kind.TICKS or raw.get("state") is None
        return read.value if leaves_out else None
    match field.kind:
        case Kind.TICKS:
            ticks = set(ticks_of(value))
            return tuple(m for m in MODALITIES if m in ticks) or None
        case Kind.YES_NO | Kind.CHOICE:
            words = plain(text_of(value))
            said = {"true": "yes", "false": "no"}.get(words, words)
            known = ("yes", "no") if field.kind is Kind.YES_NO else field.choices
            return said if said in known else "nonstandard"
        case Kind.DATE | Kind.MONTH if isinstance(value, str):
            date = parse_date(value)
            return date.iso if date and date.iso else read.value
        case Kind.PERIOD if isinstance(value, str):
            return parse_period(value) or read.value
        case Kind.URL if isinstance(value, str):
            return value
        case _:
            # A value of another kind than the field takes: its words decide.
            return read.value


def ticks_of(raw: object) -> tuple[str, ...]:
    """Return the names ticked in a list, or in an object of names to yes and no.

    >>> ticks_of({"text": True, "image": False, "audio": "yes"})
    ('text', 'audio')
    """
    if isinstance(raw, Mapping):
        return tuple(str(key) for key, on in raw.items() if plain(text_of(on)) in _TRUE)
    listed = raw if isinstance(raw, list) else [raw]
    return tuple(plain(text_of(each)) for each in listed if each is not None)


def entries(kind: str, listed: object, reference: Reference) -> tuple[Item, ...]:
    """Return the entries of a structured list; what holds nothing is none."""
    found = [_item(each) for each in listed] if isinstance(listed, Sequence) else []
    return tuple(
        completed(kind, item, reference)
        for item in found
        if any(plain(value) for value in item.values())
    )


def _item(raw: object) -> Item:
    if isinstance(raw, Mapping):
        return {
            str(key): words for key, value in raw.items() if (words := text_of(value))
        }
    return {"name": text_of(raw)}


def text_of(raw: object) -> str:
    """Return any value as words: lists by line, objects as ``key: value`` lines."""
    if raw is None:
        return ""
    if isinstance(raw, bool):
        return "true" if raw else "false"
    if isinstance(raw, list):
        return "\n".join(text_of(each) for each in raw)
    if isinstance(raw, Mapping):
        return "\n".join(f"{key}: {text_of(value)}" for key, value in raw.items())
    return str(raw)


def rows_stated(raw: object) -> tuple[AddedRow, ...]:
    """Return the rows that a filing lists, each with its label, text and place."""
    rows = raw if isinstance(raw, list) else []
    return tuple(
        AddedRow(
            label=text_of(row.get("label")),
            text=text_of(row.get("text")),
            place=origin_of(row.get("place")),
        )
        for row in rows
        if isinstance(row, Mapping)
    )


def origin_of(raw: object) -> Place:
    """Return the place that a filing states, or `NOWHERE`."""
    if not isinstance(raw, Mapping):
        return NOWHERE

    def number(key: str) -> int | None:
        value = raw.get(key)
        return value if type(value) is int else None

    box = raw.get("box")
    sides = [float(n) for n in box if _is_number(n)] if isinstance(box, list) else []
    return Place(
        page=number("page"),
        line=number("line"),
        column=number("column"),
        box=(sides[0], sides[1], sides[2], sides[3]) if len(sides) == _SIDES else None,
        path=text_of(raw.get("path")),
    )


def _is_number(value: object) -> bool:
    # A whole number may be too large for a float; no page is.
    return type(value) is float or (type(value) is int and abs(value) < 10**9)
