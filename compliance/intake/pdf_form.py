"""A PDF's bytes to a submission: reader, form, matcher."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from compliance.forms import form_ids
from compliance.frontdoor import refusal
from compliance.intake.blocks import Document
from compliance.intake.form import Reading, match_form, with_template
from compliance.intake.labels import load_labels
from compliance.intake.pdf_reader import PDF_READER, read_document
from compliance.intake.template import template_of
from compliance.model import Submission
from compliance.wire import encoded

_FEWEST_LABELS: Final = 8


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
    readings = {
        each: match_form(document, load_labels(each, root), root)
        for each in ((form_id,) if form_id else known)
    }
    chosen = max(readings, key=lambda each: readings[each].labels)
    reading = readings[chosen]
    if reading.labels < _FEWEST_LABELS:
        raise refusal(
            "form-not-recognised", name, "is on no form known here",
            f"only {reading.labels} of its lines are labels of a form",
            "give the summary itself, or its answers as JSON or YAML",
        )  # fmt: skip
    return _submission(name, chosen, document, _named(reading, document, chosen, root))


def _named(reading: Reading, document: Document, form_id: str, root: Path) -> Reading:
    template, reasons = template_of(document, reading, load_labels(form_id, root), root)
    return with_template(reading, template, reasons)


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
