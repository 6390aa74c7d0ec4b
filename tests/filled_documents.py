"""Blank Word and Markdown forms filled in as a person would."""

import copy
import io
import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

import docx
from docx.oxml.ns import qn

from compliance.forms import columns_of
from compliance.intake.options import options_of, printed_options
from compliance.model import Form, Kind
from compliance.render.blank import blank_form
from compliance.render.blank.plan import Question
from tests.filled_forms import ROOT, Filling, Values

_W14: Final = "{http://schemas.microsoft.com/office/word/2010/wordml}"


def questions(form: Form) -> list[Question]:
    """Return the questions of a form as they are printed."""
    sections = blank_form(form.regulation, ROOT).sections
    return [question for section in sections for question in section.questions]


def in_docx(data: bytes, values: Values, form: Form) -> bytes:
    """Tick, choose and write in the controls; add rows where a list has more."""
    document = docx.Document(io.BytesIO(data))
    tables = iter(document.tables)
    asked = iter(questions(form))
    printed = printed_options(form, ROOT)
    listing: Question | None = None
    for table in tables:
        if listing is not None:
            at = listing.field.at
            entries = values.get(at)
            keys = [
                c.key for c in columns_of(form.regulation, listing.field.items, ROOT)
            ]
            _list(table, entries if isinstance(entries, list) else [], keys)
            listing = None
            continue
        for row in table.rows:
            question = next(asked)
            assert row.cells[1].text.startswith(question.field.label)
            value = values.get(question.field.at)
            if value is not None and not (question.columns and isinstance(value, list)):
                _answer(row.cells[2]._tc, question, value, printed)
            listing = question if question.columns else None
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def _answer(
    cell: Any, question: Question, value: Any, printed: Mapping[str, str]
) -> None:
    controls = list(cell.iter(qn("w:sdt")))
    options = options_of(question.field)
    if question.field.kind in (Kind.YES_NO, Kind.TICKS):
        if value not in options and not isinstance(value, list):
            for line in value.split("\n"):
                _write(cell.add_p(), line)
            return
        codes = value if isinstance(value, list) else [value]
        for code in codes:
            control = controls[options.index(code)]
            next(control.iter(f"{_W14}checked")).set(f"{_W14}val", "1")
            next(control.iter(qn("w:t"))).text = "☒"
        return
    (control,) = controls
    properties = control.find(qn("w:sdtPr"))
    properties.remove(properties.find(qn("w:showingPlcHdr")))
    content = control.find(qn("w:sdtContent"))
    for each in list(content):
        content.remove(each)
    _write(content, printed[value] if value in options else value)


def _write(holder: Any, text: str) -> None:
    run = holder.makeelement(qn("w:r"))
    holder.append(run)
    for number, line in enumerate(text.split("\n")):
        if number:
            run.append(run.makeelement(qn("w:br")))
        part = run.makeelement(qn("w:t"))
        part.text = line
        part.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        run.append(part)


def _list(table: Any, entries: list[dict[str, str]], keys: list[str]) -> None:
    section = next(table._tbl.iter(qn("w:sdt"))).find(qn("w:sdtContent"))
    while len(section) < len(entries):
        section.append(copy.deepcopy(section[0]))
    for item, entry in zip(section, entries, strict=False):
        cells = list(item.iter(qn("w:tc")))
        for key, text in entry.items():
            _write(next(cells[keys.index(key) - len(keys)].iter(qn("w:p"))), text)


def in_markdown(data: bytes, values: Values, form: Form) -> bytes:
    """Put an x in boxes, words between fences, entries in rows."""
    head, *parts = re.split(r"(?m)^(?=### )", data.decode())
    asked = questions(form)
    assert len(parts) == len(asked)
    printed = printed_options(form, ROOT)
    filled = [
        _part(part, question, values.get(question.field.at), form, printed)
        for part, question in zip(parts, asked, strict=True)
    ]
    return "".join([head, *filled]).encode()


def _part(
    part: str, question: Question, value: Any, form: Form, printed: Mapping[str, str]
) -> str:
    options = options_of(question.field)
    if value is None:
        return part
    if options and (isinstance(value, list) or value in options):
        for code in value if isinstance(value, list) else [value]:
            part = part.replace(f"- [ ] {printed[code]}\n", f"- [x] {printed[code]}\n")
        return part
    if options:
        return part.replace("- [ ] ", f"```\n{value}\n```\n\n- [ ] ", 1)
    if isinstance(value, list):
        keys = [c.key for c in columns_of(form.regulation, question.field.items, ROOT)]
        rows = [
            "| " + " | ".join(_escaped(entry.get(key, "")) for key in keys) + " |"
            for entry in value
        ]
        empty = "|" + "  |" * len(keys) + "\n"
        return part.replace(empty * 3, "".join(f"{row}\n" for row in rows))
    return part.replace("```text\n\n```", f"```text\n{value}\n```")


def _escaped(text: str) -> str:
    return re.sub(r"([\\`*_{}\[\]<>()#+!|~$&-])", r"\\\1", text)


FILLINGS: Final[Mapping[str, Filling]] = MappingProxyType({
    "docx": in_docx, "md": in_markdown,
})  # fmt: skip
