"""What two filings say differently, as Markdown, page, CSV and JSON."""

import json
from collections.abc import Iterator
from typing import Final

from compliance.model import Answer, Contradiction, ContradictionReport
from compliance.render.catalog import bullets
from compliance.render.changes_page import answer_words
from compliance.render.csv_table import csv_table
from compliance.render.page import page
from compliance.render.tables import table
from compliance.render.text import code, cut, markdown_text
from compliance.render.words import plural
from compliance.wire import encoded

_LIMIT: Final = 400
_CAVEATS: Final = (
    "A difference is a question to the provider: days, models or systems may differ.",
    "Answers in words are compared by dates, amounts and what they deny, not by wording.",
    "No contradiction among what was compared does not say that the filings agree.",
)


def to_markdown(report: ContradictionReport) -> bytes:
    """Return the contradictions as UTF-8 Markdown; same report, same bytes."""
    return "\n".join(_lines(report)).encode()


def to_html(report: ContradictionReport) -> bytes:
    """Return the contradictions as one self-contained HTML file."""
    return page(
        to_markdown(report).decode(),
        title=f"Contradictions: {report.first.source}, {report.second.source}",
        footer=f"Made by compliance {report.tool_version}, "
        f"as of {report.as_of.isoformat()}.",
    )


def to_csv(report: ContradictionReport) -> bytes:
    """Return a row per contradiction as CSV."""
    columns = (
        "Field", "Label", "Difference", report.first.source, "Place",
        report.second.source, "Place", "How far it carries",
    )  # fmt: skip
    return csv_table(columns, (_cells(each) for each in report.found))


def to_json(report: ContradictionReport) -> bytes:
    """Return the contradictions as indented UTF-8 JSON, nothing cut."""
    body = {
        "tool_version": report.tool_version,
        "as_of": report.as_of.isoformat(),
        "first": {"source": report.first.source, "sha256": report.first.sha256},
        "second": {"source": report.second.source, "sha256": report.second.sha256},
        "form": report.form.regulation,
        "compared": report.compared,
        "warnings": list(report.warnings),
        "contradictions": [
            {
                "field": each.field.id,
                "label": each.field.label,
                "difference": each.difference.value,
                "first": encoded(each.first),
                "second": encoded(each.second),
            }
            for each in report.found
        ],
    }
    return (json.dumps(body, ensure_ascii=False, indent=1) + "\n").encode()


def _lines(report: ContradictionReport) -> Iterator[str]:
    first, second = report.first, report.second
    yield f"# Contradictions: {markdown_text(f'{first.source}, {second.source}')}"
    yield ""
    yield (
        f"{plural(len(report.found), 'contradiction')} among "
        f"{plural(report.compared, 'fact')} that both state, compared on the form "
        f"{markdown_text(report.form.title)}."
    )
    yield ""
    if report.warnings:
        yield from bullets(report.warnings)
    yield from (f"## Contradictions ({len(report.found):,})", "")
    yield from table(
        (
            "Field", "Label", "Difference", "First filing", "Place", "Second filing",
            "Place there", "How far it carries",
        ),
        ([markdown_text(cell) for cell in _cells(each)] for each in report.found),
    )  # fmt: skip
    yield from ("## What this report does not say", "")
    yield from bullets(_CAVEATS)
    yield from ("## Provenance", "")
    yield from table(
        ("Filing", "File", "SHA-256", "Form"),
        (
            (name, code(each.source), code(each.sha256), code(each.form))
            for name, each in (("First", first), ("Second", second))
        ),
    )


def _cells(found: Contradiction) -> tuple[str, ...]:
    how = [each.carried_as for each in (found.first, found.second) if each.carried_as]
    return (
        found.field.id,
        found.field.label,
        found.difference.value,
        _said(found.first),
        _where(found.first),
        _said(found.second),
        _where(found.second),
        "; ".join(how),
    )


def _said(answer: Answer) -> str:
    return cut(answer_words(answer), _LIMIT)


def _where(answer: Answer) -> str:
    origin = f"field {answer.carried_from}, " if answer.carried_from else ""
    return f"{origin}{answer.place}"
