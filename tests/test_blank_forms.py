import io
import zipfile
from datetime import date

import openpyxl
import pytest

from compliance.forms import form_ids, form_of
from compliance.intake.canonical import answers_from_data
from compliance.model import State
from compliance.pointer import build
from compliance.render.blank import BLANKS, blank_form
from tests.filled_forms import FILLINGS, ROOT, blank, read, said, values_for

FORMS = form_ids(ROOT)
SEEDS = range(1)

each_form = pytest.mark.parametrize("regulation", FORMS)


@each_form
@pytest.mark.parametrize("format_", FILLINGS)
def test_a_blank_form_is_blank(regulation: str, format_: str) -> None:
    """Every field is met, and none is answered."""
    submission = read(blank(regulation, format_), format_)

    assert submission.form == regulation
    assert {at: each.state for at, each in submission.answers.items()} == {
        field.at: State.BLANK for field in form_of(regulation, ROOT).fields
    }
    assert submission.facts.added == ()


@each_form
@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("format_", FILLINGS)
def test_a_filled_form_says_what_was_written(
    regulation: str, format_: str, seed: int
) -> None:
    """The same values give the same answers, in whatever format they are written."""
    form = form_of(regulation, ROOT)
    values = values_for(form, seed)
    everything = {field.at: values.get(field.at) for field in form.fields}
    expected = answers_from_data(build(everything), form, ROOT)

    submission = read(
        FILLINGS[format_](blank(regulation, format_), values, form), format_
    )

    assert said(submission.answers, form) == said(expected, form)


@each_form
@pytest.mark.parametrize("format_", BLANKS)
def test_the_same_form_is_the_same_bytes(regulation: str, format_: str) -> None:
    """Nothing in a blank form tells when or where it was made."""
    day = date.today().strftime("%Y-%m-%d").encode()  # noqa: DTZ011  # any zone's

    body = blank(regulation, format_)

    assert body == BLANKS[format_](blank_form(regulation, ROOT))
    assert day not in _unpacked(body)


def _unpacked(body: bytes) -> bytes:
    if not body.startswith(b"PK"):
        return body
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        days = {info.date_time[:3] for info in archive.infolist()}
        assert days == {(1980, 1, 1)}
        return b"".join(archive.read(name) for name in archive.namelist())


@each_form
def test_a_workbook_to_fill_in_holds_text_cells(regulation: str) -> None:
    """Answers' cells are open and hold text; there is no formula."""
    book = openpyxl.load_workbook(io.BytesIO(blank(regulation, "xlsx")))

    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    open_ = [cell for cell in cells if not cell.protection.locked]
    assert open_
    assert {cell.number_format for cell in open_} == {"@"}
    assert not [cell for cell in cells if cell.data_type == "f"]


@pytest.mark.parametrize(
    ("deleted", "state"),
    [
        (["answer.crawled.domains"], State.ANSWERED),
        (["list.crawled.domains"], State.BLANK),
        (["answer.crawled.domains", "list.crawled.domains"], State.MISSING_FIELD),
    ],
)
def test_a_name_that_was_deleted_names_nothing(
    deleted: list[str], state: State
) -> None:
    """What is left of a field is read; a field of which nothing is left is missing."""
    form = form_of("eu-ai-act", ROOT)
    values = {"/crawled/domains": [{"name": "alder.example"}]}
    book = openpyxl.load_workbook(
        io.BytesIO(FILLINGS["xlsx"](blank("eu-ai-act", "xlsx"), values, form))
    )
    for name in deleted:
        del book.defined_names[name]
    saved = io.BytesIO()
    book.save(saved)

    answer = read(saved.getvalue(), "xlsx").answers["/crawled/domains"]

    assert answer.state is state
    if state is State.ANSWERED:
        assert str(answer.place) == "sheet 2.3.h, cell A4"
