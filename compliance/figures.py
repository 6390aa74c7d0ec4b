"""Amounts in running text: "15 trillion tokens", "1 million to 1 billion images"."""

import re
from typing import Final

from compliance.lexicon import plain

_UNITS: Final = {
    "tokens": ("tokens", "token", "tokeny", "tokenów", "jetons", "tokenów"),
    "images": ("images", "image", "bilder", "obrazów", "immagini", "imágenes"),
    "hours": ("hours", "hour", "stunden", "heures", "godzin", "ore", "horas", "uur"),
}
# Words of the short scale, and words of the long scale that differ from it.
_SCALES: Final = {
    "thousand": 1e3, "tausend": 1e3, "mille": 1e3, "tys": 1e3, "mila": 1e3, "mil": 1e3,
    "duizend": 1e3, "million": 1e6, "millions": 1e6, "millionen": 1e6, "mln": 1e6,
    "mio": 1e6, "milioni": 1e6, "milione": 1e6, "millones": 1e6, "millón": 1e6,
    "miljoen": 1e6, "milionów": 1e6, "billion": 1e9, "billions": 1e9, "bn": 1e9,
    "milliarden": 1e9, "milliarde": 1e9, "mld": 1e9, "mrd": 1e9, "milliard": 1e9,
    "milliards": 1e9, "miliardi": 1e9, "miliardo": 1e9, "miljard": 1e9, "trillion": 1e12,
    "trillions": 1e12, "billionen": 1e12, "bln": 1e12, "biljoen": 1e12, "k": 1e3,
    "m": 1e6, "b": 1e9, "t": 1e12,
}  # fmt: skip
_AMOUNT: Final = re.compile(
    r"(?<![\w.,])(?P<n>\d{1,3}(?:[ ,.]\d{3}){1,5}|\d{1,15}(?:[.,]\d{1,6})?)(?![\d,])\s?\+?\s?"
    r"(?P<s>[a-zóńé]{1,10})?\.?"
)
_LESS: Final = ("less", "under", "fewer", "below", "<", "weniger", "moins", "menos", "meno",
                "mniej", "minder")  # fmt: skip
_MORE: Final = (
    "more",
    "over",
    "above",
    ">",
    "mehr",
    "plus",
    "más",
    "più",
    "więcej",
    "meer",
)
_RANGE: Final = re.compile(r"(?:lt_(\de\d+)|(\de\d+)_to_(\de\d+)|gt_(\de\d+))_(\w+)\Z")


def figures(text: str, unit: str) -> tuple[tuple[float, str], ...]:
    """Return the amounts of `unit` (tokens, images, hours) that `text` states.

    >>> figures("about 15 trillion tokens and 1.5T tokens", "tokens")
    ((15000000000000.0, '15 trillion tokens'), (1500000000000.0, '1.5t tokens'))
    >>> figures("10 000 hours of speech, 3 images", "hours")
    ((10000.0, '10 000 hours'),)
    """
    words = plain(text)
    found = []
    for match in _AMOUNT.finditer(words):
        scale = match["s"] or ""
        after = words[match.end() :].lstrip()
        if scale in _UNITS[unit]:
            amount, end = _number(match["n"]), match.end()
        elif (scale in _SCALES or not scale) and after.split(" ", 1)[0].strip(
            ".,;)"
        ) in _UNITS[unit]:
            amount = _number(match["n"]) * _SCALES.get(scale, 1.0)
            end = (
                match.end()
                + words[match.end() :].index(after)
                + len(after.split(" ", 1)[0])
            )
        else:
            continue
        found.append((amount, words[match.start() : end].rstrip(".,;)")))
    return tuple(found)


def range_in(text: str) -> tuple[float, float] | None:
    """Return the range that the words of an option print, or ``None``.

    >>> range_in("1billion to 10 trillions tokens")
    (1000000000.0, 10000000000000.0)
    >>> range_in("More than 1 million hours"), range_in("Less than 10 000 hours")
    ((1000000.0, inf), (0.0, 10000.0))
    """
    words = plain(text)
    amounts = []
    for match in _AMOUNT.finditer(words):
        amounts.append(_number(match["n"]) * _SCALES.get(match["s"] or "", 1.0))
    if len(amounts) == 2 and amounts[0] < amounts[1]:
        return amounts[0], amounts[1]
    if len(amounts) != 1:
        return None
    if any(word in words for word in _LESS):
        return 0.0, amounts[0]
    if any(word in words for word in _MORE):
        return amounts[0], float("inf")
    return None


def bounds_of(code: str) -> tuple[float, float, str] | None:
    """Return the bounds and the unit of a range code of the form.

    >>> bounds_of("1e6_to_1e9_images")
    (1000000.0, 1000000000.0, 'images')
    """
    match = _RANGE.match(code)
    if match is None:
        return None
    below, low, high, above, unit = match.groups()
    if below:
        return 0.0, float(below), unit
    if above:
        return float(above), float("inf"), unit
    return float(low), float(high), unit


def _number(text: str) -> float:
    """Return the number; groups of three after a comma, point or blank are thousands."""
    if re.fullmatch(r"\d{1,3}(?:[ ,.]\d{3})+", text):
        return float(re.sub(r"[ ,.]", "", text))
    return float(text.replace(",", "."))
