"""Rows, headings and running text of a PDF, by its rules or by what it leaves free."""

from compliance.intake.blocks import Block, Document, Heading, Row
from compliance.intake.pdf_reader import read_document
from tests.unit.intake.tiny_pdf import Sheet, pdf

LABEL = "Description of the linguistic"
ANSWER = "These are the words of an answer that is long"


def blocks(*sheets: Sheet) -> tuple[Block, ...]:
    """Return the blocks that the sheets make."""
    return document(*sheets).blocks


def document(*sheets: Sheet) -> Document:
    """Return the document that the sheets make."""
    return read_document(pdf(sheets), "small.pdf")


def rows(*sheets: Sheet) -> list[list[str]]:
    """Return the words of each row of cells."""
    return [
        [cell.text for cell in block.cells]
        for block in blocks(*sheets)
        if isinstance(block, Row)
    ]


def on_rules() -> Sheet:
    """Return a page as the official form prints it: answers stand on rules."""
    sheet = Sheet().text(72, 80, "1.3 Modalities and other characteristics", font="F2")
    sheet.text(72, 120, LABEL).text(72, 132, "characteristics:")
    sheet.text(220, 114, ANSWER).text(220, 126, "and goes on in a second line.")
    sheet.text(220, 138, "A third one ends it.").rule(214, 144, 520, 144)
    sheet.text(72, 170, "Additional comments:").text(220, 170, "N/A")
    return sheet.rule(214, 176, 520, 176)


def test_an_answer_on_a_rule_belongs_to_the_label_beside_it() -> None:
    """The label stands in the middle of its row, without any rule of its own."""
    assert rows(on_rules()) == [
        [
            f"{LABEL} characteristics:",
            f"{ANSWER} and goes on in a second line.\nA third one ends it.",
        ],
        ["Additional comments:", "N/A"],
    ]


def test_a_heading_above_a_label_is_a_heading() -> None:
    """Bold words over the answers' edge are no part of the label."""
    headings = [b.cell.text for b in blocks(on_rules()) if isinstance(b, Heading)]

    assert headings == ["1.3 Modalities and other characteristics"]


def test_an_answer_that_runs_over_the_page_goes_on_without_a_label() -> None:
    """The next page begins with the rest of it, marked as such."""
    second = Sheet().text(220, 70, "the rest of the answer.").rule(214, 76, 520, 76)

    found = [block for block in blocks(on_rules(), second) if isinstance(block, Row)]

    assert [row.continues for row in found] == [False, False, True]
    assert [cell.text for cell in found[-1].cells] == ["", "the rest of the answer."]


def test_the_underline_of_a_link_ends_no_row() -> None:
    """A rule under words only underlines them."""
    sheet = Sheet().text(72, 120, "Purposes of the crawler:")
    sheet.text(220, 114, "https://models.example/crawler-with-a-very-long-name")
    sheet.link(
        "https://models.example/crawler-with-a-very-long-name", 220, 104, 456, 117
    )
    sheet.rule(220, 116, 455, 116).text(220, 128, "And one more line of words.")
    sheet.rule(214, 140, 520, 140)

    assert rows(sheet) == [
        [
            "Purposes of the crawler:",
            (
                "https://models.example/crawler-with-a-very-long-name\n"
                "And one more line of words."
            ),
        ]
    ]


def test_a_label_over_two_lines_of_boxes_is_one_cell() -> None:
    """A merged cell is met once; the row below says that it goes on."""
    sheet = Sheet().table([72, 200, 300, 400], [100, 160])
    sheet.rule(200, 130, 400, 130)
    sheet.text(76, 115, "Type of modality").text(205, 115, "Text").text(
        305, 115, "Image"
    )
    sheet.text(205, 150, "Other").text(72, 300, "some more words to be read here")

    found = [block for block in blocks(sheet) if isinstance(block, Row)]

    assert [[c.text for c in row.cells] for row in found] == [
        ["Type of modality", "Text", "Image"],
        ["", "Other", ""],
    ]
    assert [row.cells[0].spans for row in found] == [False, True]


def test_a_row_without_a_rule_inside_has_one_cell() -> None:
    """A heading over all columns of a table is a heading, not a row."""
    sheet = Sheet().table([72, 200, 400], [120, 140]).table([72, 400], [100, 120])
    sheet.text(76, 114, "2.4 User data", font="F2").text(76, 134, "Additional comments")
    sheet.text(205, 134, "There are none that matter here.")

    found = blocks(sheet)

    assert [type(block).__name__ for block in found] == ["Heading", "Row"]


def test_a_frame_around_a_heading_is_no_table() -> None:
    """The official form frames its main headings."""
    sheet = Sheet().box(72, 100, 520, 120).text(200, 114, "1. General information")
    sheet.text(72, 160, "Some words more that make the page long enough.")

    assert rows(sheet) == []


def test_two_columns_without_rules_are_rows() -> None:
    """A strip left free between labels and answers parts them."""
    sheet = Sheet()
    for number in range(4):
        top = 100 + 40 * number
        sheet.text(72, top, f"Label of number {number} that goes").text(
            72, top + 12, "on in a line"
        )
        sheet.text(220, top, f"Answer number {number} that is longer than the label")

    assert rows(sheet) == [
        [
            f"Label of number {number} that goes on in a line",
            f"Answer number {number} that is longer than the label",
        ]
        for number in range(4)
    ]


def test_running_text_stays_running_text() -> None:
    """Paragraphs of prose have no columns, whatever gaps they have."""
    sheet = Sheet()
    for number in range(12):
        sheet.text(72, 100 + 13 * number, f"{ANSWER} {ANSWER[: 10 + 3 * number]}")

    assert rows(sheet) == []


def test_labels_that_are_bold_begin_paragraphs() -> None:
    """A filing without tables sets its labels apart by weight."""
    sheet = (
        Sheet().text(72, 100, "Last update:", font="F2").text(140, 100, "1 May 2026")
    )
    sheet.text(72, 114, "Model dependencies:", font="F2").text(180, 114, "None at all")

    found = blocks(sheet)

    assert [b.cells[0].text for b in found] == [
        "Last update: 1 May 2026",
        "Model dependencies: None at all",
    ]
    assert [b.cells[0].lines[0].lead for b in found] == [12, 19]


def test_a_table_inside_an_answer_is_part_of_it() -> None:
    """Rules to the right of the label part no rows of the form."""
    sheet = Sheet().text(72, 130, "List of large datasets:")
    sheet.text(220, 100, "We used these:").table([220, 330, 500], [106, 122, 138])
    sheet.text(224, 118, "Name").text(334, 118, "Address")
    sheet.text(224, 134, "Corpus A").text(334, 134, "https://a.example/")
    sheet.rule(214, 150, 520, 150)

    assert rows(sheet) == [
        [
            "List of large datasets:",
            "We used these:\nName | Address\nCorpus A | https://a.example/",
        ]
    ]


def test_an_address_broken_over_lines_is_one_word() -> None:
    """The link behind it says how it goes on, even inside a word."""
    sheet = Sheet().text(72, 100, "Found under https://models.example/how-your-d")
    sheet.text(72, 112, "ata-is-used in full.")
    url = "https://models.example/how-your-data-is-used"
    sheet.link(url, 130, 90, 300, 103).link(url, 72, 103, 130, 115)

    assert f"Found under {url} in full." in [b.cells[0].text for b in blocks(sheet)]


def test_a_word_broken_over_lines_is_made_whole() -> None:
    """A hyphen that only breaks a word goes; one of a compound stays."""
    sheet = Sheet().text(72, 100, "All of the training of all of the mod-")
    sheet.text(72, 112, "els is described, and the models are high-")
    sheet.text(72, 124, "quality ones, as high as they can be.")

    assert blocks(sheet)[0].cells[0].text == (
        "All of the training of all of the models is described, and the models are "
        "high-quality ones, as high as they can be."
    )
