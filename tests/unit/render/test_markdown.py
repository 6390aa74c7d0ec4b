import re
from dataclasses import replace

import pytest

from compliance.model import Outcome, Severity
from compliance.render.deeds import FINDING_LIMIT
from compliance.render.markdown import to_markdown
from compliance.render.text import visible
from compliance.render.tokens import parser
from tests.unit.render.example import LONG, NASTY, report

REPORT = report()
PAGE = to_markdown(REPORT).decode()
HEADINGS = [line for line in PAGE.split("\n") if line.startswith("## ")]


def chapter(heading: str) -> str:
    """Return the chapter under `heading`."""
    return PAGE.split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]


def test_status_comes_first() -> None:
    """A lapsed bill says so before anything else is said."""
    title, blank, status = PAGE.split("\n")[:3]

    assert (
        title
        == r"# Gap report (a lapsed bill, never law): orchid \<summary\> \| v1.pdf"
    )
    assert blank == ""
    assert status.startswith("> **Status:** Lapsed bill. It lapsed with its parliament")


def test_chapters_stand_in_order() -> None:
    """Verdict and deeds come before the record they rest on."""
    assert [each.removeprefix("## ") for each in HEADINGS] == [
        "Verdict",
        "Coverage",
        "What to do",
        "Could not be determined",
        "Exposure figures",
        "What the catalog shows",
        "Named datasets",
        "Every rule and its outcome",
        "Every answer as read",
        "The form as received",
        "Not checked",
        "Sources",
        "What this report does not say",
        "Provenance",
    ]


def test_every_rule_stands_once_with_its_outcome() -> None:
    """Met and not asked rules are listed like the others."""
    for result in REPORT.results:
        row = re.findall(rf'\| <a id="rule-{re.escape(result.rule.id)}"></a>.*', PAGE)
        assert len(row) == 1
        assert f"| {result.outcome.replace('-', ' ')} |" in row[0]


def test_deeds_are_sorted_by_severity() -> None:
    """Gaps come must, should, may; each severity names its count."""
    found = re.findall(r"^### (\w+) \((\d+)\)", chapter("What to do"), re.MULTILINE)

    assert found == [("Must", "2"), ("Should", "1"), ("May", "1")]
    assert dict(REPORT.verdict.gaps) == {
        Severity.MUST: 2,
        Severity.SHOULD: 1,
        Severity.MAY: 1,
    }


def test_many_findings_of_a_rule_are_capped_in_the_open() -> None:
    """Twenty findings of a rule are listed, ten more are counted."""
    anchors = re.findall(r'id="finding-ORCH-1\.1\.a-00\.\d+"', PAGE)

    assert len(anchors) == FINDING_LIMIT == 20
    assert "… 10 more findings, all in the JSON report and the workbook" in PAGE


def test_undetermined_names_what_would_settle_it() -> None:
    """A missing input is named by its key; otherwise the field is."""
    rows = chapter("Could not be determined")

    assert "| the context file: provider.sme |" in rows
    assert "| a plain answer in the filing: field 2.1.a |" in rows


def test_every_link_leads_somewhere() -> None:
    """Links within the report have exactly one target each."""
    targets = re.findall(r'<a id="([^"]*)"></a>', PAGE)
    aims = set(re.findall(r"\]\(#([^)]*)\)", PAGE))

    assert len(targets) == len(set(targets))
    assert sorted(aims - set(targets) - {"not-checked"}) == []


def test_only_own_html_is_raw() -> None:
    """Nothing submitted becomes HTML, even where a viewer lets HTML through."""
    own = re.sub(r'<a id="[A-Za-z0-9._-]+"></a>|<br>|\(<https://[^<>]*>\)', "", PAGE)

    assert re.findall(r"(?<!\\)<", own) == []


def test_everything_submitted_is_shown() -> None:
    """Each strange answer stands in the page as a reader should see it."""
    body = parser().render(PAGE)

    for text in (*NASTY, "A first paragraph, broken by the page."):
        escaped = visible(text).replace("&", "&amp;").replace("<", "&lt;")
        escaped = escaped.replace(">", "&gt;").replace('"', "&quot;")
        assert " ".join(escaped.split()) in body


def test_long_answers_are_cut_with_a_mark() -> None:
    """A forty-thousand-character answer is cut, and says by how much."""
    assert LONG[:2_000] + "… 38,000 more characters, whole in the JSON report" in PAGE
    assert LONG[:2_001] not in PAGE


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("62 % of them could be checked", True),
        ("Petal Crawl<br>through PetalWeb-Edu → PetalWeb → Petal Crawl", True),
        ("[https\\://evidence.example/petal?x=1\\&y=2](<https://", True),
        ("reserved during the disclosed collection", True),
        ("| in the file | 22 |", True),
        ("more cells than columns", True),
        ("Datasets in the cross-check", False),
        ("1 thing was [not checked, and why](#not-checked)", True),
        ("| Rulebook SHA-256 | `" + "d" * 64, True),
        ("| `provider.in_union` | `no` |", True),
        ("orchid-notice, point 20 (certainty: low)", True),
        ("2019-03 to open", True),
        ("Note: The printed option differs", True),
        ("Listed are 18 of 30 entries", True),
        ("No gap is no approval.", True),
        ("no limit to the length of an answer", True),
    ],
)
def test_facts_are_told(text: str, expected: bool) -> None:
    """Each fact of the report stands on the page."""
    assert (text in PAGE) is expected


def test_without_catalog_datasets_stay() -> None:
    """Known facts on named datasets do not wait for a catalog."""
    page = to_markdown(replace(REPORT, cross_check=None)).decode()

    assert "What the catalog shows" not in page
    assert "Petal Crawl" in page


def test_other_datasets_of_the_cross_check_are_shown() -> None:
    """Datasets that only the cross-check found have their own table."""
    page = to_markdown(replace(REPORT, datasets=())).decode()

    assert "### Datasets in the cross-check" in page


def test_no_gap_is_said() -> None:
    """A filing without gaps gets a sentence, not an empty chapter."""
    met = tuple(r for r in REPORT.results if r.outcome is Outcome.MET)
    page = to_markdown(replace(REPORT, results=met)).decode()

    assert "No rule that was asked found a gap." in page


def test_method_and_notes_stand_once() -> None:
    """The same sentence in two places of the report is printed once."""
    note = REPORT.regulation.weights_note
    page = to_markdown(
        replace(REPORT, coverage_method=note, caveats=REPORT.regulation.notes)
    ).decode()

    assert page.count(note) == 1
    assert page.count("no limit to the length") == 1


def test_bytes_are_plain() -> None:
    """UTF-8 with Unix line ends, the same from equal reports."""
    assert b"\r" not in to_markdown(REPORT)
    assert to_markdown(report()) == to_markdown(REPORT)


def test_one_finding_is_told_by_itself() -> None:
    """A rule with one finding is told by its message, then deed, place, words."""
    deed = chapter("What to do").split('id="finding-ORCH-2.1.c-10.1"', 1)[1]

    lines = [line.strip() for line in deed.split("\n")[:6]]
    assert lines[0] == "></a>Field 2.1.c names categories of sites and no domain."
    assert [
        re.sub(r"^- \*\*(\w+( \w+)?):\*\*.*", r"\1", line) for line in lines[1:]
    ] == [
        "Do",
        "Where",
        "As filed",
        "Rule",
        "Law",
    ]


def test_findings_in_two_places_each_have_their_own() -> None:
    """Places are told once when they agree, with each finding when they do not."""
    result = next(r for r in REPORT.results if r.rule.id == "ORCH-1.1.a-00")
    first = result.findings[0]
    other = replace(first, place=replace(first.place, page=9))

    page = to_markdown(
        replace(REPORT, results=(replace(result, findings=(first, other)),))
    ).decode()

    assert page.count("**Where:**") == 2
    assert PAGE.count("**Where:**") == 4


def test_gaps_are_counted_by_severity() -> None:
    """The outcome "gap" tells how many bind; the others tell what they mean."""
    assert "asks for: 2 must, 1 should, 1 may |" in PAGE
    assert "| could not be decided from what was given |" in PAGE


@pytest.mark.parametrize(("count", "told"), [(25, False), (26, True)])
def test_long_lists_of_an_answer_are_capped_in_the_open(count: int, told: bool) -> None:
    """Twenty-five entries of a list answer are shown, more are counted."""
    row = REPORT.rows[0]
    items = tuple({"name": f"entry {number}"} for number in range(count))
    answer = replace(row.answer, items=items, links=("https://a.example/l",))

    page = to_markdown(replace(REPORT, rows=(replace(row, answer=answer),))).decode()

    assert ("… 1 more, all in the JSON report" in page) is told
    assert ("entry 24" in page, "entry 25" in page) == (True, False)
    assert "link: `https://a.example/l`" in page
