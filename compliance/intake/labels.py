"""A form's labels: how its fields, sections and options are printed."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path
from typing import Final

from compliance import datafiles
from compliance.forms import form_of
from compliance.lexicon import plain
from compliance.model import Form

_NUMBER: Final = re.compile(
    r"^\W*(?:\(?(?:\d{1,2}|[ivx]{1,4}|[a-z])[.)]\s?)+(?:\d{1,2})?\s*"
)
_NOT_WORDS: Final = re.compile(r"[\W_]+")
_ALIKE: Final = 0.86


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a printed label may stand for: fields, or one section."""

    fields: tuple[str, ...]
    section: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a form: one row per option, one column per group of fields."""

    section: str
    ticks: str
    """Pointer of the field that the rows' boxes tick."""
    columns: tuple[str, ...]
    """Pointers with ``{modality}``, left to right, after the first column."""
    headers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Labels:
    """All labels of one form, in every language known."""

    form: Form
    meanings: Mapping[str, Meaning]
    """Bare label (`bare`) to what it may stand for."""
    choices: Mapping[str, str]
    """Bare words of an option to its code."""
    tables: tuple[Table, ...]
    asides: tuple[str, ...]
    """Plain labels inside an answer's cell that are no answer."""

    def meaning(self, text: str) -> tuple[Meaning, float] | None:
        """Return what `text` labels, and how alike they are from 0 to 1, or ``None``.

        Numbers before it, punctuation, case and blanks do not matter; a few wrong
        letters are forgiven in a long label.
        """
        words = bare(text)
        if not words:
            return None
        if words in self.meanings:
            return self.meanings[words], 1.0
        if len(words) < 8:
            return None
        best: tuple[Meaning, float] | None = None
        for label, meaning in self.meanings.items():
            alike = _alikeness(words, label)
            if alike >= _ALIKE and (best is None or alike > best[1]):
                best = meaning, alike
        return best

    def choice(self, text: str) -> str | None:
        """Return the code of the option whose words `text` begins with, or ``None``."""
        words = bare(text)
        if words in self.choices:
            return self.choices[words]
        first = bare(re.split(r"[\W_]+", text.strip(), maxsplit=1)[0])
        return self.choices.get(first) if first in self.choices else None


def bare(text: str) -> str:
    r"""Return `text` as labels are compared: no number before, only letters and digits.

    >>> bare("2.3.1.  Crawler name(s) /\n identifier(s):")
    'crawlernamesidentifiers'
    """
    return _NOT_WORDS.sub("", _NUMBER.sub("", plain(text)))


def _alikeness(words: str, label: str) -> float:
    longer, shorter = max(len(words), len(label)), min(len(words), len(label))
    if shorter < 8 or shorter < 0.8 * longer:
        return 0.0
    matcher = SequenceMatcher(None, label, words, autojunk=False)
    if matcher.real_quick_ratio() < _ALIKE or matcher.quick_ratio() < _ALIKE:
        return 0.0
    return matcher.ratio()


@cache
def load_labels(regulation_id: str, root: Path) -> Labels:
    """Return the labels of a regulation's form: its schema's, and ``labels/*.toml``.

    Raises:
        RulebookError: a file of them is not TOML.
    """
    form = form_of(regulation_id, root)
    fields: dict[str, list[str]] = {}
    sections: dict[str, str] = {}
    choices: dict[str, str] = {}
    tables: list[Table] = []
    asides: list[str] = []
    for field in form.fields:
        fields.setdefault(bare(field.label), []).append(field.id)
    for section, heading in form.sections.items():
        sections.setdefault(bare(heading), section)
    folder = root / "regulations" / regulation_id / "labels"
    for file in sorted(folder.glob("*.toml")):
        raw = datafiles.read_toml(file)
        for entry in raw.get("fields", []):
            for label in entry["labels"]:
                known = fields.setdefault(bare(label), [])
                known += [f for f in [entry["id"]] if f not in known]
        for entry in raw.get("sections", []):
            for label in entry["labels"]:
                sections.setdefault(bare(label), entry["id"])
        for entry in raw.get("choices", []):
            for label in entry["labels"]:
                choices.setdefault(bare(label), entry["code"])
        tables += [
            Table(e["section"], e["ticks"], tuple(e["columns"]), tuple(e["headers"]))
            for e in raw.get("tables", [])
        ]
        asides += [plain(label) for label in raw.get("asides", [])]
    meanings = {label: Meaning((), section) for label, section in sections.items()}
    meanings |= {label: Meaning(tuple(ids)) for label, ids in fields.items()}
    return Labels(form, meanings, choices, tuple(tables), tuple(asides))
