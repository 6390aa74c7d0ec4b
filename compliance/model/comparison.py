"""Regulations side by side, and one filing under all of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from compliance.model.element import Duty, Element
from compliance.model.rule import Outcome
from compliance.model.submission import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One regulation of a comparison."""

    id: str
    short: str
    title: str
    place: str
    status: str
    status_note: str
    known_on: str
    version: str
    digest: str
    judged_by: str = ""
    """Of a filing: by its rules, or by what the filing answers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One answer of the filing that bears on an element."""

    field_id: str
    label: str
    state: str
    place: Place
    quote: str
    """The submitted words, whole."""
    carried_from: str
    """Field of the filing's own form, where the answer was carried over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What a filing gives of one element under one regulation."""

    outcome: Outcome
    binding: str
    """Of a gap: must, should or may; empty otherwise."""
    why: str
    rules: tuple[str, ...]
    """Ids of the rules that decided; none where the answers alone did."""
    seen: tuple[Seen, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedCell:
    """One regulation on one element."""

    duty: Duty
    judged: Judged | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedRow:
    """One element under every regulation, in the order of the columns."""

    element: Element
    cells: tuple[ComparedCell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedFiling:
    """The filing that is held against the regulations."""

    source: str
    sha256: str
    form: str
    reader: str
    as_of: date
    context_source: str
    context: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A matrix: elements by regulations."""

    tool_version: str
    filing: ComparedFiling | None
    columns: tuple[Column, ...]
    rows: tuple[ComparedRow, ...]
    filters: tuple[str, ...]
    """What was left out of the rows, a sentence each."""
    caveats: tuple[str, ...]
