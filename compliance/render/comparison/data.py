"""A comparison for other programs: CSV, a row a cell, and JSON."""

import json
from collections.abc import Iterator
from typing import Final

from compliance.model import Comparison
from compliance.render.comparison.words import seen_words
from compliance.render.csv_table import csv_table
from compliance.render.json_report import shown_json
from compliance.wire import encoded

SCHEMA_ID: Final = "https://compliance.invalid/schemas/comparison.schema.json"
_ASKED: Final = ("group", "element", "title", "regulation", "short", "status", "level",
    "clause", "says", "sure")  # fmt: skip
_JUDGED: Final = ("outcome", "binding", "why", "rules", "fields", "places", "words")


def to_json(comparison: Comparison) -> bytes:
    """Return the comparison as indented UTF-8 JSON, its schema's id first."""
    body = {"$schema": SCHEMA_ID, **encoded(comparison)}
    return shown_json(json.dumps(body, ensure_ascii=False, allow_nan=False, indent=1))


def to_csv(comparison: Comparison) -> bytes:
    """Return a row per cell of the matrix as CSV for spreadsheets."""
    columns = _ASKED if comparison.filing is None else (*_ASKED, *_JUDGED)
    return csv_table(columns, _rows(comparison))


def _rows(comparison: Comparison) -> Iterator[tuple[str, ...]]:
    for row in comparison.rows:
        element = row.element
        for column, cell in zip(comparison.columns, row.cells, strict=True):
            duty, judged = cell.duty, cell.judged
            told: tuple[str, ...] = (
                element.group,
                element.id,
                element.title,
                column.id,
                column.short,
                column.status,
                duty.level.value,
                duty.clause,
                duty.says,
                duty.sure,
            )
            if judged is not None:
                told += (
                    judged.outcome.value,
                    judged.binding,
                    judged.why,
                    " ".join(judged.rules),
                    "; ".join(each.field_id for each in judged.seen),
                    "; ".join(map(seen_words, judged.seen)),
                    "\n".join(each.quote for each in judged.seen if each.quote),
                )
            yield told
