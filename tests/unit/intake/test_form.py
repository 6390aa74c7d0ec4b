"""Blocks of invented filings to answers: every rule of the matcher."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from compliance.datafiles import root
from compliance.intake.blocks import (
    Block,
    Cell,
    Document,
    Heading,
    Line,
    Paragraph,
    Row,
)
from compliance.intake.form import Reading, match_form
from compliance.intake.labels import load_labels
from compliance.model import Answer, Place, State

LABELS = load_labels("eu-ai-act", root())
MODALITIES = (
    "If yes, specify the modality(ies) of the content covered by the datasets concerned"
)
LICENSED = (
    "Have you concluded transactional commercial licensing agreement(s) with "
    "rightsholder(s) or with their representatives?"
)
PRIVATE = (
    "Have you obtained private datasets from third parties that are not licensed as "
    "described in Section 2.2.1, such as data obtained from providers of private "
    "databases, or data intermediaries?"
)
COMMENTS = "Additional comments (optional)"
BEHAVIOUR = "General description of crawler behaviour"
PERIOD = "Period of data collection"


def cell(text: str, *, page: int = 1, lead: int = 0, spans: bool = False) -> Cell:
    """Return a cell whose lines are paragraphs."""
    lines = [
        Line(text=part, place=Place(page=page), lead=lead if n == 0 else 0)
        for n, part in enumerate(text.split("\n"))
        if part
    ]
    return Cell(lines=tuple(lines), spans=spans)


def row(*texts: str, page: int = 1, continues: bool = False) -> Row:
    """Return a row of cells."""
    cells = tuple(cell(text, page=page) for text in texts)
    return Row(cells=cells, place=Place(page=page), continues=continues)


def heading(text: str) -> Heading:
    """Return a heading."""
    return Heading(cell=cell(text, lead=len(text)), level=24)


def paragraph(
    text: str, *, lead: int = 0, level: int = 0, bullet: bool = False, page: int = 1
) -> Paragraph:
    """Return a paragraph, its first `lead` characters bold."""
    return Paragraph(cell=cell(text, lead=lead, page=page), level=level, bullet=bullet)


def label(text: str, answer: str = "") -> Paragraph:
    """Return a bold label with its answer in the same paragraph."""
    return paragraph(f"{text} {answer}".strip(), lead=len(text))


def read(*blocks: Block) -> Reading:
    """Return what the matcher makes of the blocks."""
    return match_form(Document(blocks=blocks, pages=1), LABELS, root())


def answers(*blocks: Block) -> dict[str, Answer]:
    """Return the answers by field id, those of missing fields left out."""
    reading = read(*blocks)
    return {
        field.id: reading.answers[field.at]
        for field in LABELS.form.fields
        if reading.answers[field.at].state is not State.MISSING_FIELD
    }


def words(*blocks: Block) -> dict[str, str]:
    """Return the words of the answers by field id."""
    return {name: answer.text for name, answer in answers(*blocks).items()}


def test_every_field_has_an_answer_even_of_an_empty_filing() -> None:
    """A label that is not there is a missing field, in the form's order."""
    reading = read(paragraph("Nothing of the form"))

    assert list(reading.answers) == [field.at for field in LABELS.form.fields]
    assert {a.state for a in reading.answers.values()} == {State.MISSING_FIELD}


def test_a_row_answers_the_field_of_its_label() -> None:
    """Beside the label stands the answer, with its page."""
    found = answers(row("Version of the Summary:", "v1", page=3))

    assert found["0.a"].text == "v1"
    assert found["0.a"].place.page == 3


def test_a_printed_label_without_an_answer_is_blank() -> None:
    """Blank is not missing; its place is the label's."""
    found = answers(row("Model dependencies:", "", page=2))

    assert found["1.2.b"].state is State.BLANK
    assert found["1.2.b"].place.page == 2


@pytest.mark.parametrize(
    ("printed", "field"),
    [
        pytest.param("9.9 Purposes of the crawler(s)", "2.3.c", id="renumbered"),
        pytest.param("PURPOSES OF THE CRAWLER(S):", "2.3.c", id="capitals"),
        pytest.param("Purposes of teh crawlers(s)", "2.3.c", id="slips"),
        pytest.param(
            "Pur\u200bposes of the\u00a0crawler(s)", "2.3.c", id="hidden signs"
        ),
        pytest.param("Period of data\ncollection", "2.3.e", id="two lines"),
        pytest.param("Versioned model name ( s )", "1.2.a", id="loose brackets"),
        pytest.param(
            "Authorized representative name and contact details", "1.1.b", id="us"
        ),
    ],
)
def test_labels_are_known_by_their_words(printed: str, field: str) -> None:
    """Numbers, case, blanks, hidden signs and slips do not matter."""
    assert set(answers(row(printed, "Words."))) == {field}


def test_an_answer_is_never_taken_for_a_part_of_its_label() -> None:
    """However alike the two together are to the label."""
    found = words(
        label(
            "Description of the linguistic characteristics of the overall training data:",
            "No",
        )
    )

    assert found == {"1.3.e": "No"}


def test_labels_printed_many_times_are_settled_by_what_is_around_them() -> None:
    """Comments and modalities belong to the section they stand in."""
    found = words(
        row("Have you used publicly available datasets to train the model?", "☒ Yes"),
        row(MODALITIES, "Text"),
        row(COMMENTS, "first"),
        heading("2.2.2 Private datasets obtained from other third parties"),
        row(MODALITIES, "Image"),
        row(COMMENTS, "second"),
        row("Were crawlers used by the provider or on behalf of?", "☐ Yes ☒ No"),
        row(COMMENTS, "third"),
    )

    assert found["2.1.b"] == "Text"
    assert found["2.1.e"] == "first"
    assert found["2.2.2.b"] == "Image"
    assert found["2.2.2.e"] == "second"
    assert found["2.3.i"] == "third"


def test_a_row_the_form_does_not_have_is_added() -> None:
    """Section 2.2.1 has no comments; a row there is no other section's."""
    reading = read(
        row(LICENSED, "☒ Yes ☐ No"),
        row(MODALITIES, "☒ Text"),
        row(COMMENTS, "We say more."),
        row(PRIVATE, "☐ Yes ☒ No"),
        row("Colour of the model", "Blue."),
    )

    assert [(each.label, each.text) for each in reading.facts.added] == [
        (COMMENTS, "We say more."),
        ("Colour of the model", "Blue."),
    ]


def test_an_answer_that_runs_over_a_page_is_one_answer() -> None:
    """Its place is where it begins."""
    found = answers(
        row("General description of measures taken", "We filter", page=4),
        row("", "what is not lawful.", page=5, continues=True),
    )

    assert found["3.2.a"].text == "We filter\nwhat is not lawful."
    assert found["3.2.a"].place.page == 4


def test_an_answer_goes_on_beside_the_end_of_a_help_text() -> None:
    """What stands in the label's column at the top of a page may be no label."""
    found = words(
        row("General description of measures taken", "We filter what"),
        row("as the notice explains", "is not lawful.", continues=True),
    )

    assert found == {"3.2.a": "We filter what\nis not lawful."}


def test_an_answer_before_its_label_is_the_label_s_on_the_next_page() -> None:
    """A row cut by the page's end may have its label in its lower part."""
    found = words(
        row("Last update:", "1 May 2026"),
        row("", "We filter"),
        row(
            "General description of measures taken",
            "all of it.",
            page=2,
            continues=True,
        ),
    )

    assert found == {"0.b": "1 May 2026", "3.2.a": "We filter\nall of it."}


def test_a_label_cut_by_the_page_s_end_is_made_whole() -> None:
    """Rows and paragraphs alike."""
    first, second = PRIVATE[:90], PRIVATE[91:]

    rows = answers(row(first, "☒ Yes"), row(second, "☐ No", continues=True))
    running = answers(
        paragraph(first, lead=len(first)),
        paragraph(second, lead=len(second)),
        paragraph("No"),
    )

    assert rows["2.2.2.a"].value == "yes"
    assert running["2.2.2.a"].value == "no"


def test_two_labels_one_below_the_other_in_one_heading() -> None:
    """Where nothing was answered between them, the first is blank."""
    both = Heading(cell=cell(f"{BEHAVIOUR}\n{PERIOD}"))
    lines = (replace(both.cell.lines[0], ends_paragraph=False), both.cell.lines[1])
    given = answers(
        Heading(cell=Cell(lines=lines)), paragraph("From 01/2024 to 05/2025")
    )

    assert given["2.3.d"].state is State.BLANK
    assert given["2.3.e"].text == "From 01/2024 to 05/2025"


def test_lines_that_are_one_label_together_are_no_answer() -> None:
    """A label set line by line, each a paragraph, is met whole."""
    start, end = PERIOD.rsplit(" ", 1)
    given = answers(
        heading(BEHAVIOUR), paragraph(start), paragraph(end), paragraph("2025")
    )

    assert given["2.3.d"].state is State.BLANK
    assert given["2.3.e"].text == "2025"


def test_two_labels_in_one_cell_share_the_answer_by_height() -> None:
    """A row whose rule is missing holds two questions."""
    tops = {
        "Model dependencies:": 100,
        "Last update:": 140,
        "None": 100,
        "1 May 2026": 140,
    }
    lines = {
        text: Line(text=text, place=Place(page=1, box=(0, top, 90, top + 10)))
        for text, top in tops.items()
    }
    both = Row(
        cells=(
            Cell(lines=(lines["Model dependencies:"], lines["Last update:"])),
            Cell(lines=(lines["None"], lines["1 May 2026"])),
        )
    )

    assert words(both) == {"0.b": "1 May 2026", "1.2.b": "None"}


def test_two_questions_side_by_side_in_one_row() -> None:
    """Each label's answer ends at the next label."""
    found = words(row("Version of the Summary", "v1", "Last update", "1 May 2026"))

    assert found == {"0.a": "v1", "0.b": "1 May 2026"}


def test_labels_above_their_answers() -> None:
    """A row of labels is answered by the row below it, column by column."""
    found = words(row("Version of the Summary", "Last update"), row("v1", "1 May 2026"))

    assert found == {"0.a": "v1", "0.b": "1 May 2026"}


def test_bold_labels_in_running_text() -> None:
    """What follows a label, up to the next, answers it."""
    found = words(
        label("1.0.1 Version of the Summary:", "1.0"),
        label("1.0.2 Last update:", "1 May 2026"),
        label("1.2.1 Versioned model name(s):", "Polaris-7B"),
        paragraph("and Polaris-70B"),
    )

    assert found == {
        "0.a": "1.0",
        "0.b": "1 May 2026",
        "1.2.a": "Polaris-7B\nand Polaris-70B",
    }


def test_a_bold_line_like_the_labels_is_an_added_row() -> None:
    """It ends the answer before it, and is named."""
    reading = read(
        label("1.2.1 Versioned model name(s):", "Polaris-7B"),
        label("1.2.2 Model release date:", "12 May 2026"),
        paragraph("in the evening"),
    )

    assert reading.answers["/model/names"].text == "Polaris-7B"
    assert [(each.label, each.text) for each in reading.facts.added] == [
        ("1.2.2 Model release date:", "12 May 2026\nin the evening")
    ]


def test_a_bold_word_in_an_answer_is_no_label() -> None:
    """Labels of the filing are numbered; this line is not."""
    found = words(
        label("3.2.1 General description of measures taken:", "We filter."),
        label("Note:", "All of it."),
    )

    assert found == {"3.2.a": "We filter.\nNote: All of it."}


def test_bullets_under_bullets() -> None:
    """Entries set in below a label answer it; what stands further out does not."""
    found = words(
        paragraph("◦ Model dependencies:", lead=21, level=2, bullet=True),
        paragraph("◦ None", lead=6, level=6, bullet=True),
        paragraph("◦ Last update:", lead=14, level=2, bullet=True),
        paragraph("◦ 1 May 2026", level=6, bullet=True),
        paragraph("Made with a page builder", level=0),
    )

    assert found == {"0.b": "1 May 2026", "1.2.b": "None"}


def test_a_heading_of_a_section_ends_an_answer() -> None:
    """Words under it before a label belong to nobody, and are counted."""
    reading = read(
        label("General description of measures taken:", "We filter."),
        heading("3.3 Other information"),
        paragraph("Words of nobody."),
    )

    assert reading.answers["/illegal_content/measures"].text == "We filter."
    assert reading.facts.notes == (
        "1 passage that belongs to no label of the form left out (page 1)",
    )


@pytest.mark.parametrize(
    ("text", "value", "note"),
    [
        pytest.param("☒ Yes ☐ No", "yes", "", id="yes"),
        pytest.param("☐ Yes ☒ No", "no", "", id="no"),
        pytest.param("Yes ☐ No ☒", "no", "", id="boxes behind"),
        pytest.param("☐ Ja ☒ Nein", "no", "", id="german"),
        pytest.param("Yes", "yes", "", id="a word"),
        pytest.param("No, none of it.", "no", "", id="a word and more"),
        pytest.param(
            "☐ Yes ☐ No ☒ Other (see below)", "nonstandard", "does not have", id="third"
        ),
        pytest.param("☒ Yes ☒ No", "nonstandard", "more than one", id="both"),
        pytest.param("☐ Yes ☐ No", None, "", id="neither"),
        pytest.param("Partly", "nonstandard", "", id="another word"),
    ],
)
def test_a_question_answered_by_yes_or_no(
    text: str, value: str | None, note: str
) -> None:
    """Only the two standard options have a standard value."""
    answer = answers(row(LICENSED, text))["2.2.1.a"]

    assert answer.value == value
    assert note in answer.note
    assert answer.state is (State.BLANK if value is None else State.ANSWERED)


def test_an_invented_option_keeps_its_words() -> None:
    """A report can name what was ticked instead."""
    answer = answers(row(LICENSED, "☐ Yes ☐ No ☒ Other (see below)"))["2.2.1.a"]

    assert answer.text == "Other (see below)"


@pytest.mark.parametrize("text", ["\ufffc Yes \ufffc No", "\ufffd Yes ☐ No"])
def test_a_box_that_cannot_be_read_is_never_a_no(text: str) -> None:
    """What stands in it is unknown, whatever the other box shows."""
    answer = answers(row(LICENSED, text))["2.2.1.a"]

    assert answer.state is State.UNREADABLE
    assert answer.value is None


def test_boxes_in_cells_of_their_own() -> None:
    """A question, a cell for Yes and one for No, and a row for the rest."""
    found = answers(
        row(LICENSED, "☒ Yes", "☐ No"),
        Row(cells=(cell(MODALITIES), cell("☒ Text"), cell("☐ Image"))),
        Row(cells=(cell("", spans=True), cell("☒ Other: maps"))),
    )

    assert found["2.2.1.a"].value == "yes"
    assert found["2.2.1.b"].value == ("text", "other")


def test_modalities_given_in_words() -> None:
    """They are read, and the note says how."""
    answer = answers(row(LICENSED, "☒ Yes"), row(MODALITIES, "Text, image and audio"))[
        "2.2.1.b"
    ]

    assert answer.value == ("text", "image", "audio")
    assert "words" in answer.note


def test_round_signs_choose_where_the_filing_says_so() -> None:
    """A row of empty circles is no list of bullets, if elsewhere one is full."""
    found = answers(
        row(LICENSED, "● Yes ○ No"),
        row(MODALITIES, "○ Text ○ Image"),
    )

    assert found["2.2.1.a"].value == "yes"
    assert found["2.2.1.b"].state is State.BLANK


def test_a_filing_that_prints_the_chosen_option_alone() -> None:
    """There an empty box before No is an ornament; the note says so."""
    questions = [
        LICENSED,
        PRIVATE,
        "Were crawlers used by the provider or on behalf of?",
    ]

    found = answers(
        *(row(q, a) for q, a in zip(questions, ("☑ Yes", "☐ No", "☐ No"), strict=True))
    )

    assert [found[f].value for f in ("2.2.1.a", "2.2.2.a", "2.3.a")] == [
        "yes",
        "no",
        "no",
    ]
    assert "alone" in found["2.3.a"].note


def test_an_empty_box_alone_is_no_answer_where_others_print_both() -> None:
    """Silence is not a No."""
    found = answers(row(LICENSED, "☑ Yes ☐ No"), row(PRIVATE, "☐ No"))

    assert found["2.2.2.a"].state is State.BLANK


TABLE = (
    row("Modality", "Training data size", "Types of content"),
    row(
        "☒ Text",
        "☐ Less than 1 billion tokens\n☒ 1 billion to 10 trillion tokens\n"
        "☐ More than 10 trillion tokens\nAlternatively, specify the approximate size in "
        "a different measurement unit:\n3 trillion tokens",
        "Books.",
    ),
    row("☐ Image", "☐ Less than 1 million images", ""),
    row(
        "☐ Other",
        "Specify the modality and for each one indicate approximate size and unit of measurement",
        "N/A",
    ),
)


def test_the_table_of_modalities() -> None:
    """Boxes, ranges and contents, row by row; rows left out are missing fields."""
    found = answers(*TABLE)

    assert found["1.3.a"].value == ("text",)
    assert found["1.3.b.text"].value == "1e9_to_1e13_tokens"
    assert found["1.3.b.text"].text.endswith("3 trillion tokens")
    assert found["1.3.c.text"].text == "Books."
    assert found["1.3.b.image"].state is State.BLANK
    assert found["1.3.b.other"].state is State.BLANK
    assert found["1.3.c.other"].state is State.NOT_APPLICABLE
    assert "1.3.b.audio" not in found


def test_the_table_goes_on_over_a_page() -> None:
    """A row without its first cell is the rest of the row before it."""
    rest = row("", "☒ More than 1 million images", "Photographs.", continues=True)

    found = answers(*TABLE[:3], rest)

    assert found["1.3.c.image"].text == "Photographs."
    assert len(read(*TABLE[:3], rest).facts.altered) == 1


def test_ranges_printed_otherwise_are_altered() -> None:
    """They are named, and one that is ticked is not standard."""
    reading = read(
        *TABLE[:1],
        row(
            "☒ Video", "☐ Less than 10 000 hours\n☒ More than 1 billion hours", "Films."
        ),
    )

    assert [each.text for each in reading.facts.altered] == [
        "More than 1 billion hours"
    ]
    assert reading.answers["/sizes/video"].value == "nonstandard"


def test_the_table_printed_as_a_list() -> None:
    """Labels with the modality, or under its name; what has no label is the content."""
    listed = answers(
        label("Text training data size:", "1 billion to 10 trillion tokens"),
        label("Text training data content:", "Books."),
        label("Image training data size:", "Not applicable"),
    )
    under = answers(
        paragraph("◦ TEXT", lead=6, level=2, bullet=True),
        paragraph(
            "◦ Size: [more than 10 trillion tokens]", lead=7, level=6, bullet=True
        ),
        paragraph("◦ Eleven trillion in all", level=10, bullet=True),
        paragraph("◦ Books and code.", level=6, bullet=True),
    )

    assert listed["1.3.a"].value == ("text",)
    assert listed["1.3.b.text"].value == "1e9_to_1e13_tokens"
    assert listed["1.3.b.image"].state is State.NOT_APPLICABLE
    assert under["1.3.b.text"].value == "gt_1e13_tokens"
    assert under["1.3.c.text"].text == "Books and code."
    assert under["1.3.a"].value == ("text",)


def test_a_list_of_datasets_by_modality_is_no_table_of_the_form() -> None:
    """A row that begins with a modality is one only beside a size."""
    found = words(
        label("List of large publicly available datasets:"),
        row("Text", "Corpus A", "https://a.example/"),
        row("Image", "Corpus B", "https://b.example/"),
    )

    assert found == {
        "2.1.c": "Text | Corpus A | https://a.example/\nImage | Corpus B | https://b.example/"
    }


def test_help_text_under_labels_is_no_answer() -> None:
    """Where many labels have it; where one has, it may be the answer."""
    helped = answers(
        row("Last update:\nAs a date.", "1 May 2026"),
        row("Model dependencies:\nIf there are any.", ""),
    )
    alone = answers(
        *(row(text, "Words") for text in _many()),
        row("Model dependencies:\nPolaris-6B", ""),
    )

    assert helped["1.2.b"].state is State.BLANK
    assert alone["1.2.b"].text == "Polaris-6B"


def _many() -> Sequence[str]:
    fields = [f for f in LABELS.form.fields if f.section in ("2.3", "2.6", "3.1")]
    return [field.label for field in fields]


def test_a_form_that_is_there_twice_is_said_to_be() -> None:
    """The first is read; the rest is named, not mixed in."""
    once = [row(text, "first") for text in _many()]
    again = [row(text, "second") for text in _many()]

    reading = read(*once, *again)

    assert reading.answers["/crawled/purposes"].text == "first"
    assert any("more than once" in note for note in reading.facts.notes)


def test_answers_in_a_column_for_each_model() -> None:
    """The first column is read, and the note says so; a column of remarks is no model."""
    asked = (LICENSED, PRIVATE)
    reading = read(
        row("Field", "Model A", "Model B"),
        *(row(each, "☒ Yes ☐ No", "☐ Yes ☒ No") for each in asked),
        row(COMMENTS, "Of A", "Of B"),
    )
    remarks = read(*(row(each, "☒ Yes ☐ No", "see 2.1") for each in asked))

    assert reading.answers["/licensed/used"].value == "yes"
    assert any("2 columns" in note for note in reading.facts.notes)
    assert not any("columns" in note for note in remarks.facts.notes)


def test_a_boxed_modality_above_its_size_in_one_paragraph() -> None:
    """Its line is a row of the table of modalities; one above other boxes is not."""
    listed = "Training data size: ☐ Less than 1 billion tokens ☒ More than 10 trillion tokens"
    given = answers(
        heading("1.3 Modalities"), paragraph(f"☒ Text\n{listed}"), paragraph("☐ Image")
    )

    assert given["1.3.a"].value == ("text",)
    assert given["1.3.b.text"].value == "gt_1e13_tokens"
