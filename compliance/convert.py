"""A filing made on one form, as a draft on another: what carries, what stays open."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from compliance.carry import carried, carries
from compliance.errors import UsageError
from compliance.forms import form_ids, form_of, item_parts
from compliance.model import Answer, Form, FormField, State, Submission, item_name

_SAYS_NOTHING: Final = (State.MISSING_FIELD, State.BLANK)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A draft on one form, made from a filing on another."""

    submission: Submission
    """The draft; each answer says where it comes from and how far it carries."""
    form: Form
    source: Submission
    source_form: Form
    filled: tuple[tuple[FormField, Answer], ...]
    """Fields of the draft's form that something carries over to."""
    open: tuple[FormField, ...]
    """Fields that nothing carries over to."""
    left: tuple[tuple[FormField, Answer], ...]
    """Fields of the filing that say something and carry over to nothing."""


def draft(source: Submission, regulation: str, root: Path) -> Draft:
    """Return `source` as a draft on the form of `regulation`.

    Raises:
        UsageError: it is on that form already, or no crosswalk leads there.
    """
    form = form_of(regulation, root)
    if source.form == form.regulation:
        raise UsageError(
            "form-the-same",
            where=source.source,
            what=f"is on the form of {form.regulation} already",
            why="there is nothing to convert",
            remedy="name another form with --to",
        )
    read = carried(source, form, root)
    fitted = {
        field.at: _fitted(field, read.answers[field.at], form.regulation, root)
        for field in form.fields
    }
    made = replace(read, form=form.regulation, answers=fitted)
    source_form = form_of(source.form, root)
    answers = [(field, made.answers[field.at]) for field in form.fields]
    used = {name for _, each in answers for name in each.carried_from.split(", ")}
    return Draft(
        submission=made,
        form=form,
        source=source,
        source_form=source_form,
        filled=tuple(pair for pair in answers if _says(pair[1])),
        open=tuple(field for field, each in answers if not _says(each)),
        left=tuple(
            (field, source.answers[field.at])
            for field in source_form.fields
            if field.id not in used and _says(source.answers[field.at])
        ),
    )


def targets(source: Submission, root: Path) -> tuple[str, ...]:
    """Return the ids of the forms that a filing can be made a draft on."""
    return tuple(
        each
        for each in form_ids(root)
        if each != source.form and carries(source, form_of(each, root), root)
    )


def _fitted(field: FormField, answer: Answer, regulation: str, root: Path) -> Answer:
    """Return `answer` with the parts of its entries that the form has.

    What an entry is called goes to its name; the parts left out are noted.
    """
    parts = item_parts(regulation, field.items, root)
    if not parts or not answer.items:
        return answer
    left: dict[str, None] = {}
    items = []
    for item in answer.items:
        kept = {key: value for key, value in item.items() if key in parts}
        name = item_name(item)
        if name and "name" in parts:
            kept = {"name": name} | kept
        left |= {key: None for key, value in item.items() if value not in kept.values()}
        items.append(kept)
    if not left:
        return replace(answer, items=tuple(items))
    note = f"the form has no place for these parts of its entries: {', '.join(left)}"
    notes = "; ".join(part for part in (answer.note, note) if part)
    return replace(answer, items=tuple(items), note=notes)


def _says(answer: Answer) -> bool:
    return answer.state not in _SAYS_NOTHING
