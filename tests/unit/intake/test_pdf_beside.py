"""What a PDF holds beside its pages is named, and where the form may be instead."""

import pytest

from compliance.datafiles import root
from compliance.errors import InputRefusedError
from compliance.intake.document_form import read_filing
from compliance.intake.pdf_reader import read_document
from tests.unit.intake.tiny_pdf import Sheet, pdf

COVER = "For the best view, open this portfolio in another program"
FILE = "<< /Type /Filespec /UF ({0}) >>"
SCRIPT = "<< /S /JavaScript /JS (while (1) {{}}) >>"


def with_names(tree: str, entry: str, names: tuple[str, ...], words: str) -> bytes:
    """Return a PDF that says `words`, with a name tree in its catalogue."""
    named = " ".join(f"({name}) {entry.format(name)}" for name in names)
    beside = f"/Names << /{tree} << /Names [{named}] >> >>"
    return pdf([Sheet().text(72, 100, words)], catalogue=beside)


def dynamic(words: str) -> bytes:
    """Return a PDF whose form is XFA, and whose one page says `words`."""
    form = "/AcroForm << /Fields [] /XFA (none) >> /NeedsRendering true"
    return pdf([Sheet().text(72, 100, words)], catalogue=form)


def test_attached_files_are_named() -> None:
    """The first three by name, the others by number."""
    attached = with_names("EmbeddedFiles", FILE, ("a.pdf", "b", "c", "d"), COVER)

    assert read_document(attached, "a.pdf").notes == (
        "4 attached files not read: “a.pdf”, “b”, “c” and 1 more",
    )


def test_scripts_are_counted() -> None:
    """None is run."""
    document = read_document(with_names("JavaScript", SCRIPT, ("x",), COVER), "a.pdf")

    assert document.notes == (
        "1 script not run; fields that it fills may look otherwise",
    )


@pytest.mark.parametrize(
    ("data", "code", "remedy"),
    [
        (dynamic("Please wait. " * 4), "form-not-recognised", "print it to a PDF"),
        (dynamic(""), "pdf-no-text", "print it to a PDF"),
        (
            with_names("EmbeddedFiles", FILE, ("summary.pdf",), COVER),
            "form-not-recognised",
            "attached to it by itself: summary.pdf",
        ),
    ],
)
def test_a_form_that_is_elsewhere(data: bytes, code: str, remedy: str) -> None:
    """The remedy says what to give instead."""
    with pytest.raises(InputRefusedError) as refused:
        read_filing(data, "a.pdf", "pdf", None, root())

    assert refused.value.code == code
    assert remedy in refused.value.remedy


def test_pages_of_such_a_form_are_read() -> None:
    """Where they show something, with a note."""
    document = read_document(dynamic(COVER), "a.pdf")

    assert document.blocks[0].cells[0].text == COVER
    assert document.notes == ("it is an XFA form too; what its pages show was read",)
