"""US Copyright Office numbers, which need their date.

Source: Compendium of U.S. Copyright Office Practices, sections 1802.8(A)(2) and
2309.13(A)(4); for old numbers, the practice of the renewal records.
"""

import re
from typing import Final

# Modern prefixes and how many digits follow, to make twelve characters.
_MODERN: Final = {
    "TX": 10, "VA": 10, "PA": 10, "SR": 10,
    "TXU": 9, "VAU": 9, "PAU": 9, "SRU": 9, "PRE": 9,
}  # fmt: skip
# A class that ends in a digit keeps its hyphen: B5-73742 is not B573742.
_NUMBER: Final = re.compile(r"([A-Z]{1,5}(?:\d(?=-))?)-?(\d{1,10})\Z")
_INNER: Final = re.compile(r"(?<=[A-Z])-(?=[A-Z])|(?<=\d\d)-(?=\d)|(?<=[A-Z])-(?=\d)")
_ISO: Final = re.compile(r"\d{4}-\d\d-\d\d\Z")


def registration(text: str) -> tuple[str, bool, tuple[str, ...]] | None:
    """Return a registration's normal form, ``NUMBER@DATE`` or ``NUMBER``.

    Args:
        text: Upper case, without blanks, perhaps with ``US:`` before and ``@`` and a
            date behind.

    >>> registration("SR-320-918")[0]
    'SR0000320918'
    >>> registration("US:VAU598764@2003-05-01")[0]
    'VAU000598764@2003-05-01'
    >>> registration("A-695089@1922-12-30")[0], registration("B5-73742")[0]
    ('A695089@1922-12-30', 'B5-73742')
    >>> registration("A-I6556")[0], registration("AI-65-56")[0]
    ('AI6556', 'AI6556')

    Numbering was restarted, so that a number without its date names several works.
    Renewals are written R or RE in different records; both become RE.
    """
    bare, _, day = text.removeprefix("US:").partition("@")
    if not bare.isalnum():
        bare = _INNER.sub("", bare.replace(".", "").replace(",", ""))
    match = _NUMBER.match(bare)
    normal_day = _iso(day)
    if match is None or normal_day is None:
        return None
    kind, serial = match.groups()
    if kind[-1].isdigit():
        number = f"{kind}-{int(serial)}"
    elif kind in _MODERN:
        number = kind + serial.rjust(_MODERN[kind], "0")
        if len(number) > len(kind) + _MODERN[kind]:
            return None
    else:
        number = f"{'RE' if kind == 'R' else kind}{int(serial)}"
    return (f"{number}@{normal_day}" if normal_day else number), True, ()


def _iso(day: str) -> str | None:
    """Return `day` as far as it is one: ISO, or empty for none; ``None`` if wrong."""
    if not day or _ISO.match(day):
        return day
    digits = re.sub(r"\D", "", day)
    if len(digits) == 8:
        return f"{digits[:4]}-{digits[4:6]}-{digits[6:]}"
    if len(digits) in (4, 6):
        return digits[:4] + (f"-{digits[4:]}" if digits[4:] else "")
    return None
