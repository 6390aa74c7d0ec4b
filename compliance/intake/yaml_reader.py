"""YAML read from its events, with the line and column of every value.

Refused before anything is built: aliases, anchors, merge keys, tags, repeated
keys, several documents, keys that are no text. Plain scalars follow the core
schema of YAML 1.2, except that nothing is lost: ``no``, ``010``, ``1.10`` and
``2026-01-31`` stay text.
"""

import math
import re
from collections.abc import Iterator
from typing import Any, Final

import yaml

from compliance import limits, pointer
from compliance.errors import InputRefusedError
from compliance.intake.located import Lines, Located, broken, decoded
from compliance.model import Place

# The C parser lists events four times faster; it is not in every build.
_LOADER: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INT: Final = re.compile(r"-?(?:0|[1-9][0-9]{0,17})\Z", re.ASCII)
_FLOAT: Final = re.compile(
    r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:e[+-]?[0-9]+)?\Z", re.ASCII
)
_WORDS: Final = {
    **dict.fromkeys(("null", "Null", "NULL", "~", "")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_NOT_PRINTABLE: Final = re.compile(
    "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
)
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
# Core tags only say what kind a value is; a value of another kind is refused.
_TAG: Final = "tag:yaml.org,2002:"
_KINDS: Final[dict[str, tuple[type, ...]]] = {
    "null": (type(None),),
    "bool": (bool,),
    "int": (int,),
    "float": (float, int),
}
_WHAT: Final = "is not readable YAML"


def read_yaml(data: bytes, name: str) -> Located:
    """Return the one document in `data`, and where each part of it stands.

    Raises:
        InputRefusedError: it is not YAML, or uses, nests or repeats what is refused.
    """
    text = decoded(data, name, _WHAT)
    strange = _NOT_PRINTABLE.search(text)
    if strange:
        place = Lines(text).place(strange.start())
        raise _fault(name, "yaml-broken", place, "a control character stands here")
    try:
        return _Builder(name).document(yaml.parse(text, Loader=_LOADER))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = _place(mark) if mark else Place(line=1, column=1)
        why = error.problem or "it cannot be read"
        # The C parser looks ahead over a thousand brackets before it tells the first.
        code = "too-deep" if "depth" in why or "nesting" in why else "yaml-broken"
        raise _fault(name, code, place, why) from error
    except yaml.YAMLError as error:
        why = " ".join(str(error).split())
        raise _fault(name, "yaml-broken", Place(line=1, column=1), why) from error


class _Builder:
    """One pass over the events; open lists and objects stand on a stack."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.places: dict[str, Place] = {}

    def document(self, events: Iterator[Any]) -> Located:
        """Return the value of the only document."""
        holder: list[object] = []
        stack: list[tuple[list[object] | dict[str, object], str]] = [(holder, "")]
        key: str | None = None
        documents = 0
        for event in events:
            place = _place(event.start_mark)
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise self._fault(
                        "yaml-documents", place, "a second document begins"
                    )
            elif isinstance(event, yaml.SequenceEndEvent | yaml.MappingEndEvent):
                stack.pop()
            elif isinstance(event, yaml.NodeEvent):
                container, at = stack[-1]
                self._require_plain(event, place)
                if isinstance(container, dict) and key is None:
                    key = self._key(event, container, place)
                    continue
                here = self._pointer(container, at, key, len(stack))
                value = self._value(event, place)
                self.places[here] = place
                if len(self.places) > limits.NODES:
                    why = f"more than {limits.NODES:,} values"
                    raise self._fault("too-many", place, why)
                if isinstance(container, dict):
                    container[key or ""] = value
                else:
                    container.append(value)
                key = None
                if isinstance(value, list | dict):
                    stack.append((value, here))
                    if len(stack) - 1 > limits.DEPTH:
                        why = f"nested deeper than {limits.DEPTH} levels"
                        raise self._fault("too-deep", place, why)
        if not holder:
            place = Place(line=1, column=1)
            raise self._fault("yaml-empty", place, "there is nothing in it")
        return Located(holder[0], self.places)

    def _pointer(
        self,
        container: list[object] | dict[str, object],
        at: str,
        key: str | None,
        depth: int,
    ) -> str:
        if depth == 1:
            return ""
        return at + pointer.join(
            len(container) if isinstance(container, list) else key or ""
        )

    def _require_plain(self, event: Any, place: Place) -> None:
        if isinstance(event, yaml.AliasEvent) or event.anchor:
            raise self._fault("yaml-alias", place, "anchors and aliases are not read")
        tag = getattr(event, "tag", None) or "!"
        core = tag.removeprefix(_TAG)
        scalar_tag = isinstance(event, yaml.ScalarEvent) and core in ("str", *_KINDS)
        if tag != "!" and not (tag.startswith(_TAG) and scalar_tag):
            raise self._fault("yaml-tag", place, f"the tag {tag} is not read")

    def _key(self, event: Any, container: dict[str, object], place: Place) -> str:
        if not isinstance(event, yaml.ScalarEvent):
            raise self._fault("yaml-key", place, "a key must be text")
        key = str(event.value)
        if len(key) > limits.KEY:
            raise self._fault(
                "too-long", place, f"a key over {limits.KEY:,} characters"
            )
        if key == "<<" and not event.style:
            raise self._fault("yaml-merge", place, "merge keys are not read")
        if key in container:
            raise self._fault(
                "yaml-repeated-key", place, f"the key “{key[:40]}” is repeated"
            )
        return key

    def _value(self, event: Any, place: Place) -> object:
        if isinstance(event, yaml.SequenceStartEvent):
            return []
        if isinstance(event, yaml.MappingStartEvent):
            return {}
        text = str(event.value)
        if len(text) > limits.STRING:
            why = f"text over {limits.STRING:,} characters"
            raise self._fault("too-long", place, why)
        if _SURROGATE.search(text):
            raise self._fault(
                "yaml-surrogate", place, "half of a character (surrogate)"
            )
        tag = (event.tag or "").removeprefix(_TAG)
        if tag in _KINDS:
            value = scalar(text)
            if type(value) not in _KINDS[tag]:
                raise self._fault("yaml-tag", place, f"this is not a value of !!{tag}")
            return value
        return text if event.style or tag else scalar(text)

    def _fault(self, code: str, place: Place, why: str) -> InputRefusedError:
        return _fault(self.name, code, place, why)


def scalar(text: str) -> object:
    """Return the value of a plain scalar; what would lose anything stays text.

    >>> [scalar(t) for t in ("12", "012", "1.5", "1.50", "no", "true", "1e999")]
    [12, '012', 1.5, '1.50', 'no', True, '1e999']

    Source: YAML 1.2.2, section 10.3.2.
    """
    if text in _WORDS:
        return _WORDS[text]
    if _INT.match(text):
        return int(text)
    if _FLOAT.match(text):
        number = float(text)
        if math.isfinite(number) and (repr(number) == text or "e" in text):
            return number
    return text


def _place(mark: Any) -> Place:
    return Place(line=mark.line + 1, column=mark.column + 1)


def _fault(name: str, code: str, place: Place, why: str) -> InputRefusedError:
    return broken(code, name, place, _WHAT, why, "correct the file at this place")
