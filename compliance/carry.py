"""A filing made on one form, read as answers to another regulation's form.

``regulations/<to>/crosswalk/<from>.toml`` says which answers carry over.
"""

import dataclasses
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from compliance import datafiles
from compliance.errors import RulebookError, UsageError
from compliance.forms import form_of
from compliance.model import Answer, Form, FormFacts, State, Submission


def carried(submission: Submission, form: Form, root: Path) -> Submission:
    """Return `submission` as answers to `form`; itself if it is on that form.

    Every carried answer keeps its place in the filing and says which fields it
    comes from. A field that nothing carries to is missing.

    Raises:
        UsageError: no crosswalk leads from the filing's form to `form`.
    """
    if submission.form == form.regulation:
        return submission
    folder = root / "regulations" / form.regulation / "crosswalk"
    file = folder / f"{submission.form}.toml"
    if not file.is_file():
        raise UsageError(
            "form-not-carried",
            where=submission.source,
            what=f"cannot be judged under {form.regulation}",
            why=f"it is on the form of {submission.form}, and nothing says which "
            "of its answers carry over",
            remedy="name a regulation that its form belongs to",
        )
    source = form_of(submission.form, root)
    answers = {
        field.at: Answer(at=field.at, state=State.MISSING_FIELD)
        for field in form.fields
    }
    for entry in datafiles.read_toml(file).get("carries", []):
        _require_fields(file, entry, source, form)
        answers[entry["to"]] = _carried_answer(entry, submission, source)
    return dataclasses.replace(
        submission,
        answers=answers,
        facts=FormFacts(
            template=submission.facts.template,
            notes=(f"carried over from the form of {submission.form}",),
        ),
    )


def _require_fields(file: Path, entry: Any, source: Form, form: Form) -> None:
    wrong = [at for at in entry.get("from", []) if source.by_pointer(at) is None]
    if form.by_pointer(entry.get("to", "")) is None:
        wrong.append(entry.get("to", "to"))
    if wrong:
        raise RulebookError(
            "crosswalk-wrong",
            where=f"crosswalk/{file.name}",
            what=f"{wrong[0]} is not as it should be",
            why="the form has no such field",
            remedy="correct the file",
        )


def _carried_answer(entry: Any, submission: Submission, source: Form) -> Answer:
    parts = [submission.answers[at] for at in entry["from"]]
    given = [part for part in parts if part.state is State.ANSWERED]
    leading = (given or parts)[0]
    return Answer(
        at=entry["to"],
        state=leading.state,
        value=leading.value if len(entry["from"]) == 1 else None,
        text="\n".join(part.text for part in given if part.text) or leading.text,
        items=tuple(item for part in given for item in part.items),
        place=leading.place,
        links=tuple(link for part in given for link in part.links),
        note=entry["says"],
        carried_from=", ".join(_ids(given or parts, source)),
    )


def _ids(answers: Sequence[Answer], source: Form) -> list[str]:
    fields = [source.by_pointer(answer.at) for answer in answers]
    return [field.id for field in fields if field is not None]
