"""What changed between two versions of a filing, as Markdown and as a page."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from compliance.model import (
    Answer,
    ChangeReport,
    Fate,
    FieldChange,
    FindingChange,
    Outcome,
    Turn,
    item_words,
)
from compliance.render.catalog import bullets
from compliance.render.page import page
from compliance.render.standing import standing_words
from compliance.render.tables import table
from compliance.render.text import code, cut, markdown_text
from compliance.render.words import (
    OUTCOME_WORDS,
    SEVERITY_WORDS,
    STATE_WORDS,
    cite_words,
    percent,
    plural,
    value_words,
)

TURN_MEANS: Final = {
    Turn.WITHDRAWN: "it said something and says nothing now",
    Turn.ALTERED: "it says something else",
    Turn.ADDED: "it said nothing and says something now",
    Turn.IDENTITY: "it names the summary, its filer or its subject otherwise",
    Turn.WORDING: "the same, printed otherwise",
    Turn.UNCHANGED: "the same",
}
FATE_WORDS: Final = {
    Fate.OPENED: "opened",
    Fate.STANDING: "still open",
    Fate.CLOSED: "closed",
}
_SUBSTANCE: Final = (Turn.WITHDRAWN, Turn.ALTERED, Turn.ADDED)
_ANSWER_LIMIT: Final = 600
CAVEATS: Final = (
    "Both versions were judged by the same rules, in one context, as of one day.",
    "A gap that is closed is answered now; whether the answer is true was not checked.",
    "An answer that is withdrawn is no longer in the filing; why is not said.",
)


def to_markdown(report: ChangeReport) -> bytes:
    """Return the changes as UTF-8 Markdown; same report, same bytes."""
    return "\n".join(_lines(report)).encode()


def to_html(report: ChangeReport) -> bytes:
    """Return the changes as one self-contained HTML file, made from the Markdown."""
    new = report.new
    return page(
        to_markdown(report).decode(),
        title=f"Changes: {report.old.submission.source}, {new.submission.source}",
        footer=f"Made by compliance {new.tool_version} with rulebook "
        f"{new.regulation.id} {new.regulation.version}, as of {new.as_of.isoformat()}.",
    )


def _lines(report: ChangeReport) -> Iterator[str]:
    old, new = report.old, report.new
    yield f"# Changes: {markdown_text(new.submission.source)}"
    yield from ("", f"> **Status:** {markdown_text(standing_words(new))}", "")
    yield f"{markdown_text(new.regulation.title)}. Asked as of {new.as_of.isoformat()}."
    yield from ("", "## What changed", "")
    yield markdown_text(_verdict(report))
    yield ""
    if report.strangers:
        yield from (f"> {markdown_text(stranger_words(report))}", "")
    yield from table(
        ("", "Older", "Newer"),
        (
            ("File", code(old.submission.source), code(new.submission.source)),
            ("SHA-256", code(old.submission.sha256), code(new.submission.sha256)),
            ("Form", *(markdown_text(r.submission.facts.template) for r in (old, new))),
            ("Verdict", *(markdown_text(r.verdict.words) for r in (old, new))),
            ("Covered", percent(old.coverage), percent(new.coverage)),
        ),
    )
    turns = Counter(each.turn for each in report.fields)
    yield from table(
        ("Change", "Fields", "Meaning"),
        ((turn.value, f"{turns[turn]:,}", TURN_MEANS[turn]) for turn in Turn),
        numbers=("Fields",),
    )
    yield from _withdrawn(report)
    yield from ("## Changes of substance", "")
    yield from _field_table(f for f in report.fields if f.turn in _SUBSTANCE)
    yield from ("## Changes of identity", "")
    yield from _field_table(f for f in report.fields if f.turn is Turn.IDENTITY)
    yield from ("## Printed otherwise", "")
    yield from _field_table(f for f in report.fields if f.turn is Turn.WORDING)
    yield from _gaps(report)
    yield from ("## What this report does not say", "")
    yield from bullets((*CAVEATS, *new.caveats))


def stranger_words(report: ChangeReport) -> str:
    """Return that the two are hardly versions of one filing; empty where they may be."""
    if not report.strangers:
        return ""
    fields = ", ".join(f"{e.field.id} {e.field.label}" for e in report.strangers)
    return f"Hardly two versions of one filing: no word in common in {fields}."


def _verdict(report: ChangeReport) -> str:
    fates = Counter(each.fate for each in report.findings)
    gaps = ", ".join(
        f"{plural(fates[fate], 'gap')} {FATE_WORDS[fate]}"
        for fate in (Fate.CLOSED, Fate.OPENED, Fate.STANDING)
    )
    substance = sum(each.turn in _SUBSTANCE for each in report.fields)
    less = len(report.withdrawn)
    says = "says" if less == 1 else "say"
    return (
        f"{plural(substance, 'field')} of {len(report.fields):,} changed in substance; "
        f"{plural(less, 'field')} {says} less than before; {gaps}."
    )


def _withdrawn(report: ChangeReport) -> Iterator[str]:
    yield from ("## Claims withdrawn", "")
    yield from table(
        ("Field", "Label", "No longer there", "Place then", "State now"),
        (
            (
                markdown_text(each.field.id),
                markdown_text(each.field.label),
                _joined(each.dropped or (answer_words(each.old),)),
                markdown_text(str(each.old.place)),
                STATE_WORDS[each.new.state],
            )
            for each in report.withdrawn
        ),
    )


def _field_table(changes: Iterable[FieldChange]) -> Iterator[str]:
    yield from table(
        ("Field", "Label", "Change", "Was", "Is", "Place now"),
        (
            (
                markdown_text(each.field.id),
                markdown_text(each.field.label),
                each.turn.value,
                _side(each, each.old),
                _side(each, each.new),
                markdown_text(str(each.new.place)),
            )
            for each in changes
        ),
    )


def _side(change: FieldChange, answer: Answer) -> str:
    """Return one version's side: what differs where that is known, else the whole."""
    was = answer is change.old
    own = change.dropped if was else change.gained
    edited = tuple(pair[0 if was else 1] for pair in change.reworded)
    same_kind = (change.old.state, change.old.value) == (
        change.new.state,
        change.new.value,
    )
    if change.turn is Turn.ALTERED and (own or edited) and same_kind:
        return _joined((*own, *edited))
    return markdown_text(cut(answer_words(answer), _ANSWER_LIMIT))


def _gaps(report: ChangeReport) -> Iterator[str]:
    for fate in (Fate.OPENED, Fate.CLOSED, Fate.STANDING):
        here = [each for each in report.findings if each.fate is fate]
        yield from (f"## Gaps {FATE_WORDS[fate]} ({len(here):,})", "")
        yield from table(
            ("Rule", "Severity", "Field", "Fact", "Remedy", "Law"), map(_gap, here)
        )
    yield from ("## Rules by outcome", "")
    yield "Rows are the outcome under the older version, columns under the newer."
    yield ""
    words = OUTCOME_WORDS
    yield from table(
        ("Was", *words.values(), "All"),
        (
            (word, *_counts([report.moves.get((was, is_), 0) for is_ in words]))
            for was, word in words.items()
        ),
        numbers=(*words.values(), "All"),
    )
    yield from _sums(report)


def _sums(report: ChangeReport) -> Iterator[str]:
    """Yield the sentence that shows that the gaps add up."""
    fates = Counter(each.fate for each in report.findings)
    closed, stood, opened = (
        fates[each] for each in (Fate.CLOSED, Fate.STANDING, Fate.OPENED)
    )
    old = report.old.verdict.counts.get(Outcome.GAP, 0)
    new = report.new.verdict.counts.get(Outcome.GAP, 0)
    yield (
        f"Older version: {closed:,} closed and {stood:,} still open are "
        f"{plural(closed + stood, 'gap')} under {plural(old, 'rule')}. Newer version: "
        f"{stood:,} still open and {opened:,} opened are "
        f"{plural(stood + opened, 'gap')} under {plural(new, 'rule')}."
    )
    yield ""


def _gap(change: FindingChange) -> tuple[str, ...]:
    rule, finding = change.rule, change.finding
    return (
        code(rule.id),
        SEVERITY_WORDS[rule.severity],
        markdown_text(finding.field_id),
        markdown_text(finding.message),
        markdown_text(finding.remedy),
        markdown_text("; ".join(cite_words(cite) for cite in rule.cites)),
    )


def _counts(counts: Sequence[int]) -> tuple[str, ...]:
    return tuple(f"{count:,}" for count in (*counts, sum(counts)))


def _joined(parts: Sequence[str]) -> str:
    return "<br>".join(markdown_text(cut(part, _ANSWER_LIMIT)) for part in parts)


def answer_words(answer: Answer) -> str:
    """Return what an answer says, its state where it says nothing."""
    read = value_words(answer.value)
    entries = "; ".join(item_words(item) for item in answer.items)
    words = answer.text or entries
    if read and words and read.casefold() != words.casefold():
        return f"{read}: {words}"
    return read or words or STATE_WORDS[answer.state]
