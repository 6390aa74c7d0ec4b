"""A sheet of any workbook to blocks: its rows and columns that are shown."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from openpyxl.utils import column_index_from_string, get_column_letter

from compliance.intake.blocks import Block, Cell, Heading, Line, Paragraph, Row, joined
from compliance.intake.xlsx_cells import Cells, tint_of
from compliance.intake.xlsx_controls import Control
from compliance.intake.xlsx_marks import with_boxes
from compliance.model import Place

_LARGE: Final = 12.5


def sheet_blocks(
    sheet: Any, cells: Cells, controls: Sequence[Control]
) -> Iterator[Block]:
    """Yield the blocks of a sheet, its name as their heading.

    A text alone over several columns is a heading or a paragraph, on a sheet of one
    column every text is; all else is a row, with its blank cells.
    """
    place = Place(path=f"sheet {sheet.title}")
    yield Heading(cell=Cell(lines=(Line(text=sheet.title, place=place),)))
    by_row = _shown(sheet, cells)
    read = {
        row: {column: cells.read(sheet, cell) for column, cell in found.items()}
        for row, found in by_row.items()
    }
    for control in controls:
        row = read.setdefault(control.row, {})
        row[control.column] = _with_control(row.get(control.column), sheet, control)
    used = sorted({c for row in read.values() for c, cell in row.items() if cell.lines})
    for number, row in read.items():
        for column in set(used) - set(row):
            row[column] = Cell(tint=tint_of(sheet._cells.get((number, column))))
    wide, below = _merged(sheet)
    for number, row in sorted(read.items()):
        filled = [column for column in used if row[column].lines]
        if not filled:
            continue
        place = row[filled[0]].place
        alone = len(filled) == 1 and (len(used) == 1 or (number, filled[0]) in wide)
        if alone:
            yield _alone(row[filled[0]], by_row.get(number, {}).get(filled[0]))
            continue
        yield Row(cells=tuple(_row(number, row, used, below)), place=place)


def _row(
    number: int,
    row: Mapping[int, Cell],
    used: Sequence[int],
    below: frozenset[tuple[int, int]],
) -> Sequence[Cell]:
    parts = [
        Cell(spans=True) if (number, column) in below else row[column]
        for column in used
    ]
    return with_boxes(parts)


def _with_control(cell: Cell | None, sheet: Any, control: Control) -> Cell:
    """Return a cell and the box that lies on it."""
    letter = get_column_letter(control.column)
    place = Place(path=f"sheet {sheet.title}, cell {letter}{control.row}")
    box = Cell(lines=(Line(text=control.text, place=place),))
    return joined((cell, box)) if cell is not None else box


def _alone(cell: Cell, written: Any | None) -> Block:
    font = written.font if written is not None else None
    stands_out = font is not None and (font.bold or (font.sz or 0) >= _LARGE)
    if stands_out and len(cell.lines) == 1:
        return Heading(cell=cell)
    return Paragraph(cell=cell)


def _shown(sheet: Any, cells: Cells) -> dict[int, dict[int, Any]]:
    """Return the cells with a value, by row and column, without those hidden."""
    hidden = _hidden_columns(sheet)
    shown: dict[int, dict[int, Any]] = {}
    left_out: set[str] = set()
    # Asking the sheet for its rows would make a cell of every blank between.
    for (row, column), cell in sorted(sheet._cells.items()):
        if not cells.holds(sheet, cell):
            continue
        if row in sheet.row_dimensions and sheet.row_dimensions[row].hidden:
            left_out.add(f"row {row}")
        elif column in hidden:
            left_out.add(f"column {cell.column_letter}")
        else:
            shown.setdefault(row, {})[column] = cell
    for each in sorted(left_out, key=lambda words: (len(words), words)):
        cells.note(f"hidden {each} of sheet “{sheet.title}” was not read")
    return shown


def _hidden_columns(sheet: Any) -> frozenset[int]:
    hidden: set[int] = set()
    for letter, dimension in sheet.column_dimensions.items():
        if dimension.hidden:
            first = dimension.min or column_index_from_string(letter)
            hidden |= set(range(first, (dimension.max or first) + 1))
    return frozenset(hidden)


def _merged(
    sheet: Any,
) -> tuple[frozenset[tuple[int, int]], frozenset[tuple[int, int]]]:
    """Return the cells merged with those beside them, and those that go on from above."""
    wide: set[tuple[int, int]] = set()
    below: set[tuple[int, int]] = set()
    for area in sheet.merged_cells.ranges:
        if area.max_col > area.min_col:
            wide.add((area.min_row, area.min_col))
        for row in range(area.min_row + 1, area.max_row + 1):
            below.add((row, area.min_col))
    return frozenset(wide), frozenset(below)
