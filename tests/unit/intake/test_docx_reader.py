"""Word files to blocks: one feature after the other."""

import pytest

from compliance.errors import InputRefusedError
from compliance.intake.blocks import Document, Heading, Paragraph, Row
from compliance.intake.docx_reader import opened, read_document
from tests.unit.intake.tiny_docx import (
    STRICT,
    cell,
    checkbox,
    control,
    docx,
    field,
    heading,
    paragraph,
    relation,
    row,
    run,
    table,
)

WORDS = paragraph("Some words before the table, enough to be read.")
WINGDINGS = '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'
BOX = '<w:checkBox><w:sizeAuto/><w:default w:val="{}"/>{}</w:checkBox>'


def read(body: str, **parts: str) -> Document:
    """Return the document of a body and of other parts."""
    return read_document(docx(WORDS + body, parts), "a.docx")


def answer(inside: str, **parts: str) -> str:
    """Return what is read of a cell that holds `inside`."""
    document = read(table(row("A label", inside)), **parts)
    rows = [block for block in document.blocks if isinstance(block, Row)]
    return rows[0].cells[1].text


@pytest.mark.parametrize(
    ("inside", "read_as"),
    [
        pytest.param(checkbox(True) + run(" Yes"), "☒ Yes", id="a control, checked"),
        pytest.param(checkbox(False) + run(" Yes"), "☐ Yes", id="a control, empty"),
        pytest.param(checkbox(False, shown="☒"), "☒", id="what a control shows counts"),
        pytest.param(checkbox(True, shown=""), "☒", id="a control that shows nothing"),
        pytest.param(
            field("FORMCHECKBOX", data=BOX.format(1, "")) + run(" Yes"), "☒ Yes",
            id="a legacy box by its default",
        ),
        pytest.param(
            field("FORMCHECKBOX", data=BOX.format(1, '<w:checked w:val="0"/>')), "☐",
            id="a legacy box by its state",
        ),
        pytest.param(
            field(
                "FORMDROPDOWN",
                data='<w:ddList><w:result w:val="1"/><w:listEntry w:val="No"/>'
                '<w:listEntry w:val="Yes"/></w:ddList>',
            ),
            "Yes", id="a legacy list",
        ),
        pytest.param(
            field("FORMTEXT", run("typed in")), "typed in", id="a legacy blank"
        ),
        pytest.param(
            '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>' + run(" Yes"), "☑ Yes",
            id="a symbol",
        ),
        pytest.param(run("o", WINGDINGS) + run(" No"), "☐ No", id="a symbol font"),
        pytest.param(run("\uf0a8 No"), "☐ No", id="a private code"),
        pytest.param(
            '<w:r><w:sym w:font="Wingdings" w:char="F04A"/></w:r>', "\N{REPLACEMENT CHARACTER}",
            id="a symbol that is no box",
        ),
        pytest.param(
            field(r'SYMBOL 254 \f "Wingdings"') + run(" Yes"), "☑ Yes", id="a symbol field"
        ),
        pytest.param(
            control(run("Choose an item."), "<w:showingPlcHdr/><w:dropDownList/>"), "",
            id="a prompt is no answer",
        ),
        pytest.param(
            control(run("Yes"), "<w:dropDownList/>"), "Yes", id="a chosen entry"
        ),
        pytest.param(
            '<w:ins w:author="A">' + run("new ") + '</w:ins><w:del w:author="A"><w:r>'
            "<w:delText>old</w:delText></w:r></w:del>" + run("kept"), "new kept",
            id="tracked changes",
        ),
        pytest.param(
            '<w:moveFrom w:author="A">' + run("there") + '</w:moveFrom><w:moveTo w:author="A">'
            + run("here") + "</w:moveTo>", "here", id="moved text stands once",
        ),
        pytest.param(
            run("seen") + run("van", "<w:vanish/>")
            + run("white", '<w:color w:val="FFFFFF"/>') + run("tiny", '<w:sz w:val="2"/>'),
            "seen", id="what nobody sees",
        ),
        pytest.param(
            run("white on blue", '<w:color w:val="FFFFFF"/><w:shd w:fill="1F3864"/>'),
            "white on blue", id="white is seen on a dark ground",
        ),
        pytest.param(
            run("blue on blue", '<w:color w:val="1F3864"/><w:shd w:fill="1F3864"/>'),
            "", id="no colour is seen on itself",
        ),
        pytest.param(run("Yes / ") + run("No", "<w:strike/>"), "Yes", id="struck through"),
        pytest.param(
            field("PAGE", run("7")) + run(" of nine"), "7 of nine", id="a field's result"
        ),
        pytest.param(
            '<w:fldSimple w:instr="DATE">' + run("1 May 2026") + "</w:fldSimple>",
            "1 May 2026", id="a simple field",
        ),
        pytest.param(run("train\u00ading \u200bdata"), "training data", id="soft hyphens"),
        pytest.param(
            '<w:r><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t><w:softHyphen/><w:tab/>'
            "<w:t>c</w:t><w:br/><w:t>d</w:t></w:r>", "a-b c\nd", id="signs of their own",
        ),
        pytest.param(
            "<w:r><w:t> Harry </w:t></w:r><w:r><w:t>Potter</w:t></w:r>", "HarryPotter",
            id="blanks that are not kept",
        ),
        pytest.param(
            table(row("Corpus A", "2025"), row("Corpus B", "")), "Corpus A | 2025\nCorpus B",
            id="a table inside a cell",
        ),
        pytest.param(
            '<w:smartTag><w:customXml>' + run("wrapped") + "</w:customXml></w:smartTag>",
            "wrapped", id="wrappers",
        ),
        pytest.param(
            "<w:ruby><w:rt>" + run("reading") + "</w:rt><w:rubyBase>" + run("base")
            + "</w:rubyBase></w:ruby>", "base", id="the base of a ruby",
        ),
    ],
)  # fmt: skip
def test_what_a_cell_says(inside: str, read_as: str) -> None:
    """A cell reads as it is seen on paper."""
    assert answer(inside) == read_as


def shape(inside: str, size: int) -> str:
    """Return a drawing of `size` points with `inside` as its graphic."""
    side = size * 12_700
    return (
        f'<w:r><w:drawing><wp:inline><wp:extent cx="{side}" cy="{side}"/>'
        f"<a:graphic>{inside}</a:graphic></wp:inline></w:drawing></w:r>"
    )


def text_box(inside: str, size: int = 200) -> str:
    """Return a text box, as Word writes it: once for new programs, once for old."""
    content = f"<w:txbxContent>{inside}</w:txbxContent>"
    new = shape(f"<wps:wsp><wps:txbx>{content}</wps:txbx></wps:wsp>", size)
    old = f"<w:r><w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict></w:r>"
    return (
        '<mc:AlternateContent><mc:Choice Requires="wps">'
        f"{new}</mc:Choice><mc:Fallback>{old}</mc:Fallback></mc:AlternateContent>"
    )


@pytest.mark.parametrize(
    ("drawing", "read_as"),
    [
        pytest.param(shape("<a:blip/>", 12) + run(" Yes"), "\ufffc Yes", id="a picture as box"),
        pytest.param(shape("<a:blip/>", 300) + run("Text"), "Text", id="a large picture"),
        pytest.param(shape("<a:blip/>", 300), "\ufffc", id="nothing but a large picture"),
        pytest.param(text_box(paragraph("X"), 14) + run(" Yes"), "☒ Yes", id="a drawn cross"),
        pytest.param(
            run("before") + text_box(paragraph("boxed")), "before\nboxed", id="a text box"
        ),
        pytest.param(
            '<w:r><w:pict><v:shape style="width:10pt;height:10pt"/></w:pict></w:r>',
            "\ufffc", id="an old drawing",
        ),
        pytest.param(
            '<w:r><w:pict><v:rect style="width:0;height:1.5pt"/></w:pict></w:r>' + run("a"),
            "a", id="a line is no box",
        ),
        pytest.param(
            "<w:r><w:object><w:control/></w:object></w:r>" + run(" Yes"), "\ufffc Yes",
            id="an ActiveX box",
        ),
    ],
)  # fmt: skip
def test_drawings_in_a_cell(drawing: str, read_as: str) -> None:
    """A drawing as small as a box is one that cannot be read; text boxes stand once."""
    assert answer(drawing) == read_as


def test_text_boxes_of_the_body_stand_once() -> None:
    """What two programs are told twice is read once, after its paragraph."""
    document = read(paragraph(run("before") + text_box(paragraph("boxed"))))

    assert [block.cells[0].text for block in document.blocks[1:]] == ["before", "boxed"]


@pytest.mark.parametrize(
    ("rows", "cells"),
    [
        pytest.param(
            [row(cell("A", '<w:vMerge w:val="restart"/>'), "1"), row(cell("", "<w:vMerge/>"), "2")],
            [("A", "1"), ("", "2")], id="a label over two rows has both answers",
        ),
        pytest.param(
            [row("A", cell("1", '<w:vMerge w:val="restart"/>')), row("B", cell("", "<w:vMerge/>"))],
            [("A", "1"), ("B", "1")], id="an answer over two rows answers both labels",
        ),
        pytest.param(
            [row("A", cell("1", '<w:gridSpan w:val="2"/>')), row("B", "2", "3")],
            [("A", "1"), ("B", "2", "3")], id="a cell over two columns",
        ),
        pytest.param(
            [row("A", cell("1", '<w:hMerge w:val="restart"/>'), cell("", "<w:hMerge/>"))],
            [("A", "1")], id="cells merged the old way",
        ),
        pytest.param(
            [row("A", "1"), row("B", "2", properties='<w:del w:author="x"/>')], [("A", "1")],
            id="a deleted row",
        ),
        pytest.param(
            [row("A", "1"), row("B", "2", properties="<w:hidden/>")], [("A", "1")],
            id="a hidden row",
        ),
        pytest.param(
            [row("A", "<w:sdt><w:sdtContent>" + cell("1") + "</w:sdtContent></w:sdt>")],
            [("A", "1")], id="a cell in a control",
        ),
        pytest.param(
            ["<w:sdt><w:sdtContent>" + row("A", "1") + "</w:sdtContent></w:sdt>"],
            [("A", "1")], id="a row in a control",
        ),
        pytest.param(
            [row("A", "1"), row("", "")], [("A", "1")], id="an empty row is none"
        ),
        pytest.param(
            [row(cell("A", '<w:vMerge/>'), "1")], [("A", "1")], id="a merge with nothing above"
        ),
    ],
)  # fmt: skip
def test_rows_of_a_table(rows: list[str], cells: list[tuple[str, ...]]) -> None:
    """Merged, deleted, hidden and wrapped rows and cells are as they are seen."""
    document = read(table(*rows))
    read_rows = [block for block in document.blocks if isinstance(block, Row)]

    assert [tuple(c.text for c in each.cells) for each in read_rows] == cells


def test_a_table_of_one_cell_is_a_frame() -> None:
    """What stands in a frame is read as if there were none."""
    document = read(table(row(cell(paragraph("Framed") + table(row("A", "1"))))))

    framed, inner = document.blocks[1:]
    assert isinstance(framed, Paragraph)
    assert framed.cell.text == "Framed"
    assert isinstance(inner, Row)
    assert [each.text for each in inner.cells] == ["A", "1"]


STYLES = (
    '<w:style w:type="paragraph" w:styleId="berschrift2"><w:name w:val="heading 2"/>'
    '<w:basedOn w:val="Base"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Base"><w:name w:val="Base"/><w:rPr><w:b/></w:rPr>'
    "<w:pPr><w:outlineLvl w:val='1'/></w:pPr></w:style>"
    '<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>'
    '<w:style w:type="character" w:styleId="Hid"><w:name w:val="Hid"/>'
    "<w:rPr><w:vanish/></w:rPr></w:style>"
)
NUMBERED = (
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="2"/>'
    '<w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1">'
    '<w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1.%2)"/></w:lvl>'
    '</w:abstractNum><w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:numFmt '
    'w:val="bullet"/><w:lvlText w:val="&#xF0FE;"/><w:rPr><w:rFonts w:ascii="Wingdings"/>'
    '</w:rPr></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>'
)


def listed(depth: int, identity: int) -> str:
    """Return the properties of an entry of a list."""
    return f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{identity}"/></w:numPr>'


def test_headings_by_style_outline_and_looks() -> None:
    """A heading is known by its style in any language, its level, or by bold alone."""
    document = read(
        paragraph("By style", '<w:pStyle w:val="berschrift2"/>')
        + heading("By outline", 3)
        + paragraph(run("Bold alone", "<w:b/>"))
        + paragraph(run("A label:", "<w:b/>") + run(" and its answer"))
        + paragraph(run("Were all of them bold?", "<w:b/>")),
        styles=STYLES,
    )

    kinds = [(type(block), block.level) for block in document.blocks[1:]
             if not isinstance(block, Row)]  # fmt: skip
    assert kinds == [
        (Heading, 2), (Heading, 3), (Heading, 40), (Paragraph, 0), (Paragraph, 0),
    ]  # fmt: skip
    assert document.blocks[4].cells[0].lines[0].lead == len("A label:")


def test_lists_and_their_numbers() -> None:
    """Numbers head headings; list entries know their depth, and a ticked bullet ticks."""
    document = read(
        paragraph("Data", listed(0, 1) + '<w:outlineLvl w:val="0"/>')
        + paragraph("Crawled", listed(1, 1) + '<w:outlineLvl w:val="1"/>')
        + paragraph("Text", listed(0, 2))
        + paragraph("Next", listed(0, 1) + '<w:outlineLvl w:val="0"/>'),
        numbering=NUMBERED,
    )

    texts = [block.cells[0].text for block in document.blocks[1:]]
    assert texts == ["2. Data", "2.a) Crawled", "☑ Text", "3. Next"]
    entry = document.blocks[3]
    assert isinstance(entry, Paragraph)
    assert (entry.bullet, entry.level) == (True, 3)


def test_a_table_of_contents_is_no_form() -> None:
    """What a table of contents repeats is left out and told."""
    document = read(
        paragraph("2.3 Data crawled 7", '<w:pStyle w:val="TOC1"/>') + paragraph("Text"),
        styles=STYLES,
    )

    assert [block.cells[0].text for block in document.blocks[1:]] == ["Text"]
    assert any("table of contents" in note for note in document.notes)


def test_a_style_hides_too() -> None:
    """Hidden by a style is hidden; a run that says otherwise is seen."""
    inside = run("hid", '<w:rStyle w:val="Hid"/>') + run(
        "seen", '<w:rStyle w:val="Hid"/><w:vanish w:val="0"/>'
    )

    assert answer(inside, styles=STYLES) == "seen"


def test_paragraphs_whose_mark_is_deleted_are_one() -> None:
    """Two paragraphs with a tracked joint are one on paper."""
    first = paragraph("one ", '<w:rPr><w:del w:author="A"/></w:rPr>')

    assert answer(first + paragraph("line")) == "one line"


def test_footnotes_join_answers_and_not_labels() -> None:
    """A footnote is part of the answer that refers to it; a label's is told."""
    mark = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    notes = "".join(
        f'<w:footnote w:id="{number}">{paragraph(words)}</w:footnote>'
        for number, words in ((2, "Of a label."), (3, "Snapshot of May 2025."))
    )
    body = table(row(run("A label") + mark.format(2), run("Corpus A") + mark.format(3)))
    document = read(body, footnotes=notes)

    cells = document.blocks[1].cells
    assert [each.text for each in cells] == [
        "A label", "Corpus A\n[1] Snapshot of May 2025.",
    ]  # fmt: skip
    assert any("1 footnote of labels" in note for note in document.notes)


def test_links_by_relationship_and_field() -> None:
    """Addresses behind words are kept; only those of the web."""
    inside = "".join(
        f'<w:hyperlink r:id="{identity}">{run("here ")}</w:hyperlink>'
        for identity in "abz"
    ) + field('HYPERLINK "https://field.example/" ', run("there"))
    links = relation("a", "hyperlink", "https://a.example/x", outside=True)
    links += relation("b", "hyperlink", "javascript:alert(1)", outside=True)
    document = read_document(
        docx(WORDS + table(row("A label", inside)), relations=links), "a.docx"
    )

    assert document.blocks[1].cells[1].links == (
        "https://a.example/x", "https://field.example/",
    )  # fmt: skip


def test_places_name_heading_table_row_and_cell() -> None:
    """Each place is found again in the file, repeated headings too."""
    body = heading("2.3 Data crawled") + paragraph("An entry.") + table(row("A", "1"))
    read_file = opened(docx(WORDS + body + body), "a.docx")

    blocks = read_file.document.blocks
    paths = [cell.place.path for block in blocks[3:7] for cell in block.cells]
    assert paths == [
        "under “2.3 Data crawled”, table 1, row 1, cell 1",
        "under “2.3 Data crawled”, table 1, row 1, cell 2",
        "heading “2.3 Data crawled” (2)",
        "under “2.3 Data crawled” (2), paragraph 1",
        "under “2.3 Data crawled” (2), table 2, row 1, cell 1",
        "under “2.3 Data crawled” (2), table 2, row 1, cell 2",
    ]
    assert set(paths) <= set(read_file.anchors)


def test_what_is_no_text_is_told() -> None:
    """Comments, changes, hidden words, pictures, headers and outside files are notes."""
    inside = (
        '<w:commentRangeStart w:id="1"/>' + run("kept")
        + '<w:r><w:commentReference w:id="1"/></w:r>'
        + '<w:ins w:author="Ada">' + run(" new") + "</w:ins>"
        + '<w:del w:author="Bob"><w:r><w:delText>x</w:delText></w:r></w:del>'
        + run("hidden", "<w:vanish/>") + shape("<a:blip/>", 300)
    )  # fmt: skip
    comments = f'<w:comment w:id="1" w:author="Cy">{paragraph("why?")}</w:comment>'
    data = docx(
        WORDS + table(row("A label", inside)) + '<w:altChunk r:id="c"/>',
        {"comments": comments, "header": paragraph("Page head"), "settings": ""},
        relation("t", "attachedTemplate", "https://a.example/t.dotm", outside=True),
        {"word/vbaProject.bin": b"macro"},
    )

    notes = "\n".join(read_document(data, "a.docx").notes)

    place = "table 1, row 1, cell 2"
    for told in (
        "holds macros", "refers to a file outside it (attachedTemplate)",
        "1 line at the head or foot", f"1 tracked insertion by “Ada” read: {place}",
        f"1 tracked deletion by “Bob” not read: {place}",
        f"1 comment by “Cy” not read as answers: {place}", "1 passage that nobody sees",
        "1 picture not read", "1 imported file not read",
    ):  # fmt: skip
        assert told in notes


def test_strict_files_are_read_too() -> None:
    """A file in the strict namespaces of ISO/IEC 29500-1 is the same file."""
    body = heading("2.3 Data") + table(row("A label", "An answer that is long enough."))
    names = {
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main": STRICT,
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships": (
            "http://purl.oclc.org/ooxml/officeDocument/relationships"
        ),
    }
    strict = docx(body, rename=names)

    assert (
        read_document(strict, "a.docx").blocks
        == read_document(docx(body), "a.docx").blocks
    )


@pytest.mark.parametrize(
    ("data", "code"),
    [
        pytest.param(docx(""), "docx-no-text", id="no text"),
        pytest.param(docx(paragraph(shape("", 300))), "docx-no-text", id="a picture"),
        pytest.param(docx("<w:p>"), "docx-broken", id="broken XML"),
        pytest.param(docx(WORDS, main="w:glossary"), "docx-damaged", id="no document"),
        pytest.param(
            docx(WORDS, {"styles": "<w:style>"}),
            "docx-broken",
            id="a broken second part",
        ),
        pytest.param(
            docx("<w:sdt>" * 300 + "</w:sdt>" * 300), "too-deep", id="too deep"
        ),
        pytest.param(docx("<w:p/>" * 300_001), "docx-too-long", id="too many elements"),
    ],
)
def test_what_cannot_be_read_is_refused(data: bytes, code: str) -> None:
    """Each refusal has its name."""
    with pytest.raises(InputRefusedError) as caught:
        read_document(data, "a.docx")

    assert caught.value.code == code
