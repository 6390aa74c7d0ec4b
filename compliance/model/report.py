"""The gap report: everything a renderer lays out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from compliance.model.instrument import Standing
from compliance.model.link import CrossCheck, DatasetExposure
from compliance.model.rule import Outcome, Regulation, RuleResult, Severity
from compliance.model.submission import Answer, Submission


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionCoverage:
    """One section's share of what its rules ask for."""

    id: str
    heading: str
    score: float | None
    """Share from 0 to 1; ``None`` when no rule of the section applied."""
    weight: float
    counts: Mapping[Outcome, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The answer in one line, and the counts behind it."""

    words: str
    counts: Mapping[Outcome, int]
    gaps: Mapping[Severity, int]
    """Rules with a gap, by how binding they are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldRow:
    """One field of the regulation's form and how it was answered."""

    field_id: str
    label: str
    section: str
    answer: Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """What a sanction with a figure would come to, counted one way."""

    kind: str
    pinpoint: str
    counted: str
    """What is counted as one instance, in words."""
    instances: int
    floor: float
    """The smallest sum: the sanction's floor times the instances, at most its cap."""
    cap: float | None
    cap_per: str
    currency: str
    sure: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GapReport:
    """One submission under one regulation on one day."""

    standing: Standing
    """What the regulation is on the day the question is asked for."""
    tool_version: str
    regulation: Regulation
    submission: Submission
    context_source: str
    """Name of the context file, or empty."""
    context: Mapping[str, str]
    """Dotted key to the value as given."""
    as_of: date
    verdict: Verdict
    coverage: float | None
    """Share from 0 to 1 over all sections."""
    coverage_method: str
    sections: tuple[SectionCoverage, ...]
    results: tuple[RuleResult, ...]
    figures: tuple[Figure, ...]
    """What the sanctions with figures would come to, each way of counting."""
    rows: tuple[FieldRow, ...]
    datasets: tuple[DatasetExposure, ...]
    """What is known of the named datasets, with or without a catalog."""
    cross_check: CrossCheck | None
    not_checked: tuple[str, ...]
    """What was not checked, and why, a sentence each."""
    caveats: tuple[str, ...]
    """What the report does not say, such as that a summary is no proof of use."""
