"""A filing made on one form, read as answers to another regulation's form.

``regulations/<to>/crosswalk/<from>.toml`` says which answers carry over, and which
rows that the first form does not have are answers to the other.
"""

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from compliance import datafiles
from compliance.errors import RulebookError, UsageError
from compliance.figures import bounds_of
from compliance.forms import form_of
from compliance.intake.dates import date_order, latest_month
from compliance.intake.worded import answer_of_words
from compliance.lexicon import plain
from compliance.model import (
    Answer,
    Doubt,
    Form,
    FormFacts,
    Kind,
    Scope,
    State,
    Submission,
    confidence_of,
)


def carried(submission: Submission, form: Form, root: Path) -> Submission:
    """Return `submission` as answers to `form`; itself if it is on that form.

    Every carried answer keeps its place in the filing and says which fields, or which
    row added to its form, it comes from. Of several that carry to one field, the first
    that is answered does; a row that says it directly stands before all of them. A
    field that nothing carries to is missing.

    Raises:
        UsageError: `form` has no fields, or no crosswalk leads from the filing's form to `form`.
    """
    if submission.form == form.regulation:
        return submission
    if not form.fields:
        raise UsageError(
            "form-none",
            where=form.regulation,
            what="nothing can be judged under it",
            why="the instrument asks for no form that a filing could be held against",
            remedy="`compliance rules` lists which regulations have rules",
        )
    file = _crosswalk(submission, form, root)
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
    crosswalk = datafiles.read_toml(file)
    answers = {
        field.at: Answer(at=field.at, state=State.MISSING_FIELD)
        for field in form.fields
    }
    for entry in crosswalk.get("carries", []):
        _require_fields(file, entry, source, form)
        if answers[entry["to"]].state is not State.ANSWERED:
            answers[entry["to"]] = _carried_answer(
                entry, submission, source, _kind(form, entry["to"])
            )
    for entry in crosswalk.get("rows", []):
        _require_fields(file, entry, source, form)
    answers |= _rows_carried(crosswalk.get("rows", []), submission, form, root)
    return dataclasses.replace(
        submission,
        answers=answers,
        facts=FormFacts(
            template=submission.facts.template,
            notes=(f"carried over from the form of {submission.form}",),
        ),
    )


def carries(submission: Submission, form: Form, root: Path) -> bool:
    """Return whether `submission` can be read as answers to `form`."""
    own = submission.form == form.regulation
    return own or _crosswalk(submission, form, root).is_file()


def loosely_carried(submission: Submission, form: Form, root: Path) -> frozenset[str]:
    """Return the fields of `form` to which answers carry over with low certainty only."""
    file = _crosswalk(submission, form, root)
    if submission.form == form.regulation or not file.is_file():
        return frozenset()
    sure: dict[str, set[str]] = {}
    for entry in datafiles.read_toml(file).get("carries", []):
        sure.setdefault(entry["to"], set()).add(entry.get("sure", "high"))
    return frozenset(at for at, levels in sure.items() if levels == {"low"})


def scope_of(answer: Answer, submission: Submission, form: Form, root: Path) -> Scope:
    """Return how much the question asks of that an answer to `form` carries over from.

    An answer that does not carry over, or whose entry says nothing, is to the same.
    """
    file = _crosswalk(submission, form, root)
    if not answer.carried_as or not file.is_file():
        return Scope.SAME
    for entry in datafiles.read_toml(file).get("carries", []):
        if (entry["to"], entry["says"]) == (answer.at, answer.carried_as):
            return Scope(entry.get("scope", Scope.SAME))
    return Scope.SAME


def _crosswalk(submission: Submission, form: Form, root: Path) -> Path:
    folder = root / "regulations" / form.regulation / "crosswalk"
    return folder / f"{submission.form}.toml"


def _require_fields(
    file: Path, entry: Mapping[str, Any], source: Form, form: Form
) -> None:
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


def _carried_answer(
    entry: Mapping[str, Any], submission: Submission, source: Form, kind: Kind
) -> Answer:
    parts = [submission.answers[at] for at in entry["from"]]
    given = [part for part in parts if part.state is State.ANSWERED]
    told = given or parts
    leading = told[0]
    if leading.state is State.MISSING_FIELD:
        return Answer(at=entry["to"], state=State.MISSING_FIELD)
    held = {doubt for part in told for doubt in part.doubts}
    doubts = tuple(doubt for doubt in Doubt if doubt in held)
    return Answer(
        at=entry["to"],
        state=leading.state,
        value=_value(leading, kind) if len(entry["from"]) == 1 else None,
        text="\n".join(filter(None, map(_words, given))) or leading.text,
        items=tuple(item for part in given for item in part.items),
        place=leading.place,
        links=tuple(link for part in given for link in part.links),
        note="; ".join(part.note for part in given if part.note) or leading.note,
        carried_from=", ".join(_ids(told, source)),
        carried_as=entry["says"],
        confidence=confidence_of(doubts),
        doubts=doubts,
        by=next((part.by for part in told if part.by), ""),
    )


def _words(answer: Answer) -> str:
    """Return the words of an answer, or the range of the form that it chose."""
    chosen = isinstance(answer.value, str) and bounds_of(answer.value) is not None
    return answer.text or (str(answer.value) if chosen else "")


def _kind(form: Form, at: str) -> Kind:
    field = form.by_pointer(at)
    return field.kind if field is not None else Kind.TEXT


def _value(answer: Answer, kind: Kind) -> str | tuple[str, ...] | None:
    """Return a value as a field of `kind` takes it: of a period, its last month."""
    value = answer.value
    if isinstance(value, str) and "/" in value and kind in (Kind.MONTH, Kind.DATE):
        return latest_month(answer.text or value.replace("/", " "))
    return value


def _rows_carried(
    entries: Sequence[Mapping[str, Any]],
    submission: Submission,
    form: Form,
    root: Path,
) -> dict[str, Answer]:
    """Return the answers that rows added to the filing's own form give, by pointer."""
    found: dict[str, Answer] = {}
    for answer in _row_answers(entries, submission, form, root):
        known = found.get(answer.at)
        if known is None or known.state is not State.ANSWERED:
            found[answer.at] = answer
    return found


def _row_answers(
    entries: Sequence[Mapping[str, Any]],
    submission: Submission,
    form: Form,
    root: Path,
) -> Iterator[Answer]:
    told = [answer.text for answer in submission.answers.values()]
    told += [row.text for row in submission.facts.added]
    day_first = date_order(" ".join(told))
    for entry in entries:
        field = form.by_pointer(entry["to"])
        wanted = [plain(words) for words in entry["has"]]
        for row in submission.facts.added:
            if field and all(words in plain(row.label) for words in wanted):
                read = answer_of_words(
                    field, row.text, row.place, root, day_first=day_first
                )
                yield dataclasses.replace(
                    read,
                    carried_from=f"added row “{row.label.strip()}”",
                    carried_as=entry["says"],
                )


def _ids(answers: Sequence[Answer], source: Form) -> list[str]:
    fields = [source.by_pointer(answer.at) for answer in answers]
    return [field.id for field in fields if field is not None]
