"""Two filings of one provider: facts that are said differently in them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final, assert_never

from compliance import __version__
from compliance.carry import carried, carries, loosely_carried, scope_of
from compliance.errors import UsageError
from compliance.figures import bounds_of, figures, range_in
from compliance.forms import form_of
from compliance.lexicon import Lexicon, load_lexicon, plain
from compliance.model import (
    Answer,
    Contradiction,
    ContradictionReport,
    Difference,
    Form,
    FormField,
    Kind,
    Scope,
    State,
    Submission,
)

_UNITS: Final = ("tokens", "images", "hours")
_TOLERANCE: Final = 0.1
_OPEN: Final = ".."
_DENIALS: Final = "denials"
_OF_A_PART: Final = "collection-hedges"
_OF_THE_MODEL: Final = "knowledge-cutoff"
_TURNED: Final = {
    Scope.SAME: Scope.SAME,
    Scope.NARROWER: Scope.WIDER,
    Scope.WIDER: Scope.NARROWER,
}


def contradictions(
    first: Submission, second: Submission, *, as_of: date, root: Path
) -> ContradictionReport:
    """Return what two filings say differently, compared on a form of one of them.

    Fields that name the filing, and answers that carry over to the common form only
    loosely, are not compared, because both may be true. Where one form asks of less
    than the other, only what cannot be true of both is a contradiction.

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
        pair = Pair(
            field=field,
            one=one,
            other=other,
            scope=_scope(first, one, second, other, form, root),
            one_form=first.form == second.form,
            lexicon=load_lexicon(root),
        )
        told = list(_differences(pair))
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """The answers of two filings to one field of the form they are compared on."""

    field: FormField
    one: Answer
    other: Answer
    scope: Scope
    """How much the question of `one` asks of, beside that of `other`."""
    one_form: bool
    """Whether both filings are on one form, so that ranges have the same edges."""
    lexicon: Lexicon


def _scope(
    first: Submission,
    one: Answer,
    second: Submission,
    other: Answer,
    form: Form,
    root: Path,
) -> Scope:
    """Return how much the question of `one` asks of; one of the two is on `form`."""
    if first.form != form.regulation:
        return scope_of(one, first, form, root)
    return _TURNED[scope_of(other, second, form, root)]


def _differences(pair: Pair) -> Iterator[Difference | None]:
    """Yield the difference of two answers, ``None`` where they agree.

    Nothing is yielded where they cannot be compared.
    """
    one, other = pair.one, pair.other
    states = {one.state, other.state}
    if states == {State.NONE, State.ANSWERED} and _names_some(pair):
        may = pair.scope is _narrower_side(one.state is State.NONE)
        yield None if may else Difference.EXISTENCE
    if states != {State.ANSWERED}:
        return
    match pair.field.kind:
        case Kind.YES_NO if {one.value, other.value} <= {"yes", "no"}:
            may = pair.scope is _narrower_side(one.value == "no")
            yield None if may or one.value == other.value else Difference.CHOICE
        case Kind.TICKS if isinstance(one.value, tuple) and isinstance(
            other.value, tuple
        ):
            same = _same_ticks(pair.scope, set(one.value), set(other.value))
            yield None if same else Difference.MODALITY
        case Kind.DATE | Kind.MONTH if _dates_compare(pair):
            same = _same_day(str(one.value), str(other.value))
            yield None if same else Difference.DATE
        case Kind.PERIOD if _dates_compare(pair):
            same = _same_period(pair.scope, str(one.value), str(other.value))
            yield None if same else Difference.PERIOD
        case Kind.TEXT | Kind.CHOICE:
            yield from _sizes(pair)
        case _:
            return


def _narrower_side(none_is_one: bool) -> Scope:
    """Return the scope with which "none" on that side leaves room for some beyond it."""
    return Scope.NARROWER if none_is_one else Scope.WIDER


def _names_some(pair: Pair) -> bool:
    """Return whether the answered side says that there is some.

    Prose that names things and denies something in the same breath may be the other
    side's "none" in more words, so it says neither.
    """
    answered = pair.one if pair.one.state is State.ANSWERED else pair.other
    if pair.field.kind is Kind.YES_NO:
        return answered.value == "yes"
    return bool(answered.items) and not pair.lexicon.found(_DENIALS, answered.text)


def _same_ticks(scope: Scope, one: set[str], other: set[str]) -> bool:
    """Return whether both can be ticked; a narrower question has no box more.

    >>> [_same_ticks(scope, {"text"}, {"text", "image"}) for scope in Scope]
    [False, True, False]
    """
    match scope:
        case Scope.SAME:
            return one == other
        case Scope.NARROWER:
            return one <= other
        case Scope.WIDER:
            return other <= one
        case _:
            assert_never(scope)


def _dates_compare(pair: Pair) -> bool:
    """Return whether both give a date, of one thing and for all of the data.

    What a model knows and what was collected are two things; a date of some of the
    data leaves that of the rest open.
    """
    if not (pair.one.value and pair.other.value):
        return False
    texts = (pair.one.text, pair.other.text)
    of_part, of_model = (
        [bool(pair.lexicon.found(words, text)) for text in texts]
        for words in (_OF_A_PART, _OF_THE_MODEL)
    )
    return not any(of_part) and of_model[0] == of_model[1]


def _same_day(one: str, other: str) -> bool:
    """Return whether two dates agree as far as both are known.

    >>> _same_day("2024", "2024-03-01"), _same_day("2024-03", "2024-04")
    (True, False)
    """
    return one.startswith(other) or other.startswith(one)


def _same_period(scope: Scope, one: str, other: str) -> bool:
    """Return whether the sides that both periods give agree; a month alone is an end.

    The period of a narrower question has only to lie within the other.

    >>> _same_period(Scope.SAME, "2019-03/2024-12", "../2024")
    True
    >>> _same_period(Scope.SAME, "2019/2024", "2020/..")
    False
    >>> _same_period(Scope.WIDER, "2019/2024", "2020/2024-06")
    True
    """
    narrow, wide = (other, one) if scope is Scope.WIDER else (one, other)
    pairs = zip(_sides(narrow), _sides(wide), (1, -1), strict=True)
    return all(
        _same_day(a, b)
        or (scope is not Scope.SAME and (a > b if inward > 0 else a < b))
        for a, b, inward in pairs
        if _OPEN not in (a, b)
    )


def _sides(period: str) -> tuple[str, str]:
    start, slash, end = period.partition("/")
    return (start, end) if slash else (_OPEN, start)


def _sizes(pair: Pair) -> Iterator[Difference | None]:
    """Yield whether the amounts of one unit, or the ranges, that both give agree."""
    for unit in _UNITS:
        spans = [list(_spans(answer, unit)) for answer in (pair.one, pair.other)]
        if all(spans):
            agree = any(
                _meet(a, b, pair.scope, one_form=pair.one_form)
                for a in spans[0]
                for b in spans[1]
            )
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


def _meet(
    one: tuple[float, float],
    other: tuple[float, float],
    scope: Scope,
    *,
    one_form: bool,
) -> bool:
    """Return whether one size can lie in both spans.

    Ranges of one form that share an edge are two ranges; those of two forms may each
    count the edge as theirs. The size of a narrower question may be the smaller.

    >>> [_meet((0, 9), (9, 20), Scope.SAME, one_form=same) for same in (True, False)]
    [False, True]
    >>> [_meet((0, 5), (9, 20), scope, one_form=False) for scope in Scope]
    [False, True, False]
    """
    below = one[0] < other[1] if one_form else one[0] <= other[1]
    above = other[0] < one[1] if one_form else other[0] <= one[1]
    match scope:
        case Scope.SAME:
            return below and above
        case Scope.NARROWER:
            return below
        case Scope.WIDER:
            return above
        case _:
            assert_never(scope)


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
