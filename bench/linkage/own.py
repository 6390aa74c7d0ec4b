"""The project's own engine in the comparison: its index, and linking with it."""

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from sets import Set, pieces

from compliance.datafiles import root
from compliance.indexing import build
from compliance.linkage.index.opened import OpenedIndex
from compliance.linkage.matching.assumed import load_assumed
from compliance.linkage.matching.engine import Catalog, Linked, link
from compliance.linkage.matching.index import build as build_names
from compliance.linkage.matching.index import load, save
from compliance.linkage.matching.table import Columns, Table, TableMaker
from compliance.linkage.names import load_confusables

INDEX: Final = "index"
NAMES: Final = "names"


def index(given: Set) -> None:
    """Build the index of a set as ``compliance catalog build`` does."""
    folder = given.folder / INDEX
    shutil.rmtree(folder, ignore_errors=True)
    build(given.entries, folder, mapping=None, add=False, keep_going=False, root=root())


def names(given: Set) -> None:
    """Build that part of the index of a set that names are found by, and no more."""
    folder = given.folder / NAMES
    folder.mkdir(exist_ok=True)
    save(build_names(_table(given.entries)), folder)


def linked(given: Set) -> Linked:
    """Return the links of a set whose index is built; rows as `Set` numbers them."""
    if (given.folder / INDEX).is_dir():
        segments = OpenedIndex(given.folder / INDEX).segments
        parts = [segment.names() for segment in segments]
    else:
        parts = [load(given.folder / NAMES)]
    assumed = load_assumed(root())
    works = _table(given.works)
    return link(works, Catalog(parts), itself=given.itself, assumed=assumed)


def _table(files: Sequence[Path]) -> Table:
    maker = TableMaker(load_confusables(root()))
    for columns in pieces(files):
        maker.add(Columns(*columns))
    return maker.table()
