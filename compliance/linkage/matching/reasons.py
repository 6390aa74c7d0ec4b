"""Levels of agreement in words, each with what it adds."""

import math
from collections.abc import Sequence
from typing import Final, NamedTuple

from compliance.linkage.matching.levels import (
    CREATORS,
    LEAD,
    MARKS,
    MISSING,
    NAMES,
    TITLE,
    YEAR,
    name_level,
)

_FULLY: Final = (
    "hardly agrees", "agrees in a small part", "agrees by half",
    "agrees for the most part", "agrees almost in full", "agrees in full",
)  # fmt: skip
_SAID: Final = (
    "words that many entries have", "fairly common words", "rare words",
    "words that single out an entry",
)  # fmt: skip
_ALONE: Final = ("hardly any", "some", "most", "all")
_SUBJECT: Final = {TITLE: "the title", CREATORS: "the creator", 2: "the container"}
_YEARS: Final = (
    "", "the year agrees", "the years are one apart", "the years are two apart",
    "the years are three to five apart", "the years are six to eleven apart",
    "the years are twelve or more apart",
)  # fmt: skip
_MARKS: Final = (
    "", "the same version or volume is named",
    "one side names a version or volume that the other does not",
    "the two name different versions or volumes",
)  # fmt: skip
_EVEN: Final = 5
"""Level of a lead at which another candidate is as good; above it this one leads."""


class Reason(NamedTuple):
    """One field, how far it agrees, and what that adds."""

    field: str
    said: str
    weight: float
    """Natural logarithm of how much likelier it makes the two to be one work."""


def reasons_of(levels: Sequence[int], weights: Sequence[float]) -> tuple[Reason, ...]:
    """Return what the levels of one pair say, fields in their order, missing ones left out.

    Args:
        levels: By field, as in `levels.NAMES`; the lead may be left out.
        weights: What each level adds.
    """
    return tuple(
        Reason(NAMES[field], said, weight)
        for field, (level, weight) in enumerate(zip(levels, weights, strict=True))
        if (said := _said(field, level))
    )


def sentence(reason: Reason) -> str:
    """Return a reason as words, its weight as a factor of the odds.

    >>> sentence(Reason("year", "the year agrees", math.log(20)))
    'the year agrees (odds ×20)'
    >>> sentence(Reason("year", "the years are two apart", -math.log(3)))
    'the years are two apart (odds ÷3.0)'
    """
    factor = math.exp(min(abs(reason.weight), _LARGEST))
    written = f"{factor:.1f}" if factor < 10 else f"{factor:,.0f}"
    if written == "1.0":
        return f"{reason.said} (odds unchanged)"
    return f"{reason.said} (odds {'×' if reason.weight > 0 else '÷'}{written})"


_LARGEST: Final = 20.0


def _said(field: int, level: int) -> str:
    if level == MISSING:
        return ""
    if field == YEAR:
        return _YEARS[level]
    if field == MARKS:
        return _MARKS[level]
    if field == LEAD:
        return _lead(level)
    found = name_level(level)
    assert found is not None  # noqa: S101  # a level that is not missing
    subject = _SUBJECT[field]
    if found.poorer < 0:
        words = _ALONE[found.better]
        return (
            f"only one side has {subject}; the other has {words} of its words elsewhere"
        )
    if found.poorer == 0:
        return f"{subject} {_FULLY[0]}"
    return f"{subject} {_FULLY[found.poorer]}, in {_SAID[found.said]}"


def _lead(level: int) -> str:
    if level < _EVEN:
        return "another candidate agrees better"
    if level == _EVEN:
        return "another candidate agrees as well"
    return "no other candidate agrees as well"
