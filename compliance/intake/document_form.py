"""A document's bytes to a submission: reader, form, matcher."""

import importlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from compliance.forms import form_ids
from compliance.frontdoor import refusal
from compliance.intake.blocks import Document
from compliance.intake.form import Reading, match_form, with_template
from compliance.intake.labels import bare, load_labels
from compliance.intake.named_form import named_reading
from compliance.intake.template import template_of
from compliance.model import Submission
from compliance.wire import encoded

# Kind of file to the function that makes its blocks; loaded when one is read.
READERS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType({
    "pdf": ("compliance.intake.pdf_reader", "read_document"),
    "docx": ("compliance.intake.docx_reader", "read_document"),
    "xlsx": ("compliance.intake.xlsx_reader", "read_document"),
    "html": ("compliance.intake.html_reader", "read_document"),
    "markdown": ("compliance.intake.markdown_reader", "read_document"),
    "text": ("compliance.intake.text_reader", "read_document"),
})  # fmt: skip
_FINDER: Final = ("compliance.intake.pdf_find", "pages_of_form")
_FEWEST_LABELS: Final = 8
_LONGEST_LABEL: Final = 500
_STOPS: Final = re.compile(r"[:?\n]")


def document_request(request: Mapping[str, Any], data: bytes) -> object:
    """Return the submission in the document `data`, on the wire.

    Args:
        request: ``name``, ``kind``, ``form`` and ``pages`` (or null) and ``root``.
        data: The file's bytes.
    """
    root = Path(request["root"])
    pages = request.get("pages")
    submission = read_filing(
        data,
        request["name"],
        request["kind"],
        request["form"],
        root,
        span=(int(pages[0]), int(pages[1])) if pages else None,
    )
    return encoded(submission)


def read_filing(
    data: bytes,
    name: str,
    kind: str,
    form_id: str | None,
    root: Path,
    *,
    span: tuple[int, int] | None = None,
) -> Submission:
    """Return the submission in the document `data`, without its digest and size.

    Args:
        data: The file's bytes.
        name: Its name.
        kind: Which of `READERS` reads it.
        form_id: The form it is on; the one whose labels are met most, if ``None``.
        root: Where schemas and labels are.
        span: First and last page of a PDF to read; if ``None``, those of the form.

    Raises:
        InputRefusedError: it cannot be read, or is on no form known here.
    """
    if span is not None and kind != "pdf":
        raise refusal(
            "pages-of-none", name, "has no pages to choose from", f"it is {kind}",
            "leave out --pages",
        )  # fmt: skip
    known = form_ids(root)
    if form_id is not None and form_id not in known:
        raise refusal(
            "form-unknown", name, f"no such form: {form_id}",
            f"there are: {', '.join(known)}", "name one of these",
        )  # fmt: skip
    forms = known if form_id is None else (form_id,)
    document = _document(data, name, kind, forms, root, span)
    if document.form in known and form_id in (None, document.form):
        labels = load_labels(document.form, root)
        reading = named_reading(document, labels, root)
        return _submission(name, document.form, document, reading)
    chosen = form_id or max(known, key=lambda each: _fit(document, each, root))
    labels = load_labels(chosen, root)
    reading = match_form(document, labels, root)
    if reading.labels < _FEWEST_LABELS:
        raise refusal(
            "form-not-recognised", name, "is on no form known here",
            f"only {reading.labels} of its lines are labels of a form",
            document.elsewhere
            or "give the summary itself, or its answers as JSON or YAML",
        )  # fmt: skip
    template, reasons = template_of(document, reading, labels, root)
    reading = with_template(reading, template, reasons)
    return _submission(name, chosen, document, reading)


def _document(
    data: bytes,
    name: str,
    kind: str,
    forms: Sequence[str],
    root: Path,
    span: tuple[int, int] | None,
) -> Document:
    """Return the blocks of a filing; of a PDF which pages they are from, if not all."""
    reader: Callable[..., Document] = _loaded(READERS[kind])
    if kind != "pdf":
        return reader(data, name)
    found = span or _loaded(_FINDER)(data, name, forms, root)
    document = reader(data, name, found)
    if found is None or document.pages <= found[1] - found[0] + 1:
        return document
    first, last = found[0], min(found[1], document.pages)
    asked = "" if span else f" of {document.pages:,}"
    why = (
        "as asked for"
        if span
        else "no other holds more of a form; --pages reads others"
    )
    note = f"only pages {first:,} to {last:,}{asked} were read, {why}"
    return replace(document, notes=(note, *document.notes))


def _loaded(named: tuple[str, str]) -> Any:
    module, function = named
    return getattr(importlib.import_module(module), function)


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
        reader=document.reader,
        form=form_id,
        answers=reading.answers,
        facts=reading.facts,
        pages=document.pages,
    )
