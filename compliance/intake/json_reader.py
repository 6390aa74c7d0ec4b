"""JSON as RFC 8259 has it, with the line and column of every value.

Refused beyond that, because readers disagree about them: repeated keys, numbers
that no double holds, lone surrogates. Nesting is counted, not recursed.
"""

import json
import math
import re
from dataclasses import dataclass
from typing import Final

from compliance import limits, pointer
from compliance.errors import InputRefusedError
from compliance.intake.located import Lines, Located, broken, decoded
from compliance.model import Place

_TOKEN: Final = re.compile(
    r"[ \t\r\n]*(?:(?P<mark>[{}\[\],:])"
    # Possessive, so that a text without an end keeps no trail to go back on.
    r'|(?P<string>"(?:[^"\\\x00-\x1f]++|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*+")'
    r"|(?P<number>-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)(?![\w.+-])"
    r"|(?P<word>true|false|null)(?!\w))"
)
_WORDS: Final = {"true": True, "false": False, "null": None}
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
# A double holds 308; longer ones would lose their last digits in silence.
_DIGITS: Final = 300
_WHAT: Final = "is not readable JSON"


def read_json(data: bytes, name: str) -> Located:
    """Return the one value in `data`, and where each part of it stands.

    Raises:
        InputRefusedError: it is not JSON, or nests, holds or repeats too much.
    """
    return _Scanner(decoded(data, name, _WHAT), name).document()


@dataclass(slots=True)
class _Open:
    """A list or object that is not closed yet, and its pointer."""

    value: list[object] | dict[str, object]
    at: str


class _Scanner:
    """One pass over the text; open lists and objects stand on a stack."""

    def __init__(self, text: str, name: str) -> None:
        self.text = text
        self.name = name
        self.lines = Lines(text)
        self.places: dict[str, Place] = {}
        self.at = 0
        self.open: list[_Open] = []

    def document(self) -> Located:
        """Return the value; nothing but blanks may follow it."""
        root = self._begin("", *self._next())
        while self.open:
            self._continue(self.open[-1])
        if self.text[self.at :].strip(" \t\r\n"):
            rest = len(self.text) - len(self.text[self.at :].lstrip(" \t\r\n"))
            raise self._fault("json-broken", rest, "something follows the end")
        return Located(root, self.places)

    def _begin(self, here: str, kind: str, token: str, start: int) -> object:
        """Return the value that begins here; a list or object is left open."""
        value = self._value(kind, token, start)
        self.places[here] = self.lines.place(start)
        if len(self.places) > limits.NODES:
            raise self._fault("too-many", start, f"more than {limits.NODES:,} values")
        if isinstance(value, list | dict):
            self.open.append(_Open(value, here))
            if len(self.open) > limits.DEPTH:
                why = f"nested deeper than {limits.DEPTH} levels"
                raise self._fault("too-deep", start, why)
        return value

    def _continue(self, last: _Open) -> None:
        """Read one more entry of the innermost open list or object, or its end."""
        closing = "]" if isinstance(last.value, list) else "}"
        kind, token, start = self._next()
        if kind == "mark" and token == closing:
            self.open.pop()
            return
        if last.value:
            if token != ",":
                why = f"a comma or {closing} is due"
                raise self._fault("json-broken", start, why)
            kind, token, start = self._next()
        if isinstance(last.value, list):
            here = last.at + pointer.join(len(last.value))
            last.value.append(self._begin(here, kind, token, start))
            return
        key = self._key(last.value, kind, token, start)
        # The key is taken before its value is read, so that a repeat is met at once.
        last.value[key] = None
        last.value[key] = self._begin(last.at + pointer.join(key), *self._next())

    def _key(
        self, container: dict[str, object], kind: str, token: str, start: int
    ) -> str:
        """Return the key that begins here, its colon read."""
        if kind != "string":
            raise self._fault("json-broken", start, "a key in double quotes is due")
        key = self._string(token, start)
        if len(key) > limits.KEY:
            raise self._fault(
                "too-long", start, f"a key over {limits.KEY:,} characters"
            )
        if key in container:
            raise self._fault(
                "json-repeated-key", start, f"the key {token} is repeated"
            )
        _, colon, after = self._next()
        if colon != ":":
            raise self._fault("json-broken", after, "a colon is due")
        return key

    def _next(self) -> tuple[str, str, int]:
        match = _TOKEN.match(self.text, self.at)
        if match is None:
            raise self._unreadable()
        self.at = match.end()
        kind = match.lastgroup or "mark"
        return kind, match.group(kind), match.start(kind)

    def _value(self, kind: str, token: str, start: int) -> object:
        match kind:
            case "string":
                return self._string(token, start)
            case "number":
                return self._number(token, start)
            case "word":
                return _WORDS[token]
            case _ if token == "{":
                return {}
            case _ if token == "[":
                return []
            case _:
                raise self._fault("json-broken", start, "a value is due")

    def _string(self, token: str, start: int) -> str:
        if len(token) > limits.STRING:
            raise self._fault(
                "too-long", start, f"text over {limits.STRING:,} characters"
            )
        text: str = json.loads(token)
        if _SURROGATE.search(text):
            raise self._fault(
                "json-surrogate", start, "half of a character (surrogate)"
            )
        return text

    def _number(self, token: str, start: int) -> int | float:
        digits = token.lower().partition("e")[0].strip("-0.")
        whole = token.lstrip("-").isdigit()
        if not whole or len(token) <= _DIGITS:
            number = int(token) if whole else float(token)
            # 1e999 would be infinite, and 1e-999 nothing at all.
            if whole or (math.isfinite(number) and (number or not digits)):
                return number
        raise self._fault("json-number", start, "a number beyond what can be held")

    def _unreadable(self) -> InputRefusedError:
        rest = self.text[self.at :].lstrip(" \t\r\n")
        start = len(self.text) - len(rest)
        if not rest:
            return self._fault("json-broken", max(start - 1, 0), "it breaks off here")
        for sign, why in (
            (("NaN", "Infinity", "-Infinity"), "NaN and Infinity are no JSON"),
            ("'", "text stands in double quotes"),
            (("//", "/*", "#"), "JSON has no comments"),
            (
                '"',
                "this text is not closed, or holds a control character or wrong escape",
            ),
        ):
            if rest.startswith(sign):
                return self._fault("json-broken", start, why)
        return self._fault("json-broken", start, f"“{rest[:1]}” is no JSON here")

    def _fault(self, code: str, offset: int, why: str) -> InputRefusedError:
        place = self.lines.place(min(offset, max(len(self.text) - 1, 0)))
        return broken(
            code, self.name, place, _WHAT, why, "correct the file at this place"
        )
