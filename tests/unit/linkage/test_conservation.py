"""Every line of a damaged catalog is accounted for, and damage costs its own line."""

from collections.abc import Callable, Iterator

import pytest

from compliance.linkage.text_table import split_row
from compliance.model import CatalogFacts
from tests.unit.linkage.invented import HEADER, catalog

ROWS = 4_000
EVERY = 97  # the damaged rows are no neighbours
WIDTH = 5


def row(number: int) -> list[str]:
    """Return the cells of a whole row; some are quoted for their comma."""
    title = f"Work, {number}" if number % 10 == 0 else f"Work {number}"
    cells = [f"W{number:06}", "book", title, "author:Mira Anselm", f"isbn:{number:010}"]
    return [f'"{cell}"' if "," in cell else cell for cell in cells]


def line(number: int) -> bytes:
    """Return a whole row as a line."""
    return ",".join(row(number)).encode()


def replaced(number: int, place: int, value: str) -> bytes:
    """Return the row with another value in one place."""
    return ",".join([*row(number)[:place], value, *row(number)[place + 1 :]]).encode()


# What becomes of a row, how many lines that is, and whether the row is still used.
DAMAGE: dict[str, tuple[Callable[[int], bytes], int, bool]] = {
    "too many cells": (lambda n: line(n) + b",x", 1, False),
    "too few cells": (lambda n: b",".join(line(n).split(b",")[:2]), 1, False),
    "a stray quote before a cell": (lambda n: replaced(n, 2, f'"Work {n}'), 1, False),
    "a stray quote before the last cell": (
        lambda n: replaced(n, 4, '"isbn:'),
        1,
        False,
    ),
    "a stray quote before the first cell": (lambda n: b'"' + line(n), 1, False),
    "text after a closing quote": (lambda n: replaced(n, 2, f'"Work" {n}'), 1, False),
    "a quote inside a cell": (
        lambda n: replaced(n, 2, f'Work {n} 12" single'),
        1,
        True,
    ),
    "bad UTF-8": (lambda n: line(n).replace(b"Work", b"W\xe9rk"), 1, False),
    "a NUL": (lambda n: line(n).replace(b"Work", b"W\0rk"), 1, False),
    "a bare carriage return": (lambda n: replaced(n, 2, f"Work\r {n}"), 1, True),
    "a field of 200 kB": (lambda n: replaced(n, 2, "x" * 200_000), 1, False),
    "a line of 5 MB": (lambda n: replaced(n, 2, "x" * 5_000_000), 1, False),
    "an empty key": (lambda n: replaced(n, 0, ""), 1, False),
    "a row given twice": (lambda n: line(n + 1), 1, False),
    "a line break in a quoted cell": (
        lambda n: replaced(n, 2, f'"Work\n{n}"'),
        2,
        True,
    ),
    "a line break in a bare cell": (lambda n: replaced(n, 2, f"Work\n{n}"), 2, False),
    "a Windows line end": (lambda n: line(n) + b"\r", 1, True),
}


def damaged(kind: str, step: int) -> tuple[bytes, list[int]]:
    """Return a catalog with every so many rows damaged, and which these are."""
    harm, _, _ = DAMAGE[kind]
    hit = list(range(step // 2, ROWS, step))
    lines = [line(n) for n in range(ROWS)]
    for number in hit:
        lines[number] = harm(number)
    head = f"{HEADER},creators,identifiers".encode()
    return b"\n".join([head, *lines, b""]), hit


def accounted(facts: CatalogFacts) -> int:
    """Return how many lines the facts account for."""
    parts = (facts.header_lines, facts.blank_lines, facts.used_lines)
    return sum(parts) + facts.quarantined_lines


@pytest.mark.parametrize("kind", DAMAGE)
def test_damage_costs_its_own_lines(kind: str) -> None:
    """Exactly the damaged rows are missing, and every line is accounted for."""
    _, lines, used = DAMAGE[kind]
    step = EVERY * (20 if "MB" in kind or "kB" in kind else 1)
    content, hit = damaged(kind, step)

    loaded = catalog(content)
    ids = [entry.record_id for _, entry in loaded.entries()]

    facts = loaded.facts()
    assert facts.lines_in == content.count(b"\n") == accounted(facts)
    lost = {f"W{n:06}" for n in ([] if used else hit)}
    if kind == "a row given twice":
        lost = {f"W{n:06}" for n in hit}
    assert ids == [f"W{n:06}" for n in range(ROWS) if f"W{n:06}" not in lost]
    assert facts.quarantined_lines == (0 if used else len(hit) * lines)


@pytest.mark.parametrize("kind", DAMAGE)
def test_quarantine_names_line_and_reason(kind: str) -> None:
    """The first quarantined row is the first damaged one, with a reason."""
    _, _, used = DAMAGE[kind]
    content, hit = damaged(kind, EVERY * 20)

    loaded = catalog(content)
    list(loaded.entries())

    listed = loaded.facts().quarantine
    if used:
        assert not listed
    else:
        after = 1 if kind == "a row given twice" else 0
        assert listed[0].line == hit[0] + 2 + after
        assert listed[0].reason


def neighbours() -> Iterator[tuple[str, list[str], list[str]]]:
    """Yield damage in rows next to each other, and the ids that must be left."""
    head = f"{HEADER}"
    yield (
        "two stray quotes in a row of rows",
        [head, 'a,book,"One', "b,book,Two", 'c,book,"Three', "d,book,Four"],
        ["b", "d"],
    )
    yield (
        "a stray quote and a quoted cell after it",
        [head, 'a,book,"One', "b,book,Two", 'c,book,"Three, and more"', "d,book,Four"],
        ["b", "c", "d"],
    )
    yield (
        "a stray quote that another one closes",
        [head, 'a,book,"One', "b,book,Two", 'c,book,Three"', "d,book,Four"],
        ["b", "c", "d"],
    )
    yield (
        "a stray quote closed within its own width",
        [head, 'a,book,"One', 'and more"', "b,book,Two"],
        ["a", "b"],
    )
    yield (
        "a stray quote at the end of the file",
        [head, "a,book,One", 'b,book,"Two'],
        ["a"],
    )
    yield (
        "a stray quote before a quoted cell of several lines",
        [head, 'a,book,"One', 'b,book,"Two', 'and a half"', "c,book,Three"],
        ["b", "c"],
    )


@pytest.mark.parametrize(
    ("lines", "left"), [n[1:] for n in neighbours()], ids=[n[0] for n in neighbours()]
)
def test_damage_does_not_spread(lines: list[str], left: list[str]) -> None:
    """A damaged row takes no whole row with it."""
    loaded = catalog("\n".join(lines))

    assert [entry.record_id for _, entry in loaded.entries()] == left
    facts = loaded.facts()
    assert accounted(facts) == facts.lines_in == len(lines)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"a,bo\xffk,One", "byte 5 of the line is not UTF-8"),
        (b"a", "1 cell, the header has 3"),
        (b"a,b", "2 cells, the header has 3"),
        (b'a,b,"c"d', "text follows a closing quote"),
        (b'a,b,"c', "a quote is opened and not closed"),
        (b"a,b,\0", "a NUL character"),
        (b"a,b," + b"c" * 100_001, "a value of more than 100,000 characters"),
        (b"a" * 1_001 + b",b,c", "record_id has more than 1,000 characters"),
        (b"a,b," + b"c" * 1_000_001, "the line is too long for a row"),
    ],
)
def test_a_reason_says_what_and_where(line: bytes, reason: str) -> None:
    """Whoever mends the file finds the fault by it."""
    loaded = catalog(HEADER.encode() + b"\n" + line)

    assert not list(loaded.entries())
    assert [q.reason for q in loaded.facts().quarantine] == [reason]


@pytest.mark.parametrize("end", [b"", b"\n", b"\r\n"])
def test_lines_longer_than_memory_should_hold(end: bytes) -> None:
    """Such a line is one line, wherever it stands, and the next begins after it."""
    long = b"x" * 9_000_000
    loaded = catalog(b"\n".join([HEADER.encode(), long, b"a,book,One", long]) + end)

    assert [entry.record_id for _, entry in loaded.entries()] == ["a"]
    facts = loaded.facts()
    assert (facts.lines_in, facts.quarantined_lines) == (4, 2)
    assert len(facts.quarantine[0].raw) == 300


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ('"a",b', ["a", "b"]),
        (',"a"', ["", "a"]),
        ('"a",', ["a", ""]),
        ('"",""', ["", ""]),
        ('""""', ['"']),
        ('a"b,c""d', ['a"b', 'c""d']),
        ('"a,b"', ["a,b"]),
    ],
)
def test_quotes_in_a_row(text: str, cells: list[str]) -> None:
    """A quoted cell holds marks and quotes; an empty one is a cell too."""
    assert split_row(text, ",") == (cells, "")


def test_blank_lines_are_counted() -> None:
    """Empty lines, lines of blanks and rows of nothing are blank."""
    loaded = catalog(f"{HEADER}\n\na,book,One\n  \n,,\nb,book,Two\n\n")

    assert [entry.record_id for _, entry in loaded.entries()] == ["a", "b"]
    facts = loaded.facts()
    assert (facts.blank_lines, facts.used_lines, facts.lines_in) == (4, 2, 7)


def test_a_cell_of_several_lines_is_one_row() -> None:
    """A quoted cell may hold line breaks, and its row the lines."""
    loaded = catalog(f'{HEADER}\na,book,"One\nand two,\n""and"" three"\nb,book,Four\n')

    entries = [entry for _, entry in loaded.entries()]
    assert entries[0].title == 'One\nand two,\n"and" three'
    assert [
        line for line, _ in catalog(f'{HEADER}\na,book,"1\n2"\nb,book,3').entries()
    ] == [2, 4]
    facts = loaded.facts()
    assert (facts.used_lines, facts.rows, facts.quarantined_lines) == (4, 2, 0)


def test_the_quarantine_is_bounded_and_its_count_is_not() -> None:
    """More bad rows than a report lists are still all counted."""
    loaded = catalog("\n".join([HEADER, *("x,y" for _ in range(1_500))]))

    assert not list(loaded.entries())
    facts = loaded.facts()
    assert (len(facts.quarantine), facts.quarantined_lines) == (1_000, 1_500)
    assert "1,500 rows of the catalog could not be used" in " ".join(loaded.notes())
