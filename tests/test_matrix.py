"""The matrix of regulations by elements, against the reference's tables."""

from collections.abc import Iterator
from pathlib import Path

from compliance.datafiles import read_toml, root

ROOT = root()
AGREEMENT = read_toml(Path(__file__).parent / "matrix.toml")
KEY = {
    "R": "required",
    "P": "conditional",
    "Q": "on request",
    "V": "voluntary",
    "–": "not required",
    "?": "not established",
}


def tables(text: str) -> Iterator[list[list[str]]]:
    """Yield the tables of sections 4.1 and 4.2: rows of cells, the heading first."""
    for section in ("### 4.1", "### 4.2"):
        part = text[text.index(section) :].split("\n### ", 1)[0].splitlines()
        rows = [line.strip("|").split("|") for line in part if line.startswith("|")]
        cells = [[cell.strip() for cell in row] for row in rows]
        yield [row for row in cells if not row[0].startswith("---")]


def cells_of(text: str) -> Iterator[tuple[str, str, str, str]]:
    """Yield column, row, element and what the reference says, cell by cell."""
    for heading, *rows in tables(text):
        for row in rows:
            for column, said in zip(heading[1:], row[1:], strict=True):
                for element in AGREEMENT["rows"][row[0]]:
                    yield column, row[0], element, said


def level_said(said: str) -> str:
    """Return how the reference has an element: by its key, or by how we read it."""
    bare = said.replace("*", "")
    if said in AGREEMENT["reads"]:
        return str(AGREEMENT["reads"][said])
    assert bare[:1] in KEY, f"nothing says how to read: {said}"
    assert bare[1:2] in ("", " "), f"nothing says how to read: {said}"
    return KEY[bare[:1]]


def levels_of(regulation: str) -> dict[str, str]:
    """Return the level of every element that a regulation places."""
    told = read_toml(ROOT / "regulations" / regulation / "elements.toml")
    levels = {each["element"]: each["level"] for each in told.get("asks", [])}
    for key, level in (("silent", "not required"), ("unknown", "not established")):
        for each in told.get(key, []):
            levels |= dict.fromkeys(each["elements"], level)
    return levels


def test_the_matrix_agrees_with_the_reference_or_says_why_not(shared: Path) -> None:
    """Every cell of both tables is as ours, save those with a reason beside them."""
    text = (shared / "reference" / "jurisdictions.md").read_text(encoding="utf-8")
    levels = {each: levels_of(each) for each in AGREEMENT["columns"].values()}
    differs = {(e["regulation"], e["element"]): e["ours"] for e in AGREEMENT["differs"]}

    other = {}
    compared = 0
    for column, row, element, said in cells_of(text):
        regulation = AGREEMENT["columns"][column]
        ours, theirs = levels[regulation][element], level_said(said)
        compared += 1
        if ours != theirs:
            other[regulation, element] = ours
            assert (regulation, element) in differs, (row, column, said, ours)

    assert compared > 400
    assert other == differs


def test_a_cell_that_cannot_be_read_is_not_passed_over() -> None:
    """Words without a key are read by the list or not at all."""
    assert level_said("**R (c)(1)** owner; injunction, fees") == "required"
    assert level_said("each request") == "on request"
    for strange in ("yes, mostly", "Rather not", ""):
        try:
            level_said(strange)
        except AssertionError:
            continue
        raise AssertionError(strange)


def test_every_difference_has_a_reason() -> None:
    """Where we say otherwise than the reference, the reason is a sentence."""
    assert all(len(each["why"].split()) > 5 for each in AGREEMENT["differs"])
