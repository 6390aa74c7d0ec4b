"""Which pages of a long PDF hold the form, by their text alone.

Reading where words stand costs fifty times what their text costs, and a bundle or an
annual report is long for what is not the form.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from compliance import limits
from compliance.frontdoor import refusal
from compliance.intake.labels import bare, load_labels
from compliance.intake.pdf_open import opened

_SHORTEST: Final = 10
_LONGEST: Final = 500
_MOST_LINES: Final = 3
_FEWEST_NEW: Final = 2
_STOP: Final = re.compile(r"[:?](?=\s)")
_HOST: Final = re.compile(
    r"(?<![@\w])[a-z\d-]+(?:\.[a-z\d-]+)*\.[a-z]{2,}\b", re.IGNORECASE
)


class Glance(NamedTuple):
    """What the text of a page shows at a glance."""

    labels: frozenset[str]
    """Bare labels that lines of it are, or begin with up to a colon."""
    listing: bool
    """Whether most of its lines hold a domain or an address."""


def pages_of_form(
    data: bytes, name: str, form_ids: Collection[str], root: Path
) -> tuple[int, int] | None:
    """Return the first and last page of the form in a PDF; ``None``: read it whole.

    Args:
        data: The file's bytes.
        name: Its name.
        form_ids: The forms it may be on.
        root: Where their labels are.

    Raises:
        InputRefusedError: it cannot be opened, has more pages than are looked at, or
            none of many pages holds a label.
    """
    with opened(data, name) as document:
        count = len(document)
        if count <= limits.PAGES_WHOLE:
            return None
        if count > limits.PAGES:
            raise refusal(
                "pdf-too-many-pages", name, "is too long",
                f"it has {count:,} pages, at most {limits.PAGES:,} are read",
                "say where the summary stands, such as --pages 1-20",
            )  # fmt: skip
        labels = _labels(form_ids, root)
        glances = [glance(_text(document, page), labels) for page in range(count)]
    found = run_of(glances)
    if found is None:
        raise refusal(
            "form-not-recognised", name, "is on no form known here",
            f"none of its {count:,} pages holds a label of a form",
            "say where the summary stands, such as --pages 1-20",
        )  # fmt: skip
    return found


def _labels(form_ids: Collection[str], root: Path) -> frozenset[str]:
    return frozenset(
        label
        for each in form_ids
        for label, meaning in load_labels(each, root).meanings.items()
        if len(label) >= _SHORTEST and (meaning.fields or meaning.section)
    )


def _text(document: Any, number: int) -> str:
    page = document[number]
    text_page = page.get_textpage()
    try:
        return str(text_page.get_text_range())
    finally:
        text_page.close()
        page.close()


def glance(text: str, labels: Collection[str]) -> Glance:
    r"""Return which of `labels` stand on a page with this text, a few lines at most each.

    >>> glance("Annex\nCrawler name(s) /\nidentifier(s): none", {"crawlernamesidentifiers"})
    Glance(labels=frozenset({'crawlernamesidentifiers'}), listing=False)
    """
    lines = [line.strip()[:_LONGEST] for line in text.splitlines()]
    lines = [line for line in lines if line]
    met = {
        words
        for at in range(len(lines))
        for words in _readings(lines[at : at + _MOST_LINES])
        if words in labels
    }
    hosts = sum(bool(_HOST.search(line)) for line in lines)
    return Glance(frozenset(met), 2 * hosts > len(lines))


def _readings(lines: Sequence[str]) -> Iterator[str]:
    """Yield what may be a label at the start of `lines`, bare."""
    whole = ""
    for line in lines:
        whole = f"{whole} {line}"
        stop = _STOP.search(whole)
        if stop:
            yield bare(whole[: stop.end()])
            return
        yield bare(whole)


def run_of(glances: Sequence[Glance]) -> tuple[int, int] | None:
    """Return the first and last page, from 1, of the form; ``None`` if no label is met.

    It is the run where most labels stand on fewest pages, drawn out to pages that hold
    several labels it lacks, as behind a long list, and to a list that goes on at its
    end. The page before and the page after belong to it: a title, a last answer.
    """
    core: tuple[int, int] | None = None
    start = total = best = 0
    for page, each in enumerate(glances):
        if total < 0:
            start, total = page, 0
        total += len(each.labels) - 1
        goes_on = core is not None and core[0] == start and total == best
        if each.labels and (core is None or total > best or goes_on):
            best, core = total, (start, page)
    if core is None:
        return None
    first, last = core
    known = frozenset[str]().union(*(g.labels for g in glances[first : last + 1]))
    for page, each in enumerate(glances):
        if len(each.labels - known) >= _FEWEST_NEW:
            first, last = min(first, page), max(last, page)
            known |= each.labels
    last = min(last + 1, len(glances) - 1)
    while last + 1 < len(glances) and glances[last].listing:
        last += 1
    return max(1, first), last + 1
