"""A corpus of hostile files, made here; each ends in one line, and nothing else."""

import io
import json
import os
import struct
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from compliance import limits
from compliance.archive import check_file
from compliance.errors import InputRefusedError
from compliance.frontdoor import CATALOG_KINDS, open_untrusted
from compliance.intake import read_submission
from compliance.model import State
from tests.read_here import context_here, read_here

LONGEST_LINE = 500
NODES = 2_000
Make = Callable[[], bytes]


def _pdf(objects: tuple[bytes, ...], trailer: bytes = b"") -> bytes:
    """Return a PDF of `objects`, numbered from 1; the first is the catalogue."""
    body = b"%PDF-1.7\n"
    starts = []
    for number, each in enumerate(objects, 1):
        starts.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    table += b"".join(b"%010d 00000 n \n" % start for start in starts)
    size = len(objects) + 1
    end = b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n"
    return body + table + end % (size, trailer, len(body))


def _empty_pdf(trailer: bytes = b"") -> bytes:
    return _pdf(
        (
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
        ),
        trailer,
    )


def _encrypted_pdf() -> bytes:
    secret = b"0" * 64
    return _empty_pdf(
        b"/Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -44 "
        b"/O <%s> /U <%s> >> /ID [<%s> <%s>]" % (secret, secret, secret, secret)
    )


def _looping_pdf() -> bytes:
    return _pdf(
        (
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2000000000 >>",
        )
    )


def _bomb_of_aliases() -> bytes:
    lines = ["a0: &a0 [x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10)]
    return "\n".join(lines).encode()


def _bomb_of_merges() -> bytes:
    lines = ["a0: {k: v}"]
    lines += [f"a{n}: {{<<: [*a{n - 1}, *a{n - 1}]}}" for n in range(1, 25)]
    return "\n".join(lines).encode()


def _deep_reference() -> bytes:
    return json.dumps({"k" * 900_000: [1] * 90_000}).encode()


# Name of the file, its content, the code it is refused by.
FILES: tuple[tuple[str, str, Make, str], ...] = (
    ("repeated key", "a.json", lambda: b'{"form": 1, "form": 2}', "json-repeated-key"),
    ("not a number", "a.json", lambda: b'{"form": NaN}', "json-broken"),
    ("number beyond", "a.json", lambda: b'{"form": 1e999}', "json-number"),
    ("5,000 digits", "a.json", lambda: b'{"form": %s}' % (b"9" * 5_000), "json-number"),
    ("nested brackets", "a.json", lambda: b"[" * 100_000, "too-deep"),
    ("nested objects", "a.json", lambda: b'{"a":' * 100_000, "too-deep"),
    ("half a character", "a.json", lambda: b'{"a": "\\udead"}', "json-surrogate"),
    ("control character", "a.json", lambda: b'{"a": "\x01"}', "json-broken"),
    ("comment", "a.json", lambda: b"{} // none", "json-broken"),
    ("two values", "a.json", lambda: b"{} {}", "json-broken"),
    ("single quotes", "a.json", lambda: b"{'a': 1}", "json-broken"),
    ("cut", "a.json", lambda: b'{"form": "eu-ai-', "json-broken"),
    ("text without end", "a.json", lambda: b'["' + b"x" * 15_000_000, "json-broken"),
    ("huge key", "a.json", _deep_reference, "too-long"),
    ("only a mark", "a.json", lambda: b"\xef\xbb\xbf", "json-broken"),
    ("only blanks", "a.json", lambda: b" \n" * 1_000, "json-broken"),
    ("Latin-1", "a.json", lambda: b'{"a": "caf\xe9"}', "text-not-utf8"),
    ("UTF-16", "a.json", lambda: '{"a": 1}'.encode("utf-16"), "file-kind"),
    ("UTF-16, no mark", "a.json", lambda: '{"a": 1}'.encode("utf-16-le"), "file-kind"),
    ("empty", "a.json", lambda: b"", "file-empty"),
    ("too many values", "a.json", lambda: b"[" + b"1," * NODES + b"1]", "too-many"),
    ("no object", "a.json", lambda: b'["form"]', "form-not-recognised"),
    ("no form", "a.json", lambda: b'{"__proto__": {"form": 1}}', "form-not-recognised"),
    ("strange form", "a.json", lambda: b'{"form": "../../etc"}', "form-unknown"),
    ("form of lines", "a.json", lambda: b'{"form": "a\\nb\\u001b[2J"}', "form-unknown"),
    ("bomb of aliases", "a.yaml", _bomb_of_aliases, "yaml-alias"),
    ("bomb of merges", "a.yaml", _bomb_of_merges, "yaml-merge"),
    ("merge key", "a.yaml", lambda: b"<<: {a: 1}", "yaml-merge"),
    ("nested brackets", "a.yaml", lambda: b"[" * 100_000, "too-deep"),
    ("nested lists", "a.yaml", lambda: b"- " * 100_000, "too-deep"),
    ("repeated key", "a.yaml", lambda: b"form: 1\nform: 2", "yaml-repeated-key"),
    ("code", "a.yaml", lambda: b"a: !!python/name:os.system", "yaml-tag"),
    ("two documents", "a.yaml", lambda: b"a: 1\n---\nb: 1", "yaml-documents"),
    ("control character", "a.yaml", lambda: b"a: \x07", "yaml-broken"),
    ("half a character", "a.yaml", lambda: b'a: "\\udead"', "yaml-broken"),
    ("only a mark", "a.yaml", lambda: b"\xef\xbb\xbf", "yaml-empty"),
    ("tab", "a.yaml", lambda: b"a:\n\tb: 1", "yaml-broken"),
    ("PDF as JSON", "a.json", _empty_pdf, "file-ending"),
    ("JSON as PDF", "a.pdf", lambda: b'{"form": 1}', "file-ending"),
    ("web page as YAML", "a.yaml", lambda: b"<!DOCTYPE html><p>", "file-ending"),
    ("archive as JSON", "a.json", lambda: b"PK\x03\x04....", "file-kind"),
    ("PDF without text", "a.pdf", _empty_pdf, "pdf-no-text"),
    ("cut PDF", "a.pdf", lambda: _empty_pdf()[:60], "pdf-damaged"),
    ("header alone", "a.pdf", lambda: b"%PDF-1.7", "pdf-damaged"),
    ("encrypted PDF", "a.pdf", _encrypted_pdf, "pdf-encrypted"),
)


def _is_a_refusal(error: InputRefusedError, name: str) -> None:
    line = str(error)
    assert line.isprintable()
    assert len(line) <= LONGEST_LINE
    assert line.endswith(f"[{error.code}]")
    assert error.where.startswith(name)
    assert error.what
    assert error.why
    assert error.remedy
    assert "Traceback" not in line


@pytest.mark.parametrize(
    ("name", "make", "code"),
    [pytest.param(name, m, code, id=f"{name} {says}") for says, name, m, code in FILES],
)
def test_a_hostile_filing_is_refused_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, make: Make, code: str
) -> None:
    """Code, place, reason and remedy, in one line; no trace of a trace."""
    monkeypatch.setattr(limits, "NODES", NODES)
    path = tmp_path / name
    path.write_bytes(make())

    with pytest.raises(InputRefusedError) as caught:
        read_here(path)

    assert caught.value.code == code
    _is_a_refusal(caught.value, name)


def test_pages_without_end_end(tmp_path: Path) -> None:
    """A PDF whose pages hold themselves is refused, by whichever limit is first."""
    path = tmp_path / "a.pdf"
    path.write_bytes(_looping_pdf())

    with pytest.raises(InputRefusedError) as caught:
        read_submission(path)

    _is_a_refusal(caught.value, "a.pdf")


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (_bomb_of_aliases(), "yaml-alias"),
        (b"as_of: 2026-13-45", "context-wrong"),
        (b"provider: 5", "context-wrong"),
        (b"__proto__: 5", "context-wrong"),
    ],
)
def test_a_hostile_context_is_refused_in_one_line(
    tmp_path: Path, body: bytes, code: str
) -> None:
    """What the form never asks comes through the same door."""
    path = tmp_path / "c.yaml"
    path.write_bytes(body)

    with pytest.raises(InputRefusedError) as caught:
        context_here(path)

    assert caught.value.code == code
    _is_a_refusal(caught.value, "c.yaml")


def test_what_is_no_file_is_refused_in_one_line(tmp_path: Path) -> None:
    """Folders, links, pipes, sockets, devices, holes and names too long."""
    (tmp_path / "folder.json").mkdir()
    with (tmp_path / "hole.json").open("wb") as hole:
        hole.truncate(2**30)
    paths = [
        tmp_path / "folder.json",
        tmp_path / "hole.json",
        tmp_path / "missing.json",
        tmp_path / ("n" * 300 + ".json"),
    ]
    if os.name != "nt":
        (tmp_path / "link.json").symlink_to(tmp_path / "missing.json")
        os.mkfifo(tmp_path / "pipe.json")
        paths += [tmp_path / "link.json", tmp_path / "pipe.json"]
    paths += [device for device in (Path("/dev/zero"),) if device.exists()]

    for path in paths:
        with pytest.raises(InputRefusedError) as caught:
            read_submission(path)

        _is_a_refusal(caught.value, path.name[:40])


def _bomb(size: int) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * size)
    return file.getvalue()


def _overlapping() -> bytes:
    """Return an archive with fifty names in its directory for one member."""
    data = _bomb(1_000)
    at = data.index(b"PK\x01\x02")
    entry, end = data[at : data.index(b"PK\x05\x06")], data[-22:]
    many = b"".join(
        entry[:46] + b"xl/worksheets/sheet%02d.xm" % n + entry[71:] for n in range(50)
    )
    counts = struct.pack("<2H2L", 50, 50, len(many), at)
    return data[:at] + many + end[:8] + counts + end[20:]


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: _bomb(2 * limits.ARCHIVE_RATIO_FROM + 1), "archive-bomb"),
        (lambda: _bomb(limits.ARCHIVE_RATIO_FROM + 1), "archive-ratio"),
        (_overlapping, "archive-overlap"),
    ],
)
def test_a_hostile_workbook_is_refused_in_one_line(
    tmp_path: Path, make: Make, code: str
) -> None:
    """Bombs are weighed, not opened."""
    path = tmp_path / "a.xlsx"
    path.write_bytes(make())

    file = open_untrusted(path, CATALOG_KINDS, limits.FILING_BYTES)
    with pytest.raises(InputRefusedError) as caught:
        check_file(
            io.BytesIO(file.data), file.name, unpacked=2 * limits.ARCHIVE_RATIO_FROM
        )

    assert caught.value.code == code
    _is_a_refusal(caught.value, "a.xlsx")


def test_strange_is_not_hostile(tmp_path: Path) -> None:
    """Odd names are read as what they are: a work called None, a key of a language."""
    filing = {
        "form": "eu-ai-act",
        "public_datasets": {
            "large": [{"name": "None"}, {"name": "=1+1"}, {"name": "no"}]
        },
        "__proto__": "x",
        "crawled": {"behaviour": "<script>alert(1)</script>", "used": 5},
    }
    path = tmp_path / "a.json"
    path.write_text(json.dumps(filing), encoding="utf-8-sig")

    submission = read_here(path)

    names = [
        item["name"] for item in submission.answers["/public_datasets/large"].items
    ]
    assert names == ["None", "=1+1", "no"]
    assert submission.answers["/crawled/used"].value == "nonstandard"
    assert submission.answers["/crawled/behaviour"].state is State.ANSWERED
    assert [row.label for row in submission.facts.added] == ["__proto__"]


@pytest.mark.skipif(sys.platform != "linux", reason="descriptors are listed there")
def test_nothing_is_left_open(tmp_path: Path) -> None:
    """Read or refused, a filing leaves no file, pipe or child behind."""
    good, bad = tmp_path / "a.json", tmp_path / "b.json"
    good.write_bytes(b'{"form": "eu-ai-act"}')
    bad.write_bytes(b"{")
    before = sorted(Path("/proc/self/fd").iterdir())

    read_submission(good)
    with pytest.raises(InputRefusedError):
        read_submission(bad)

    assert sorted(Path("/proc/self/fd").iterdir()) == before
