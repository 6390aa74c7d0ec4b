"""A PDF's bytes to a `Document`."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

import pypdfium2 as pdfium

from compliance import limits
from compliance.errors import InputRefusedError
from compliance.frontdoor import refusal
from compliance.intake.blocks import Block, Document
from compliance.intake.pdf_beside import beside_pages
from compliance.intake.pdf_join import LinkMap, Vocabulary, vocabulary
from compliance.intake.pdf_layout import page_blocks
from compliance.intake.pdf_lines import Setting
from compliance.intake.pdf_newspaper import in_columns
from compliance.intake.pdf_open import opened
from compliance.intake.pdf_page import Page, read_page, without_repeated
from compliance.lexicon import plain

_READER: Final = f"PDF (pypdfium2 {pdfium.PYPDFIUM_INFO.version})"
_FEWEST_LETTERS: Final = 40
_USUAL_SIZE: Final = 10.0
_UNSEEN: Final = (
    "of text that nobody sees (invisible, white, covered or outside the page) not read"
)
_STRANGE: Final = (
    "with letters that look like others than the file says, read as it says"
)
_LEADING_NUMBER: Final = re.compile(r"^\W*\d[\d.]*\s*")


def read_document(
    data: bytes, name: str, span: tuple[int, int] | None = None
) -> Document:
    """Return the blocks of the PDF in `data`, page after page.

    Args:
        data: The file's bytes.
        name: Its name.
        span: First and last page to read, from 1; all up to the limit if ``None``.

    Raises:
        InputRefusedError: it is damaged, locked, without text, or too long.
    """
    with opened(data, name) as document:
        beside = beside_pages(document)
        if document.get_formtype() in (1, 2, 3):
            document.init_forms()
        count = len(document)
        pages = [read_page(document, number) for number in _numbers(count, span, name)]
    if sum(len(word.text) for page in pages for word in page.words) < _FEWEST_LETTERS:
        raise _no_text(name, pages, beside.elsewhere)
    read = _document(pages)
    notes = (*read.notes, *beside.notes)
    return replace(read, notes=notes, pages=count, elsewhere=beside.elsewhere)


def _numbers(count: int, span: tuple[int, int] | None, name: str) -> range:
    """Return the numbers of the pages to read."""
    first, last = span or (1, count)
    if first > count:
        raise refusal(
            "pdf-no-such-page", name, f"has no page {first:,}",
            f"it has {count:,}", "name pages that it has",
        )  # fmt: skip
    last = min(last, count)
    if last - first + 1 > limits.PAGES:
        raise refusal(
            "pdf-too-many-pages", name, "is too long",
            f"it has {count:,} pages, at most {limits.PAGES:,} are read",
            "say where the summary stands, such as --pages 1-20",
        )  # fmt: skip
    return range(first, last + 1)


def _document(pages: Sequence[Page]) -> Document:
    bare, repeated = without_repeated(pages)
    sizes: Counter[float] = Counter()
    for page in bare:
        for word in page.words:
            sizes[round(word.size, 1)] += len(word.text)
    size = max(sizes, key=lambda s: (sizes[s], s), default=_USUAL_SIZE)
    margin = min((_margin(page) for page in bare if page.words), default=0.0)
    words = vocabulary(page.words for page in bare)
    blocks: list[Block] = []
    for parts in in_columns(bare):
        for part in parts:
            own = margin if len(parts) == 1 else _margin(part)
            blocks += page_blocks(part, _setting(part, own, size, words))
    return Document(
        reader=_READER,
        blocks=tuple(blocks),
        notes=tuple(_notes(pages, repeated)),
    )


def _margin(page: Page) -> float:
    return min((word.left for word in page.words), default=0.0)


def _setting(page: Page, margin: float, size: float, words: Vocabulary) -> Setting:
    return Setting(page.number, margin, size, LinkMap(page.links), words)


def _notes(pages: Sequence[Page], repeated: int) -> Iterator[str]:
    """Yield what was seen and not read, and what could not be, with its pages."""
    hidden = {page.number: len(_hidden(page)) for page in pages}
    turned = {page.number: page.turned for page in pages}
    unknown = {page.number: page.unknown for page in pages}
    strange = {page.number: sum(w.strange for w in page.words) for page in pages}
    full = [page.number for page in pages if page.too_many]
    for counts, noun, what in (
        (hidden, "line", _UNSEEN),
        (turned, "slanted letter", "not read"),
        (unknown, "sign", "for which the file names no letter"),
        (strange, "word", _STRANGE),
    ):  # fmt: skip
        where = [number for number, count in counts.items() if count]
        if where:
            yield f"{_paged(where)}: {_counted(sum(counts.values()), noun)} {what}"
    if full:
        yield f"{_paged(full)}: more drawings than are looked at"
    if repeated:
        yield f"{_counted(repeated, 'line')} at the head or foot of the pages left out"


def _hidden(page: Page) -> list[str]:
    """Return the lines that nobody sees; the form repeats some headings unseen."""
    shown = plain(" ".join(word.text for word in page.words))
    return [
        line
        for line in page.hidden
        if plain(_LEADING_NUMBER.sub("", line)) not in shown
    ]


def _paged(numbers: Sequence[int]) -> str:
    """Return the pages in words, runs of them short.

    >>> _paged([3]), _paged([1, 2, 3, 7])
    ('page 3', 'pages 1-3, 7')
    """
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    words = [f"{r[0]}-{r[-1]}" if len(r) > 1 else str(r[0]) for r in runs]
    return f"page{'s' if len(numbers) > 1 else ''} {', '.join(words)}"


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _no_text(name: str, pages: Sequence[Page], elsewhere: str) -> InputRefusedError:
    pictures = any(page.pictures for page in pages)
    return refusal(
        "pdf-no-text", name, "holds no text",
        "it is made of pictures" if pictures else "there are hardly any letters on it",
        elsewhere
        or "give the PDF as the provider published it, or run text recognition first",
    )  # fmt: skip
