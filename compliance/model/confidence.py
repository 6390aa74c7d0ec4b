"""How sure the reading of an answer is, and why not surer."""

from collections.abc import Iterable
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class Confidence(StrEnum):
    """How sure the reading of an answer is."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Doubt(StrEnum):
    """What about the reading of an answer asks for a second look."""

    LABEL_ALIKE = "label-alike"
    LABEL_SHARED = "label-shared"
    UNDER_LABEL = "under-label"
    OVER_PAGE = "over-page"
    STATE_IN_WORDS = "state-in-words"
    OPTION_IN_WORDS = "option-in-words"
    OPTION_ODD = "option-odd"
    OPTION_ALONE = "option-alone"
    FROM_ROWS = "from-rows"
    TICK_DRAWN = "tick-drawn"
    TICK_UNREADABLE = "tick-unreadable"
    LETTERS_STRANGE = "letters-strange"
    DATE_AMBIGUOUS = "date-ambiguous"
    DATE_SETTLED = "date-settled"
    WORDS_LEFT_OVER = "words-left-over"


DOUBT_WORDS: Final = MappingProxyType({
    Doubt.LABEL_ALIKE: "its label is spelt otherwise than the form's",
    Doubt.LABEL_SHARED: "several fields have its label, and only order tells them apart",
    Doubt.UNDER_LABEL: "it stands in the cell of its label",
    Doubt.OVER_PAGE: "it runs over the end of a page",
    Doubt.STATE_IN_WORDS: "its state is taken from a sentence",
    Doubt.OPTION_IN_WORDS: "no box is ticked, the option is taken from words",
    Doubt.OPTION_ODD: "what is ticked is not one option of the form",
    Doubt.OPTION_ALONE: "only one option is printed, its box empty",
    Doubt.FROM_ROWS: "no boxes of its own, taken from other rows",
    Doubt.TICK_DRAWN: "its boxes are drawn, not typed",
    Doubt.TICK_UNREADABLE: "a box in it could not be read",
    Doubt.LETTERS_STRANGE: "its letters look like others than the file says",
    Doubt.DATE_AMBIGUOUS: "day and month may be either way round",
    Doubt.DATE_SETTLED: "other dates settle which number is the day",
    Doubt.WORDS_LEFT_OVER: "other words of the filing belong to no label",
})  # fmt: skip
_GRAVE: Final = frozenset(
    {Doubt.TICK_UNREADABLE, Doubt.LETTERS_STRANGE, Doubt.DATE_AMBIGUOUS}
)
_MANY: Final = 2


def confidence_of(doubts: Iterable[Doubt]) -> Confidence:
    """Return how sure a reading with these doubts is.

    Without a doubt it is high; with one that leaves the answer open, or with two, it
    is low.

    >>> confidence_of([Doubt.TICK_DRAWN]), confidence_of([Doubt.DATE_AMBIGUOUS])
    (<Confidence.MEDIUM: 'medium'>, <Confidence.LOW: 'low'>)
    """
    held = frozenset(doubts)
    if held & _GRAVE or len(held) >= _MANY:
        return Confidence.LOW
    return Confidence.MEDIUM if held else Confidence.HIGH
