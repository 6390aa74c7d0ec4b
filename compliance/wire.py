"""Frozen dataclasses to JSON values and back, by their type hints.

For the way from a child process to its parent, where both know the types.
"""

import dataclasses
import sys
import types
import typing
from collections.abc import Mapping
from datetime import date
from enum import Enum
from functools import cache
from typing import Any, Final

# Most values are of these types; what is derived from them comes after all others.
_PLAIN: Final = frozenset({str, int, float, bool})


def encoded(value: object) -> Any:
    """Return `value` as JSON values: dataclasses and mappings as objects.

    Raises:
        TypeError: it holds something that has no JSON value.
    """
    if value is None or type(value) in _PLAIN:
        return value
    if isinstance(value, Enum):
        return value.value
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {name: encoded(getattr(value, name)) for name in _names(type(value))}
    if isinstance(value, Mapping):
        return {encoded(key): encoded(each) for key, each in value.items()}
    if isinstance(value, tuple | list):
        return [encoded(each) for each in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str | int | float):
        return value
    raise TypeError(f"no JSON value stands for a {type(value).__name__}")


def decoded(kind: Any, value: Any) -> Any:
    """Return the `kind` that `encoded` made `value` of.

    Raises:
        KeyError, TypeError, ValueError: it did not.
    """
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if origin in (typing.Union, types.UnionType):
        return _one_of(inner, value)
    if origin is tuple:
        if len(inner) == 2 and inner[1] is Ellipsis:
            return tuple(decoded(inner[0], each) for each in _list(value))
        return tuple(decoded(k, v) for k, v in zip(inner, _list(value), strict=True))
    if origin is not None and issubclass(origin, Mapping):
        return {decoded(inner[0], k): decoded(inner[1], v) for k, v in value.items()}
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(value)
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        return kind(
            **{name: decoded(k, value[name]) for name, k in _fields(kind).items()}
        )
    if kind is float and isinstance(value, int):
        return float(value)
    if kind is not object and not isinstance(value, kind):
        raise TypeError(f"{type(value).__name__} where {kind.__name__} is due")
    return value


def _one_of(kinds: tuple[Any, ...], value: Any) -> Any:
    if value is None and type(None) in kinds:
        return None
    for kind in kinds:
        try:
            return decoded(kind, value)
        except (KeyError, TypeError, ValueError, AttributeError):
            continue
    raise TypeError(f"{type(value).__name__} is none of {len(kinds)} types")


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError(f"{type(value).__name__} where a list is due")
    return value


@cache
def _names(kind: type[Any]) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(kind))


@cache
def _fields(kind: type) -> Mapping[str, Any]:
    hints = typing.get_type_hints(kind, vars(sys.modules[kind.__module__]))
    return {field.name: hints[field.name] for field in dataclasses.fields(kind)}
