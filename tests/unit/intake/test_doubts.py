from dataclasses import replace

import pytest

from compliance.datafiles import root
from compliance.intake.blocks import Block, Cell, Document, Heading, Line, Row
from compliance.intake.canonical import answers_from_data
from compliance.intake.doubts import certain, doubted
from compliance.intake.form import match_form
from compliance.intake.labels import load_labels
from compliance.model import Answer, Confidence, Doubt, Place, State
from compliance.pointer import build

ROOT = root()
LABELS = load_labels("eu-ai-act", ROOT)
COMMENTS = "Additional comments (optional)"


def cell(text: str, *, page: int = 1, drawn: bool = False) -> Cell:
    """Return a cell of one line a paragraph."""
    lines = (
        Line(text=part, place=Place(page=page), drawn=drawn)
        for part in text.split("\n")
        if part
    )
    return Cell(lines=tuple(lines))


def row(*texts: str) -> Row:
    """Return a row of cells."""
    return Row(cells=tuple(cell(text) for text in texts), place=Place(page=1))


def answers(*blocks: Block) -> dict[str, Answer]:
    """Return what the matcher makes of `blocks`."""
    return dict(match_form(Document(blocks=blocks), LABELS, ROOT).answers)


def test_an_answer_beside_its_own_label_is_sure() -> None:
    """Nothing is doubtful in what stands as the form has it."""
    read = answers(row("Last update", "2026-01-31"))["/last_update"]

    assert (read.confidence, read.doubts) == (Confidence.HIGH, ())


@pytest.mark.parametrize(
    ("block", "at", "doubts"),
    [
        (
            row("Provider nane and contact detials", "Alder AI"),
            "/provider/name_and_contact",
            (Doubt.LABEL_ALIKE,),
        ),
        (row(COMMENTS, "None of note here."), None, (Doubt.LABEL_SHARED,)),
        (row("Last update", "7/8/26"), "/last_update", (Doubt.DATE_AMBIGUOUS,)),
        (
            row("Last update", "7/8/26, not 13/8/26"),
            "/last_update",
            (Doubt.DATE_SETTLED,),
        ),
        (
            row("Model dependencies", "Not applicable because we train from scratch."),
            "/model/dependencies",
            (Doubt.STATE_IN_WORDS,),
        ),
        (
            row(
                "Were crawlers used by the provider or on behalf of?",
                "\ufffc Yes\n☐ No",
            ),
            "/crawled/used",
            (Doubt.TICK_UNREADABLE,),
        ),
        (
            row("Were crawlers used by the provider or on behalf of?", "☒ Maybe\n☐ No"),
            "/crawled/used",
            (Doubt.OPTION_ODD,),
        ),
        (
            row("Were crawlers used by the provider or on behalf of?", "Yes, two."),
            "/crawled/used",
            (Doubt.OPTION_IN_WORDS,),
        ),
    ],
)
def test_what_is_doubtful_is_said(
    block: Block, at: str | None, doubts: tuple[Doubt, ...]
) -> None:
    """Each fact about the document that asks for a second look has its code."""
    found = answers(block)
    held = [each for each in found.values() if each.state is not State.MISSING_FIELD]

    read = found[at] if at else held[0]

    assert read.doubts == doubts


def test_boxes_that_are_drawn_and_answers_over_a_page_are_doubtful() -> None:
    """Of a drawing the ticks are seen and not read; a page's end may cut or join."""
    used = Row(
        cells=(
            cell("Were crawlers used by the provider or on behalf of?"),
            cell("☒ Yes\n☐ No", drawn=True),
        )
    )
    over = cell("They are polite and", page=1)
    behaviour = Row(
        cells=(
            cell("General description of crawler behaviour"),
            replace(over, lines=(*over.lines, *cell("obey robots.txt.", page=2).lines)),
        )
    )

    read = answers(used, behaviour)

    assert read["/crawled/used"].doubts == (Doubt.TICK_DRAWN,)
    assert read["/crawled/behaviour"].doubts == (Doubt.OVER_PAGE,)


def test_a_label_of_several_fields_is_settled_by_its_section() -> None:
    """Beneath a question of its own section nobody doubts whose comments they are."""
    read = answers(
        row("General description of crawler behaviour", "Polite."),
        row(COMMENTS, "More of it on our page."),
    )

    assert read["/crawled/comments"].doubts == ()


def test_what_is_not_there_is_less_sure_where_words_are_left_over() -> None:
    """A field may be missing because its label was not known."""
    heading = Heading(cell=cell("Something else"), level=2)
    loose = Row(cells=(cell("Words that belong to nothing."),), place=Place(page=1))

    sure = answers(row("Last update", "2026-01-31"))["/version"]
    unsure = answers(row("Last update", "2026-01-31"), heading, loose)["/version"]

    assert sure.doubts == ()
    assert unsure.doubts == (Doubt.WORDS_LEFT_OVER,)


def test_doubts_add_up_and_can_be_settled() -> None:
    """Two are a low confidence; what a person says is sure."""
    read = answers_from_data(build({"/last_update": "2026-01-31"}), LABELS.form, ROOT)
    answer = read["/last_update"]

    once = doubted(answer, Doubt.TICK_DRAWN)
    twice = doubted(once, Doubt.OVER_PAGE)

    assert once.confidence is Confidence.MEDIUM
    assert twice.confidence is Confidence.LOW
    assert doubted(twice, Doubt.OVER_PAGE).doubts == twice.doubts
    assert certain(twice) == answer
