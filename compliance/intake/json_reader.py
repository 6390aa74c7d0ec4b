"""JSON as RFC 8259 has it, with the line and column of every value.

Refused beyond that, because readers disagree about them: repeated keys, numbers
that no double holds, lone surrogates. Nesting is counted, not recursed.
"""

import json
import math
import re
from typing import Final

from compliance import limits, pointer
from compliance.errors import InputRefusedError
from compliance.intake.located import Lines, Located, broken, decoded
from compliance.model import Place

_TOKEN: Final = re.compile(
    r"[ \t\r\n]*(?:(?P<mark>[{}\[\],:])"
    r'|(?P<string>"(?:[^"\\\x00-\x1f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")'
    r"|(?P<number>-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)(?![\w.+-])"
    r"|(?P<word>true|false|null)(?!\w))"
)
_WORDS: Final = {"true": True, "false": False, "null": None}
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_WHAT: Final = "is not readable JSON"


def read_json(data: bytes, name: str) -> Located:
    """Return the one value in `data`, and where each part of it stands.

    Raises:
        InputRefusedError: it is not JSON, or nests, holds or repeats too much.
    """
    return _Scanner(decoded(data, name, _WHAT), name).document()


class _Scanner:
    """One pass over the text; open lists and objects stand on a stack."""

    def __init__(self, text: str, name: str) -> None:
        self.text = text
        self.name = name
        self.lines = Lines(text)
        self.places: dict[str, Place] = {}
        self.at = 0

    def document(self) -> Located:
        """Return the value; nothing but blanks may follow it."""
        holder: list[object] = []
        # Each frame: the container, its pointer, and the key a value waits for.
        stack: list[tuple[list[object] | dict[str, object], str]] = [(holder, "")]
        pointers = [""]
        key = ""
        expect_value = True
        while True:
            container, at = stack[-1]
            if len(stack) == 1 and holder:
                self._end()
                return Located(holder[0], self.places)
            kind, token, start = self._next()
            if expect_value:
                here = self._pointer(container, at, key, len(stack))
                if kind == "mark" and token in "]}":
                    # Only an empty container closes where a value is due.
                    self._close(container, token, start, empty=True)
                    stack.pop()
                    pointers.pop()
                    expect_value = False
                    continue
                value = self._value(kind, token, start)
                self.places[here] = self.lines.place(start)
                if len(self.places) > limits.NODES:
                    raise self._fault(
                        "too-many", start, f"more than {limits.NODES:,} values"
                    )
                _put(container, key, value)
                if isinstance(value, list | dict):
                    stack.append((value, here))
                    pointers.append(here)
                    if len(stack) - 1 > limits.DEPTH:
                        why = f"nested deeper than {limits.DEPTH} levels"
                        raise self._fault("too-deep", start, why)
                    if isinstance(value, dict):
                        key, expect_value = self._key(value, first=True)
                        if not expect_value:
                            stack.pop()
                            pointers.pop()
                    else:
                        expect_value = not self._closes_at_once("]")
                        if not expect_value:
                            stack.pop()
                            pointers.pop()
                else:
                    expect_value = False
                continue
            if kind == "mark" and token == ",":
                if isinstance(container, dict):
                    key, expect_value = self._key(container, first=False)
                else:
                    expect_value = True
                    if self._peek() == "]":
                        raise self._fault("json-broken", self.at, "a comma before ]")
                continue
            if kind == "mark" and token in "]}":
                self._close(container, token, start, empty=False)
                stack.pop()
                pointers.pop()
                continue
            raise self._fault(
                "json-broken", start, "a comma or a closing bracket is due"
            )

    def _pointer(
        self, container: list[object] | dict[str, object], at: str, key: str, depth: int
    ) -> str:
        if depth == 1:
            return ""
        return at + pointer.join(len(container) if isinstance(container, list) else key)

    def _next(self) -> tuple[str, str, int]:
        match = _TOKEN.match(self.text, self.at)
        if match is None:
            raise self._unreadable()
        self.at = match.end()
        kind = match.lastgroup or "mark"
        return kind, match.group(kind), match.start(kind)

    def _peek(self) -> str:
        match = _TOKEN.match(self.text, self.at)
        return match.group("mark") or "" if match else ""

    def _closes_at_once(self, mark: str) -> bool:
        if self._peek() != mark:
            return False
        self._next()
        return True

    def _key(self, container: dict[str, object], *, first: bool) -> tuple[str, bool]:
        """Return the next key, or that the object is closed."""
        if first and self._closes_at_once("}"):
            return "", False
        kind, token, start = self._next()
        if kind != "string":
            raise self._fault("json-broken", start, "a key in double quotes is due")
        key = self._string(token, start)
        if key in container:
            raise self._fault(
                "json-repeated-key", start, f"the key {token} is repeated"
            )
        kind, token, start = self._next()
        if token != ":":
            raise self._fault("json-broken", start, "a colon is due")
        return key, True

    def _close(self, container: object, token: str, start: int, *, empty: bool) -> None:
        fits = (
            isinstance(container, list) if token == "]" else isinstance(container, dict)
        )
        if not fits or empty:
            raise self._fault("json-broken", start, f"{token} closes nothing here")

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
        whole = token.lstrip("-").isdigit()
        number = int(token) if whole and len(token) <= 300 else float(token)
        if isinstance(number, float) and not math.isfinite(number):
            raise self._fault("json-number", start, "a number beyond what can be held")
        return number

    def _end(self) -> None:
        if self.text[self.at :].strip(" \t\r\n"):
            rest = len(self.text) - len(self.text[self.at :].lstrip(" \t\r\n"))
            raise self._fault("json-broken", rest, "something follows the end")

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


def _put(container: list[object] | dict[str, object], key: str, value: object) -> None:
    if isinstance(container, list):
        container.append(value)
    else:
        container[key] = value
