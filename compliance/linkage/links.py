"""Exact links between disclosed works and catalog entries, each with its reasons.

A work links to an entry when

- a registration number agrees and the dates do not contradict each other;
- an identifier of the work agrees, of whatever scheme;
- the address it was taken from is an address of the entry;
- the title and a creator agree by their keys (`names`).

A title alone never links, nor does an identifier of a person or company. An ISWC
names a composition, so it does not link a recording of it; an ISSN names a
periodical, so it does not link an article in it. What agrees only in that way is no
link, and is said in the entry's answer.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from compliance.identifiers import Identifier, Verdict, parse
from compliance.linkage.entry import Entry, several
from compliance.linkage.keys import EntryKeys, related_what
from compliance.linkage.names import creator_keys, featured, plain_letters, title_key
from compliance.linkage.works import (
    Named,
    Work,
    WorkIndex,
    link_key,
    url_key,
)
from compliance.model import Method

_ORDER: Final = {method: place for place, method in enumerate(Method)}
NAMES_PER_ENTRY: Final = 50
"""Titles and creators of one entry that are compared."""


@dataclass(frozen=True, slots=True)
class Found:
    """A link of one entry: which disclosed thing, how, and why."""

    number: int
    """Its place among all things disclosed."""
    method: Method
    reasons: tuple[str, ...]


def links_of(
    entry: Entry, keys: EntryKeys, index: WorkIndex, confusables: Mapping[int, str]
) -> tuple[Found, ...]:
    """Return the links of `entry`, one per disclosed work and method, strongest first."""
    found: dict[tuple[int, Method], Found] = {}
    for each in (
        *_by_identifier(entry, keys, index),
        *_by_url(entry, index),
        *_by_name(entry, index, confusables),
    ):
        found.setdefault((each.number, each.method), each)
    return tuple(sorted(found.values(), key=lambda f: (_ORDER[f.method], f.number)))


def related_words(keys: EntryKeys, index: WorkIndex) -> str:
    """Return what a disclosed identifier names instead of the entry, or empty."""
    for each in keys.related:
        if index.identifiers.get(each.key):
            what = related_what(each.scheme)
            return f"the filing names {each.scheme.upper()} {each.normal[:100]}: {what}"
    return ""


def _by_identifier(entry: Entry, keys: EntryKeys, index: WorkIndex) -> Iterator[Found]:
    for own in keys.identifiers:
        if own.scheme == "us":
            for work, other in index.registrations.get(link_key(own), ()):
                agreement = _dates_agree(own, other, index.source)
                if agreement:
                    reasons = (
                        agreement,
                        *_repairs(own, other, index.source),
                        *_names(entry, work),
                    )
                    yield Found(work.number, Method.REGISTRATION, reasons)
            continue
        for work, other in index.identifiers.get(own.key, ()):
            if own.scheme == "issn" and work.container:
                what = f"the {index.source} lists a work in the periodical of ISSN {own.normal}"
            else:
                what = f"{own.scheme.upper()} {own.normal[:100]} agrees"
            if own.scheme in ("gtin", "grid") and own.key.startswith(own.scheme):
                what += "; it names a release, which may hold several works"
            reasons = (what, *_repairs(own, other, index.source), *_names(entry, work))
            yield Found(work.number, Method.IDENTIFIER, reasons)


def _dates_agree(own: Identifier, other: Identifier, source: str) -> str:
    """Return how two registrations of one number agree, or empty if they do not."""
    number, _, day = own.normal.partition("@")
    _, _, disclosed = other.normal.partition("@")
    if day and disclosed:
        if day == disclosed:
            return f"registration {number} of {day} agrees"
        short, long = sorted((day, disclosed), key=len)
        if long.startswith(f"{short}-"):
            return f"registration {number} agrees, its date as far as {short}"
        return ""
    where = "neither side gives" if day == disclosed else (
        f"the {source} does not give" if day else "the catalog does not give"
    )  # fmt: skip
    return (
        f"registration number {number} agrees; {where} its date, without which "
        "a number is not unique"
    )


def _repairs(own: Identifier, other: Identifier, source: str) -> Iterator[str]:
    for each, where in ((own, "catalog"), (other, source)):
        if each.repair:
            yield f"{where}, {each.raw[:100]}: {each.repair}"


def _names(entry: Entry, work: Work) -> Iterator[str]:
    """Yield whether names agree, for a link that was made without them."""
    if entry.title and work.title:
        wanted = title_key(work.title)
        keys = [title_key(each) for each in _titles(entry)]
        if wanted in keys:
            yield "the titles agree"
        elif any(_holds(key, wanted) for key in keys):
            yield "one title holds the other"
        else:
            yield f"the titles differ: “{work.title[:100]}” and “{entry.title[:100]}”"
    if entry.creators and work.creators:
        own = {key for each in several(entry.creators) for key in creator_keys(each)}
        other = {key for each in work.creators for key in creator_keys(each)}
        if own & other:
            yield "a creator agrees"
        else:
            shown = ", ".join(work.creators)[:100]
            yield f"the creators differ: “{shown}” and “{entry.creators[:100]}”"


def _holds(one: str, other: str) -> bool:
    short, long = sorted((one.split(), other.split()), key=len)
    return bool(short) and set(short) <= set(long)


def _titles(entry: Entry) -> Sequence[str]:
    return [entry.title, *several(entry.alt_titles)][:NAMES_PER_ENTRY]


def _by_url(entry: Entry, index: WorkIndex) -> Iterator[Found]:
    if not index.urls or not entry.urls:
        return
    for url in several(entry.urls):
        key = url_key(url)
        for work in index.urls.get(key, ()) if key else ():
            reasons = (f"the address {key[:200]} agrees", *_names(entry, work))
            yield Found(work.number, Method.IDENTIFIER, reasons)


def _by_name(
    entry: Entry, index: WorkIndex, confusables: Mapping[int, str]
) -> Iterator[Found]:
    if not index.names or not entry.creators:
        return
    titles = _titles(entry)
    for place, title in enumerate(titles):
        if not title:
            continue
        yield from _named(entry, index.names.get(title_key(title)), place, None)
        if not (title.isascii() and entry.creators.isascii()):
            plain = plain_letters(title, confusables)
            under = index.names.get(title_key(plain))
            yield from _named(entry, under, place, confusables)


def _named(
    entry: Entry,
    under: Mapping[str, Sequence[Named]] | None,
    place: int,
    confusables: Mapping[int, str] | None,
) -> Iterator[Found]:
    if not under:
        return
    which = "an alternative title" if place else "the title"
    for creator in several(entry.creators)[:NAMES_PER_ENTRY]:
        read = creator if confusables is None else plain_letters(creator, confusables)
        for key in creator_keys(read):
            for named in under.get(key, ()):
                reasons = [f"{which} and the creator {key} agree"]
                if named.alike or confusables is not None:
                    reasons.append(
                        "only with letters of another alphabet read as the Latin "
                        "letters they look like"
                    )
                left_out = featured(creator)
                if left_out:
                    reasons.append(f"not compared: {left_out[:100]}")
                yield Found(named.work.number, Method.TITLE_CREATOR, tuple(reasons))


@dataclass(frozen=True, slots=True)
class IdentifierPair:
    """An identifier disclosed and one of an entry that are the same."""

    disclosed: Identifier
    entry_id: str
    entry: Identifier


def link_identifiers(
    disclosed: Sequence[str], entries: Iterable[tuple[str, str]], scheme: str
) -> tuple[IdentifierPair, ...]:
    """Return the pairs of identifiers of one scheme that agree, in catalog order.

    Args:
        disclosed: Identifiers as a filing or a published list has them.
        entries: Id of each entry and its identifier as the catalog has it.
        scheme: The scheme of all of them, such as ``isbn``.
    """
    known: dict[str, Identifier] = {}
    for raw in disclosed:
        read = parse(scheme, raw)
        if read.verdict is Verdict.VALID:
            known.setdefault(read.key, read)
    pairs = []
    for entry_id, raw in entries:
        own = parse(scheme, raw)
        if own.verdict is Verdict.VALID and own.key in known:
            pairs.append(IdentifierPair(known[own.key], entry_id, own))
    return tuple(pairs)
