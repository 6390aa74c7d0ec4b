"""One filing under every regulation of a matrix: what it gives, what it lacks, where."""

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from compliance.assess import assess
from compliance.carry import carries
from compliance.compare.answers import judged_by_answers
from compliance.compare.tied_rules import judged_by_rules
from compliance.elements import duties_of
from compliance.forms import form_of
from compliance.lexicon import Lexicon, load_lexicon
from compliance.model import (
    ComparedCell,
    ComparedFiling,
    ComparedRow,
    Comparison,
    Duty,
    Form,
    GapReport,
    Judged,
    Regulation,
    Side,
    Submission,
)
from compliance.rulebook import load_regulation

_CAVEATS: Final = (
    (
        "Where a regulation has rules that the filing can be held against, they decide; "
        "elsewhere the filing's own answers do, and then met means only that the filing "
        "says something of it, not that it says enough."
    ),
    (
        "Deadlines, penalties and other terms of the instruments are no part of a filing "
        "and are left out here."
    ),
    (
        "A summary can be consistent with use, contradict use or be silent. It never "
        "proves that a work was used."
    ),
)


@dataclass(frozen=True, slots=True)
class _Under:
    """The filing under one regulation."""

    book: Regulation
    report: GapReport | None
    """What its rules say; ``None`` where they cannot be asked."""


def held_against(
    comparison: Comparison,
    submission: Submission,
    books: Sequence[Regulation],
    *,
    context: Mapping[str, object],
    context_source: str,
    as_of: date,
    root: Path,
) -> Comparison:
    """Return the matrix with what `submission` gives of each element in every cell.

    Rows that no filing answers, the terms of the instruments, are left out.
    """
    lexicon = load_lexicon(root)
    own_form = form_of(submission.form, root)
    own = duties_of(load_regulation(submission.form, root), root)
    under = [
        _Under(
            book,
            assess(
                submission,
                book,
                context=context,
                context_source=context_source,
                as_of=as_of,
                cross_check=None,
                root=root,
            )
            if book.rules and carries(submission, book.form, root)
            else None,
        )
        for book in books
    ]
    rows = tuple(
        ComparedRow(
            element=row.element,
            cells=tuple(
                ComparedCell(
                    duty=cell.duty,
                    judged=_judged(
                        cell.duty,
                        each,
                        submission,
                        own_form,
                        own[cell.duty.element],
                        lexicon,
                    ),
                )
                for cell, each in zip(row.cells, under, strict=True)
            ),
        )
        for row in comparison.rows
        if row.element.side is Side.DISCLOSURE
    )
    return dataclasses.replace(
        comparison,
        filing=ComparedFiling(
            source=submission.source,
            sha256=submission.sha256,
            form=submission.form,
            reader=submission.reader,
            as_of=as_of,
            context_source=context_source,
            context={key: str(value) for key, value in sorted(context.items())},
        ),
        columns=tuple(
            dataclasses.replace(
                column, judged_by="rules" if each.report else "the filing's answers"
            )
            for column, each in zip(comparison.columns, under, strict=True)
        ),
        rows=rows,
        caveats=(*_CAVEATS, *comparison.caveats),
    )


def _judged(
    duty: Duty,
    under: _Under,
    submission: Submission,
    form: Form,
    own: Duty,
    lexicon: Lexicon,
) -> Judged:
    report = under.report
    if report is not None:
        judged = None if duty.by_answers else judged_by_rules(duty, report)
        if judged is not None:
            return judged
        if duty.at and not own.at:
            answers = {row.answer.at: row.answer for row in report.rows}
            carried = report.regulation.form
            return judged_by_answers(duty, duty, answers, carried, lexicon)
    return judged_by_answers(duty, own, submission.answers, form, lexicon)
