"""``regulations/<id>/`` to `Regulation`."""

import dataclasses
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from compliance import datafiles
from compliance.errors import UsageError
from compliance.forms import base_of, form_ids, form_of
from compliance.model import Departure, Form, Regulation, Rule, Source
from compliance.rulebook.base import rule_files, taken_over
from compliance.rulebook.instrument import (
    contested_by,
    history_of,
    sanctions_of,
    sources_of,
)
from compliance.rulebook.rules import rule_of
from compliance.rulebook.table import TableReader


def regulation_ids(root: Path) -> tuple[str, ...]:
    """Return the ids of the regulations under `root`, sorted."""
    files = (root / "regulations").glob("*/instrument.toml")
    return tuple(sorted(file.parent.name for file in files))


@cache
def load_regulation(regulation_id: str, root: Path) -> Regulation:
    """Read one regulation with its rules and their cases.

    A regulation on the base of another has the base's form and rules, changed as its
    ``overrides.toml`` says. One without a form has no fields and no rules.

    Raises:
        UsageError: there is no regulation of that id.
        RulebookError: a file of it is wrong; file and field are named.
    """
    if regulation_id not in regulation_ids(root):
        raise UsageError(
            "regulation-unknown",
            where=regulation_id,
            what="no such regulation",
            why=f"there are: {', '.join(regulation_ids(root))}",
            remedy="choose one of these",
        )
    reader = TableReader(root / "regulations" / regulation_id / "instrument.toml")
    base = _base(reader, root)
    form = _form(reader, regulation_id, root)
    sources = sources_of(reader)
    rules, departures = _rules(reader.file.parent, base, form, sources)
    coverage = reader.table("coverage")
    inherited = load_regulation(base, root) if base else None
    if inherited is not None and "coverage" not in reader.raw:
        weights, weights_note = inherited.weights, inherited.weights_note
    else:
        weights = coverage.table("weights").raw
        weights_note = coverage.text("note", "")
    return Regulation(
        id=reader.same("id", regulation_id),
        title=reader.text("title"),
        short=reader.text("short"),
        jurisdiction=reader.text("jurisdiction"),
        place=reader.text("place"),
        base=base,
        status=reader.text("status"),
        status_note=reader.text("status_note"),
        known_on=reader.day("known_on").isoformat(),
        version=reader.text("version"),
        digest=_digest(regulation_id, root),
        sources=sources,
        history=history_of(reader, sources),
        contested=contested_by(reader, sources),
        sanctions=sanctions_of(reader, sources),
        departures=departures,
        notes=reader.texts("notes"),
        form=form,
        rules=_in_form_order(rules, form),
        weights={key: float(value) for key, value in weights.items()},
        weights_note=weights_note,
    )


def _base(reader: TableReader, root: Path) -> str:
    """Return the id of the base, or empty; a base of its own has none."""
    if "base" not in reader.raw:
        return ""
    others = [each for each in regulation_ids(root) if not base_of(each, root)]
    return reader.choice("base", others)


def _form(reader: TableReader, regulation_id: str, root: Path) -> Form:
    if base_of(regulation_id, root) or regulation_id in form_ids(root):
        return form_of(regulation_id, root)
    if _other_form(regulation_id, root):
        return form_of(reader.choice("form", form_ids(root)), root)
    title = reader.text("title")
    return Form(regulation=regulation_id, title=title, fields=(), sections={})


def _rules(
    folder: Path, base: str, form: Form, sources: Mapping[str, Source]
) -> tuple[list[Rule], tuple[Departure, ...]]:
    rules = [rule_of(each, form, sources) for each in rule_files(folder)]
    if not base:
        return rules, ()
    over = taken_over(folder, folder.parent / base)
    rules += [
        dataclasses.replace(rule_of(each, form, sources), base_rule=base_rule)
        for each, base_rule in over.rules
    ]
    return rules, over.departures


def _in_form_order(rules: Iterable[Rule], form: Form) -> tuple[Rule, ...]:
    order = {field.at: number for number, field in enumerate(form.fields)}
    return tuple(sorted(rules, key=lambda r: (order.get(r.about, -1), r.id)))


def _digest(regulation_id: str, root: Path) -> str:
    """Return the SHA-256 over all data that can change a verdict, with their paths."""
    digest = hashlib.sha256()
    files = sorted(
        _files(regulation_id, root), key=lambda f: f.relative_to(root).as_posix()
    )
    for file in files:
        body = file.read_bytes().replace(b"\r\n", b"\n")
        name = file.relative_to(root).as_posix()
        digest.update(f"{name}\0{len(body)}\0".encode() + body)
    return digest.hexdigest()


def _other_form(regulation_id: str, root: Path) -> str:
    """Return the id of the regulation whose form this one's filings are on, or empty."""
    file = root / "regulations" / regulation_id / "instrument.toml"
    return str(datafiles.read_toml(file).get("form", ""))


def _files(regulation_id: str, root: Path) -> Iterator[Path]:
    base = base_of(regulation_id, root)
    books = (regulation_id, *([base] if base else ()))
    for folder in (*books, "lexicon", "facts", "known_datasets"):
        for file in (root / "regulations" / folder).rglob("*.toml"):
            # What is compared element by element changes no verdict.
            if file.name != "elements.toml":
                yield file
    for form in (*books, _other_form(regulation_id, root)):
        yield from (root / "schemas" / "submission").glob(f"{form}.schema.json")
