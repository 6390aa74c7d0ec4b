"""The forms that the schemas under ``schemas/submission`` carry."""

import dataclasses
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from compliance import datafiles, pointer
from compliance.errors import RulebookError
from compliance.model import Form, FormField, Kind


def form_ids(root: Path) -> tuple[str, ...]:
    """Return the ids of the regulations that have a form, sorted."""
    files = (root / "schemas" / "submission").glob("*.schema.json")
    return tuple(sorted(file.name.removesuffix(".schema.json") for file in files))


@cache
def base_of(regulation_id: str, root: Path) -> str:
    """Return the id of the regulation whose form this one takes over, or empty.

    Raises:
        RulebookError: its ``instrument.toml`` cannot be read.
    """
    file = root / "regulations" / regulation_id / "instrument.toml"
    return str(datafiles.read_toml(file).get("base", "")) if file.is_file() else ""


@cache
def form_of(regulation_id: str, root: Path) -> Form:
    """Return the form that ``schemas/submission/<regulation_id>`` annotates.

    An act on the base of another has the base's form, its fields under this act's
    pinpoints; filings on it are filings on the base's form.

    Raises:
        RulebookError: the schema is missing or an annotation is not complete.
    """
    base = base_of(regulation_id, root)
    if base:
        return _with_pinpoints(form_of(base, root), regulation_id, root)
    schema = read_schema(f"submission/{regulation_id}", root)
    fields = tuple(_fields(schema, "", regulation_id))
    if not fields:
        raise schema_wrong(regulation_id, "properties", "no property has x-field")
    return Form(
        regulation=regulation_id,
        title=str(schema.get("title", regulation_id)),
        fields=fields,
        sections=dict(schema.get("x-sections", {})),
        identity=tuple(schema.get("x-identity", ())),
        template=str(schema.get("x-template", {}).get("current", "")),
    )


def _with_pinpoints(form: Form, regulation_id: str, root: Path) -> Form:
    file = root / "regulations" / regulation_id / "overrides.toml"
    pinpoints = {
        entry.get("base"): entry.get("pinpoint")
        for entry in datafiles.read_toml(file).get("pinpoints", [])
    }
    for field in form.fields:
        if not pinpoints.get(field.clause):
            raise RulebookError(
                "rulebook-wrong",
                where=f"{regulation_id}/{file.name}",
                what="pinpoints is not as it should be",
                why=f"says nothing of {field.clause}, under which its base has a field",
                remedy="correct the file; `compliance verify` names every fault",
            )
    fields = (
        dataclasses.replace(field, clause=str(pinpoints[field.clause]))
        for field in form.fields
    )
    return dataclasses.replace(form, fields=tuple(fields))


def _fields(schema: Mapping[str, Any], at: str, name: str) -> Iterator[FormField]:
    for key, inner in schema.get("properties", {}).items():
        here = at + pointer.join(key)
        note = inner.get("x-field")
        if note is None:
            yield from _fields(inner, here, name)
            continue
        try:
            yield FormField(
                id=note["id"],
                at=here,
                label=note["label"],
                section=note["section"],
                clause=note["clause"],
                obligation=note["obligation"],
                kind=Kind(note["kind"]),
                items=note.get("items", ""),
                choices=tuple(note.get("choices", ())),
                condition=note.get("condition", ""),
            )
        except (KeyError, ValueError) as error:
            raise schema_wrong(name, f"{here}/x-field", str(error)) from error


@dataclass(frozen=True, slots=True)
class Column:
    """One part of an entry of a list, as a blank form asks for it."""

    key: str
    label: str
    help: str


@cache
def help_texts(regulation_id: str, root: Path) -> Mapping[str, str]:
    """Return what goes in each field of a form, in the schema's words, by pointer."""
    schema = read_schema(f"submission/{regulation_id}", root)
    return dict(_descriptions(schema, ""))


def _descriptions(schema: Mapping[str, Any], at: str) -> Iterator[tuple[str, str]]:
    for key, inner in schema.get("properties", {}).items():
        here = at + pointer.join(key)
        if "x-field" in inner:
            yield here, str(inner.get("description", ""))
        else:
            yield from _descriptions(inner, here)


@cache
def item_parts(regulation_id: str, items: str, root: Path) -> Mapping[str, Any]:
    """Return the parts that an entry of kind `items` may have on a form."""
    schema = read_schema(f"submission/{regulation_id}", root)
    parts: Mapping[str, Any] = (
        schema.get("$defs", {}).get(items, {}).get("properties", {})
    )
    return parts


def columns_of(regulation_id: str, items: str, root: Path) -> tuple[Column, ...]:
    """Return the parts of an entry of kind `items` that a form asks for, in order.

    Those that the schema labels; all of them where it labels none.
    """
    parts = item_parts(regulation_id, items, root)
    labelled = {key: part for key, part in parts.items() if "x-label" in part} or parts
    return tuple(
        Column(
            key,
            str(part.get("x-label", key.replace("_", " ").capitalize())),
            str(part.get("description", "")),
        )
        for key, part in labelled.items()
    )


@cache
def read_schema(name: str, root: Path) -> dict[str, Any]:
    """Return the schema ``schemas/<name>.schema.json``; raises RulebookError."""
    file = root / "schemas" / f"{name}.schema.json"
    try:
        schema: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise schema_wrong(name, "schema", str(error).splitlines()[0]) from error
    return schema


def schema_wrong(name: str, key: str, why: str) -> RulebookError:
    """Return the error that names a schema and what is wrong in it."""
    return RulebookError(
        "schema-wrong",
        where=f"schemas/{name}.schema.json",
        what=f"{key} is not as it should be",
        why=why,
        remedy="correct the schema",
    )
