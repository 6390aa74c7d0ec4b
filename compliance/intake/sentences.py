"""Sentences of running text, in the languages filings come in."""

import re
from typing import Final

# A full stop after these ends no sentence.
_ABBREVIATIONS: Final = frozenset({
    "e.g", "i.e", "etc", "cf", "art", "arts", "sec", "fig", "vs", "approx", "incl",
    "resp", "st", "dr", "mr", "mrs", "ms", "prof", "inc", "ltd", "co", "u.s", "p", "pp",
    "z.b", "d.h", "bzw", "ca", "usw", "nr", "abs", "vgl", "u.a", "p.ex", "c.-à-d", "np",
    "m.in", "tj", "itp", "ust", "tzn", "bijv", "d.w.z", "p.ej",
})  # fmt: skip
_END: Final = re.compile(r"[.!?…]+[\"'”“’»)\]]*(?=\s+\S)|\n+")


def sentences(text: str) -> tuple[str, ...]:
    r"""Return the sentences of `text`, blanks trimmed; a line break ends one.

    A stop inside a name, number, web address or after an abbreviation ends none.

    >>> sentences("We obey robots.txt, e.g. on blogs. See https://a.example/b.c now!\nYes")
    ('We obey robots.txt, e.g. on blogs.', 'See https://a.example/b.c now!', 'Yes')
    """
    found = []
    start = 0
    for match in _END.finditer(text):
        before = text[start : match.start()]
        word = before.rsplit(None, 1)[-1] if before.split() else ""
        single = len(word) == 1 and word.isalpha() and word.isupper()
        abbreviated = word.casefold().lstrip("(\"'“„«") in _ABBREVIATIONS or single
        if match.group().startswith(".") and abbreviated:
            continue
        found.append(text[start : match.end()].strip())
        start = match.end()
    found.append(text[start:].strip())
    return tuple(sentence for sentence in found if sentence)
