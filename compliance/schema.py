"""JSON × JSON Schema: faults in readers' words."""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from jsonschema import Draft202012Validator, FormatChecker, validators
from jsonschema.exceptions import ValidationError
from referencing import Registry

from compliance import pointer
from compliance.forms import read_schema
from compliance.limits import MESSAGES
from compliance.model import Fault

_SHOWN: Final = 80
_FORMATS: Final = FormatChecker(())


@_FORMATS.checks("date")
def _is_date(value: object) -> bool:
    if not isinstance(value, str):
        return True
    try:
        # fromisoformat also reads "20260102" and "2026-W01-5".
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


@_FORMATS.checks("uri")
def _is_uri(value: object) -> bool:
    if not isinstance(value, str):
        return True
    try:
        parts = urlsplit(value)
        known = parts.scheme in ("http", "https", "ftp", "doi", "urn", "mailto")
        return (
            known and not re.search(r"\s", value) and bool(parts.netloc or parts.path)
        )
    except ValueError:
        return False


def _pattern(
    validator: object, pattern: str, value: object, schema: object
) -> Iterator[ValidationError]:
    del validator, schema
    if isinstance(value, str):
        found = re.search(pattern, value, re.ASCII)
        # Python lets "$" stand before a trailing line break; JSON Schema does not.
        if found is None or (pattern.endswith("$") and value.endswith("\n")):
            yield ValidationError("is not written as it should be")


_Validator: Final[Any] = validators.extend(  # type: ignore[no-untyped-call]
    Draft202012Validator, {"pattern": _pattern}
)


def faults(data: object, regulation_id: str, root: Path) -> tuple[Fault, ...]:
    """Return how `data` departs from the schema of a regulation's form.

    At most ``limits.MESSAGES`` of them, in the order of their places, then one
    that says how many more there are.
    """
    return _faults(data, f"submission/{regulation_id}", root)


def file_faults(data: object, contract: str, root: Path) -> tuple[Fault, ...]:
    """Return how `data` departs from the contract ``schemas/<contract>``.

    Dates, as TOML has them, count as their ISO text.
    """
    return _faults(_json_values(data), contract, root)


def _json_values(data: object) -> object:
    if isinstance(data, Mapping):
        return {key: _json_values(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_json_values(each) for each in data]
    return data.isoformat() if isinstance(data, date) else data


def _faults(data: object, name: str, root: Path) -> tuple[Fault, ...]:
    validator = _validator(name, root)
    found = sorted(
        {
            (pointer.join(*e.absolute_path), _words(e))
            for e in validator.iter_errors(data)
        }
    )
    shown = [Fault(at=at, problem=problem) for at, problem in found[:MESSAGES]]
    if len(found) > MESSAGES:
        shown.append(Fault(at="", problem=f"{len(found) - MESSAGES} more faults"))
    return tuple(shown)


@cache
def _validator(name: str, root: Path) -> Any:
    schema = read_schema(name, root)
    # A registry that retrieves nothing: references resolve here or not at all.
    return _Validator(schema, format_checker=_FORMATS, registry=Registry())


def _words(error: ValidationError) -> str:
    """Return what is wrong, in readers' words, values cut short."""
    if error.validator in ("anyOf", "oneOf") and error.context:
        return _words(_most_relevant(error))
    instance: Any = error.instance
    value = _cut(json.dumps(instance, ensure_ascii=False, default=str))
    wanted: Any = error.validator_value
    match error.validator:
        case "enum":
            choices = ", ".join(str(each) for each in wanted if each is not None)
            return f"must be one of: {choices}; it is {value}"
        case "const":
            return f"must be {json.dumps(wanted)}; it is {value}"
        case "type":
            kinds = [wanted] if isinstance(wanted, str) else wanted
            return (
                f"must be {' or '.join(_KINDS[kind] for kind in kinds)}; it is {value}"
            )
        case "format":
            return f"must be {_WRITTEN.get(wanted, wanted)}; it is {value}"
        case "pattern":
            return f"is not written as it should be; it is {value}"
        case "required":
            missing = [key for key in wanted if key not in instance]
            return f"lacks {', '.join(missing)}"
        case "additionalProperties":
            known: Any = error.schema
            extra = sorted(set(instance) - set(known.get("properties", {})))
            return f"has no such part: {_cut(', '.join(extra))}"
        case "uniqueItems":
            return f"says the same twice: {value}"
        case _:
            return _cut(error.message)


def _most_relevant(error: ValidationError) -> ValidationError:
    """Return the fault of the branch that comes closest to the value.

    The deepest fault is closest; at one depth, a choice tells more than a type.
    """
    order = ("enum", "format", "pattern", "required", "additionalProperties", "type")
    context = error.context or [error]
    rank = {name: number for number, name in enumerate(order)}
    return min(
        context,
        key=lambda e: (-len(e.absolute_path), rank.get(str(e.validator), len(order))),
    )


_KINDS: Final = {
    "string": "text",
    "array": "a list",
    "object": "an object",
    "null": "null",
    "number": "a number",
    "integer": "a whole number",
    "boolean": "true or false",
}
_WRITTEN: Final = {"date": "a day, as in 2026-01-31", "uri": "a web address"}


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
