"""What changed between two versions of a filing, as JSON and as a workbook."""

import json
from collections import Counter
from typing import Final

from compliance.model import ChangeReport, Fate, GapReport, Turn
from compliance.render.book import book
from compliance.render.cells import Block, Cell, Column, Sheet
from compliance.render.changes_page import (
    CAVEATS,
    FATE_WORDS,
    answer_words,
    stranger_words,
)
from compliance.render.standing import standing_words
from compliance.render.words import (
    OUTCOME_WORDS,
    SEVERITY_WORDS,
    cite_words,
)
from compliance.wire import encoded

_SUMMARY: Final = (Column("What", 34), Column("Text", 90))
_FIELDS: Final = (
    Column("Field", 8),
    Column("Label", 30),
    Column("Change", 12),
    Column("Was", 40),
    Column("Is", 40),
    Column("No longer there", 30),
    Column("New", 30),
    Column("Edited", 40),
    Column("Place then", 16),
    Column("Place now", 16),
)
_GAPS: Final = (
    Column("Rule", 16),
    Column("Fate", 11),
    Column("Severity", 9),
    Column("Field", 8),
    Column("Fact", 50),
    Column("Remedy", 50),
    Column("Law", 40),
)


def to_json(report: ChangeReport) -> bytes:
    """Return the changes as indented UTF-8 JSON, nothing cut."""
    body = {
        "regulation": report.new.regulation.id,
        "as_of": report.new.as_of.isoformat(),
        "old": _version(report.old),
        "new": _version(report.new),
        "warning": stranger_words(report),
        "fields": [
            {
                "field": each.field.id,
                "label": each.field.label,
                "turn": each.turn.value,
                "old": encoded(each.old),
                "new": encoded(each.new),
                "dropped": list(each.dropped),
                "gained": list(each.gained),
                "reworded": [list(pair) for pair in each.reworded],
            }
            for each in report.fields
        ],
        "findings": [
            {
                "rule": each.rule.id,
                "severity": each.rule.severity.value,
                "fate": each.fate.value,
                "finding": encoded(each.finding),
            }
            for each in report.findings
        ],
        "moves": [
            {"from": old.value, "to": new.value, "rules": report.moves[old, new]}
            for old in OUTCOME_WORDS
            for new in OUTCOME_WORDS
            if report.moves.get((old, new))
        ],
    }
    return (json.dumps(body, ensure_ascii=False, indent=1) + "\n").encode()


def to_xlsx(report: ChangeReport) -> bytes:
    """Return the changes as a workbook: summary, fields, gaps."""
    fields = tuple(
        (
            each.field.id,
            each.field.label,
            each.turn.value,
            answer_words(each.old),
            answer_words(each.new),
            "\n".join(each.dropped),
            "\n".join(each.gained),
            "\n".join(f"{old} → {new}" for old, new in each.reworded),
            str(each.old.place),
            str(each.new.place),
        )
        for each in report.fields
    )
    gaps = tuple(
        (
            each.rule.id,
            FATE_WORDS[each.fate],
            SEVERITY_WORDS[each.rule.severity],
            each.finding.field_id,
            each.finding.message,
            each.finding.remedy,
            "; ".join(cite_words(cite) for cite in each.rule.cites),
        )
        for each in report.findings
    )
    sheets = (
        Sheet("Summary", (Block(_SUMMARY, _facts(report)),)),
        Sheet("Fields", (Block(_FIELDS, fields),)),
        Sheet("Gaps", (Block(_GAPS, gaps, "No gap in either version."),)),
    )
    title = f"Changes: {report.old.submission.source}, {report.new.submission.source}"
    return book(sheets, title=title, day=report.new.as_of)


def _version(report: GapReport) -> dict[str, object]:
    submission = report.submission
    return {
        "source": submission.source,
        "sha256": submission.sha256,
        "reader": submission.reader,
        "template": submission.facts.template,
        "verdict": report.verdict.words,
        "coverage": report.coverage,
        "counts": {
            outcome.value: report.verdict.counts.get(outcome, 0)
            for outcome in OUTCOME_WORDS
        },
    }


def _facts(report: ChangeReport) -> tuple[tuple[Cell, ...], ...]:
    turns = Counter(each.turn for each in report.fields)
    fates = Counter(each.fate for each in report.findings)
    return (
        ("Status of the law", standing_words(report.new)),
        ("Regulation", report.new.regulation.title),
        ("As of", report.new.as_of.isoformat()),
        ("Older version", report.old.submission.source),
        ("Its SHA-256", report.old.submission.sha256),
        ("Newer version", report.new.submission.source),
        ("Its SHA-256", report.new.submission.sha256),
        ("Older verdict", report.old.verdict.words),
        ("Newer verdict", report.new.verdict.words),
        *(("Look first", words) for words in [stranger_words(report)] if words),
        *((f"Fields {turn.value}", turns[turn]) for turn in Turn),
        *((f"Gaps {FATE_WORDS[fate]}", fates[fate]) for fate in Fate),
        *(("What this does not say", words) for words in CAVEATS),
    )
