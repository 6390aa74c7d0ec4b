"""The same fact said differently in two filings."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from compliance.model.submission import Answer, Form, FormField, Submission


class Difference(StrEnum):
    """In what two answers differ."""

    CHOICE = "one says yes, the other no"
    MODALITY = "other modalities are named"
    DATE = "another day or month"
    PERIOD = "another period"
    SIZE = "another size"
    EXISTENCE = "one says there is none, the other names some"


class Scope(StrEnum):
    """How much a question asks of, beside the question that its answer carries to."""

    SAME = "same"
    NARROWER = "narrower"
    """What is true of it is true of the other too, but there may be more."""
    WIDER = "wider"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """One field to which two filings give answers that cannot both hold."""

    field: FormField
    """Of the form they are compared on."""
    difference: Difference
    first: Answer
    second: Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class ContradictionReport:
    """Two filings held against each other."""

    tool_version: str
    as_of: date
    first: Submission
    second: Submission
    form: Form
    """The form on which they are compared."""
    compared: int
    """Fields to which both give an answer of a kind that can be compared."""
    found: tuple[Contradiction, ...]
    warnings: tuple[str, ...]
    """Why a difference may be none: other providers, other models."""
