"""What a Word file holds beside its text: counted while it is read, told in notes."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

_MOST: Final = 5


@dataclass(slots=True)
class Seen:
    """What was met on the way through a Word file."""

    place: str = ""
    """Where the reader is."""
    counts: dict[str, int] = field(default_factory=dict)
    places: dict[str, dict[str, None]] = field(default_factory=dict)
    authors: dict[str, dict[str, None]] = field(default_factory=dict)

    def count(self, what: str, author: str | None = None) -> None:
        """Count one more of `what`, here, by `author`."""
        self.counts[what] = self.counts.get(what, 0) + 1
        self.places.setdefault(what, {})[self.place] = None
        if author:
            self.authors.setdefault(what, {})[author] = None

    def notes(self) -> Iterator[str]:
        """Yield a note on each kind of thing that was met."""
        for what, one, many, said in _TOLD:
            number = self.counts.get(what, 0)
            if number:
                noun = one if number == 1 else many
                by = _listed([f"“{each}”" for each in self.authors.get(what, ())], ", ")
                at = _listed([place for place in self.places[what] if place], "; ")
                names, where = by and f" by {by}", at and f": {at}"
                yield f"{number:,} {noun}{names} {said}{where}"


# Kind, one, many, and what became of it.
_TOLD: Final = (
    ("insertion", "tracked insertion", "tracked insertions", "read"),
    ("deletion", "tracked deletion", "tracked deletions", "not read"),
    ("comment", "comment", "comments", "not read as answers"),
    (
        "hidden", "passage", "passages",
        "that nobody sees (hidden, tiny, or of the colour of its ground) not read",
    ),
    ("struck", "passage", "passages", "struck through not read"),
    ("placeholder", "prompt", "prompts", "of an empty field not read"),
    (
        "contradiction", "tick box", "tick boxes",
        "that shows another state than its control holds, read as shown",
    ),
    ("picture", "picture", "pictures", "not read"),
    ("object", "embedded object", "embedded objects", "not read"),
    ("import", "imported file", "imported files", "not read"),
    ("contents", "line", "lines", "of a table of contents not read"),
    ("unjoined", "footnote", "footnotes", "of labels and headings not read"),
    ("unknown", "sign", "signs", "for which the file names no letter"),
)  # fmt: skip


def _listed(names: list[str], between: str) -> str:
    """Return the first of the names in words, with how many more there are.

    >>> _listed(["a", "b", "c", "d", "e", "f"], ", ")
    'a, b, c, d, e and 1 more'
    """
    more = len(names) - _MOST
    rest = f" and {more:,} more" if more > 0 else ""
    return between.join(names[:_MOST]) + rest
