"""A PDF's bytes to a submission: reader, form, matcher."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from compliance.forms import form_ids
from compliance.frontdoor import refusal
from compliance.intake.blocks import Document
from compliance.intake.form import Reading, match_form, with_template
from compliance.intake.labels import bare, load_labels
from compliance.intake.pdf_reader import PDF_READER, read_document
from compliance.intake.template import template_of
from compliance.model import Submission
from compliance.wire import encoded

_FEWEST_LABELS: Final = 8
_LONGEST_LABEL: Final = 500
_STOPS: Final = re.compile(r"[:?\n]")


def pdf_request(request: Mapping[str, Any], data: bytes) -> object:
    """Return the submission in the PDF `data`, on the wire.

    Args:
        request: ``name``, ``form`` (or null) and ``root``.
        data: The file's bytes.
    """
    root = Path(request["root"])
    return encoded(read_pdf(data, request["name"], request["form"], root))


def read_pdf(data: bytes, name: str, form_id: str | None, root: Path) -> Submission:
    """Return the submission in the PDF `data`, without its digest and size.

    Args:
        data: The file's bytes.
        name: Its name.
        form_id: The form it is on; the one whose labels are met most, if ``None``.
        root: Where schemas and labels are.

    Raises:
        InputRefusedError: it cannot be read, or is on no form known here.
    """
    document = read_document(data, name)
    known = form_ids(root)
    if form_id is not None and form_id not in known:
        raise refusal(
            "form-unknown", name, f"no such form: {form_id}",
            f"there are: {', '.join(known)}", "name one of these",
        )  # fmt: skip
    chosen = form_id or max(known, key=lambda each: _fit(document, each, root))
    labels = load_labels(chosen, root)
    reading = match_form(document, labels, root)
    if reading.labels < _FEWEST_LABELS:
        raise refusal(
            "form-not-recognised", name, "is on no form known here",
            f"only {reading.labels} of its lines are labels of a form",
            "give the summary itself, or its answers as JSON or YAML",
        )  # fmt: skip
    template, reasons = template_of(document, reading, labels, root)
    reading = with_template(reading, template, reasons)
    return _submission(name, chosen, document, reading)


def _fit(document: Document, form_id: str, root: Path) -> int:
    """Return how many of a form's fields have their label in `document`, to the letter.

    Enough to tell one form from another; the matcher then forgives typing slips.
    """
    labels = load_labels(form_id, root)
    fields: set[str] = set()
    for block in document.blocks:
        for cell in block.cells:
            text = cell.text[:_LONGEST_LABEL]
            for part in (text, *(text[: m.end()] for m in _STOPS.finditer(text))):
                meaning = labels.meanings.get(bare(part))
                fields.update(meaning.fields if meaning else ())
    return len(fields)


def _submission(
    name: str, form_id: str, document: Document, reading: Reading
) -> Submission:
    return Submission(
        source=name,
        sha256="",
        size=0,
        media_type="",
        reader=PDF_READER,
        form=form_id,
        answers=reading.answers,
        facts=reading.facts,
        pages=document.pages,
    )
