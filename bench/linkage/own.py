"""The project's own engine in the comparison: its index, and linking with it."""

import shutil
from typing import Final

from sets import Set, pieces

from compliance.datafiles import root
from compliance.indexing import build
from compliance.linkage.index.opened import OpenedIndex
from compliance.linkage.matching.engine import Catalog, Linked, link
from compliance.linkage.matching.table import Columns, TableMaker
from compliance.linkage.names import load_confusables

INDEX: Final = "index"


def index(given: Set) -> None:
    """Build the index of a set as ``compliance catalog build`` does."""
    folder = given.folder / INDEX
    shutil.rmtree(folder, ignore_errors=True)
    build(given.entries, folder, mapping=None, add=False, keep_going=False, root=root())


def linked(given: Set) -> Linked:
    """Return the links of a set whose index is built; rows as `Set` numbers them."""
    opened = OpenedIndex(given.folder / INDEX)
    catalog = Catalog([segment.names() for segment in opened.segments])
    maker = TableMaker(load_confusables(root()))
    for columns in pieces(given.works):
        maker.add(Columns(*columns))
    return link(maker.table(), catalog, itself=given.itself)
