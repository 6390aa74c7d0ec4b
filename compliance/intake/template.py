"""Which form a filing is on, with the reasons."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from compliance import datafiles
from compliance.intake.blocks import Document
from compliance.intake.form import Reading
from compliance.intake.labels import Labels
from compliance.intake.ticks import ticks_in
from compliance.lexicon import plain
from compliance.model import State

# Shares of the fields that always stand in the form, whatever is answered: enough by
# itself, and enough where hardly any row was added.
_MOST: Final = 0.8
_MANY: Final = 0.6
_FEW_ADDED: Final = 0.1
_FEWEST_TICKED: Final = 4
_MUCH: Final = 3
_OFFERED: Final = "it offers kinds of content to tick"


@dataclass(frozen=True, slots=True)
class Template:
    """What another form than the current one is known by."""

    name: str
    what: str
    """What its phrases are, in words."""
    phrases: tuple[str, ...]
    """Plain words of which `fewest` stand in such a filing."""
    fewest: int
    ticked: tuple[str, ...] = ()
    """Plain words that options of its own are printed with; four of them mark it."""


def template_of(
    document: Document, reading: Reading, labels: Labels, root: Path
) -> tuple[str, tuple[str, ...]]:
    """Return the name of the form and what it was known by.

    The current issue of the form, another one that ``templates.toml`` beside its
    labels describes, or ``other``. Labels and wording decide, never who files.
    """
    fields = labels.form.fields
    always = [field for field in fields if field.obligation == "always"]
    there = [
        field
        for field in always
        if reading.answers[field.at].state is not State.MISSING_FIELD
    ]
    reasons = [
        f"{len(there)} of the {len(always)} rows that every filing has are there"
    ]
    words = plain(" ".join(_texts(document)))
    boxes = [plain(tick.label) for text in _texts(document) for tick in ticks_in(text)]
    for template in _templates(labels.form.regulation, root):
        met = [phrase for phrase in template.phrases if phrase in words]
        if len(met) >= template.fewest:
            return template.name, (*reasons, _marks(template, met))
        offered = [each for each in template.ticked if _is_offered(each, boxes)]
        if len(offered) >= _FEWEST_TICKED:
            return template.name, (*reasons, _listed(_OFFERED, offered))
    share = len(there) / max(1, len(always))
    pure = len(reading.facts.added) <= _FEW_ADDED * reading.labels
    if share >= _MOST or (share >= _MANY and pure):
        return labels.form.template or labels.form.regulation, tuple(reasons)
    return "other", tuple(reasons)


def _texts(document: Document) -> Iterator[str]:
    for block in document.blocks:
        for cell in block.cells:
            yield cell.text


def _is_offered(words: str, boxes: Sequence[str]) -> bool:
    """Return whether a box stands beside the words, and little else."""
    return any(words in box and len(box) <= _MUCH * len(words) for box in boxes)


def _marks(template: Template, met: Sequence[str]) -> str:
    return _listed(f"it has {template.what}", met)


def _listed(what: str, phrases: Sequence[str]) -> str:
    return f"{what}: {', '.join(f'“{phrase}”' for phrase in phrases)}"


@cache
def _templates(regulation: str, root: Path) -> tuple[Template, ...]:
    file = root / "regulations" / regulation / "templates.toml"
    if not file.is_file():
        return ()
    return tuple(
        Template(
            name=entry["name"],
            what=entry["what"],
            phrases=tuple(plain(phrase) for phrase in entry["phrases"]),
            fewest=entry["fewest"],
            ticked=tuple(plain(words) for words in entry.get("ticked", ())),
        )
        for entry in datafiles.read_toml(file)["templates"]
    )
