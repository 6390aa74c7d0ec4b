"""What carries over to a draft on another form, and what stays open, as Markdown."""

from collections.abc import Iterable, Iterator
from typing import Final

from compliance.convert import Draft
from compliance.model import Answer, FormField
from compliance.render.changes_page import answer_words
from compliance.render.tables import table
from compliance.render.text import code, cut, markdown_text
from compliance.render.words import plural

_LIMIT: Final = 300
_EXPECTED: Final = {"always": "always", "optional": "optional", "soft": "if known"}


def to_markdown(draft: Draft) -> bytes:
    """Return the account of a draft as UTF-8 Markdown; same draft, same bytes."""
    return "\n".join(_lines(draft)).encode()


def _lines(draft: Draft) -> Iterator[str]:
    source = draft.source
    yield f"# Draft for {markdown_text(draft.form.title)}"
    yield ""
    yield (
        f"Made from {code(source.source)}, SHA-256 {code(source.sha256)}, on the form "
        f"{markdown_text(draft.source_form.title)}."
    )
    yield ""
    yield (
        f"{plural(len(draft.filled), 'field')} of {len(draft.form.fields):,} filled, "
        f"{len(draft.open):,} open; {plural(len(draft.left), 'answer')} of the filing "
        "carry over to nothing. A draft is for a person to finish: whether an answer "
        "is enough under the other law is for `compliance check` and for counsel."
    )
    yield from ("", f"## Carried over ({len(draft.filled):,})", "")
    yield from table(
        ("Field", "Label", "From", "How far it carries", "What it says", "Place"),
        (
            (
                markdown_text(field.id),
                markdown_text(field.label),
                markdown_text(answer.carried_from),
                markdown_text(answer.carried_as),
                markdown_text(cut(answer_words(answer), _LIMIT)),
                markdown_text(str(answer.place)),
            )
            for field, answer in draft.filled
        ),
    )
    yield from (f"## Open ({len(draft.open):,})", "")
    yield from table(
        ("Field", "Label", "Expected", "Law"),
        (
            (
                markdown_text(field.id),
                markdown_text(field.label),
                markdown_text(_expected(field)),
                markdown_text(field.clause),
            )
            for field in draft.open
        ),
    )
    yield from (f"## Answers that carry over to nothing ({len(draft.left):,})", "")
    yield from table(
        ("Field", "Label", "What it says", "Place"),
        _left(draft.left),
    )


def _expected(field: FormField) -> str:
    return field.condition or _EXPECTED.get(field.obligation, field.obligation)


def _left(pairs: Iterable[tuple[FormField, Answer]]) -> Iterator[tuple[str, ...]]:
    for field, answer in pairs:
        yield (
            markdown_text(field.id),
            markdown_text(field.label),
            markdown_text(cut(answer_words(answer), _LIMIT)),
            markdown_text(str(answer.place)),
        )
