"""JSON × JSON Schema: faults in readers' words."""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from jsonschema import Draft202012Validator, FormatChecker, validators
from jsonschema.exceptions import ValidationError
from referencing import Registry
from referencing.exceptions import Unresolvable

from compliance import pointer
from compliance.forms import read_schema, schema_wrong
from compliance.limits import MESSAGES
from compliance.model import Fault

_SHOWN: Final = 80
# Counting a hundred thousand faults costs the time that reading has.
_COUNTED: Final = 5_000
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
        # An address of a site names the site.
        told = parts.netloc if parts.scheme in ("http", "https", "ftp") else parts.path
        return known and bool(told) and not re.search(r"\s", value)
    except ValueError:
        return False


def _pattern(
    validator: object, pattern: str, value: object, schema: object
) -> Iterator[ValidationError]:
    del validator, schema
    # Python lets "$" stand before a trailing line break; JSON Schema does not.
    strict = re.sub(r"(?<!\\)\$(?=[|)]|\Z)", r"\\Z", pattern)
    if isinstance(value, str) and not re.search(strict, value, re.ASCII):
        yield ValidationError("is not written as it should be")


def _unique_items(
    validator: object, wanted: object, value: object, schema: object
) -> Iterator[ValidationError]:
    """Yield a fault if `value` repeats itself; in linear time, whatever it holds."""
    del validator, schema
    if wanted is True and isinstance(value, list):
        told = {json.dumps(each, sort_keys=True, default=str) for each in value}
        if len(told) < len(value):
            yield ValidationError("says the same twice")


_Validator: Final[Any] = validators.extend(  # type: ignore[no-untyped-call]
    Draft202012Validator, {"pattern": _pattern, "uniqueItems": _unique_items}
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
    try:
        errors = _validator(name, root).iter_errors(data)
        leaves = [leaf for error in islice(errors, _COUNTED) for leaf in _leaves(error)]
    except Unresolvable as error:
        raise schema_wrong(
            name, "$ref", f"{error.ref} is not in this schema"
        ) from error
    notes = read_schema(name, root).get("allOf", [])
    found = sorted(
        {
            (_rank(leaf), pointer.join(*leaf.absolute_path), _words(leaf, notes))
            for leaf in leaves
        }
    )
    shown = [Fault(at=at, problem=problem) for _, at, problem in found[:MESSAGES]]
    if len(found) > MESSAGES:
        more = "or more " if len(leaves) >= _COUNTED else ""
        problem = f"{len(found) - MESSAGES} {more}further faults"
        shown.append(Fault(at="", problem=problem))
    return tuple(shown)


def _rank(error: ValidationError) -> tuple[tuple[bool, int, str], ...]:
    """Return the place of `error` as it sorts: the tenth entry after the second."""
    return tuple(
        (False, part, "") if isinstance(part, int) else (True, 0, str(part))
        for part in error.absolute_path
    )


def _leaves(error: ValidationError) -> Iterator[ValidationError]:
    """Yield what is wrong; of alternatives, only the one whose kind the value has."""
    if error.validator not in ("anyOf", "oneOf") or not error.context:
        yield error
        return
    branches: dict[object, list[ValidationError]] = {}
    for inner in error.context:
        branches.setdefault(inner.relative_schema_path[0], []).append(inner)
    for inner in min(branches.values(), key=_is_of_another_kind):
        yield from _leaves(inner)


def _is_of_another_kind(branch: list[ValidationError]) -> bool:
    kinds = ("type", "enum", "const")
    return any(e.validator in kinds and not e.relative_path for e in branch)


@cache
def _validator(name: str, root: Path) -> Any:
    schema = read_schema(name, root)
    # A registry that retrieves nothing: references resolve here or not at all.
    return _Validator(schema, format_checker=_FORMATS, registry=Registry())


def _words(error: ValidationError, notes: list[dict[str, Any]]) -> str:
    """Return what is wrong, in readers' words, values cut short."""
    path = error.absolute_schema_path
    if path and path[0] == "allOf" and "x-note" in notes[int(path[1])]:
        return str(notes[int(path[1])]["x-note"])
    instance: Any = error.instance
    wanted: Any = error.validator_value
    schema: Any = error.schema
    value = _cut(json.dumps(instance, ensure_ascii=False, default=str))
    match error.validator:
        case "enum" | "const":
            codes = wanted if isinstance(wanted, list) else [wanted]
            shown = [json.dumps(code) for code in codes if code not in ("", None)]
            return f"must be {_either(shown)}, not {value}"
        case "type":
            kinds = [wanted] if isinstance(wanted, str) else wanted
            shown = [_KINDS[kind] for kind in kinds if kind != "null"]
            return f"must be {_either(shown)}, not {value}"
        case "format" | "pattern":
            written = schema.get("x-as") or _WRITTEN.get(wanted, "written otherwise")
            return f"must be {written}, not {value}"
        case "required":
            missing = [key for key in wanted if key not in instance]
            return f"lacks {', '.join(missing)}"
        case "additionalProperties":
            extra = sorted(map(str, set(instance) - set(schema.get("properties", {}))))
            return f"has no such part: {_cut(', '.join(extra))}"
        case "uniqueItems":
            return f"says the same twice: {value}"
        case "minimum":
            return f"must be at least {wanted}, not {value}"
        case "minItems" | "minLength" | "minProperties":
            return f"holds too little: {value}"
        case _:
            return f"is not as it should be: {value}"


def _either(shown: list[str]) -> str:
    *others, last = shown or ["left blank"]
    return f"{', '.join(others)} or {last}" if others else last


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
