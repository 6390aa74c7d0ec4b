"""Answers to plain values: the canonical filing, and the flat list of fields."""

from collections.abc import Iterable

from compliance import __version__, pointer
from compliance.model import AddedRow, Answer, Form, Place, ReadFrom, Submission


def to_canonical(submission: Submission, form: Form) -> dict[str, object]:
    """Return `submission` as a nested filing of answers, in the form's order.

    It names the file it was read from with what was seen of its form, and keeps the
    rows and options that the form does not have.
    """
    filing = pointer.build(
        {field.at: _stating(submission.answers[field.at]) for field in form.fields}
    )
    rows = {
        "added_rows": _rows(submission.facts.added),
        "altered_options": _rows(submission.facts.altered),
    }
    kept = {key: listed for key, listed in rows.items() if listed}
    return {"form": form.regulation, "read_from": _header(submission), **filing, **kept}


def _header(submission: Submission) -> dict[str, object]:
    """Return what an officer's file says of the filing it was read from."""
    read = submission.read_from or ReadFrom(
        file=submission.source,
        sha256=submission.sha256,
        size=submission.size,
        media_type=submission.media_type,
        reader=submission.reader,
        tool=f"compliance {__version__}",
    )
    facts = submission.facts
    header: dict[str, object] = {
        "file": read.file,
        "sha256": read.sha256,
        "size": read.size,
        "media_type": read.media_type,
        "reader": read.reader,
        "tool": read.tool,
        "template": facts.template,
        "reasons": list(facts.reasons),
    }
    if submission.pages:
        header["pages"] = submission.pages
    if facts.notes:
        header["notes"] = list(facts.notes)
    return header


def _rows(rows: Iterable[AddedRow]) -> list[dict[str, object]]:
    return [
        {"label": row.label, "text": row.text, "place": place_parts(row.place)}
        for row in rows
    ]


def _stating(answer: Answer) -> dict[str, object]:
    stated: dict[str, object] = {"state": answer.state.value}
    if answer.value is not None:
        value = answer.value
        stated["value"] = list(value) if isinstance(value, tuple) else value
    if answer.text:
        stated["text"] = answer.text
    if answer.items:
        stated["items"] = [dict(item) for item in answer.items]
    if answer.links:
        stated["links"] = list(answer.links)
    if answer.note:
        stated["note"] = answer.note
    if answer.doubts:
        stated["doubts"] = [doubt.value for doubt in answer.doubts]
    if answer.carried_from:
        stated["carried_from"] = answer.carried_from
    if answer.carried_as:
        stated["carried_as"] = answer.carried_as
    if answer.by:
        stated["by"] = answer.by
    place = place_parts(answer.place)
    if place:
        stated["place"] = place
    return stated


def place_parts(place: Place) -> dict[str, object]:
    """Return the known parts of `place`."""
    parts: dict[str, object] = {
        "page": place.page,
        "box": list(place.box) if place.box else None,
        "line": place.line,
        "column": place.column,
        "path": place.path or None,
    }
    return {key: value for key, value in parts.items() if value is not None}


def to_fields(submission: Submission, form: Form) -> list[dict[str, object]]:
    """Return one object per field of the form: what ``read --format fields`` prints."""
    fields: list[dict[str, object]] = []
    for field in form.fields:
        answer = submission.answers[field.at]
        value = list(answer.value) if isinstance(answer.value, tuple) else answer.value
        fields.append({
            "field": field.id,
            "label": field.label,
            "state": answer.state.value,
            "value": value,
            "text": answer.text,
            "page": answer.place.page,
            "place": str(answer.place),
            "confidence": answer.confidence.value,
            "doubts": [doubt.value for doubt in answer.doubts],
            "by": answer.by,
        })  # fmt: skip
    return fields
