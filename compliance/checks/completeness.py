"""Checks of whether a form's fields are answered."""

from collections.abc import Iterator
from dataclasses import dataclass

from compliance.checks.evidence import Evidence
from compliance.model import MODALITIES, Gap, Observation, State, Unknown

_STATE_WORDS = {
    State.ANSWERED: "answered",
    State.NOT_APPLICABLE: "said not to apply",
    State.NONE: "answered with none",
    State.NOT_KNOWN: "said to be not known",
    State.WITHHELD: "withheld",
    State.REFERS_ELSEWHERE: "only a pointer to another place",
    State.BLANK: "blank",
    State.UNREADABLE: "unreadable",
    State.MISSING_FIELD: "not in the filing",
}


def state_words(state: State) -> str:
    """Return `state` as it reads after "the field is"."""
    return _STATE_WORDS[state]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """Parameters of `answered`."""

    at: str
    also: tuple[str, ...] = ()
    """Other states that satisfy the norm."""
    elsewhere: str = ""
    """Word list; a pointer with a term of it may be what is asked for, unread."""


def answered(evidence: Evidence, params: Answered) -> Iterator[Observation]:
    """Yield a gap unless the field holds an answer of substance.

    Facts: ``state`` (in words).
    """
    answer = evidence.answer(params.at)
    if answer.state is State.UNREADABLE:
        yield Unknown(at=params.at, why="the answer could not be read")
        return
    if answer.state in {State.ANSWERED, *params.also}:
        return
    unread = evidence.elsewhere(params.at, params.elsewhere)
    if unread and answer.state is State.REFERS_ELSEWHERE:
        yield unread
    else:
        yield Gap(at=params.at, facts={"state": state_words(answer.state)})


@dataclass(frozen=True, slots=True, kw_only=True)
class Unanswered:
    """Parameters of `unanswered`."""

    at: tuple[str, ...]


def unanswered(evidence: Evidence, params: Unanswered) -> Iterator[Observation]:
    """Yield a gap for each of the fields that holds an answer of substance.

    Facts: ``fields`` (their numbers).
    """
    filled = [at for at in params.at if evidence.answered(at)]
    if filled:
        names = ", ".join(evidence.name(at) for at in filled)
        yield Gap(at=filled[0], facts={"fields": names})


@dataclass(frozen=True, slots=True, kw_only=True)
class NoneWithheld:
    """Parameters of `none_withheld`."""

    at: tuple[str, ...]


def none_withheld(evidence: Evidence, params: NoneWithheld) -> Iterator[Observation]:
    """Yield a gap if one of the fields says that its answer is withheld.

    Facts: ``fields`` (their numbers).
    """
    held = [at for at in params.at if evidence.answer(at).state is State.WITHHELD]
    if held:
        names = ", ".join(evidence.name(at) for at in held)
        yield Gap(at=held[0], facts={"fields": names})


@dataclass(frozen=True, slots=True, kw_only=True)
class AnyAnswered:
    """Parameters of `any_answered`."""

    at: tuple[str, ...]
    also: tuple[str, ...] = ()
    """Other states that satisfy the norm."""


def any_answered(evidence: Evidence, params: AnyAnswered) -> Iterator[Observation]:
    """Yield a gap unless one of the fields holds an answer of substance.

    Facts: ``fields`` (their numbers).
    """
    accepted = {State.ANSWERED, *params.also}
    states = [evidence.answer(at).state for at in params.at]
    if any(state in accepted for state in states):
        return
    if State.UNREADABLE in states:
        yield Unknown(at=params.at[0], why="an answer could not be read")
        return
    names = ", ".join(evidence.name(at) for at in params.at)
    yield Gap(at=params.at[0], facts={"fields": names})


@dataclass(frozen=True, slots=True, kw_only=True)
class StandardChoice:
    """Parameters of `standard_choice`."""

    at: str


def standard_choice(
    evidence: Evidence, params: StandardChoice
) -> Iterator[Observation]:
    """Yield a gap if an option is chosen that the form does not have.

    Facts: ``given`` (the words of the choice).
    """
    answer = evidence.answer(params.at)
    if answer.value == "nonstandard":
        given = answer.text or "words of its own"
        yield Gap(at=params.at, facts={"given": given})


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenForEachTick:
    """Parameters of `given_for_each_tick`."""

    ticks: str
    fields: str
    """Pointer with ``{modality}`` in it."""


def given_for_each_tick(
    evidence: Evidence, params: GivenForEachTick
) -> Iterator[Observation]:
    """Yield a gap for each ticked modality whose own field is not answered.

    Facts: ``modality``, ``state`` (in words).
    """
    for modality in ticked(evidence, params.ticks):
        at = params.fields.format(modality=modality)
        state = evidence.answer(at).state
        if state is State.UNREADABLE:
            yield Unknown(at=at, why=f"the answer for {modality} could not be read")
        elif state is not State.ANSWERED:
            yield Gap(at=at, facts={"modality": modality, "state": state_words(state)})


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenOnlyForTicks:
    """Parameters of `given_only_for_ticks`."""

    ticks: str
    fields: str
    """Pointer with ``{modality}`` in it."""


def given_only_for_ticks(
    evidence: Evidence, params: GivenOnlyForTicks
) -> Iterator[Observation]:
    """Yield a gap for each answered field whose modality is not ticked.

    Facts: ``modality``.
    """
    marked = ticked(evidence, params.ticks)
    for modality in MODALITIES:
        at = params.fields.format(modality=modality)
        if modality not in marked and evidence.answered(at):
            yield Gap(at=at, facts={"modality": modality})


@dataclass(frozen=True, slots=True, kw_only=True)
class LongEnough:
    """Parameters of `long_enough`."""

    at: str
    words: int


def long_enough(evidence: Evidence, params: LongEnough) -> Iterator[Observation]:
    """Yield a gap if an answer of substance has fewer than ``words`` words.

    Facts: ``count``, ``words``.
    """
    count = len(evidence.words(params.at).split())
    if count < params.words:
        yield Gap(at=params.at, facts={"count": str(count), "words": str(params.words)})


def ticked(evidence: Evidence, at: str) -> tuple[str, ...]:
    """Return the modalities ticked at `at`, in the form's order."""
    value = evidence.answer(at).value
    marked = value if isinstance(value, tuple) else ()
    return tuple(m for m in MODALITIES if m in marked)
