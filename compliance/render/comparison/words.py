"""What a comparison calls things: the same words in every format."""

from collections.abc import Iterator, Sequence
from typing import Final

from compliance.model import (
    ComparedCell,
    ComparedRow,
    Comparison,
    Element,
    Judged,
    Level,
    Outcome,
    Seen,
    Side,
    State,
)
from compliance.render.words import (
    LEVEL_MEANS,
    LEVEL_WORDS,
    OUTCOME_MEANS,
    OUTCOME_WORDS,
    TERM_WORDS,
    plural,
)


def title(comparison: Comparison) -> str:
    """Return what the comparison is of."""
    if comparison.filing is None:
        return "Regulations side by side"
    count = plural(len(comparison.columns), "regulation")
    return f"{comparison.filing.source} under {count}"


def opening(comparison: Comparison) -> Iterator[str]:
    """Yield what is compared and how it is known, a sentence each."""
    rows, columns = comparison.rows, comparison.columns
    days = sorted({column.known_on for column in columns})
    known = days[0] if len(days) == 1 else f"days from {days[0]} to {days[-1]}"
    yield (
        f"{plural(len(rows), 'element')} of disclosure under "
        f"{plural(len(columns), 'regulation')}, as known on {known}."
    )
    binding = [column for column in columns if column.status == "in force"]
    yield (
        f"{len(binding)} of them in force; the others bind nobody or nobody yet: "
        "the status stands above each column."
    )
    filing = comparison.filing
    if filing is not None:
        context = filing.context_source or "none"
        yield (
            f"The filing is on the form of {filing.form}, SHA-256 {filing.sha256}. "
            f"Asked as of {filing.as_of.isoformat()}; context file: {context}."
        )
    yield from comparison.filters


def level_words(cell: ComparedCell, element: Element) -> str:
    """Return how a regulation asks for an element, or provides for a term."""
    words = TERM_WORDS if element.side is Side.TERM else LEVEL_WORDS
    return words[cell.duty.level]


def certainty(cell: ComparedCell) -> str:
    """Return how sure a cell is; empty where it is as sure as can be."""
    sure = cell.duty.sure
    return "" if sure == "high" else f"certainty: {sure}"


def outcome_words(judged: Judged) -> str:
    """Return an outcome, a gap with how binding it is.

    >>> outcome_words(Judged(outcome=Outcome.GAP, binding="may", why="", rules=(), seen=()))
    'gap (may)'
    """
    word = OUTCOME_WORDS[judged.outcome]
    return f"{word} ({judged.binding})" if judged.binding else word


def seen_words(seen: Seen) -> str:
    """Return which field of the filing bears on an element, and where it stands."""
    field = f"field {seen.field_id}"
    if seen.carried_from:
        field = f"{seen.carried_from} (as {seen.field_id})"
        if seen.carried_from[:1].isdigit():
            field = f"field {field}"
    if seen.state == State.MISSING_FIELD:
        return f"asked as {seen.field_id}: not in the filing"
    return f"{field}, {seen.place}"


def field_words(seen: Sequence[Seen]) -> str:
    """Return the fields of the filing's own form in short, with their pages."""
    parts = []
    for each in seen:
        if each.state == State.MISSING_FIELD:
            continue
        page = f", page {each.place.page}" if each.place.page else ""
        parts.append(f"{each.carried_from or each.field_id}{page}")
    return "; ".join(dict.fromkeys(parts))


def matrix_lines(cell: ComparedCell, element: Element) -> tuple[str, ...]:
    """Return what stands in a cell of the matrix, a line each, the first its word."""
    duty, judged = cell.duty, cell.judged
    level = level_words(cell, element)
    lines: tuple[str, ...]
    if judged is not None and duty.level is not Level.NOT_REQUIRED:
        asked = f"{level}, {duty.clause}" if duty.clause else level
        lines = (
            outcome_words(judged),
            field_words(judged.seen),
            asked,
            certainty(cell),
        )
    elif element.side is Side.TERM:
        lines = (level, duty.says, duty.clause, certainty(cell))
    else:
        lines = (level, duty.clause, certainty(cell))
    return (lines[0], *(line for line in lines[1:] if line))


def groups(rows: Sequence[ComparedRow]) -> dict[str, list[ComparedRow]]:
    """Return the rows under the headings of their groups, in order."""
    found: dict[str, list[ComparedRow]] = {}
    for row in rows:
        found.setdefault(row.element.group, []).append(row)
    return found


def legend(comparison: Comparison) -> Iterator[tuple[str, str, str]]:
    """Yield every word of the matrix, what it reads of a term, and its meaning."""
    if comparison.filing is not None:
        for outcome, word in OUTCOME_WORDS.items():
            yield word, "", _OUTCOME_MEANS[outcome]
    terms = {row.element.side for row in comparison.rows} == {
        Side.DISCLOSURE,
        Side.TERM,
    }
    for level, word in LEVEL_WORDS.items():
        yield word, TERM_WORDS[level] if terms else "", LEVEL_MEANS[level]


_OUTCOME_MEANS = {
    **OUTCOME_MEANS,
    Outcome.GAP: "the filing lacks what is asked: a duty (must) or an option (may)",
    Outcome.MET: "the filing gives it, as far as a summary can",
    Outcome.NOT_APPLICABLE: "not asked here, or there is nothing to tell",
}


def counted(comparison: Comparison, number: int) -> tuple[int, ...]:
    """Return how often each outcome stands in a column: gaps that bind first.

    Binding gaps, other gaps, undetermined, met, not applicable, and not asked for.
    """
    cells = [row.cells[number] for row in comparison.rows]
    quiet = [cell for cell in cells if cell.duty.level is Level.NOT_REQUIRED]
    found = [c.judged for c in cells if c.judged is not None and c not in quiet]
    binding = sum(each.binding == "must" for each in found)
    gaps = sum(each.outcome is Outcome.GAP for each in found)
    others = (Outcome.UNDETERMINED, Outcome.MET, Outcome.NOT_APPLICABLE)
    counts = (sum(each.outcome is outcome for each in found) for outcome in others)
    return (binding, gaps - binding, *counts, len(quiet))


COUNTED: Final = (
    "Gaps (must)",
    "Other gaps",
    "Undetermined",
    "Met",
    "Not applicable",
    "Not asked",
)
