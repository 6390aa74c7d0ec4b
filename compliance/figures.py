"""Amounts in running text: "15 trillion tokens", "1 million to 1 billion images"."""

import re
from typing import Final

from compliance.lexicon import plain

_UNITS: Final = {
    "tokens": ("tokens", "token", "tokeny", "tokenów", "jetons", "fichas"),
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
    "trillions": 1e12, "billionen": 1e12, "bln": 1e12, "biljoen": 1e12,
    "bilioni": 1e12, "bilione": 1e12, "billones": 1e12, "billón": 1e12,
    "bilion": 1e12, "biliony": 1e12, "bilionów": 1e12, "miliard": 1e9,
    "miliarda": 1e9, "miliardy": 1e9, "miliardów": 1e9, "milion": 1e6, "miliona": 1e6,
    "miliony": 1e6, "tysięcy": 1e3, "tysiące": 1e3, "milliers": 1e3, "miles": 1e3, "k": 1e3,
    "m": 1e6, "b": 1e9, "t": 1e12,
}  # fmt: skip
# French has the English words on the long scale; it says "billions de jetons".
_LONG_SCALE: Final = {
    "billion": 1e12, "billions": 1e12, "trillion": 1e18, "trillions": 1e18,
}  # fmt: skip
_OF: Final = re.compile(r"\s*(?:de|di)\s+|\s*d['’]\s*")
_AMOUNT: Final = re.compile(
    r"(?<![\w.,])(?P<n>\d{1,3}(?:[ ,.]\d{3}){1,5}|\d{1,15}(?:[.,]\d{1,6})?)(?![\d,])\s?\+?\s?"
    r"(?P<s>[^\W\d_]{1,10})?\.?"
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
        of = _OF.match(words, match.end())
        after = words[of.end() if of else match.end() :].lstrip()
        following = after.split(" ", 1)[0]
        end = len(words) - len(after) + len(following)
        if scale in _UNITS[unit]:
            end = match.end()
        elif (scale and scale not in _SCALES) or (
            following.strip(".,;)") not in _UNITS[unit]
        ):
            continue
        said = words[match.start() : end].rstrip(".,;)")
        found.append((_amount(match, words), said))
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
        amounts.append(_amount(match, words))
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


def _amount(match: re.Match[str], words: str) -> float:
    scale = match["s"] or ""
    scales = _SCALES
    if scale in _LONG_SCALE and _OF.match(words, match.end()):
        scales = _LONG_SCALE
    return _number(match["n"]) * scales.get(scale, 1.0)


def _number(text: str) -> float:
    """Return the number; groups of three after a comma, point or blank are thousands."""
    if re.fullmatch(r"\d{1,3}(?:[ ,.]\d{3})+", text):
        return float(re.sub(r"[ ,.]", "", text))
    return float(text.replace(",", "."))
