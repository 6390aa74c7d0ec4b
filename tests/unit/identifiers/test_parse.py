import csv
from pathlib import Path

import pytest

from compliance.identifiers import SCHEMES, Verdict, guess, parse


@pytest.mark.parametrize(
    ("scheme", "raw", "normal"),
    [
        pytest.param("isbn", "0-306-40615-2", "9780306406157", id="ten digits"),
        pytest.param("isbn", "ISBN: 978‑0‑306‑40615‑7", "9780306406157", id="dashes"),
        pytest.param("isbn", "９７８０３０６４０６１５７", "9780306406157", id="wide digits"),
        pytest.param("isbn", "9780306406157.0", "9780306406157", id="a spreadsheet's"),
        pytest.param("isbn", "306406152", "9780306406157", id="a lost zero"),
        pytest.param("issn", "2049-3630", "20493630", id="serial"),
        pytest.param("ismn", "M-2306-7118-7", "9790230671187", id="old music number"),
        pytest.param("isrc", "gb-aye-68-00011", "GBAYE6800011", id="recording"),
        pytest.param("iswc", "T-034.524.680-1", "T0345246801", id="musical work"),
        pytest.param("ipi", "14107338", "00014107338", id="unpadded party"),
        pytest.param("isni", "0000 0001 2150 090X", "000000012150090X", id="person"),
        pytest.param("doi", "https://doi.org/10.1000/ABC-d", "10.1000/abc-d", id="article"),
        pytest.param("gtin", "036000291452", "00036000291452", id="release"),
        pytest.param("registration", "us:SR-320-918@2003-05-01",
                     "SR0000320918@2003-05-01", id="modern"),
        pytest.param("registration", "a 695089@1922-12-30", "A695089@1922-12-30", id="old"),
        pytest.param("registration", "R59809@1950-03-17", "RE59809@1950-03-17", id="renewal"),
    ],
)  # fmt: skip
def test_spellings_of_one_identifier_are_one(
    scheme: str, raw: str, normal: str
) -> None:
    """However it is written, a number is compared in one form."""
    found = parse(scheme, raw)

    assert (found.verdict, found.normal) == (Verdict.VALID, normal)


@pytest.mark.parametrize(
    ("scheme", "raw", "verdict"),
    [
        pytest.param("isbn", "9780306406158", Verdict.CHECK_FAILS, id="wrong digit"),
        pytest.param(
            "isbn", "0306406153", Verdict.CHECK_FAILS, id="wrong digit of ten"
        ),
        pytest.param("isbn", "9.78043902348e+12", Verdict.MALFORMED, id="digits lost"),
        pytest.param("isbn", "4006381333931", Verdict.MALFORMED, id="a pen"),
        pytest.param("issn", "2049-3631", Verdict.CHECK_FAILS, id="serial"),
        pytest.param("iswc", "T0345246802", Verdict.CHECK_FAILS, id="musical work"),
        pytest.param("ipi", "14107339", Verdict.CHECK_FAILS, id="party"),
        pytest.param("isrc", "GBAYE680001", Verdict.MALFORMED, id="a digit short"),
        pytest.param("registration", "SR12345678901", Verdict.MALFORMED, id="too long"),
        pytest.param("registration", "work", Verdict.MALFORMED, id="no number"),
    ],
)
def test_three_verdicts(scheme: str, raw: str, verdict: Verdict) -> None:
    """A failed check and a wrong form are told apart, and neither is compared."""
    found = parse(scheme, raw)

    assert (found.verdict, found.normal) == (verdict, "")


def test_a_repair_is_told() -> None:
    """What was restored is said in words; plain spelling is no repair."""
    assert parse("isbn", "306406152").repair == "a lost leading zero restored"
    assert parse("isbn", "0-306-40615-2").repair == ""


def test_a_class_with_a_digit_keeps_its_hyphen() -> None:
    """B5-73742 and B573742 are two registrations."""
    five, plain = (parse("registration", raw).normal for raw in ("B5-73742", "B573742"))

    assert five != plain


def test_a_bare_number_counts_only_where_its_check_holds() -> None:
    """A number that could be anything is none."""
    isbn, isrc = guess("978-0-306-40615-7"), guess("isrc:GBAYE6800011")

    assert isbn is not None
    assert isbn.scheme == "isbn"
    assert isrc is not None
    assert isrc.scheme == "isrc"
    assert guess("12345") is None
    assert guess("https://example.org") is None


@pytest.mark.parametrize("scheme", sorted(SCHEMES))
@pytest.mark.parametrize("raw", ["", " ", "-", "x" * 5000, "\0", "⑨⑨⑨", "=1+1", "None"])
def test_nothing_breaks_a_parser(scheme: str, raw: str) -> None:
    """Whatever stands in a cell, there is a verdict."""
    assert parse(scheme, raw).verdict in Verdict


def test_a_disclosed_list_is_found_in_a_catalog(shared: Path) -> None:
    """684 ISBNs of Books3 are in goodbooks, most of them only after a repair."""
    lines = (shared / "data" / "books3_isbns.txt").read_text("utf-8", "replace")
    disclosed = {
        found.normal
        for line in lines.splitlines()
        if line and not line.startswith("#")
        for found in (parse("isbn", line),)
        if found.normal
    }
    with (shared / "data" / "goodbooks10k.csv").open(encoding="utf-8") as file:
        entries = [parse("isbn", row["isbn"]) for row in csv.DictReader(file)]

    linked = {entry.normal for entry in entries if entry.normal in disclosed}
    assert len(disclosed) == 129_320
    assert len({entry.normal for entry in entries if entry.normal}) == 9_277
    assert len(linked) == 684
    assert any(e.repair for e in entries if e.normal in linked)
