"""Lists inside prose: datasets, domains, crawlers, models, versions.

A false name would hide a gap, so only what is plainly a name becomes an entry.
"""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from compliance.crawlers import crawlers_in
from compliance.domains import domain_spans, registrable
from compliance.intake.dataset_items import dataset_items
from compliance.intake.model_items import model_items
from compliance.known import known_of
from compliance.known.addresses import Address, addresses, bare
from compliance.known.folding import plain_characters
from compliance.known.negation import Denials
from compliance.model import Item
from compliance.reference import Reference

_VERSION: Final = re.compile(
    r"(?<![\w./-])(?P<v>(?:v(?:ersion)?|wersja|versione|versión|ver|rev(?:ision)?|no|nr|#)?[.:]?\s?#?"
    r"\d{1,3}(?:\.\d{1,3}){0,3}(?:-?(?:beta|rc)\d{0,2})?)(?![\w/-]|\.\d)",
    re.IGNORECASE,
)
_DATE: Final = re.compile(
    r"\d{1,2}[. ]+\w{3,10}\.? (?:19|20)\d\d|\w{3,10} \d{1,2}(?:st|nd|rd|th)?, (?:19|20)\d\d"
    r"|(?:19|20)\d\d-\d\d(?:-\d\d)?|\d{1,2}[./]\d{1,2}[./](?:\d{4}|\d\d)"
)
_GAP: Final = re.compile(r"[\s:,;(–—-]{0,8}(?:\w{1,12}\s){0,2}\Z")


def items_of(
    kind: str, text: str, reference: Reference, links: tuple[str, ...] = ()
) -> tuple[Item, ...]:
    """Return the entries of `kind` that the words of an answer name, in order.

    Args:
        kind: dataset, domain, crawler, model or version; another kind has none.
        text: The answer's words; lines stay lines.
        reference: Facts about datasets, crawlers and the like.
        links: Addresses behind the words, where the filing has them.

    Returns:
        One mapping per entry, with those of its keys that are told: of a dataset
        ``name``, ``url``, ``version``, ``known``, ``period``, ``selection``; of a
        domain ``name`` (registrable), ``host``, ``text``; of a crawler ``name``,
        ``known``; of a model or version ``name``, ``url``.
    """
    if kind not in _READERS:
        return ()
    return _READERS[kind](_tidy(text), reference, links)


def _tidy(text: str) -> str:
    """Return `text` without what only a printed page has, lines as they are."""
    # PDF readers put U+FFFE where a line ended in a hyphen.
    whole = text.replace("\r\n", "\n").replace("\ufffe", "-\n")
    return "\n".join(
        "".join(sign for each in line for sign in plain_characters(each))
        for line in whole.split("\n")
    )


def completed(kind: str, item: Item, reference: Reference) -> Item:
    """Return the entry of a structured list with what can be told of it.

    Keys it has stay as they are. A dataset gets ``known``, a domain its registrable
    ``name`` and ``host``, a crawler ``known``.
    """
    words = (
        item.get("name") or item.get("url") or item.get("host") or item.get("text", "")
    )
    if kind == "dataset":
        known = known_of(item, reference.datasets)
        return {**item, **({"known": known} if known and "known" not in item else {})}
    if kind in ("domain", "crawler"):
        told = items_of(kind, words, reference)
        return {**told[0], **item} if len(told) == 1 else item
    return item


def _domains(
    text: str, reference: Reference, links: tuple[str, ...]
) -> tuple[Item, ...]:
    """Return the domains named; an address that points at a list is none."""
    pointing = [a for a in addresses(text, links) if _leads_on(a)]
    denials = Denials(text)
    found: dict[str, Item] = {}
    for host, start, end in domain_spans(text, reference.endings):
        inside = any(a.start <= start < a.end for a in pointing)
        if not inside and not denials.cover(start, end):
            name = registrable(host) or host
            found.setdefault(
                host, {"name": name, "host": host, "text": text[start:end]}
            )
    return tuple(found.values())


def _leads_on(address: Address) -> bool:
    return "/" in bare(address.url) or "?" in address.url


def _crawlers(
    text: str, reference: Reference, links: tuple[str, ...]
) -> tuple[Item, ...]:
    del links
    denials = Denials(text)
    items: list[Item] = []
    for mention in crawlers_in(text, reference.crawlers):
        if not denials.cover(mention.start, mention.end):
            known = {"known": mention.text} if mention.known else {}
            items.append({"name": mention.text, **known})
    return tuple(items)


def _versions(
    text: str, reference: Reference, links: tuple[str, ...]
) -> tuple[Item, ...]:
    """Return the versions named, this one first as a rule, with their addresses."""
    del reference
    places = addresses(text, links)
    found: list[dict[str, str]] = []
    hidden = list(text)
    for place in places:
        hidden[place.start : place.end] = "\0" * (place.end - place.start)
    plain = "".join(hidden)
    dates = [match.span() for match in _DATE.finditer(plain)]
    spans = [
        match.span("v")
        for match in _VERSION.finditer(plain)
        if not any(start < match.end() and match.start() < end for start, end in dates)
    ]
    spans = spans or dates
    used = set()
    for start, end in sorted(spans):
        item = {"name": text[start:end].strip()}
        following = next((p for p in places if p.start >= end), None)
        if following and _GAP.match(plain[end : following.start]):
            item["url"] = following.url
            used.add(following.url)
        found.append(item)
    for url in dict.fromkeys((*(place.url for place in places), *links)):
        if url not in used:
            found.append({"name": bare(url).rsplit("/", 1)[-1], "url": url})
    return tuple(found)


_READERS: Final[
    Mapping[str, Callable[[str, Reference, tuple[str, ...]], tuple[Item, ...]]]
] = MappingProxyType({
    "dataset": dataset_items,
    "domain": _domains,
    "crawler": _crawlers,
    "model": model_items,
    "version": _versions,
})  # fmt: skip
