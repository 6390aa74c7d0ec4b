"""Content controls of a Word file, as the XML that stands in a paragraph."""

from collections.abc import Sequence
from typing import Final
from xml.sax.saxutils import escape, quoteattr

_PROMPT: Final = "7A8794"
_SIGNS: Final = "MS Gothic"
# Word takes a title of at most 64 characters.
_LONGEST: Final = 64


def run(words: str, look: str = "") -> str:
    """Return a run of text."""
    kept = f'<w:t xml:space="preserve">{escape(words)}</w:t>'
    return f"<w:r>{f'<w:rPr>{look}</w:rPr>' if look else ''}{kept}</w:r>"


def box(number: int, words: str) -> str:
    """Return a box to tick, with its option behind it."""
    font = f'<w:rFonts w:ascii="{_SIGNS}" w:eastAsia="{_SIGNS}" w:hAnsi="{_SIGNS}"/>'
    states = (
        f'<w14:checked w14:val="0"/><w14:checkedState w14:val="2612" w14:font="{_SIGNS}"/>'
        f'<w14:uncheckedState w14:val="2610" w14:font="{_SIGNS}"/>'
    )
    control = _control(number, words, f"<w14:checkbox>{states}</w14:checkbox>")
    return f"{control}{run('☐', font)}{_END}{run(f' {words}')}"


def text(number: int, title: str, prompt: str) -> str:
    """Return a place to write words, of any number of lines."""
    return _prompting(number, title, '<w:text w:multiLine="1"/>', prompt)


def date(number: int, title: str) -> str:
    """Return a place to write or pick a day."""
    kind = (
        '<w:date><w:dateFormat w:val="yyyy-MM-dd"/><w:lid w:val="en-GB"/>'
        '<w:storeMappedDataAs w:val="date"/><w:calendar w:val="gregorian"/></w:date>'
    )
    return _prompting(number, title, kind, "Pick a day, or write it")


def choice(number: int, title: str, options: Sequence[str]) -> str:
    """Return a list to choose from, in which other words may be written too."""
    listed = "".join(
        f"<w:listItem w:displayText={quoteattr(each)} w:value={quoteattr(each)}/>"
        for each in options
    )
    kind = f"<w:comboBox>{listed}</w:comboBox>"
    return _prompting(number, title, kind, "Choose")


def repeating(number: int, title: str, rows: Sequence[str]) -> str:
    """Return rows of a table, each of which can be added again."""
    kind = '<w15:repeatingSection w15:sectionTitle="Entries"/>'
    items = "".join(
        f'<w:sdt><w:sdtPr><w:id w:val="{number * 1000 + at}"/>'
        f"<w15:repeatingSectionItem/></w:sdtPr><w:sdtContent>{row}{_END}"
        for at, row in enumerate(rows, 1)
    )
    return f"{_control(number, title, kind)}{items}{_END}"


_END: Final = "</w:sdtContent></w:sdt>"


def _control(number: int, title: str, kind: str, *, prompts: bool = False) -> str:
    shows = "<w:showingPlcHdr/>" if prompts else ""
    alias = quoteattr(title[:_LONGEST])
    return (
        f'<w:sdt><w:sdtPr><w:alias w:val={alias}/><w:id w:val="{number}"/>'
        f"{shows}{kind}</w:sdtPr><w:sdtContent>"
    )


def _prompting(number: int, title: str, kind: str, prompt: str) -> str:
    look = f'<w:color w:val="{_PROMPT}"/>'
    return f"{_control(number, title, kind, prompts=True)}{run(prompt, look)}{_END}"
