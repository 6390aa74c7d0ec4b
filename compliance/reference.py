"""Facts about the world that checks compare with, each dated and sourced."""

from collections.abc import Mapping
from dataclasses import dataclass

from compliance.known import KnownDataset


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A provider reported to have signed the Code of Practice."""

    name: str
    also: tuple[str, ...]
    """Other names of it, and of affiliates that file."""
    chapters: tuple[str, ...]
    sure: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """All such facts."""

    datasets: Mapping[str, KnownDataset]
    signatories: tuple[Party, ...]
    signatories_as_of: str
    """Day of our knowledge, ISO."""
