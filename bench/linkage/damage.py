"""Catalogs of any size from public registers, and works that are damaged entries.

Entries are renewals of US copyrights, e-books, artworks and books, as published; where
more are asked for than there are, further ones begin like one and end like another, the
way catalogs hold the same words again and again. A work is an entry
with the damage that lists of works show, or one that was held back from the catalog.
The same seed gives the same sets.
"""

import csv
import random
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

import pyarrow.parquet as pq

HELD_BACK: Final = 0.2
"""Share of works that are not in the catalog."""
_ALPHABET: Final = "abcdefghijklmnopqrstuvwxyz"
_SOURCES: Final = (
    ("cce_renewals.parquet", "title", "author", "odat", ""),
    ("gutenberg.parquet", "title", "author", "", ""),
    ("tate_artworks.parquet", "title", "artist", "year", ""),
    ("openapc.parquet", "book_title", "publisher", "", ""),
)


class Name(NamedTuple):
    """What a work or an entry is called."""

    title: str
    creators: str
    year: str
    container: str


def names(folder: Path) -> list[Name]:
    """Return the names in the registers of `folder`, those without a title left out."""
    found = []
    for file, *columns in _SOURCES:
        wanted = [column for column in columns if column]
        table = pq.read_table(folder / file, columns=wanted).to_pydict()
        rows = len(table[columns[0]])
        values = [table.get(column, [""] * rows) for column in columns]
        for title, creators, year, container in zip(*values, strict=True):
            if title:
                name = Name(title, creators or "", (year or "")[:4], container or "")
                found.append(name)
    with (folder / "goodbooks10k.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            year = row["original_publication_year"].partition(".")[0]
            found.append(Name(row["title"], row["authors"], year, ""))
    return list(dict.fromkeys(found))


def catalog_of(
    pool: Sequence[Name], size: int, works: int, seed: int = 1
) -> tuple[list[Name], list[Name], list[int]]:
    """Return a catalog, works, and the row each work is a damaged copy of, else -1.

    Args:
        pool: Names to draw from.
        size: Entries of the catalog.
        works: How many works.
        seed: Of the draws.
    """
    draw = random.Random(seed)  # noqa: S311  # nothing secret is drawn
    drawn = list(pool)
    draw.shuffle(drawn)
    held = int(works * HELD_BACK)
    absent, drawn = drawn[:held], drawn[held:]
    entries = drawn[:size]
    while len(entries) < size:
        entries.append(_joined(draw.choice(drawn), draw.choice(drawn)))
    rows = [draw.randrange(len(entries)) for _ in range(works - held)]
    pairs = [(damaged(entries[row], draw), row) for row in rows]
    pairs += [(damaged(name, draw), -1) for name in absent]
    draw.shuffle(pairs)
    return entries, [work for work, _ in pairs], [row for _, row in pairs]


def _joined(one: Name, other: Name) -> Name:
    """Return a name that begins like one and ends like another."""
    head, tail = one.title.split(), other.title.split()
    title = " ".join([*head[: len(head) // 2 + 1], *tail[len(tail) // 2 :]])
    return Name(title, other.creators, one.year, "")


def damaged(name: Name, draw: random.Random) -> Name:
    """Return `name` as a list of works might spell it: one to three kinds of damage."""
    for _ in range(draw.choice((1, 1, 2, 2, 3))):
        name = draw.choice(_DAMAGES)(name, draw)
    return name


def _misspelt(name: Name, draw: random.Random) -> Name:
    return name._replace(title=_typo(name.title, draw))


def _creator_misspelt(name: Name, draw: random.Random) -> Name:
    return name._replace(creators=_typo(name.creators, draw))


def _typo(text: str, draw: random.Random) -> str:
    if len(text) < 4:
        return text
    place = draw.randrange(1, len(text) - 1)
    letter = draw.choice(_ALPHABET)
    return draw.choice((
        text[:place] + text[place + 1 :],
        text[:place] + letter + text[place:],
        text[:place] + letter + text[place + 1 :],
        text[:place] + text[place + 1] + text[place] + text[place + 2 :],
    ))  # fmt: skip


def _word_lost(name: Name, draw: random.Random) -> Name:
    words = name.title.split()
    if len(words) > 2:
        del words[draw.randrange(len(words))]
    return name._replace(title=" ".join(words))


def _cut_short(name: Name, draw: random.Random) -> Name:
    for mark in (": ", "; ", ", ", ". "):
        head, found, _ = name.title.partition(mark)
        if found and len(head) > 5:
            return name._replace(title=head)
    return name


def _creator_lost(name: Name, draw: random.Random) -> Name:
    return name._replace(creators="")


def _creator_turned(name: Name, draw: random.Random) -> Name:
    words = name.creators.strip(" .").split()
    if len(words) < 2 or "," in name.creators:
        return name
    return name._replace(creators=f"{words[-1]}, {' '.join(words[:-1])}")


def _initials(name: Name, draw: random.Random) -> Name:
    words = name.creators.split()
    short = [f"{word[0]}." if len(word) > 2 else word for word in words[:-1]]
    return name._replace(creators=" ".join([*short, *words[-1:]]))


def _creator_in_title(name: Name, draw: random.Random) -> Name:
    if not name.creators:
        return name
    return name._replace(title=f"{name.creators} - {name.title}", creators="")


def _added(name: Name, draw: random.Random) -> Name:
    more = draw.choice(
        ("(new edition)", "vol. 2", "[unabridged]", "- a novel", "(live)")
    )
    return name._replace(title=f"{name.title} {more}")


def _year_off(name: Name, draw: random.Random) -> Name:
    if not name.year.isdigit():
        return name
    return name._replace(year=draw.choice(("", str(int(name.year) + 1))))


def _shouted(name: Name, draw: random.Random) -> Name:
    return name._replace(title=name.title.upper(), creators=name.creators.upper())


_DAMAGES: Final[Sequence[Callable[[Name, random.Random], Name]]] = (
    _misspelt, _misspelt, _creator_misspelt, _word_lost, _word_lost, _cut_short,
    _creator_lost, _creator_turned, _initials, _creator_in_title, _added, _year_off,
    _shouted,
)  # fmt: skip


def columns_of(rows: Sequence[Name]) -> Iterator[list[str]]:
    """Yield the columns title, creators, year and container of `rows`."""
    for place in range(len(Name._fields)):
        yield [row[place] for row in rows]
