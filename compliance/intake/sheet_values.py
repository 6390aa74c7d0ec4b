"""The value of a workbook's cell as text."""

import datetime
import io
import math
import re
import zipfile
from typing import Any, Final

from openpyxl.utils.escape import unescape

from compliance import limits

_ZEROS: Final = re.compile(r"0{2,30}")
_PERCENT: Final = re.compile(r"0(?:\.0+)?%")
_EXACT: Final = 10**15
"""A spreadsheet keeps fifteen digits of a number."""
_GROUPED: Final = re.compile(r"#,##0(?:\.(?P<places>0{1,10}))?")
_PLACES: Final = re.compile(r"0\.(?P<places>0{1,10})")
# The element that holds a formula, and not one whose name only begins alike.
_FORMULA: Final = re.compile(rb"[<:]f[\s/>]")
_QUOTED: Final = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')


def printed_value(cell: Any) -> str:
    """Return the value of a cell as a person reads it on the sheet.

    A date is written in ISO form, as far as its format shows it: whoever reads 7/8/26
    may not know which is the day, the cell does. Groups of three digits and decimal
    places are those of the number's format.
    """
    if isinstance(cell.value, str):
        return str(unescape(cell.value)).replace("\r\n", "\n").replace("\r", "\n")
    value, form = cell.value, _QUOTED.sub("", str(cell.number_format))
    if isinstance(value, datetime.datetime | datetime.date):
        return _date(shown_value(cell), form)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return shown_value(cell)
    grouped, placed = _GROUPED.fullmatch(form), _PLACES.fullmatch(form)
    if grouped and math.isfinite(value):
        return f"{value:,.{len(grouped['places'] or '')}f}"
    if placed and math.isfinite(value):
        return f"{value:.{len(placed['places'])}f}"
    return shown_value(cell)


def _date(iso: str, form: str) -> str:
    """Return as much of an ISO date as a number format shows.

    >>> [_date("2026-02-01", form) for form in ("dd/mm/yyyy", "mmm yyyy", "yyyy")]
    ['2026-02-01', '2026-02', '2026']
    """
    shown = form.lower().partition(";")[0]
    if "d" in shown or "h" in shown or "y" not in shown:
        return iso
    return iso[:7] if "m" in shown else iso[:4]


def shown_value(cell: Any) -> str:
    """Return the value of a cell as a spreadsheet shows it, as far as text goes.

    Leading zeros that a number format adds are part of it; a number of more digits
    than a spreadsheet keeps stays in its notation, so that nothing is made up.
    """
    value = cell.value
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return _number(value, str(cell.number_format))
    if isinstance(value, datetime.datetime):
        midnight = value.time() == datetime.time()
        return value.date().isoformat() if midnight else value.isoformat(" ")
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    return str(value)


def _number(value: Any, form: str) -> str:
    if _PERCENT.fullmatch(form):
        return f"{value * 100:.10g}%"
    if type(value) is float and not value.is_integer():
        return repr(value) if math.isfinite(value) else "#NUM!"
    if abs(value) >= _EXACT:
        return f"{value:.14e}"
    digits = str(int(value))
    return digits.zfill(len(form)) if _ZEROS.fullmatch(form) else digits


def has_formulas(data: bytes) -> bool:
    """Return whether a sheet of the workbook in `data` has a formula."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for member in archive.namelist():
            if member.startswith("xl/worksheets/") and member.endswith(".xml"):
                with archive.open(member) as part:
                    before = b""
                    while chunk := part.read(limits.MIB):
                        if _FORMULA.search(before[-2:] + chunk):
                            return True
                        before = chunk
    return False
