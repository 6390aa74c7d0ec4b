"""One fact said differently in two filings of an invented provider."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from compliance.contradictions import contradictions
from compliance.datafiles import root
from compliance.errors import UsageError
from compliance.intake.reading import data_request
from compliance.model import ContradictionReport, Difference, Submission
from compliance.render import contradictions_page
from compliance.wire import decoded

pytestmark = pytest.mark.usefixtures("tasks_here")

ROOT = root()
EU = {
    "form": "eu-ai-act",
    "provider": {"name_and_contact": "Quarry Lane"},
    "model": {"names": "Quarry 3", "placed_on_market": "2026-02-01"},
    "modalities": ["text"],
    "sizes": {"text": "1e9_to_1e13_tokens"},
    "latest_collection": "2025-06",
    "licensed": {"used": "no"},
    "crawled": {"period": "2019-03/2025-06"},
    "synthetic": {"used": "no"},
}
CALIFORNIA = {
    "form": "us-ca-ab-2013",
    "developer": {"name": "Quarry Lane"},
    "system": {"available_on": "2026-05-01"},
    "data_points": {"number": "about 2 trillion tokens"},
    "acquisition": {"licensed": "no"},
    "collection": {"period": "2019-03/2025-06"},
    "synthetic": {"used": "no"},
}


def report(first: dict[str, Any], second: dict[str, Any]) -> ContradictionReport:
    """Hold two filings, given as data, against each other."""
    one, other = (
        read(data, name) for name, data in (("first", first), ("second", second))
    )
    return contradictions(one, other, as_of=date(2026, 11, 25), root=ROOT)


def read(data: dict[str, Any], name: str) -> Submission:
    """Read a filing given as data, as the child does."""
    request = {"name": name, "kind": "json", "form": None, "root": str(ROOT)}
    told = data_request(request, json.dumps(data).encode())
    submission: Submission = decoded(Submission, told)
    return submission


def changed(data: dict[str, Any], at: str, value: object) -> dict[str, Any]:
    """Return `data` with another value at a key, or a key within a key."""
    outer, _, inner = at.partition("/")
    return {**data, outer: {**data[outer], inner: value} if inner else value}


def test_two_laws_one_truth() -> None:
    """A size in a range, a period, a yes or no: all agree, and are counted."""
    found = report(EU, CALIFORNIA)

    assert found.found == ()
    assert found.compared >= 4
    assert found.form.regulation == "us-ca-ab-2013"
    assert found.warnings == ()


@pytest.mark.parametrize(
    ("at", "value", "difference"),
    [
        ("synthetic/used", "yes", Difference.CHOICE),
        ("collection/period", "2020-03/2025-06", Difference.PERIOD),
        ("data_points/number", "40 trillion tokens", Difference.SIZE),
    ],
)
def test_one_fact_said_otherwise(at: str, value: str, difference: Difference) -> None:
    """Each difference is found once, with both answers and where they stand."""
    (found,) = report(EU, changed(CALIFORNIA, at, value)).found

    assert found.difference is difference
    assert found.first.carried_from
    assert found.second.place.line == 1


@pytest.mark.parametrize(
    ("at", "value"),
    [
        ("collection/period", "2019/.."),
        ("collection/period", "../2025"),
        ("data_points/number", "9.5 trillion tokens"),
        ("data_points/number", "10.5 trillion tokens"),
        ("data_points/number", "400 thousand letters"),
        ("synthetic/used", ""),
        ("system/available_on", "2027-01-01"),
        ("data_points/number", "more than 10 trillion tokens"),
        ("data_points/number", "1 to 20 trillion tokens"),
        ("collection/period", "2018/2026"),
    ],
)
def test_what_may_both_be_true_is_none(at: str, value: str) -> None:
    """A side left open, a rounded amount, another unit, a blank, a loose carry.

    Bands of two forms that overlap or touch; crawling, which is a part of collection.
    """
    assert report(EU, changed(CALIFORNIA, at, value)).found == ()


@pytest.mark.parametrize(
    ("at", "value", "difference"),
    [
        ("modalities", ["text", "image"], Difference.MODALITY),
        ("latest_collection", "2025-07", Difference.DATE),
        ("synthetic/used", "yes", Difference.CHOICE),
    ],
)
def test_two_filings_on_one_form(
    at: str, value: object, difference: Difference
) -> None:
    """The fields are compared one by one."""
    found = report(EU, changed(EU, at, value)).found

    assert [each.difference for each in found] == [difference]


@pytest.mark.parametrize(
    ("narrower", "wider", "differences"),
    [
        ("no", "yes", []),
        ("yes", "no", [Difference.CHOICE]),
        ("yes", "yes", []),
    ],
)
def test_a_narrower_question(
    narrower: str, wider: str, differences: list[Difference]
) -> None:
    """The template asks of licences of rightsholders, California of any licences."""
    template = changed(EU, "licensed/used", narrower)
    other = changed(CALIFORNIA, "acquisition/licensed", wider)

    for found in (report(template, other), report(other, template)):
        assert [each.difference for each in found.found] == differences


@pytest.mark.parametrize(
    ("one", "other", "differences"),
    [
        ("1e9_to_1e13_tokens", "1e9_to_1e13_tokens", []),
        ("1e9_to_1e13_tokens", "gt_1e13_tokens", [Difference.SIZE]),
        ("lt_1e9_tokens", "1e9_to_1e13_tokens", [Difference.SIZE]),
        ("1e9_to_1e13_tokens", "2 to 3 trillion tokens", []),
    ],
)
def test_bands_of_one_form(one: str, other: str, differences: list[Difference]) -> None:
    """Neighbours share an edge and are two answers all the same."""
    found = report(
        changed(EU, "sizes/text", one), changed(EU, "sizes/text", other)
    ).found

    assert [each.difference for each in found] == differences


@pytest.mark.parametrize(
    ("period", "differences"),
    [
        ("2019-04/2025-06", [Difference.PERIOD]),
        ("2019-03/2025-05", [Difference.PERIOD]),
        ("2019-02/2025-07", []),
        ("../2025-05", [Difference.PERIOD]),
    ],
)
def test_crawling_lies_within_collection(
    period: str, differences: list[Difference]
) -> None:
    """What was crawled was collected; what was collected need not be crawled."""
    found = report(EU, changed(CALIFORNIA, "collection/period", period)).found

    assert [each.difference for each in found] == differences


@pytest.mark.parametrize(
    ("said", "differences"),
    [
        ("Derived from Heron 1.5 and Heron 2", [Difference.EXISTENCE]),
        ("Quarry 3 is not derived from Heron 2; Quarry 4 is based on Quarry 3", []),
        ("Keine Ableitung von Heron 2", []),
    ],
)
def test_prose_that_denies_is_no_example(
    said: str, differences: list[Difference]
) -> None:
    """Names beside a denial may be what is denied."""
    none = changed(EU, "model", {"names": "Quarry 3", "dependencies": "None"})
    told = changed(EU, "model", {"names": "Quarry 3", "dependencies": said})

    assert [each.difference for each in report(none, told).found] == differences


@pytest.mark.parametrize(
    ("said", "differences"),
    [
        ("July 2025", [Difference.DATE]),
        ("Knowledge cut-off July 2025", []),
        ("Some data was collected up to July 2025", []),
    ],
)
def test_dates_of_two_things(said: str, differences: list[Difference]) -> None:
    """What a model knows is not what was collected, nor a part the whole."""
    found = report(EU, changed(EU, "latest_collection", said)).found

    assert [each.difference for each in found] == differences


def test_none_against_names() -> None:
    """One filing denies what the other lists."""
    lists = changed(EU, "synthetic", {"used": "no", "market_models": "None"})
    names = changed(
        EU, "synthetic", {"used": "no", "market_models": [{"name": "Heron 2"}]}
    )

    found = report(lists, names).found

    assert [each.difference for each in found] == [Difference.EXISTENCE]


def test_other_providers_are_said_first() -> None:
    """Then a difference may be none."""
    other = changed(EU, "provider/name_and_contact", "Tern Works")

    (warning,) = report(EU, other).warnings

    assert "Provider name" in warning


def test_forms_without_a_way_between_them() -> None:
    """It is said which form would serve."""
    with pytest.raises(UsageError, match="cannot be compared with second"):
        report({**CALIFORNIA, "form": "us-train"}, CALIFORNIA)


@pytest.mark.parametrize(
    "render",
    [
        contradictions_page.to_markdown, contradictions_page.to_html,
        contradictions_page.to_csv, contradictions_page.to_json,
    ],
)  # fmt: skip
def test_every_format_tells_it_the_same_way_twice(
    render: Callable[[ContradictionReport], bytes],
) -> None:
    """The difference stands in each, and the bytes are the same."""
    found = report(EU, changed(CALIFORNIA, "synthetic/used", "yes"))

    assert render(found) == render(found)
    assert b"one says yes, the other no" in render(found)
