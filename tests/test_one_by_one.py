"""Each law's complete sample, broken at one place at a time."""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from compliance import pointer
from compliance.assess import assess
from compliance.datafiles import read_toml, root
from compliance.intake.canonical import answers_from_data
from compliance.model import GapReport, Outcome, Severity, Submission
from compliance.rulebook import load_regulation
from compliance.verify import catalog_shown

ROOT = root()
BOOKS = sorted(ROOT.glob("samples/*/one-by-one.toml"))

each_book = pytest.mark.parametrize("file", BOOKS, ids=lambda f: f.parent.name)


def changed(data: Any, change: Mapping[str, Any]) -> Any:
    """Return `data` without what `change` drops, and with what it sets."""
    whole = json.loads(json.dumps(data))
    for at in change.get("drop", []):
        *above, last = pointer.parts(at)
        node = whole
        for key in above:
            node = node[key]
        del node[last]
    for at, value in change.get("set", {}).items():
        *above, last = pointer.parts(at)
        node = whole
        for key in above:
            node = node.setdefault(key, {})
        node[last] = value
    return whole


def report_on(data: Any, law: str, change: Mapping[str, Any]) -> GapReport:
    """Return the report under `law` on a filing that holds `data`."""
    book = load_regulation(law, ROOT)
    submission = Submission(
        source="submission.json",
        sha256="0" * 64,
        size=2,
        media_type="application/json",
        reader="test",
        form=book.form.regulation,
        answers=answers_from_data(data, book.form, ROOT),
    )
    return assess(
        submission,
        book,
        context=change.get("context", {}),
        context_source="",
        as_of=change.get("as_of", date(2026, 11, 25)),
        cross_check=catalog_shown(change["catalog"]) if "catalog" in change else None,
        root=ROOT,
    )


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


def gaps(report: GapReport) -> list[str]:
    """Return the ids of the rules that find a gap, sorted."""
    return sorted(r.rule.id for r in report.results if r.outcome is Outcome.GAP)


def page(file: Path) -> Iterator[str]:
    """Yield the lines of the page that tells what each break opens."""
    told = read_toml(file)
    law = file.parent.name
    data = json.loads((file.parent / told["sample"]).read_text(encoding="utf-8"))
    whole = gaps(report_on(data, law, told))
    yield f"# {law}: one break at a time"
    for each in breaks_of(file):
        yield from ("", f"## {each['says']}", "")
        for result in report_on(changed(data, each), law, {**told, **each}).results:
            if result.outcome is Outcome.GAP and result.rule.id not in whole:
                rule = result.rule
                yield f"- {rule.id} ({rule.severity}), {rule.cites[0].pinpoint}"
                for finding in result.findings:
                    yield f"  - {finding.message} {finding.remedy}"
    yield ""


@each_book
def test_each_break_opens_what_it_breaks(file: Path) -> None:
    """A break opens the rules it is for, and no other."""
    told = read_toml(file)
    law = file.parent.name
    data = json.loads((file.parent / told["sample"]).read_text(encoding="utf-8"))
    whole = report_on(data, law, told)
    opened = {}
    breaks = breaks_of(file)
    for each in breaks:
        report = report_on(changed(data, each), law, {**told, **each})
        opened[each["says"]] = sorted(set(gaps(report)) - set(gaps(whole)))

    assert not whole.verdict.gaps.get(Severity.MUST)
    assert opened == {each["says"]: sorted(each["opens"]) for each in breaks}


@each_book
def test_every_duty_is_broken_once(file: Path) -> None:
    """No rule that binds is left without a break that opens it."""
    opened = {rule for each in breaks_of(file) for rule in each["opens"]}
    book = load_regulation(file.parent.name, ROOT)

    assert {r.id for r in book.rules if r.severity is Severity.MUST} <= opened


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
