"""DDEX ERN 4: the recordings and other resources of a message, in the standard columns.

The message is read twice: first who its parties are and which releases hold what, then
its resources one by one.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO, Final

from compliance import limits
from compliance.frontdoor import refusal
from compliance.linkage.entry import COLUMNS, Entry
from compliance.linkage.rows import RawRow, Table, broken, framing, quarantined
from compliance.linkage.xml_records import Cut, Node, XmlRecords

ROOT: Final = "NewReleaseMessage"

_NAMESPACE: Final = re.compile(r"https?://(?:service\.)?ddex\.net/xml/ern/(4[0-9]*)")
_KINDS: Final[Mapping[str, str]] = {
    "SoundRecording": "sound_recording", "Video": "audiovisual_recording",
    "Image": "image", "Text": "article", "SheetMusic": "musical_work",
    "Software": "software",
}  # fmt: skip
_BESIDE: Final = ("Image", "Text", "Software")
"""Covers and booklets, often without a name of their own."""

_PARTS: Final = {
    "NewReleaseMessage": frozenset({"MessageHeader"}),
    "PartyList": frozenset({"Party"}),
    "ReleaseList": frozenset({"Release"}),
}
_OWNER: Final = re.compile(r"\A(?:\(P\)|℗|\(C\)|©)?\s*(?:[0-9]{4}\s+)?", re.I)


@dataclass(slots=True)
class _Message:
    """What a message says around its resources."""

    day: str = ""
    number: str = ""
    parties: dict[str, Node] = field(default_factory=dict)
    releases: dict[str, Node] = field(default_factory=dict)
    """By reference of the resource: the release that holds it."""

    def name_of(self, reference: str) -> str:
        """Return the name of a party; what is referred to if it is not listed."""
        party = self.parties.get(reference)
        return party.first("PartyName", "FullName") if party else ""


def read_ddex(file: BinaryIO, name: str, namespace: str) -> Table:
    """Return the resources of a message, in the standard columns.

    Args:
        file: The file, at its start.
        name: Its name, for refusals.
        namespace: Of its root element.

    Raises:
        InputRefusedError: it is of another version.
    """
    if not _NAMESPACE.fullmatch(namespace):
        raise refusal(
            "ddex-version", name, "is not readable as a catalog",
            f"it is a message of {namespace or 'no namespace'}",
            "export it as DDEX ERN 4.2 or 4.3",
        )  # fmt: skip
    return Table(COLUMNS, 0, _rows(file, name))


def _rows(file: BinaryIO, name: str) -> Iterator[RawRow]:
    message = _message(file, name)
    file.seek(0)
    wanted = {"ResourceList": frozenset(_KINDS)}
    number = 0
    for number, record in enumerate(XmlRecords(file, name, wanted), start=1):
        yield _row(number, record, message)
    if not number:
        yield framing(1, 1)


def _message(file: BinaryIO, name: str) -> _Message:
    message = _Message()
    for record in XmlRecords(file, name, _PARTS):
        if isinstance(record, Cut):
            continue
        if record.name == "MessageHeader":
            message.day = record.first("MessageCreatedDateTime")[:10]
            message.number = record.first("MessageId")
        elif record.name == "Party":
            message.parties[record.first("PartyReference")] = record
        else:
            for each in record.within("ReleaseResourceReference"):
                message.releases.setdefault(each.said, record)
        if len(message.parties) + len(message.releases) > limits.RELEASES:
            raise broken(
                name,
                f"it has more than {limits.RELEASES:,} parties and releases",
                "give it in smaller messages",
            )
    return message


def _row(number: int, record: Node | Cut, message: _Message) -> RawRow:
    if isinstance(record, Cut):
        return quarantined(number, 1, record.why, f"{record.name}, line {record.line}")
    entry = _entry(record, message)
    if not (entry.identifiers or entry.title):
        if record.name in _BESIDE:
            return framing(number, 1)
        why = f"a {record.name} with neither an identifier nor a title"
        return quarantined(number, 1, why, f"{record.name}, line {record.line}")
    return RawRow(number, 1, entry, "", "")


def _entry(record: Node, message: _Message) -> Entry:
    reference = record.first("ResourceReference")
    release = message.releases.get(reference)
    titles = list(dict.fromkeys(_titles(record)))
    identifiers = list(dict.fromkeys(_identifiers(record, release)))
    isrc = next((i for i in identifiers if i.startswith("isrc:")), "")
    owner, owner_id, share = _owner(record, message)
    return Entry(
        record_id=isrc.removeprefix("isrc:") or _own_id(record, message),
        work_type=_kind(record),
        title=titles[0] if titles else "",
        alt_titles="|".join(titles[1:]),
        creators="|".join(dict.fromkeys(_creators(record, message))),
        owner_name=owner,
        owner_id=owner_id,
        share=share,
        first_date=_first_date(record),
        identifiers="|".join(identifiers),
        updated_at=message.day,
        container=next(_titles(release), "") if release else "",
        works="|".join(dict.fromkeys(f"iswc:{n.said}" for n in record.within("ISWC"))),
    )


def _kind(record: Node) -> str:
    lyrics = record.name == "Text" and "lyric" in record.first("Type").casefold()
    return "lyrics" if lyrics else _KINDS[record.name]


def _own_id(record: Node, message: _Message) -> str:
    own = next((node.said for node in record.within("ProprietaryId") if node.said), "")
    return own or f"{message.number}/{record.first('ResourceReference')}"


def _titles(record: Node) -> Iterator[str]:
    """Yield the titles, the default one first."""
    displayed = list(record.all("DisplayTitle"))
    displayed.sort(key=lambda node: node.attributes.get("IsDefault") != "true")
    for node in (*displayed, *record.all("AdditionalTitle")):
        title, below = node.first("TitleText"), node.first("SubTitle")
        if title:
            yield title
        if title and below:
            yield f"{title} ({below})"
    if whole := record.first("DisplayTitleText"):
        yield whole


def _identifiers(record: Node, release: Node | None) -> Iterator[str]:
    for node in record.within("ResourceId"):
        if node.attributes.get("IsReplaced") == "true":
            continue
        for tag, scheme in (("ISRC", "isrc"), ("ISAN", "isan"), ("EIDR", "eidr"),
                            ("ISBN", "isbn"), ("ISMN", "ismn"), ("DOI", "doi")):  # fmt: skip
            yield from (f"{scheme}:{each.said}" for each in node.all(tag) if each.said)
    if release:
        for node in release.all("ReleaseId"):
            for tag, scheme in (("ICPN", "gtin"), ("GRid", "grid")):
                yield from (
                    f"{scheme}:{each.said}" for each in node.all(tag) if each.said
                )


def _creators(record: Node, message: _Message) -> Iterator[str]:
    for node in record.all("DisplayArtist"):
        if name := message.name_of(node.first("ArtistPartyReference")):
            yield f"artist:{name}"
    for node in record.all("Contributor"):
        name = message.name_of(node.first("ContributorPartyReference"))
        role = node.first("Role") or "contributor"
        if name:
            yield f"{re.sub('(?<=[a-z])(?=[A-Z])', ' ', role).casefold()}:{name}"
    for node in record.all("DisplayArtistName"):
        if node.said:
            yield f"artist:{node.said}"


def _owner(record: Node, message: _Message) -> tuple[str, str, str]:
    """Return who controls the rights, its identifier and share."""
    for node in record.within("ResourceRightsController"):
        reference = node.first("RightsControllerPartyReference")
        party = message.parties.get(reference)
        if party:
            share = node.first("RightSharePercentage")
            return party.first("PartyName", "FullName"), _party_id(party), share
    for line in ("PLine", "CLine"):
        for node in record.within(line):
            company = node.first(f"{line}Company")
            named = company or _OWNER.sub("", node.first(f"{line}Text"))
            if named:
                return named, "", ""
    return "", "", ""


def _party_id(party: Node) -> str:
    for node in party.all("PartyId"):
        if node.first("ISNI"):
            return f"isni:{node.first('ISNI')}"
        for tag in ("DPID", "PartyId"):
            if node.first(tag):
                return f"dpid:{node.first(tag)}"
    return ""


def _first_date(record: Node) -> str:
    for name in ("FirstPublicationDate", "OriginalReleaseDate", "CreationDate"):
        for node in record.within(name):
            if node.said:
                return node.said[:10]
    return next((node.first("Year") for node in record.within("PLine")), "")
