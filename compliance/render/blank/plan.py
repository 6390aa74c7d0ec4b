"""What a blank form asks, before it is laid out in any format."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from compliance.forms import Column, columns_of, form_of, help_texts
from compliance.intake.options import options_of, printed_options
from compliance.model import Form, FormField, Kind

_EXPECTED: Final = {"always": "Always expected", "optional": "Optional"}
_HOW: Final = {
    Kind.DATE: "YYYY-MM-DD",
    Kind.MONTH: "YYYY-MM, and what is to be said beside it",
    Kind.PERIOD: "YYYY-MM/YYYY-MM, with .. for an open side",
    Kind.URL: "an address",
}


@dataclass(frozen=True, slots=True)
class Option:
    """One box of a question, or one entry of a list to choose from."""

    code: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One field of a form, as a blank form asks it."""

    field: FormField
    help: str
    """What goes in, in our own words."""
    expected: str
    """When it is expected."""
    how: str
    """How to write it; empty where anything goes."""
    options: tuple[Option, ...]
    columns: tuple[Column, ...]
    """Of a list: the parts of an entry."""

    @property
    def guidance(self) -> str:
        """Return all that helps to answer, in one line."""
        parts = (self.help, self.expected, self.how and f"Write {self.how}")
        return " ".join(f"{part.rstrip('.')}." for part in parts if part)


@dataclass(frozen=True, slots=True)
class Section:
    """The questions under one heading."""

    id: str
    heading: str
    questions: tuple[Question, ...]

    @property
    def title(self) -> str:
        """Return its heading, its number before it if it has one."""
        # The head of a form is no section of its own and has no number.
        numbered = any(sign.isdigit() and sign != "0" for sign in self.id)
        return f"{self.id} {self.heading}" if numbered else self.heading


@dataclass(frozen=True, slots=True)
class BlankForm:
    """A form to be filled in."""

    form: Form
    sections: tuple[Section, ...]


def blank_form(regulation_id: str, root: Path) -> BlankForm:
    """Return what the form of a regulation asks, section by section.

    Raises:
        RulebookError: its schema is missing or not complete.
    """
    form = form_of(regulation_id, root)
    help_, words = help_texts(regulation_id, root), printed_options(form, root)
    sections: dict[str, list[Question]] = {}
    for field in form.fields:
        question = Question(
            field=field,
            help=help_.get(field.at, ""),
            expected=_expected(field),
            how=_HOW.get(field.kind, ""),
            options=tuple(Option(code, words[code]) for code in options_of(field)),
            columns=columns_of(regulation_id, field.items, root)
            if field.kind is Kind.LIST
            else (),
        )
        sections.setdefault(field.section, []).append(question)
    return BlankForm(
        form,
        tuple(
            Section(each, form.sections.get(each, each), tuple(questions))
            for each, questions in sections.items()
        ),
    )


def _expected(field: FormField) -> str:
    if field.condition:
        return f"Expected if {field.condition}"
    return _EXPECTED.get(field.obligation, "Expected as far as it is known")
