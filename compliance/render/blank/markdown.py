"""The blank form as Markdown: boxes to tick, tables for lists, blocks for words."""

from collections.abc import Iterator
from typing import Final

from compliance.model import Kind
from compliance.render.blank.plan import BlankForm, Question
from compliance.render.text import markdown_text

_BOXES: Final = (Kind.YES_NO, Kind.TICKS, Kind.CHOICE)
_ROWS: Final = 3
_HOW: Final = (
    "Put an x between the brackets of the boxes that apply. Write words between the"
    " lines of three marks, as they are. In a table a row is an entry; add rows, and"
    " write \\| for a bar."
)


def to_markdown(blank: BlankForm) -> bytes:
    """Return the form as GitHub Flavored Markdown; guidance stands in comments.

    Words go between fences, so that nothing in them is taken for markup.
    """
    return "\n".join(_lines(blank)).encode()


def _lines(blank: BlankForm) -> Iterator[str]:
    yield f"# {markdown_text(blank.form.title)}"
    yield from ("", f"<!-- {_HOW} -->")
    for section in blank.sections:
        yield from ("", f"## {markdown_text(section.title)}")
        for question in section.questions:
            yield from _question(question)
    yield ""


def _question(question: Question) -> Iterator[str]:
    yield from ("", f"### {markdown_text(question.field.label)}", "")
    about = f"{question.field.id}: {question.guidance}"
    yield f"<!-- {about.replace('--', '–')} -->"
    yield ""
    if question.field.kind in _BOXES:
        yield from (f"- [ ] {markdown_text(each.words)}" for each in question.options)
        return
    if question.columns:
        titles = " | ".join(markdown_text(each.label) for each in question.columns)
        yield f"| {titles} |"
        yield "|" + "---|" * len(question.columns)
        yield from ["|" + "  |" * len(question.columns)] * _ROWS
        yield from ("", "<!-- Or, where there is no list, in words: -->", "")
    yield from ("```text", "", "```")
