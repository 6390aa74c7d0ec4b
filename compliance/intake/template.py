"""Which form a filing is on, with the reasons."""

import re
from typing import Final

from compliance.intake.blocks import Document, cell_text
from compliance.intake.form import Reading
from compliance.intake.labels import Labels
from compliance.lexicon import plain
from compliance.model import State

# Share of the fields that always stand in the form, whatever is answered.
_MOST: Final = 0.8
_DRAFT: Final = re.compile(r"\b5\s?% of\b|\btop 5\s?%|exceed\w* 5\s?%")
_CALIFORNIA: Final = re.compile(r"\bab[- ]?2013\b|\bcalifornia\b|civil code")


def template_of(
    document: Document, reading: Reading, labels: Labels
) -> tuple[str, tuple[str, ...]]:
    """Return the name of the form and what it was known by.

    The current issue of the form, the draft of January 2025, a hybrid with
    California's AB 2013, or other.
    """
    always = [f for f in labels.form.fields if f.obligation == "always"]
    there = [
        f for f in always if reading.answers[f.at].state is not State.MISSING_FIELD
    ]
    share = len(there) / max(1, len(always))
    words = plain(" ".join(cell_text(c) for row in document.rows for c in row.cells))
    reasons = [
        f"{len(there)} of the {len(always)} rows that every filing has are there"
    ]
    if _CALIFORNIA.search(words):
        return "hybrid-AB2013", (*reasons, "it speaks of California's AB 2013")
    if labels.form.template and _DRAFT.search(words):
        return "draft-2025-01", (*reasons, "it has the threshold of 5 % of the draft")
    if share >= _MOST:
        return labels.form.template or labels.form.regulation, tuple(reasons)
    return "other", tuple(reasons)
