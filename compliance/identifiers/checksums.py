"""Check digits that are computed often; the rarer ones come from python-stdnum."""

from stdnum.exceptions import ValidationError
from stdnum.iso7064 import mod_11_2, mod_37_36


def is_digits(text: str) -> bool:
    """Return whether `text` is ASCII digits and nothing else."""
    return text.isascii() and text.isdigit()


def gs1_holds(digits: str) -> bool:
    """Return whether the last of `digits` is the GS1 check digit of the others.

    >>> gs1_holds("9780306406157"), gs1_holds("9780306406158")
    (True, False)

    Source: GS1 General Specifications, section 7.9.
    """
    numbers = [ord(c) - 48 for c in digits]
    return (sum(numbers[-1::-2]) + 3 * sum(numbers[-2::-2])) % 10 == 0


def gs1_digit(body: str) -> str:
    """Return the GS1 check digit of the digits `body`.

    >>> gs1_digit("978030640615")
    '7'
    """
    numbers = [ord(c) - 48 for c in body]
    return str(-(3 * sum(numbers[-1::-2]) + sum(numbers[-2::-2])) % 10)


def mod11_holds(text: str) -> bool:
    """Return whether weights ending in 1 give a multiple of 11; X counts ten.

    For the ten characters of an old ISBN and the eight of an ISSN.

    >>> mod11_holds("0306406152"), mod11_holds("2434561X")
    (True, True)

    Source: ISO 2108:1992; ISO 3297:2022.
    """
    if not is_digits(text[:-1]) or not (is_digits(text[-1:]) or text[-1:] == "X"):
        return False
    total = 10 if text[-1] == "X" else ord(text[-1]) - 48
    for weight, character in enumerate(reversed(text[:-1]), start=2):
        total += weight * (ord(character) - 48)
    return total % 11 == 0


def iso_11_2_holds(text: str) -> bool:
    """Return whether the ISO 7064 mod 11-2 check character is right."""
    return bool(mod_11_2.is_valid(text))


def iso_37_36_holds(text: str) -> bool:
    """Return whether the ISO 7064 mod 37,36 check character is right."""
    try:
        return bool(mod_37_36.validate(text))
    except ValidationError:
        return False
