"""Which form a filing is on."""

import pytest

from compliance.datafiles import root
from compliance.intake.blocks import Cell, Document, Line, Paragraph, Row
from compliance.intake.form import match_form
from compliance.intake.labels import load_labels
from compliance.intake.template import template_of

LABELS = load_labels("eu-ai-act", root())
ALWAYS = [f.label for f in LABELS.form.fields if f.obligation == "always"]


def cell(text: str) -> Cell:
    """Return a cell of one line."""
    return Cell(lines=(Line(text=text),)) if text else Cell()


def named(labels: list[str], *more: str) -> str:
    """Return the template of a filing with these rows and words."""
    rows = tuple(Row(cells=(cell(label), cell("Words"))) for label in labels)
    words = tuple(Paragraph(cell=cell(text)) for text in more)
    document = Document(blocks=(*rows, *words))
    reading = match_form(document, LABELS, root())
    name, reasons = template_of(document, reading, LABELS, root())
    assert reasons
    return name


@pytest.mark.parametrize(
    ("labels", "words", "expected"),
    [
        pytest.param(ALWAYS, [], "C(2025)8311", id="all rows"),
        pytest.param(ALWAYS[3:], [], "C(2025)8311", id="nearly all rows"),
        pytest.param(ALWAYS[:6], [], "other", id="few rows"),
        pytest.param(
            [*ALWAYS[4:], "Colour", "Weight", "Height"],
            [],
            "other",
            id="and other rows",
        ),
        pytest.param(
            ALWAYS,
            ["Was personal information used?", "Was the dataset cleaned or modified?"],
            "hybrid-AB2013",
            id="two rows of another law",
        ),
        pytest.param(
            ALWAYS,
            ["We use personal information with care."],
            "C(2025)8311",
            id="one word",
        ),
        pytest.param(
            ALWAYS,
            ["Datasets that exceed 3 %; the top 5 % of domains"],
            "C(2025)8311",
            id="the five percent of domains",
        ),
        pytest.param(
            ALWAYS,
            ["List datasets with more than 5% of the total size."],
            "draft-2025-01",
            id="the five percent of the draft",
        ),
        pytest.param(
            ALWAYS,
            ["☒ Scientific texts ☐ Source code\n☒ Photography\n☐ Music videos"],
            "draft-2025-01",
            id="kinds of content ticked as in the draft",
        ),
        pytest.param(
            ALWAYS,
            ["☒ Text: scientific articles, source code, photography and music videos"],
            "C(2025)8311",
            id="kinds of content in words",
        ),
    ],
)
def test_a_template_is_known_by_labels_and_thresholds(
    labels: list[str], words: list[str], expected: str
) -> None:
    """Never by who files."""
    assert named(labels, *words) == expected
