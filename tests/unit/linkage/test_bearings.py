from compliance.datafiles import root
from compliance.linkage.bearings import LICENCE, Bearings
from compliance.linkage.entry import Entry
from compliance.linkage.keys import entry_keys
from compliance.model import Bearing
from compliance.reservations import (
    Provider,
    Use,
    load_forms,
    party_keys,
    reservation_of,
    window_of,
)

PROVIDER = Provider(
    names=party_keys("Alder AI"), agents=frozenset({"alderbot"}), switches=frozenset()
)
COLLECTED = window_of("2024-01/2024-06")
WORK = Use(kind="work", host="", window=COLLECTED)
SITE = Use(kind="domain", host="elm.example", window=COLLECTED)
WIDE = {
    "scope_kind": "owner_catalogue",
    "protocol": "declaration",
    "declared_by": "Elm Ltd",
}
OWN = "isni:0000000218250097"


def judged(
    rows: list[dict[str, str]], use: Use = WORK, **entry: str
) -> tuple[list[tuple[str, Bearing]], Bearings]:
    """Return which reservations bear on one use of one entry, and how."""
    made = [
        reservation_of({"value": "reserved", "effective_from": "2023-01-01", **row})
        for row in rows
    ]
    bearings = Bearings({each.id: each for each in made}, PROVIDER, load_forms(root()))
    row = Entry(
        **{"record_id": "E", "work_type": "book", "owner_name": "Elm Ltd", **entry}
    )
    bearings.add(row, entry_keys(row), {0: use})
    return [(each.reservation_id, each.bearing) for each in bearings.rows], bearings


def ids(rows: list[dict[str, str]], use: Use = WORK, **entry: str) -> list[str]:
    """Return only which reservations bear."""
    return [each_id for each_id, _ in judged(rows, use, **entry)[0]]


def test_a_declaration_covers_the_kinds_it_names() -> None:
    """Without kinds it covers all works of its owner."""
    assert ids([{**WIDE, "reservation_id": "R", "scope_value": "book|lyrics"}]) == ["R"]
    assert not ids([{**WIDE, "reservation_id": "R", "scope_value": "lyrics"}])
    assert ids([{**WIDE, "reservation_id": "R"}]) == ["R"]


def test_a_declaration_is_its_owners() -> None:
    """The owner is known by its name, or by its number where both give one."""
    rows = [{**WIDE, "reservation_id": "R"}]
    numbered = [{**rows[0], "party_id": OWN, "declared_by": "Elm Group"}]

    assert ids(rows, owner_name="ELM LIMITED") == ["R"]
    assert not ids(rows, owner_name="Ash Ltd")
    assert ids(numbered, owner_id="0000-0002-1825-0097", owner_name="Ash") == ["R"]
    assert not ids(numbered, owner_id="isni:000000012146438X", owner_name="Elm Group")
    assert not ids([{**numbered[0], "party_id": "none"}], owner_id="none too")
    assert not ids([{**numbered[0], "party_id": OWN}], owner_id="none")
    assert not ids([{**numbered[0], "party_id": "none"}], owner_id=OWN)


def test_works_and_identifiers_in_a_scope() -> None:
    """A record can name works by their key or by their identifiers."""
    work = {"reservation_id": "R", "scope_kind": "work", "protocol": "onix"}
    listed = {**work, "scope_kind": "identifier_list", "scope_value": "9780306406157|x"}

    assert ids([{**work, "scope_value": "D|E"}]) == ["R"]
    assert not ids([{**work, "scope_value": "D"}])
    assert ids([listed], identifiers="isbn:0306406152") == ["R"]
    assert not ids([listed], identifiers="isbn:080442957X")
    assert not ids([listed])


def test_a_listed_reservation_bears_whatever_its_scope() -> None:
    """The owner says in the catalog that it is of this work."""
    rows = [{**WIDE, "reservation_id": "R", "declared_by": "A Society"}]

    assert not ids(rows)
    assert ids(rows, reservations="R|Q") == ["R"]
    assert judged(rows, reservations="R|Q")[1].missing == {"Q": 1}


def test_a_reservation_on_a_disclosed_site_bears_unlisted() -> None:
    """It is enough that the site was disclosed; once is enough, too."""
    row = {
        "reservation_id": "R", "scope_kind": "url_prefix", "protocol": "robots.txt",
        "scope_value": "https://www.elm.example/a",
    }  # fmt: skip

    assert ids([row], SITE) == ["R"]
    assert ids([row], SITE, reservations="R") == ["R"]
    assert not ids([{**row, "scope_value": "ash.example"}], SITE)
    assert not ids([row], WORK)


def test_a_licence_beats_every_reservation() -> None:
    """Each reservation is shown as beaten; without any, the licence stands alone."""
    rows = [{**WIDE, "reservation_id": "R"}]
    licence = "Alder AI:training::"

    assert judged(rows, licensed_to=licence)[0] == [("R", Bearing.LICENSED)]
    assert judged([], licensed_to=licence)[0] == [(LICENCE, Bearing.LICENSED)]
    assert not judged([], licensed_to="Birch AI:training::")[0]


def test_a_licence_in_doubt_is_told_beside_the_reservation() -> None:
    """It does not beat a reservation that bears; alone, it cannot be told."""
    rows = [{**WIDE, "reservation_id": "R"}]
    partly = "Alder AI:training:2024-02-01:"

    found, bearings = judged(rows, licensed_to=partly)
    assert found == [("R", Bearing.CONFLICT)]
    assert "covers the collection only in part" in bearings.rows[0].why
    assert judged([], licensed_to=partly)[0] == [(LICENCE, Bearing.CANNOT_TELL)]


def test_what_does_not_bear_is_counted_by_its_reason() -> None:
    """A reader can see that a record was looked at."""
    _, bearings = judged([{**WIDE, "reservation_id": "R", "value": "allowed"}])

    assert bearings.beside == {"it allows the use": 1}
    assert bearings.total == 0
