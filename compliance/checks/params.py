"""Rule files to parameters of checks, misspelt keys refused by name."""

import dataclasses
from collections.abc import Mapping
from typing import Any


class ParamError(ValueError):
    """A parameter is unknown, missing or of the wrong type."""

    def __init__(self, key: str, problem: str) -> None:
        """Keep the key apart from what is wrong with it."""
        self.key = key
        super().__init__(problem)


def params_of(kind: type, raw: Mapping[str, object]) -> object:
    """Return the parameters in `raw` as the dataclass `kind`.

    A single text stands for a list of one.

    Raises:
        ParamError: a key is unknown, missing or of the wrong type.
    """
    fields = {field.name: field for field in dataclasses.fields(kind)}
    for key in raw:
        if key not in fields:
            known = ", ".join(fields) or "none"
            raise ParamError(key, f"not a parameter; there are: {known}")
    values: dict[str, Any] = {}
    for name, field in fields.items():
        if name in raw:
            values[name] = _value(name, field.type, raw[name])
        elif field.default is dataclasses.MISSING:
            raise ParamError(name, "this parameter is missing")
    return kind(**values)


def _value(name: str, wanted: object, raw: object) -> object:
    if wanted == tuple[str, ...]:
        listed = [raw] if isinstance(raw, str) else raw
        if not isinstance(listed, list) or not all(isinstance(x, str) for x in listed):
            raise ParamError(name, "must be a list of texts")
        return tuple(listed)
    if wanted is float and isinstance(raw, int) and not isinstance(raw, bool):
        return float(raw)
    if not isinstance(wanted, type) or type(raw) is not wanted:
        readable = {str: "text", int: "a whole number", float: "a number"}
        raise ParamError(name, f"must be {readable.get(wanted, wanted)}")  # type: ignore[call-overload]
    return raw


def texts_of(params: object) -> tuple[tuple[str, str], ...]:
    """Return every text among `params` with its parameter's name."""
    found = []
    for field in dataclasses.fields(params):  # type: ignore[arg-type]
        value = getattr(params, field.name)
        for each in value if isinstance(value, tuple) else (value,):
            if isinstance(each, str):
                found.append((field.name, each))
    return tuple(found)
