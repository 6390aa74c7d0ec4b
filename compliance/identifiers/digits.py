"""Check digits that no library we use has.

Sources: ISO 15707 (ISWC); CISAC IPI; ISO 7064 (MOD 37,36); ISO 2108 (ISBN).
"""

from stdnum.iso7064 import mod_37_36


def iswc_holds(text: str, start: int = 1) -> bool:
    """Return whether the last of the ten digits after the letter is their check.

    >>> iswc_holds("T0345246801")
    True
    >>> iswc_holds("T0345246802")
    False
    """
    digits = [int(c) for c in text if c.isdigit()]
    total = start + sum(place * digit for place, digit in enumerate(digits[:9], 1))
    return (10 - total % 10) % 10 == digits[9]


def ipi_holds(text: str) -> bool:
    """Return whether the last two of eleven digits are the check of the others.

    >>> ipi_holds("00014107338")
    True
    """
    weighted = sum(int(d) * w for d, w in zip(text[:9], range(10, 1, -1), strict=True))
    rest = weighted % 101
    check = 0 if rest == 0 else (101 - rest) % 100
    return int(text[9:]) == check


def isbn10_holds(text: str) -> bool:
    """Return whether ten characters are an ISBN-10.

    >>> isbn10_holds("0306406152"), isbn10_holds("0306406153")
    (True, False)
    """
    values = [10 if c == "X" else int(c) for c in text]
    return sum(v * w for v, w in zip(values, range(10, 0, -1), strict=True)) % 11 == 0


def ean_check(body: str) -> str:
    """Return the check digit of an EAN, UPC or ISBN-13 without it.

    >>> ean_check("978030640615")
    '7'
    """
    total = sum(int(d) * (3 if i % 2 == 0 else 1) for i, d in enumerate(reversed(body)))
    return str(-total % 10)


def mod_37_36_holds(text: str) -> bool:
    """Return whether the last character of `text` is its ISO 7064 MOD 37,36 check."""
    return bool(mod_37_36.is_valid(text))
