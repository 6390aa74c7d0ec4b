"""Exact links between what was disclosed and one catalog entry, with reasons."""

from collections.abc import Iterator, Sequence

from compliance.domains import host_of, registrable
from compliance.identifiers import Identifier, Verdict, parse
from compliance.linkage.catalog import Entry
from compliance.linkage.disclosed import Keys, Work, name_keys, number_of
from compliance.linkage.names import creator_key, title_key
from compliance.model import Disclosed, Link, Method


def identifiers_of(entry: Entry) -> list[Identifier]:
    """Return the entry's identifiers, typed ones parsed, bare ones as far as known."""
    found = []
    for raw in entry.identifiers:
        scheme, colon, rest = raw.partition(":")
        if colon and rest.strip():
            try:
                found.append(parse(scheme.strip().casefold(), rest))
            except KeyError:
                continue
    found += [parse("registration", raw) for raw in entry.registrations]
    return found


def links_of(entry: Entry, known: Sequence[Identifier], keys: Keys) -> Iterator[Link]:
    """Yield the links of `entry`, strongest method first, one per disclosed thing."""
    linked: set[str] = set()
    candidates = (
        *_by_identifier(entry, known, keys),
        *_by_name(entry, keys),
        *_by_domain(entry, keys),
    )
    order = list(Method)
    for link in sorted(candidates, key=lambda each: order.index(each.method)):
        mark = f"{link.disclosed.kind} {link.disclosed.text}"
        if mark not in linked:
            linked.add(mark)
            yield link


def _by_identifier(
    entry: Entry, known: Sequence[Identifier], keys: Keys
) -> Iterator[Link]:
    for found in known:
        if found.verdict is not Verdict.VALID:
            continue
        for work in keys.identifiers.get((found.scheme, number_of(found)), ()):
            if found.scheme == "registration":
                reasons = _same_registration(found, work)
                if not reasons:
                    continue
                method = Method.REGISTRATION
            else:
                method = Method.IDENTIFIER
                reasons = [f"{found.scheme.upper()} {found.normal} on both sides"]
            if found.repair:
                reasons.append(f"in the catalog as {found.raw}: {found.repair}")
            yield _link(
                entry, work.disclosed, method, [*reasons, *_names_said(entry, work)]
            )


def _same_registration(found: Identifier, work: Work) -> list[str]:
    """Return why both registrations are one, or nothing if their dates differ."""
    number, _, day = found.normal.partition("@")
    days = [
        parse("registration", raw).normal.partition("@")[2]
        for raw in work.item.get("registration", "").split("|")
        if parse("registration", raw).normal.partition("@")[0] == number
    ]
    if day and day in days:
        return [f"registration {number} of {day} on both sides"]
    if day and all(days):
        return []
    return [
        (
            f"registration {number} on both sides; a date is missing, and numbers were used "
            "again, so that it may be another work's"
        )
    ]


def _names_said(entry: Entry, work: Work) -> list[str]:
    """Return whether the names agree with the identifier, where both have names."""
    title = title_key(work.item.get("title", ""))
    titles = {title_key(each) for each in entry.titles}
    if not title or not titles:
        return []
    if title in titles:
        return ["the titles agree"]
    return [f"the titles differ: “{work.item['title']}” and “{entry.titles[0]}”"]


def _by_name(entry: Entry, keys: Keys) -> Iterator[Link]:
    if not keys.names:
        return
    for name in name_keys(entry.titles, entry.creators):
        for work in keys.names.get(name, ()):
            reasons = [f"title “{entry.titles[0]}” and creator agree in every word"]
            if _disguised(entry, work):
                reasons.append("letters of another alphabet stand for Latin ones")
            yield _link(entry, work.disclosed, Method.TITLE_CREATOR, reasons)


def _disguised(entry: Entry, work: Work) -> bool:
    plain = title_key(work.item.get("title", ""))
    creators = {creator_key(c) for c in work.item.get("creators", "").split("|")}
    return plain not in {title_key(t) for t in entry.titles} or not creators & {
        creator_key(c) for c in entry.creators
    }


def _by_domain(entry: Entry, keys: Keys) -> Iterator[Link]:
    if not keys.hosts:
        return
    for address in entry.addresses:
        host = (host_of(address) or "").removeprefix("www.")
        if not host:
            continue
        if host in keys.hosts:
            reason = f"{host} is disclosed"
            yield _link(entry, keys.hosts[host], Method.HOST, [reason])
            continue
        domain = registrable(host)
        if domain in keys.domains:
            reason = f"{host} lies below {domain}, which is disclosed"
            yield _link(entry, keys.domains[domain], Method.DOMAIN, [reason])


def _link(
    entry: Entry, disclosed: Disclosed, method: Method, reasons: Sequence[str]
) -> Link:
    return Link(
        disclosed=disclosed,
        entry_id=entry.record_id,
        entry_title=entry.titles[0] if entry.titles else "",
        entry_owner=entry.owner,
        method=method,
        reasons=tuple(reasons),
    )


def comparable(entry: Entry, known: Sequence[Identifier], keys: Keys) -> str:
    """Return why `entry` cannot be checked, or an empty text if something could be.

    An entry can be checked when it has a key of a kind that was disclosed: an
    identifier of a scheme in which works are disclosed, a title with a creator where
    works are, a domain where domains are. A miss then is "nothing found", never "not
    used".
    """
    if not keys.identifiers and not keys.names and not keys.hosts:
        return "no work and no domain is disclosed"
    valid = {each.scheme for each in known if each.verdict is Verdict.VALID}
    if valid & keys.schemes:
        return ""
    if keys.names and entry.titles and entry.creators:
        return ""
    if keys.hosts and any(host_of(address) for address in entry.addresses):
        return ""
    if keys.hosts and not keys.names and not keys.identifiers:
        return "only domains are disclosed, and the entry has none"
    if keys.names and not entry.creators:
        return "the entry has no creator, and a title alone is shared by many works"
    return "the entry has no key of a kind that is disclosed"
