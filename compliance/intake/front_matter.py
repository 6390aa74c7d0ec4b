"""The head of a Markdown file between two rules, as model cards have it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from compliance.datafiles import root
from compliance.errors import InputRefusedError
from compliance.forms import form_ids
from compliance.intake.blocks import Block, Cell, Line, Row
from compliance.intake.labels import load_labels
from compliance.intake.yaml_reader import read_yaml
from compliance.model import NOWHERE, Place

_MATTER: Final = re.compile(
    r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL
)
_LISTED: Final = 12


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What stands before a Markdown text."""

    rest: str
    """The text after it, on its own lines: those before are empty."""
    blocks: tuple[Block, ...] = ()
    """A row for each key that is a label of a form."""
    notes: tuple[str, ...] = ()


def front_matter(text: str, name: str) -> FrontMatter:
    """Return what stands before `text`, keys that no form has named in a note."""
    match = _MATTER.match(text)
    if match is None:
        return FrontMatter(text)
    rest = "\n" * match.group().count("\n") + text[match.end() :]
    try:
        located = read_yaml(match[1].encode(), name)
    except InputRefusedError as refused:
        note = f"the head of the file was not read: {refused.why}"
        return FrontMatter(rest, notes=(note,))
    if not isinstance(located.data, Mapping):
        return FrontMatter(rest, notes=("the head of the file was not read: no keys",))
    blocks: list[Block] = []
    others: list[str] = []
    for key, value in located.data.items():
        place = located.places.get(f"/{key}", NOWHERE)
        line = place.line + 1 if place.line else None
        here = Place(line=line, column=place.column, path=f"head of the file, {key}")
        if _is_label(str(key)):
            blocks.append(_row(str(key).replace("_", " "), value, here))
        else:
            others.append(str(key))
    return FrontMatter(rest, tuple(blocks), tuple(_note(others)))


def _is_label(key: str) -> bool:
    for form in form_ids(root()):
        meaning = load_labels(form, root()).meaning(key.replace("_", " "))
        if meaning is not None and meaning[0].fields:
            return True
    return False


def _row(key: str, value: object, place: Place) -> Row:
    label = Cell(lines=(Line(text=key, place=place),))
    answer = tuple(Line(text=text, place=place) for text in _texts(value) if text)
    return Row(cells=(label, Cell(lines=answer)), place=place)


def _texts(value: object) -> list[str]:
    if isinstance(value, Mapping):
        parts = [f"{key}: {'; '.join(_texts(each))}" for key, each in value.items()]
        return ["; ".join(parts)]
    if isinstance(value, list):
        return ["; ".join(_texts(each)) for each in value]
    if value is True or value is False:
        return ["yes" if value else "no"]
    return [] if value is None else str(value).split("\n")


def _note(keys: list[str]) -> list[str]:
    if not keys:
        return []
    listed = ", ".join(key[:40] for key in keys[:_LISTED])
    more = f" and {len(keys) - _LISTED} more" if len(keys) > _LISTED else ""
    return [
        f"keys at the head of the file that are no part of the form: {listed}{more}"
    ]
