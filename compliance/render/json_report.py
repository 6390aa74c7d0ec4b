"""The report as JSON: everything a renderer knows, nothing cut."""

import dataclasses
import json
from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import Final

from compliance.model import GapReport
from compliance.render.text import HIDDEN

SCHEMA_ID: Final = "https://compliance.invalid/schemas/report.schema.json"


def to_json(report: GapReport) -> bytes:
    """Return the report as indented UTF-8 JSON, its schema's id first.

    Names and order are those of the dataclasses; enumerations are written by
    value, dates in ISO form. Characters that a reader cannot see are written as
    escapes, which read back as the same text. Same report, same bytes.
    """
    body = {"$schema": SCHEMA_ID, **_members(report)}
    written = json.dumps(body, ensure_ascii=False, allow_nan=False, indent=2)
    # Hidden characters occur in strings only, where JSON allows any escape.
    return (HIDDEN.sub(lambda found: _escape(found.group()), written) + "\n").encode()


def _members(thing: object) -> dict[str, object]:
    fields = dataclasses.fields(thing)  # type: ignore[arg-type]
    return {field.name: _plain(getattr(thing, field.name)) for field in fields}


def _plain(value: object) -> object:
    match value:
        case Enum():
            return value.value
        case None | bool() | int() | float() | str():
            return value
        case date():
            return value.isoformat()
        case Mapping():
            return {str(_plain(key)): _plain(each) for key, each in value.items()}
        case tuple() | list():
            return [_plain(each) for each in value]
        case frozenset() | set():
            return sorted(str(_plain(each)) for each in value)
        case _ if dataclasses.is_dataclass(value):
            return _members(value)
        case _:
            raise TypeError(f"a report holds no {type(value).__name__}")


def _escape(character: str) -> str:
    return json.dumps(character)[1:-1]
