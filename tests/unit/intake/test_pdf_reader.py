"""Files that are no readable PDF are refused with a reason and a remedy."""

import pytest

from compliance import limits
from compliance.errors import InputRefusedError
from compliance.intake.pdf_reader import read_document
from tests.unit.intake.tiny_pdf import Sheet, pdf

LOCK = (
    "/Encrypt << /Filter /Standard /V 1 /R 2 /Length 40 /P -4 "
    f"/O <{'0' * 64}> /U <{'0' * 64}> >> /ID [<00><00>]"
)
WHOLE = pdf([Sheet().text(72, 100, "Enough words for a page that can be read well")])


@pytest.mark.parametrize(
    ("data", "code"),
    [
        pytest.param(
            pdf([Sheet().box(9, 9, 90, 90, fill=0)]), "pdf-no-text", id="drawn"
        ),
        pytest.param(pdf([Sheet()]), "pdf-no-text", id="empty page"),
        pytest.param(pdf([Sheet()], trailer=LOCK), "pdf-encrypted", id="locked"),
        pytest.param(b"%PDF-1.7\nnothing", "pdf-damaged", id="no structure"),
        pytest.param(WHOLE[:200], "pdf-damaged", id="cut off"),
        pytest.param(b"", "pdf-damaged", id="no bytes"),
    ],
)
def test_what_cannot_be_read_is_refused(data: bytes, code: str) -> None:
    """The refusal names its code, the file, the reason and what to do."""
    with pytest.raises(InputRefusedError) as refused:
        read_document(data, "filing.pdf")

    assert refused.value.code == code
    assert refused.value.where == "filing.pdf"
    assert refused.value.remedy


def test_a_file_with_too_many_pages_is_refused() -> None:
    """The limit is named beside the number."""
    with pytest.raises(InputRefusedError) as refused:
        read_document(pdf([Sheet()] * (limits.PAGES + 1)), "filing.pdf")

    assert refused.value.code == "pdf-too-many-pages"
    assert f"{limits.PAGES:,}" in refused.value.why


def test_pages_are_counted() -> None:
    """A blank page at the end is one too."""
    sheets = [
        Sheet().text(72, 100, "Words on the first page, forty letters and more of them")
    ]

    assert read_document(pdf([*sheets, Sheet()]), "filing.pdf").pages == 2
