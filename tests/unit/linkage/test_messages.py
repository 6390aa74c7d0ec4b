"""CWR, DDEX and ONIX: what is in them, and that nothing is lost."""

from pathlib import Path

import pytest

from compliance.errors import InputRefusedError
from compliance.linkage.catalog import Catalog
from compliance.linkage.entry import Entry
from compliance.model import CatalogFacts
from tests.unit.linkage.invented import ROOT, catalog

SAMPLES = ROOT / "samples" / "catalogs" / "messages"


def read(data: bytes, kind: str) -> tuple[list[Entry], CatalogFacts, Catalog]:
    """Return the entries of a message, what was loaded, and the catalog."""
    opened = catalog(data, kind)
    entries = [entry for _, entry in opened.entries()]
    return entries, opened.facts(), opened


def sample(name: str) -> tuple[list[Entry], CatalogFacts, Catalog]:
    """Return what is in one of the samples."""
    kind = "xml" if name.endswith(".xml") else "cwr"
    return read((SAMPLES / name).read_bytes(), kind)


@pytest.mark.parametrize("name", sorted(path.name for path in SAMPLES.iterdir()))
def test_every_line_is_accounted_for(name: str) -> None:
    """Lines in are those of frames, used and quarantined; `facts` raises otherwise."""
    entries, facts, _ = sample(name)

    assert facts.lines_in == (
        facts.header_lines + facts.used_lines + facts.quarantined_lines
    )
    assert facts.rows == len(entries)


def test_a_cwr_work_and_its_recording() -> None:
    """A work has its writers, publisher and ISWC; its recording names the work."""
    (work, recording, other), facts, _ = sample("kestrel.V21")

    assert (work.record_id, work.title) == ("KW000001", "THE COPPER LANTERN")
    assert work.alt_titles == "COPPER LANTERN WALTZ"
    assert work.creators == (
        "writer:ISOLDE DUNMORE|author:TEODOR OKONKWO-BAY|performer:THE SLATE HERONS"
    )
    assert (work.identifiers, work.first_date) == ("iswc:T3104005014", "2019-04-02")
    assert work.owner_name == "KESTREL WHARF MUSIC"
    assert recording.identifiers == "isrc:GBZZZ1900001"
    assert recording.works == "iswc:T3104005014|cwr:KESTREL WHARF MUSIC/KW000001"
    assert other.works == "cwr:KESTREL WHARF MUSIC/KW000002"
    assert [(q.line, q.reason) for q in facts.quarantine] == [
        (12, "no kind of record of CWR")
    ]


def test_cwr_2_2_and_3_0_have_their_own_columns() -> None:
    """Titles, artists and labels of recordings are where each version has them."""
    (_, live), _, _ = sample("kestrel.V22")
    (work, edit), _, _ = sample("KESTREL_V3-0-0.SUB")

    assert live.title == "HARBOUR IN NINE COLOURS (LIVE)"
    assert (live.creators, live.owner_name) == ("artist:THE SLATE HERONS", "BREAKWATER")
    assert (work.owner_id, work.updated_at) == ("ipi:99700431139", "2026-03-05")
    assert edit.identifiers == "isrc:GBZZZ2400003"
    assert (edit.creators, edit.owner_name) == ("artist:ISOLDE DUNMORE", "BREAKWATER")


def test_cwr_that_is_damaged() -> None:
    """A work without a title, a detail without a work and a NUL are put aside."""
    head = b"HDRPB000000901X\r\nGRHNWR0000102.10\r\n"
    lines = [
        b"SPU" + b"0" * 16 + b"orphan",
        b"NWR" + b"0" * 16 + b" " * 62 + b"KW1",
        b"",
        b"NWR" + b"0" * 16 + "CAFÉ".encode("latin-1").ljust(62) + b"KW2",
        b"ALT" + b"0" * 16 + b"a\0b",
    ]
    entries, facts, opened = read(head + b"\r\n".join(lines) + b"\r\n", "cwr")

    assert [(e.record_id, e.title) for e in entries] == [("KW2", "CAFÉ")]
    assert [(q.line, q.reason) for q in facts.quarantine] == [
        (3, "SPU outside of a work"),
        (4, "a work without a title"),
        (7, "a NUL character"),
    ]
    assert facts.blank_lines == 1
    assert any("ISO 8859-1" in note for note in opened.notes())


@pytest.mark.parametrize("version", ["42", "43"])
def test_a_ddex_recording(version: str) -> None:
    """A recording has its ISRC, its release's bar code, its controller and its work."""
    (first, second), facts, _ = sample(f"breakwater-ern{version}.xml")

    assert first.record_id == "GBZZZ1900001"
    assert first.identifiers.split("|") == [
        "isrc:GBZZZ1900001", "gtin:4067000012347", "grid:A1KSTRLBWTIDES001X",
    ]  # fmt: skip
    assert first.works == "iswc:T3104005014"
    assert first.container == "Tide Tables"
    assert (first.owner_name, first.share) == ("Breakwater Recordings", "100")
    assert first.creators == "artist:The Slate Herons|composer lyricist:Isolde Dunmore"
    assert second.title == "<b>Nine Bells</b> & a Whistle"
    assert [(q.line, q.raw.split(",")[0]) for q in facts.quarantine] == [
        (3, "SoundRecording")
    ]


@pytest.mark.parametrize("name", ["millstone-onix.xml", "millstone-onix-short.xml"])
def test_an_onix_product(name: str) -> None:
    """Long names and short tags say the same; editions name their work."""
    (print_, ebook), facts, opened = sample(name)

    assert print_.title == "The Weight of Kelp"
    assert print_.alt_titles == "The Weight of Kelp: Essays from a cold shore"
    assert print_.container == "Coastal Shelves"
    assert print_.creators == "author:Petra Quillfeather|illustrator:Joaquim Beel"
    assert print_.first_date == "2023-09-14"
    assert set(print_.works.split("|")) & set(ebook.works.split("|")) == {
        "work of Millstone:MW-71", "format-of:9783000071027",
    }  # fmt: skip
    assert (ebook.first_date, ebook.owner_name) == ("2023-10", "Petra Quillfeather")
    assert "reserved" in ebook.licence
    assert not print_.licence
    assert [q.reason for q in facts.quarantine] == ["a product without title"]
    assert any("withdraws" in note for note in opened.notes())


def test_a_transmission_begins_with_its_header() -> None:
    """Text that is no CWR is refused, in one line."""
    with pytest.raises(InputRefusedError, match="record HDR"):
        catalog(b"NWR0000", "cwr")


ERN = b'<m:NewReleaseMessage xmlns:m="http://ddex.net/xml/ern/43">%s</m:NewReleaseMessage>'


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "xml-doctype"),
        (b"<!DOCTYPE a><a/>", "xml-doctype"),
        (ERN % (b"<a>" * 70 + b"</a>" * 70), "too-deep"),
        (ERN % b"<ResourceList>", "xml-broken"),
        (ERN % b"&undeclared;", "xml-broken"),
        (b"<a", "xml-broken"),
        (b'<?xml version="1.0" encoding="nonsense"?><a/>', "xml-broken"),
        (ERN % (b'<a b="' + b"c" * 5_000_000 + b'"/>'), "xml-tag-long"),
        (ERN.replace(b"/43", b"/38") % b"", "ddex-version"),
        (b'<ONIXMessage xmlns="http://ns.editeur.org/onix/2.1"/>', "onix-version"),
        (b"<rss/>", "catalog-damaged"),
    ],
)
def test_hostile_xml_is_refused_in_one_line(data: bytes, code: str) -> None:
    """Document types, entities, depth and broken text end the reading."""
    with pytest.raises(InputRefusedError) as refused:
        read(data, "xml")

    assert refused.value.code == code
    assert "\n" not in str(refused.value)


def test_a_record_that_is_too_large_is_put_aside() -> None:
    """One endless record costs itself and no other, and is not kept."""
    one = b"<SoundRecording><ResourceId><ISRC>GBZZZ1900001</ISRC></ResourceId>%s</SoundRecording>"
    large = one % (b"<DisplayTitleText>" + b"x" * 2_000_000 + b"</DisplayTitleText>")
    body = b"<ResourceList>" + large + one % b"" + b"</ResourceList>"

    entries, facts, _ = read(ERN % body, "xml")

    assert [entry.record_id for entry in entries] == ["GBZZZ1900001"]
    assert (facts.lines_in, facts.quarantined_lines) == (2, 1)


def test_a_message_without_resources_is_empty_and_whole() -> None:
    """A message that lists nothing gives no entry and loses no line."""
    entries, facts, _ = read(ERN % b"", "xml")

    assert (entries, facts.lines_in, facts.header_lines) == ([], 1, 1)


def test_published_messages(shared: Path) -> None:
    """Every published sample is read, and every line of it accounted for."""
    rows = {}
    for path in sorted((shared / "data").glob("cwr/*")) + sorted(
        (shared / "data").glob("ddex/*.xml")
    ):
        kind = "xml" if path.suffix == ".xml" else "cwr"
        entries, facts, _ = read(path.read_bytes(), kind)
        assert facts.quarantined_lines == 0, path.name
        rows[path.name] = len(entries)

    assert rows["1 Audio.xml"] == rows["ern42 1 Audio.xml"] == 21
    assert rows["ackexample.V21"] == 39
