"""The report as JSON: everything a renderer knows, nothing cut."""

import json
from typing import Final

from compliance.model import GapReport
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
    body = {"$schema": SCHEMA_ID, **encoded(report)}
    for rule in body["regulation"]["rules"]:
        del rule["cases"]
    for result in body["results"]:
        result["rule"] = result["rule"]["id"]
    written = json.dumps(body, ensure_ascii=False, allow_nan=False, indent=1)
    return shown_json(written)


def shown_json(written: str) -> bytes:
    """Return JSON with every character that a reader cannot see as an escape."""
    # Hidden characters occur in strings only, where JSON allows any escape.
    return (HIDDEN.sub(lambda found: _escape(found.group()), written) + "\n").encode()


def _escape(character: str) -> str:
    return json.dumps(character)[1:-1]
