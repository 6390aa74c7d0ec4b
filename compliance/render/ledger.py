"""Everything asked and everything read: rules, answers, the form itself."""

from collections.abc import Iterable, Iterator
from typing import Final

from compliance.model import (
    AddedRow,
    Answer,
    FieldRow,
    GapReport,
    RuleResult,
    item_words,
)
from compliance.render.catalog import bullets
from compliance.render.deeds import MESSAGE_LIMIT, law
from compliance.render.order import by_section, numbered
from compliance.render.tables import table
from compliance.render.text import (
    anchor,
    code,
    cut,
    link_to,
    markdown_lines,
    markdown_text,
)
from compliance.render.words import (
    OUTCOME_WORDS,
    SEVERITY_WORDS,
    STATE_WORDS,
    doubt_words,
    plural,
    section_heading,
    value_words,
)

ANSWER_LIMIT: Final = 2_000
"""Characters of an answer as filed."""
ITEM_LIMIT: Final = 25
"""Entries of a list answer; the rest is counted beneath them."""


def every_rule(report: GapReport) -> Iterator[str]:
    """Yield every rule of the regulation with its outcome, section by section."""
    yield from ("## Every rule and its outcome", "")
    for section, results in by_section(report, report.results, lambda r: r.section):
        yield from (
            f"### {markdown_text(section_heading(report.regulation, section))}",
            "",
        )
        yield from table(
            ("Rule", "Norm", "Severity", "Outcome", "Why", "Law"),
            (_rule(report, each) for each in results),
        )


def every_answer(report: GapReport) -> Iterator[str]:
    """Yield every field of the form and how it was answered."""
    yield from ("## Every answer as read", "")
    for section, rows in by_section(report, report.rows, lambda r: r.section):
        yield from (
            f"### {markdown_text(section_heading(report.regulation, section))}",
            "",
        )
        yield from table(
            ("Field", "Label", "State", "Read as", "As filed", "Place"),
            (_answer(each) for each in rows),
        )


def form(report: GapReport) -> Iterator[str]:
    """Yield what the reader saw of the form itself."""
    facts, faults = report.submission.facts, report.submission.faults
    yield from ("## The form as received", "")
    yield f"Template: {markdown_text(facts.template)}."
    yield ""
    if facts.reasons:
        yield from bullets(facts.reasons)
    for heading, rows in (
        ("Rows the form does not have", facts.added),
        ("Options printed otherwise than on the form", facts.altered),
    ):
        yield from (f"### {heading}", "")
        yield from _rows(rows)
    yield from ("### Notes of the reader", "")
    yield from bullets(facts.notes)
    yield from ("### Departures from the form's schema", "")
    yield from table(
        ("At", "Problem", "Place"),
        (
            (code(f.at), markdown_text(f.problem), markdown_text(str(f.place)))
            for f in faults
        ),
    )


def _rule(report: GapReport, result: RuleResult) -> tuple[str, ...]:
    rule = result.rule
    return (
        anchor("rule", rule.id) + markdown_text(rule.id),
        markdown_text(rule.title),
        SEVERITY_WORDS[rule.severity],
        OUTCOME_WORDS[result.outcome],
        _why(result),
        "<br>".join(law(report, cite) for cite in rule.cites),
    )


def _why(result: RuleResult) -> str:
    found = numbered(result)
    if not found:
        return markdown_text(cut(result.why, MESSAGE_LIMIT))
    words = cut(result.why, MESSAGE_LIMIT) or plural(len(found), "finding")
    return link_to("finding", found[0].id, words)


def _answer(row: FieldRow) -> tuple[str, ...]:
    answer = row.answer
    return (
        anchor("field", row.field_id) + markdown_text(row.field_id),
        markdown_text(row.label),
        STATE_WORDS[answer.state],
        "<br>".join(_read_as(answer)),
        markdown_lines(cut(answer.text, ANSWER_LIMIT)),
        markdown_text(str(answer.place)) if answer.text or answer.place.path else "",
    )


def _read_as(answer: Answer) -> Iterator[str]:
    words = value_words(answer.value)
    if words:
        yield markdown_text(cut(words, ANSWER_LIMIT))
    for item in answer.items[:ITEM_LIMIT]:
        yield markdown_text(cut(item_words(item), ANSWER_LIMIT // ITEM_LIMIT))
    more = len(answer.items) - ITEM_LIMIT
    if more > 0:
        yield f"… {more:,} more, all in the JSON report and the workbook"
    for url in answer.links[:ITEM_LIMIT]:
        yield f"link: {code(cut(url, ANSWER_LIMIT // ITEM_LIMIT))}"
    if answer.note:
        yield f"Note: {markdown_text(answer.note)}"
    if answer.carried_from:
        origin = markdown_text(cut(answer.carried_from, ANSWER_LIMIT))
        how = f": {markdown_text(answer.carried_as)}" if answer.carried_as else ""
        yield f"Carried over from {origin}{how}"
    if answer.by:
        yield f"By the {markdown_text(answer.by)}"
    if answer.doubts:
        yield f"Confidence {answer.confidence}: {doubt_words(answer)}"


def _rows(rows: Iterable[AddedRow]) -> Iterator[str]:
    yield from table(
        ("Label", "Text", "Place"),
        (
            (
                markdown_text(cut(each.label, MESSAGE_LIMIT)),
                markdown_lines(cut(each.text, ANSWER_LIMIT)),
                markdown_text(str(each.place)),
            )
            for each in rows
        ),
    )
