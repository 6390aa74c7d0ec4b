"""An invented filing on the EU form: its rows in one language, and its truth.

The same seed gives the same filing. Labels and options come from the project's label
files, everything else from ``words/``.
"""

import random
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Final

from compliance.datafiles import read_toml, root
from compliance.forms import form_of
from compliance.model import MODALITIES, FormField, Kind

FORM: Final = "eu-ai-act"
LANGUAGES: Final = ("en", "fr", "de", "it", "es", "pl", "nl")
_HERE: Final = Path(__file__).parent
_PROVIDERS: Final = (
    ("Haselwerk Modelle", "Ahornstrasse 12, 50667 Köln", "haselwerk"),
    ("Bruma Langue", "18 quai des Tilleuls, 44000 Nantes", "bruma"),
    ("Korsholm Sprog", "Havnegade 7, 5000 Odense", "korsholm"),
    ("Valdouro Modelos", "Rua do Sobreiro 31, 4000-210 Porto", "valdouro"),
    ("Lipnica Modele", "ul. Lipowa 9, 30-702 Kraków", "lipnica"),
    ("Merelbos Taal", "Beukenlaan 44, 9000 Gent", "merelbos"),
)
_DATASETS: Final = (
    "Saltmarsh Web Corpus 2, https://data.example/saltmarsh-web-2",
    "Quarry Code Mix v1.3, https://data.example/quarry-code-mix/tree/v1.3",
    "Lantern Wikis 2025-03, https://data.example/lantern-wikis",
    "Tidepool Image Captions, https://data.example/tidepool_image_captions",
)
_DOMAINS: Final = (
    "alderpost.example", "birkenblatt.example", "cedarforum.example",
    "donaubote.example", "eschenarchiv.example", "figuier-presse.example",
    "ginsterblog.example", "hazelmuseum.example",
)  # fmt: skip
# Fields that say more, by the Yes or No they follow.
_FOLLOWS: Final = {
    "2.1.a": ("2.1.b", "2.1.c", "2.1.d"),
    "2.2.1.a": ("2.2.1.b",),
    "2.2.2.a": ("2.2.2.b", "2.2.2.c", "2.2.2.d"),
    "2.3.a": ("2.3.b", "2.3.c", "2.3.d", "2.3.e", "2.3.f", "2.3.g", "2.3.h"),
    "2.4.b": ("2.4.c", "2.4.d"),
    "2.5.a": ("2.5.b", "2.5.c", "2.5.d"),
    "2.6.a": ("2.6.b",),
}
_TOPICS: Final = {
    "1.3.e": "languages", "1.3.f": "features", "1.3.g": "comments",
    "2.1.d": "other_datasets", "2.1.e": "comments", "2.2.2.c": "private_list",
    "2.2.2.d": "private_general", "2.2.2.e": "comments", "2.3.c": "purposes",
    "2.3.d": "behaviour", "2.3.f": "sources", "2.3.i": "comments",
    "2.4.c": "services", "2.4.e": "comments", "2.5.d": "other_models",
    "2.5.e": "comments", "2.6.b": "other_sources", "2.6.c": "comments",
    "3.1.b": "measures", "3.1.c": "comments", "3.2.a": "illegal",
    "3.3.a": "other_information",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Option:
    """One option of a question, and whether it is the chosen one."""

    label: str
    on: bool


@dataclass(frozen=True, slots=True)
class Said:
    """What stands in an answer: options, and words; a line is a paragraph."""

    options: tuple[Option, ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A label with its answer."""

    field: str
    label: str
    said: Said


@dataclass(frozen=True, slots=True)
class ModalityRow:
    """A row of the table of section 1.3: a modality, its size and its contents."""

    modality: str
    option: Option
    size: Said
    content: Said


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its rows; one of them has the table of modalities too."""

    id: str
    heading: str
    rows: tuple[Row, ...]
    table: tuple[ModalityRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Filing:
    """A whole filing."""

    language: str
    title: str
    headers: tuple[str, str, str]
    """Of the table of modalities."""
    sections: tuple[Section, ...]
    truth: Mapping[str, dict[str, Any]] = field(default_factory=dict)


def invented(name: str, seed: int, language: str, *, boxed: bool) -> Filing:
    """Return the filing called `name`.

    Args:
        name: Two names give two filings.
        seed: Two seeds too.
        language: One of `LANGUAGES`.
        boxed: Whether options that are not chosen are printed too. Without, a
            question of which none is chosen is answered in words.
    """
    return _Inventor(random.Random(f"{seed}/{name}"), language, boxed).filing()  # noqa: S311


class _Inventor:
    """What a filing is invented with."""

    def __init__(self, chance: random.Random, language: str, boxed: bool) -> None:
        self._chance = chance
        self._language = language
        self._boxed = boxed
        self._words = _words(language)
        self._labels, self._options, self._headings = _labels(language)
        self._provider = chance.choice(_PROVIDERS)
        self._month = f"{chance.randint(1, 12):02}"
        self._ticked = self._some_modalities()
        self._drops = chance.random() < 0.4
        self._truth: dict[str, dict[str, Any]] = {}

    def filing(self) -> Filing:
        """Return the filing, its answers drawn in the order of the form."""
        form = form_of(FORM, root())
        chosen = {question: self._chance.random() < 0.7 for question in _FOLLOWS}
        chosen["2.1.a"] = True
        told = {f: on for question, on in chosen.items() for f in _FOLLOWS[question]}
        table: tuple[ModalityRow, ...] = ()
        rows: dict[str, list[Row]] = {}
        for each in form.fields:
            rows.setdefault(each.section, [])
            if each.id == "1.3.a":
                table = tuple(self._table())
            elif each.id.startswith(("1.3.b", "1.3.c")):
                continue
            elif not told.get(each.id, True) and self._drops:
                self._truth[each.id] = {"state": "missing_field"}
            else:
                said = self._said(each, chosen, told.get(each.id, True))
                rows[each.section].append(Row(each.id, self._labels[each.id], said))
        sections = tuple(
            Section(id_, self._headings[id_], tuple(of), table if id_ == "1.3" else ())
            for id_, of in rows.items()
        )
        headers = (self._labels["1.3.a"], self._words["size"], self._words["content"])
        return Filing(
            self._language, self._headings["0"], headers, sections, self._truth
        )

    def _said(self, of: FormField, chosen: Mapping[str, bool], asked: bool) -> Said:
        if of.kind is Kind.YES_NO:
            return self._yes_no(of.id, chosen.get(of.id, self._chance.random() < 0.5))
        if not asked:
            return self._empty(of)
        if of.kind is Kind.TICKS:
            return self._ticks(of.id)
        text, value = self._text(of.id)
        told: dict[str, Any] = {"state": "answered", "text": text}
        if of.label.endswith("(optional)"):
            dice = self._chance.random()
            if dice < 0.3:
                text, told = "", {"state": "blank"}
            elif dice < 0.45:
                text = self._words["none"]
                told = {"state": "none", "text": text}
            elif dice < 0.55:
                text = self._words["elsewhere"]
                told = {"state": "refers_elsewhere", "text": text}
        if value:
            told["value"] = value
        if text == self._words["na"]:
            told["state"] = "not_applicable"
        self._truth[of.id] = told
        return Said(text=text)

    def _empty(self, of: FormField) -> Said:
        """Return what stands beside a question that a No has settled."""
        if of.kind is Kind.TICKS and self._boxed and self._chance.random() < 0.5:
            self._truth[of.id] = {"state": "blank"}
            return Said(tuple(Option(self._options[m], False) for m in MODALITIES))
        if self._chance.random() < 0.3:
            self._truth[of.id] = {"state": "blank"}
            return Said()
        text = self._words["na"]
        self._truth[of.id] = {"state": "not_applicable", "text": text}
        return Said(text=text)

    def _yes_no(self, field_id: str, on: bool) -> Said:
        value = "yes" if on else "no"
        self._truth[field_id] = {"state": "answered", "value": value}
        return Said((
            Option(self._options["yes"], on), Option(self._options["no"], not on)
        ))  # fmt: skip

    def _ticks(self, field_id: str) -> Said:
        ticked = self._some_modalities()
        self._truth[field_id] = {"state": "answered", "value": list(ticked)}
        return Said(tuple(Option(self._options[m], m in ticked) for m in MODALITIES))

    def _some_modalities(self) -> tuple[str, ...]:
        return tuple(
            m for m in MODALITIES if m == "text" or self._chance.random() < 0.35
        )

    def _table(self) -> Iterator[ModalityRow]:
        """Yield the rows of the table of modalities."""
        ticked = self._ticked
        self._truth["1.3.a"] = {"state": "answered", "value": list(ticked)}
        form = form_of(FORM, root())
        for modality in MODALITIES:
            size, content = f"1.3.b.{modality}", f"1.3.c.{modality}"
            on = modality in ticked
            if not on and not self._boxed:
                missing = {"state": "missing_field"}
                self._truth |= {size: missing, content: dict(missing)}
                continue
            text = self._topic(f"content_{modality}") if on else self._words["na"]
            state = "answered" if on else "not_applicable"
            self._truth[content] = {"state": state, "text": text}
            option = Option(self._options[modality], on)
            codes = form.by_id(size).choices
            yield ModalityRow(
                modality, option, self._size(size, codes, on), Said(text=text)
            )

    def _size(self, field_id: str, codes: tuple[str, ...], on: bool) -> Said:
        if not codes:
            text = self._words["topics"]["size_other"][0] if on else self._words["na"]
            state = "answered" if on else "not_applicable"
            self._truth[field_id] = {"state": state, "text": text}
            return Said(text=text)
        code = self._chance.choice(codes) if on else ""
        if on:
            self._truth[field_id] = {"state": "answered", "value": code}
        else:
            self._truth[field_id] = {"state": "blank"}
        return Said(tuple(Option(self._options[c], c == code) for c in codes))

    def _topic(self, name: str) -> str:
        """Return sentences on a topic, sometimes each a paragraph."""
        known = self._words["topics"][name]
        count = self._chance.randint(1, len(known))
        between = self._chance.choice((" ", " ", "\n"))
        return str(between.join(known[:count]))

    def _text(self, field_id: str) -> tuple[str, str]:
        """Return the words of a field, and its value where they are a date."""
        name, address, short = self._provider
        topics = self._words["topics"]
        model = f"{name.split()[0]} {self._chance.randint(1, 4)}"
        match field_id:
            case "0.a":
                return f"V{self._chance.randint(1, 3)}.{self._chance.randint(0, 4)}", ""
            case "0.b" | "1.2.c":
                return self._date()
            case "1.1.a":
                mail = f"ai@{short}.example"
                return f"{name}\n{address}\n{mail}\nhttps://{short}.example/contact", ""
            case "1.1.b":
                if self._chance.random() < 0.5:
                    return topics["representative"][0], ""
                return self._words["na"], ""
            case "1.2.a":
                at = f"https://{short}.example/models"
                return f"{model} 7B, {at}/7b\n{model} 32B, {at}/32b", ""
            case "1.2.b":
                return topics["model_dependency"][0], ""
            case "1.3.d":
                value = f"2026-{self._month}"
                return (
                    f"{self._month}/2026. {self._chance.choice(topics['continuous'])}",
                    value,
                )
            case "2.1.c":
                count = self._chance.randint(1, len(_DATASETS))
                return "\n".join(self._chance.sample(_DATASETS, count)), ""
            case "2.3.b":
                return f"{name.split()[0]}Bot/2.{self._chance.randint(0, 9)}", ""
            case "2.3.e":
                first = f"{self._chance.randint(1, 12):02}"
                text = f"{first}/2024 {self._words['to']} {self._month}/2026"
                return text, f"2024-{first}/2026-{self._month}"
            case "2.3.h":
                count = self._chance.randint(3, len(_DOMAINS))
                return self._chance.choice(("\n", ", ")).join(_DOMAINS[:count]), ""
            case "2.5.c":
                return "Tarn Base 3B, https://tarn.example/base-3b", ""
            case _:
                return self._topic(_TOPICS[field_id]), ""

    def _date(self) -> tuple[str, str]:
        day, month = self._chance.randint(13, 28), self._chance.randint(1, 12)
        value = f"2026-{month:02}-{day}"
        if self._chance.random() < 0.5:
            return f"{day}/{month:02}/2026", value
        name = self._words["months"][month - 1]
        return self._words["date"].format(day=day, name=name, year=2026), value


@cache
def _words(language: str) -> dict[str, Any]:
    file = _HERE / "words" / f"{language}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


@cache
def _labels(language: str) -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """Return the printed labels, options and section headings of a language."""
    form = form_of(FORM, root())
    file = root() / "regulations" / FORM / "labels" / f"{language}.toml"
    told = read_toml(file)
    labels = {each.id: each.label for each in form.fields}
    headings = dict(form.sections)
    options = {entry["code"]: entry["labels"][0] for entry in told["choices"]}
    if language != "en":
        labels |= {entry["id"]: entry["labels"][0] for entry in told["fields"]}
        headings |= {entry["id"]: entry["labels"][0] for entry in told["sections"]}
    return labels, options, headings
