"""The answer that words give: state, value, entries, and what is doubtful in them."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from compliance.intake.dates import dates_in, latest_month, parse_date
from compliance.intake.doubts import doubted
from compliance.intake.lists import items_of
from compliance.intake.periods import parse_period
from compliance.intake.states import state_of
from compliance.lexicon import load_lexicon, plain
from compliance.model import (
    IN_WORDS,
    MODALITIES,
    Answer,
    Doubt,
    FormField,
    Item,
    Kind,
    Place,
    State,
)
from compliance.reference import load_reference

_ADDRESS: Final = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
# A date beside "(MM/YYYY)", or an address, is an answer all the same.
_MAY_HOLD_VALUES: Final = (State.ANSWERED, State.REFERS_ELSEWHERE, State.BLANK)
_SETTLED_BY_VALUE: Final = (Kind.DATE, Kind.MONTH, Kind.URL, Kind.YES_NO, Kind.CHOICE)
_DATED: Final = (Kind.DATE, Kind.MONTH, Kind.PERIOD)
# "Not applicable" and "None are publicly known" say nothing else.
_PLAIN: Final = 4
_YES_NO: Final = {"yes": "yes", "no": "no", "true": "yes", "false": "no"}


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
    if words in field.choices:
        # "None" and "unknown" may be options to choose.
        state, said = State.ANSWERED, ""
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
    elif field.kind is Kind.YES_NO and state is not State.BLANK:
        # The form offers yes and no alone, and "N/A" is neither.
        value = "nonstandard"
    answer = Answer(
        at=field.at,
        state=state,
        value=value,
        text=words,
        items=items,
        place=place,
        links=links,
        note="; ".join(part for part in notes if part),
    )
    return doubted(answer, *_doubts(field, answer, ticks, day_first))


def _doubts(
    field: FormField, answer: Answer, ticks: tuple[str, ...], day_first: bool | None
) -> Iterator[Doubt]:
    """Yield what is doubtful in what the words of `answer` were taken for."""
    words = answer.text
    if answer.state is not State.ANSWERED:
        if len(words.split()) > _PLAIN or (answer.state is State.BLANK and words):
            yield Doubt.STATE_IN_WORDS
        return
    if field.kind is Kind.TICKS:
        if not ticks:
            yield Doubt.OPTION_IN_WORDS
        elif not set(ticks) <= set(MODALITIES):
            yield Doubt.OPTION_ODD
    if answer.value == "nonstandard":
        yield Doubt.OPTION_ODD
    if field.kind in _DATED and any(date.iso is None for date in dates_in(words)):
        yield Doubt.DATE_AMBIGUOUS if day_first is None else Doubt.DATE_SETTLED


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
