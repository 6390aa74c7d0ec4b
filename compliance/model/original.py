"""The file a submission was read from, as a report shows it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from compliance.model.submission import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A small picture of a place in a filing."""

    png: bytes
    width: int
    """In pixels, as `height`."""
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """The words at a place in a page or text, and what stands around them."""

    before: str
    beside: str
    """Those of `before` that stand in one part of it with each other."""
    words: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """Where the filing lies, seen from the report, and how its places look."""

    href: str
    """Relative address of the file."""
    media_type: str
    pictures: Mapping[Place, Picture]
    excerpts: Mapping[Place, Excerpt] = field(default_factory=dict)
    left_out: int = 0
    """Places of which there is no picture, because there are too many."""
