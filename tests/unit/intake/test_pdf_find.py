"""In a long PDF the form is found by the text of its pages."""

import pytest

from compliance import limits
from compliance.datafiles import root
from compliance.errors import InputRefusedError
from compliance.intake.pdf_find import Glance, glance, pages_of_form, run_of
from tests.unit.intake.tiny_pdf import Sheet, pdf

BARE = Glance(frozenset(), listing=False)
HOSTS = Glance(frozenset(), listing=True)


def page(*labels: str, listing: bool = False) -> Glance:
    """Return the glance at a page with these labels."""
    return Glance(frozenset(labels), listing)


def test_the_form_is_the_run_with_most_labels() -> None:
    """With the page before it and the page after it; stray labels elsewhere do not count."""
    pages = [
        BARE,
        page("a", "b"),
        *[BARE] * 5,
        page("a", "b", "c"),
        page("d"),
        *[BARE] * 3,
    ]

    assert run_of(pages) == (7, 10)


def test_the_form_goes_on_behind_a_list() -> None:
    """Two labels that it lacks draw it out, one or known ones do not."""
    form = [page("a", "b", "c"), page("d", "e", "f")]

    assert run_of([*form, *[HOSTS] * 9, page("g", "h"), BARE, BARE]) == (1, 13)
    assert run_of([*form, *[BARE] * 9, page("g"), page("a", "b", "c")]) == (1, 3)
    assert run_of([page("g", "h"), *[BARE] * 9, *form]) == (1, 12)


def test_a_list_at_the_end_belongs_to_the_form() -> None:
    """As long as its pages hold more domains than other lines."""
    form = [page("a", "b", "c")]

    assert run_of([*form, HOSTS, HOSTS, BARE, HOSTS]) == (1, 4)
    assert run_of([*form, BARE, HOSTS, BARE]) == (1, 2)


def test_without_a_label_there_is_no_form() -> None:
    """One label is enough to look there."""
    assert run_of([BARE, HOSTS]) is None
    assert run_of([BARE, BARE, BARE, page("a")]) == (3, 4)


def test_a_page_that_lists_is_known_by_most_of_its_lines() -> None:
    """Half of them are not enough; an address in a mail is no domain listed."""
    assert glance("a.example\nb.example\nwords", ()).listing
    assert not glance("a.example\nwords", ()).listing
    assert not glance("me@a.example", ()).listing


def report(*labelled: int, pages: int = 6) -> bytes:
    """Return a PDF with two labels of the form on the pages numbered `labelled`."""
    sheets = []
    for number in range(1, pages + 1):
        sheet = Sheet().text(72, 100, "Words of a report of another kind")
        if number in labelled:
            sheet.text(72, 200, "Trade name of the provider: Polaris Works")
            sheet.text(72, 220, "Crawler name(s) /").text(72, 232, "identifier(s):")
        sheets.append(sheet)
    return pdf(sheets)


def test_a_long_file_is_looked_through(monkeypatch: pytest.MonkeyPatch) -> None:
    """A label counts with its answer behind it, and over two lines."""
    monkeypatch.setattr(limits, "PAGES_WHOLE", 5)

    assert pages_of_form(report(4), "a.pdf", ("eu-ai-act",), root()) == (3, 5)
    assert pages_of_form(report(4, pages=5), "a.pdf", ("eu-ai-act",), root()) is None


@pytest.mark.parametrize(
    ("most", "code"), [(6, "form-not-recognised"), (5, "pdf-too-many-pages")]
)
def test_a_long_file_without_the_form_is_refused(
    monkeypatch: pytest.MonkeyPatch, most: int, code: str
) -> None:
    """The remedy is to name the pages."""
    monkeypatch.setattr(limits, "PAGES_WHOLE", 5)
    monkeypatch.setattr(limits, "PAGES", most)

    with pytest.raises(InputRefusedError) as refused:
        pages_of_form(report(), "a.pdf", ("eu-ai-act",), root())

    assert refused.value.code == code
    assert "--pages" in refused.value.remedy
