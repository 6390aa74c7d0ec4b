"""What a catalog entry can be compared by."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from compliance.identifiers import PARTY_SCHEMES, Identifier, Verdict, parse
from compliance.linkage.entry import Entry, several
from compliance.linkage.works import scheme_key, typed_identifiers

# An identifier of this scheme names something else than a work of these kinds.
_RELATED: Final[Mapping[str, tuple[frozenset[str], str]]] = {
    "iswc": (
        frozenset({"sound_recording", "audiovisual_recording"}),
        "the composition, not this recording of it",
    ),
    "issn": (
        frozenset({"article", "image", "artwork", "book", "data"}),
        "the periodical, not this work in it",
    ),
}
_VALID: Final = Verdict.VALID
_OF_WORK: Final = "the work of which this is an edition or recording"


@dataclass(frozen=True, slots=True)
class EntryKeys:
    """What an entry can be compared by."""

    identifiers: tuple[Identifier, ...]
    """Those that are valid and name the entry itself."""
    related: tuple[Identifier, ...]
    """Valid ones that name what the entry is a recording or part of."""
    notable: tuple[Identifier, ...]
    """Those that were repaired, have a note, fail their check or are malformed."""
    unknown: tuple[str, ...]
    """Values of no scheme that is known."""
    schemes: tuple[str, ...]
    """Schemes of those that name the entry itself, each once, sorted."""


def entry_keys(entry: Entry) -> EntryKeys:
    """Return the identifiers of `entry`, sorted by what they are good for."""
    found: list[Identifier] = []
    unknown: list[str] = []
    if entry.identifiers:
        for raw, identifier in typed_identifiers(entry.identifiers):
            if identifier is None:
                unknown.append(raw)
            elif identifier.scheme not in PARTY_SCHEMES:
                found.append(identifier)
    if entry.registrations:
        found += [
            parse("us", raw.removeprefix("us:")) for raw in several(entry.registrations)
        ]
    own: list[Identifier] = []
    related: list[Identifier] = []
    notable: list[Identifier] = []
    for each in found:
        if each.verdict is _VALID:
            kinds = _RELATED.get(each.scheme)
            beside = kinds is not None and entry.work_type in kinds[0]
            (related if beside else own).append(each)
            if not (each.repair or each.note):
                continue
        notable.append(each)
    schemes = tuple(sorted({scheme_key(each) for each in own}))
    if entry.works:
        related += [each for each in _of_works(entry) if each not in own]
    return EntryKeys(
        tuple(own), tuple(related), tuple(notable), tuple(unknown), schemes
    )


def _of_works(entry: Entry) -> Iterator[Identifier]:
    for _, identifier in typed_identifiers(entry.works):
        if identifier is not None and identifier.verdict is _VALID:
            yield identifier


def work_keys(entry: Entry, keys: EntryKeys) -> tuple[str, ...]:
    """Return what the editions and recordings of one work agree in, sorted.

    A musical work agrees with its recordings in its ISWC. A work that only its owner
    numbers has the owner's word for it, such as ``edition-of:42``.
    """
    found = {each.key for each in keys.related if each.scheme != "issn"}
    if entry.work_type == "musical_work":
        found |= {each.key for each in keys.identifiers if each.scheme == "iswc"}
    if entry.works:
        for raw, identifier in typed_identifiers(entry.works):
            known = identifier is not None and identifier.verdict is _VALID
            found.add(identifier.key if identifier and known else raw.casefold())
    return tuple(sorted(found))


def related_what(scheme: str) -> str:
    """Return what an identifier of `scheme` names where it does not name the work."""
    return _RELATED[scheme][1] if scheme in _RELATED else _OF_WORK
