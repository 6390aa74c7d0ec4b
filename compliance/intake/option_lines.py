"""Options printed one to a line: an answer's boxes, not headings of what follows."""

from collections.abc import Sequence

from compliance.intake.blocks import Block
from compliance.intake.labels import Labels
from compliance.intake.met import Met
from compliance.intake.ticks import has_box
from compliance.model import Kind


def without_options(
    met: Sequence[Met], blocks: Sequence[Block], labels: Labels
) -> list[Met]:
    """Return the labels without the boxed modalities that answer a question.

    Below a question that is answered by ticks, a run of two or more boxed lines is its
    answer, and so is one below a line of boxes. One alone that a size or a content
    follows is a row of its own.
    """
    kept: list[Met] = []
    run: list[Met] = []
    asked = False
    for label in met:
        boxed = _is_boxed(label, blocks)
        if boxed and (run or asked) and _follows(label, run or kept):
            run.append(label)
            continue
        if boxed and asked and _below_boxes(label, blocks):
            continue
        kept += run if len(run) == 1 else ()
        run = []
        kept.append(label)
        asked = _asks_for_ticks(label, labels)
    kept += run if len(run) == 1 else ()
    return kept


def _is_boxed(label: Met, blocks: Sequence[Block]) -> bool:
    if not label.meaning.modality or label.meaning.fields:
        return False
    return has_box(blocks[label.block].cells[label.cell].text)


def _follows(label: Met, before: Sequence[Met]) -> bool:
    """Return whether nothing stands between a label and the one before it."""
    return bool(before) and label.block - before[-1].block <= 1


def _below_boxes(label: Met, blocks: Sequence[Block]) -> bool:
    """Return whether the block above is a line of boxes that goes on here."""
    above = blocks[label.block - 1] if label.block else None
    return above is not None and len(above.cells) == 1 and has_box(above.cells[0].text)


def _asks_for_ticks(label: Met, labels: Labels) -> bool:
    fields = label.meaning.fields
    return bool(fields) and all(
        labels.form.by_id(each).kind is Kind.TICKS for each in fields
    )
