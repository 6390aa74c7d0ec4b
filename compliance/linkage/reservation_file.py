"""The reservations file, CSV or YAML: every record usable, or none is used."""

import io
from collections.abc import Iterator, Mapping

from compliance.errors import InputRefusedError
from compliance.frontdoor import refusal
from compliance.intake.yaml_reader import read_yaml
from compliance.linkage.rows import column_name
from compliance.linkage.text_table import read_text_table
from compliance.reservations import FIELDS, Reservation, reservation_of


def read_reservations(data: bytes, name: str, kind: str) -> dict[str, Reservation]:
    """Return the reservations in a file, by id, in its order.

    A record that cannot be used refuses the file: a reservation left out in silence
    would change what is said of works.

    Args:
        data: The file.
        name: Its name, for refusals.
        kind: ``csv``, with the fields as columns, or ``yaml``, a list of records.

    Raises:
        InputRefusedError: a record cannot be used; its place and fault are named.
    """
    rows = _from_yaml(data, name) if kind == "yaml" else _from_csv(data, name)
    found: dict[str, Reservation] = {}
    for where, row in rows:
        try:
            made = reservation_of(row)
        except ValueError as error:
            raise _wrong(f"{name}, {where}", str(error)) from error
        if made.id in found:
            raise _wrong(f"{name}, {where}", f"reservation_id {made.id} is repeated")
        found[made.id] = made
    return found


def _from_csv(data: bytes, name: str) -> Iterator[tuple[str, Mapping[str, object]]]:
    table = read_text_table(io.BytesIO(data), name, frozenset(FIELDS))
    header = [column_name(each) for each in table.header]
    repeated = [each for each in header if header.count(each) > 1]
    if repeated:
        raise _wrong(name, f"the column {repeated[0]} is there twice")
    for row in table.rows:
        where = f"line {row.line:,}"
        if row.reason:
            raise _wrong(f"{name}, {where}", row.reason)
        if row.cells:
            yield where, dict(zip(header, row.cells, strict=True))


def _from_yaml(data: bytes, name: str) -> Iterator[tuple[str, Mapping[str, object]]]:
    located = read_yaml(data, name)
    rows = located.data
    if isinstance(rows, dict) and set(rows) == {"reservations"}:
        rows = rows["reservations"]
    if not isinstance(rows, list):
        raise _wrong(name, "it is no list of reservations")
    for number, row in enumerate(rows, start=1):
        if not isinstance(row, dict):
            raise _wrong(f"{name}, record {number}", "it is no record")
        yield f"record {number}", row


def _wrong(where: str, why: str) -> InputRefusedError:
    return refusal(
        "reservations-wrong", where, "is not usable as a record of reservations", why,
        "correct the record; nothing is judged without it",
    )  # fmt: skip
