from dataclasses import replace

from compliance.checks.catalog import RegisteredWorksListed, registered_works_listed
from compliance.model import Gap, Match, Unknown
from compliance.verify import catalog_shown
from tests.unit.checks.invented import evidence

ASKED = RegisteredWorksListed(at="/works/list")
LISTED = {"title": "A", "registration": "us:A1", "listed_at": "/works/list/0"}
EXPOSED = {"title": "B", "registration": "us:A2"}
UNREGISTERED = {"title": "C"}


def test_an_exposed_registered_entry_that_is_not_listed_is_named() -> None:
    """Listed works and works without registration are no gap."""
    shown = catalog_shown((LISTED, EXPOSED, UNREGISTERED))

    asked = list(
        registered_works_listed(replace(evidence({}), cross_check=shown), ASKED)
    )

    assert [each.facts["title"] for each in asked if isinstance(each, Gap)] == ["B"]


def test_a_link_to_another_field_does_not_list_a_work() -> None:
    """A work met in a field that is not the list is exposed, not listed."""
    shown = catalog_shown(({**LISTED, "listed_at": "/sites/0"},))

    asked = list(
        registered_works_listed(replace(evidence({}), cross_check=shown), ASKED)
    )

    assert [type(each) for each in asked] == [Gap]


def test_an_entry_that_is_not_exposed_is_no_gap() -> None:
    """Nothing found is not exposure."""
    shown = catalog_shown((EXPOSED,))
    entry = replace(shown.entries[0], match=Match.NOTHING_FOUND)
    shown = replace(shown, entries=(entry,))

    assert not list(
        registered_works_listed(replace(evidence({}), cross_check=shown), ASKED)
    )


def test_without_a_catalog_nothing_can_be_told() -> None:
    """No catalog is not a clean one."""
    asked = list(registered_works_listed(evidence({}), ASKED))

    assert [type(each) for each in asked] == [Unknown]
