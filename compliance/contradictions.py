"""Two filings of one provider: facts that are said differently in them."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final

from compliance import __version__
from compliance.carry import carried, carries, loosely_carried
from compliance.errors import UsageError
from compliance.figures import bounds_of, figures, range_in
from compliance.forms import form_of
from compliance.lexicon import plain
from compliance.model import (
    Answer,
    Contradiction,
    ContradictionReport,
    Difference,
    Form,
    FormField,
    Kind,
    State,
    Submission,
)

_UNITS: Final = ("tokens", "images", "hours")
_TOLERANCE: Final = 0.1
_OPEN: Final = ".."


def contradictions(
    first: Submission, second: Submission, *, as_of: date, root: Path
) -> ContradictionReport:
    """Return what two filings say differently, compared on a form of one of them.

    Fields that name the filing, and answers that carry over to the common form only
    loosely, are not compared, because both may be true.

    Raises:
        UsageError: nothing leads from the form of one to that of the other.
    """
    form = _common_form(first, second, root)
    sides = carried(first, form, root), carried(second, form, root)
    loose = {at for each in (first, second) for at in loosely_carried(each, form, root)}
    compared = 0
    found = []
    for field in form.fields:
        if field.id in form.identity or field.at in loose:
            continue
        one, other = (side.answers[field.at] for side in sides)
        told = list(_differences(field, one, other))
        compared += bool(told)
        found += [
            Contradiction(field=field, difference=each, first=one, second=other)
            for each in told
            if each is not None
        ]
    return ContradictionReport(
        tool_version=__version__,
        as_of=as_of,
        first=first,
        second=second,
        form=form,
        compared=compared,
        found=tuple(found),
        warnings=tuple(_warnings(form, sides[0], sides[1])),
    )


def _common_form(first: Submission, second: Submission, root: Path) -> Form:
    for source, target in ((first, second), (second, first)):
        form = form_of(target.form, root)
        if carries(source, form, root):
            return form
    raise UsageError(
        "form-not-carried",
        where=first.source,
        what=f"cannot be compared with {second.source}",
        why=f"nothing says which answers on the form of {first.form} are those of "
        f"{second.form}",
        remedy="compare each with a filing on the EU template",
    )


def _differences(
    field: FormField, one: Answer, other: Answer
) -> Iterator[Difference | None]:
    """Yield the difference of two answers, ``None`` where they agree.

    Nothing is yielded where they cannot be compared.
    """
    states = {one.state, other.state}
    if states == {State.NONE, State.ANSWERED}:
        yield Difference.EXISTENCE if _names_some(field, one, other) else None
    if states != {State.ANSWERED}:
        return
    match field.kind:
        case Kind.YES_NO if {one.value, other.value} <= {"yes", "no"}:
            yield None if one.value == other.value else Difference.CHOICE
        case Kind.TICKS if isinstance(one.value, tuple) and isinstance(
            other.value, tuple
        ):
            yield None if set(one.value) == set(other.value) else Difference.MODALITY
        case Kind.DATE | Kind.MONTH if one.value and other.value:
            same = _same_day(str(one.value), str(other.value))
            yield None if same else Difference.DATE
        case Kind.PERIOD if one.value and other.value:
            same = _same_period(str(one.value), str(other.value))
            yield None if same else Difference.PERIOD
        case Kind.TEXT | Kind.CHOICE:
            yield from _sizes(one, other)
        case _:
            return


def _names_some(field: FormField, one: Answer, other: Answer) -> bool:
    answered = one if one.state is State.ANSWERED else other
    return (
        answered.value == "yes" if field.kind is Kind.YES_NO else bool(answered.items)
    )


def _same_day(one: str, other: str) -> bool:
    """Return whether two dates agree as far as both are known.

    >>> _same_day("2024", "2024-03-01"), _same_day("2024-03", "2024-04")
    (True, False)
    """
    return one.startswith(other) or other.startswith(one)


def _same_period(one: str, other: str) -> bool:
    """Return whether the sides that both periods give agree; a month alone is an end.

    >>> _same_period("2019-03/2024-12", "../2024"), _same_period("2019/2024", "2020/..")
    (True, False)
    """
    pairs = zip(_sides(one), _sides(other), strict=True)
    return all(_same_day(a, b) for a, b in pairs if _OPEN not in (a, b))


def _sides(period: str) -> tuple[str, str]:
    start, slash, end = period.partition("/")
    return (start, end) if slash else (_OPEN, start)


def _sizes(one: Answer, other: Answer) -> Iterator[Difference | None]:
    """Yield whether the amounts of one unit, or the ranges, that both give agree."""
    for unit in _UNITS:
        spans = [list(_spans(answer, unit)) for answer in (one, other)]
        if all(spans):
            agree = any(_meet(a, b) for a in spans[0] for b in spans[1])
            yield None if agree else Difference.SIZE


def _spans(answer: Answer, unit: str) -> Iterator[tuple[float, float]]:
    """Yield the least and the most of each amount of a unit that an answer gives."""
    codes = [answer.value] if isinstance(answer.value, str) else []
    for code in (*codes, *answer.text.splitlines()):
        chosen = bounds_of(code)
        if chosen is not None and chosen[2] == unit:
            yield chosen[:2]
    for line in answer.text.splitlines():
        within = range_in(line)
        if within is not None and unit in plain(line):
            yield within
            continue
        for amount, _ in figures(line, unit):
            yield amount * (1 - _TOLERANCE), amount * (1 + _TOLERANCE)


def _meet(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _warnings(form: Form, one: Submission, other: Submission) -> Iterator[str]:
    """Yield the fields of identity that differ, because then the facts may too."""
    for field in form.fields:
        said = [side.answers[field.at] for side in (one, other)]
        names = [plain(answer.text or _names(answer)) for answer in said]
        apart = all(names) and not (names[0] in names[1] or names[1] in names[0])
        if field.id in form.identity and field.kind in (Kind.TEXT, Kind.LIST) and apart:
            yield f"{field.id} {field.label} differs; the facts may be others"


def _names(answer: Answer) -> str:
    return " ".join(item.get("name", "") for item in answer.items)
