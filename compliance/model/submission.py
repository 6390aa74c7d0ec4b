"""The form, and the submission as received."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from compliance.model.confidence import Confidence, Doubt


class State(StrEnum):
    """How a field of a form is answered."""

    ANSWERED = "answered"
    NOT_APPLICABLE = "not_applicable"
    NONE = "none"
    NOT_KNOWN = "not_known"
    WITHHELD = "withheld"
    REFERS_ELSEWHERE = "refers_elsewhere"
    BLANK = "blank"
    UNREADABLE = "unreadable"
    MISSING_FIELD = "missing_field"


class Kind(StrEnum):
    """What a field of a form takes."""

    TEXT = "text"
    YES_NO = "yes_no"
    TICKS = "ticks"
    CHOICE = "choice"
    DATE = "date"
    MONTH = "month"
    PERIOD = "period"
    URL = "url"
    LIST = "list"


MODALITIES: Final = ("text", "image", "audio", "video", "other")
"""In the order of section 1.3 of the form."""


IN_WORDS: Final = "given in words, no boxes"
"""Note on an answer that names modalities where boxes are to be ticked."""


OFFICER: Final = "officer"
"""Whose an answer is that was corrected or confirmed after it was read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where something stands in a submission. Unknown parts stay ``None``."""

    page: int | None = None
    """Page of the file, from 1."""
    box: tuple[float, float, float, float] | None = None
    """Left, top, right, bottom in points from the page's top left corner."""
    line: int | None = None
    column: int | None = None
    """Line and column of a text file, from 1."""
    path: str = ""
    """Table and row under a heading, sheet and cell, pointer, DOM path."""

    def __str__(self) -> str:
        """Return the place in words: ``page 2, section 2.1``."""
        words = []
        if self.page is not None:
            words.append(f"page {self.page}")
        if self.line is not None:
            words.append(f"line {self.line}")
        if self.column is not None:
            words.append(f"column {self.column}")
        if self.path:
            words.append(self.path)
        return ", ".join(words) or "not in the document"


NOWHERE: Final = Place()

Item = Mapping[str, str]
"""One entry of a list answer: a dataset, domain, crawler, model or version."""

_NAMES: Final = ("name", "title", "host")


def item_name(item: Item) -> str:
    """Return what an entry of a list is called, or nothing."""
    return next((item[key] for key in _NAMES if item.get(key)), "")


def item_words(item: Item) -> str:
    """Return one entry of a list answer on one line, its name first.

    >>> item_words({"url": "https://a.example", "name": "Orchid"})
    'Orchid (url: https://a.example)'
    >>> item_words({"isbn": "9780306406157"})
    'isbn: 9780306406157'
    """
    name = item_name(item)
    rest = ", ".join(
        f"{key}: {value}" for key, value in item.items() if value and value != name
    )
    if not name:
        return rest
    return f"{name} ({rest})" if rest else name


@dataclass(frozen=True, slots=True, kw_only=True)
class FormField:
    """One field of a form, as its schema annotates it."""

    id: str
    """The official number with its letter, such as ``2.3.h``."""
    at: str
    """Where its answer stands in the canonical filing."""
    label: str
    """The official label."""
    section: str
    """Id of the section, such as ``2.3``."""
    clause: str
    obligation: str
    """``always``, ``conditional``, ``soft`` or ``optional``."""
    kind: Kind
    items: str = ""
    """What its list entries are: dataset, domain, crawler, model, version, work."""
    choices: tuple[str, ...] = ()
    """Value codes of a choice field, in the printed order."""
    condition: str = ""
    """When the field is expected, in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """The form a regulation asks for: its fields in the official order."""

    regulation: str
    title: str
    fields: tuple[FormField, ...]
    sections: Mapping[str, str]
    """Section id to official heading, in order."""
    identity: tuple[str, ...] = ()
    """Ids of the fields that name the summary, its filer or its subject."""
    template: str = ""
    """Name of the form's current issue, such as ``C(2025)8311``."""

    def by_id(self, field_id: str) -> FormField:
        """Return the field numbered `field_id`; raises KeyError."""
        for each in self.fields:
            if each.id == field_id:
                return each
        raise KeyError(field_id)

    def by_pointer(self, at: str) -> FormField | None:
        """Return the field whose answer stands at `at`, or ``None``."""
        for each in self.fields:
            if each.at == at:
                return each
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One field's answer, with its state and its place."""

    at: str
    state: State
    value: str | tuple[str, ...] | None = None
    """``yes``, ``no`` or ``nonstandard``; a tuple of modalities; a range code;
    an ISO date or month; a period ``from/to``, ``..`` for an open side."""
    text: str = ""
    """The answer as printed; empty when nothing was."""
    items: tuple[Item, ...] = ()
    place: Place = NOWHERE
    links: tuple[str, ...] = ()
    note: str = ""
    """What a reader should know: an altered option, an ambiguous date."""
    carried_from: str = ""
    """For a filing made on another form: the field the answer comes from."""
    carried_as: str = ""
    """How far that answer carries, in words."""
    confidence: Confidence = Confidence.HIGH
    """How sure the reading is."""
    doubts: tuple[Doubt, ...] = ()
    """Why it is not surer."""
    by: str = ""
    """`OFFICER` where an officer corrected or confirmed what was read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A departure of the submission from its form's schema."""

    at: str
    problem: str
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedRow:
    """A row the form does not have."""

    label: str
    text: str
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class FormFacts:
    """What the reader saw of the form itself."""

    template: str = "unknown"
    """Which form it is, such as ``C(2025)8311``."""
    reasons: tuple[str, ...] = ()
    added: tuple[AddedRow, ...] = ()
    altered: tuple[AddedRow, ...] = ()
    """Options printed otherwise than the form has them."""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadFrom:
    """The filing from which an officer's file was read, as that file says."""

    file: str
    """Its name, without its folder."""
    sha256: str
    size: int
    """Bytes."""
    media_type: str
    reader: str
    tool: str
    """Which version of the tool read it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """The summary as received."""

    source: str
    """File name, without its folder."""
    sha256: str
    size: int
    """Bytes."""
    media_type: str
    reader: str
    """Which reader read it, with its library's version."""
    form: str
    """Id of the regulation whose form it is on."""
    answers: Mapping[str, Answer]
    """Pointer to answer, every field of the form, in its order."""
    facts: FormFacts = field(default_factory=FormFacts)
    faults: tuple[Fault, ...] = ()
    pages: int = 0
    """Pages of the file; 0 where it has none."""
    read_from: ReadFrom | None = None
    """For an officer's file: the filing it was read from; answers' places are there."""
