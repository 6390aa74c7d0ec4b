"""What to do, and what could not be determined."""

from collections.abc import Iterator
from typing import Final

from compliance.model import NOWHERE, Cite, GapReport, Outcome, RuleResult
from compliance.render.order import Numbered, by_section, numbered, results_with
from compliance.render.tables import table
from compliance.render.text import (
    anchor,
    cut,
    link_to,
    markdown_text,
)
from compliance.render.words import (
    SEVERITY_WORDS,
    cite_words,
    plural,
    section_heading,
    settled_by,
)

MESSAGE_LIMIT: Final = 1_000
"""Characters of a message or a remedy; submitted words may stand in it."""
QUOTE_LIMIT: Final = 400
"""Characters of the submitted words beside a finding."""
FINDING_LIMIT: Final = 20
"""Findings of one rule; the rest is counted beneath them."""


def what_to_do(report: GapReport) -> Iterator[str]:
    """Yield every gap with its remedy, most binding first, in the form's order."""
    yield "## What to do"
    yield ""
    ranked = results_with(report, Outcome.GAP)
    if not ranked:
        yield "No rule that was asked found a gap."
        yield ""
    for severity, results in ranked:
        yield f"### {SEVERITY_WORDS[severity].capitalize()} ({len(results)})"
        yield ""
        for section, group in by_section(report, results, lambda r: r.section):
            yield f"#### {markdown_text(section_heading(report.regulation, section))}"
            yield ""
            for result in group:
                yield from _deed(report, result)
            yield ""


def undetermined(report: GapReport) -> Iterator[str]:
    """Yield every rule without an answer, and what would settle it."""
    yield "## Could not be determined"
    yield ""
    yield from table(
        ("Rule", "Severity", "Norm", "Why", "What would settle it"),
        (
            (
                anchor("finding", f"{result.rule.id}.1")
                + link_to("rule", result.rule.id, result.rule.id),
                SEVERITY_WORDS[severity],
                markdown_text(result.rule.title),
                markdown_text(cut(_reasons(result), MESSAGE_LIMIT)),
                markdown_text(settled_by(result)),
            )
            for severity, results in results_with(report, Outcome.UNDETERMINED)
            for result in results
        ),
    )


def law(report: GapReport, cite: Cite) -> str:
    """Return the pinpoint, linked to its source's row."""
    if cite.instrument in report.regulation.sources:
        return link_to("source", cite.instrument, cite_words(cite))
    return markdown_text(cite_words(cite))


def place_words(each: Numbered) -> str:
    """Return the field and the place of a finding, the field as a link."""
    finding = each.finding
    words = [f"field {link_to('field', finding.field_id, finding.field_id)}"]
    if not finding.field_id:
        words = [f"at {markdown_text(finding.at)}"] if finding.at else []
    if finding.place != NOWHERE:
        words.append(markdown_text(str(finding.place)))
    return ", ".join(words) or "the summary as a whole"


def _reasons(result: RuleResult) -> str:
    if result.why:
        return result.why
    return " ".join(dict.fromkeys(each.message for each in result.findings))


def _deed(report: GapReport, result: RuleResult) -> Iterator[str]:
    found, rule = numbered(result), result.rule
    places = tuple(dict.fromkeys(place_words(each) for each in found))
    if len(found) == 1:
        yield f"- {_message(found[0])}"
    else:
        yield f"- {markdown_text(rule.title)}: {plural(len(found), 'finding')}"
        for each in found[:FINDING_LIMIT]:
            where = f" **Where:** {place_words(each)}" if len(places) > 1 else ""
            yield f"  - {_message(each)}{where}"
        if len(found) > FINDING_LIMIT:
            more = plural(len(found) - FINDING_LIMIT, "more finding")
            yield f"  - … {more}, all in the JSON report and the workbook"
    remedies = dict.fromkeys(each.finding.remedy for each in found)
    for remedy in [each for each in remedies if each][:FINDING_LIMIT]:
        yield f"  - **Do:** {markdown_text(cut(remedy, MESSAGE_LIMIT))}"
    if len(places) == 1:
        yield f"  - **Where:** {places[0]}"
    if found[0].finding.quote.strip():
        quote = markdown_text(cut(found[0].finding.quote, QUOTE_LIMIT))
        yield f"  - **As filed:** “{quote}”"
    norm = markdown_text(rule.title)
    yield f"  - **Rule:** {link_to('rule', rule.id, rule.id)} {norm}"
    cites = (f"{law(report, c)}: {markdown_text(c.says)}" for c in rule.cites)
    yield f"  - **Law:** {'; '.join(cites)}"


def _message(each: Numbered) -> str:
    message = markdown_text(cut(each.finding.message, MESSAGE_LIMIT))
    return anchor("finding", each.id) + message
