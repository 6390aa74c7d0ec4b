"""Lists inside prose: datasets, domains, crawlers, models, versions.

A false name would hide a gap, so only what is plainly a name becomes an entry.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Final

from compliance.crawlers import crawlers_in
from compliance.domains import domains_in, registrable
from compliance.known import Mention, mentions
from compliance.model import Item
from compliance.reference import Reference

_VERSION_AFTER: Final = re.compile(
    r"\s*[,:]?\s*\(?\s*(?P<v>(?:v|version\s?|rev\.?\s?|release\s?)\d[\w.]{0,15}|\d+(?:\.\d+)+)\b"
    r"|\s*\(\s*(?:snapshot\s+)?(?P<d>(?:19|20)\d\d(?:-\d\d(?:-\d\d)?)?)\s*\)",
    re.IGNORECASE,
)
_ADDRESS: Final = re.compile(r"https?://[^\s<>\"')\]]+", re.IGNORECASE)
_LISTED: Final = re.compile(
    r"^\s*(?:[-–•*▪]|\(?\d{1,2}[.)]|[a-z][.)])?\s*(?P<name>[A-Z0-9][\w .&'+-]{2,60}?)"
    r"\s*(?:[,:–(-]\s*)?(?:\(?\s*v(?:ersion)?\s?(?P<v>\d[\w.]*)\s*\)?)?\s*[:,–-]?\s*"
    r"(?P<url>https?://\S+)",
)
_CODE_SITES: Final = (
    "github.com",
    "gitlab.com",
    "arxiv.org",
    "doi.org",
    "privacy.",
    "help.",
)
_MODEL: Final = re.compile(
    r"(?<![\w/.@-])(?P<name>(?:[A-Z][A-Za-z]*(?:\d[\d.]*\d|\d)?|o\d|gpt)"
    r"(?:[- ](?:\d{1,4}(?:[.x×]\d{1,3})*[A-Za-z]{0,3}|[vV]\d[\w.]*|[A-Z][A-Za-z]{1,14}))*)"
    r"(?![\w@])"
)
_VERSION_MARK: Final = re.compile(r"\d")
_NOT_MODELS: Final = re.compile(
    r"^(?:Section|Art|Article|Annex|Table|Page|Figure|Directive|Regulation|Point|No|EU|January"
    r"|February|March|April|May|June|July|August|September|October|November|December)\b"
)


def items_of(
    kind: str, text: str, reference: Reference, links: tuple[str, ...] = ()
) -> tuple[Item, ...]:
    """Return the entries of `kind` that the words of an answer name, in order.

    Args:
        kind: dataset, domain, crawler, model, version or work.
        text: The answer's words; lines stay lines.
        reference: Facts about datasets, crawlers and the like.
        links: Addresses behind the words, where the document has them.

    Returns:
        One mapping per entry: ``name``, and ``url``, ``version`` or ``known``
        where they are told.
    """
    if kind not in _EXTRACTORS:
        return ()
    return tuple(_EXTRACTORS[kind](text, reference, links))


def _datasets(
    text: str, reference: Reference, links: tuple[str, ...]
) -> Iterator[Item]:
    del links
    snapshots = "|".join(d.snapshot for d in reference.datasets.values() if d.snapshot)
    shown: set[str] = set()
    for mention in (*mentions(text, reference.datasets), *_listed(text)):
        item = _dataset(text, mention, reference, snapshots)
        mark = item.get("url") or item.get("known") or item["name"].casefold()
        if mark not in shown:
            shown.add(mark)
            yield item


def _dataset(
    text: str, mention: Mention, reference: Reference, snapshots: str
) -> dict[str, str]:
    item = {"name": mention.text}
    if mention.url:
        item["url"] = mention.url
    if mention.dataset_id:
        item["known"] = mention.dataset_id
        pattern = reference.datasets[mention.dataset_id].snapshot
        if pattern and (met := re.findall(pattern, text)):
            item["version"] = ", ".join(dict.fromkeys(met))
    if "version" not in item and (after := _VERSION_AFTER.match(text, mention.end)):
        item["version"] = after["v"] or after["d"]
    if "url" not in item:
        rest = text[mention.end :].split("\n", 1)[0][:120]
        if address := re.match(
            r"[^\w\n]{0,4}(?:v[\d.]+\W{0,3})?" + _ADDRESS.pattern, rest
        ):
            found = _ADDRESS.search(address.group())
            item["url"] = found.group().rstrip(".,;") if found else ""
    return item


def _listed(text: str) -> Iterator[Mention]:
    """Yield the names of lines that are a name and its address."""
    offset = 0
    for line in text.split("\n"):
        match = _LISTED.match(line)
        if match and "huggingface.co/datasets" not in match["url"]:
            url = match["url"].rstrip(".,;)")
            start, end = offset + match.start("name"), offset + match.end("name")
            if not any(site in url for site in _CODE_SITES):
                yield Mention(match["name"].strip(" -–:,"), "", url, start, end)
        offset += len(line) + 1


def _domains(text: str, reference: Reference, links: tuple[str, ...]) -> Iterator[Item]:
    del links
    for host in domains_in(text, reference.endings):
        domain = registrable(host) or host
        item = {"name": domain}
        if host.removeprefix("www.") != domain:
            item["host"] = host
        yield item


def _crawlers(
    text: str, reference: Reference, links: tuple[str, ...]
) -> Iterator[Item]:
    del links
    for mention in crawlers_in(text, reference.crawlers):
        token, listed = mention.text, mention.known
        operator = reference.crawlers[token.casefold()].operator if listed else ""
        yield {"name": token, **({"known": operator or "listed"} if listed else {})}


def _models(text: str, reference: Reference, links: tuple[str, ...]) -> Iterator[Item]:
    del reference
    shown: set[str] = set()
    addresses = list(_ADDRESS.finditer(text))
    for match in _MODEL.finditer(text):
        name = match["name"].strip().removeprefix("The ")
        inside = any(a.start() <= match.start() < a.end() for a in addresses)
        if inside or not _VERSION_MARK.search(name) or _NOT_MODELS.match(name):
            continue
        if name in shown:
            continue
        shown.add(name)
        after = [a for a in addresses if 0 <= a.start() - match.end() <= 6]
        url = after[0].group().rstrip(".,;") if after else _link_of(name, links)
        yield {"name": name, **({"url": url} if url else {})}


def _link_of(name: str, links: tuple[str, ...]) -> str:
    wanted = re.sub(r"\W", "", name).casefold()
    for link in links:
        if re.sub(r"\W", "", link.rsplit("/", 1)[-1]).casefold() == wanted:
            return link
    return ""


def _versions(
    text: str, reference: Reference, links: tuple[str, ...]
) -> Iterator[Item]:
    del reference
    found = [match.group().rstrip(".,;") for match in _ADDRESS.finditer(text)]
    for url in dict.fromkeys((*found, *links)):
        yield {"name": url.rsplit("/", 1)[-1], "url": url}


_EXTRACTORS: Final[
    Mapping[str, Callable[[str, Reference, tuple[str, ...]], Iterator[Item]]]
] = MappingProxyType({
    "dataset": _datasets,
    "domain": _domains,
    "crawler": _crawlers,
    "model": _models,
    "version": _versions,
})  # fmt: skip
