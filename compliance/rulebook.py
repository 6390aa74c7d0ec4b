"""``regulations/<id>/`` to `Regulation`; says which file and field is wrong."""

import hashlib
import string
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

from compliance import datafiles
from compliance.checks import CHECKS
from compliance.checks.params import ParamError, params_of, texts_of
from compliance.errors import RulebookError, UsageError
from compliance.forms import form_of
from compliance.model import (
    MODALITIES,
    Case,
    Cite,
    Condition,
    Form,
    Outcome,
    Regulation,
    Rule,
    Severity,
    Source,
    State,
    Version,
)

_CERTAIN: Final = ("high", "medium", "low")
# Facts every sentence may use, beside those of its check.
STANDARD_FACTS: Final = frozenset({"field", "label"})
_TESTS: Final = ("equals", "unless", "has", "state", "mentions", "begins", "before", "since",
          "unless_before")  # fmt: skip


def regulation_ids(root: Path) -> tuple[str, ...]:
    """Return the ids of the regulations under `root`, sorted."""
    files = (root / "regulations").glob("*/instrument.toml")
    return tuple(sorted(file.parent.name for file in files))


@cache
def load_regulation(regulation_id: str, root: Path) -> Regulation:
    """Read one regulation with its rules and their cases.

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
    folder = root / "regulations" / regulation_id
    reader = _Reader(folder / "instrument.toml")
    form = form_of(regulation_id, root)
    sources = {
        source.id: source
        for source in (_source(each) for each in reader.tables("sources"))
    }
    files = sorted((folder / "rules").glob("*.toml"))
    rules = tuple(_rule(_Reader(file), form, sources) for file in files)
    coverage = reader.table("coverage")
    return Regulation(
        id=reader.same("id", regulation_id),
        title=reader.text("title"),
        status=reader.text("status"),
        status_note=reader.text("status_note"),
        known_on=reader.day("known_on").isoformat(),
        version=reader.text("version"),
        digest=_digest(regulation_id, root),
        sources=sources,
        history=tuple(
            Version(on=e.text("on"), says=e.text("says"), sure=e.sure())
            for e in reader.tables("history")
        ),
        notes=reader.texts("notes"),
        form=form,
        rules=_in_form_order(rules, form),
        weights={
            key: float(value) for key, value in coverage.table("weights").raw.items()
        },
        weights_note=coverage.text("note"),
    )


def _in_form_order(rules: Iterable[Rule], form: Form) -> tuple[Rule, ...]:
    order = {field.at: number for number, field in enumerate(form.fields)}
    return tuple(sorted(rules, key=lambda r: (order.get(r.about, -1), r.id)))


def _digest(regulation_id: str, root: Path) -> str:
    """Return the SHA-256 over all data that can change a verdict, with their paths."""
    digest = hashlib.sha256()
    folders = (regulation_id, "lexicon", "facts", "known_datasets")
    files = [
        *(f for each in folders for f in (root / "regulations" / each).rglob("*.toml")),
        *(root / "schemas" / "submission").glob(f"{regulation_id}.schema.json"),
    ]
    for file in sorted(files, key=lambda each: each.relative_to(root).as_posix()):
        body = file.read_bytes().replace(b"\r\n", b"\n")
        name = file.relative_to(root).as_posix()
        digest.update(f"{name}\0{len(body)}\0".encode() + body)
    return digest.hexdigest()


class _Reader:
    """One table of a TOML file; every complaint names the file and the field."""

    def __init__(self, file: Path, raw: object = None, prefix: str = "") -> None:
        self.file = file
        self.prefix = prefix
        self.raw: Mapping[str, Any] = datafiles.read_toml(file) if raw is None else raw  # type: ignore[assignment]
        if not isinstance(self.raw, Mapping):
            raise self.fault("", "must be a table")

    def fault(self, key: str, problem: str) -> RulebookError:
        """Return the error that names this file and `key`."""
        return RulebookError(
            "rulebook-wrong",
            where=f"{self.file.parent.name}/{self.file.name}",
            what=f"{self.prefix}{key} is not as it should be",
            why=problem,
            remedy="correct the file; `compliance verify` names every fault",
        )

    def only(self, *keys: str) -> None:
        """Raise unless every key of the table is one of `keys`."""
        for key in self.raw:
            if key not in keys:
                raise self.fault(key, f"not a key here; there are: {', '.join(keys)}")

    def text(self, key: str, default: str | None = None) -> str:
        """Return the text at `key`, or `default`."""
        value = self.raw.get(key, default)
        if not isinstance(value, str) or (not value and default is None):
            raise self.fault(key, "must be text")
        return value

    def same(self, key: str, expected: str) -> str:
        """Return the text at `key`, which must be `expected`."""
        if self.text(key) != expected:
            raise self.fault(key, f"must be {expected}, as the file is named")
        return expected

    def texts(self, key: str) -> tuple[str, ...]:
        """Return the list of texts at `key`; absent means none."""
        value = self.raw.get(key, [])
        if not isinstance(value, list) or not all(isinstance(x, str) for x in value):
            raise self.fault(key, "must be a list of texts")
        return tuple(value)

    def day(self, key: str) -> date:
        """Return the date at `key`."""
        found = self.day_or_none(key)
        if found is None:
            raise self.fault(key, "must be a date, such as 2026-01-31")
        return found

    def day_or_none(self, key: str) -> date | None:
        """Return the date at `key`, or ``None`` where there is none."""
        value = self.raw.get(key)
        if value is None:
            return None
        try:
            return value if type(value) is date else date.fromisoformat(value)
        except (TypeError, ValueError):
            raise self.fault(key, "must be a date, such as 2026-01-31") from None

    def choice(self, key: str, known: Iterable[str], default: str | None = None) -> str:
        """Return the text at `key`, which must be one of `known`."""
        value = self.text(key, default)
        choices = list(known)
        if value not in choices:
            raise self.fault(key, f"must be one of: {', '.join(choices)}")
        return value

    def sure(self) -> str:
        """Return how certain this fact is."""
        return self.choice("sure", _CERTAIN, "high")

    def table(self, key: str) -> "_Reader":
        """Return the table at `key`; absent means empty."""
        return _Reader(self.file, self.raw.get(key, {}), f"{self.prefix}{key}.")

    def tables(self, key: str) -> "tuple[_Reader, ...]":
        """Return the tables at `key`; absent means none."""
        value = self.raw.get(key, [])
        if not isinstance(value, list):
            raise self.fault(key, f"must be a list of tables, [[{key}]]")
        return tuple(
            _Reader(self.file, each, f"{self.prefix}{key} {number}: ")
            for number, each in enumerate(value, 1)
        )


def _source(reader: _Reader) -> Source:
    reader.only("id", "title", "url", "dated", "sure")
    return Source(
        id=reader.text("id"),
        title=reader.text("title"),
        url=reader.text("url", ""),
        dated=reader.text("dated", ""),
        sure=reader.sure(),
    )


def _rule(reader: _Reader, form: Form, sources: Mapping[str, Source]) -> Rule:
    reader.only(
        "id", "name", "title", "severity", "about", "applies_from", "applies_until",
        "traces", "when", "check", "report", "cites", "cases",
    )  # fmt: skip
    reader.same("id", reader.file.stem)
    check = reader.table("check")
    name = check.choice("name", CHECKS)
    report = reader.table("report")
    report.only("message", "remedy")
    rule = Rule(
        id=reader.text("id"),
        name=reader.text("name"),
        title=reader.text("title"),
        severity=Severity(reader.choice("severity", Severity)),
        about=_pointer(reader, "about", reader.text("about", ""), form),
        applies_from=reader.day("applies_from"),
        applies_until=reader.day_or_none("applies_until"),
        traces=reader.texts("traces"),
        when=tuple(_condition(each, form) for each in reader.tables("when")),
        check=name,
        params=_params(check, name, form),
        message=_sentence(report, "message", name),
        remedy=_sentence(report, "remedy", name),
        cites=tuple(_cite(each, sources) for each in reader.tables("cites")),
        cases=tuple(_case(each) for each in reader.tables("cases")),
    )
    if not rule.cites:
        raise reader.fault("cites", "a rule without a pinpoint is not a rule")
    return rule


def _params(check: _Reader, name: str, form: Form) -> object:
    raw = {key: value for key, value in check.raw.items() if key != "name"}
    try:
        params = params_of(CHECKS[name].params, raw)
    except ParamError as problem:
        raise check.fault(problem.key, str(problem)) from problem
    for key, text in texts_of(params):
        if text.startswith("/"):
            _pointer(check, key, text, form)
    return params


def _pointer(reader: _Reader, key: str, at: str, form: Form) -> str:
    bare = at.partition("#")[0]
    for each in (bare.format(modality=m) for m in MODALITIES):
        if at and form.by_pointer(each) is None:
            raise reader.fault(key, f"the form has no field at {each}")
    return at


def _sentence(report: _Reader, key: str, check: str) -> str:
    sentence = report.text(key)
    allowed = CHECKS[check].facts | STANDARD_FACTS
    try:
        used = {name for _, name, _, _ in string.Formatter().parse(sentence) if name}
    except ValueError as error:
        raise report.fault(key, str(error)) from error
    if used - allowed:
        unknown = ", ".join(sorted(used - allowed))
        why = f"{check} tells no {unknown}; it tells: {', '.join(sorted(allowed))}"
        raise report.fault(key, why)
    return sentence


def _condition(reader: _Reader, form: Form) -> Condition:
    reader.only("at", "context", *_TESTS)
    subjects = [key for key in ("at", "context") if key in reader.raw]
    tests = [key for key in _TESTS if key in reader.raw]
    if len(subjects) != 1 or len(tests) != 1:
        raise reader.fault("", f"needs at or context, and one of: {', '.join(_TESTS)}")
    for state in reader.texts("state"):
        if state not in list(State):
            raise reader.fault("state", f"{state} is no state of an answer")
    return Condition(
        at=_pointer(reader, "at", reader.text("at", ""), form),
        context=reader.text("context", ""),
        equals=reader.texts("equals"),
        unless=reader.texts("unless"),
        has=reader.texts("has"),
        state=reader.texts("state"),
        mentions=reader.text("mentions", ""),
        begins=reader.text("begins", ""),
        before=reader.day_or_none("before"),
        since=reader.day_or_none("since"),
        unless_before=reader.day_or_none("unless_before"),
    )


def _cite(reader: _Reader, sources: Mapping[str, Source]) -> Cite:
    reader.only("instrument", "pinpoint", "says", "sure")
    return Cite(
        instrument=reader.choice("instrument", sources),
        pinpoint=reader.text("pinpoint"),
        says=reader.text("says"),
        sure=reader.sure(),
    )


def _case(reader: _Reader) -> Case:
    reader.only("says", "given", "context", "form", "as_of", "expect")
    return Case(
        says=reader.text("says"),
        given=reader.table("given").raw,
        context=reader.table("context").raw,
        form=reader.table("form").raw,
        as_of=reader.day_or_none("as_of"),
        expect=Outcome(reader.choice("expect", Outcome)),
    )
