"""`--as-of` selects the law of that day: a walk around every date in the data."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from compliance.datafiles import root
from compliance.evaluate import ask
from compliance.model import NOT_YET, Outcome, Regulation, standing_on
from compliance.rulebook import load_regulation, regulation_ids
from compliance.verify import case_evidence

ROOT = root()
DAY = timedelta(days=1)
BOOKS = [load_regulation(each, ROOT) for each in regulation_ids(ROOT)]

each_book = pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.id)


def status(book: Regulation, day: date) -> str:
    """Return what `book` is on `day`."""
    known = date.fromisoformat(book.known_on)
    return standing_on(book.history, day, known).status


@each_book
def test_each_status_begins_on_its_day(book: Regulation) -> None:
    """The day before it is what it was before; on the day and after it is the new."""
    steps = sorted((s for s in book.history if s.status), key=lambda s: s.on)
    before = NOT_YET
    for step in steps:
        day = date.fromisoformat(step.on)
        around = [status(book, each) for each in (day - DAY, day, day + DAY)]

        assert around == [before, step.status, step.status], step.on
        before = step.status


@each_book
def test_the_known_status_is_that_of_the_history(book: Regulation) -> None:
    """What the instrument says it is, its history says for the day of our knowledge."""
    assert status(book, date.fromisoformat(book.known_on)) == book.status


@each_book
def test_each_rule_is_asked_from_its_first_to_its_last_day(book: Regulation) -> None:
    """The day before the first and the day after the last it is not asked."""
    for rule in book.rules:
        case = next(each for each in rule.cases if each.expect is Outcome.MET)
        evidence = case_evidence(rule, case, book, ROOT)
        first, last = rule.applies_from, rule.applies_until

        early = ask(rule, replace(evidence, as_of=first - DAY))
        assert early.outcome is Outcome.NOT_APPLICABLE, rule.id
        assert early.why == f"the rule applies from {first.isoformat()}"
        for day in (first, first + DAY):
            assert "the rule appl" not in ask(rule, replace(evidence, as_of=day)).why
        if last is not None:
            assert "the rule" not in ask(rule, replace(evidence, as_of=last)).why
            late = ask(rule, replace(evidence, as_of=last + DAY))
            assert late.why == f"the rule applied until {last.isoformat()}"


@each_book
def test_a_rule_is_not_asked_before_its_instrument(book: Regulation) -> None:
    """No rule begins before the first step of its instrument."""
    steps = [s.on for s in book.history if s.status]

    assert all(rule.applies_from.isoformat() >= min(steps) for rule in book.rules)


@each_book
def test_what_is_not_law_has_no_rules_in_force(book: Regulation) -> None:
    """Of a law in force, no rule begins before it applies."""
    forces = [s.on for s in book.history if s.status == "in force"]
    for rule in book.rules:
        day = rule.applies_from
        assert not forces or status(book, day) == "in force", rule.id


def test_each_source_named_is_one_of_the_sources() -> None:
    """Steps, contests and sanctions name sources that the instrument has."""
    for book in BOOKS:
        named = [*book.history, *book.contested, *book.sanctions]
        assert {each.source for each in named} <= {"", *book.sources}
        rules = {rule.id for rule in book.rules}
        counted = [i for s in book.sanctions for i in s.instances]
        assert {rule for i in counted for rule in i.rules} <= rules
