"""Tables in plain text: columns parted by blanks, bars or drawn lines."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from compliance.intake.blocks import Cell, Line, Row
from compliance.intake.text_lines import TextLine, begins_entry, wrapped
from compliance.intake.ticks import has_box
from compliance.model import Place

_BARS: Final = re.compile(r"[|│┃║]")
_DRAWN: Final = re.compile(r"[\s|+│┃║├┤┌┐└┘┬┴┼╔╗╚╝╠╣╦╩╬─━═:=_-]+")
_GAP: Final = re.compile(r"(?<=\S)\s{3,}(?=\S)")
_NARROWEST: Final = 2
_ENDED: Final = (":", "?", ")")


def is_barred(line: str) -> bool:
    """Return whether a line is one of a table drawn with bars.

    >>> is_barred("| Version | v1 |"), is_barred("+-----+----+"), is_barred("a | b")
    (True, True, False)
    """
    text = line.strip()
    if not text:
        return False
    if _DRAWN.fullmatch(text):
        return text[0] in "|+│┃║├┤┌┐└┘╔╗╚╝╠╣" and len(text) > 2
    return bool(_BARS.match(text)) and len(_BARS.findall(text)) > 1


def barred_rows(lines: Sequence[TextLine]) -> tuple[Row, ...]:
    """Return the rows of a table drawn with bars.

    Where a line is drawn below every row, what stands between two is one row.
    """
    drawn = [_DRAWN.fullmatch(line.text.strip()) is not None for line in lines]
    between = _stretches(lines, drawn)
    ruled = sum(drawn) > len(between) - 1 and any(len(part) > 1 for part in between[1:])
    parts = between if ruled else [[line] for part in between for line in part]
    rows = tuple(_row([_barred(line) for line in part]) for part in parts if part)
    return _with_head(rows) if between and len(between[0]) == 1 and rows[1:] else rows


def _with_head(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    first = rows[0]
    named = Row(cells=first.cells, place=first.place, names_columns=True)
    return (named, *rows[1:])


def _stretches(
    lines: Sequence[TextLine], drawn: Sequence[bool]
) -> list[list[TextLine]]:
    parts: list[list[TextLine]] = [[]]
    for line, is_drawn in zip(lines, drawn, strict=True):
        if is_drawn and parts[-1]:
            parts.append([])
        elif not is_drawn:
            parts[-1].append(line)
    return [part for part in parts if part]


def _barred(line: TextLine) -> list[TextLine]:
    """Return the cells of a line between bars."""
    cuts = [match.start() for match in _BARS.finditer(line.text)]
    if line.text[cuts[-1] + 1 :].strip():
        cuts.append(len(line.text))
    return [line.part(a + 1, b) for a, b in pairwise(cuts)]


def columned_rows(lines: Sequence[TextLine]) -> tuple[Row, ...] | None:
    """Return the rows of lines that blanks part into columns, ``None`` if none do."""
    if all(has_box(part) for line in lines for part in _GAP.split(line.text.strip())):
        return None
    if len(lines) == 1:
        cuts = [match.end() for match in _GAP.finditer(lines[0].text)]
        return (_row([_cut(lines[0], cuts)]),) if cuts else None
    cuts = _gutters([line.text for line in lines])
    if not cuts:
        return None
    cells = [_cut(line, cuts) for line in lines]
    if (
        sum(
            bool(row[0].text.strip()) and any(c.text.strip() for c in row[1:])
            for row in cells
        )
        < 1
    ):
        return None
    return tuple(_row(part) for part in _by_row(cells))


def _gutters(texts: Sequence[str]) -> list[int]:
    """Return where columns begin: behind two or more blanks in every line."""
    width = max(map(len, texts))
    start = min(len(text) - len(text.lstrip()) for text in texts)
    used = [False] * (width + 1)
    for text in texts:
        for at, sign in enumerate(text):
            used[at] |= not sign.isspace()
    return [
        at
        for at in range(start + 1, width)
        if used[at]
        and not any(used[max(0, at - _NARROWEST) : at])
        and at - _NARROWEST > start
    ]


def _cut(line: TextLine, cuts: Sequence[int]) -> list[TextLine]:
    edges = [0, *cuts, max(len(line.text), *cuts)]
    return [line.part(a, b) for a, b in pairwise(edges)]


def _by_row(cells: Sequence[list[TextLine]]) -> Iterator[list[list[TextLine]]]:
    """Yield the lines of each row: one begins with words in the first column."""
    colons = any(row[0].text.rstrip().endswith(":") for row in cells)
    part: list[list[TextLine]] = []
    for row in cells:
        first = row[0].text.strip()
        last = next(
            (r[0].text.strip() for r in reversed(part) if r[0].text.strip()), ""
        )
        complete = last.endswith(_ENDED) if colons else first[:1].isupper()
        if part and first and (complete or not last):
            yield part
            part = []
        part.append(row)
    if part:
        yield part


def _row(lines: Sequence[Sequence[TextLine]]) -> Row:
    """Return the lines of one row as its cells."""
    width = max(map(len, lines))
    columns = [[line[at] for line in lines if at < len(line)] for at in range(width)]
    cells = tuple(_cell(column) for column in columns)
    place = next((cell.place for cell in cells if cell.lines), Place())
    return Row(cells=cells, place=place)


def _cell(parts: Sequence[TextLine]) -> Cell:
    filled = [part for part in parts if part.text.strip()]
    longest = max((len(part.text.strip()) for part in filled), default=0)
    lines = []
    for at, part in enumerate(filled):
        following = filled[at + 1].text if at + 1 < len(filled) else ""
        goes_on = (
            bool(following)
            and not begins_entry(following)
            and wrapped(part.text.strip(), following.strip(), longest)
        )
        lines.append(
            Line(text=part.text.strip(), place=part.place, ends_paragraph=not goes_on)
        )
    return Cell(lines=tuple(lines))
