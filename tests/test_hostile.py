import io
import os
import socket
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from compliance import limits
from compliance.crosscheck import cross_check, mapping_named
from compliance.datafiles import root
from compliance.errors import InputRefusedError
from compliance.frontdoor import CATALOG_KINDS, open_large
from compliance.intake import read_submission
from compliance.linkage.catalog import open_catalog
from compliance.linkage.mapping import mapping_of
from compliance.sandbox import ChildLimits, run, watch_memory
from tests.read_here import context_here, read_here

PDF_HEAD = b"%PDF-1.4\n"


def pictures_only() -> bytes:
    """Return a PDF of one page with nothing but a drawn square."""
    stream = b"0 0 100 100 re f"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
    ]
    body, offsets = PDF_HEAD, []
    for number, each in enumerate(objects, 1):
        offsets.append(len(body))
        body += b"%d 0 obj%s endobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    start = len(body)
    return (
        body
        + b"xref\n0 5\n0000000000 65535 f \n"
        + table
        + b"trailer<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % start
    )


def archive(*members: tuple[str, bytes]) -> bytes:
    """Return a ZIP file with the members."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, body in members:
            file.writestr(name, body)
    return buffer.getvalue()


FILINGS = {
    "empty": ("a.json", b"", "file-empty"),
    "only a mark": ("a.json", b"\xef\xbb\xbf", "json-broken"),
    "broken JSON": ("a.json", b'{"a": ', "json-broken"),
    "repeated key": ("a.json", b'{"a": 1, "a": 2}', "json-repeated-key"),
    "NaN": ("a.json", b'{"a": NaN}', "json-broken"),
    "nested brackets": ("a.json", b"[" * 100_000, "too-deep"),
    "nested YAML": ("a.yaml", b"[" * 100_000, "too-deep"),
    "aliases": ("a.yaml", b"a: &a [x]\nb: [*a, *a]\n", "yaml-alias"),
    "UTF-16": ("a.json", "{}".encode("utf-16"), "file-kind"),
    "no UTF-8": ("a.json", b'{"a": "\xff"}', "text-not-utf8"),
    "a number": ("a.json", b"12", "form-not-recognised"),
    "no field of any form": ("a.json", b'{"colour": "red"}', "form-not-recognised"),
    "no such form": ("a.json", b'{"form": "none"}', "form-unknown"),
    "PDF called JSON": ("a.json", pictures_only(), "file-ending"),
    "JSON called PDF": ("a.pdf", b'{"a": 1}', "file-ending"),
    "pictures only": ("a.pdf", pictures_only(), "pdf-no-text"),
    "head of a PDF": ("a.pdf", PDF_HEAD, "pdf-damaged"),
    "garbage in a PDF": ("a.pdf", PDF_HEAD + bytes(range(256)) * 40, "pdf-damaged"),
    "a picture": ("a.pdf", b"\x89PNG\r\n", "file-kind"),
    "a web page": ("a.html", b"<!DOCTYPE html><p>hello", "form-not-recognised"),
    "no workbook": ("a.xlsx", archive(("a.xml", b"<a/>")), "workbook-damaged"),
}


@pytest.mark.parametrize(("name", "body", "code"), FILINGS.values(), ids=FILINGS)
def test_hostile_filings_are_one_clear_line(
    tmp_path: Path, name: str, body: bytes, code: str
) -> None:
    """Each is refused with its code, its place and a remedy, in one short line."""
    path = tmp_path / name
    path.write_bytes(body)

    with pytest.raises(InputRefusedError) as caught:
        read_here(path)

    line = str(caught.value)
    assert caught.value.code == code
    assert "\n" not in line
    assert len(line) < 600
    assert caught.value.where.startswith(name)
    assert caught.value.remedy


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    """A folder, a link, a pipe and a missing file each have a reason of their own."""
    target = tmp_path / "target.json"
    target.write_text("{}")
    link, pipe = tmp_path / "link.json", tmp_path / "pipe.json"
    link.symlink_to(target)
    os.mkfifo(pipe)
    expected = {
        tmp_path: "file-not-regular",
        link: "file-link",
        pipe: "file-not-regular",
        tmp_path / "none.json": "file-missing",
        Path("/dev/zero"): "file-not-regular",
    }

    for path, code in expected.items():
        with pytest.raises(InputRefusedError) as caught:
            read_submission(path)
        assert caught.value.code == code, path


def test_a_large_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    """A gigabyte without content costs nothing."""
    path = tmp_path / "large.json"
    with path.open("wb") as file:
        file.truncate(2**30)

    with pytest.raises(InputRefusedError) as caught:
        read_submission(path)
    assert caught.value.code == "file-too-large"


def two_entries_of_one_name() -> bytes:
    """Return an archive whose directory names one member twice."""
    with pytest.warns(UserWarning, match="Duplicate name"):
        return archive(("xl/a.xml", b"<a/>"), ("xl/a.xml", b"<b/>"))


def sheet_with(value: object) -> bytes:
    """Return a workbook with a catalog of one row whose title is `value`."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["record_id", "work_type", "title"])
    sheet.append(["1", "book", value])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


CATALOGS: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "no header": ("a.csv", lambda: b"\xff\xfe", "file-kind"),
    "missing column": ("a.csv", lambda: b"record_id,title\n1,x\n", "catalog-column"),
    "repeated column": (
        "a.csv",
        lambda: b"record_id,work_type,title,title\n",
        "catalog-repeated-column",
    ),
    "damaged Parquet": ("a.parquet", lambda: b"PAR1" + b"x" * 99, "catalog-damaged"),
    "repeated member": ("a.xlsx", two_entries_of_one_name, "archive-repeated"),
    "entities": (
        "a.xlsx",
        lambda: archive(("xl/a.xml", b'<!DOCTYPE x [<!ENTITY a "b">]><x/>')),
        "archive-entity",
    ),
    "a bomb": (
        "a.xlsx",
        lambda: archive(("a.xml", bytes(limits.MIB)), ("b.xml", b"<b/>")),
        "archive-bomb",
    ),
    "outside": ("a.xlsx", lambda: archive(("../a.xml", b"<a/>")), "archive-outside"),
    "no workbook": ("a.xlsx", lambda: archive(("a.xml", b"<a/>")), "catalog-damaged"),
}


@pytest.mark.parametrize(("name", "body", "code"), CATALOGS.values(), ids=CATALOGS)
def test_hostile_catalogs_are_one_clear_line(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    body: Callable[[], bytes],
    code: str,
) -> None:
    """A catalog that cannot be relied on is refused, with its place and a remedy."""
    monkeypatch.setattr(limits, "CATALOG_UNPACKED_BYTES", limits.MIB)
    path = tmp_path / name
    path.write_bytes(body())

    with pytest.raises(InputRefusedError) as caught:
        catalog_at(path)

    assert caught.value.code == code
    assert "\n" not in str(caught.value)


def catalog_at(path: Path) -> None:
    """Open a catalog as the child does, in the process of the test."""
    file = open_large(path, CATALOG_KINDS, limits.CATALOG_BYTES)
    label, text = mapping_named(None, root())
    with path.open("rb") as opened:
        open_catalog(
            opened,
            name=file.name,
            kind=file.kind,
            sha256=file.sha256,
            mapping=mapping_of(text, label),
        )


def test_a_hostile_catalog_is_refused_by_its_child(tmp_path: Path) -> None:
    """What the child says of it is what the command says."""
    path = tmp_path / "a.csv"
    path.write_bytes(b"record_id,title\n1,x\n")
    sample = root() / "samples" / "us-hr-7913" / "notice" / "submission.json"

    with pytest.raises(InputRefusedError) as caught:
        cross_check(
            read_here(sample), path, mapping=None, reservations=None, root=root()
        )

    assert caught.value.code == "catalog-column"


def test_a_formula_in_a_catalog_is_inert(tmp_path: Path) -> None:
    """A cell that looks like a formula is read as nothing or as its words."""
    path = tmp_path / "a.xlsx"
    path.write_bytes(sheet_with("'=HYPERLINK(x)"))
    sample = root() / "samples" / "us-hr-7913" / "notice" / "submission.json"

    found = cross_check(
        read_here(sample), path, mapping=None, reservations=None, root=root()
    )

    assert found.entries[0].title == "'=HYPERLINK(x)"


def test_a_context_is_refused_by_key(tmp_path: Path) -> None:
    """A misspelt input is named with its line, because it would be ignored in silence."""
    path = tmp_path / "context.yaml"
    path.write_text("provider:\n  established: yes\n")

    with pytest.raises(InputRefusedError, match=r"line 2.*established") as caught:
        context_here(path)
    assert caught.value.code == "context-wrong"


SMALL = ChildLimits(memory=2**30, cpu=5, wall=20, answer=1000)


def test_the_child_has_no_network() -> None:
    """No part of the core imports sockets; only the interpreter's own modules do."""
    sources = (root() / "compliance").rglob("*.py")

    users = [
        path.name for path in sources if "import socket" in path.read_text("utf-8")
    ]
    assert not users
    assert socket


def test_a_death_of_the_child_is_a_refusal() -> None:
    """A task that does not exist ends the child, and the parent says so in one line."""
    with pytest.raises(InputRefusedError) as caught:
        run("no-such-task", "a.pdf", {}, b"", SMALL)

    assert caught.value.code == "child-crashed"


def test_an_answer_beyond_the_limit_is_a_refusal() -> None:
    """A child may not answer more than it is allowed to."""
    filing = root() / "samples" / "eu-ai-act" / "complete" / "submission.json"
    request = {"name": "a.json", "kind": "json", "form": None, "root": str(root())}

    with pytest.raises(InputRefusedError) as caught:
        run("read-data", "a.json", request, filing.read_bytes(), SMALL)

    assert caught.value.code == "child-answer"


@pytest.mark.skipif(sys.platform != "linux", reason="memory limits work on Linux only")
def test_memory_is_limited() -> None:
    """A child that needs more than its memory is refused."""
    tiny = ChildLimits(memory=10 * 2**20, cpu=5, wall=10, answer=2**20)
    request = {"name": "a.json", "kind": "json", "form": None, "root": str(root())}

    with pytest.raises(InputRefusedError) as caught:
        run("read-data", "a.json", request, b"{}", tiny)

    assert caught.value.code.startswith("child-")


def test_memory_is_watched_where_no_limit_works() -> None:
    """The watch ends when the memory is exceeded, or with the child."""
    used = iter([1, 5, 11])

    watch_memory(lambda: next(used), lambda: None, 10)

    assert next(used, None) is None
    watch_memory(lambda: 0, lambda: 0, 10)
