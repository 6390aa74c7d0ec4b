"""Models that an answer names, each with its address."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from compliance.intake.names import Words
from compliance.known.addresses import Address, addresses
from compliance.known.names import squashed
from compliance.known.negation import Denials
from compliance.model import Item
from compliance.reference import ModelFamily, Reference

_NUMBER: Final = r"[vVrR]?\d{1,4}(?:\.\d{1,3}){0,2}[a-z]{0,2}"
_SIZE: Final = r"\d{1,4}(?:\.\d{1,2})?(?:x\d{1,3})?[BMTbm](?:-A\d{1,3}B)?"
_VARIANT: Final = (
    r"(?:Pro|Flash|Lite|Ultra|Nano|Mini|mini|nano|Micro|Tiny|Small|Medium|Large|Max|Plus|Turbo"
    r"|Opus|Sonnet|Haiku|Instruct|instruct|Chat|chat|Base|base|Coder|Codex|Vision|VL|Math"
    r"|Embedding|Preview|Image|Live|Audio|Omni|Thinking|Reasoning|reasoning|Reasoner|Scout"
    r"|Maverick|Distill|Next|Super|Guard|Experimental|multimodal|it|pt|exp|o|Fast|Heavy|Deep"
    r"|Research|Terminus|Speciale|Cinematic)"
)
# A line may break before a variant ("Gemini 3\nPro"), and a number after a hyphen.
_REST: Final = (
    rf"(?:(?:[ -]?|-\n){_NUMBER}|[ -]{_SIZE}|(?:[ -]|-?\n){_VARIANT}"
    r"|[ -]\d{4,8}(?:-\d\d){0,2})(?!\w)"
)
# An unknown family, told by a version or a size: "Birch-LM 2.1", "Alder 7B".
_UNKNOWN: Final = re.compile(
    r"(?<![\w/.@-])(?P<name>[A-Z][A-Za-z]{2,24}\d{0,2}(?:[ -][A-Z][A-Za-z]{1,14}){0,2}"
    rf"(?:[ -](?:{_SIZE}|[vV]?\d{{1,2}}(?:\.\d{{1,2}}){{0,2}})(?!\w|\.\d|,\d|\s?%))+"
    rf"(?:[ -](?:{_VARIANT}|{_SIZE}|{_NUMBER})(?!\w)){{0,4}})"
)
_SIZED: Final = re.compile(rf"[ -]{_SIZE}")
_PIECES: Final = re.compile(r"\n|;|,\s|\s(?:and|und|et|oraz|i|e|y|en|/|&)\s")
_BULLET: Final = re.compile(r"\s*(?:[-–—•*▪●○◦‣·]|\(?\d{1,2}[.)])\s+")
_WORD: Final = re.compile(r"[A-Z0-9][\w.+·-]*|[a-z][\w.]*[-_]?\d[\w.-]*|" + _VARIANT)
_HUB_MODEL: Final = re.compile(
    r"https?://(?:www\.)?(?:huggingface\.co|hf\.co)/(?!datasets/|spaces/|collections/|papers/|blog/|docs/)"
    r"[\w.-]+/([\w.-]+)"
)
_GAP: Final = re.compile(r"[\s:,(–—-]{1,8}(?:(?:at|see|link)\s)?\Z")
_SHORT: Final = 6  # words of a line that is nothing but a name


def model_items(
    text: str, reference: Reference, links: tuple[str, ...]
) -> tuple[Item, ...]:
    """Return the models that `text` names, in order, each once.

    A known family counts with or without a version, unless it is also another word;
    an unknown one with a version or size, or as a line of its own.
    """
    places = addresses(text, links)
    hidden = _hidden(text, places)
    denials = Denials(hidden)
    spans = sorted(_spans(hidden, reference), key=lambda span: (span[0], -span[1]))
    found: dict[str, dict[str, str]] = {}
    floor = 0
    used: set[str] = set()
    for start, end in spans:
        if start < floor or denials.cover(start, end):
            continue
        floor = end
        name = " ".join(re.sub(r"-\s*\n\s*", "-", text[start:end]).split())
        url = _address_of(name, text, end, places) or _link_of(name, links)
        used.add(url)
        item = found.setdefault(squashed(name), {"name": name})
        if url and "url" not in item:
            item["url"] = url
    for url in (*(place.url for place in places), *links):
        match = _HUB_MODEL.match(url)
        if match and url not in used:
            item = found.setdefault(squashed(match.group(1)), {"name": match.group(1)})
            item.setdefault("url", url)
    return tuple(found.values())


def _hidden(text: str, places: tuple[Address, ...]) -> str:
    hidden = list(text)
    for place in places:
        hidden[place.start : place.end] = "\0" * (place.end - place.start)
    return "".join(hidden)


def _spans(text: str, reference: Reference) -> Iterator[tuple[int, int]]:
    written = {family.name for family in reference.families if not family.plain}
    for match in _families(reference.families).finditer(text):
        versioned = any(sign.isdigit() for sign in match.group())
        alone = match["own"] in written and not _names_a_firm(text, match.end())
        if versioned or alone:
            yield match.span()
    for match in _UNKNOWN.finditer(text):
        if _is_model(match, reference.words):
            yield match.span("name")
    yield from _lines(text, reference.words)


def _names_a_firm(text: str, end: int) -> bool:
    return (
        re.match(r"['’]s\b| (?:AI|Inc|Ltd|SAS|GmbH|Apps?|API|Enterprise)\b", text[end:])
        is not None
    )


def _is_model(match: re.Match[str], words: Words) -> bool:
    first = re.split(r"[ -]", match["name"])[0].rstrip("0123456789").casefold()
    if first in words["no_models"]:
        return False
    year = re.search(r"[ -](?:19|20)\d\d\b", match["name"])
    return year is None or _SIZED.search(match["name"]) is not None


def _lines(text: str, words: Words) -> Iterator[tuple[int, int]]:
    """Yield the pieces of `text` that are nothing but a name."""
    position = 0
    for cut in (*_PIECES.finditer(text), None):
        stop = cut.start() if cut else len(text)
        piece = text[position:stop]
        bullet = _BULLET.match(piece)
        start = position + (bullet.end() if bullet else 0)
        name = re.split(r"[\0:(]", text[start:stop], maxsplit=1)[0]
        bare = name.strip(" \t\r.–—-")
        if bare and _is_whole_name(bare, words):
            begin = start + name.index(bare)
            yield begin, begin + len(bare)
        position = cut.end() if cut else stop


def _is_whole_name(name: str, words: Words) -> bool:
    parts = name.split()
    if not 0 < len(parts) <= _SHORT or parts[0].casefold() in words["no_models"]:
        return False
    if parts[0][0].isdigit():  # a date, an address, a size
        return False
    if any(part.casefold() in words["generic"] for part in parts):
        return False
    if not all(_WORD.fullmatch(part) for part in parts):
        return False
    # "Email", "Dublin": a single capitalised word tells nothing by its shape.
    shaped = any(sign.isdigit() for sign in name) and any(s.isalpha() for s in name)
    return shaped and not re.fullmatch(r"[vV]?[\d.]+", name)


@cache
def _families(families: tuple[ModelFamily, ...]) -> re.Pattern[str]:
    own = [family.name for family in families if not family.plain]
    plain = [family.name for family in families if family.plain]
    return re.compile(
        rf"(?<![\w/.@-])(?:(?P<own>{_any_of(own)})|{_any_of(plain)})"
        rf"(?:{_REST}){{0,6}}(?![\w@])"
    )


def _any_of(names: list[str]) -> str:
    spelt = {form for name in names for form in (name, name.lower(), name.upper())}
    return "|".join(re.escape(n) for n in sorted(spelt, key=lambda n: (-len(n), n)))


def _address_of(name: str, text: str, end: int, places: tuple[Address, ...]) -> str:
    for place in places:
        if place.start >= end:
            return place.url if _GAP.match(text[end : place.start]) else ""
    return ""


def _link_of(name: str, links: tuple[str, ...]) -> str:
    wanted = squashed(name)
    return next(
        (
            link
            for link in links
            if squashed(link.rstrip("/").rsplit("/", 1)[-1]) == wanted
        ),
        "",
    )
