"""The sheets to work in: every rule, every finding, every answer, the form."""

from collections.abc import Iterator
from typing import Final

from compliance.model import Cite, GapReport, Outcome, RuleResult, item_words
from compliance.render.cells import (
    PLACE_COLUMNS,
    Block,
    Cell,
    Column,
    Sheet,
    place_cells,
)
from compliance.render.order import Numbered, numbered, results_with
from compliance.render.words import (
    OUTCOME_WORDS,
    SEVERITY_WORDS,
    STATE_WORDS,
    cite_words,
    doubt_words,
    section_heading,
    settled_by,
    value_words,
)

DECISIONS: Final = ("accepted", "disputed", "to provider", "waived", "done")


def rules(report: GapReport) -> Sheet:
    """Return every rule with its outcome, also those met and those not asked."""
    columns = (
        Column("Rule", 16),
        Column("Outcome", 14),
        Column("Severity", 9),
        Column("Section", 24),
        Column("Field", 8),
        Column("Norm", 40),
        Column("Why", 34),
        Column("Findings", 9),
        Column("Law", 50),
        Column("Source address", 24),
        Column("Name", 24),
        Column("Applies from", 12),
        Column("Applies until", 12),
    )
    return Sheet("Rules", (Block(columns, tuple(_rules(report))),))


def findings(report: GapReport) -> Sheet:
    """Return every finding, gaps that bind first, and room for the officer."""
    columns = (
        Column("Finding", 18),
        Column("Rule", 15),
        Column("Severity", 9),
        Column("Outcome", 13),
        Column("Section", 20),
        Column("Field", 8),
        Column("Message", 40),
        Column("What to do", 32),
        *PLACE_COLUMNS,
        Column("As filed", 40),
        Column("Law", 36),
        Column("Source address", 24),
        Column("Officer", 12),
        Column("Decision", 12, choices=DECISIONS),
        Column("Due", 11, dated=True),
        Column("Note", 26),
    )
    rows = tuple(
        _finding(report, each)
        for outcome in (Outcome.GAP, Outcome.UNDETERMINED)
        for _, results in results_with(report, outcome)
        for result in results
        for each in numbered(result)
    )
    return Sheet("Findings", (Block(columns, rows, "No finding."),))


def answers(report: GapReport) -> Sheet:
    """Return every field of the form as it was read."""
    columns = (
        Column("Field", 10),
        Column("Label", 36),
        Column("Section", 30),
        Column("State", 17),
        Column("Read as", 36),
        Column("As filed", 56),
        *PLACE_COLUMNS,
        Column("Links", 30),
        Column("Note", 30),
        Column("Confidence", 12),
        Column("By", 10),
        Column("Carried from", 13),
        Column("How far it carries", 30),
        Column("Pointer", 26),
    )
    return Sheet("Answers", (Block(columns, tuple(_answers(report))),))


def form(report: GapReport) -> Sheet:
    """Return what the reader saw of the form itself."""
    columns = (
        Column("What", 24),
        Column("Label", 40),
        Column("Text", 70),
        *PLACE_COLUMNS,
    )
    return Sheet("Form", (Block(columns, tuple(_form(report))),))


def _rules(report: GapReport) -> Iterator[tuple[Cell, ...]]:
    for result in report.results:
        rule = result.rule
        yield (
            rule.id,
            OUTCOME_WORDS[result.outcome],
            SEVERITY_WORDS[rule.severity],
            section_heading(report.regulation, result.section),
            result.field_id,
            rule.title,
            result.why,
            len(numbered(result)),
            *_law(report, result),
            rule.name,
            rule.applies_from.isoformat(),
            rule.applies_until.isoformat() if rule.applies_until else "",
        )


def _finding(report: GapReport, each: Numbered) -> tuple[Cell, ...]:
    result, finding = each.result, each.finding
    return (
        each.id,
        result.rule.id,
        SEVERITY_WORDS[result.rule.severity],
        OUTCOME_WORDS[result.outcome],
        section_heading(report.regulation, result.section),
        finding.field_id or finding.at,
        finding.message,
        finding.remedy or f"To settle it: {settled_by(result)}",
        *place_cells(finding.place),
        finding.quote,
        *_law(report, result),
        *("", "", "", ""),
    )


def _law(report: GapReport, result: RuleResult) -> tuple[str, str]:
    """Return the pinpoints with what they say, and their sources' addresses."""
    cites = result.rule.cites
    said = "\n".join(f"{cite_words(cite)}: {cite.says}" for cite in cites)
    addresses = dict.fromkeys(_address(report, cite) for cite in cites)
    return said, "\n".join(each for each in addresses if each)


def _address(report: GapReport, cite: Cite) -> str:
    source = report.regulation.sources.get(cite.instrument)
    return source.url if source else ""


def _answers(report: GapReport) -> Iterator[tuple[Cell, ...]]:
    for row in report.rows:
        answer = row.answer
        read = [value_words(answer.value), *(item_words(item) for item in answer.items)]
        yield (
            row.field_id,
            row.label,
            section_heading(report.regulation, row.section),
            STATE_WORDS[answer.state],
            "\n".join(each for each in read if each),
            answer.text,
            *place_cells(answer.place),
            "\n".join(answer.links),
            answer.note,
            f"{answer.confidence}: {doubt_words(answer)}".removesuffix(": "),
            answer.by,
            answer.carried_from,
            answer.carried_as,
            answer.at,
        )


def _form(report: GapReport) -> Iterator[tuple[Cell, ...]]:
    facts = report.submission.facts
    yield ("template", facts.template)
    for reason in facts.reasons:
        yield ("reason for the template", "", reason)
    for kind, rows in (
        ("row the form does not have", facts.added),
        ("option printed otherwise", facts.altered),
    ):
        for row in rows:
            yield (kind, row.label, row.text, *place_cells(row.place))
    for note in facts.notes:
        yield ("note of the reader", "", note)
    for fault in report.submission.faults:
        place = place_cells(fault.place)
        yield ("departure from the form's schema", fault.at, fault.problem, *place)
