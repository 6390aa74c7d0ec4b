"""Submissions and catalogs that nobody filed, made from plain values."""

import hashlib
import io
from collections.abc import Mapping, Sequence
from pathlib import Path

from compliance.datafiles import root
from compliance.forms import form_of
from compliance.linkage.catalog import Catalog, open_catalog
from compliance.linkage.mapping import ColumnMapping, mapping_of
from compliance.model import Answer, Place, State, Submission

ROOT = Path(__file__).resolve().parents[3]
SHARED = ROOT.parent / "shared"
HEADER = "record_id,work_type,title"


def submission(
    form_id: str,
    *,
    items: Mapping[str, Sequence[Mapping[str, str]]] = {},
    texts: Mapping[str, str] = {},
    values: Mapping[str, str] = {},
) -> Submission:
    """Return a submission on a form, answered only where something is given."""
    form = form_of(form_id, root())
    answers = {}
    for field in form.fields:
        given = field.at in items or field.at in texts or field.at in values
        answers[field.at] = Answer(
            at=field.at,
            state=State.ANSWERED if given else State.MISSING_FIELD,
            value=values.get(field.at),
            text=texts.get(field.at, ""),
            items=tuple(items.get(field.at, ())),
            place=Place(path=field.at),
        )
    return Submission(
        source="filing.json",
        sha256="0" * 64,
        size=1,
        media_type="application/json",
        reader="invented",
        form=form_id,
        answers=answers,
    )


def mapping(name: str = "standard") -> ColumnMapping:
    """Return one of the project's own mappings."""
    file = root() / "regulations" / "catalog-mappings" / f"{name}.toml"
    return mapping_of(file.read_text(encoding="utf-8"), file.name)


def catalog(data: bytes | str, kind: str = "csv", name: str = "standard") -> Catalog:
    """Return a catalog of these bytes, under one of the project's own mappings."""
    content = data.encode() if isinstance(data, str) else data
    return open_catalog(
        io.BytesIO(content),
        name="works.csv",
        kind=kind,
        sha256=hashlib.sha256(content).hexdigest(),
        mapping=mapping(name),
    )
