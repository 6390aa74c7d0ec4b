"""A whole gap report, made by hand: an invented provider with strange titles."""

from dataclasses import replace
from datetime import date
from typing import Final

from compliance.checks.completeness import Answered
from compliance.model import (
    OFFICER,
    AddedRow,
    Answer,
    Bearing,
    Case,
    CatalogFacts,
    Cite,
    Condition,
    Confidence,
    Contest,
    CrossCheck,
    DatasetExposure,
    Disclosed,
    Doubt,
    EntryAnswer,
    Fault,
    FieldRow,
    Finding,
    Form,
    FormFacts,
    FormField,
    GapReport,
    IdentifierNote,
    Instances,
    Kind,
    Link,
    Match,
    Method,
    Outcome,
    Place,
    Quarantined,
    ReadFrom,
    Regulation,
    ReservationBearing,
    Rule,
    RuleResult,
    Sanction,
    SectionCoverage,
    Severity,
    Source,
    State,
    Submission,
    Verdict,
    Version,
    standing_on,
)
from compliance.penalties import figures_of

LONG: Final = "w" * 40_000
"""One unbroken word, longer than a cell of a workbook."""
NASTY: Final = (
    "<script>alert('1')</script>",
    '=HYPERLINK("https://evil.example","Open")',
    "a | b || c \\| d",
    "`one` ``two`` ```three```",
    "[click](javascript:alert(1)) ![x](https://evil.example/t.png) [r]: /u",
    "invoice\u202efdp.exe\u200b",
    "None",
    "1. not a list",
    "# not a heading #",
    "&lt;b&gt; &copy; &#65;",
    "https://evil.example/auto <https://evil.example/auto> www.evil.example",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "-1+1",
    "null\x00bell\x07 escape\x1b[31m lone \ud83d",
    "אותיות עבריות و عربية",
    "_x0041_ 007 1e5 TRUE",
    "$x$ ~~gone~~ **bold** __b__ $$y$$",
    "</td></tr></table>--> ]]>",
)
DAY: Final = date(2026, 11, 22)
URL: Final = "https://law.example/act?a=1&copy=2|3"

_SECTIONS: Final = {
    "1.1": "Provider identification",
    "1.2": "Model identification",
    "1.3": "Overall training data size and characteristics",
    "2.1": "Publicly available datasets",
    "2.2.1": (
        "Datasets commercially licensed by rightsholders or their representatives"
    ),
    "2.3": "Data crawled and scraped from online sources",
    "3.1": "Measures implemented before model training to respect reservations",
}
_LABELS: Final = {
    "1.1": ("Provider name and contact details", "Authorised representative"),
    "1.2": ("Versioned model name(s)", "Model dependencies", "Date of placement"),
    "1.3": ("Modality", "Training data size: text", "Latest date of collection"),
    "2.1": ("Used?", "List of large publicly available datasets", "Comments"),
    "2.2.1": ("Agreements concluded?", "Modality(ies)"),
    "2.3": ("Crawlers used?", "Crawler name(s)", "Period", "Most relevant domains"),
    "3.1": ("Signatory?", "Description of the measures"),
}
_OUTCOMES: Final = (
    Outcome.GAP,
    Outcome.MET,
    Outcome.MET,
    Outcome.UNDETERMINED,
    Outcome.NOT_APPLICABLE,
)
_SEVERITIES: Final = (Severity.MUST, Severity.SHOULD, Severity.MUST, Severity.MAY)
_STATES: Final = tuple(State)


def field_of(section: str, number: int) -> FormField:
    """Return field `number` of a section of the invented form."""
    labels = _LABELS[section]
    letter = chr(ord("a") + number)
    return FormField(
        id=f"{section}.{letter}",
        at=f"/s{section.replace('.', '_')}/{letter}",
        label=labels[number % len(labels)],
        section=section,
        clause=f"Section {section}",
        obligation="always",
        kind=Kind.TEXT,
    )


def form(fields_each: int = 0) -> Form:
    """Return the invented form, with `fields_each` fields in a section."""
    return Form(
        regulation="orchid-act",
        title="Form O",
        sections=_SECTIONS,
        fields=tuple(
            field_of(section, number)
            for section, labels in _LABELS.items()
            for number in range(fields_each or len(labels))
        ),
    )


def rule_of(field: FormField, number: int) -> Rule:
    """Return rule `number` about a field."""
    return Rule(
        id=f"ORCH-{field.id}-{number:02}",
        name="list-of-domains-is-a-list",
        title=f"Field {field.id}, {field.label}, is answered in the form it asks for",
        severity=_SEVERITIES[number % len(_SEVERITIES)],
        about=field.at,
        applies_from=date(2025, 8, 2),
        applies_until=None,
        traces=("T-1",),
        when=(
            Condition(context="provider.sme", equals=("no",)),
            Condition(at="/s2_3/a", equals=("yes",)),
        ),
        check="answered",
        params=Answered(at=field.at, also=("none",)),
        message="The field names {actual}.",
        remedy="List the domains, one a line.",
        cites=(
            Cite(instrument="orchid-act", pinpoint="Sec. 2(a)(1)", says="asks for it"),
            Cite(
                instrument="orchid-notice",
                pinpoint="point 20",
                says="says how",
                sure="low",
            ),
        ),
        cases=(
            Case(
                says="a list is met",
                given={field.at: ["a.example"]},
                context={},
                form={},
                catalog=None,
                as_of=DAY,
                expect=Outcome.MET,
            ),
        ),
    )


def answer_of(field: FormField, number: int) -> Answer:
    """Return the answer to field `number` of the form."""
    state = _STATES[number % len(_STATES)] if number % 2 else State.ANSWERED
    text = NASTY[number % len(NASTY)]
    if number == 5:
        text = LONG
    if number == 7:
        text = "A first paragraph,\nbroken by the page.\n\nA second one, of more."
    return Answer(
        at=field.at,
        state=state,
        value=(("text", "image"), "yes", None, "gt_1e13_tokens", "2019-03/..")[
            number % 5
        ],
        text="" if state in {State.BLANK, State.MISSING_FIELD} else text,
        items=({"name": text[:200], "url": "https://data.example/a"},)
        if number % 4 == 1
        else (),
        place=Place(page=1 + number // 6, path=f"section {field.section}, row 2"),
        links=("https://provider.example/x",) if number % 6 == 2 else (),
        note="The printed option differs from the form's." if number % 7 == 3 else "",
        confidence=Confidence.LOW if number % 7 == 3 else Confidence.HIGH,
        doubts=(Doubt.DATE_AMBIGUOUS,) if number % 7 == 3 else (),
        by=OFFICER if number % 7 == 4 else "",
    )


def result_of(field: FormField, number: int, answer: Answer) -> RuleResult:
    """Return what rule `number` says of the answer to `field`."""
    outcome = _OUTCOMES[number % len(_OUTCOMES)]
    finding = Finding(
        at=field.at,
        field_id=field.id,
        message=f"Field {field.id} names categories of sites and no domain.",
        remedy=f"List the most relevant domain names in field {field.id}.",
        place=answer.place,
        quote=answer.text,
    )
    many = number % 15 == 0
    return RuleResult(
        rule=rule_of(field, number),
        outcome=outcome,
        findings={
            Outcome.GAP: (finding,) * (30 if many else 1),
            Outcome.UNDETERMINED: (replace(finding, remedy=""),) if many else (),
        }.get(outcome, ()),
        why={
            Outcome.UNDETERMINED: "the context does not give provider.sme",
            Outcome.NOT_APPLICABLE: "field 2.3.a is no",
        }.get(outcome, ""),
        field_id=field.id,
        section=field.section,
        needs=("provider.sme",) if number % 10 == 3 else (),
    )


def regulation(rules: tuple[Rule, ...], asked: Form) -> Regulation:
    """Return the invented lapsed bill."""
    return Regulation(
        id="orchid-act",
        title="Orchid Transparency Act (invented)",
        short="Orchid Act",
        jurisdiction="INT",
        place="Nowhere",
        base="",
        status="lapsed bill",
        status_note="It lapsed with its parliament on 2025-01-03 and binds nobody.",
        known_on="2026-11-01",
        version="2026.11",
        digest="d" * 64,
        sources={
            "orchid-act": Source(
                id="orchid-act",
                title="The Orchid Transparency Act, as introduced",
                url=URL,
                dated="2024-04-09",
                sure="high",
            ),
            "orchid-notice": Source(
                id="orchid-notice",
                title="Explanatory notice",
                url="",
                dated="2024",
                sure="low",
            ),
        },
        history=(
            Version(on="2024-04-09", says="introduced", sure="high", status="bill"),
            Version(on="2025-01-03", says="lapsed", sure="high", status="lapsed bill"),
        ),
        contested=(
            Contest(
                kind="litigation",
                title="Lily v. State",
                on="2024-12-01",
                says="a grower sues",
                effect="none yet",
                source="orchid-notice",
                sure="low",
            ),
        ),
        sanctions=(
            Sanction(
                kind="civil penalty",
                pinpoint="Sec. 3",
                says="a penalty",
                by="the owner of a work",
                floor=5000.0,
                cap=2_500_000.0,
                currency="USD",
                per="instance",
                cap_per="person and year",
                instances=(Instances(by="open duties", rules=(), says="the notice"),),
                cure_days=30,
                source="orchid-act",
                sure="high",
            ),
        ),
        departures=(),
        notes=("The form gives no limit to the length of an answer.",),
        form=asked,
        rules=rules,
        weights={"2.3": 3.0},
        weights_note="Section 2.3 counts three times: our choice, not the law's.",
    )


def submission(asked: Form, answers: tuple[Answer, ...]) -> Submission:
    """Return the filing of Orchid Models."""
    return Submission(
        source="orchid <summary> | v1.pdf",
        sha256="a" * 64,
        size=123_456,
        media_type="application/pdf",
        reader="pdf (pypdfium2 5.0)",
        form="orchid-act",
        answers={answer.at: answer for answer in answers},
        facts=FormFacts(
            template="Form O",
            reasons=("its title is printed", "60 of 61 labels are its own"),
            added=(AddedRow(label=NASTY[0], text=NASTY[1], place=Place(page=3)),),
            altered=(AddedRow(label="Other", text=NASTY[2], place=Place(page=2)),),
            notes=("Ticks are crossed boxes.",),
        ),
        faults=(Fault(at="/s2_3/d/0", problem=f"{NASTY[3]} is not a domain"),),
        pages=9,
        read_from=ReadFrom(
            file="petals <b> | v0.pdf",
            sha256="f" * 64,
            size=321,
            media_type="application/pdf",
            reader="pdf (pypdfium2 5.0)",
            tool="compliance 0.1.0",
        ),
    )


def disclosed(number: int) -> Disclosed:
    """Return one thing that the filing names."""
    return Disclosed(
        kind="work",
        text=NASTY[number % len(NASTY)],
        at=f"/s2_3/d/{number}",
        field_id="2.3.d",
        place=Place(page=4, line=number + 1),
    )


def exposure() -> DatasetExposure:
    """Return what is known of an invented dataset."""
    return DatasetExposure(
        disclosed=replace(disclosed(0), kind="dataset", text="PetalWeb-Edu"),
        dataset_id="petal-crawl",
        name="Petal Crawl",
        chain=("PetalWeb-Edu", "PetalWeb", "Petal Crawl"),
        protected="mixed",
        unlawful_source="disputed",
        contains="web pages, among them news articles",
        sources=("https://evidence.example/petal?x=1&y=2", "a printed report"),
        sure="medium",
    )


def cross_check(links: int = 18) -> CrossCheck:
    """Return a cross-check with so many links."""
    return CrossCheck(
        catalog=CatalogFacts(
            source="songs.csv",
            sha256="c" * 64,
            digest="e" * 64,
            mapping="standard columns",
            lines_in=links + 4,
            header_lines=1,
            blank_lines=1,
            used_lines=links,
            quarantined_lines=2,
            rows=links,
            updated_at="2026-10-01",
            quarantine=(
                Quarantined(line=7, reason="more cells than columns", raw=NASTY[2]),
            ),
        ),
        disclosed=tuple(disclosed(n) for n in range(links)),
        links=tuple(
            Link(
                disclosed=disclosed(n),
                entry_id=f"E-{n:05}",
                entry_title=NASTY[n % len(NASTY)],
                entry_owner="Meadow Songs Ltd",
                method=tuple(Method)[n % len(Method)],
                reasons=("the ISRC agrees", "the title agrees but for its case"),
            )
            for n in range(links)
        ),
        datasets=(exposure(),),
        reservations=tuple(
            ReservationBearing(
                reservation_id=f"R-{n}",
                entry_id=f"E-{n:05}",
                disclosed=disclosed(n),
                bearing=bearing,
                why="robots.txt refused OrchidBot since 2024-01-01",
            )
            for n, bearing in enumerate(Bearing)
        ),
        identifiers=(
            IdentifierNote(
                where="filing /s2_3/d/3",
                scheme="isbn",
                raw=NASTY[1],
                verdict="check fails",
                repair="hyphens removed",
            ),
        ),
        entries=tuple(
            EntryAnswer(
                entry_id=f"E-{n:05}",
                title=NASTY[n % len(NASTY)],
                owner="Meadow Songs Ltd",
                match=tuple(Match)[n % len(Match)],
                through="named in field 2.3.d",
            )
            for n in range(links)
        ),
        counts={Match.EXPOSED: 6, Match.NOTHING_FOUND: 6, Match.CANNOT_CHECK: links},
        share_checkable=0.625,
        not_checked=("Audio fingerprints: a summary discloses none.",),
    )


def report(*, rules_each: int = 1, fields_each: int = 0, links: int = 18) -> GapReport:
    """Return a report with so many rules a field, fields a section and links."""
    asked = form(fields_each)
    answers = tuple(answer_of(f, n) for n, f in enumerate(asked.fields))
    results = tuple(
        result_of(field, n * rules_each + k, answers[n])
        for n, field in enumerate(asked.fields)
        for k in range(rules_each)
    )
    whole = replace(
        results[1], field_id="", section="", rule=replace(results[1].rule, id="ORCH-00")
    )
    results = (whole, *results)
    law = regulation(tuple(r.rule for r in results), asked)
    return GapReport(
        standing=standing_on(law.history, DAY, DAY),
        tool_version="0.1.0",
        regulation=law,
        submission=submission(asked, answers),
        context_source="context.yaml",
        context={"provider.in_union": "no", "note": NASTY[4]},
        as_of=DAY,
        verdict=Verdict(
            words="The filing leaves duties open: 4 rules that bind find a gap.",
            counts=_counts(results),
            gaps=_gaps(results),
        ),
        coverage=0.479,
        coverage_method=(
            "Coverage is the share of asked rules that are met, a must counting "
            "twice a should; an undetermined rule counts as not met."
        ),
        sections=tuple(
            SectionCoverage(
                id=section,
                heading=heading,
                score=None if section == "2.2.1" else (number + 2) / 10,
                weight=3.0 if section == "2.3" else 1.0,
                counts=_counts(tuple(r for r in results if r.section == section)),
            )
            for number, (section, heading) in enumerate(_SECTIONS.items())
        ),
        results=results,
        figures=figures_of(law, results),
        rows=tuple(
            FieldRow(field_id=f.id, label=f.label, section=f.section, answer=answer)
            for f, answer in zip(asked.fields, answers, strict=True)
        ),
        datasets=(exposure(),),
        cross_check=cross_check(links),
        not_checked=(
            "Whether the domains named are the largest: sizes are not given.",
        ),
        caveats=("A summary is no proof of use.", "No gap is no approval."),
    )


def _counts(results: tuple[RuleResult, ...]) -> dict[Outcome, int]:
    return {o: sum(r.outcome is o for r in results) for o in Outcome}


def _gaps(results: tuple[RuleResult, ...]) -> dict[Severity, int]:
    gaps = [r for r in results if r.outcome is Outcome.GAP]
    return {s: sum(r.rule.severity is s for r in gaps) for s in Severity}
