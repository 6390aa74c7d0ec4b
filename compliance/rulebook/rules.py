"""One rule file to a `Rule`; says which file and field is wrong."""

import string
from collections.abc import Mapping
from typing import Final

from compliance.checks import CHECKS
from compliance.checks.params import ParamError, params_of, texts_of
from compliance.model import (
    MODALITIES,
    Case,
    Cite,
    Condition,
    Form,
    Outcome,
    Rule,
    Severity,
    Source,
    State,
)
from compliance.rulebook.table import TableReader

# Facts every sentence may use, beside those of its check.
STANDARD_FACTS: Final = frozenset({"field", "label"})
_TESTS: Final = ("equals", "unless", "has", "state", "mentions", "begins", "before", "since",
          "unless_before")  # fmt: skip


RULE_KEYS: Final = (
    "id", "name", "title", "severity", "about", "applies_from", "applies_until",
    "traces", "when", "check", "report", "cites", "cases",
)  # fmt: skip


def rule_of(reader: TableReader, form: Form, sources: Mapping[str, Source]) -> Rule:
    """Return the rule that a rule file holds.

    Raises:
        RulebookError: a key is wrong, or names no field, source or check.
    """
    reader.only(*RULE_KEYS)
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
        when=tuple(condition_of(each, form) for each in reader.tables("when")),
        check=name,
        params=_params(check, name, form),
        message=_sentence(report, "message", name),
        remedy=_sentence(report, "remedy", name),
        cites=tuple(cite_of(each, sources) for each in reader.tables("cites")),
        cases=tuple(_case(each) for each in reader.tables("cases")),
    )
    if not rule.cites:
        raise reader.fault("cites", "a rule without a pinpoint is not a rule")
    return rule


def _params(check: TableReader, name: str, form: Form) -> object:
    raw = {key: value for key, value in check.raw.items() if key != "name"}
    try:
        params = params_of(CHECKS[name].params, raw)
    except ParamError as problem:
        raise check.fault(problem.key, str(problem)) from problem
    for key, text in texts_of(params):
        if text.startswith("/"):
            _pointer(check, key, text, form)
    return params


def _pointer(reader: TableReader, key: str, at: str, form: Form) -> str:
    bare = at.partition("#")[0]
    for each in (bare.format(modality=m) for m in MODALITIES):
        if at and form.by_pointer(each) is None:
            raise reader.fault(key, f"the form has no field at {each}")
    return at


def _sentence(report: TableReader, key: str, check: str) -> str:
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


def condition_of(reader: TableReader, form: Form) -> Condition:
    """Return the condition in a table; raises RulebookError."""
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


def cite_of(reader: TableReader, sources: Mapping[str, Source]) -> Cite:
    """Return the pinpoint in a table; raises RulebookError."""
    reader.only("instrument", "pinpoint", "says", "sure")
    return Cite(
        instrument=reader.choice("instrument", sources),
        pinpoint=reader.text("pinpoint"),
        says=reader.text("says"),
        sure=reader.sure(),
    )


def _case(reader: TableReader) -> Case:
    reader.only("says", "given", "context", "form", "catalog", "as_of", "expect")
    return Case(
        says=reader.text("says"),
        given=reader.table("given").raw,
        context=reader.table("context").raw,
        form=reader.table("form").raw,
        catalog=_catalog(reader),
        as_of=reader.day_or_none("as_of"),
        expect=Outcome(reader.choice("expect", Outcome)),
    )


def _catalog(reader: TableReader) -> tuple[Mapping[str, str], ...] | None:
    if "catalog" not in reader.raw:
        return None
    entries = reader.tables("catalog")
    for each in entries:
        each.only("title", "registration", "listed_at")
    return tuple({key: each.text(key) for key in each.raw} for each in entries)
