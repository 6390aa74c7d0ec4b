"""Text in two bytes a letter: known by its mark, or by where its NULs stand."""

import codecs
from typing import Final

_MARKS: Final = (
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_HEAD: Final = 2048
_FEWEST: Final = 32
_USUAL: Final = 0.5


def utf16_of(data: bytes) -> str | None:
    r"""Return the UTF-16 encoding of the text in `data`, ``None`` if it is in none.

    Without a mark it is known by a NUL in every other byte, as most letters of European
    languages have it. What has the mark of UTF-32 is none.

    >>> utf16_of(b"\xff\xfea\x00"), utf16_of("a line of words".encode("utf-16-be") * 2)
    ('utf-16-le', 'utf-16-be')
    """
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return None
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding
    head = data[:_HEAD]
    high, low = head[0::2].count(0), head[1::2].count(0)
    if len(head) < _FEWEST or bool(high) == bool(low):
        return None
    if max(high, low) < _USUAL * len(head) / 2:
        return None
    return "utf-16-le" if low else "utf-16-be"
