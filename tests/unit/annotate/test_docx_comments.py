"""Comments in a copy of a Word file."""

import io
import zipfile
from dataclasses import replace

import pytest
from lxml import etree

from compliance.annotate.docx_comments import with_comments
from compliance.annotate.remarks import Remark, Remarks
from compliance.intake.docx_reader import read_document
from compliance.model import NOWHERE, Place
from tests.unit.intake.tiny_docx import (
    MAIN,
    STRICT,
    docx,
    heading,
    paragraph,
    row,
    run,
    table,
)

BODY = heading("2.3 Data crawled") + table(
    row("A label", "An answer that is long enough."), row("Another", "")
)
HERE = Place(path="under “2.3 Data crawled”, table 1, row 1, cell 2")
W = {"w": MAIN}


def remark(words: str, place: Place = HERE) -> Remark:
    """Return a remark of one paragraph."""
    return Remark(words=(words,), place=place)


def remarks(*notes: Remark) -> Remarks:
    """Return remarks with a summary, and one finding of no place."""
    return Remarks(
        notes=notes,
        summary=("All in all.",),
        elsewhere=(remark("A row is missing.", NOWHERE),),
        day="2026-11-25",
    )


def parts(data: bytes) -> dict[str, bytes]:
    """Return the members of an archive."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def comments(data: bytes) -> list[tuple[str, list[str]]]:
    """Return the comments of a file: id, and paragraphs."""
    root = etree.fromstring(parts(data)["word/comments.xml"])
    return [
        (
            each.get(f"{{{MAIN}}}id"),
            ["".join(p.itertext()) for p in each.findall("w:p", W)],
        )
        for each in root.findall("w:comment", W)
    ]


def commented(data: bytes, identity: str) -> str:
    """Return the words that a comment is on."""
    root = etree.fromstring(parts(data)["word/document.xml"])
    mark = root.xpath(f"//w:commentRangeStart[@w:id='{identity}']", namespaces=W)[0]
    return "".join(mark.getparent().itertext())


def test_a_comment_stands_at_its_place() -> None:
    """Each remark is a comment on the paragraph of its place, in the given words."""
    copy = with_comments(
        docx(BODY), "a.docx", remarks(remark("Say more."), remark("And when?"))
    )

    assert comments(copy)[1:] == [("1", ["Say more."]), ("2", ["And when?"])]
    assert (
        commented(copy, "1") == commented(copy, "2") == "An answer that is long enough."
    )
    root = etree.fromstring(parts(copy)["word/comments.xml"])
    first = root[0]
    assert first.get(f"{{{MAIN}}}author") == "compliance"
    assert first.get(f"{{{MAIN}}}date") == "2026-11-25T00:00:00Z"


def test_what_has_no_place_stands_at_the_head() -> None:
    """The first comment sums up, and tells the findings that have no place, or lost it."""
    lost = remark("Where?", Place(path="table 9, row 9, cell 9"))

    copy = with_comments(docx(BODY), "a.docx", remarks(lost))

    assert comments(copy) == [
        ("0", ["All in all.", "Findings without a place in this document: 2",
               "A row is missing.", "Where?"]),
    ]  # fmt: skip
    assert commented(copy, "0") == "2.3 Data crawled"


def test_the_filing_itself_is_untouched() -> None:
    """The copy reads to the same blocks, and no other part of it differs."""
    data = docx(BODY, {"styles": ""}, more={"word/media/a.bin": b"\0\1"})

    copy = with_comments(data, "a.docx", remarks(remark("Say more.")))

    before, after = read_document(data, "a.docx"), read_document(copy, "a.docx")
    assert after.blocks == before.blocks
    old, new = parts(data), parts(copy)
    changed = {name for name in new if old.get(name) != new[name]}
    assert changed == {
        "[Content_Types].xml", "word/document.xml", "word/_rels/document.xml.rels",
        "word/comments.xml",
    }  # fmt: skip
    assert list(new)[: len(old)] == list(old)


def test_comments_that_were_there_stay() -> None:
    """New comments take the ids after those of the reviewers."""
    inside = run("An answer long enough to be read.")
    mark = '<w:r><w:commentReference w:id="7"/></w:r>'
    old = f'<w:comment w:id="7" w:author="Cy">{paragraph("why?")}</w:comment>'
    data = docx(table(row("A label", inside + mark)), {"comments": old})
    place = Place(path="table 1, row 1, cell 2")

    copy = with_comments(data, "a.docx", remarks(remark("Say more.", place)))

    assert [identity for identity, _ in comments(copy)] == ["7", "8", "9"]
    assert commented(copy, "9") == "An answer long enough to be read."


def test_a_comment_on_a_text_box_stands_where_it_is_anchored() -> None:
    """Word takes no comment inside a text box."""
    box = (
        "<w:r><w:pict><v:shape><v:textbox><w:txbxContent>"
        + paragraph("Boxed words that are long enough to be read.")
        + "</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
    data = docx(paragraph(run("Anchor") + box))
    place = Place(path="paragraph 1, text box")

    copy = with_comments(data, "a.docx", remarks(remark("Say more.", place)))

    assert commented(copy, "1").startswith("Anchor")


def test_strict_files_get_strict_comments() -> None:
    """Comments are written in the namespaces of the file."""
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    strict = "http://purl.oclc.org/ooxml/officeDocument/relationships"
    data = docx(BODY, rename={MAIN: STRICT, relations: strict})

    copy = parts(with_comments(data, "a.docx", remarks(remark("Say more."))))

    assert STRICT.encode() in copy["word/comments.xml"]
    assert f"{strict}/comments".encode() in copy["word/_rels/document.xml.rels"]


def test_the_same_remarks_give_the_same_bytes() -> None:
    """Nothing of the copy depends on when it is made: members carry fixed times."""
    copy = with_comments(docx(BODY), "a.docx", remarks())

    with zipfile.ZipFile(io.BytesIO(copy)) as archive:
        assert archive.getinfo("word/comments.xml").date_time == (1980, 1, 1, 0, 0, 0)


@pytest.mark.parametrize("words", ["<b>&", "\N{RIGHT-TO-LEFT OVERRIDE}", "=1+1"])
def test_words_are_words(words: str) -> None:
    """What a remark says is text, whatever it looks like."""
    copy = with_comments(docx(BODY), "a.docx", remarks(remark(words)))

    assert comments(copy)[1] == ("1", [words])


def test_a_remark_may_be_repeated() -> None:
    """Two findings at one place are two comments."""
    one = remark("Say more.")

    copy = with_comments(docx(BODY), "a.docx", remarks(one, replace(one)))

    assert len(comments(copy)) == 3
