"""Facts about public training datasets, and their names in running text."""

from compliance.known.datasets import KnownDataset, ancestors, load_known
from compliance.known.exposure import exposures, known_of
from compliance.known.mentions import Mention, mentions

__all__ = [
    "KnownDataset",
    "Mention",
    "ancestors",
    "exposures",
    "known_of",
    "load_known",
    "mentions",
]
