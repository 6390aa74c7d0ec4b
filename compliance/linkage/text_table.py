"""CSV and TSV, read so that no line is lost.

Each physical line ends up in exactly one row: used, blank or quarantined. A line is
read by itself. Only where it ends inside a quoted cell are the next lines looked at,
and they are joined to it only if that gives a whole row, as wide as the header, and
none of them is a row by itself. So a stray quote costs its own line and no other.
"""

from collections import deque
from collections.abc import Iterator
from itertools import chain
from typing import BinaryIO, Final

from compliance import limits
from compliance.linkage.rows import (
    RawRow,
    Table,
    broken,
    column_name,
    is_blank,
    quarantined,
)

DELIMITERS: Final = (",", ";", "\t", "|")

_BOM: Final = b"\xef\xbb\xbf"
_OPEN: Final = "a quote is opened and not closed"
_AFTER: Final = "text follows a closing quote"


def read_text_table(file: BinaryIO, name: str, wanted: frozenset[str]) -> Table:
    """Return the table in a text file.

    Args:
        file: The file, at its start.
        name: Its name, for refusals.
        wanted: Names of columns by which the right delimiter is known.

    Raises:
        InputRefusedError: there is no header, or it is not UTF-8 text in lines.
    """
    lines = _physical_lines(file)
    first = next(lines, b"").removeprefix(_BOM)
    if b"\r" in first.removesuffix(b"\r"):
        raise broken(
            name,
            "its lines end in bare carriage returns",
            "save it with usual line ends",
        )
    named = _text(first, name)
    header_lines = 1
    if named.casefold().startswith("sep=") and len(named) == 5:
        # Excel's own line, which says the delimiter.
        header_lines, named = 2, _text(next(lines, b""), name)
    delimiter, header = _header(named, name, wanted)
    rows = _rows(lines, header_lines, delimiter, len(header))
    unread = tuple(each for each in header if column_name(each) not in wanted)
    return Table(header, header_lines, rows, unread)


def first_line(file: BinaryIO) -> tuple[str, ...]:
    """Return the cells of the first line, if it were a header; go back to the start."""
    line = file.readline(limits.ROW_CHARACTERS).removeprefix(_BOM)
    file.seek(0)
    text = line.decode(errors="replace").rstrip("\r\n")
    split = (split_row(text, delimiter)[0] for delimiter in DELIMITERS)
    return max((tuple(cells) for cells in split), key=len)


def read_lines(file: BinaryIO) -> Iterator[RawRow]:
    """Yield each line as a row of one cell."""
    for number, line in enumerate(_physical_lines(file), start=1):
        bare = line.removeprefix(_BOM) if number == 1 else line
        text = _decoded(number, bare)
        if not isinstance(text, str):
            yield text
        else:
            yield RawRow(number, 1, (text,) if text.strip() else (), "", "")


def _physical_lines(file: BinaryIO) -> Iterator[bytes]:
    """Yield each line without its end; a longer one than a row may be, cut there."""
    limit = 4 * limits.ROW_CHARACTERS + 2
    while line := file.readline(limit):
        ended = line.endswith(b"\n")
        part = line
        while not ended and len(part) == limit:
            part = file.readline(limit)
            ended = part.endswith(b"\n") or not part
        yield line[:-1] if line.endswith(b"\n") else line


def _text(line: bytes, name: str) -> str:
    try:
        return line.decode().removesuffix("\r")
    except UnicodeDecodeError as error:
        raise broken(
            name,
            f"byte {error.start + 1} of its header is not UTF-8",
            "save it as UTF-8",
        ) from error


def _header(
    line: str, name: str, wanted: frozenset[str]
) -> tuple[str, tuple[str, ...]]:
    """Return the delimiter that finds most of the wanted columns, and the header."""
    readings = []
    for delimiter in DELIMITERS:
        cells, problem = split_row(line, delimiter)
        if not problem:
            found = len(wanted & {column_name(cell) for cell in cells})
            readings.append((found, len(cells), delimiter, tuple(cells)))
    if not readings or not line.strip():
        raise broken(
            name, "its first line is no header", "give the columns' names first"
        )
    _, _, delimiter, header = max(readings, key=lambda reading: reading[:2])
    return delimiter, header


def _rows(
    lines: Iterator[bytes], before: int, delimiter: str, width: int
) -> Iterator[RawRow]:
    waiting: deque[bytes] = deque()
    number = before
    while True:
        line = waiting.popleft() if waiting else next(lines, None)
        if line is None:
            return
        number += 1
        row = _row(number, line, delimiter, width)
        if row.reason == _OPEN:
            ahead = list(_ahead(waiting, lines))
            joined = _joined(number, line, ahead, delimiter, width)
            if joined is None:
                waiting.extendleft(reversed(ahead))
            else:
                row = joined
        yield row
        number += row.lines - 1


def _row(number: int, line: bytes, delimiter: str, width: int) -> RawRow:
    text = _decoded(number, line)
    if not isinstance(text, str):
        return text
    if '"' in text:
        cells, problem = split_row(text, delimiter)
        if problem:
            return quarantined(number, 1, problem, text)
    else:
        cells = text.split(delimiter)
    if is_blank(cells):
        return RawRow(number, 1, (), "", "")
    if len(cells) != width:
        return quarantined(number, 1, _width(len(cells), width), text)
    return RawRow(number, 1, cells, "", "")


def _decoded(number: int, line: bytes) -> str | RawRow:
    """Return the text of a line, or the line in quarantine."""
    try:
        text = line.decode()
    except UnicodeDecodeError as error:
        shown = line[:400].decode(errors="replace")
        return quarantined(
            number, 1, f"byte {error.start + 1} of the line is not UTF-8", shown
        )
    if text.endswith("\r"):
        text = text[:-1]
    if "\0" in text:
        return quarantined(number, 1, "a NUL character", text)
    if len(text) > limits.ROW_CHARACTERS:
        return quarantined(number, 1, "the line is too long for a row", text)
    return text


def _width(count: int, width: int) -> str:
    cells = "1 cell" if count == 1 else f"{count} cells"
    return f"{cells}, the header has {width}"


def _ahead(waiting: deque[bytes], lines: Iterator[bytes]) -> Iterator[bytes]:
    """Yield the lines up to the one in which an open quote would close."""
    size = 0
    for _, line in zip(
        range(limits.CELL_LINES), chain(_emptied(waiting), lines), strict=False
    ):
        yield line
        size += len(line)
        if line.count(b'"') % 2 or size > limits.ROW_CHARACTERS:
            return


def _emptied(waiting: deque[bytes]) -> Iterator[bytes]:
    while waiting:
        yield waiting.popleft()


def _joined(
    number: int, line: bytes, ahead: list[bytes], delimiter: str, width: int
) -> RawRow | None:
    """Return the row that `line` makes with the lines ahead, or ``None``."""
    mark = delimiter.encode()
    if not ahead or any(each.count(mark) == width - 1 for each in ahead):
        return None
    whole = b"\n".join(each.removesuffix(b"\r") for each in (line, *ahead))
    row = _row(number, whole, delimiter, width)
    return row._replace(lines=len(ahead) + 1) if row.cells else None


def split_row(text: str, delimiter: str) -> tuple[list[str], str]:
    """Return the cells of a row, and what is wrong with its quotes, or empty.

    A quote counts only at the start of a cell; elsewhere it is a character, as in
    ``12" single``.

    >>> split_row('a,"b ""c"", d",12" e', ",")
    (['a', 'b "c", d', '12" e'], '')
    >>> split_row('a,"b', ",")[1], split_row('a,"b"c', ",")[1]
    ('a quote is opened and not closed', 'text follows a closing quote')

    Source: RFC 4180, section 2.
    """
    cells = []
    start = 0
    while True:
        if text.startswith('"', start):
            end = _closing(text, start + 1)
            if end < 0:
                return [], _OPEN
            cells.append(text[start + 1 : end].replace('""', '"'))
            end += 1
            if end < len(text) and text[end] != delimiter:
                return [], _AFTER
        else:
            end = text.find(delimiter, start)
            end = len(text) if end < 0 else end
            cells.append(text[start:end])
        if end >= len(text):
            return cells, ""
        start = end + 1


def _closing(text: str, start: int) -> int:
    """Return where the quote closes that stands open at `start`, or -1."""
    while (end := text.find('"', start)) >= 0:
        if not text.startswith('"', end + 1):
            return end
        start = end + 2
    return -1
