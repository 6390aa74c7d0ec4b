"""Bytes of a text to characters: by its mark, by what it declares, else by trial."""

import codecs
import re
from dataclasses import dataclass
from typing import Final

from compliance.frontdoor import utf16_of

# What a page says of its own encoding, where browsers look for it.
_DECLARED: Final = re.compile(
    rb"<meta\b[^>]{0,200}?\bcharset\s*=\s*[\"']?\s*([\w.:-]{2,40})"
    rb"|<\?xml\b[^>]{0,200}?\bencoding\s*=\s*[\"']([\w.:-]{2,40})[\"']",
    re.IGNORECASE,
)
_HEAD: Final = 4096
# The Encoding Standard reads these as their larger Windows relative.
_WINDOWS: Final = frozenset({"iso8859-1", "ascii", "cp1252"})
_FALLBACK: Final = "cp1252"


@dataclass(frozen=True, slots=True)
class Decoded:
    """The characters of a text, and what a reader should know of them."""

    text: str
    notes: tuple[str, ...] = ()


def decoded(data: bytes, *, declares: bool = False) -> Decoded:
    r"""Return the characters of `data`.

    Args:
        data: The bytes of a text.
        declares: Whether it may say its encoding itself, as web pages do.

    A byte order mark wins over what is declared, and so does a NUL in every other
    byte, which is UTF-16. What is neither is UTF-8, or
    Windows-1252 if it cannot be. Bytes without a meaning become U+FFFD, and a note
    says how many.

    >>> decoded(b"\xef\xbb\xbfna\xc3\xafve").text
    'naïve'
    >>> decoded(b"<meta charset=iso-8859-2>\xb3", declares=True).text[-1]
    'ł'

    Source: WHATWG Encoding Standard, and HTML, "Determining the character encoding".
    """
    wide = utf16_of(data)
    if wide is not None:
        whole = _with(data, wide)
        return Decoded(whole.text.removeprefix("\ufeff"), whole.notes)
    if data.startswith(codecs.BOM_UTF8):
        return _with(data[len(codecs.BOM_UTF8) :], "utf-8")
    said = _declared(data) if declares else None
    if said is not None:
        return _with(data, said)
    try:
        return Decoded(_tidy(data.decode("utf-8")))
    except UnicodeDecodeError:
        read = _with(data, _FALLBACK)
        note = "it is no UTF-8 and was read as Windows-1252"
        return Decoded(read.text, (note, *read.notes))


def _declared(data: bytes) -> str | None:
    match = _DECLARED.search(data[:_HEAD])
    if match is None:
        return None
    name = (match[1] or match[2]).decode("ascii", errors="replace")
    try:
        known = codecs.lookup(name).name
        "".encode(known)
    except (LookupError, UnicodeError):
        return None
    if known.startswith(("utf-16", "utf-32")):
        # The declaration itself was read as single bytes, so it cannot be true.
        return "utf-8"
    if known == "utf-7":
        return None
    return _FALLBACK if known in _WINDOWS else known


def _with(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, errors="replace")
    lost = text.count("\ufffd") - data.count(b"\xef\xbf\xbd")
    if lost <= 0:
        return Decoded(_tidy(text))
    noun = "character" if lost == 1 else "characters"
    return Decoded(_tidy(text), (f"{lost:,} {noun} that its encoding does not know",))


def _tidy(text: str) -> str:
    """Return `text` with Unix line ends and no NUL."""
    whole = text.replace("\r\n", "\n").replace("\r", "\n")
    return whole.replace("\0", "\N{REPLACEMENT CHARACTER}")
