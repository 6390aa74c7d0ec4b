"""Nested data with the place of every value."""

import re
from array import array
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from compliance.errors import InputRefusedError
from compliance.frontdoor import refusal
from compliance.model import Place


@dataclass(frozen=True, slots=True)
class Located:
    """A nested value and, by pointer, where each part of it stands."""

    data: object
    places: Mapping[str, Place]


_LINE_BREAK: Final = re.compile("\n")


class Lines:
    """Line and column of an offset in a text, both from 1."""

    def __init__(self, text: str) -> None:
        # Packed: a file may be nothing but millions of line breaks.
        self._starts = array("Q", [0])
        self._starts.extend(match.end() for match in _LINE_BREAK.finditer(text))

    def start(self, line: int) -> int:
        """Return the offset at which `line` starts; 0 for what is no line."""
        return self._starts[line - 1] if 0 < line <= len(self._starts) else 0

    def place(self, offset: int) -> Place:
        """Return the place of the character at `offset`."""
        line = bisect_right(self._starts, offset)
        return Place(line=line, column=offset - self._starts[line - 1] + 1)


def decoded(data: bytes, name: str, what: str) -> str:
    """Return `data` as text: UTF-8, with or without its byte order mark.

    Raises:
        InputRefusedError: the bytes are not UTF-8; line and column are named.
    """
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = error.start - (before.rfind(b"\n") + 1) + 1
        raise broken(
            "text-not-utf8", name, Place(line=line, column=column), what,
            "this byte is not UTF-8", "save the file as UTF-8",
        ) from error  # fmt: skip


def broken(
    code: str, name: str, place: Place, what: str, why: str, remedy: str
) -> InputRefusedError:
    """Return the refusal of a text, with the line and column in it."""
    return refusal(code, f"{name}, {place}", what, why, remedy)
