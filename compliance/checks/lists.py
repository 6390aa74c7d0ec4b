"""Checks of the entries of list answers: datasets, domains, crawlers, models."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from compliance.checks.completeness import ticked
from compliance.checks.evidence import Evidence
from compliance.domains import domain_problem
from compliance.languages import languages_in
from compliance.lexicon import plain
from compliance.model import Gap, Item, Observation, Unknown


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """Parameters of `names`."""

    at: tuple[str, ...]
    """Fields whose entries are taken together."""
    at_least: int = 1
    elsewhere: str = ""
    """Word list; a term of it in the first field says where the names are kept."""


def names(evidence: Evidence, params: Names) -> Iterator[Observation]:
    """Yield a gap unless the answers name at least ``at_least`` entries.

    Facts: ``count``, ``needed``.
    """
    count = sum(len(evidence.answer(at).items) for at in params.at)
    unread = evidence.elsewhere(params.at[0], params.elsewhere)
    if count < params.at_least and unread:
        yield unread
    elif count < params.at_least:
        yield Gap(
            at=params.at[0],
            facts={"count": str(count), "needed": str(params.at_least)},
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class EachEntryHas:
    """Parameters of `each_entry_has`."""

    at: str
    any_of: tuple[str, ...]
    """Keys of an entry; one of them must be filled."""
    one_of: tuple[str, ...] = ()
    """What that key must hold; none means anything."""
    known: tuple[str, ...] = ()
    """Ask only of entries that are these known datasets; none means all."""
    elsewhere: str = ""
    """Word list; a term of it says that what a key asks for is not to be had."""


def each_entry_has(evidence: Evidence, params: EachEntryHas) -> Iterator[Observation]:
    """Yield a gap if an entry of the list fills none of the keys.

    With ``one_of``, only these values fill a key. An answer that names no entry
    yields nothing: `names` reports that.

    Facts: ``missing`` (names of such entries), ``count``, ``total``.
    """
    asked = [
        item
        for item in evidence.answer(params.at).items
        if not params.known or item.get("known") in params.known
    ]
    lacking = [item for item in asked if not _fills(item, params)]
    unread = evidence.elsewhere(params.at, params.elsewhere)
    if lacking and unread:
        yield unread
    elif lacking:
        yield Gap(
            at=params.at,
            facts={
                "missing": ", ".join(_name(item) for item in lacking),
                "count": str(len(lacking)),
                "total": str(len(asked)),
            },
        )


def _fills(item: Item, params: EachEntryHas) -> bool:
    values = [item[key] for key in params.any_of if item.get(key)]
    return any(not params.one_of or value in params.one_of for value in values)


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistrableDomains:
    """Parameters of `registrable_domains`."""

    at: str


def registrable_domains(
    evidence: Evidence, params: RegistrableDomains
) -> Iterator[Observation]:
    """Yield a gap for each listed name that is not a domain someone can register.

    A public suffix, a host below the registrable domain and a hosting platform
    that says nothing of whose content it was are told apart.

    Facts: ``name``, ``problem``.
    """
    for item in evidence.answer(params.at).items:
        name = item.get("host") or _name(item)
        problem = domain_problem(name, evidence.reference.platforms)
        if problem:
            yield Gap(at=params.at, facts={"name": name, "problem": problem})


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareListed:
    """Parameters of `share_listed`."""

    at: str
    total: str
    """Source of the number of all names the list is drawn from."""
    percent: int
    at_most: int = 0
    """The list never needs more names than this; 0 means no such limit."""
    elsewhere: str = ""
    """Word list; a term of it says where the rest of the names is kept."""


def share_listed(evidence: Evidence, params: ShareListed) -> Iterator[Observation]:
    """Yield a gap if the list has fewer names than its share of ``total``.

    The share is rounded up, because the source does not say how to round.

    Facts: ``listed``, ``needed``, ``total``, ``percent``.
    """
    total = _number(evidence.value(params.total))
    if total is None:
        yield evidence.not_given(params.total, params.at)
        return
    needed = math.ceil(total * params.percent / 100)
    if params.at_most:
        needed = min(needed, params.at_most)
    listed = len(evidence.answer(params.at).items)
    unread = evidence.elsewhere(params.at, params.elsewhere)
    if listed < needed and unread:
        yield unread
    elif listed < needed:
        yield Gap(
            at=params.at,
            facts={
                "listed": str(listed),
                "needed": f"{needed:,}",
                "total": f"{total:,.0f}",
                "percent": str(params.percent),
            },
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class LargeDatasetsListed:
    """Parameters of `large_datasets_listed`."""

    at: str
    sizes: str
    """Source of the dataset sizes: a list of name, modality and size."""
    percent: int


def large_datasets_listed(
    evidence: Evidence, params: LargeDatasetsListed
) -> Iterator[Observation]:
    """Yield a gap for each dataset above ``percent`` of its modality, not listed.

    The base is the sum over the sizes given for the modality; exactly
    ``percent`` is not large.

    Facts: ``dataset``, ``modality``, ``share`` (percent, one decimal).
    """
    sizes = evidence.value(params.sizes)
    if not isinstance(sizes, tuple | list):
        yield evidence.not_given(params.sizes, params.at)
        return
    entries = [entry for entry in sizes if isinstance(entry, Mapping)]
    listed = _plain_words(evidence, params.at)
    for entry in entries:
        size, modality = _number(entry.get("size")), str(entry.get("modality", ""))
        total = sum(
            _number(e.get("size")) or 0
            for e in entries
            if e.get("modality") == modality
        )
        if size is None or total <= 0 or size * 100 <= params.percent * total:
            continue
        name = str(entry.get("name", ""))
        if plain(name) not in listed:
            share = f"{100 * size / total:.1f}"
            yield Gap(
                at=params.at,
                facts={"dataset": name, "modality": modality, "share": share},
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class DatasetForEachTick:
    """Parameters of `dataset_for_each_tick`."""

    ticks: str
    lists: tuple[str, ...]


def dataset_for_each_tick(
    evidence: Evidence, params: DatasetForEachTick
) -> Iterator[Observation]:
    """Yield a gap for each ticked modality of which no listed dataset is known.

    A dataset we know nothing of may be of any modality: then the question stays
    open for the modalities that no known dataset covers.

    Facts: ``modality``.
    """
    items = [item for at in params.lists for item in evidence.answer(at).items]
    datasets = evidence.reference.datasets
    known = [datasets[i["known"]] for i in items if i.get("known") in datasets]
    covered = {_modality(m) for dataset in known for m in dataset.modality}
    for modality in ticked(evidence, params.ticks):
        if modality in covered or modality == "other":
            continue
        if len(known) < len(items):
            why = f"it is not known which of the datasets hold {modality}"
            yield Unknown(at=params.lists[0], why=why)
        else:
            yield Gap(at=params.lists[0], facts={"modality": modality})


@dataclass(frozen=True, slots=True, kw_only=True)
class NamesLanguage:
    """Parameters of `names_language`."""

    at: str
    union: int = 0
    """How many official languages of the Union must be among them."""


def names_language(evidence: Evidence, params: NamesLanguage) -> Iterator[Observation]:
    """Yield a gap unless the answer names a language.

    With ``union``, only the languages that are named are judged.

    Facts: ``count`` (languages named), ``union`` (of these, official in the Union).
    """
    named = languages_in(evidence.words(params.at), evidence.reference.languages)
    if params.union and not named:
        return
    union = [code for code in named if evidence.reference.languages[code].eu]
    if not named or len(union) < params.union:
        yield Gap(
            at=params.at, facts={"count": str(len(named)), "union": str(len(union))}
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class CoversNames:
    """Parameters of `covers_names`."""

    at: str
    names: str
    """Source of the names that must be there."""


def covers_names(evidence: Evidence, params: CoversNames) -> Iterator[Observation]:
    """Yield a gap for the names that the answer does not have.

    Facts: ``missing``.
    """
    wanted = evidence.value(params.names)
    if not isinstance(wanted, tuple | list):
        yield evidence.not_given(params.names, params.at)
        return
    words = _plain_words(evidence, params.at)
    missing = [str(name) for name in wanted if plain(str(name)) not in words]
    if missing:
        yield Gap(at=params.at, facts={"missing": ", ".join(missing)})


def _plain_words(evidence: Evidence, at: str) -> str:
    names = [_name(item) for item in evidence.answer(at).items]
    return plain(" ".join([evidence.words(at), *names]))


def _name(item: Item) -> str:
    told = (item.get(key) for key in ("name", "title", "url"))
    return next((each for each in told if each), "an unnamed entry")


def _number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value)


def _modality(word: str) -> str:
    # Known datasets also say code, image_links and the like.
    return {"code": "text", "speech": "audio", "music": "audio"}.get(
        word, word.partition("_")[0]
    )
