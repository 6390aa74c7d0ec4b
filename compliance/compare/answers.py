"""What a filing's answers give of an element, where no rule can be asked."""

from collections.abc import Mapping, Sequence

from compliance.checks.completeness import state_words
from compliance.lexicon import Lexicon
from compliance.model import (
    Answer,
    Duty,
    Form,
    Judged,
    Kind,
    Level,
    Outcome,
    Seen,
    State,
)

_BINDING = {Level.REQUIRED: "must", Level.VOLUNTARY: "may"}


def judged_by_answers(
    duty: Duty,
    own: Duty,
    answers: Mapping[str, Answer],
    form: Form,
    lexicon: Lexicon,
) -> Judged:
    """Return what `answers` to `form` give of the element of `duty`.

    Args:
        duty: What the regulation asks.
        own: What the form that the answers are on has for the same element.
        answers: Pointer to answer.
        form: The form they are on.
        lexicon: The word lists.
    """
    settled = _settled(duty, own, answers, form)
    if settled is not None:
        return settled
    found = [answers[at] for at in own.at if at in answers]
    given = [each for each in found if _gives(each, own, form, lexicon)]
    if given:
        why = f"Answered in field {_fields(given, form)}."
        return _judged(Outcome.MET, why, seen_in(given, form))
    said = [each for each in found if each.state is State.ANSWERED]
    if said and own.word_list:
        why = f"Field {_fields(said, form)} is answered without a word on it"
        return _not_given(duty, why, seen_in(said, form))
    if said:
        why = f"Field {_fields(said, form)} is answered {_otherwise(said[0], own)}."
        return _judged(Outcome.UNDETERMINED, why, seen_in(said, form))
    if any(each.state is State.UNREADABLE for each in found):
        why = f"Field {_fields(found, form)} is unreadable."
        return _judged(Outcome.UNDETERMINED, why, seen_in(found, form))
    if found and all(_does_not_apply(each, form) for each in found):
        why = f"Field {_fields(found, form)} is said not to apply."
        return _judged(Outcome.NOT_APPLICABLE, why, seen_in(found, form))
    return _not_given(duty, _states(found, form), seen_in(found, form))


def _settled(
    duty: Duty, own: Duty, answers: Mapping[str, Answer], form: Form
) -> Judged | None:
    """Return the outcome where the answers to the element need not be looked at."""
    if duty.level is Level.NOT_REQUIRED:
        return _judged(Outcome.NOT_APPLICABLE, "Not asked for here.", ())
    if duty.level is Level.NOT_ESTABLISHED:
        why = "What is asked here is not established."
        return _judged(Outcome.UNDETERMINED, why, ())
    gates = [answers[at] for at in own.if_yes if at in answers]
    if gates and all(gate.value == "no" for gate in gates):
        why = f"Field {_fields(gates, form)} says No, so there is nothing to tell."
        return _judged(Outcome.NOT_APPLICABLE, why, seen_in(gates, form))
    if not own.at:
        why = f"The form of {form.regulation} has no field for it"
        return _not_given(duty, why, ())
    return None


def _not_given(duty: Duty, fact: str, seen: tuple[Seen, ...]) -> Judged:
    """Return the outcome of an element that the filing does not give."""
    match duty.level:
        case Level.CONDITIONAL:
            why = f"{fact}; it is asked for in part or under a condition."
            return _judged(Outcome.UNDETERMINED, why, seen)
        case Level.ON_REQUEST:
            why = f"{fact}; it is owed to who asks, which a filing does not show."
            return _judged(Outcome.UNDETERMINED, why, seen)
        case _:
            binding = _BINDING[duty.level]
            return _judged(Outcome.GAP, f"{fact}.", seen, binding)


def _gives(answer: Answer, own: Duty, form: Form, lexicon: Lexicon) -> bool:
    """Return whether an answer says what the element asks, as far as words can tell."""
    if answer.state is State.NONE:
        return True
    if answer.state is not State.ANSWERED or answer.value == "nonstandard":
        return False
    if own.word_list:
        words = [answer.text, *(" ".join(item.values()) for item in answer.items)]
        met = lexicon.found(own.word_list, "\n".join(words))
        return any(not own.groups or each.group in own.groups for each in met)
    field = form.by_pointer(answer.at)
    if own.entry:
        return any(item.get(own.entry) for item in answer.items)
    return field is None or field.kind is not Kind.LIST or bool(answer.items)


def _does_not_apply(answer: Answer, form: Form) -> bool:
    """Return whether the filing says so; of an optional comment it says only that."""
    field = form.by_pointer(answer.at)
    optional = field is not None and field.obligation == "optional"
    return answer.state is State.NOT_APPLICABLE and not optional


def _otherwise(answer: Answer, own: Duty) -> str:
    """Return how an answer is given that does not say what the element asks."""
    if answer.value == "nonstandard":
        return f"with “{answer.text}”, which is none of its options"
    return (
        f"in words, with no {own.entry}" if own.entry else "in words that name nothing"
    )


def _fields(answers: Sequence[Answer], form: Form) -> str:
    return ", ".join(each.field_id for each in seen_in(answers, form))


def _states(answers: Sequence[Answer], form: Form) -> str:
    parts = []
    for answer in answers:
        field = form.by_pointer(answer.at)
        name = field.id if field else answer.at
        parts.append(f"field {name} is {state_words(answer.state)}")
    words = ", ".join(parts)
    return f"{words[:1].upper()}{words[1:]}"


def seen_in(answers: Sequence[Answer], form: Form) -> tuple[Seen, ...]:
    """Return the answers as a comparison shows them, those of fields of `form`."""
    fields = ((answer, form.by_pointer(answer.at)) for answer in answers)
    return tuple(
        Seen(
            field_id=field.id,
            label=field.label,
            state=answer.state.value,
            place=answer.place,
            quote=answer.text,
            carried_from=answer.carried_from,
        )
        for answer, field in fields
        if field is not None
    )


def _judged(
    outcome: Outcome, why: str, seen: tuple[Seen, ...], binding: str = ""
) -> Judged:
    return Judged(outcome=outcome, binding=binding, why=why, rules=(), seen=seen)
