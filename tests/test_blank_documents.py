import pytest

from compliance.forms import form_ids, form_of
from compliance.intake.canonical import answers_from_data
from compliance.model import State
from compliance.pointer import build
from tests.filled_documents import FILLINGS
from tests.filled_forms import ROOT, blank, read, said, values_for

FORMS = form_ids(ROOT)
SEEDS = range(1)

each_form = pytest.mark.parametrize("regulation", FORMS)


@each_form
@pytest.mark.parametrize("format_", FILLINGS)
def test_a_blank_document_is_blank(regulation: str, format_: str) -> None:
    """Every label is met, none is doubtful, and no prompt is an answer."""
    submission = read(blank(regulation, format_), format_)

    assert submission.form == regulation
    assert {at: each.state for at, each in submission.answers.items()} == {
        field.at: State.BLANK for field in form_of(regulation, ROOT).fields
    }
    assert not any(each.doubts for each in submission.answers.values())
    assert submission.facts.added == ()


@each_form
@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("format_", FILLINGS)
def test_a_filled_document_says_what_was_written(
    regulation: str, format_: str, seed: int
) -> None:
    """A filled Word or Markdown form gives the answers that its data would."""
    form = form_of(regulation, ROOT)
    values = values_for(form, seed)
    everything = {field.at: values.get(field.at) for field in form.fields}
    expected = answers_from_data(build(everything), form, ROOT)

    submission = read(
        FILLINGS[format_](blank(regulation, format_), values, form), format_
    )

    assert said(submission.answers, form) == said(expected, form)
