"""Options printed without boxes, of which the chosen one stands out."""

from dataclasses import replace

import pytest

from compliance.datafiles import root
from compliance.intake.blocks import Cell, Line, Paragraph, Row
from compliance.intake.emphasis import with_standing_out
from compliance.intake.labels import load_labels

LABELS = load_labels("eu-ai-act", root())


def line(text: str) -> Line:
    """Return a line; what stands between asterisks stands out."""
    parts = text.split("*")
    plain = "".join(parts)
    starts = [len("".join(parts[:at])) for at in range(len(parts) + 1)]
    marked = tuple(
        (starts[at], starts[at + 1]) for at in range(1, len(parts), 2) if parts[at]
    )
    return Line(text=plain, marked=marked)


def chosen(*texts: str) -> str:
    """Return what a cell of lines reads as."""
    cell = Cell(lines=tuple(line(text) for text in texts))
    (row,) = with_standing_out([Row(cells=(Cell(), cell))], LABELS)
    return row.cells[1].text


@pytest.mark.parametrize(
    ("texts", "read_as"),
    [
        (["*Yes* / No"], "☒ Yes / ☐ No"),
        (["Yes / *No*"], "☐ Yes / ☒ No"),
        (["*Yes* No"], "☒ Yes ☐ No"),
        (["*Ja* oder Nein"], "☒ Ja oder ☐ Nein"),
        (["*Yes*", "No"], "☒ Yes\n☐ No"),
        (["*Text*, Image, *Audio*"], "☒ Text, ☐ Image, ☒ Audio"),
        (["*Text* / *Image*"], "☒ Text / ☒ Image"),
        (
            ["Less than 1 billion", "*1 billion to 10 trillion*", "More than 10 trillion"],
            "☐ Less than 1 billion\n☒ 1 billion to 10 trillion\n☐ More than 10 trillion",
        ),
    ],
)  # fmt: skip
def test_the_option_that_stands_out_is_chosen(texts: list[str], read_as: str) -> None:
    """Options, and nothing besides, of which one stands out, are a choice."""
    assert chosen(*texts) == read_as


@pytest.mark.parametrize(
    "text",
    [
        "*Yes* / *No*", "Yes / No", "*Yes*", "*Yes*, we did. / No", "☐ *Yes* ☒ No",
        "*Yes* / Yes", "*Text* and some words",
    ],
)  # fmt: skip
def test_all_else_is_left_as_it_is(text: str) -> None:
    """All or none standing out, words besides, boxes: nothing is chosen by looks."""
    assert chosen(text) == text.replace("*", "")


def test_running_text_chooses_too() -> None:
    """A paragraph of options is read as a cell is."""
    block = Paragraph(cell=Cell(lines=(line("*Yes* / No"),)))

    (read,) = with_standing_out([block], LABELS)

    assert read.cells[0].text == "☒ Yes / ☐ No"


def test_options_below_their_label_choose_too() -> None:
    """A label and its options in one block are told apart; other words are not."""
    label = "Type of modality covered"

    assert chosen(label, "Text / *Image*") == f"{label}\n☐ Text / ☒ Image"
    assert chosen("Kinds of it", "Text / *Image*") == "Kinds of it\nText / Image"
    assert chosen("*Text*", "Image", "Audio") == "☒ Text\n☐ Image\n☐ Audio"


@pytest.mark.parametrize(
    ("texts", "read_as"),
    [
        (["*Yes*", "No"], ["☒ Yes", "☐ No"]),
        (["• Yes", "*• No*"], ["☐ Yes", "☒ No"]),
        (["*Text*", "*Image*", "Audio"], ["☒ Text", "☒ Image", "☐ Audio"]),
        (["*Text*", "*Image*"], ["Text", "Image"]),
        (["*Yes*", "*No*"], ["Yes", "No"]),
        (["No", "*Text*"], ["No", "Text"]),
        (["*Yes*", "we do"], ["Yes", "we do"]),
    ],
)
def test_options_that_are_each_a_paragraph_choose(
    texts: list[str], read_as: list[str]
) -> None:
    """Entries of a list choose as the parts of a line do; all or none do not."""
    lines = [replace(line(text), strong=text.startswith("*")) for text in texts]
    blocks = [Paragraph(cell=Cell(lines=(each,))) for each in lines]

    read = with_standing_out(blocks, LABELS)

    assert [block.cells[0].text for block in read] == read_as
