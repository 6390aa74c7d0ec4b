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
from compliance.lexicon import plain
from compliance.model import State

# Shares of the fields that always stand in the form, whatever is answered: enough by
# itself, and enough where hardly any row was added.
_MOST: Final = 0.8
_MANY: Final = 0.6
_FEW_ADDED: Final = 0.1


@dataclass(frozen=True, slots=True)
class Template:
    """What another form than the current one is known by."""

    name: str
    what: str
    """What its marks are, in words."""
    phrases: tuple[str, ...]
    """Plain words of which `fewest` stand in such a filing."""
    fewest: int


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
    for template in _templates(labels.form.regulation, root):
        met = [phrase for phrase in template.phrases if phrase in words]
        if len(met) >= template.fewest:
            return template.name, (*reasons, _marks(template, met))
    share = len(there) / max(1, len(always))
    pure = len(reading.facts.added) <= _FEW_ADDED * reading.labels
    if share >= _MOST or (share >= _MANY and pure):
        return labels.form.template or labels.form.regulation, tuple(reasons)
    return "other", tuple(reasons)


def _texts(document: Document) -> Iterator[str]:
    for block in document.blocks:
        for cell in block.cells:
            yield cell.text


def _marks(template: Template, met: Sequence[str]) -> str:
    return f"it has {template.what}: {', '.join(f'“{phrase}”' for phrase in met)}"


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
        )
        for entry in datafiles.read_toml(file)["templates"]
    )
