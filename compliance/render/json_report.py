"""The report as JSON: everything a renderer knows, nothing cut."""

import json
from dataclasses import fields, replace
from typing import Any, Final

from compliance.model import GapReport, RuleResult
from compliance.render.text import HIDDEN
from compliance.wire import encoded

SCHEMA_ID: Final = "https://compliance.invalid/schemas/report.schema.json"


def to_json(report: GapReport) -> bytes:
    """Return the report as indented UTF-8 JSON, its schema's id first.

    Names and order are those of the dataclasses; enumerations are written by value,
    dates in ISO form. Each rule stands once, under the regulation and without its
    cases; a result names it by id. Characters that a reader cannot see are written as
    escapes, which read back as the same text. Same report, same bytes.
    """
    # Cases, and rules once more, are left out before they are encoded: they are most of it.
    rules = tuple(replace(rule, cases=()) for rule in report.regulation.rules)
    brief = replace(
        report, regulation=replace(report.regulation, rules=rules), results=()
    )
    body = {"$schema": SCHEMA_ID, **encoded(brief)}
    for rule in body["regulation"]["rules"]:
        del rule["cases"]
    body["results"] = [_result(each) for each in report.results]
    written = json.dumps(body, ensure_ascii=False, allow_nan=False, indent=1)
    return shown_json(written)


def _result(result: RuleResult) -> dict[str, Any]:
    told = {each.name: getattr(result, each.name) for each in fields(result)}
    return {
        name: result.rule.id if name == "rule" else encoded(value)
        for name, value in told.items()
    }


def shown_json(written: str) -> bytes:
    """Return JSON with every character that a reader cannot see as an escape."""
    # Hidden characters occur in strings only, where JSON allows any escape.
    return (HIDDEN.sub(lambda found: _escape(found.group()), written) + "\n").encode()


def _escape(character: str) -> str:
    return json.dumps(character)[1:-1]
