"""Rules, the regulations that hold them, and what comes of asking."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from compliance.model.instrument import Contest, Departure, Sanction, Source, Version
from compliance.model.submission import NOWHERE, Form, Place

NO_FACTS: Final[Mapping[str, str]] = MappingProxyType({})


class Outcome(StrEnum):
    """What a rule says of a submission."""

    MET = "met"
    GAP = "gap"
    NOT_APPLICABLE = "not-applicable"
    UNDETERMINED = "undetermined"


class Severity(StrEnum):
    """How binding the source's words are."""

    MUST = "must"
    SHOULD = "should"
    MAY = "may"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A fact that breaks the norm of the rule that asked."""

    at: str
    facts: Mapping[str, str] = field(default_factory=lambda: NO_FACTS)
    place: Place | None = None
    """Where it shows, if not where the answer at `at` stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unknown:
    """A fact that could not be established."""

    at: str
    why: str
    needs: str = ""
    """Key of the context file, or option, that would settle it; or empty."""


Observation = Gap | Unknown


@dataclass(frozen=True, slots=True, kw_only=True)
class Cite:
    """A pinpoint in a source, and what it says in our own words."""

    instrument: str
    pinpoint: str
    says: str
    sure: str = "high"
    """``high``, ``medium`` or ``low``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """One condition of a rule; a rule is asked when all of its conditions hold.

    Exactly one of `at` and `context` is set, with exactly one test beside it.
    """

    at: str = ""
    context: str = ""
    """Key of the context file, such as ``provider.sme``."""
    equals: tuple[str, ...] = ()
    """The value is one of these; a context's true and false are ``yes`` and ``no``."""
    unless: tuple[str, ...] = ()
    """The value is none of these; a value that is not given is none of them."""
    has: tuple[str, ...] = ()
    """One of these modalities is ticked."""
    state: tuple[str, ...] = ()
    """The answer is in one of these states."""
    mentions: str = ""
    """The answer's words hold a term of this word list."""
    begins: str = ""
    """The answer's words begin with a term of this word list."""
    before: date | None = None
    since: date | None = None
    """The date is earlier than, or on or after, this day."""
    unless_before: date | None = None
    """The date is not known to be earlier than this day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One executable example inside a rule file."""

    says: str
    given: Mapping[str, object]
    context: Mapping[str, object]
    form: Mapping[str, object]
    """What the reader saw of the form: ``template``, ``added``, ``altered``."""
    catalog: tuple[Mapping[str, str], ...] | None
    """Entries a catalog shows to be exposed: ``title``, ``registration``, and
    ``listed_at``, where a listed work links to it; ``None`` without a catalog."""
    as_of: date | None
    expect: Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One requirement of one regulation."""

    id: str
    name: str
    title: str
    """The norm."""
    severity: Severity
    about: str
    """Pointer of the field it counts for in the coverage, or empty."""
    applies_from: date
    applies_until: date | None
    """Last day on which the rule is asked, or ``None``."""
    traces: tuple[str, ...]
    """Ids of the requirements it answers for, listed in ``traces.toml``."""
    when: tuple[Condition, ...]
    check: str
    params: object
    message: str
    """The fact, with ``{facts}``."""
    remedy: str
    """The deed."""
    cites: tuple[Cite, ...]
    cases: tuple[Case, ...]
    base_rule: str = ""
    """Id of the rule of the base that it takes over, or empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Regulation:
    """One instrument and its rules."""

    id: str
    title: str
    short: str
    """Its name in a column heading."""
    jurisdiction: str
    """ISO 3166 code, such as ``US-CA``; ``EU``, or ``INT`` for none."""
    place: str
    """The jurisdiction in words."""
    base: str
    """Id of the regulation whose form and rules it takes over, or empty."""
    status: str
    """in force, adopted not yet applying, bill, lapsed bill, draft, soft law,
    demand or index: as known on `known_on`; `history` has it for other days."""
    status_note: str
    """One sentence printed first in every report."""
    known_on: str
    """Day of our knowledge, ISO."""
    version: str
    """Version of this rulebook."""
    digest: str
    """SHA-256 over its rules, form, word lists and facts, in hexadecimal."""
    sources: Mapping[str, Source]
    history: tuple[Version, ...]
    contested: tuple[Contest, ...]
    sanctions: tuple[Sanction, ...]
    departures: tuple[Departure, ...]
    """What it has otherwise than its base."""
    notes: tuple[str, ...]
    """What every reader of a report must know, in our words."""
    form: Form
    rules: tuple[Rule, ...]
    weights: Mapping[str, float]
    """Field or section id to its weight in the coverage score."""
    weights_note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What the reader must act on or look at."""

    at: str
    field_id: str
    message: str
    remedy: str
    place: Place = NOWHERE
    quote: str = ""
    """The submitted words the finding is about, whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleResult:
    """What one rule says of one submission. Every rule asked has one."""

    rule: Rule
    outcome: Outcome
    findings: tuple[Finding, ...]
    """The gaps, and what could not be determined."""
    why: str
    """Why the rule was not asked or not determined; empty otherwise."""
    needs: tuple[str, ...]
    """Keys of the context file that would let it be determined."""
    field_id: str
    section: str
