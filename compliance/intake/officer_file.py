"""The filing an officer works on: the canonical one, with a word on every answer."""

import textwrap
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from compliance import pointer
from compliance.forms import columns_of, help_texts
from compliance.frontdoor import visible
from compliance.intake.yaml_text import to_yaml
from compliance.model import (
    DOUBT_WORDS,
    MODALITIES,
    OFFICER,
    Answer,
    Confidence,
    Form,
    FormField,
    Kind,
    State,
    Submission,
)

_INDENT: Final = "  "
_WIDTH: Final = 88
_LONGEST: Final = 160
_DERIVED: Final = frozenset(Kind) - {Kind.TEXT, Kind.LIST, Kind.URL}
_EMPTY: Final = (State.BLANK, State.UNREADABLE)
_HOW: Final = (
    "What was read, field by field. Correct what is wrong and leave the rest: an answer"
    " you change is yours, and reports say so. Where a reading asks for it, look at its"
    " place and write `confirmed: yes` beneath the answer. A field that was not found"
    " stands behind a #: take the # away and write. Then check this file as you would"
    " check the filing."
)
_RECORD: Final = (
    "A digest of every answer as it was read; by it your answers are told from those"
    " that were read. Leave it as it is."
)


def to_officer_yaml(
    filing: Mapping[str, object], submission: Submission, form: Form, root: Path
) -> str:
    """Return the canonical `filing` of `submission` as YAML with comments.

    Args:
        filing: What `to_canonical` and `with_record` made of `submission`.
        submission: What was read.
        form: Its form.
        root: Where the form's schema is.
    """
    writer = _Writer(submission, form, root)
    return "\n".join(writer.lines(filing)) + "\n"


class _Writer:
    """One walk over the nested filing; a section's heading where one begins."""

    def __init__(self, submission: Submission, form: Form, root: Path) -> None:
        self._submission = submission
        self._form = form
        self._root = root
        self._help = help_texts(form.regulation, root)
        self._fields = {field.at: field for field in form.fields}
        self._is_draft = any(each.carried_from for each in submission.answers.values())
        self._section = ""

    def lines(self, filing: Mapping[str, object]) -> Iterator[str]:
        """Yield the lines of the whole file."""
        yield from _comment(f"{self._form.title}: {self._submission.source}")
        yield from _comment(_HOW)
        for key, value in filing.items():
            if key == "as_read":
                yield from ("", *_comment(_RECORD))
            yield from self._entry(pointer.join(key), key, value, 0)

    def _entry(self, at: str, key: str, value: object, depth: int) -> Iterator[str]:
        field = self._fields.get(at)
        below = [each for each in self._fields if each.startswith(f"{at}/")]
        if field is not None:
            yield from self._heading(field)
            yield from self._answer(field, key, value, depth)
        elif below and isinstance(value, Mapping):
            yield from self._heading(self._fields[below[0]])
            absent = all(self._is_missing(each) for each in below)
            yield f"{_INDENT * depth}{'# ' if absent else ''}{key}:"
            for inner, each in value.items():
                yield from self._entry(at + pointer.join(inner), inner, each, depth + 1)
        else:
            yield from _indented(to_yaml({key: value}), depth)

    def _heading(self, field: FormField) -> Iterator[str]:
        if field.section != self._section:
            self._section = field.section
            heading = self._form.sections.get(field.section, "")
            yield from ("", *_comment(f"== {field.section} {heading} =="))

    def _is_missing(self, at: str) -> bool:
        return self._submission.answers[at].state is State.MISSING_FIELD

    def _answer(
        self, field: FormField, key: str, value: object, depth: int
    ) -> Iterator[str]:
        answer = self._submission.answers[field.at]
        yield ""
        yield from _comment(f"{field.id} {field.label}", depth)
        if answer.state is State.MISSING_FIELD:
            found = (
                "Nothing carries over" if self._is_draft else "Not found in the filing"
            )
            yield from _comment(f"{found}{_why(answer)}. {self._wanted(field)}", depth)
            yield from _commented(self._example(field, key), depth)
            return
        for words in _remarks(field, answer):
            yield from _comment(words, depth)
        yield from _indented(to_yaml({key: value}), depth)
        if answer.state in _EMPTY:
            yield from _comment(self._wanted(field), depth + 1)
            part = "items" if field.kind is Kind.LIST else "text"
            part = "value" if field.kind in _DERIVED else part
            yield from _commented(self._example(field, part), depth + 1)

    def _wanted(self, field: FormField) -> str:
        """Return what goes in a field, and when it is expected."""
        expected = {
            "always": "Always expected.",
            "conditional": f"Expected if {field.condition}.",
            "optional": "Optional.",
        }.get(field.obligation, "Expected as far as known.")
        return f"{self._help.get(field.at, '')}. {expected}"

    def _example(self, field: FormField, key: str) -> str:
        """Return YAML to copy and fill in, by what the field takes."""
        match field.kind:
            case Kind.YES_NO:
                return f"{key}: yes  # or no"
            case Kind.TICKS:
                return f"{key}: [{', '.join(MODALITIES)}]  # those that apply"
            case Kind.CHOICE:
                others = " or ".join(field.choices[1:])
                return f"{key}: {field.choices[0]}  # or {others}"
            case Kind.DATE:
                return f"{key}: YYYY-MM-DD"
            case Kind.MONTH:
                return f"{key}: YYYY-MM"
            case Kind.PERIOD:
                return f"{key}: YYYY-MM/YYYY-MM"
            case Kind.LIST:
                parts = columns_of(self._form.regulation, field.items, self._root)
                told = "\n    ".join(f'{part.key}: ""' for part in parts)
                return f"{key}:\n  - {told}"
            case _:
                return f'{key}: ""'


def _remarks(field: FormField, answer: Answer) -> Iterator[str]:
    """Yield what is to be known of a reading: state, place, how sure, words, note."""
    state = answer.state.value.replace("_", " ")
    words = f"{state}; {answer.place}"
    if answer.by == OFFICER:
        yield f"{words}; by the officer"
    else:
        yield f"{words}; confidence {answer.confidence.value}{_why(answer)}"
        if answer.confidence is Confidence.LOW:
            yield "PLEASE CONFIRM: write `confirmed: yes` beneath, or correct it"
    if answer.value is not None and answer.text and field.kind in _DERIVED:
        yield f"as printed: “{_cut(answer.text)}”"
    if answer.carried_from:
        yield f"carried over from {answer.carried_from}: {answer.carried_as}"
    if answer.note:
        yield f"note: {answer.note}"


def _why(answer: Answer) -> str:
    told = "; ".join(DOUBT_WORDS[doubt] for doubt in answer.doubts)
    return f" ({told})" if told else ""


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


def _comment(words: str, depth: int = 0) -> Iterator[str]:
    """Yield `words` as comment lines; whatever they hold, nothing leaves the comment."""
    before = f"{_INDENT * depth}# "
    line = " ".join(visible(words).split())
    for part in textwrap.wrap(
        line, _WIDTH - len(before), break_long_words=False, break_on_hyphens=False
    ):
        yield before + part


def _commented(text: str, depth: int) -> Iterator[str]:
    for line in text.splitlines():
        yield f"{_INDENT * depth}# {line}"


def _indented(text: str, depth: int) -> Iterator[str]:
    for line in text.rstrip("\n").split("\n"):
        yield f"{_INDENT * depth}{line}" if line else ""
