"""What a check may look at: one submission, its context and the day."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from compliance.lexicon import Lexicon
from compliance.model import Answer, CrossCheck, Form, FormFacts, State, Unknown
from compliance.reference import Reference

AS_OF: Final = "as-of"
CONTEXT: Final = "context:"
DATE: Final = "date:"
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}\Z", re.ASCII)
_MONTH: Final = re.compile(r"\d{4}-\d{2}\Z", re.ASCII)
_YEAR: Final = re.compile(r"\d{4}\Z", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Everything a rule may be judged on."""

    form: Form
    answers: Mapping[str, Answer]
    facts: FormFacts
    context: Mapping[str, object]
    """Dotted key to value; what the form never asks."""
    as_of: date
    lexicon: Lexicon
    reference: Reference
    cross_check: CrossCheck | None = None
    """What a catalog shows of the filing, where one is given."""

    def answer(self, at: str) -> Answer:
        """Return the answer at pointer `at`; a field never met is missing."""
        found = self.answers.get(at)
        return found or Answer(at=at, state=State.MISSING_FIELD)

    def answered(self, at: str) -> bool:
        """Return whether the field at `at` holds an answer of substance."""
        return self.answer(at).state is State.ANSWERED

    def words(self, at: str) -> str:
        """Return the answer's words: its text, or its list entries' words."""
        answer = self.answer(at)
        if answer.text:
            return answer.text
        return "\n".join(" ".join(item.values()) for item in answer.items)

    def name(self, at: str) -> str:
        """Return the official number of the field at `at`, or the pointer."""
        field = self.form.by_pointer(at)
        return field.id if field else at

    def value(self, source: str) -> object:
        """Return the value that `source` names, or ``None``.

        A source is ``as-of``, ``context:KEY``, ``date:YYYY-MM-DD``, a pointer, or a
        pointer to a period with ``#start`` or ``#end``.
        """
        if source == AS_OF:
            return self.as_of.isoformat()
        if source.startswith(CONTEXT):
            return self.context.get(source.removeprefix(CONTEXT))
        if source.startswith(DATE):
            return source.removeprefix(DATE)
        at, _, side = source.partition("#")
        value = self.answer(at).value
        if not side:
            return value
        if not isinstance(value, str):
            return None
        if "/" not in value:
            # One date alone tells at most when a period ended.
            return value if side == "end" else None
        start, _, end = value.partition("/")
        return start if side == "start" else end

    def called(self, source: str) -> str:
        """Return how a sentence calls what `source` names."""
        if source == AS_OF:
            return "the day the question is asked for"
        if source.startswith(CONTEXT):
            return f"{source.removeprefix(CONTEXT)} of the context file"
        return self.name(source.partition("#")[0].removeprefix(DATE))

    def not_given(self, source: str, at: str, what: str = "is not given") -> Unknown:
        """Return that what `source` names is not there, and what would settle it."""
        if source.startswith(CONTEXT):
            key = source.removeprefix(CONTEXT)
            return Unknown(at=at, why=f"the context does not give {key}", needs=key)
        return Unknown(at=at, why=f"{self.called(source)} {what}")

    def elsewhere(self, at: str, word_list: str) -> Unknown | None:
        """Return that the answer at `at` is to be had elsewhere, if it says so.

        Which words say so is a word list; without one, none do.
        """
        found = self.lexicon.found(word_list, self.words(at)) if word_list else ()
        if not found:
            return None
        return Unknown(at=at, why=f"{self.name(at)} speaks of {found[0].group}")

    def days(self, source: str) -> "Days | None":
        """Return the days that `source` may mean, or ``None`` if it is no date."""
        value = self.value(source)
        return days_of(value) if isinstance(value, str) else None


@dataclass(frozen=True, slots=True)
class Days:
    """A date known to the day, the month or the year: its first and last day."""

    first: date
    last: date
    text: str


def days_of(text: str) -> Days | None:
    """Return the first and last day that an ISO date, month or year may mean.

    >>> days_of("2026-02").last.isoformat()
    '2026-02-28'
    >>> days_of("2026-02-30") is None
    True
    """
    try:
        if _DAY.match(text):
            day = date.fromisoformat(text)
            return Days(day, day, text)
        if _MONTH.match(text):
            first = date.fromisoformat(f"{text}-01")
            return Days(first, _next_month(first) - timedelta(days=1), text)
        if _YEAR.match(text):
            year = int(text)
            return Days(date(year, 1, 1), date(year, 12, 31), text)
    except (ValueError, OverflowError):
        return None
    return None


def _next_month(first: date) -> date:
    # 32 days after the first of a month is always in the next one.
    return (first + timedelta(days=32)).replace(day=1)


def add_months(day: date, months: int) -> date:
    """Return the day `months` calendar months after `day`, at most a month's last.

    >>> add_months(date(2026, 8, 31), 6).isoformat()
    '2027-02-28'
    """
    month_index = day.year * 12 + day.month - 1 + months
    first = date(month_index // 12, month_index % 12 + 1, 1)
    last = _next_month(first) - timedelta(days=1)
    return first.replace(day=min(day.day, last.day))
