"""Pictures of places, and addresses that open a filing at a finding."""

import base64
import re
import struct
import zlib
from collections.abc import Callable
from datetime import date
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest

from compliance import limits
from compliance.assess import assess
from compliance.datafiles import root
from compliance.errors import InputRefusedError
from compliance.forms import form_of
from compliance.intake import read_submission
from compliance.intake.excerpts import excerpt_at
from compliance.intake.pdf_pictures import pictures_request, png
from compliance.model import GapReport, Outcome
from compliance.original import original_of
from compliance.render import to_html
from compliance.rulebook import load_regulation
from tests.unit.intake.test_document_form import filing

pytestmark = pytest.mark.usefixtures("tasks_here")

PICTURE = re.compile(r'<img src="data:image/png;base64,([^"]+)" [^>]*alt="([^"]+)"')


def report_on(path: Path) -> GapReport:
    """Return the gap report on a filing."""
    return assess(
        read_submission(path),
        load_regulation("eu-ai-act", root()),
        context={},
        context_source="",
        as_of=date(2026, 11, 25),
        cross_check=None,
        root=root(),
    )


@pytest.fixture(scope="module")
def polaris(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a small filing of an invented provider, as PDF."""
    path = tmp_path_factory.mktemp("in") / "polaris.pdf"
    path.write_bytes(filing())
    return path


@pytest.fixture(scope="module")
def report(polaris: Path) -> GapReport:
    """Return the gap report on it."""
    return report_on(polaris)


def test_a_gap_shows_its_place_and_opens_it(polaris: Path, report: GapReport) -> None:
    """A picture says its page to those who cannot see it, and links to the page."""
    page = to_html(report, original_of(report, polaris, polaris.parent)).decode()
    shown = PICTURE.findall(page)

    assert shown
    assert all(base64.b64decode(data)[1:4] == b"PNG" for data, _ in shown)
    assert all(re.search(r"at page [12].*, field \d", words) for _, words in shown)
    assert 'href="polaris.pdf#page=1"' in page
    assert "http" not in "".join(re.findall(r"<img[^>]+>", page))


def test_the_same_places_give_the_same_bytes(polaris: Path, report: GapReport) -> None:
    """Nothing in a picture tells when it was made."""
    pages = [
        to_html(report, original_of(report, polaris, polaris.parent)) for _ in range(2)
    ]

    assert pages[0] == pages[1]


def test_pictures_are_counted(
    polaris: Path, report: GapReport, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is left out is said."""
    monkeypatch.setattr(limits, "PICTURES", 1)

    original = original_of(report, polaris, polaris.parent)

    assert len(original.pictures) == 1
    assert original.left_out > 0
    assert f"{original.left_out:,} more places" in to_html(report, original).decode()


def test_a_changed_file_is_not_shown(tmp_path: Path) -> None:
    """A picture of another file would mislead."""
    path = tmp_path / "polaris.pdf"
    path.write_bytes(filing())
    report = report_on(path)
    path.write_bytes(filing() + b"\n%")

    with pytest.raises(InputRefusedError, match="has changed since it was read"):
        original_of(report, path, tmp_path)


def test_a_web_page_is_opened_at_the_words(tmp_path: Path) -> None:
    """A text fragment finds the words; a hyphen in them is no mark of a range."""
    path = tmp_path / "summary.html"
    rows = "".join(
        f"<tr><td>{label}</td><td>{answer}</td></tr>"
        for label, answer in (
            ("Version of the Summary", "1"),
            ("Last update", "well-kept and soon"),
            ("Provider name and contact details", "Polaris"),
            ("Versioned model name(s)", "Polaris-7B"),
            ("Model dependencies", "None"),
            ("Date of placement of the model on the Union market", "Spring"),
            ("Period of data collection", "Up to 2025"),
            ("General description of crawler behaviour", "Polite"),
            ("General description of measures taken", "Filters"),
        )
    )
    path.write_text(
        f"<!doctype html><title>x</title><table>{rows}</table>", encoding="utf-8"
    )
    report = report_on(path)

    page = to_html(report, original_of(report, path, tmp_path)).decode()

    before = "of%20data%20collection-,"
    assert f"summary.html#:~:text={before}Up%20to%202025" in page
    assert "well%2Dkept%20and%20soon" in page
    assert not PICTURE.search(page)


def test_a_place_outside_the_pages_has_no_picture() -> None:
    """A page that is not there, or an odd box, is no reason to stop."""
    told = pictures_request(
        {"places": [[9, [0, 0, 1, 1]], [1, [1e9, -5, 2e9, 3]]]}, filing()
    )

    assert told[0] is None
    assert told[1] is not None


def test_rows_become_a_picture_of_sixteen_greys() -> None:
    """An odd number of greys fills its last byte with nothing."""
    made = png([b"\xff\x80\x00"])
    at = made.index(b"IDAT")
    (length,) = struct.unpack(">I", made[at - 4 : at])

    assert struct.unpack(">IIBB", made[16:26]) == (3, 1, 4, 0)
    assert zlib.decompress(made[at + 4 : at + 4 + length]) == b"\x00\xf8\x00"


ANSWERS = {
    "0.b": "14 March 2026", "1.1.a": "Quillmere Labs, 4 Harbour Row &amp; Quay",
    "1.2.a": "Quill 2-9B", "2.1.c": "Harbour Corpus 3", "2.2.2.a": "☒ Yes ☐ No",
    "2.2.2.c": "Tide Archive", "2.3.a": "☒ Yes ☐ No", "2.3.b": "None", "2.3.i": "None",
    "2.3.d": "Not <b>disclosed</b>", "2.5.a": "☒ Yes ☐ No", "3.2.a": "",
}  # fmt: skip


def in_page(label: str, answer: str) -> str:
    """Return a row of a page."""
    return f"<tr><td><b>{label}</b></td>\n<td><p>{answer}</p></td></tr>\n"


def in_markdown(label: str, answer: str) -> str:
    """Return a row of Markdown."""
    return f"| {label} | {answer} |\n"


@pytest.mark.parametrize(
    ("name", "row", "frame"),
    [
        ("o.html", in_page, "<html><style>p {{ color: red }}</style><table>{}</table>"),
        ("o.md", in_markdown, "# Summary\n\n| Field | Answer |\n|---|---|\n{}"),
    ],
)
def test_every_link_opens_the_words_of_the_answer(
    name: str, row: Callable[[str, str], str], frame: str, tmp_path: Path
) -> None:
    """Its words stand in the file, after the words before them, and begin the answer."""
    form = form_of("eu-ai-act", root())
    rows = "".join(row(form.by_id(at).label, text) for at, text in ANSWERS.items())
    (tmp_path / name).write_text(frame.format(rows), encoding="utf-8")
    report = report_on(tmp_path / name)
    page = to_html(report, original_of(report, tmp_path / name, tmp_path)).decode()
    shown = re.sub(r"<style>.*?</style>|<[^>]+>", " ", frame.format(rows))
    flat = " ".join(unescape(shown).split())
    gaps = [
        finding
        for result in report.results
        if result.outcome is Outcome.GAP
        for finding in result.findings
        if finding.place.line
    ]
    opened = re.findall(rf'href="{name}#:~:text=([^"]+)"', page)

    assert len(opened) == len(gaps) > 5
    for target in opened:
        prefix, _, words = target.rpartition("-,")
        assert unquote(f"{prefix} {words}").strip() in flat
    for finding in gaps:
        excerpt = excerpt_at(frame.format(rows), finding.place)
        assert excerpt is not None
        assert not finding.quote or finding.quote.startswith(excerpt.words)
