"""Each law's complete sample, broken at one place at a time."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cache, reduce
from pathlib import Path
from typing import Any

import pytest

from compliance import pointer
from compliance.checks.evidence import Evidence
from compliance.datafiles import read_toml, root
from compliance.evaluate import evaluate
from compliance.intake import read_context
from compliance.intake.canonical import answers_from_data
from compliance.lexicon import load_lexicon
from compliance.model import Answer, Outcome, RuleResult, Severity
from compliance.reference import load_reference
from compliance.rulebook import load_regulation
from compliance.verify import catalog_shown, form_facts

pytestmark = pytest.mark.usefixtures("tasks_here")

ROOT = root()
BOOKS = sorted(ROOT.glob("samples/*/one-by-one.toml"))

each_book = pytest.mark.parametrize("file", BOOKS, ids=lambda f: f.parent.name)


def changed(data: Any, change: Mapping[str, Any]) -> Any:
    """Return `data` without what `change` drops, and with what it sets and adds.

    What is added goes after the words that stand there.
    """
    whole = json.loads(json.dumps(data))
    for at in change.get("drop", []):
        *above, last = pointer.parts(at)
        node = whole
        for key in above:
            node = node[key]
        del node[last]
    added = change.get("add", {})
    longer = {at: f"{pointer.get(whole, at)} {words}" for at, words in added.items()}
    for at, value in {**change.get("set", {}), **longer}.items():
        *above, last = pointer.parts(at)
        node = whole
        for key in above:
            node = node.setdefault(key, {})
        node[last] = value
    return whole


@cache
def results_of(file: Path) -> dict[str, tuple[RuleResult, ...]]:
    """Return what the rules say of each break, and of the filings that they break.

    By what the file calls them; "" is the complete filing.
    """
    told = read_toml(file)
    likes = {"": {}, **told.get("filings", {})}
    breaks = {
        each["says"]: (likes[each.get("of", "")], each) for each in breaks_of(file)
    }
    whole = {of: (like,) for of, like in likes.items()}
    return {
        name: results(file, told, changes)
        for name, changes in {**whole, **breaks}.items()
    }


def results(
    file: Path, told: Mapping[str, Any], changes: tuple[Mapping[str, Any], ...]
) -> tuple[RuleResult, ...]:
    """Return what each rule says of the complete filing after `changes`."""
    book = load_regulation(file.parent.name, ROOT)
    sample = file.parent / told["sample"]
    tables = (told, *changes)
    last = {key: value for table in tables for key, value in table.items()}
    evidence = Evidence(
        form=book.form,
        answers=answers(sample, book.id, changes),
        facts=form_facts(joined("form", tables)),
        context={**context_beside(sample), **joined("context", tables)},
        as_of=last.get("as_of", date(2026, 11, 25)),
        lexicon=load_lexicon(ROOT),
        reference=load_reference(ROOT),
        cross_check=catalog_shown(last["catalog"]) if "catalog" in last else None,
    )
    return evaluate(book.rules, evidence)


def answers(
    sample: Path, law: str, changes: tuple[Mapping[str, Any], ...]
) -> dict[str, Answer]:
    """Return the answers of `sample` after `changes`; only what they touch is read."""
    data, before = as_filed(sample, law)
    form = load_regulation(law, ROOT).form
    touched = [
        at
        for each in changes
        for key in ("drop", "set", "add")
        for at in each.get(key, ())
    ]
    fields = tuple(
        field
        for field in form.fields
        if any(field.at.startswith(at) or at.startswith(field.at) for at in touched)
    )
    part = replace(form, fields=fields)
    return {**before, **answers_from_data(reduce(changed, changes, data), part, ROOT)}


@cache
def as_filed(sample: Path, law: str) -> tuple[Any, dict[str, Answer]]:
    """Return the data and the answers of `sample`, read once."""
    form = load_regulation(law, ROOT).form
    data = json.loads(sample.read_text(encoding="utf-8"))
    return data, answers_from_data(data, form, ROOT)


@cache
def context_beside(sample: Path) -> Mapping[str, object]:
    """Return the context file that stands beside a sample, read once."""
    file = sample.with_name("context.yaml")
    return read_context(file) if file.is_file() else {}


def joined(key: str, tables: tuple[Mapping[str, Any], ...]) -> dict[str, Any]:
    """Return what the tables have under `key`, later ones first."""
    return {k: value for each in tables for k, value in each.get(key, {}).items()}


def breaks_of(file: Path) -> list[dict[str, Any]]:
    """Return the breaks of a law: those of its base that fit it, and its own."""
    told = read_toml(file)
    if "base" not in told:
        return list(told["breaks"])
    book = load_regulation(file.parent.name, ROOT)
    here = {rule.base_rule: rule.id for rule in book.rules if rule.base_rule}
    of_base = read_toml(file.parent.parent / told["base"] / file.name)["breaks"]
    return [
        *(
            {**each, "opens": [here[rule] for rule in each["opens"]]}
            for each in of_base
            if not set(each["opens"]) & set(told["leaves"])
        ),
        *told["breaks"],
    ]


def opened(file: Path, each: Mapping[str, Any]) -> list[RuleResult]:
    """Return the gaps of a break that the filing it breaks does not have."""
    found = results_of(file)
    before = {result.rule.id for result in gaps(found[each.get("of", "")])}
    return [r for r in gaps(found[each["says"]]) if r.rule.id not in before]


def gaps(found: tuple[RuleResult, ...]) -> list[RuleResult]:
    """Return the results that are gaps."""
    return [result for result in found if result.outcome is Outcome.GAP]


def page(file: Path) -> Iterator[str]:
    """Yield the lines of the page that tells what each break opens."""
    yield f"# {file.parent.name}: one break at a time"
    for each in breaks_of(file):
        yield from ("", f"## {each['says']}", "")
        for result in opened(file, each):
            rule = result.rule
            yield f"- {rule.id} ({rule.severity}), {rule.cites[0].pinpoint}"
            for finding in result.findings:
                yield f"  - {finding.message} {finding.remedy}"
    yield ""


@each_book
def test_each_break_opens_what_it_breaks(file: Path) -> None:
    """A break opens the rules it is for, and no other, in a filing without a duty open."""
    breaks = breaks_of(file)
    whole = [results_of(file)[of] for of in ("", *read_toml(file).get("filings", {}))]
    found = {
        each["says"]: sorted(result.rule.id for result in opened(file, each))
        for each in breaks
    }

    assert found == {each["says"]: sorted(each["opens"]) for each in breaks}
    assert len(found) == len(breaks)
    assert not [
        result.rule.id
        for each in whole
        for result in gaps(each)
        if result.rule.severity is Severity.MUST
    ]


@each_book
def test_every_rule_is_broken_once(file: Path) -> None:
    """No rule is left without a break that opens it, unless the file says why."""
    broken = {rule for each in breaks_of(file) for rule in each["opens"]}
    excused = {each["rule"] for each in read_toml(file).get("unbroken", [])}
    book = load_regulation(file.parent.name, ROOT)

    assert {rule.id for rule in book.rules} == broken | excused
    assert not broken & excused


@each_book
def test_the_findings_read_as_they_did(
    file: Path, request: pytest.FixtureRequest
) -> None:
    """What each break opens is told in the words of the golden page."""
    golden = ROOT / "tests" / "golden" / file.parent.name / "one-by-one.md"
    actual = "\n".join(page(file)).encode()
    if request.config.getoption("--regold"):
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_bytes(actual)

    assert actual.decode() == golden.read_bytes().decode()
