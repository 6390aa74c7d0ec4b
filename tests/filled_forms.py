"""Blank forms filled in as a person would, in the program of each format."""

import io
import json
import random
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from types import MappingProxyType
from typing import Any, Final

import openpyxl

from compliance import pointer
from compliance.datafiles import root
from compliance.forms import columns_of
from compliance.intake.document_form import read_filing
from compliance.intake.options import options_of, printed_options
from compliance.intake.reading import data_request
from compliance.intake.workbook_names import answer_name, box_name, list_name
from compliance.model import NOWHERE, Answer, Form, FormField, Kind, Submission
from compliance.render.blank import BLANKS, blank_form
from compliance.wire import decoded

ROOT: Final = root()
NASTY: Final = (
    "=1+1", "None", "N/A", "Line one.\nLine two, with 7 cells.", "a | b || c", "007",
    "2026-01-31", "7/8/26", "<script>alert(1)</script>", "TRUE", "1e5", "@SUM(A1)",
    "Żółć, naïve “quotes” – 漢字 🌳", "- a dash", "# no heading", "*stars* __bars__",
    "1. no list", "&amp; &lt;b&gt;", "C:\\folder\\new", "'quoted'", "{a: b}", "null", "~",
    "https://alder.example/a?b=1&c=2", "See https://alder.example, then ask.",
    "We obey robots.txt: always. \"Quoted\", `code`, $5 and 10 %.", "+49 7 11", "yes",
    "Alder Corpus v2 and Birch Corpus (https://birch.example/data), 2019 to 2024.",
)  # fmt: skip
_ENTRY: Final = (
    "=A1", "007", "None", "a | b", "Corpus “Ä”", "2026-01-31", "<b>bold</b>", "v1.0",
    "https://alder.example/x_y*z", "alder.example", "Name", "1e5", "- x",
)  # fmt: skip
Values = Mapping[str, Any]
"""By pointer: words, a code, a list of codes, or a list of entries."""


def values_for(form: Form, seed: int) -> dict[str, Any]:
    """Return an answer to most fields of `form`, other ones for another seed."""
    chance = random.Random(f"{form.regulation} {seed}")  # noqa: S311  # values, no secrets
    return {
        field.at: _value(field, form, chance)
        for field in form.fields
        if chance.random() < 0.85
    }


def _value(field: FormField, form: Form, chance: random.Random) -> Any:
    options = options_of(field)
    if field.kind is Kind.TICKS:
        return [code for code in options if chance.random() < 0.5] or [options[0]]
    if options and chance.random() < 0.8:
        return chance.choice(options)
    if field.kind is Kind.LIST and chance.random() < 0.6:
        return [_entry(field, form, chance) for _ in range(chance.randint(1, 6))]
    return chance.choice(NASTY)


def _entry(field: FormField, form: Form, chance: random.Random) -> dict[str, str]:
    keys = [each.key for each in columns_of(form.regulation, field.items, ROOT)]
    named = [key for key in keys if chance.random() < 0.7] or keys[:1]
    return {key: chance.choice(_ENTRY) for key in named}


@cache
def blank(regulation: str, format_: str) -> bytes:
    """Return the blank form of a regulation."""
    return BLANKS[format_](blank_form(regulation, ROOT))


def read(data: bytes, format_: str) -> Submission:
    """Return the submission in a filled form, without the front door."""
    if format_ in ("json", "yaml"):
        request = {"name": "form", "kind": format_, "form": None, "root": str(ROOT)}
        told: Submission = decoded(Submission, data_request(request, data))
        return told
    kind = "markdown" if format_ == "md" else format_
    return read_filing(data, "form", kind, None, ROOT)


def said(answers: Mapping[str, Answer], form: Form) -> dict[str, Answer]:
    """Return the answers without their places.

    A box that is ticked has no words of its own: in one format they are the option's,
    in another the code's.
    """
    return {field.at: _without_place(answers[field.at], field) for field in form.fields}


def _without_place(answer: Answer, field: FormField) -> Answer:
    given = answer.value if isinstance(answer.value, tuple) else (answer.value,)
    ticked = bool(options_of(field)) and set(given) <= set(options_of(field))
    return replace(answer, place=NOWHERE, text="" if ticked else answer.text)


def in_yaml(data: bytes, values: Values, form: Form) -> bytes:
    """Write each answer in place of its null, in quotes."""
    lines: list[str] = []
    above: list[str] = []
    for line in data.decode().split("\n"):
        key = re.match(r"( *)(\w+):( null)?$", line)
        if not key:
            lines.append(line)
            continue
        above[len(key[1]) // 2 :] = [key[2]]
        at = pointer.join(*above)
        written = json.dumps(values[at], ensure_ascii=False) if at in values else "null"
        lines.append(f"{key[1]}{key[2]}: {written}" if key[3] else line)
    return "\n".join(lines).encode()


def in_json(data: bytes, values: Values, form: Form) -> bytes:
    """Write each answer in place of its null."""
    filing = json.loads(data)
    for at, value in values.items():
        *above, key = pointer.parts(at)
        pointer.get(filing, pointer.join(*above))[key] = value  # type: ignore[index]
    return json.dumps(filing, ensure_ascii=False).encode()


def in_xlsx(data: bytes, values: Values, form: Form) -> bytes:
    """Write in the cells that the form has for it, all of which hold text."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    printed = printed_options(form, ROOT)

    def write(cell: Any, text: str) -> None:
        cell.value = text
        cell.data_type = "s"

    def named(name: str) -> Any:
        ((sheet, area),) = book.defined_names[name].destinations
        return book[sheet], area.replace("$", "")

    for at, value in values.items():
        field = form.by_pointer(at)
        assert field
        if field.kind is Kind.TICKS:
            for code in value:
                sheet, cell = named(box_name(at, code))
                write(sheet[cell], "x")
        elif isinstance(value, list):
            sheet, area = named(list_name(at))
            header = sheet[area][0]
            keys = [c.key for c in columns_of(form.regulation, field.items, ROOT)]
            for number, entry in enumerate(value, header[0].row + 1):
                for key, text in entry.items():
                    write(sheet.cell(number, keys.index(key) + 1), text)
        else:
            sheet, cell = named(answer_name(at))
            write(sheet[cell], printed[value] if value in options_of(field) else value)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


Filling = Callable[[bytes, Values, Form], bytes]
FILLINGS: Final[Mapping[str, Filling]] = MappingProxyType({
    "yaml": in_yaml, "json": in_json, "xlsx": in_xlsx,
})  # fmt: skip
