import random
from pathlib import Path

import pytest

from compliance.linkage.catalog import Catalog
from compliance.linkage.mapping import layout_of

HEADER = "record_id,work_type,title,creators"
ROWS = 2_000


def catalog_of(path: Path, kind: str = "csv") -> Catalog:
    """Return the catalog at `path` in the standard columns."""
    return Catalog(
        path=path,
        kind=kind,
        name=path.name,
        sha256="",
        layout=layout_of({}, "standard"),
    )


def damaged(kind: str, number: int) -> bytes:
    """Return one row, damaged one way."""
    good = f"{number},book,Title {number},author:A".encode()
    return {
        "too many fields": good + b",more,and more",
        "too few": f"{number},book".encode(),
        "stray quote at a start": f'{number},book,"Title,author:A'.encode(),
        "stray quote inside": f'{number},book,Ti"tle,author:A'.encode(),
        "bad UTF-8": good + b"\xff",
        "null": good.replace(b"T", b"\0"),
        "blank": b"",
        "spaces": b"   ",
        "no id": f",book,Title {number},author:A".encode(),
        "no such type": f"{number},poem,Title {number},author:A".encode(),
        "bare CR": good.replace(b"Title", b"Ti\rtle"),
        "long": f"{number},book,{'x' * 1_000_100},author:A".encode(),
        "quoted over lines": f'{number},book,"Title\nin two ""lines""",author:A'.encode(),
    }[kind]


KEPT = ("stray quote inside", "bare CR", "quoted over lines")
KINDS = (
    "too many fields", "too few", "stray quote at a start", "stray quote inside",
    "bad UTF-8", "null", "blank", "spaces", "no id", "no such type", "bare CR", "long",
    "quoted over lines",
)  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_every_line_is_accounted_for(kind: str, tmp_path: Path) -> None:
    """Damage costs the damaged lines and nothing else, and all lines are counted."""
    chooser = random.Random(7)  # noqa: S311  # a fixed choice of rows
    count = 5 if kind == "long" else 20
    bad = set(chooser.sample(range(ROWS), count))
    lines = [
        damaged(kind, n) if n in bad else f"{n},book,Title {n},author:A".encode()
        for n in range(ROWS)
    ]
    path = tmp_path / "catalog.csv"
    path.write_bytes(b"\n".join([HEADER.encode(), *lines]) + b"\n")
    catalog = catalog_of(path)

    entries = list(catalog.entries())

    facts = catalog.facts()
    assert facts.lines_in == (
        facts.header_lines
        + facts.blank_lines
        + facts.used_lines
        + facts.quarantined_lines
    )
    lost = 0 if kind in KEPT else count
    assert len(entries) == ROWS - lost
    assert facts.quarantined_lines + facts.blank_lines == lost


def test_texts_that_look_like_something_else_stay_texts(tmp_path: Path) -> None:
    """A song called None, leading zeros and dates come out as they went in."""
    path = tmp_path / "catalog.csv"
    titles = ["None", "NA", "null", "0000000012", "1e5", "2026-01-01", "TRUE", "=1+1"]
    rows = [f"{n},book,{title},author:A" for n, title in enumerate(titles)]
    path.write_text("\n".join([HEADER, *rows]))

    entries = list(catalog_of(path).entries())

    assert [entry.titles[0] for entry in entries] == titles


def test_a_repeated_key_is_told_apart(tmp_path: Path) -> None:
    """Two rows of one record_id are two entries, and their number is told."""
    path = tmp_path / "catalog.csv"
    path.write_text(f"{HEADER}\n1,book,A,x\n1,book,B,y\n")
    catalog = catalog_of(path)

    ids = [entry.record_id for entry in catalog.entries()]

    assert ids == ["1", "1 (2)"]
    assert catalog.repeated == 1


def test_the_same_rows_have_one_digest(tmp_path: Path) -> None:
    """Line ends and a blank line do not change the digest; a letter does."""
    digests = []
    for number, text in enumerate(
        (
            f"{HEADER}\n1,book,A,x\n",
            f"{HEADER}\r\n\r\n1,book,A,x\r\n",
            f"{HEADER}\n1,book,B,x\n",
        )
    ):
        path = tmp_path / f"{number}.csv"
        path.write_bytes(text.encode())
        catalog = catalog_of(path)
        list(catalog.entries())
        digests.append(catalog.facts().digest)

    assert digests[0] == digests[1] != digests[2]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_delimiter_is_that_of_the_header(tmp_path: Path, delimiter: str) -> None:
    """Commas, semicolons and tabs are told by the first line."""
    path = tmp_path / "catalog.csv"
    row = delimiter.join(["1", "book", "A title", "author:A"])
    path.write_text(f"{HEADER.replace(',', delimiter)}\n{row}\n")

    assert [e.titles for e in catalog_of(path).entries()] == [("A title",)]
