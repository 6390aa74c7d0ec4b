import json
import re
import shutil
from datetime import date
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compliance import datafiles
from compliance.assess import assess
from compliance.checks import CHECKS
from compliance.checks.evidence import Evidence
from compliance.evaluate import evaluate
from compliance.forms import form_ids, form_of
from compliance.intake.canonical import answers_from_data, rows_added
from compliance.intake.written import to_canonical
from compliance.lexicon import load_lexicon
from compliance.model import FormFacts, Regulation, Submission
from compliance.reference import load_reference
from compliance.rulebook import load_regulation, regulation_ids
from compliance.schema import file_faults
from compliance.verify import case_evidence, missing_cases, open_traces, verify

ROOT = datafiles.root()
BOOKS = {each: load_regulation(each, ROOT) for each in regulation_ids(ROOT)}

# One test of many rules names every rule that fails it.
each_book = pytest.mark.parametrize("book", BOOKS.values(), ids=BOOKS)


@each_book
def test_cases(book: Regulation) -> None:
    """A rule answers its own examples as the examples say."""
    asked = [
        (case, evaluate((rule,), case_evidence(rule, case, book, ROOT))[0])
        for rule in book.rules
        for case in rule.cases
    ]

    assert not [
        (result.rule.id, case.says, result.outcome, result.findings or result.why)
        for case, result in asked
        if result.outcome != case.expect
    ]


@each_book
def test_rules_show_each_outcome_they_owe(book: Regulation) -> None:
    """A rule has a met case, a gap, and where it has a condition one that is not asked."""
    missing = {rule.id: missing_cases(rule) for rule in book.rules}

    assert not {rule: cases for rule, cases in missing.items() if cases}


@each_book
def test_norm_fact_and_deed_are_three_sentences(book: Regulation) -> None:
    """Title, message and remedy say different things, and none says violate."""
    said = {
        rule.id: [each.rstrip(".") for each in (rule.title, rule.message, rule.remedy)]
        for rule in book.rules
    }

    assert not [rule for rule, each in said.items() if len(set(each)) < 3]
    accusing = re.compile(r"violat|breach|illegal use|non-complian")
    assert not [rule for rule, each in said.items() if accusing.search(" ".join(each))]


@pytest.mark.parametrize(
    "contract",
    ["instrument", "rule", "labels", "traces", "crosswalk", "overrides"],
)
def test_regulation_files_keep_their_contracts(contract: str) -> None:
    """Every file under a regulation is as its schema says."""
    pattern = {
        "instrument": "*/instrument.toml",
        "rule": "*/rules/*.toml",
        "labels": "*/labels/*.toml",
        "traces": "*/traces.toml",
        "crosswalk": "*/crosswalk/*.toml",
        "overrides": "*/overrides.toml",
    }[contract]
    files = sorted((ROOT / "regulations").glob(pattern))

    assert files
    for file in files:
        assert not file_faults(datafiles.read_toml(file), contract, ROOT), file.name


@pytest.mark.parametrize(
    ("folder", "contract"),
    [("lexicon", "lexicon"), ("known_datasets", "known-dataset")],
)
def test_fact_files_keep_their_contracts(folder: str, contract: str) -> None:
    """Every word list and every known dataset is as its schema says."""
    files = sorted((ROOT / "regulations" / folder).glob("*.toml"))

    assert files
    for file in files:
        assert not file_faults(datafiles.read_toml(file), contract, ROOT), file.name


@pytest.mark.parametrize(
    "file", sorted((ROOT / "schemas").rglob("*.json")), ids=lambda f: f.name
)
def test_schemas_are_schemas(file: Path) -> None:
    """Every schema is valid in the dialect it names, and has a place of its own."""
    schema = json.loads(file.read_text(encoding="utf-8"))

    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$id"].endswith(str(file.relative_to(ROOT / "schemas").as_posix()))
    assert schema["title"]
    assert schema["description"]


def test_requirements_are_all_carried() -> None:
    """Each listed requirement has a rule, or a reason why it has none."""
    for book in BOOKS.values():
        assert not open_traces(book, ROOT)


def test_rule_names_are_told_apart() -> None:
    """No two rules of a regulation share a name or an id."""
    for book in BOOKS.values():
        assert len({rule.id for rule in book.rules}) == len(book.rules)
        assert len({rule.name for rule in book.rules}) == len(book.rules)


def test_the_eu_rulebook_is_broad() -> None:
    """There are well over a hundred rules, and each field of the form has one."""
    book = BOOKS["eu-ai-act"]
    about = {rule.about for rule in book.rules}
    params = " ".join(str(rule.params) for rule in book.rules)

    assert len(book.rules) > 150
    silent = [
        f.id for f in book.form.fields if f.at not in about and f.at not in params
    ]
    modality = [f for f in silent if not f.startswith(("1.3.b.", "1.3.c."))]
    assert not modality


def test_every_check_is_called() -> None:
    """The vocabulary holds no check that no rule calls."""
    called = {rule.check for book in BOOKS.values() for rule in book.rules}

    assert called == set(CHECKS)


def test_the_lapsed_bill_says_so() -> None:
    """H.R. 7913 is a lapsed bill, and its note is a sentence that says it."""
    book = BOOKS["us-hr-7913"]

    assert book.status == "lapsed bill"
    assert "never became law" in book.status_note


@pytest.mark.parametrize(
    "file",
    [
        "regulations/us-hr-7913/instrument.toml",
        "regulations/us-hr-7913/crosswalk/eu-ai-act.toml",
        "regulations/lexicon/withheld.toml",
        "regulations/facts/crawlers.toml",
        "schemas/submission/us-hr-7913.schema.json",
    ],
)
def test_the_digest_covers_what_can_change_a_verdict(tmp_path: Path, file: str) -> None:
    """Two reports of one digest came of one set of rules, words and facts."""
    for folder in ("regulations", "schemas"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    with (tmp_path / file).open("a", encoding="utf-8") as changed:
        changed.write("\n")

    before = load_regulation("us-hr-7913", ROOT).digest
    assert load_regulation("us-hr-7913", tmp_path).digest != before


def test_verify_reports_a_case_that_is_wrong() -> None:
    """A rulebook whose case expects the opposite is found out."""
    book = BOOKS["us-hr-7913"]

    assert all(result.agrees for result in verify(book, ROOT))


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=40)
    | st.sampled_from(["yes", "no", "N/A", "text", "2026-01-31", "None", "7/8/26"]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                ["state", "value", "text", "items", "name", "used", "large"]
            )
            | st.text(max_size=8),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@st.composite
def filings(draw: st.DrawFn) -> tuple[str, object]:
    """Return a form and data with anything at some of its fields."""
    form = form_of(draw(st.sampled_from(form_ids(ROOT))), ROOT)
    data: dict[str, object] = {}
    for field in draw(st.lists(st.sampled_from(form.fields), max_size=8)):
        *parents, last = field.at.split("/")[1:]
        node = data
        for key in parents:
            child = node.setdefault(key, {})
            node = child if isinstance(child, dict) else {}
        node[last] = draw(JSON)
    return form.regulation, draw(st.sampled_from([data, draw(JSON)]))


@given(filings())
@settings(max_examples=120, deadline=None)
def test_no_submission_can_break_a_rule(filing: tuple[str, object]) -> None:
    """Whatever JSON arrives, every rule answers."""
    regulation, data = filing
    book = BOOKS[regulation]
    evidence = Evidence(
        form=book.form,
        answers=answers_from_data(data, book.form, ROOT),
        facts=FormFacts(added=rows_added(data, book.form, {})),
        context={},
        as_of=date(2026, 8, 2),
        lexicon=load_lexicon(ROOT),
        reference=load_reference(ROOT),
    )

    results = evaluate(book.rules, evidence)

    assert [r.rule.id for r in results] == [r.id for r in book.rules]


@given(filings())
@settings(max_examples=60, deadline=None)
def test_a_canonical_filing_reads_back_to_itself(filing: tuple[str, object]) -> None:
    """Writing the answers and reading them again changes none of them."""
    regulation, data = filing
    form = form_of(regulation, ROOT)
    once = _submission(regulation, data)

    again = _submission(regulation, to_canonical(once, form))

    for at, answer in once.answers.items():
        other = again.answers[at]
        assert (answer.state, answer.value, answer.text) == (
            other.state,
            other.value,
            other.text,
        )
        assert list(map(dict, answer.items)) == list(map(dict, other.items))


def _submission(regulation: str, data: object) -> Submission:
    form = form_of(regulation, ROOT)
    return Submission(
        source="filing.json",
        sha256="0" * 64,
        size=2,
        media_type="application/json",
        reader="test",
        form=regulation,
        answers=answers_from_data(data, form, ROOT),
    )


def test_a_filing_on_the_eu_form_is_judged_under_the_bill() -> None:
    """Answers carry over by the crosswalk, each with the field it comes from."""
    filing = _submission(
        "eu-ai-act", {"provider": {"name_and_contact": "Lindenbach GmbH, Ulm"}}
    )

    report = assess(
        filing,
        BOOKS["us-hr-7913"],
        context={},
        context_source="",
        as_of=date(2026, 8, 2),
        cross_check=None,
        root=ROOT,
    )

    named = next(row for row in report.rows if row.field_id == "2(a)(1).filer")
    assert named.answer.text == "Lindenbach GmbH, Ulm"
    assert named.answer.carried_from == "1.1.a"


def test_an_answer_has_the_same_parts_on_every_form() -> None:
    """What a canonical filing may say of an answer does not depend on its form."""
    files = sorted((ROOT / "schemas" / "submission").glob("*.json"))
    parts = {
        json.dumps(
            json.loads(file.read_text(encoding="utf-8"))["$defs"]["answer_object"]
        )
        for file in files
    }

    assert len(parts) == 1
