"""Whether a sentence names something only to say that it was not used."""

import re
from bisect import bisect_left
from collections.abc import Sequence
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
_DENYING_HEAD: Final = re.compile(
    r"(?:exclu\w+|excepti\w+|removed|filtered out|ausgeschlossen|ausgenommen|esclus\w"
    r"|excluid\w+|wykluczon\w+|uitgesloten|(?:not|nicht|pas|non|no|nie|niet) (?:been |été )?"
    r"(?:used|included|verwendet|genutzt|utilis\w+|utilizz\w+|usad\w+|użyt\w+|gebruikt))"
    r"[^.;:\n]{0,25}\Z",
    re.IGNORECASE,
)
_CLAUSE_END: Final = re.compile(r"[.;:!?,)](?=\s|$)|\n\s*\n|\b(?:but|and|which|that)\b")
_REACH: Final = 300
_NEVER: Final = 10**12
_LIST_REACH: Final = 3000
_ENTRY: Final = re.compile(r"\s*(?:[-–—•*▪●○◦‣·]|\(?\d{1,2}[.)])\s")


class Denials:
    """What a text names only to say that it was not used."""

    def __init__(self, text: str) -> None:
        self._text = text
        plain = _HARMLESS.sub(lambda m: " " * len(m.group()), text)
        self._negations = [match.start() for match in _NOT.finditer(plain)]
        if self._negations:
            self._turns = [
                match.end()
                for match in _TURN.finditer(text)
                if not _heads_a_list(text, match.start())
            ]
            self._clauses = [match.start() for match in _CLAUSE_END.finditer(text)]

    def cover(self, start: int, end: int) -> bool:
        """Return whether what stands from `start` to `end` is denied.

        A negation before it in the same sentence, with no turn between, or after it
        in the same clause, or in the line above the list it is in.
        """
        if not self._negations:
            return False
        turn = _last_before(self._turns, start + 1)
        clause = _first_from(self._clauses, end)
        return (
            self._between(max(turn, start - _REACH, 0), start)
            or self._between(end, min(clause, end + _REACH))
            or self._above(start)
        )

    def _between(self, start: int, end: int) -> bool:
        return _first_from(self._negations, start) < end

    def _above(self, start: int) -> bool:
        """Return whether the line above the list that `start` is in is denied."""
        stop = self._text.rfind("\n", 0, start)
        while stop >= 0 and start - stop < _LIST_REACH:
            begin = self._text.rfind("\n", 0, stop) + 1
            line = self._text[begin:stop]
            if line.rstrip().endswith(":"):
                return self._between(begin, stop)
            if line.strip() and not _ENTRY.match(line):
                return False
            stop = begin - 1
        return False


def _heads_a_list(text: str, colon: int) -> bool:
    """Return whether what stands before `colon` denies all that follows it."""
    before = text[max(0, colon - 60) : colon]
    return text[colon] == ":" and _DENYING_HEAD.search(before) is not None


def negated(text: str, start: int, end: int) -> bool:
    """Return whether what stands at `start` to `end` is named as not used.

    >>> said = "We did not use Books3, LibGen or the like, but Wikipedia."
    >>> [negated(said, said.index(w), said.index(w) + 3) for w in ("LibGen", "Wiki")]
    [True, False]
    >>> negated("including, but not limited to, Books3", 31, 37)
    False
    """
    return Denials(text).cover(start, end)


def _first_from(places: Sequence[int], start: int) -> int:
    found = bisect_left(places, start)
    return places[found] if found < len(places) else _NEVER


def _last_before(places: Sequence[int], end: int) -> int:
    found = bisect_left(places, end)
    return places[found - 1] if found else -1
