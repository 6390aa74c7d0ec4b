"""Options printed without boxes, of which the chosen one stands out."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from compliance.figures import range_in
from compliance.intake.blocks import Block, Cell, Line, Paragraph, Row, cell_text, ended
from compliance.intake.labels import Labels
from compliance.intake.ticks import has_box
from compliance.model import MODALITIES

_APART: Final = re.compile(
    r"\s*[/|;]\s*|\s+[·•–—-]\s+|,\s+(?=\D)|\s+(?=\b(?:or|oder|ou|o|lub|of)\b)"
)
_OR: Final = re.compile(r"^(?:or|oder|ou|o|lub|of)\s+")
_BULLET: Final = re.compile(r"^[•◦▪‣∙·*–—-]\s+")
_LONGEST: Final = 60
_MOST_LINES: Final = 8


@dataclass(frozen=True, slots=True)
class _Option:
    """An option in a line: where it stands, what it is, whether it stands out."""

    start: int
    end: int
    code: str
    marked: bool


def with_standing_out(blocks: Sequence[Block], labels: Labels) -> tuple[Block, ...]:
    """Return the blocks, options of which some stand out given boxes.

    Only a cell that holds options and nothing else, but for their label above, chooses
    so: of Yes and No or of ranges exactly one stands out, of modalities some or all,
    where what parts them does not.
    """
    return tuple(_boxed(block, labels) for block in _listed(blocks, labels))


def _listed(blocks: Sequence[Block], labels: Labels) -> Iterator[Block]:
    """Yield the blocks, options that are each a block given boxes where some stand out."""
    run: list[Block] = []
    for block in blocks:
        if _code(block, labels) is None:
            yield from _chosen_of(run, labels)
            run = []
            yield block
        else:
            run.append(block)
    yield from _chosen_of(run, labels)


def _code(block: Block, labels: Labels) -> str | None:
    """Return the code of the option that is all of a block, ``None`` for other words."""
    if isinstance(block, Row) or len(block.cell.lines) != 1:
        return None
    text = block.cell.lines[0].text
    return labels.option(text) if len(text) <= _LONGEST else None


def _kind(code: str) -> str:
    """Return to which sort of question an option belongs."""
    if code in MODALITIES:
        return "modality"
    return "yes or no" if code in ("yes", "no") else "range"


def _chosen_of(run: Sequence[Block], labels: Labels) -> Iterator[Block]:
    codes = [_code(block, labels) or "" for block in run]
    strong = [block.cells[0].lines[0].strong for block in run]
    many = set(codes) <= set(MODALITIES) and any(strong) and not all(strong)
    kinds = {_kind(code) for code in codes}
    apart = len(run) > 1 and len(set(codes)) == len(run) and len(kinds) == 1
    if not apart or not (many or sum(strong) == 1):
        yield from run
        return
    for block, chosen in zip(run, strong, strict=True):
        (line,) = block.cells[0].lines
        text = f"{'☒' if chosen else '☐'} {_BULLET.sub('', line.text)}"
        boxed = replace(line, text=text, marked=(), stops=(), lead=0, strong=False)
        level, bullet = (
            (block.level, block.bullet) if isinstance(block, Paragraph) else (0, False)
        )
        cell = replace(block.cells[0], lines=(boxed,))
        yield Paragraph(cell=cell, level=level, bullet=bullet)


def _boxed(block: Block, labels: Labels) -> Block:
    if not any(line.marked for cell in block.cells for line in cell.lines):
        return block
    if isinstance(block, Row):
        return replace(
            block, cells=tuple(_chosen(cell, labels) for cell in block.cells)
        )
    return replace(block, cell=_chosen(block.cell, labels))


def _chosen(cell: Cell, labels: Labels) -> Cell:
    if has_box(cell.text):
        return cell
    below = _below_label(cell, labels)
    options = replace(cell, lines=cell.lines[below:])
    chosen = _with_choice(options, labels)
    if chosen is options:
        return cell
    above = ended(replace(cell, lines=cell.lines[:below]))
    return replace(cell, lines=(*above.lines, *chosen.lines))


def _below_label(cell: Cell, labels: Labels) -> int:
    """Return how many lines of a cell are a label above its options, 0 for none."""
    for number in range(1, min(len(cell.lines), _MOST_LINES)):
        if labels.asks(cell_text(replace(cell, lines=cell.lines[:number]))):
            return number
    return 0


def _with_choice(as_printed: Cell, labels: Labels) -> Cell:
    cell = _unbroken(as_printed)
    found = [list(_options(line, labels)) for line in cell.lines]
    options = [option for line in found for option in line if option is not None]
    whole = all(option is not None for line in found for option in line)
    if not whole or not _is_choice(options):
        return as_printed
    pairs = zip(cell.lines, found, strict=True)
    return replace(
        cell,
        lines=tuple(_with_boxes(line, [o for o in own if o]) for line, own in pairs),
    )


def _unbroken(cell: Cell) -> Cell:
    """Return a cell whose paragraphs are one line each, as before they were printed."""
    lines: list[Line] = []
    for line in cell.lines:
        if lines and not lines[-1].ends_paragraph and not lines[-1].joins:
            before = lines[-1]
            at = len(before.text) + 1
            marked = tuple((start + at, end + at) for start, end in line.marked)
            lines[-1] = replace(
                before,
                text=f"{before.text} {line.text}",
                ends_paragraph=line.ends_paragraph,
                joins=line.joins,
                stops=(),
                marked=(*before.marked, *marked),
            )
        else:
            lines.append(line)
    return replace(cell, lines=tuple(lines))


def _is_choice(options: Sequence[_Option]) -> bool:
    marked = [option for option in options if option.marked]
    codes = {option.code for option in options}
    if len(options) < 2 or len(codes) < len(options) or not marked:
        return False
    return len(marked) == 1 or codes <= set(MODALITIES)


def _options(line: Line, labels: Labels) -> Iterator[_Option | None]:
    """Yield the options of a line, ``None`` for words that are none."""
    for start, end in _segments(line):
        words = line.text[start:end]
        code = labels.option(words)
        if code is None and len(words) <= _LONGEST and range_in(words) is not None:
            code = words
        covered = sum(
            max(0, min(end, stop) - max(start, begin)) for begin, stop in line.marked
        )
        # All of an option stands out or none of it; else it is some word in a text.
        letters = end - start
        yield _Option(start, end, code, covered > letters / 2) if code else None


def _segments(line: Line) -> tuple[tuple[int, int], ...]:
    """Return where the parts of a line begin and end that may be options.

    Marks part them, or else the edges of what stands out.
    """
    parts = tuple(_split(line, ()))
    return parts if len(parts) > 1 else tuple(_split(line, _edges(line)))


def _edges(line: Line) -> tuple[int, ...]:
    return tuple(edge for span in line.marked for edge in span)


def _split(line: Line, edges: Sequence[int]) -> Iterator[tuple[int, int]]:
    cuts = [match.span() for match in _APART.finditer(line.text)]
    cuts += [(edge, edge) for edge in edges if 0 < edge < len(line.text)]
    start = 0
    for left, right in [*sorted(cuts), (len(line.text), len(line.text))]:
        begin = start + len(line.text[start:left]) - len(line.text[start:left].lstrip())
        stop = begin + len(line.text[begin:left].rstrip())
        joint = _OR.match(line.text[begin:stop])
        begin += joint.end() if joint else 0
        if stop > begin:
            yield begin, stop
        start = max(start, right)


def _with_boxes(line: Line, options: Sequence[_Option]) -> Line:
    text, at = "", 0
    for option in options:
        sign = "☒" if option.marked else "☐"
        text += f"{line.text[at : option.start]}{sign} "
        at = option.start
    return replace(line, text=text + line.text[at:], marked=(), stops=(), lead=0)
