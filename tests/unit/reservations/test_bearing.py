import dataclasses

import pytest

from compliance.datafiles import root
from compliance.model import Bearing
from compliance.reservations import (
    Judged,
    Provider,
    Reservation,
    Use,
    licence_judged,
    licences_of,
    load_forms,
    party_keys,
    reservation_judged,
    reservation_of,
    window_of,
)

FORMS = load_forms(root())
ROW = {
    "reservation_id": "R1", "scope_kind": "domain", "scope_value": "elm.example",
    "protocol": "robots.txt", "value": "reserved", "effective_from": "2023-06-01",
}  # fmt: skip
PROVIDER = Provider(
    names=party_keys("Alder AI GmbH, Elm Street 5"),
    agents=frozenset({"alderbot"}),
    switches=frozenset({"alder-extended"}),
)
COLLECTED = window_of("2024-01/2024-06")
SITE = Use(kind="domain", host="elm.example", window=COLLECTED)
WORK = Use(kind="work", host="", window=COLLECTED)


def judged(
    use: Use = SITE, provider: Provider = PROVIDER, **fields: str
) -> Judged | str:
    """Return how a reservation with these fields bears."""
    return reservation_judged(reservation_of({**ROW, **fields}), use, provider, FORMS)


def bearing(
    use: Use = SITE, provider: Provider = PROVIDER, **fields: str
) -> Bearing | str:
    """Return only the bearing, or why there is none."""
    found = judged(use, provider, **fields)
    return found.bearing if isinstance(found, Judged) else found


@pytest.mark.parametrize(
    ("start", "end", "seen", "expected"),
    [
        ("2023-06-01", "", "", Bearing.CONFLICT),
        ("2024-01-01", "", "", Bearing.CONFLICT),
        ("2024-06-30", "", "", Bearing.CONFLICT),
        ("2024-07-01", "", "", Bearing.LATER),
        ("", "", "2024-06-30", Bearing.CONFLICT),
        ("", "", "2024-07-01", Bearing.LATER),
        ("", "", "", Bearing.CANNOT_TELL),
        ("2020-01-01", "2023-12-31", "", "it had ended before the collection"),
        ("2020-01-01", "2024-01-01", "", Bearing.CONFLICT),
        ("2024", "", "", Bearing.CONFLICT),
        ("2023-06-01", "", "2025-01-01", Bearing.CANNOT_TELL),
        ("2023-06-01", "", "2024-06-30", Bearing.CONFLICT),
    ],
)
def test_a_reservation_conflicts_only_while_it_was_in_force(
    start: str, end: str, seen: str, expected: Bearing | str
) -> None:
    """From its first day on or before the last of the collection, until it ended."""
    found = bearing(effective_from=start, effective_to=end, first_seen=seen)

    assert found == expected


@pytest.mark.parametrize(
    ("period", "start", "expected"),
    [
        ("", "2023-06-01", Bearing.CANNOT_TELL),
        ("../2024-06", "2023-06-01", Bearing.CONFLICT),
        ("../2024-06", "2024-07-01", Bearing.LATER),
        ("2024-01/..", "2023-06-01", Bearing.CONFLICT),
        ("2024-01/..", "2024-01-01", Bearing.CONFLICT),
        ("2024-01/..", "2024-01-02", Bearing.CANNOT_TELL),
    ],
)
def test_an_open_side_of_the_collection(
    period: str, start: str, expected: Bearing
) -> None:
    """What is known of the collection decides as far as it goes, and no further."""
    use = dataclasses.replace(SITE, window=window_of(period))

    assert bearing(use, effective_from=start) == expected


def test_an_end_without_a_known_start_cannot_be_told() -> None:
    """It may have ended before a collection began whose start is not known."""
    use = dataclasses.replace(SITE, window=window_of("../2024-06"))

    assert bearing(use, effective_to="2024-01-01") is Bearing.CANNOT_TELL


@pytest.mark.parametrize(
    ("agents", "named", "expected"),
    [
        ("", True, Bearing.CONFLICT),
        ("*", True, Bearing.CONFLICT),
        ("AlderBot", True, Bearing.CONFLICT),
        ("AlderBot/1.0", True, Bearing.CONFLICT),
        ("Alder-Extended", True, Bearing.CONFLICT),
        ("BirchBot", True, "it speaks to other user agents"),
        ("BirchBot|*", True, Bearing.CONFLICT),
        ("BirchBot", False, Bearing.CANNOT_TELL),
        ("*", False, Bearing.CONFLICT),
    ],
)
def test_only_what_speaks_to_the_crawler_bears(
    agents: str, named: bool, expected: Bearing | str
) -> None:
    """A group for another agent is none for this one; all are meant by an asterisk."""
    provider = PROVIDER if named else dataclasses.replace(PROVIDER, agents=frozenset())

    assert bearing(SITE, provider, agents=agents) == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"value": "allowed"}, "it allows the use"),
        ({"value": "unknown"}, Bearing.CANNOT_TELL),
        ({"value": "conditional"}, Bearing.CONFLICT),
        ({"uses": "search"}, "it does not speak of training"),
        ({"uses": "search|tdm"}, Bearing.CONFLICT),
        ({"uses": "AI_training"}, Bearing.CONFLICT),
        ({"scope_value": "ash.example"}, "it speaks of another site"),
        ({"scope_value": "shop.elm.example"}, Bearing.CONFLICT),
        ({"scope_value": "helm.example"}, "it speaks of another site"),
        (
            {"scope_kind": "url_prefix", "scope_value": "https://www.elm.example/a/"},
            Bearing.CONFLICT,
        ),
    ],
)
def test_what_a_statement_speaks_of(
    fields: dict[str, str], expected: Bearing | str
) -> None:
    """Its value, its uses and its site decide whether it speaks of this at all."""
    assert bearing(**fields) == expected


def test_a_statement_on_a_site_says_nothing_of_a_listed_work() -> None:
    """A list of works does not say where each was taken from."""
    assert bearing(WORK) is Bearing.CANNOT_TELL


def test_a_form_that_is_bound_to_a_site_says_nothing_of_a_listed_work() -> None:
    """Terms of a website are of the site, even where they are declared for all works."""
    wide = {"scope_kind": "owner_catalogue", "scope_value": ""}

    assert bearing(WORK, **wide, protocol="terms") is Bearing.CANNOT_TELL
    assert bearing(WORK, **wide, protocol="smoke-signal") is Bearing.CONFLICT


def test_a_statement_that_goes_with_the_work_bears_on_it() -> None:
    """Metadata in a file and a declaration for a catalogue are bound to no site."""
    for protocol in ("iptc-plus", "declaration"):
        found = bearing(
            WORK, scope_kind="owner_catalogue", scope_value="", protocol=protocol
        )
        assert found is Bearing.CONFLICT


def test_the_form_and_its_strength_are_said() -> None:
    """A reader sees how far the form of a reservation is accepted, and where not."""
    found = judged(protocol="terms", jurisdiction="DE")
    strange = judged(protocol="smoke-signal")

    assert isinstance(found, Judged)
    assert "terms in plain language: held insufficient" in found.why
    assert isinstance(strange, Judged)
    assert "nothing is known here of its strength" in strange.why


def test_conditions_are_said() -> None:
    """A use that is allowed on conditions is not simply reserved."""
    found = judged(value="conditional")
    later = judged(value="conditional", effective_from="2025-01-01")

    assert isinstance(found, Judged)
    assert found.why.startswith("use is allowed only on conditions")
    assert isinstance(later, Judged)
    assert later.why.startswith("in force since 2025-01-01, after the collection")


@pytest.mark.parametrize(
    ("start", "words"),
    [
        (
            "2024-01-01",
            "in force since 2024-01-01, before the collection, 2024-01/2024-06",
        ),
        ("2024-01-02", "in force since 2024-01-02, before the end of the collection"),
    ],
)
def test_how_much_of_the_collection_it_covers_is_said(start: str, words: str) -> None:
    """In force from the first day is before; later, it is before the end only."""
    found = judged(effective_from=start)

    assert isinstance(found, Judged)
    assert found.why.startswith(words)


def licensed(column: str, use: Use = SITE) -> Bearing | None:
    """Return how the licences in a column bear."""
    found = licence_judged(licences_of(column), use, PROVIDER)
    return found.bearing if found else None


@pytest.mark.parametrize(
    ("column", "expected"),
    [
        ("Alder AI:training:2024-01-01:2024-06-30", Bearing.LICENSED),
        ("ALDER A.I. GMBH:tdm:2023-01-01:", Bearing.LICENSED),
        ("Alder AI:::", Bearing.LICENSED),
        ("Alder AI", Bearing.LICENSED),
        ("Alder AI:training::2024-06-29", Bearing.CANNOT_TELL),
        ("Alder AI:training:2024-01-02:", Bearing.CANNOT_TELL),
        ("Alder AI:streaming::", Bearing.CANNOT_TELL),
        ("Birch AI:training::", None),
        ("Alder:training::", None),
        ("Elm Street:training::", None),
        ("Birch AI:training::|Alder AI:training::", Bearing.LICENSED),
        (
            "Alder AI:training::2020-01-01|Alder AI:training:2020-01-01:",
            Bearing.LICENSED,
        ),
        ("", None),
    ],
)
def test_a_licence_counts_for_its_party_and_time(
    column: str, expected: Bearing | None
) -> None:
    """It must be the provider's, cover training, and the whole collection."""
    assert licensed(column) == expected


def test_an_open_side_of_a_licence_is_shown() -> None:
    """Its days are told as they stand, an open side as dots."""
    found = licence_judged(licences_of("Alder AI:tdm:2024-01-01:"), SITE, PROVIDER)

    assert found is not None
    assert "of 2024-01-01/.. covers the collection, 2024-01/2024-06" in found.why


def test_a_dated_licence_needs_a_dated_collection() -> None:
    """Without collection dates only a licence without dates can be held against it."""
    use = dataclasses.replace(SITE, window=None)

    assert licensed("Alder AI:training:2024-01-01:", use) is Bearing.CANNOT_TELL
    assert licensed("Alder AI:training::", use) is Bearing.LICENSED


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"reservation_id": ""}, "reservation_id is empty"),
        ({"protocol": ""}, "protocol is empty"),
        ({"value": "no"}, "value is no"),
        ({"scope_kind": "planet"}, "scope_kind is planet"),
        ({"effective_from": "1 June 2023"}, "effective_from is 1 June 2023"),
        ({"first_seen": "2023-02-30"}, "first_seen is 2023-02-30"),
        ({"colour": "red"}, "colour is no field"),
    ],
)
def test_a_record_is_refused_by_its_fault(fields: dict[str, str], why: str) -> None:
    """What cannot be used is named."""
    with pytest.raises(ValueError, match=why):
        reservation_of({**ROW, **fields})


def test_lists_and_texts_are_the_same_record() -> None:
    """YAML lists and joined cells give the same reservation."""
    joined = reservation_of({**ROW, "uses": "tdm|ai_training", "agents": "A; B"})
    listed = reservation_of(
        {**ROW, "uses": ["tdm", "ai_training"], "agents": ["A", "B"]}
    )

    assert joined == listed
    assert isinstance(joined, Reservation)


def test_every_form_has_its_words() -> None:
    """Each form says a strength, why, how sure, and whether it is bound to a site."""
    assert FORMS
    for form in FORMS.values():
        assert form.title
        assert form.strength
        assert form.why
        assert form.sure in ("high", "medium", "low")
        assert form.covers in ("site", "work")
