"""The blank form as YAML with comments, and as JSON."""

import json
import textwrap
from collections.abc import Iterator
from typing import Final

from compliance import pointer
from compliance.model import Kind
from compliance.render.blank.plan import BlankForm, Question

_WIDTH: Final = 88
_HOW: Final = (
    "Write each answer in place of null. A text that holds a colon, begins with a sign"
    ' or could be a number stands in "double quotes", one of several lines in a block'
    " behind |. Words such as N/A or None are answers too."
)


def to_yaml(blank: BlankForm) -> bytes:
    """Return the form as YAML: every field null, with what goes in above it."""
    return ("\n".join(_lines(blank)) + "\n").encode()


def to_json(blank: BlankForm) -> bytes:
    """Return the form as JSON: every field null, its schema named."""
    fields = pointer.build({field.at: None for field in blank.form.fields})
    schema = f"schemas/submission/{blank.form.regulation}.schema.json"
    body = {"$schema": schema, "form": blank.form.regulation, **fields}
    return (json.dumps(body, ensure_ascii=False, indent=2) + "\n").encode()


def _lines(blank: BlankForm) -> Iterator[str]:
    yield from _comment(blank.form.title, 0)
    yield from _comment(_HOW, 0)
    yield f"form: {blank.form.regulation}"
    # In the order of the schema, so that no key is opened twice.
    questions = {q.field.at: q for section in blank.sections for q in section.questions}
    titles = {section.id: section.title for section in blank.sections}
    parents: tuple[str, ...] = ()
    section = ""
    for field in blank.form.fields:
        if field.section != section:
            section = field.section
            yield from ("", *_comment(f"== {titles[section]} ==", 0))
        *above, key = pointer.parts(field.at)
        for depth, name in enumerate(above):
            if parents[: depth + 1] != tuple(above[: depth + 1]):
                yield f"{'  ' * depth}{name}:"
        parents = tuple(above)
        yield ""
        yield from _question(questions[field.at], len(above))
        yield f"{'  ' * len(above)}{key}: null"


def _question(question: Question, depth: int) -> Iterator[str]:
    yield from _comment(f"{question.field.id} {question.field.label}", depth)
    yield from _comment(question.guidance, depth)
    yield from _comment(_takes(question), depth)


def _takes(question: Question) -> str:
    """Return what the field takes, by example; empty where words will do."""
    codes = [option.code for option in question.options]
    match question.field.kind:
        case Kind.YES_NO | Kind.CHOICE:
            return f"One of: {', '.join(codes)}"
        case Kind.TICKS:
            return f"Those that apply: [{', '.join(codes)}]"
        case Kind.LIST:
            parts = ", ".join(f'{each.key}: ""' for each in question.columns)
            return f"A list of entries, - {{{parts}}}, or words"
        case _:
            return ""


def _comment(words: str, depth: int) -> Iterator[str]:
    before = f"{'  ' * depth}# "
    for part in textwrap.wrap(
        words, _WIDTH - len(before), break_long_words=False, break_on_hyphens=False
    ):
        yield before + part
