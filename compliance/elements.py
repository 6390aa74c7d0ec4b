"""``regulations/elements.toml`` and each regulation's part of the matrix.

An element that a regulation's ``elements.toml`` does not place is not established: what
nobody looked for is not taken for absent.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from compliance.lexicon import Lexicon, load_lexicon
from compliance.model import Duty, Element, Level, Regulation, Side
from compliance.rulebook.table import TableReader

_NOT_PLACED = "nobody has looked for it yet"
_ASKED = (Level.REQUIRED, Level.CONDITIONAL, Level.ON_REQUEST, Level.VOLUNTARY)


@cache
def load_elements(root: Path) -> tuple[Element, ...]:
    """Return the elements in their order; raises RulebookError."""
    reader = TableReader(root / "regulations" / "elements.toml")
    reader.only("groups", "elements")
    groups = {each.text("id"): each.text("title") for each in reader.tables("groups")}
    elements = tuple(_element(each, groups) for each in reader.tables("elements"))
    ids = [each.id for each in elements]
    for each in ids:
        if ids.count(each) > 1:
            raise reader.fault("elements", f"{each} is there twice")
    return elements


def _element(reader: TableReader, groups: Mapping[str, str]) -> Element:
    reader.only("id", "group", "title", "asks", "kind")
    return Element(
        id=reader.text("id"),
        group=groups[reader.choice("group", groups)],
        title=reader.text("title"),
        asks=reader.text("asks"),
        side=Side(reader.choice("kind", Side, Side.DISCLOSURE)),
    )


def duties_of(regulation: Regulation, root: Path) -> Mapping[str, Duty]:
    """Return what `regulation` asks of every element, by the element's id.

    Raises:
        RulebookError: its ``elements.toml`` names an element twice or one that does
            not exist, or a field or rule that the regulation does not have.
    """
    ids = tuple(each.id for each in load_elements(root))
    duties: dict[str, Duty] = {}
    file = _file(regulation, root)
    if file.is_file():
        reader = TableReader(file)
        reader.only("asks", "silent", "unknown")
        for part, duty in _placed(reader, regulation, ids, load_lexicon(root)):
            if duty.element in duties:
                raise part.fault("", f"{duty.element} is placed twice")
            duties[duty.element] = duty
    return {each: duties.get(each) or _not_placed(regulation.id, each) for each in ids}


def not_placed(regulation: Regulation, root: Path) -> tuple[str, ...]:
    """Return the elements that the regulation's ``elements.toml`` does not place.

    A regulation without that file takes no part in comparisons yet, and lacks none.
    """
    if not _file(regulation, root).is_file():
        return ()
    duties = duties_of(regulation, root)
    return tuple(each for each, duty in duties.items() if duty.says == _NOT_PLACED)


def _file(regulation: Regulation, root: Path) -> Path:
    return root / "regulations" / regulation.id / "elements.toml"


def _placed(
    reader: TableReader,
    regulation: Regulation,
    ids: tuple[str, ...],
    lexicon: Lexicon,
) -> Iterator[tuple[TableReader, Duty]]:
    for each in reader.tables("asks"):
        yield each, _asked(each, regulation, ids, lexicon)
    for key, level in (
        ("silent", Level.NOT_REQUIRED),
        ("unknown", Level.NOT_ESTABLISHED),
    ):
        for each in reader.tables(key):
            each.only("elements", "clause", "says", "sure")
            for element in each.texts("elements"):
                if element not in ids:
                    raise each.fault("elements", f"{element} is no element")
                yield (
                    each,
                    Duty(
                        regulation=regulation.id,
                        element=element,
                        level=level,
                        clause=each.text("clause", ""),
                        says=each.text("says"),
                        sure=each.sure(),
                    ),
                )


def _asked(
    reader: TableReader, regulation: Regulation, ids: tuple[str, ...], lexicon: Lexicon
) -> Duty:
    reader.only(
        "element", "level", "clause", "says", "sure", "at", "if_yes", "entry", "list",
        "groups", "rules", "by_answers",
    )  # fmt: skip
    return Duty(
        regulation=regulation.id,
        element=reader.choice("element", ids),
        level=Level(reader.choice("level", _ASKED)),
        clause=reader.text("clause"),
        says=reader.text("says"),
        sure=reader.sure(),
        at=_fields(reader, "at", regulation),
        if_yes=_fields(reader, "if_yes", regulation),
        entry=reader.text("entry", ""),
        word_list=_list(reader, lexicon),
        groups=_groups(reader, lexicon),
        rules=_rules(reader, regulation),
        by_answers=reader.raw.get("by_answers") is True,
    )


def _list(reader: TableReader, lexicon: Lexicon) -> str:
    return reader.choice("list", lexicon.lists) if "list" in reader.raw else ""


def _groups(reader: TableReader, lexicon: Lexicon) -> tuple[str, ...]:
    named = reader.texts("groups")
    for each in named:
        if each not in lexicon.groups(reader.text("list")):
            raise reader.fault("groups", f"{each} is no group of the word list")
    return named


def _fields(reader: TableReader, key: str, regulation: Regulation) -> tuple[str, ...]:
    pointers = reader.texts(key)
    for at in pointers:
        if regulation.form.by_pointer(at) is None:
            raise reader.fault(key, f"the form has no field at {at}")
    return pointers


def _rules(reader: TableReader, regulation: Regulation) -> tuple[str, ...]:
    named = reader.texts("rules")
    known = {rule.id for rule in regulation.rules}
    for each in named:
        if each not in known:
            raise reader.fault("rules", f"{each} is no rule of {regulation.id}")
    return named


def _not_placed(regulation_id: str, element: str) -> Duty:
    return Duty(
        regulation=regulation_id,
        element=element,
        level=Level.NOT_ESTABLISHED,
        clause="",
        says=_NOT_PLACED,
        sure="low",
    )
