"""`Submission` to JSON and back, for the way from the child to the parent."""

from collections.abc import Mapping
from typing import Any

from compliance.intake.canonical import place_parts
from compliance.model import (
    AddedRow,
    Answer,
    Fault,
    FormFacts,
    Place,
    State,
    Submission,
)


def to_wire(submission: Submission) -> dict[str, Any]:
    """Return `submission` as JSON values."""
    return {
        "source": submission.source,
        "sha256": submission.sha256,
        "size": submission.size,
        "media_type": submission.media_type,
        "reader": submission.reader,
        "form": submission.form,
        "pages": submission.pages,
        "answers": [_answer_out(answer) for answer in submission.answers.values()],
        "facts": {
            "template": submission.facts.template,
            "reasons": list(submission.facts.reasons),
            "added": [_row_out(row) for row in submission.facts.added],
            "altered": [_row_out(row) for row in submission.facts.altered],
            "notes": list(submission.facts.notes),
        },
        "faults": [
            {"at": f.at, "problem": f.problem, "place": place_parts(f.place)}
            for f in submission.faults
        ],
    }


def from_wire(wire: Mapping[str, Any]) -> Submission:
    """Return the submission that `to_wire` made `wire` of.

    Raises:
        KeyError, TypeError, ValueError: it did not.
    """
    facts = wire["facts"]
    return Submission(
        source=wire["source"],
        sha256=wire["sha256"],
        size=wire["size"],
        media_type=wire["media_type"],
        reader=wire["reader"],
        form=wire["form"],
        pages=wire["pages"],
        answers={answer["at"]: _answer_in(answer) for answer in wire["answers"]},
        facts=FormFacts(
            template=facts["template"],
            reasons=tuple(facts["reasons"]),
            added=tuple(_row_in(row) for row in facts["added"]),
            altered=tuple(_row_in(row) for row in facts["altered"]),
            notes=tuple(facts["notes"]),
        ),
        faults=tuple(
            Fault(at=f["at"], problem=f["problem"], place=_place_in(f["place"]))
            for f in wire["faults"]
        ),
    )


def _answer_out(answer: Answer) -> dict[str, Any]:
    value = answer.value
    return {
        "at": answer.at,
        "state": answer.state.value,
        "value": list(value) if isinstance(value, tuple) else value,
        "text": answer.text,
        "items": [dict(item) for item in answer.items],
        "place": place_parts(answer.place),
        "links": list(answer.links),
        "note": answer.note,
    }


def _answer_in(wire: Mapping[str, Any]) -> Answer:
    value = wire["value"]
    return Answer(
        at=wire["at"],
        state=State(wire["state"]),
        value=tuple(value) if isinstance(value, list) else value,
        text=wire["text"],
        items=tuple(dict(item) for item in wire["items"]),
        place=_place_in(wire["place"]),
        links=tuple(wire["links"]),
        note=wire["note"],
    )


def _row_out(row: AddedRow) -> dict[str, Any]:
    return {"label": row.label, "text": row.text, "place": place_parts(row.place)}


def _row_in(wire: Mapping[str, Any]) -> AddedRow:
    return AddedRow(
        label=wire["label"], text=wire["text"], place=_place_in(wire["place"])
    )


def _place_in(wire: Mapping[str, Any]) -> Place:
    box = wire.get("box")
    return Place(
        page=wire.get("page"),
        box=tuple(box) if box else None,
        line=wire.get("line"),
        column=wire.get("column"),
        path=wire.get("path", ""),
    )
