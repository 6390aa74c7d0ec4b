"""Which forms the corpus has: tick notation × layout × format × page break × language."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle
from typing import Final

from bench.reading.corpus.filing import LANGUAGES
from bench.reading.corpus.notation import ALONE, DRAWN, SET_APART, SIGNS

_WRITTEN: Final = (*SIGNS, *SET_APART, *ALONE[:1])
_LAYOUTS: Final = (
    "ruled", "level", "underlined", "open", "shaded", "stacked", "columns"
)  # fmt: skip
_BREAKS: Final = ("between", "inside", "header", "small")
_OFFICE: Final = (*SIGNS, "controls", "legacy", "wingdings", *SET_APART, "bullet")


@dataclass(frozen=True, slots=True)
class Plan:
    """One form of the corpus."""

    kind: str
    """Its format: the end of its file's name."""
    maker: str
    """Who makes the file: reportlab, chromium, libreoffice, or the project itself."""
    notation: str
    layout: str
    breaks: str
    language: str

    @property
    def name(self) -> str:
        """Return its file's name, without the ending."""
        parts = (
            {"pdf": self.maker}.get(self.kind, self.kind), self.layout, self.notation,
            self.breaks, self.language,
        )  # fmt: skip
        return "_".join(part for part in parts if part)


def plans() -> Iterator[Plan]:
    """Yield the forms of the corpus, always the same."""
    languages = cycle(LANGUAGES)
    yield from _reportlab()
    for number, notation in enumerate((*SIGNS, "controls", *SET_APART, "bullet")):
        layouts = ("ruled", "open", "headings", "details", "terms")
        for step in range(2):
            layout = layouts[(number + 2 * step) % len(layouts)]
            yield Plan("html", "", notation, layout, "", next(languages))
        printed = ("ruled", "open", "headings")[number % 3]
        yield Plan("pdf", "chromium", notation, printed, "", next(languages))
    for number, notation in enumerate(_OFFICE):
        layouts = ("ruled", "open", "paragraphs")
        yield Plan("docx", "", notation, layouts[number % 3], "", next(languages))
        yield Plan("docx", "", notation, layouts[(number + 1) % 3], "", next(languages))
        yield Plan(
            "pdf", "libreoffice", notation, layouts[number % 3], "", next(languages)
        )
    for number, notation in enumerate((*SIGNS, "tasks", "bold", "bullet")):
        for step in range(2):
            layout = ("table", "headings", "list")[(number + step) % 3]
            if notation == "tasks" and layout == "table":
                layout = "list"
            yield Plan("md", "", notation, layout, "", next(languages))
        if notation in SIGNS or notation == "bullet":
            layout = ("behind", "below")[number % 2]
            yield Plan("txt", "", notation, layout, "", next(languages))
    for number, notation in enumerate((*SIGNS, "words")):
        layout = ("one", "sheets")[number % 2]
        yield Plan("xlsx", "", notation, layout, "", next(languages))


def _reportlab() -> Iterator[Plan]:
    """Yield every notation in four layouts, breaks and languages taking turns."""
    for number, notation in enumerate((*_WRITTEN, *DRAWN)):
        for step in range(4):
            layout = _LAYOUTS[(number + 2 * step) % len(_LAYOUTS)]
            breaks = _BREAKS[(number + step) % len(_BREAKS)]
            language = LANGUAGES[(3 * number + step) % len(LANGUAGES)]
            yield Plan("pdf", "reportlab", notation, layout, breaks, language)
