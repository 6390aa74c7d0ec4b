"""Two versions of a filing: what is said otherwise, and which gaps that closes."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Final

from compliance.intake.sentences import sentences
from compliance.lexicon import plain
from compliance.model import (
    Answer,
    ChangeReport,
    Fate,
    FieldChange,
    Finding,
    FindingChange,
    FormField,
    GapReport,
    Item,
    Outcome,
    Rule,
    State,
    Turn,
    item_name,
    item_words,
)

_SAYS: Final = (State.ANSWERED, State.NONE, State.NOT_APPLICABLE)
_CHOSEN: Final = ("yes", "no", "nonstandard")
# Two sentences this alike are one that was edited.
_ALIKE: Final = 0.6
# Beyond this many, sentences are compared whole; alike ones are not looked for.
_MOST_PAIRS: Final = 10_000


def changes(old: GapReport, new: GapReport) -> ChangeReport:
    """Return what changed from `old` to `new`.

    Both are reports under one regulation, with one context, as of one day, so that
    what differs comes from the filing.
    """
    identity = old.regulation.form.identity
    return ChangeReport(
        old=old,
        new=new,
        fields=tuple(
            _field_change(field, before.answer, after.answer, field.id in identity)
            for field, before, after in zip(
                old.regulation.form.fields, old.rows, new.rows, strict=True
            )
        ),
        findings=tuple(_finding_changes(old, new)),
        moves=Counter(
            (before.outcome, after.outcome)
            for before, after in zip(old.results, new.results, strict=True)
        ),
    )


def _field_change(
    field: FormField, old: Answer, new: Answer, identifies: bool
) -> FieldChange:
    same = _said(old) == _said(new) and old.text == new.text
    dropped, gained, reworded = _entries(old, new)
    if same and old.items == new.items:
        turn = Turn.UNCHANGED
    elif old.state in _SAYS and new.state not in _SAYS:
        turn = Turn.WITHDRAWN
    elif new.state in _SAYS and old.state not in _SAYS:
        turn = Turn.ADDED
    elif identifies:
        turn = Turn.IDENTITY
    elif _said(old) == _said(new) and not (dropped or gained or reworded):
        turn = Turn.WORDING
    else:
        turn = Turn.ALTERED
    if turn is not Turn.ALTERED:
        dropped, gained, reworded = (), (), ()
    return FieldChange(
        field=field,
        turn=turn,
        old=old,
        new=new,
        dropped=dropped,
        gained=gained,
        reworded=reworded,
    )


def _said(answer: Answer) -> tuple[State, str | tuple[str, ...] | None]:
    return answer.state, answer.value


def _entries(
    old: Answer, new: Answer
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[tuple[str, str], ...]]:
    """Return what was dropped, gained and reworded, in the order of the answers."""
    if old.state is not State.ANSWERED or new.state is not State.ANSWERED:
        return (), (), ()
    if old.items or new.items:
        return _item_changes(old.items, new.items)
    before, after = _parts(old), _parts(new)
    dropped = _without(before, after)
    gained = _without(after, before)
    return _paired(dropped, gained)


def _parts(answer: Answer) -> tuple[str, ...]:
    """Return the ticks of an answer and its sentences; its choice is its value."""
    beside = sentences(answer.text.partition("\n")[2])
    if isinstance(answer.value, tuple):
        return (*answer.value, *beside)
    return beside if answer.value in _CHOSEN else sentences(answer.text)


def _without(parts: Sequence[str], others: Sequence[str]) -> list[str]:
    left = Counter(plain(other) for other in others)
    kept = []
    for part in parts:
        key = plain(part)
        if left[key]:
            left[key] -= 1
        elif key:
            kept.append(part)
    return kept


def _paired(
    dropped: list[str], gained: list[str]
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[tuple[str, str], ...]]:
    """Return the parts with those that were only edited put together."""
    if len(dropped) * len(gained) > _MOST_PAIRS:
        return tuple(dropped), tuple(gained), ()
    pairs: list[tuple[str, str]] = []
    left = list(gained)
    gone = []
    for part in dropped:
        best = max(left, key=lambda other: _alike(part, other), default=None)
        if best is not None and _alike(part, best) >= _ALIKE:
            pairs.append((part, best))
            left.remove(best)
        else:
            gone.append(part)
    return tuple(gone), tuple(left), tuple(pairs)


def _alike(one: str, other: str) -> float:
    return SequenceMatcher(None, plain(one).split(), plain(other).split()).ratio()


def _item_changes(
    old: Sequence[Item], new: Sequence[Item]
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[tuple[str, str], ...]]:
    """Return list entries dropped, gained and changed; the name tells which is which."""
    waiting: defaultdict[str, list[Item]] = defaultdict(list)
    for item in new:
        waiting[_name(item)].append(item)
    dropped, reworded = [], []
    for item in old:
        same = waiting[_name(item)]
        # Of several entries of one name the identical one is the same entry.
        after = item if item in same else same[0] if same else None
        if after is None:
            dropped.append(item_words(item))
            continue
        same.remove(after)
        if after != item:
            reworded.append((item_words(item), item_words(after)))
    gained = [item_words(item) for item in new if _taken(waiting[_name(item)], item)]
    return tuple(dropped), tuple(gained), tuple(reworded)


def _taken(waiting: list[Item], item: Item) -> bool:
    if item not in waiting:
        return False
    waiting.remove(item)
    return True


def _name(item: Item) -> str:
    return plain(item_name(item) or "|".join(item.values()))


def _finding_changes(old: GapReport, new: GapReport) -> Iterator[FindingChange]:
    """Yield every gap of either report once, in the rulebook's order.

    A gap of one rule at one field is the same gap, whatever numbers its words give.
    """
    for before, after in zip(old.results, new.results, strict=True):
        were = list(before.findings) if before.outcome is Outcome.GAP else []
        are = list(after.findings) if after.outcome is Outcome.GAP else []
        for finding in are:
            stood = next((each for each in were if each.at == finding.at), None)
            if stood is not None:
                were.remove(stood)
            yield _change(after.rule, Fate.STANDING if stood else Fate.OPENED, finding)
        for finding in were:
            yield _change(before.rule, Fate.CLOSED, finding)


def _change(rule: Rule, fate: Fate, finding: Finding) -> FindingChange:
    return FindingChange(rule=rule, fate=fate, finding=finding)
