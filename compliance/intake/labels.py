"""A form's labels: how its fields, sections and options are printed."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path
from typing import Any, Final

from rapidfuzz.distance import Indel

from compliance import datafiles
from compliance.forms import form_of
from compliance.intake.options import default_options
from compliance.lexicon import plain
from compliance.model import MODALITIES, Form

_NUMBER: Final = re.compile(
    r"^\W*(?:\(?(?:\d{1,2}|[ivx]{1,4}|[a-z])[.)]\s?)+(?:(?:\d{1,2}|[a-z])\b[.)]?)?\s*"
)
_NOT_WORDS: Final = re.compile(r"[\W_]+")
_ALIKE: Final = 0.86
_SHORT: Final = 8
_ENDS: Final = 12


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a printed label may stand for: fields, a section, or a modality."""

    fields: tuple[str, ...] = ()
    section: str = ""
    modality: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a form: one row per option, one column per group of fields."""

    section: str
    ticks: str
    """Pointer of the field that the rows' boxes tick."""
    columns: tuple[str, ...]
    """Pointers with ``{modality}``, left to right, after the first column."""
    headers: tuple[str, ...]
    """What stands above its columns, in every language known."""
    listed: tuple[tuple[str, ...], ...] = ()
    """By column, the labels of its fields where the table is printed as a list."""


@dataclass(frozen=True, slots=True)
class Labels:
    """All labels of one form, in every language known."""

    form: Form
    meanings: Mapping[str, Meaning]
    """Bare label (`bare`) to what it may stand for."""
    heads: Mapping[str, frozenset[str]]
    """Three letters to the labels that have them near their start."""
    tails: Mapping[str, frozenset[str]]
    choices: Mapping[str, str]
    """Bare words of an option to its code."""
    tables: tuple[Table, ...]
    asides: tuple[str, ...]
    """Plain labels inside an answer's cell that are no answer."""
    longest: int
    """Letters of the longest label."""

    def meaning(self, text: str) -> tuple[Meaning, float] | None:
        """Return what `text` labels, and how well it does, or ``None``.

        Numbers before it, punctuation, case and blanks do not matter; a few wrong
        letters are forgiven in a long label. How well is in letters: those of the
        label, fewer the less alike the two are.
        """
        words = bare(text)
        if not words:
            return None
        if words in self.meanings:
            return self.meanings[words], float(len(words))
        if not _SHORT <= len(words) <= 1.25 * self.longest:
            return None
        best: tuple[float, str] | None = None
        for label in sorted(self._near(words)):
            alike = _alikeness(words, label)
            if alike >= _ALIKE and (best is None or alike > best[0]):
                best = alike, label
        if best is None:
            return None
        # What is too much costs more than it explains: no answer becomes a label.
        letters = min(len(words), len(best[1])) * best[0] ** 3
        return self.meanings[best[1]], letters

    def asks(self, text: str) -> bool:
        """Return whether `text` is the label of a field, not of a section or option.

        >>> from compliance.datafiles import root
        >>> labels = load_labels("eu-ai-act", root())
        >>> labels.asks("Last update"), labels.asks("Text")
        (True, False)
        """
        meant = self.meaning(text)
        return meant is not None and bool(meant[0].fields)

    def _near(self, words: str) -> frozenset[str]:
        """Return the labels that begin and end somewhat like `words`."""
        first = _any(self.heads, words[:_ENDS])
        return first & _any(self.tails, words[-_ENDS:]) if first else first

    def choice(self, text: str) -> str | None:
        """Return the code of the option that `text` is or whose words it begins with.

        >>> from compliance.datafiles import root
        >>> load_labels("eu-ai-act", root()).choice("Other: robot arms")
        'other'
        """
        words = bare(text)
        if words in self.choices:
            return self.choices[words]
        parts = re.split(r"[\W_]+", text.strip(), maxsplit=1)
        return self.choices.get(bare(parts[0])) if parts[0] else None

    def option(self, text: str) -> str | None:
        """Return the code of the option that `text` is, and nothing besides."""
        return self.choices.get(bare(text))

    def begins_option(self, text: str) -> bool:
        """Return whether `text` is the start of an option, in whole words.

        >>> from compliance.datafiles import root
        >>> load_labels("eu-ai-act", root()).begins_option("1 billion to 10")
        True
        """
        words = bare(text)
        return len(words) >= _SHORT and any(o.startswith(words) for o in self.choices)


def bare(text: str) -> str:
    r"""Return `text` as labels are compared: no number before, only letters and digits.

    >>> bare("2.3.1.  Crawler name(s) /\n identifier(s):")
    'crawlernamesidentifiers'
    >>> bare("1.3.1.B Text training data content:")
    'texttrainingdatacontent'
    """
    return _NOT_WORDS.sub("", _NUMBER.sub("", plain(text)))


def _triples(words: str) -> frozenset[str]:
    return frozenset(words[n : n + 3] for n in range(len(words) - 2))


def _any(index: Mapping[str, frozenset[str]], words: str) -> frozenset[str]:
    found: set[str] = set()
    for triple in _triples(words):
        found |= index.get(triple, frozenset())
    return frozenset(found)


def _alikeness(words: str, label: str) -> float:
    longer, shorter = max(len(words), len(label)), min(len(words), len(label))
    if shorter < _SHORT or shorter < 0.8 * longer:
        return 0.0
    # The longest common subsequence is no shorter than the blocks that `ratio` finds.
    if Indel.normalized_similarity(label, words, score_cutoff=_ALIKE) < _ALIKE:
        return 0.0
    return SequenceMatcher(None, label, words, autojunk=False).ratio()


@cache
def load_labels(regulation_id: str, root: Path) -> Labels:
    """Return the labels of a regulation's form: its schema's, and ``labels/*.toml``.

    Raises:
        RulebookError: a file of them is not TOML.
    """
    folder = root / "regulations" / regulation_id / "labels"
    files = [datafiles.read_toml(file) for file in sorted(folder.glob("*.toml"))]
    return labels_of(form_of(regulation_id, root), files)


def labels_of(form: Form, files: Iterable[Mapping[str, Any]]) -> Labels:
    """Return the labels of `form` and of label files as read."""
    fields: dict[str, list[str]] = {}
    sections: dict[str, str] = {}
    choices: dict[str, str] = {}
    tables: dict[str, Table] = {}
    asides: list[str] = []
    for field in form.fields:
        fields.setdefault(bare(field.label), []).append(field.id)
    for section, heading in form.sections.items():
        sections.setdefault(bare(heading), section)
    for raw in files:
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
        for entry in raw.get("tables", []):
            _add_table(tables, entry)
        asides += [plain(label) for label in raw.get("asides", [])]
    for code, words in default_options(form).items():
        choices.setdefault(bare(words), code)
    for label, ids in _column_labels(form, tables.values(), choices).items():
        known = fields.setdefault(label, [])
        known += [each for each in ids if each not in known]
    meanings = {
        label: Meaning(modality=code)
        for label, code in choices.items()
        if code in MODALITIES and tables
    }
    meanings |= {label: Meaning(section=section) for label, section in sections.items()}
    meanings |= {
        label: Meaning(tuple(ids), section=sections.get(label, ""))
        for label, ids in fields.items()
    }
    return Labels(
        form=form,
        meanings=meanings,
        heads=_index(meanings, lambda label: label[:_ENDS]),
        tails=_index(meanings, lambda label: label[-_ENDS:]),
        choices=choices,
        tables=tuple(tables.values()),
        asides=tuple(asides),
        longest=max(map(len, meanings), default=0),
    )


def _add_table(tables: dict[str, Table], entry: Mapping[str, Any]) -> None:
    """Add a table, or the headers it has in one more language."""
    section = entry["section"]
    headers = tuple(entry["headers"])
    columns = tuple(entry["columns"])
    known = tables.get(section) or Table(
        section=section, ticks=entry["ticks"], columns=columns, headers=(),
        listed=tuple(() for _ in columns),
    )  # fmt: skip
    listed = [
        (*labels, *headers[at + 1 : at + 2], *_at(entry.get("listed", ()), at))
        for at, labels in enumerate(known.listed)
    ]
    tables[section] = replace(
        known, headers=(*known.headers, *headers), listed=tuple(listed)
    )


def _column_labels(
    form: Form, tables: Iterable[Table], choices: Mapping[str, str]
) -> dict[str, list[str]]:
    """Return labels of a table's fields where it is printed as a list.

    A column's header stands for all its fields; with an option before or after it,
    for that option's field.
    """
    found: defaultdict[str, list[str]] = defaultdict(list)
    for table in tables:
        for at, column in enumerate(table.columns):
            headers = _at(table.listed, at)
            for option, code in choices.items():
                field = form.by_pointer(column.format(modality=code))
                if field is None or code not in MODALITIES:
                    continue
                for words in map(bare, headers):
                    for label in (option + words, words + option, words):
                        found[label] += [f for f in [field.id] if f not in found[label]]
    return found


def _at(listed: Sequence[Sequence[str]], number: int) -> tuple[str, ...]:
    return tuple(listed[number]) if number < len(listed) else ()


def _index(
    labels: Iterable[str], part: Callable[[str], str]
) -> dict[str, frozenset[str]]:
    index: defaultdict[str, set[str]] = defaultdict(set)
    for label in labels:
        for triple in _triples(part(label)):
            index[triple].add(label)
    return {triple: frozenset(found) for triple, found in index.items()}
