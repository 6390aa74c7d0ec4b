from pathlib import Path

import pytest

from compliance.datafiles import root
from compliance.errors import InputRefusedError
from compliance.linkage.entry import COLUMNS, Entry
from compliance.linkage.mapping import entry_maker, mapping_of

THREE = """
record_id = { from = "id" }
work_type = { constant = "book" }
title     = { from = "name" }
"""
OURS = sorted((root() / "regulations" / "catalog-mappings").glob("*.toml"))


def entry(columns: str, **cells: str) -> Entry:
    """Return the entry that a mapping makes of a row."""
    mapping = mapping_of(f"[columns]\n{THREE}{columns}", "own.toml")
    row = {"id": "1", "name": "One", **cells}
    return entry_maker(mapping, tuple(row), "works.csv")(tuple(row.values()))


@pytest.mark.parametrize("file", OURS, ids=lambda file: file.stem)
def test_our_mappings_are_usable(file: Path) -> None:
    """Every mapping that comes with the project can be read."""
    assert mapping_of(file.read_text(encoding="utf-8"), file.name).columns


def test_the_standard_mapping_has_every_column() -> None:
    """The standard columns are the ones an entry has."""
    file = root() / "regulations" / "catalog-mappings" / "standard.toml"
    mapping = mapping_of(file.read_text(encoding="utf-8"), file.name)

    assert tuple(mapping.columns) == COLUMNS
    assert mapping.optional == set(COLUMNS) - {"record_id", "work_type", "title"}


ISBN = 'identifiers = { from = "i", prefix = "isbn:" }'
OWNER = 'owner_name = { from = "o", split = "||", take = "before |" }'
AFTER = 'first_date = { from = "d", take = "after @" }'
US = 'registrations = { join = ["us:{r}@{d}", "us:{r}"] }'
TWO = """identifiers = [
  { from = "i", prefix = "isbn:" }, { from = "j", prefix = "doi:" },
]"""


@pytest.mark.parametrize(
    ("columns", "cells", "value"),
    [
        ('owner_name = { from = "o" }', {"o": " Elm Ltd "}, "Elm Ltd"),
        (ISBN, {"i": "12"}, "isbn:12"),
        (ISBN, {"i": "12|34"}, "isbn:12|isbn:34"),
        (ISBN, {"i": " "}, ""),
        ('creators = { from = "c", split = ";" }', {"c": "A; B|C"}, "A|B C"),
        (OWNER, {"o": "A|x||B|y"}, "A; B"),
        (AFTER, {"d": "x@1999"}, "1999"),
        (AFTER, {"d": "1999"}, "1999"),
        (US, {"r": "A1", "d": "1922-01-01"}, "us:A1@1922-01-01"),
        (US, {"r": "A1", "d": ""}, "us:A1"),
        (US, {"r": "", "d": "1922"}, ""),
        ('registrations = { join = "{r}{}|" }', {"r": "A"}, "A{} "),
        (TWO, {"i": "1", "j": "2"}, "isbn:1|doi:2"),
        (TWO, {"i": "", "j": "2"}, "doi:2"),
        ('licence = { constant = "CC0-1.0" }', {}, "CC0-1.0"),
    ],
)
def test_a_source_gives_its_value(
    columns: str, cells: dict[str, str], value: str
) -> None:
    """Each word of the mapping language does what it says."""
    column = columns.partition(" ")[0]

    assert getattr(entry(columns, **cells), column) == value


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("columns = 1", "columns is not as it should be"),
        ("x = 1\n[columns]", "x is not as it should be"),
        ("[columns]\nisbn = { from = 'x' }", "isbn is no standard column"),
        ("[columns]\ntitle = { from = 'x' }", "record_id is not mapped"),
        (f"[columns]\n{THREE}share = {{ form = 'x' }}", "share holds a key"),
        (f"[columns]\n{THREE}share = {{ from = 'x', constant = 'y' }}", "needs one of"),
        (
            f"[columns]\n{THREE}share = {{ from = 'x', take = 'first' }}",
            "take of share",
        ),
        ("[columns", "it is not TOML"),
    ],
)
def test_a_wrong_mapping_is_refused_by_its_fault(text: str, why: str) -> None:
    """A misspelt key is not read over; the file and the fault are named."""
    with pytest.raises(InputRefusedError, match=why) as refused:
        mapping_of(text, "own.toml")

    assert refused.value.where == "own.toml"


def test_a_missing_column_is_refused_with_what_is_there() -> None:
    """The refusal names the column, those found, and the way out."""
    mapping = mapping_of(f"[columns]\n{THREE}", "own.toml")

    with pytest.raises(InputRefusedError) as refused:
        entry_maker(mapping, ("id", "label"), "works.csv", ("colour",))

    assert "has no column name; it has id, label, colour" in refused.value.why
    assert "--mapping" in refused.value.remedy


def test_a_column_there_twice_is_refused() -> None:
    """Which of two columns of one name counts cannot be known."""
    mapping = mapping_of(f"[columns]\n{THREE}", "own.toml")

    with pytest.raises(InputRefusedError, match="name is there twice"):
        entry_maker(mapping, ("id", "Name", "name "), "works.csv")


def test_columns_are_found_however_they_are_capitalised() -> None:
    """A heading is compared without case, outer blanks and hyphens."""
    mapping = mapping_of(f"[columns]\n{THREE}", "own.toml")

    made = entry_maker(mapping, (" ID", "Name"), "works.csv")(("1", "One"))

    assert (made.record_id, made.title) == ("1", "One")
