"""The lines of one work: its links, or why it has none."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from compliance.linkage.keys import entry_keys
from compliance.linkage.listed.decisions import ACCEPTED, Decision, Decisions
from compliance.linkage.listed.exactly import Exact, contradicted, usable
from compliance.linkage.listed.judging import POSSIBLE, Judged
from compliance.linkage.listed.sides import Side
from compliance.linkage.listed.table import (
    BELOW,
    LINKED,
    NONE,
    REJECTED,
    UNUSABLE,
    Line,
    likelihood,
)
from compliance.linkage.matching.levels import NAMES
from compliance.linkage.matching.reasons import Reason, reasons_of, sentence
from compliance.linkage.matching.weights import Model

BY_NAMES: Final = "names"
_DAMAGED: Final = "letters of a name are lost, so it is possible at most"
_HELD: Final = (
    "no creators, or only common words, are compared, so it is possible at most"
)


class Pair(NamedTuple):
    """A pair as it is told: an entry, how likely it is, and why."""

    entry: Side
    probability: float
    method: str
    levels: tuple[int, ...]
    exact: Exact | None
    decision: Decision | None


class Told:
    """Turns the pairs of a work into lines."""

    def __init__(
        self,
        found: Judged,
        exact: Sequence[Exact],
        model: Model,
        minimum: float,
        decided: Decisions,
    ) -> None:
        """Take what was found, and what a link has to reach."""
        self._found = found
        self._exact = exact
        self._weights = [weights.tolist() for weights in model.weights]
        self._minimum = minimum
        self._decided = decided
        self.applied: set[tuple[str, str]] = set()

    def pairs(
        self, work: Side, places: Sequence[int], entries: Mapping[int, Side]
    ) -> list[Pair]:
        """Return the pairs of a work, accepted ones first, then the likeliest.

        Args:
            work: The work.
            places: Where its pairs stand in what was found.
            entries: The entries, by row.
        """
        found = [self._pair(work, place, entries) for place in places]
        return sorted(
            found, key=lambda each: (not _is_accepted(each), -each.probability)
        )

    def _pair(self, work: Side, place: int, entries: Mapping[int, Side]) -> Pair:
        entry = entries[int(self._found.rows[place])]
        at = int(self._found.exact[place])
        exact = self._exact[at] if at >= 0 else None
        probability = float(self._found.probability[place])
        if exact is None and (work.damaged or entry.damaged):
            probability = min(probability, POSSIBLE)
        return Pair(
            entry,
            probability,
            exact.method if exact else BY_NAMES,
            tuple(int(levels[place]) for levels in self._found.levels),
            exact,
            self._decision(work, entry),
        )

    def _decision(self, work: Side, entry: Side) -> Decision | None:
        """Return what was decided of a pair, if the person saw what it is now."""
        key = (work.shown_id, entry.shown_id)
        decision = self._decided.get(key)
        if decision is None or not decision.is_of(work.words, entry.words):
            return None
        self.applied.add(key)
        return decision

    def lines(
        self, work: Side, pairs: Sequence[Pair], *, named: bool
    ) -> Iterator[Line]:
        """Yield the lines of a work.

        Args:
            work: The work.
            pairs: Its pairs, best first.
            named: Whether it has a word that names are found by.
        """
        links = [each for each in pairs if self._is_link(each)]
        for each in links:
            other = next((p for p in pairs if p is not each), None)
            yield self.line(work, each, other, LINKED)
        if links:
            return
        open_ = [each for each in pairs if each.decision is None]
        if open_:
            yield self.line(work, None, open_[0], BELOW)
        elif pairs:
            yield self.line(work, pairs[0], None, REJECTED)
        elif named or usable(work.entry):
            yield self.line(work, None, None, NONE)
        else:
            yield self.line(work, None, None, UNUSABLE)

    def _is_link(self, pair: Pair) -> bool:
        if pair.decision is not None:
            return pair.decision.decision == ACCEPTED
        return pair.probability >= self._minimum

    def line(
        self,
        work: Side,
        pair: Pair | None,
        other: Pair | None,
        status: str,
    ) -> Line:
        """Return one line; `other` is the runner-up, or the best that is no link."""
        reasons = self._reasons(pair) if pair else ()
        weights = {each.field: each.weight for each in reasons}
        return Line(
            work_id=work.shown_id,
            status=status,
            entry_id=pair.entry.shown_id if pair else "",
            method=str(pair.method) if pair else "",
            probability=pair.probability if pair else None,
            likelihood=likelihood(pair.probability) if pair else "",
            weights=tuple(weights.get(name) for name in NAMES),
            reasons=tuple(self._words(pair, reasons, work)) if pair else (),
            runner_up_id=other.entry.shown_id if other else "",
            runner_up_probability=other.probability if other else None,
            work=work.words,
            entry=pair.entry.words if pair else "",
            source=pair.entry.source if pair else "",
            decision=pair.decision.said if pair and pair.decision else "",
        )

    def _reasons(self, pair: Pair) -> tuple[Reason, ...]:
        known = pair.levels[: len(self._weights)]
        added = [each[level] for each, level in zip(self._weights, known, strict=True)]
        return reasons_of(known, added)

    def _words(
        self, pair: Pair, reasons: Sequence[Reason], work: Side
    ) -> Iterator[str]:
        if pair.exact:
            yield from pair.exact.reasons
        yield from map(sentence, reasons)
        if pair.exact:
            return
        scheme = contradicted(entry_keys(work.entry), entry_keys(pair.entry.entry))
        if scheme:
            yield f"both have an {scheme}, and none agrees: another edition or another work"
        if work.damaged or pair.entry.damaged:
            yield _DAMAGED
        elif pair.probability == POSSIBLE:
            yield _HELD


def _is_accepted(pair: Pair) -> bool:
    return pair.decision is not None and pair.decision.decision == ACCEPTED
