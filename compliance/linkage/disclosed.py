"""What a submission discloses that a catalog can be held against, as keys."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from compliance.domains import host_of, registrable
from compliance.identifiers import SCHEMES, Identifier, Verdict, parse
from compliance.linkage.names import creator_key, skeleton, title_key
from compliance.model import Disclosed, IdentifierNote, Item

_NAMES: Final = ("title", "creators")


@dataclass(frozen=True, slots=True)
class Work:
    """A disclosed work, and where it stands."""

    disclosed: Disclosed
    item: Item


@dataclass(slots=True)
class Keys:
    """Every key of what was disclosed, with what has it."""

    identifiers: defaultdict[tuple[str, str], list[Work]] = field(
        default_factory=lambda: defaultdict(list)
    )
    """Scheme and normal form; a registration by its number alone."""
    names: defaultdict[tuple[str, str], list[Work]] = field(
        default_factory=lambda: defaultdict(list)
    )
    """Title key and creator key, look-alike letters made Latin."""
    hosts: dict[str, Disclosed] = field(default_factory=dict)
    domains: dict[str, Disclosed] = field(default_factory=dict)
    """Disclosed as a registrable domain, so that it covers what lies below."""
    schemes: set[str] = field(default_factory=set)
    notes: list[IdentifierNote] = field(default_factory=list)


def keys_of(works: Sequence[Work], sites: Sequence[Disclosed]) -> Keys:
    """Return the keys of disclosed works and sites."""
    keys = Keys()
    for number, work in enumerate(works):
        for scheme in sorted(SCHEMES):
            for raw in _values(work.item, scheme):
                found = parse(scheme, raw)
                where = f"filing, {work.disclosed.at}/{number}"
                note = identifier_note(found, where)
                if note:
                    keys.notes.append(note)
                if found.verdict is Verdict.VALID:
                    keys.schemes.add(scheme)
                    keys.identifiers[scheme, number_of(found)].append(work)
        for name in name_keys(
            (work.item.get("title", ""),), _values(work.item, "creators")
        ):
            keys.names[name].append(work)
    for site in sites:
        host = host_of(site.text)
        domain = registrable(host) if host else None
        if host is None:
            continue
        bare = host.removeprefix("www.")
        keys.hosts.setdefault(bare, site)
        if domain == bare:
            keys.domains.setdefault(domain, site)
    return keys


def name_keys(titles: Sequence[str], creators: Sequence[str]) -> list[tuple[str, str]]:
    """Return every pair of a title's and a creator's key; blanks pair with nothing."""
    title_keys = dict.fromkeys(skeleton(title_key(title)) for title in titles)
    creator_keys = dict.fromkeys(skeleton(creator_key(name)) for name in creators)
    return [(t, c) for t in title_keys if t for c in creator_keys if c]


def number_of(found: Identifier) -> str:
    """Return what links compare first: a registration's number without its date."""
    return (
        found.normal.partition("@")[0]
        if found.scheme == "registration"
        else found.normal
    )


def identifier_note(found: Identifier, where: str) -> IdentifierNote | None:
    """Return what is to be told of an identifier, or ``None`` if nothing is."""
    if found.verdict is Verdict.VALID and not found.repair:
        return None
    return IdentifierNote(
        where=where,
        scheme=found.scheme,
        raw=found.raw,
        verdict=found.verdict.value,
        repair=found.repair,
    )


def _values(item: Mapping[str, str], key: str) -> list[str]:
    return [part.strip() for part in item.get(key, "").split("|") if part.strip()]
