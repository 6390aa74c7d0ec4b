"""The works a submission discloses, indexed by everything they can be linked by."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from compliance.domains import host_of
from compliance.identifiers import (
    PARTY_SCHEMES,
    SCHEMES,
    Identifier,
    Verdict,
    guess,
    parse,
    parse_typed,
)
from compliance.linkage.entry import several
from compliance.linkage.names import creator_keys, plain_letters, title_key

_KEYS: Final[Mapping[str, str]] = {
    **{scheme: scheme for scheme in SCHEMES if scheme not in PARTY_SCHEMES},
    "registration": "us",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """One disclosed work."""

    number: int
    """Its place among all things disclosed."""
    title: str
    creators: tuple[str, ...]
    identifiers: tuple[Identifier, ...]
    """Of every verdict; only valid ones link."""
    urls: tuple[str, ...]
    container: str = ""
    """What it appeared in; its ISSN then names that."""


def work_of(number: int, item: Mapping[str, str]) -> Work:
    """Return the work that a list entry of a submission describes.

    A bare ``name`` is a title, unless it is an identifier; ``id`` counts only if it
    is one.
    """
    found = [
        parse(scheme, value)
        for key, scheme in _KEYS.items()
        for value in several(item.get(key, ""))
    ]
    title = item.get("title", "")
    name = item.get("name", "")
    for bare in (item.get("id", ""), name):
        known = guess(bare) if bare else None
        if known is not None and known.scheme not in PARTY_SCHEMES:
            found.append(known)
            name = "" if bare == name else name
    return Work(
        number=number,
        title=title or name,
        creators=tuple(several(item.get("creators", "").replace(";", "|"))),
        identifiers=tuple({each.raw + each.key: each for each in found}.values()),
        urls=tuple(several(item.get("url", ""))),
        container=item.get("container", ""),
    )


def url_key(url: str) -> str:
    """Return what two addresses of one page agree in, or empty.

    >>> url_key("HTTP://www.Example.org/a/?b#c") == url_key("https://example.org/a?b")
    True

    The scheme, ``www.``, a final slash and the part after # say nothing of the page.
    """
    host = host_of(url)
    if host is None:
        return ""
    rest = url.partition("://")[2] or url
    path, mark, query = rest.partition("#")[0].partition("?")
    _, _, page = path.partition("/")
    page = page.rstrip("/")
    return f"{host.removeprefix('www.')}/{page}{mark}{query}" if page or query else ""


@dataclass(frozen=True, slots=True)
class Named:
    """A disclosed work under one key of its title and one of a creator."""

    work: Work
    alike: bool
    """Whether look-alike letters were read as Latin ones for these keys."""


@dataclass(frozen=True, slots=True)
class WorkIndex:
    """All disclosed works by key."""

    identifiers: Mapping[str, Sequence[tuple[Work, Identifier]]]
    """By `Identifier.key`, registrations apart."""
    registrations: Mapping[str, Sequence[tuple[Work, Identifier]]]
    """By number without its date."""
    names: Mapping[str, Mapping[str, Sequence[Named]]]
    """By key of the title, then of a creator."""
    urls: Mapping[str, Sequence[Work]]
    schemes: Mapping[str, int]
    """How many works have a valid identifier of each scheme."""
    named: int
    """How many works have a title and a creator."""
    total: int = 0
    titles_alone: int = 0
    """How many have a title and no creator."""
    source: str = "filing"
    """What the works are listed in, for reasons."""
    notable: tuple[tuple[Work, Identifier], ...] = field(default=())
    """Identifiers that were repaired, have a note, fail their check or are malformed."""


def index_works(
    works: Iterable[Work], confusables: Mapping[int, str], source: str = "filing"
) -> WorkIndex:
    """Return the index of `works`; their order is kept under every key.

    Reasons say that they are listed in the `source`.
    """
    identifiers: dict[str, list[tuple[Work, Identifier]]] = {}
    registrations: dict[str, list[tuple[Work, Identifier]]] = {}
    names: dict[str, dict[str, list[Named]]] = {}
    urls: dict[str, list[Work]] = {}
    schemes: Counter[str] = Counter()
    notable = []
    named = alone = total = 0
    for work in works:
        total += 1
        for each in work.identifiers:
            if each.repair or each.note or each.verdict is not Verdict.VALID:
                notable.append((work, each))
            if each.verdict is Verdict.VALID:
                index = registrations if each.scheme == "us" else identifiers
                index.setdefault(link_key(each), []).append((work, each))
        schemes.update({scheme_key(i) for i in work.identifiers if _links(i)})
        for title, creator, alike in _name_keys(work, confusables):
            under = names.setdefault(title, {}).setdefault(creator, [])
            under.append(Named(work, alike))
        for url in work.urls:
            if key := url_key(url):
                urls.setdefault(key, []).append(work)
        named += bool(work.title and work.creators)
        alone += bool(work.title and not work.creators)
    return WorkIndex(
        identifiers, registrations, names, urls, dict(schemes), named, total, alone,
        source, tuple(notable),
    )  # fmt: skip


def _links(identifier: Identifier) -> bool:
    return identifier.verdict is Verdict.VALID


def link_key(identifier: Identifier) -> str:
    """Return the key an identifier is looked up by: a registration's is its number."""
    if identifier.scheme == "us":
        return identifier.normal.partition("@")[0]
    return identifier.key


def scheme_key(identifier: Identifier) -> str:
    """Return the scheme in which an identifier is compared with others."""
    return identifier.key.partition(":")[0]


def _name_keys(
    work: Work, confusables: Mapping[int, str]
) -> Iterator[tuple[str, str, bool]]:
    if not work.title:
        return
    for alike in (False, True):
        title, creators = work.title, work.creators
        if alike:
            title = plain_letters(title, confusables)
            creators = tuple(plain_letters(each, confusables) for each in creators)
            if (title, creators) == (work.title, work.creators):
                return
        key = title_key(title)
        for creator in dict.fromkeys(
            k for each in creators for k in creator_keys(each)
        ):
            if key:
                yield key, creator, alike


def typed_identifiers(value: str) -> Iterator[tuple[str, Identifier | None]]:
    """Yield each value of an ``identifiers`` column, and what it is if that is known.

    >>> [(raw, found and found.normal) for raw, found in typed_identifiers("isbn:0306406152|x:1")]
    [('isbn:0306406152', '9780306406157'), ('x:1', None)]
    """
    for raw in several(value):
        yield raw, parse_typed(raw) or guess(raw)
