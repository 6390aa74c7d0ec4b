"""One member of an Office file, looked through in pieces as it is unpacked."""

import re
from typing import Final

from compliance import limits
from compliance.errors import InputRefusedError
from compliance.frontdoor import refusal

_BOM: Final = b"\xef\xbb\xbf"
_WIDE: Final = re.compile(rb"\xff\xfe|\xfe\xff|\x00<|<\x00")
_ENCODING: Final = re.compile(rb"\A<\?xml[^>]{0,80}?encoding\s*=\s*[\"']([^\"'>]*)")
# Encodings in which a mark of XML is the bytes it is in ASCII.
_ASCII_LIKE: Final = re.compile(
    rb"utf-?8|us-ascii|ascii|iso-8859-\d{1,2}|windows-125\d", re.IGNORECASE
)
_PICTURE: Final = re.compile(r"\.(?:svg|html?|mht)\Z", re.IGNORECASE)
_DECLARES: Final = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_START: Final = rb"<(?:[A-Za-z_][\w.-]{0,40}:)?"
_CELL: Final = re.compile(_START + rb"c[\s/>]")
_NAMED: Final = re.compile(
    _START + rb"(?:c|row)\s(?:[^<>]*?\s)?r\s*=\s*"
    rb"(?:\"([A-Za-z]{0,3})([0-9]{1,7})\"|'([A-Za-z]{0,3})([0-9]{1,7})'|([^\s<>]))"
)
_NEGATIVE: Final = re.compile(
    _START + rb"c\s(?:[^<>]*?\s)?t\s*=\s*[\"']s[\"'][^<>]*>\s*" + _START + rb"v\s*>\s*-"
)
_MERGED: Final = re.compile(
    _START + rb"mergeCell\s(?:[^<>]*?\s)?ref\s*=\s*[\"']"
    rb"([A-Za-z]{1,3})([0-9]{1,7}):([A-Za-z]{1,3})([0-9]{1,7})"
)
_LONGEST_CELL: Final = 512
_LONGEST_TAG: Final = 64 * limits.KIB
# Word keeps a second copy of a drawing in an attribute of its shape.
_LONGEST_SHAPE: Final = 4 * limits.MIB
_LAST_ROW: Final = 1_048_576
_LAST_COLUMN: Final = 16_384


class PartReader:
    """What a member holds, as far as it decides whether to open the archive.

    Only parts that begin as XML are looked through: no XML reader takes others.
    Of a Word file that has no cells, pictures and pages inside it are passed over:
    its reader takes only parts without a document type.
    """

    def __init__(self, where: str, *, has_cells: bool = True) -> None:
        self._where = where
        self._has_cells = has_cells
        self._rest = self._before = b""
        self._xml: bool | None = None
        self._cells = self._rows = self._columns = self._merged = 0

    def feed(self, piece: bytes) -> None:
        """Look through the next `piece` of the member.

        Raises:
            InputRefusedError: it declares entities, is in an encoding that hides
                them, or names a cell far outside.
        """
        if self._xml is None:
            self._begin(piece)
            if not self._has_cells and _PICTURE.search(self._where):
                self._xml = False
        if not self._xml:
            return
        text = self._rest + piece
        # A tag may be cut by the end of the piece; it waits for the next one.
        cut = text.rfind(b"<")
        whole = cut < 0 or b">" in text[cut:]
        text, self._rest = (text, b"") if whole else (text[:cut], text[cut:])
        if len(self._rest) > (_LONGEST_TAG if self._has_cells else _LONGEST_SHAPE):
            raise self._fault("archive-xml", "an XML tag in it has no end")
        if _DECLARES.search(text) or _DECLARES.search(self._rest):
            raise self._fault("archive-entity", "it declares XML entities")
        if self._has_cells:
            self._count(text)

    def _begin(self, piece: bytes) -> None:
        head = piece[:1024].removeprefix(_BOM).lstrip()
        if _WIDE.match(head):
            raise self._fault("archive-encoding", "it is text in UTF-16")
        self._xml = head.startswith(b"<") or not head
        named = _ENCODING.match(head)
        if named and not _ASCII_LIKE.fullmatch(named[1]):
            raise self._fault("archive-encoding", "it is in an unusual encoding")

    def _count(self, text: bytes) -> None:
        self._cells += len(_CELL.findall(text))
        # A text is named by its number; one below none would be read from the end.
        if _NEGATIVE.search(self._before + text):
            raise self._fault("archive-cell", "a cell names a text that is none")
        self._before = text[-_LONGEST_CELL:]
        for one, two, three, four, strange in set(_NAMED.findall(text)):
            if strange:
                raise self._fault("archive-cell", "a cell has a name that is none")
            self._rows = max(self._rows, int(two or four))
            self._columns = max(self._columns, _column(one or three))
        for left, top, right, bottom in _MERGED.findall(text):
            wide = _column(right) - _column(left) + 1
            self._merged += max(wide, 0) * max(int(bottom) - int(top) + 1, 0)
        if self._rows > _LAST_ROW or self._columns > _LAST_COLUMN:
            raise self._fault("archive-cell", "a cell lies outside of any sheet")
        area = max(self._rows * self._columns, self._merged, self._cells)
        if area > limits.CELLS:
            why = f"its cells span {area:,}, the limit is {limits.CELLS:,}"
            raise self._fault("archive-cells", why)

    def _fault(self, code: str, why: str) -> InputRefusedError:
        return refusal(
            code, self._where, "is not a readable Office file", why,
            "delete what is not needed, or save it anew",
        )  # fmt: skip


def _column(letters: bytes) -> int:
    """Return the number of the column named `letters`, from 1; 0 for none."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
