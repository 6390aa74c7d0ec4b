"""Checks of the words of an answer, against the word lists."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from compliance.checks.evidence import Evidence
from compliance.intake.sentences import sentences
from compliance.lexicon import plain
from compliance.model import Gap, Observation


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentions:
    """Parameters of `mentions`."""

    at: tuple[str, ...]
    """Fields whose words are taken together."""
    list: str
    groups: tuple[str, ...] = ()
    """Groups of the word list that count; none named means all."""
    at_least: int = 1
    """How many different groups must be met."""


def mentions(evidence: Evidence, params: Mentions) -> Iterator[Observation]:
    """Yield a gap unless the words speak of at least ``at_least`` of the groups.

    Facts: ``missing`` (groups not spoken of), ``found`` (groups spoken of, or
    ``none``), ``needed`` (a number).
    """
    wanted = params.groups or evidence.lexicon.groups(params.list)
    words = "\n".join(evidence.words(at) for at in params.at)
    met = {found.group for found in evidence.lexicon.found(params.list, words)}
    missing = [group for group in wanted if group not in met]
    if len(wanted) - len(missing) < params.at_least:
        found_words = ", ".join(group for group in wanted if group in met)
        yield Gap(
            at=params.at[0],
            facts={
                "missing": ", ".join(missing),
                "found": found_words or "none",
                "needed": str(params.at_least),
            },
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class FreeOf:
    """Parameters of `free_of`."""

    at: str
    list: str
    groups: tuple[str, ...] = ()
    """Groups of the word list that count; none named means all."""


def free_of(evidence: Evidence, params: FreeOf) -> Iterator[Observation]:
    """Yield a gap if the answer's words hold a term of the word list.

    Facts: ``phrases`` (the terms met, in order, each once).
    """
    met = [
        found.phrase
        for found in evidence.lexicon.found(params.list, evidence.words(params.at))
        if not params.groups or found.group in params.groups
    ]
    if met:
        phrases = ", ".join(f"“{phrase}”" for phrase in dict.fromkeys(met))
        yield Gap(at=params.at, facts={"phrases": phrases})


def not_left_in_place(evidence: Evidence, params: FreeOf) -> Iterator[Observation]:
    """Yield a gap if the field holds a term of the word list, answered or not.

    Facts: ``phrases`` (the terms met, in order, each once).
    """
    yield from free_of(evidence, params)


@dataclass(frozen=True, slots=True, kw_only=True)
class RepeatedSentence:
    """Parameters of `repeated_sentence`."""

    at: tuple[str, ...]
    """Fields compared with one another."""
    fields: int
    """A sentence in this many fields or more is repeated."""
    words: int
    """Shorter sentences do not count."""


def repeated_sentence(
    evidence: Evidence, params: RepeatedSentence
) -> Iterator[Observation]:
    """Yield a gap for each sentence that stands in ``fields`` fields or more.

    Sentences are compared as `compliance.lexicon.plain` has them.

    Facts: ``sentence``, ``fields`` (their numbers).
    """
    standing: defaultdict[str, list[str]] = defaultdict(list)
    for at in params.at:
        if not evidence.answered(at):
            continue
        for sentence in dict.fromkeys(sentences(plain(evidence.answer(at).text))):
            if len(sentence.split()) >= params.words:
                standing[sentence].append(at)
    for sentence, places in standing.items():
        if len(places) >= params.fields:
            names = ", ".join(evidence.name(at) for at in places)
            yield Gap(at=places[0], facts={"sentence": sentence, "fields": names})


@dataclass(frozen=True, slots=True, kw_only=True)
class HasLink:
    """Parameters of `has_link`."""

    at: tuple[str, ...]


def has_link(evidence: Evidence, params: HasLink) -> Iterator[Observation]:
    """Yield a gap unless one of the fields gives a web address."""
    for at in params.at:
        answer = evidence.answer(at)
        if answer.links or any(item.get("url") for item in answer.items):
            return
        if evidence.lexicon.found("web-addresses", answer.text):
            return
    yield Gap(at=params.at[0])
