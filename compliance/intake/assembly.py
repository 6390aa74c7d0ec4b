"""Blocks to parts: what stands beside, below and after each label.

One walk through the filing. A label opens a part; what follows belongs to it until
something else begins: the next label, a heading, a row of another kind.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from compliance.intake.blocks import (
    Block,
    Cell,
    Heading,
    Paragraph,
    Row,
    ended,
    in_line,
    joined,
)
from compliance.intake.met import Met, part_of, text_between
from compliance.intake.order import SECTION
from compliance.intake.parts import (
    Assembled,
    Look,
    Part,
    lead_end,
    leads,
    look_of,
    runs_on,
    without_separators,
)
from compliance.intake.shares import shared_out
from compliance.intake.ticks import has_box
from compliance.model import NOWHERE, Place

ADDED: Final = "added "
_LONGEST_LABEL: Final = 400
_FEW_UNDER: Final = 0.15


class Walk:
    """The walk through a filing's blocks."""

    def __init__(
        self,
        blocks: Sequence[Block],
        met: Sequence[Met],
        placed: Mapping[int, str],
        skipped: frozenset[int],
        listing: frozenset[int] = frozenset(),
    ) -> None:
        """Take the blocks, the labels met in them, and what these stand for.

        Blocks `skipped` end what is open; those `listing` entries leave it open.
        """
        self._blocks = blocks
        self._met = met
        self._placed = placed
        self._skipped = skipped
        self._listing = listing
        self.of_label: dict[int, Part] = {}
        self._by_block: defaultdict[int, list[int]] = defaultdict(list)
        for number, label in enumerate(met):
            self._by_block[label.block].append(number)
        self._parts: list[Part] = []
        self._open: list[Part] = []
        self._early: list[Cell] = []
        self._columns: tuple[Part | None, ...] = ()
        self._loose: list[Place] = []
        self._looks = frozenset(self._label_looks())
        self._levels = frozenset(
            block.level
            for number in placed
            if isinstance(block := blocks[met[number].block], Heading)
        )

    def assembled(self) -> Assembled:
        """Return the parts, after one walk."""
        for number, block in enumerate(self._blocks):
            if number in self._listing:
                continue
            if number in self._skipped:
                self._close()
                continue
            columns, self._columns = self._columns, ()
            if columns and isinstance(block, Row) and not self._by_block[number]:
                self._fill(columns, block)
            elif self._by_block[number]:
                self._labelled(number, block)
            elif isinstance(block, Row) and len(block.cells) > 1:
                self._row(number, block)
            else:
                self._running(number, block)
        self._take_from_labels()
        return Assembled(tuple(self._parts), tuple(self._loose))

    def _take_from_labels(self) -> None:
        """Take what stands under a label for its answer, where hardly any label has it.

        Where many have, it is the form's help text.
        """
        rows = [part for part in self._parts if part.own_cell]
        under = [part for part in rows if part.under_label.lines]
        if len(under) <= _FEW_UNDER * len(rows):
            for part in under:
                if part.is_empty:
                    part.cells.append(part.under_label)
                    part.from_label = True

    def _label_looks(self) -> Iterator[Look]:
        """Yield how the labels that are running text look."""
        for number, name in self._placed.items():
            block = self._blocks[self._met[number].block]
            if isinstance(block, Paragraph) and name[0] == "f" and leads(block):
                yield look_of(block)

    def _close(self) -> None:
        self._open = []
        self._early = []

    def _opened(self, part: Part) -> None:
        if part.bullet and not part.in_row:
            self._open = [p for p in self._open if p.bullet and p.level < part.level]
        else:
            self._open = []
        self._parts.append(part)
        self._open.append(part)

    def _labelled(self, number: int, block: Block) -> None:
        here = self._by_block[number]
        if isinstance(block, Row) and len(block.cells) > 1:
            self._labelled_row(block, here)
            return
        cell = block.cells[0]
        for at, label_number in enumerate(here):
            label = self._met[label_number]
            following = self._met[here[at + 1]] if at + 1 < len(here) else None
            part = self._part(label_number, block)
            rest = part_of(cell, label.end, following.start if following else None)
            if part is not None:
                part.cells.append(without_separators(rest, following is not None))

    def _part(self, number: int, block: Block) -> Part | None:
        """Return the part that label `number` opens, ``None`` for a section's."""
        label = self._met[number]
        name = self._placed.get(number, "")
        heads = name.startswith(SECTION)
        if heads or (label.meaning.section and not label.meaning.fields):
            self._close()
            return None
        text = text_between(block.cells[label.cell], label.start, label.end)
        in_row = isinstance(block, Row) and len(block.cells) > 1
        last = self._open[-1] if self._open else None
        again = last is not None and last.name == _only_name(label)
        if not name and again:
            return last
        if not name and label.meaning.modality:
            # A modality elsewhere than in the form's own table is part of an answer.
            if last is not None:
                last.cells.append(block.cells[label.cell])
            return None
        part = Part(
            name=name or ADDED + text,
            label=" ".join(text.split()),
            place=block.cells[label.cell].place,
            in_row=in_row,
            label_at=label.cell,
            width=len(block.cells),
            bullet=isinstance(block, Paragraph) and block.bullet,
            level=block.level if isinstance(block, Paragraph) else 0,
            exact=label.exact,
            shared=len(label.meaning.fields) > 1 and not label.number,
        )
        self._opened(part)
        self.of_label[number] = part
        return part

    def _labelled_row(self, row: Row, here: Sequence[int]) -> None:
        cells = sorted({self._met[number].cell for number in here})
        if len(row.cells) - 1 in cells:
            self._columns = tuple(
                next(
                    (self._part(n, row) for n in here if self._met[n].cell == at), None
                )
                for at in range(len(row.cells))
            )
            return
        early, self._early = self._early, []
        for at, following in zip(cells, [*cells[1:], len(row.cells)], strict=True):
            content = _side_by_side(row.cells[at + 1 : following])
            labels = [number for number in here if self._met[number].cell == at]
            parts = [self._part(number, row) for number in labels]
            named = [
                (part, self._met[number])
                for part, number in zip(parts, labels, strict=True)
                if part is not None
            ]
            for (part, label), share in zip(
                named, _shares(row.cells[at], content, named), strict=True
            ):
                part.own_cell = bool(content)
                part.cells += [*early, *share]
                early = []
                part.under_label = part_of(row.cells[at], label.end)

    def _fill(self, columns: Sequence[Part | None], row: Row) -> None:
        for part, cell in zip(columns, row.cells, strict=False):
            if part is not None:
                part.cells.append(cell)
        self._close()

    def _row(self, number: int, row: Row) -> None:
        """Take a row in which no label is met."""
        if row.names_columns and not self._lists(number):
            self._close()
            return
        last = self._open[-1] if self._open else None
        first = row.cells[0]
        if not first.lines:
            if self._runs_into_next(number, row):
                self._early = list(row.cells[1:])
            elif last is not None:
                # Beside the end of a label that runs over the page stands the answer.
                begin = last.label_at + 1 if len(row.cells) == last.width else 1
                last.cells += _going_on(row, row.cells[begin:])
                if len(last.cells) > 1 and not row.continues:
                    last.cells[-2] = ended(last.cells[-2])
            return
        below = last is not None and not last.in_row
        if last is not None and (has_box(first.text) or below):
            last.cells.append(
                in_line(row.cells, row.place) if below else joined(row.cells)
            )
            return
        answer = joined(row.cells[1:])
        if last is not None and row.continues and runs_on(last, answer):
            last.cells.append(answer)
            return
        self._close()
        label = " ".join(first.text.split())
        if answer.lines and len(label) <= _LONGEST_LABEL:
            part = Part(ADDED + label, label, row.place, in_row=True, own_cell=True)
            part.cells.append(answer)
            self._opened(part)

    def _lists(self, number: int) -> bool:
        """Return whether the table that begins here is part of an answer."""
        if not self._open or self._open[-1].in_row:
            return False
        for at in range(number + 1, len(self._blocks)):
            if not isinstance(self._blocks[at], Row):
                break
            if self._by_block[at]:
                return False
        return True

    def _runs_into_next(self, number: int, row: Row) -> bool:
        """Return whether a row's answer belongs to a label at the top of the next page."""
        if row.continues or row.cells[0].spans or number + 1 >= len(self._blocks):
            return False
        following = self._blocks[number + 1]
        return (
            isinstance(following, Row)
            and following.continues
            and bool(self._by_block[number + 1])
        )

    def _running(self, number: int, block: Block) -> None:
        """Take a heading or a paragraph in which no label is met."""
        if isinstance(block, Paragraph) and self._is_label(block):
            self._added(block)
            return
        last = self._open[-1] if self._open else None
        if isinstance(block, Heading) and (
            block.level in self._levels or (last is not None and last.in_row)
        ):
            self._close()
            return
        if last is not None and last.in_row and not self._tops_page(number):
            last = None
        if last is not None and isinstance(block, Paragraph):
            last = self._holder(block)
        if last is None:
            if self._parts and block.place != NOWHERE:
                self._loose.append(block.place)
            return
        cell = block.cells[0]
        marked = isinstance(block, Paragraph) and block.bullet and last.is_empty
        last.cells.append(without_separators(cell, False) if marked else cell)

    def _holder(self, block: Paragraph) -> Part | None:
        """Return the open part a paragraph belongs to, by how far it is set in."""
        while self._open:
            part = self._open[-1]
            if part.bullet and block.bullet:
                inside = block.level > part.level
            else:
                inside = block.level >= part.level - (0 if part.bullet else 1)
            if inside:
                break
            self._open.pop()
        return self._open[-1] if self._open else None

    def _is_label(self, block: Paragraph) -> bool:
        """Return whether a paragraph looks like the filing's labels, and is none."""
        if look_of(block) not in self._looks or not leads(block):
            return False
        last = self._open[-1] if self._open else None
        if last is None or last.in_row or not last.is_empty:
            return True
        # What stands below a label that still waits for its answer is the answer.
        return block.level < last.level

    def _added(self, block: Paragraph) -> None:
        line, end = lead_end(block.cell)
        text = text_between(block.cell, (0, 0), (line, end))
        part = Part(
            ADDED + text, " ".join(text.split()), block.place, in_row=False,
            bullet=block.bullet, level=block.level,
        )  # fmt: skip
        self._opened(part)
        part.cells.append(part_of(block.cell, (line, end)))

    def _tops_page(self, number: int) -> bool:
        """Return whether a block is the first on its page."""
        page = self._blocks[number].place.page
        return number > 0 and self._blocks[number - 1].place.page != page


def _going_on(row: Row, cells: Sequence[Cell]) -> tuple[Cell, ...]:
    """Return what a row without a label adds to an answer, lists in it line by line."""
    filled = [cell for cell in cells if cell.lines]
    if len(filled) > 1 and not any(has_box(cell.text) for cell in filled):
        return (in_line(filled, row.place),)
    return (joined(_side_by_side(cells)),)


def _side_by_side(cells: Sequence[Cell]) -> tuple[Cell, ...]:
    """Return the cells, none but the last going on in the next."""
    return (*(ended(cell) for cell in cells[:-1]), *cells[-1:])


def _only_name(label: Met) -> str:
    fields = label.meaning.fields
    return f"field {fields[0]}" if len(fields) == 1 else ""


def _shares(
    label_cell: Cell, content: Sequence[Cell], named: Sequence[tuple[Part, Met]]
) -> list[list[Cell]]:
    """Return what of a row's answer belongs to each of the labels in one cell."""
    if len(named) < 2:
        return [list(content) for _ in named]
    labels = [label_cell.lines[label.start[0] : label.end[0] + 1] for _, label in named]
    whole = joined(tuple(content))
    return [
        [Cell(lines=lines, links=whole.links)]
        for lines in shared_out(whole.lines, labels)
    ]
