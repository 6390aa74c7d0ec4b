"""What a page's own style rules say of how its elements look.

Only what decides whether and how words are seen is kept: colours, sizes, places,
weight, font, and text that a rule puts before an element. Selectors of names, classes,
ids and ancestors are understood; a rule with any other selector changes nothing.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

_KEPT: Final = frozenset({
    "background", "background-color", "background-image", "clip", "clip-path", "color",
    "content", "display", "font", "font-family", "font-size", "font-weight", "height",
    "left", "opacity", "overflow", "position", "text-decoration",
    "text-decoration-line", "text-indent", "top", "visibility", "white-space", "width",
})  # fmt: skip
_MOST_RULES: Final = 20_000
_COMMENT: Final = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_PIECE: Final = re.compile(r"[{};]|[^{};]+")
_STRINGS: Final = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'")
_COMPOUND: Final = re.compile(
    r"(?P<name>\*|[a-zA-Z][\w-]*)?(?P<rest>(?:[.#][\w-]+)*)(?P<before>::?before)?\Z"
)
_SCREENS: Final = re.compile(
    r"@media\s+(?:only\s+)?(?:all|screen)?\s*\Z|@(?:layer|supports)\b"
)
_ESCAPE: Final = re.compile(r"\\([0-9a-fA-F]{1,6})\s?|\\(.)")

Declarations = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Compound:
    """One step of a selector: an element's name, id and classes."""

    name: str
    id: str
    classes: frozenset[str]

    def fits(self, element: Any, classes: frozenset[str]) -> bool:
        """Return whether `element`, of these classes, is meant."""
        return (
            self.name in ("", "*", element.tag)
            and (not self.id or element.get("id") == self.id)
            and self.classes <= classes
        )


@dataclass(frozen=True, slots=True)
class _Rule:
    steps: tuple[_Compound, ...]
    """From the outermost ancestor to the element itself."""
    weight: tuple[int, int, int, int]
    """Ids, classes, names, and its number: the heavier rule wins."""
    said: Declarations


class StyleRules:
    """The rules of a page's ``<style>`` elements."""

    def __init__(self, sheets: str) -> None:
        """Take the text of the style sheets, one after the other."""
        self._rules: defaultdict[str, list[_Rule]] = defaultdict(list)
        self._before: defaultdict[str, list[_Rule]] = defaultdict(list)
        for number, (selector, said) in enumerate(_rules(sheets)):
            if number >= _MOST_RULES:
                break
            self._take(selector, said, number)

    def _take(self, selector: str, said: Declarations, number: int) -> None:
        for each in selector.split(","):
            read = _steps(each)
            if read is None:
                continue
            steps, before = read
            weight = (
                sum(bool(step.id) for step in steps),
                sum(len(step.classes) for step in steps),
                sum(bool(step.name.strip("*")) for step in steps),
                number,
            )
            last = steps[-1]
            key = f"#{last.id}" if last.id else f".{min(last.classes, default='')}"
            key = key if len(key) > 1 else last.name or "*"
            index = self._before if before else self._rules
            index[key].append(_Rule(steps, weight, said))

    def of(self, element: Any) -> Declarations:
        """Return what the rules and its own ``style`` say of `element`."""
        said = _cascaded(self._rules, element) if self._rules else {}
        own = element.get("style")
        return {**said, **declarations(own)} if own else said

    def text_before(self, element: Any) -> str:
        """Return what a rule prints before `element`."""
        if not self._before:
            return ""
        said = _cascaded(self._before, element).get("content", "")
        return css_string(said)


def _cascaded(index: Mapping[str, list[_Rule]], element: Any) -> dict[str, str]:
    classes = classes_of(element)
    keys = [element.tag, "*", *(f".{name}" for name in classes)]
    if element.get("id"):
        keys.append(f"#{element.get('id')}")
    found = [
        rule
        for key in keys
        for rule in index.get(key, ())
        if _applies(rule.steps, element, classes)
    ]
    said: dict[str, str] = {}
    for rule in sorted(found, key=lambda rule: rule.weight):
        said.update(rule.said)
    return said


def _applies(
    steps: tuple[_Compound, ...], element: Any, classes: frozenset[str]
) -> bool:
    if not steps[-1].fits(element, classes):
        return False
    rest = list(steps[:-1])
    above = element.getparent()
    while rest and above is not None:
        if rest[-1].fits(above, classes_of(above)):
            rest.pop()
        above = above.getparent()
    return not rest


def classes_of(element: Any) -> frozenset[str]:
    """Return the classes of an element."""
    return frozenset((element.get("class") or "").split())


def declarations(text: str) -> dict[str, str]:
    """Return the declarations of a ``style``, lower case, those that count here.

    >>> declarations("Display: NONE !important; margin: 0")
    {'display': 'none'}
    """
    said = {}
    for part in text[:10_000].split(";"):
        name, colon, value = part.partition(":")
        name = name.strip().lower()
        if colon and name in _KEPT:
            value = value.replace("!important", "").strip()
            said[name] = value if name == "content" else value.lower()
    return said


def css_string(text: str) -> str:
    r"""Return the characters of a CSS string, empty for what is none.

    >>> css_string(r'"\2611 "'), css_string("attr(title)")
    ('☑', '')
    """
    match = _STRINGS.match(text.strip())
    if match is None:
        return ""

    def meant(escape: re.Match[str]) -> str:
        number = int(escape[1], 16) if escape[1] else 0
        known = 0 < number < 0x110000 and not 0xD800 <= number < 0xE000
        return chr(number) if known else escape[2] or "\N{REPLACEMENT CHARACTER}"

    return _ESCAPE.sub(meant, match.group()[1:-1])


def _rules(sheets: str) -> Iterator[tuple[str, Declarations]]:
    """Yield each rule for a screen: its selectors, and what it says of them."""
    text = _COMMENT.sub(" ", sheets)
    outer: list[bool] = []
    selector: str | None = None
    words: list[str] = []
    for match in _PIECE.finditer(text):
        piece = match.group()
        if piece == "{":
            head, words = "".join(words).strip(), []
            if selector is not None or head.startswith("@"):
                shown = selector is None and bool(_SCREENS.match(head))
                outer.append(shown and all(outer))
                selector = None
            else:
                selector = head
        elif piece == "}":
            if selector is not None:
                said = declarations("".join(words))
                if said and all(outer):
                    yield selector, said
                selector = None
            elif outer:
                outer.pop()
            words = []
        elif piece == ";" and selector is None:
            words = []
        else:
            words.append(piece)


def _steps(selector: str) -> tuple[tuple[_Compound, ...], bool] | None:
    """Return the steps of a selector, and whether it is of what stands before."""
    parts = selector.replace(">", " ").split()
    steps = []
    before = False
    for part in parts:
        match = _COMPOUND.match(part)
        if match is None or before:
            return None
        before = bool(match["before"])
        marks = re.findall(r"([.#])([\w-]+)", match["rest"])
        ids = [name for sign, name in marks if sign == "#"]
        steps.append(
            _Compound(
                (match["name"] or "").lower(),
                ids[0] if ids else "",
                frozenset(name for sign, name in marks if sign == "."),
            )
        )
    return (tuple(steps), before) if steps else None
