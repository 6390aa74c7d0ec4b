"""The child's tasks on JSON and YAML: to a submission, or to a context."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from compliance.forms import form_ids, form_of
from compliance.frontdoor import refusal
from compliance.intake.canonical import answers_from_data, rows_added
from compliance.intake.json_reader import read_json
from compliance.intake.located import Located
from compliance.intake.origin import facts_of, pages_of, read_from, with_officer
from compliance.intake.yaml_reader import read_yaml
from compliance.model import Fault, Place, Submission
from compliance.schema import faults, file_faults
from compliance.wire import encoded


def data_request(request: Mapping[str, Any], data: bytes) -> object:
    """Return the submission in the JSON or YAML `data`, on the wire.

    Args:
        request: ``name``, ``kind``, ``form`` (or null) and ``root``.
        data: The file's bytes.
    """
    return encoded(_structured(request, data, Path(request["root"])))


def context_request(request: Mapping[str, Any], data: bytes) -> dict[str, Any]:
    """Return the context in `data`: dotted keys to values, and its faults."""
    located = _located(request, data)
    found = file_faults(located.data, "context", Path(request["root"]))
    if found:
        at, problem = found[0].at, found[0].problem
        place = located.places.get(at)
        where = f"{request['name']}, {place}" if place else request["name"]
        raise refusal(
            "context-wrong", where, f"{at or 'the context'} is not as it should be",
            problem, "correct it; schemas/context.schema.json lists the inputs",
        )  # fmt: skip
    return dict(_flat(located.data, ""))


def _flat(data: object, prefix: str) -> list[tuple[str, object]]:
    if not isinstance(data, Mapping):
        return [(prefix, data)]
    flat = []
    for key, value in data.items():
        name = f"{prefix}.{key}" if prefix else str(key)
        flat += _flat(value, name)
    return flat


def _located(request: Mapping[str, Any], data: bytes) -> Located:
    reader = read_json if request["kind"] == "json" else read_yaml
    return reader(data, request["name"])


def _structured(request: Mapping[str, Any], data: bytes, root: Path) -> Submission:
    located = _located(request, data)
    form_id = _form_id(located.data, request, root)
    form = form_of(form_id, root)
    answers = answers_from_data(located.data, form, root, located.places)
    facts = facts_of(located.data, form.template or form_id)
    return Submission(
        source=request["name"],
        sha256="",
        size=0,
        media_type="",
        reader="JSON (RFC 8259)" if request["kind"] == "json" else _yaml_version(),
        form=form_id,
        answers=with_officer(answers, located.data, form),
        facts=replace(facts, added=rows_added(located.data, form, located.places)),
        faults=tuple(
            _placed(fault, located) for fault in faults(located.data, form_id, root)
        ),
        pages=pages_of(located.data),
        read_from=read_from(located.data),
    )


def _yaml_version() -> str:
    return f"YAML (PyYAML {yaml.__version__})"


def _placed(fault: Fault, located: Located) -> Fault:
    at = fault.at
    while at and at not in located.places:
        at = at.rpartition("/")[0]
    place = located.places.get(at, Place())
    return replace(fault, place=replace(place, path=fault.at))


def _form_id(data: object, request: Mapping[str, Any], root: Path) -> str:
    name = request["name"]
    if not isinstance(data, Mapping):
        raise refusal(
            "form-not-recognised", name, "is no filing",
            "its outermost value is no object with fields", "give a filing as an object",
        )  # fmt: skip
    known = form_ids(root)
    said = request["form"] or data.get("form")
    if said is not None:
        if said in known:
            return str(said)
        raise refusal(
            "form-unknown", name, f"no such form: {said}",
            f"there are: {', '.join(known)}", "name one of these as form",
        )  # fmt: skip
    fitting = {each: _fit(data, each, root) for each in known}
    best = max(known, key=lambda each: (fitting[each], each))
    if fitting[best] < 1:
        raise refusal(
            "form-not-recognised", name, "is no filing known here",
            "it names none of the fields of any form", "say `form:` in it, or --form",
        )  # fmt: skip
    return best


def _fit(data: Mapping[str, object], form_id: str, root: Path) -> int:
    tops = {field.at.split("/")[1] for field in form_of(form_id, root).fields}
    return len(tops & set(data))
