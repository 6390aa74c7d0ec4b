"""The officer's file: what was read, what was kept, and what the officer changed.

`compliance read` writes beside each answer nothing but the answer, and at the end of
the file a short digest of each as it will be read back. An answer whose digest is
another one was changed by whoever worked on the file. It is a record, not a seal.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from compliance import pointer
from compliance.intake.canonical import answers_from_data
from compliance.intake.doubts import certain
from compliance.intake.stated import rows_stated, text_of
from compliance.model import OFFICER, Answer, Form, FormFacts, ReadFrom, State

_SHA256: Final = re.compile(r"[0-9a-f]{64}")
_DIGITS: Final = 16
_OWN: Final = FormFacts(reasons=("a filing in the project's own structure",))


def with_record(
    filing: Mapping[str, object], form: Form, root: Path
) -> dict[str, object]:
    """Return the canonical `filing` with the digest of each answer it gives."""
    answers = answers_from_data(filing, form, root)
    record = {
        field.id: digest_of(answers[field.at])
        for field in form.fields
        if answers[field.at].state is not State.MISSING_FIELD
    }
    return {**filing, "as_read": record}


def digest_of(answer: Answer) -> str:
    """Return a digest of what an answer says: not of its place, note or doubts."""
    said = [
        answer.state, answer.value, answer.text, [dict(i) for i in answer.items],
        answer.links,
    ]  # fmt: skip
    written = json.dumps(said, sort_keys=True).encode()
    return hashlib.sha256(written).hexdigest()[:_DIGITS]


def read_from(data: object) -> ReadFrom | None:
    """Return the filing that `data` says it was read from, or ``None``.

    A file without its header, or with one that names no file and SHA-256, is an
    ordinary filing.
    """
    said = pointer.get(data, "/read_from")
    if not isinstance(said, Mapping):
        return None
    words = {key: each for key, each in said.items() if isinstance(each, str)}
    file, sha256 = words.get("file", ""), words.get("sha256", "")
    if not file.strip() or not _SHA256.fullmatch(sha256):
        return None
    size = said.get("size")
    return ReadFrom(
        file=file,
        sha256=sha256,
        size=size if type(size) is int and size >= 0 else 0,
        media_type=words.get("media_type", ""),
        reader=words.get("reader", ""),
        tool=words.get("tool", ""),
    )


def pages_of(data: object) -> int:
    """Return how many pages the filing has that `data` was read from; 0 if none."""
    pages = pointer.get(data, "/read_from/pages")
    return pages if type(pages) is int and pages > 0 else 0


def facts_of(data: object, template: str) -> FormFacts:
    """Return what was seen of the form of the filing that `data` was read from."""
    if read_from(data) is None:
        return replace(_OWN, template=template)
    return FormFacts(
        template=text_of(pointer.get(data, "/read_from/template")) or "unknown",
        reasons=tuple(_texts(pointer.get(data, "/read_from/reasons"))),
        altered=rows_stated(pointer.get(data, "/altered_options")),
        notes=tuple(_texts(pointer.get(data, "/read_from/notes"))),
    )


def with_officer(
    answers: Mapping[str, Answer], data: object, form: Form
) -> dict[str, Answer]:
    """Return `answers`, those that an officer changed or confirmed marked as such.

    Without the header or the record of what was read, none is.
    """
    record = pointer.get(data, "/as_read")
    if read_from(data) is None or not isinstance(record, Mapping):
        return dict(answers)
    marked = dict(answers)
    for field in form.fields:
        answer = answers[field.at]
        now = None if answer.state is State.MISSING_FIELD else digest_of(answer)
        changed = now != record.get(field.id)
        if changed or _says_so(pointer.get(data, field.at)):
            marked[field.at] = certain(replace(answer, by=OFFICER))
    return marked


def _says_so(raw: object) -> bool:
    if not isinstance(raw, Mapping):
        return False
    return raw.get("confirmed") in (True, "yes") or raw.get("by") == OFFICER


def _texts(listed: object) -> Iterator[str]:
    if isinstance(listed, list):
        yield from (text_of(each) for each in listed if each)
