"""The answer for each entry: one of three.

*Exposed*: a disclosed work or domain links to the entry, or the filing names a dataset
whose inventory lists it. The name of a dataset alone never exposes an entry, because it
does not say what is in it.

*Cannot be checked*: nothing links, and either

- the filing names a dataset whose contents it does not list and that can hold works
  of this kind. The dataset was disclosed, the works in it were not; that nothing
  links elsewhere then says little, so it must not read as an answer; or
- no key of the entry (identifier, title with creator, domain) meets anything
  disclosed of the same kind: the entry has none, or the filing names nothing such.

*Nothing found*: nothing links, some key of the entry was compared with something
disclosed of the same kind, and no unlisted dataset that can hold its kind is named.
An ISBN is compared with disclosed ISBNs and not with a list of titles; a title
without a creator is not compared. It says nothing of what was not disclosed: a list
of the most relevant domains is not a list of all.

A dataset can hold works of a kind by its modality: no songs are in a dataset of
code. Of a dataset that nobody knows, anything is possible.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from compliance.linkage.domain_links import DomainIndex, entry_places
from compliance.linkage.entry import Entry
from compliance.linkage.keys import EntryKeys
from compliance.linkage.links import Found, related_words
from compliance.linkage.works import WorkIndex
from compliance.model import Match

# Modalities in which works of a kind can be in a dataset; of other kinds, any.
_HELD_IN: Final[Mapping[str, frozenset[str]]] = {
    "musical_work": frozenset({"text", "audio", "video", "symbolic_music"}),
    "lyrics": frozenset({"text", "audio", "video"}),
    "sound_recording": frozenset({"audio", "video"}),
    "audiovisual_recording": frozenset({"audio", "video"}),
    "artwork": frozenset({"image", "video"}),
    "image": frozenset({"image", "video"}),
    "book": frozenset({"text", "image", "audio"}),
    "article": frozenset({"text", "image"}),
    "periodical": frozenset({"text", "image"}),
    "software": frozenset({"code", "text"}),
}
# Facts about works, not works.
_NO_WORKS: Final = frozenset({"metadata", "embeddings"})


@dataclass(frozen=True, slots=True)
class Unlisted:
    """A dataset that a submission names and whose works it does not list."""

    name: str
    modality: tuple[str, ...]
    """As facts about it say; empty if nothing is known of it."""


def can_hold(dataset: Unlisted, work_type: str) -> bool:
    """Return whether works of a kind can be in a dataset of these modalities.

    >>> can_hold(Unlisted("Birch Code", ("code",)), "sound_recording")
    False
    >>> can_hold(Unlisted("Birch", ("audio_links", "metadata")), "sound_recording")
    True
    """
    kinds = _HELD_IN.get(work_type)
    plain = {
        each.removesuffix("_links").removesuffix("_features")
        for each in dataset.modality
        if each not in _NO_WORKS
    }
    if not dataset.modality or kinds is None:
        return True
    return bool(kinds & plain)


class Has(NamedTuple):
    """What an answer depends on where nothing links: of many entries it is the same."""

    schemes: tuple[str, ...]
    title: bool
    creators: bool
    hosts: bool
    kind: str
    """Its kind of work; empty if the kind says nothing of what can hold it."""


def has_of(entry: Entry, keys: EntryKeys) -> Has:
    """Return what `entry` can be compared by."""
    return Has(
        keys.schemes,
        bool(entry.title),
        bool(entry.creators),
        bool(entry.domains or entry.urls) and any(True for _ in entry_places(entry)),
        # A kind that is not known can be in any dataset, whatever it is called.
        entry.work_type if entry.work_type in _HELD_IN else "",
    )


class Answers:
    """The answer for every entry; what is said alike of many is made once."""

    def __init__(
        self, works: WorkIndex, domains: DomainIndex, unlisted: Sequence[Unlisted]
    ) -> None:
        """Take all that was disclosed."""
        self._works = works
        self._domains = domains
        self._unlisted = tuple(unlisted)
        self._made: dict[Has, tuple[Match, str]] = {}

    def answer(
        self, entry: Entry, keys: EntryKeys, links: Sequence[Found], beside: str = ""
    ) -> tuple[Match, str]:
        """Return what is said of `entry`, and through what or why.

        What stands `beside` it, such as another edition that is exposed, is said if
        nothing links to it; it could then not be checked.
        """
        if links:
            first = links[0]
            more = f", and {len(links) - 1:,} more" if len(links) > 1 else ""
            return Match.EXPOSED, f"{first.method}: {first.reasons[0]}{more}"
        made = self.unlinked(has_of(entry, keys))
        related = related_words(keys, self._works) if keys.related else ""
        related = related or beside
        return (Match.CANNOT_CHECK, f"{related}; {made[1]}") if related else made

    def unlinked(self, has: Has) -> tuple[Match, str]:
        """Return what is said of every entry with these keys that nothing links to."""
        made = self._made.get(has)
        if made is None:
            made = self._made[has] = self._answer(has, has.kind)
        return made

    def _answer(self, has: Has, work_type: str) -> tuple[Match, str]:
        compared = tuple(self._compared(has))
        names = [each.name for each in self._unlisted if can_hold(each, work_type)]
        if names:
            unlisted = _listed(tuple(dict.fromkeys(names)))
            why = f"the filing names {unlisted} and does not list what is in it"
            if compared:
                why += f"; nothing found by {_listed(compared)}"
            return Match.CANNOT_CHECK, why
        if compared:
            return Match.NOTHING_FOUND, f"compared by {_listed(compared)}"
        return Match.CANNOT_CHECK, self._why_not(has)

    def _compared(self, has: Has) -> Iterator[str]:
        for scheme in has.schemes:
            count = self._works.schemes.get(scheme, 0)
            if count:
                yield f"{_called(scheme)} with {_works(count)}"
        if has.title and has.creators and self._works.named:
            yield f"title and creator with {_works(self._works.named)}"
        usable = self._domains.total - self._domains.unusable
        if has.hosts and usable:
            domains = (
                "1 disclosed domain" if usable == 1 else f"{usable:,} disclosed domains"
            )
            yield f"domain with {domains}"

    def _why_not(self, has: Has) -> str:
        keys = [_called(scheme) for scheme in has.schemes]
        keys += ["title and creator"] if has.title and has.creators else []
        keys += ["domain"] if has.hosts else []
        if not keys:
            given = "a title without a creator" if has.title else "nothing"
            return f"the entry has {given} to compare by"
        there = []
        if self._works.total:
            there.append(f"{_works(self._works.total)} without these")
        if self._domains.total > self._domains.unusable:
            there.append("domains")
        names = " and ".join(there) or "no works and no domains"
        return f"the entry can be compared by {_listed(keys)}; the filing names {names}"


def _called(scheme: str) -> str:
    return "registration number" if scheme == "us" else scheme.upper()


def _works(count: int) -> str:
    return "1 disclosed work" if count == 1 else f"{count:,} disclosed works"


def _listed(names: Sequence[str]) -> str:
    if len(names) <= 3:
        return ", ".join(names)
    return f"{', '.join(names[:3])} and {len(names) - 3:,} more"
