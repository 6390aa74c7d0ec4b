"""Crawlers: user agent tokens that public lists know, and what looks like one."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

from compliance import datafiles

_VERSION: Final = r"/v?\d[\w.]{0,12}"
# "AcmeBot", "Acme-Crawler", "acme_bot/1.0"; a plain word such as Webcrawler is none.
_SHAPE: Final = re.compile(
    r"(?<![\w./@-])(?P<stem>[A-Za-z][A-Za-z0-9]{0,40}(?:[-_.][A-Za-z0-9]{1,24})?[-_]?)"
    r"(?<=[A-Za-z0-9_-])(?P<kind>[Bb]ot|BOT|[Cc]rawler|[Ss]pider|[Ff]etcher|[Ss]craper)"
    rf"(?P<version>{_VERSION})?(?![\w-])"
)
_PRODUCT: Final = re.compile(
    r"(?<![\w./@-])(?P<token>[A-Za-z][A-Za-z0-9]{2,40}(?:[-_][A-Za-z0-9]{1,24}){0,3})"
    r"/v?\d{1,3}\.\d[\w.]{0,10}(?![\w/-])"
)
# Parts of every user agent, and protocols.
_NO_AGENTS: Final = frozenset({
    "mozilla", "applewebkit", "chrome", "safari", "gecko", "firefox", "version",
    "mobile", "edge", "edg", "opera", "opr", "khtml", "http", "https", "html",
    "xhtml", "tls", "ssl", "python", "java", "curl", "wget", "php", "perl", "ruby",
    "node", "tcp", "ipv", "ssh", "ftp", "smtp", "schema", "iso", "rfc", "linux",
    "windows", "android",
})  # fmt: skip
# Words that end like a crawler's name, in the languages filings come in.
_GENERIC: Final = frozenset({
    "a", "ab", "ai", "art", "auto", "bad", "big", "car", "chat", "click", "content",
    "copy", "custom", "daten", "data", "deep", "die", "different", "digital",
    "directory", "focus", "focused", "free", "general", "generic", "good", "ha",
    "inhalts", "inhouse", "in-house", "intelligent", "internal", "internet", "java",
    "ki", "large", "llm", "machine", "meta", "ml", "multi", "my", "net", "news",
    "non", "online", "open", "other", "our", "own", "page", "partner", "pre",
    "proprietary", "python", "re", "ro", "search", "seiten", "simple", "site",
    "smart", "spam", "spider", "such", "super", "tal", "test", "text", "the",
    "their", "third-party", "third", "tracking", "trust", "trusted", "turbo",
    "type", "user", "web", "website", "webseiten", "external", "image", "video",
    "self", "single", "social", "standard", "specific", "specialized",
})  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Crawler:
    """One user agent, as public lists know it."""

    token: str
    operator: str
    """Empty where it is not known."""
    does: str
    """What the visits are for, in one or two words."""
    respects: str
    """What the list says of robots.txt: ``yes``, ``no`` or ``not known``."""
    switch: bool
    """A token that only robots.txt knows; it never visits."""
    plain: bool
    """Also a word or a product: taken only with a version (``Cursor/1.0``)."""


@dataclass(frozen=True, slots=True)
class CrawlerMention:
    """A crawler named in a text."""

    text: str
    """Its token: as listed, or as written if no list has it."""
    known: bool
    start: int
    end: int


@cache
def load_crawlers(root: Path) -> Mapping[str, Crawler]:
    """Read ``regulations/facts/crawlers.toml`` of `root`; keys are folded tokens."""
    raw = datafiles.read_toml(root / "regulations" / "facts" / "crawlers.toml")
    return MappingProxyType({
        entry["token"].casefold(): Crawler(
            token=entry["token"],
            operator=entry["operator"],
            does=entry["does"],
            respects=entry["respects"],
            switch=entry.get("switch", False),
            plain=entry.get("plain", False),
        )
        for entry in raw["crawlers"]
    })  # fmt: skip


def crawlers_in(text: str, known: Mapping[str, Crawler]) -> tuple[CrawlerMention, ...]:
    """Return the crawlers that `text` names, in order, each once.

    A token that no list knows is taken by its shape ("AcmeBot", "acme-fetch/1.0");
    the plain words robot, bot and web crawler are none. A switch is no crawler.
    """
    crawlers = {each.token: each for each in known.values()}
    return tuple(m for m in _tokens(text, known) if not _is_switch(m, crawlers))


def switches_in(text: str, known: Mapping[str, Crawler]) -> tuple[CrawlerMention, ...]:
    """Return the tokens in `text` that only robots.txt knows, in order, each once."""
    crawlers = {each.token: each for each in known.values()}
    return tuple(m for m in _tokens(text, known) if _is_switch(m, crawlers))


def _is_switch(mention: CrawlerMention, crawlers: Mapping[str, Crawler]) -> bool:
    return mention.known and crawlers[mention.text].switch


def _tokens(text: str, known: Mapping[str, Crawler]) -> list[CrawlerMention]:
    found: dict[str, CrawlerMention] = {}
    taken: list[tuple[int, int]] = []
    for mention in (*_listed(text, known), *_shaped(text), *_products(text, known)):
        if all(mention.end <= start or end <= mention.start for start, end in taken):
            taken.append((mention.start, mention.end))
            found.setdefault(mention.text, mention)
    return sorted(found.values(), key=lambda mention: mention.start)


def _listed(text: str, known: Mapping[str, Crawler]) -> Iterator[CrawlerMention]:
    for match in _known_pattern(tuple(known.values())).finditer(text):
        crawler = known[match["token"].casefold()]
        if not crawler.plain or match["version"]:
            start, end = match.span("token")
            yield CrawlerMention(crawler.token, True, start, end)


def _shaped(text: str) -> Iterator[CrawlerMention]:
    for match in _SHAPE.finditer(text):
        stem = match["stem"].rstrip("-_").casefold()
        capital = match["kind"][0].isupper()
        joined = match["stem"][-1] in "-_"
        first = match["stem"][0].isupper()
        if stem in _GENERIC or (joined and stem.split("-")[0] in _GENERIC):
            continue
        # "Talbot" is a name, "Crawlbot" a word; "acme-bot" needs its version.
        if not match["version"] and not (
            first and (capital or joined or len(stem) > 4)
        ):
            continue
        token = text[match.start("stem") : match.end("kind")]
        yield CrawlerMention(token, False, match.start(), match.end("kind"))


def _products(text: str, known: Mapping[str, Crawler]) -> Iterator[CrawlerMention]:
    for match in _PRODUCT.finditer(text):
        token = match["token"]
        if token.casefold() not in _NO_AGENTS and token.casefold() not in known:
            yield CrawlerMention(token, False, match.start(), match.end("token"))


@cache
def _known_pattern(known: tuple[Crawler, ...]) -> re.Pattern[str]:
    tokens = sorted((c.token for c in known), key=lambda t: (-len(t), t))
    joined = "|".join(map(re.escape, tokens))
    return re.compile(
        rf"(?<![\w./@-])(?P<token>{joined})(?P<version>{_VERSION})?(?![\w-]|\.\w)",
        re.IGNORECASE,
    )
