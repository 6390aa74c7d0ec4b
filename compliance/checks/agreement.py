"""Checks of whether two answers, or an answer and a fact, agree."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from compliance.checks.completeness import ticked
from compliance.checks.evidence import Evidence
from compliance.lexicon import plain
from compliance.model import Gap, Observation, State, Unknown


@dataclass(frozen=True, slots=True, kw_only=True)
class TicksWithin:
    """Parameters of `ticks_within`."""

    at: tuple[str, ...]
    """Tick fields, taken together."""
    within: tuple[str, ...]
    """Tick fields, taken together, that must hold each of them."""


def ticks_within(evidence: Evidence, params: TicksWithin) -> Iterator[Observation]:
    """Yield a gap for each modality ticked at ``at`` and nowhere in ``within``.

    Facts: ``modality``, ``fields`` (numbers of the fields that tick it),
    ``within`` (numbers of the fields that do not).
    """
    held = {m for at in params.within for m in ticked(evidence, at)}
    unread = [at for at in params.within if _unreadable(evidence, at)]
    marked = {m: at for at in reversed(params.at) for m in ticked(evidence, at)}
    for modality, at in sorted(marked.items()):
        if modality in held:
            continue
        if unread:
            why = f"the ticks of {evidence.name(unread[0])} could not be read"
            yield Unknown(at=at, why=why)
            continue
        fields = [f for f in params.at if modality in ticked(evidence, f)]
        yield Gap(
            at=at,
            facts={
                "modality": modality,
                "fields": ", ".join(evidence.name(f) for f in fields),
                "within": ", ".join(evidence.name(f) for f in params.within),
            },
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureAgrees:
    """Parameters of `figure_agrees`."""

    range: str
    """A size range field."""
    texts: tuple[str, ...]
    """Fields whose words may state the size in the range's unit."""


_UNITS: Final = {
    "tokens": ("tokens", "token", "tokeny", "tokenów", "jetons"),
    "images": ("images", "image", "bilder", "obrazów", "immagini", "imágenes"),
    "hours": ("hours", "hour", "stunden", "heures", "godzin", "ore", "horas"),
}
# Short scale; a long-scale "billion" is 10^12 and stands under its own spelling.
_SCALES: Final = {
    "thousand": 1e3, "k": 1e3, "tausend": 1e3, "mille": 1e3, "tys.": 1e3,
    "million": 1e6, "millions": 1e6, "m": 1e6, "millionen": 1e6, "mln": 1e6,
    "billion": 1e9, "billions": 1e9, "b": 1e9, "milliarden": 1e9, "mld": 1e9,
    "mrd.": 1e9, "milliards": 1e9, "miliardi": 1e9, "bn": 1e9,
    "trillion": 1e12, "trillions": 1e12, "t": 1e12, "billionen": 1e12, "bln": 1e12,
}  # fmt: skip
_FIGURE: Final = re.compile(
    r"(?<![\w.,])(\d{1,15}(?:[.,]\d{1,12})?)\s?\+?\s?([a-z]{1,12}\.?)?\s+(?:of\s+)?([a-zńóęłąśćźż]{3,12})"
)
_RANGE: Final = re.compile(r"(?:lt_(\de\d+)|(\de\d+)_to_(\de\d+)|gt_(\de\d+))_(\w+)\Z")


def figure_agrees(evidence: Evidence, params: FigureAgrees) -> Iterator[Observation]:
    """Yield a gap if a size in the words lies outside the chosen range.

    Only figures with the range's own unit are compared ("15 trillion tokens");
    of several, the largest, because parts may be stated beside the whole.

    Facts: ``figure`` (as written), ``range`` (its code).
    """
    code = evidence.answer(params.range).value
    bounds = _bounds(code) if isinstance(code, str) else None
    if bounds is None or not isinstance(code, str):
        return
    low, high, unit = bounds
    found = [
        (amount, words, at)
        for at in params.texts
        for amount, words in figures(evidence.answer(at).text, unit)
    ]
    if not found:
        return
    amount, words, at = max(found, key=lambda each: each[0])
    if not low <= amount <= high:
        yield Gap(at=at, facts={"figure": words, "range": code})


def figures(text: str, unit: str) -> tuple[tuple[float, str], ...]:
    """Return the amounts of `unit` (tokens, images, hours) that `text` states.

    >>> figures("about 15 trillion tokens and 1.5T tokens", "tokens")
    ((15000000000000.0, '15 trillion tokens'), (1500000000000.0, '1.5t tokens'))
    """
    found = []
    for match in _FIGURE.finditer(plain(text)):
        number, scale, word = match.groups()
        if word not in _UNITS[unit] or (scale and scale not in _SCALES):
            continue
        amount = float(number.replace(",", "."))
        found.append((amount * _SCALES.get(scale or "", 1.0), match.group()))
    return tuple(found)


def _bounds(code: str) -> tuple[float, float, str] | None:
    match = _RANGE.match(code)
    if match is None:
        return None
    below, low, high, above, unit = match.groups()
    if below:
        return 0.0, float(below), unit
    if above:
        return float(above), float("inf"), unit
    return float(low), float(high), unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Agrees:
    """Parameters of `agrees`."""

    left: str
    right: str
    """Sources of two values, compared as they are."""


def agrees(evidence: Evidence, params: Agrees) -> Iterator[Observation]:
    """Yield a gap if both values are known and differ.

    Facts: ``left``, ``right``.
    """
    left, right = evidence.value(params.left), evidence.value(params.right)
    for source, value in ((params.left, left), (params.right, right)):
        if value is None or value == "nonstandard":
            why = f"{evidence.called(source)} is not given"
            yield Unknown(at=params.left, why=why)
            return
    if left != right:
        yield Gap(at=params.left, facts={"left": str(left), "right": str(right)})


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatoryAgrees:
    """Parameters of `signatory_agrees`."""

    claim: str
    """A yes/no field: are you a signatory?"""
    party: str
    """The field that names the provider."""
    chapter: str


def signatory_agrees(
    evidence: Evidence, params: SignatoryAgrees
) -> Iterator[Observation]:
    """Yield a gap if the claim and the list of signatories disagree.

    A provider that is not on the list cannot be judged, because the list is
    not complete.

    Facts: ``claim``, ``listed`` (the name on the list), ``as_of``.
    """
    claim = evidence.answer(params.claim).value
    words = plain(evidence.answer(params.party).text)
    day = evidence.reference.signatories_as_of
    for party in evidence.reference.signatories:
        if not any(_names(words, name) for name in (party.name, *party.also)):
            continue
        signed = "yes" if params.chapter in party.chapters else "no"
        if claim in ("yes", "no") and claim != signed:
            facts = {"claim": str(claim), "listed": party.name, "as_of": day}
            yield Gap(at=params.claim, facts=facts)
        return
    if claim == "yes":
        why = f"the provider is not on the list of signatories known on {day}"
        yield Unknown(at=params.claim, why=why)


def _names(words: str, name: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(plain(name))}(?!\w)", words) is not None


def _unreadable(evidence: Evidence, at: str) -> bool:
    return evidence.answer(at).state is State.UNREADABLE
