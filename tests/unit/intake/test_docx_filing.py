"""A whole invented filing as a Word file, and Word files that nobody would write."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from compliance.datafiles import root
from compliance.errors import InputRefusedError
from compliance.forms import form_of
from compliance.intake.blocks import Document
from compliance.intake.document_form import read_filing
from compliance.intake.docx_reader import read_document
from compliance.model import MODALITIES, Answer, FormField, Kind, State
from tests.samples import submission_of
from tests.unit.intake.tiny_docx import (
    checkbox,
    control,
    docx,
    field,
    heading,
    paragraph,
    row,
    run,
    table,
)

FORM = form_of("eu-ai-act", root())
SAMPLES = root() / "samples" / "eu-ai-act"


def options(marks: list[tuple[bool, str]]) -> str:
    """Return options with content controls for boxes."""
    return "".join(checkbox(ticked) + run(f" {words}  ") for ticked, words in marks)


def said(each: FormField, answer: Answer) -> str:
    """Return the inside of the cell that gives `answer`."""
    if each.kind is Kind.YES_NO and answer.value in ("yes", "no"):
        return options([(answer.value == "yes", "Yes"), (answer.value == "no", "No")])
    if each.kind is Kind.TICKS and answer.value:
        return options([(m in answer.value, m.title()) for m in MODALITIES])
    value = answer.value if isinstance(answer.value, str) else ""
    listed = "\n".join(", ".join(item.values()) for item in answer.items)
    texts = (answer.text or value or listed).split("\n")
    return "".join(paragraph(run(text)) for text in texts)


def body_of(answers: dict[str, Answer]) -> str:
    """Return the form, filled with `answers`, a table per section."""
    body = ""
    for section in dict.fromkeys(each.section for each in FORM.fields):
        rows = [
            row(each.label, said(each, answers[each.at]))
            for each in FORM.fields
            if each.section == section
            and answers[each.at].state is not State.MISSING_FIELD
        ]
        name = f"{section} {FORM.sections.get(section, '')}".strip()
        body += heading(name, 2) + table(*rows)
    return body


@pytest.mark.parametrize(
    "sample", ["complete/submission.json", "evasive/submission.yaml"]
)
def test_a_word_file_gives_the_same_answers(sample: str) -> None:
    """A filing in Word reads to the states, values and words it has as YAML or JSON."""
    wanted = submission_of(SAMPLES / sample)
    data = docx(body_of(dict(wanted.answers)))

    read = read_filing(data, "a.docx", "docx", None, root())

    assert read.facts.template == "C(2025)8311"
    different = [
        (each.id, wanted.answers[each.at], read.answers[each.at])
        for each in FORM.fields
        if (wanted.answers[each.at].state, wanted.answers[each.at].value)
        != (read.answers[each.at].state, read.answers[each.at].value)
    ]
    assert different == []


def test_every_answer_has_its_place() -> None:
    """An answer says under which heading, in which table, row and cell it stands."""
    wanted = submission_of(SAMPLES / "complete" / "submission.json")

    read = read_filing(
        docx(body_of(dict(wanted.answers))), "a.docx", "docx", None, root()
    )

    place = read.answers["/crawled/domains"].place.path
    assert place.startswith("under “2.3 Data crawled and scraped from online sources”")
    assert place.endswith("row 8, cell 2")


WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), max_size=12)
RUNS = WORDS.map(run) | st.sampled_from([
    checkbox(True), control(run("x"), "<w:showingPlcHdr/>"),
    field("FORMCHECKBOX", data="<w:checkBox/>"), field("TOC", run("x")),
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r>', "<w:r><w:sym/></w:r>",
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>', "<w:r><w:drawing/></w:r>",
    '<w:r><w:footnoteReference w:id="9"/></w:r>', "<w:r><w:br/><w:tab/></w:r>",
    "<mc:AlternateContent/>", "<w:sdt><w:sdtPr><w14:checkbox/></w:sdtPr></w:sdt>",
    run("x", "<w:b/><w:color w:val='zz'/><w:sz w:val='9e99'/><w:strike/>"),
])  # fmt: skip
PARAGRAPHS = st.lists(RUNS, max_size=4).flatmap(
    lambda runs: st.sampled_from([
        "", "<w:outlineLvl w:val='-1'/>", "<w:numPr><w:numId w:val='7'/></w:numPr>",
        "<w:rPr><w:del/></w:rPr>", "<w:pStyle w:val='none'/><w:ind w:left='x'/>",
    ]).map(lambda look: f"<w:p><w:pPr>{look}</w:pPr>{''.join(runs)}</w:p>")
)  # fmt: skip
CELLS = st.tuples(
    st.sampled_from([
        "", '<w:vMerge w:val="restart"/>', "<w:vMerge/>", '<w:gridSpan w:val="x"/>',
        "<w:hMerge/>", "<w:cellDel/>", '<w:gridSpan w:val="-9"/>',
    ]),
    st.lists(PARAGRAPHS, max_size=2),
).map(lambda made: f"<w:tc><w:tcPr>{made[0]}</w:tcPr>{''.join(made[1])}</w:tc>")  # fmt: skip
TABLES = st.lists(st.lists(CELLS, max_size=3).map("".join), max_size=3).map(
    lambda rows: f"<w:tbl>{''.join(f'<w:tr>{each}</w:tr>' for each in rows)}</w:tbl>"
)
BODIES = st.lists(st.one_of(PARAGRAPHS, TABLES, st.just("<w:altChunk/>")), max_size=5)


@given(BODIES)
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_no_word_file_breaks_the_reader(parts: list[str]) -> None:
    """Whatever stands in a Word file, it is read or refused, with a place for each line."""
    words = paragraph("Enough words to be a file that is worth reading at all.")
    try:
        document = read_document(docx("".join([words, *parts])), "a.docx")
    except InputRefusedError:
        return

    assert all(places(document))


def places(document: Document) -> Iterator[str]:
    """Yield the path of each line of a document."""
    for block in document.blocks:
        for cell in block.cells:
            yield from (line.place.path for line in cell.lines)
