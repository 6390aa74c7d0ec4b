"""Facts about the world that reading and checks compare with."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from compliance import datafiles
from compliance.crawlers import Crawler, load_crawlers
from compliance.domains import FileEndings, load_file_endings, load_platforms
from compliance.known import KnownDataset, load_known
from compliance.languages import Language, load_languages


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A provider reported to have signed the Code of Practice, or to have refused."""

    name: str
    also: tuple[str, ...]
    """Other names of it, and of affiliates that file."""
    chapters: tuple[str, ...]
    sure: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelFamily:
    """A family of models, by which a model's name is recognised."""

    name: str
    maker: str
    plain: bool
    """Also another word: taken only with a version or size."""
    sure: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """All such facts, each file of them dated and sourced."""

    datasets: Mapping[str, KnownDataset]
    crawlers: Mapping[str, Crawler]
    languages: Mapping[str, Language]
    platforms: frozenset[str]
    """Domains that hold other people's content."""
    endings: FileEndings
    """What looks like a domain and is none."""
    families: tuple[ModelFamily, ...]
    words: Mapping[str, frozenset[str]]
    """Words by which lists in prose are read, in lower case."""
    signatories: tuple[Party, ...]
    signatories_as_of: str
    """Day of our knowledge, ISO."""


@cache
def load_reference(root: Path) -> Reference:
    """Read every fact under ``regulations/`` of `root`; raises RulebookError."""
    facts = root / "regulations" / "facts"
    listing = datafiles.read_toml(facts / "list_words.toml")
    models = datafiles.read_toml(facts / "market_models.toml")
    signed = datafiles.read_toml(facts / "signatories.toml")
    return Reference(
        datasets=load_known(root),
        crawlers=load_crawlers(root),
        languages=load_languages(root),
        platforms=load_platforms(root),
        endings=load_file_endings(root),
        families=tuple(
            ModelFamily(
                name=entry["name"],
                maker=entry["maker"],
                plain=entry.get("plain", False),
                sure=entry["sure"],
            )
            for entry in models["families"]
        ),
        words=MappingProxyType({key: frozenset(each) for key, each in listing.items()}),
        signatories=tuple(
            Party(
                name=entry["name"],
                also=tuple(entry["also"]),
                chapters=tuple(entry["chapters"]),
                sure=entry["sure"],
            )
            for entry in signed["signatories"]
        ),
        signatories_as_of=signed["as_of"],
    )
