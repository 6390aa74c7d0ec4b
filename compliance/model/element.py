"""Elements of disclosure, and what each regulation asks of them."""

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How a regulation asks for an element."""

    REQUIRED = "required"
    CONDITIONAL = "conditional"
    ON_REQUEST = "on request"
    VOLUNTARY = "voluntary"
    NOT_REQUIRED = "not required"
    NOT_ESTABLISHED = "not established"


class Side(StrEnum):
    """Who says an element: the filing, or the instrument itself."""

    DISCLOSURE = "disclosure"
    TERM = "term"


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """One thing by which regulations are compared."""

    id: str
    group: str
    """Heading of its group."""
    title: str
    asks: str
    """The question it stands for, in our words."""
    side: Side


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """What one regulation asks of one element."""

    regulation: str
    element: str
    level: Level
    clause: str
    """Where the source says so, or where it was looked for in vain."""
    says: str
    """What it asks, in our words."""
    sure: str
    """``high``, ``medium`` or ``low``."""
    at: tuple[str, ...] = ()
    """Fields of the regulation's form that answer it."""
    if_yes: tuple[str, ...] = ()
    """Yes-or-no fields; where all say No there is nothing to answer."""
    entry: str = ""
    """Key of the list entries at `at` that answers it, or empty for the entry itself."""
    word_list: str = ""
    """Word list of which the answers at `at` must hold a term, or empty."""
    groups: tuple[str, ...] = ()
    """Groups of the word list that count; none means all."""
    rules: tuple[str, ...] = ()
    """Rules that decide it; none means all that are about the fields at `at`."""
    by_answers: bool = False
    """Whether no rule decides it, though there are rules about the fields at `at`."""
