"""A catalog in XML: which message it is decides who reads it."""

from typing import BinaryIO

from compliance.linkage.ddex_table import ROOT, read_ddex
from compliance.linkage.onix_table import ROOTS, read_onix
from compliance.linkage.rows import Table, broken
from compliance.linkage.xml_records import XmlRecords


def read_xml_table(file: BinaryIO, name: str) -> Table:
    """Return the entries of a DDEX or ONIX message, in the standard columns.

    Raises:
        InputRefusedError: it is another message, or of another version.
    """
    root, namespace = XmlRecords(file, name, {}).root()
    if root == ROOT:
        return read_ddex(file, name, namespace)
    if root in ROOTS:
        return read_onix(file, name, namespace)
    raise broken(
        name,
        f"its root is {root or 'missing'}, which is no message known here",
        "give a DDEX ERN 4 or ONIX 3 message",
    )
