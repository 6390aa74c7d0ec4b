"""Whether a sentence names something only to say that it was not used."""

import re
from typing import Final

# Grammar words, not wording: a closed class in every language.
_NOT: Final = re.compile(
    r"(?<![\w-])(?:not|never|nor|neither|cannot|\w+n['’]t|without|except(?:ing)?|none"
    r"|exclud(?:e|es|ed|ing)|excl\.|avoid(?:s|ed)?|remov(?:e|es|ed|ing)"
    r"|nicht|kein\w{0,2}|nie|niemals|ohne|au[sß]er|ausgeschlossen|ausgenommen"
    r"|pas|jamais|aucune?|sans|sauf|exclu(?:s|t|es?)?|excluant"
    r"|non|mai|nessun\w?|senza|tranne|esclus\w|esclude(?:ndo)?"
    r"|sin|nunca|ning\w{2,4}|excepto|excluy\w+|excluid\w+"
    r"|niet|geen|nooit|zonder|behalve|uitgesloten"
    r"|bez|nigdy|żadn\w+|oprócz|wykluczon\w+|wyłącz\w+)(?![\w-])",
    re.IGNORECASE,
)
# These hold a negation and deny nothing.
_HARMLESS: Final = re.compile(
    r"not (?:only|limited|just|necessarily|yet|available|publicly|known)|nicht (?:nur|beschränkt)"
    r"|pas (?:seulement|limit\w+)|non (?:solo|limitat\w+|limitandosi)|niet (?:alleen|beperkt)"
    r"|(?:no|nie) (?:sólo|solo|tylko)|sin limit\w+|non seulement"
    r"|without (?:limitation|modification)"
    r"|nicht abschließend|not exhaustive|non exhausti\w+|bez ograniczeń",
    re.IGNORECASE,
)
_TURN: Final = re.compile(
    r"[.;:!?]\s|\n\s*\n|\b(?:but|however|although|while|instead|sondern|aber|jedoch|mais"
    r"|ma|bensì|pero|sino|maar|ale|lecz|jednak|natomiast)\b",
    re.IGNORECASE,
)
_CLAUSE_END: Final = re.compile(r"[.;:!?,)](?=\s|$)|\n\s*\n|\b(?:but|and|which|that)\b")
_REACH: Final = 300
_LIST_REACH: Final = 3000
_ENTRY: Final = re.compile(r"\s*(?:[-–—•*▪●○◦‣·]|\(?\d{1,2}[.)])\s")


def negated(text: str, start: int, end: int) -> bool:
    """Return whether what stands at `start` to `end` is named as not used.

    A negation before it in the same sentence, with no turn between, or after it in
    the same clause.

    >>> said = "We did not use Books3, LibGen or the like, but Wikipedia."
    >>> [negated(said, said.index(w), said.index(w) + 3) for w in ("LibGen", "Wiki")]
    [True, False]
    """
    before = text[max(0, start - _REACH) : start]
    turns = list(_TURN.finditer(before))
    before = before[turns[-1].end() :] if turns else before
    after = text[end : end + _REACH]
    stop = _CLAUSE_END.search(after)
    after = after[: stop.start()] if stop else after
    return denies(before) or denies(after) or denies(_heading(text, start))


def denies(words: str) -> bool:
    """Return whether `words` hold a negation.

    >>> denies("not limited to") or denies("sans doute, pas Books3")
    True
    >>> denies("including, but not limited to")
    False
    """
    return _NOT.search(_HARMLESS.sub(" ", words)) is not None


def _heading(text: str, start: int) -> str:
    """Return the line above a list that the entry at `start` is in, or nothing."""
    lines = text[max(0, start - _LIST_REACH) : start].split("\n")
    for line in reversed(lines[:-1]):
        if line.rstrip().endswith(":"):
            return line
        if line.strip() and not _ENTRY.match(line):
            return ""
    return ""
