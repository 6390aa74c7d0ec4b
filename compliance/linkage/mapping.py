"""Mapping files: from the columns a catalog has to the standard columns."""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from compliance.errors import InputRefusedError
from compliance.frontdoor import refusal
from compliance.linkage.entry import COLUMNS, REQUIRED, SEVERAL, Entry
from compliance.linkage.rows import column_name

STANDARD: Final = "standard"

_KEYS: Final = frozenset({"from", "join", "constant", "prefix", "split", "take"})
_PLACE: Final = re.compile(r"\{([^{}]+)\}")
_TAKE: Final = re.compile(r"(before|after) (\S{1,10})")
_Cells = Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where the value of a standard column comes from; one of the first three is set."""

    column: str = ""
    """A column of the catalog, its name as columns are compared."""
    templates: tuple[str, ...] = ()
    """The first whose columns are all filled gives the value."""
    constant: str = ""
    prefix: str = ""
    """Put before each value."""
    split: str = ""
    """What parts several values in the column; they are joined with ``|``, or with
    ``; `` in a standard column that holds one value."""
    take: tuple[str, str] | None = None
    """``before`` or ``after``, and a mark: the part of each value that is taken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnMapping:
    """A whole mapping file."""

    name: str
    columns: Mapping[str, tuple[Source, ...]]
    optional: frozenset[str] = frozenset()
    """Columns of the catalog that may be absent."""

    def wanted(self) -> frozenset[str]:
        """Return the names of all columns of the catalog that it reads."""
        return frozenset(
            name
            for sources in self.columns.values()
            for source in sources
            for name in _names(source)
        )


def mapping_of(text: str, name: str) -> ColumnMapping:
    """Return the mapping that the TOML file `name` holds.

    Raises:
        InputRefusedError: it is not TOML, or has a key or column nothing reads.
    """
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _wrong(name, f"it is not TOML: {error}") from error
    strange = sorted(set(raw) - {"id", "title", "note", "optional", "columns"})
    columns = raw.get("columns")
    if strange or not isinstance(columns, dict):
        raise _wrong(
            name, f"{strange[0] if strange else 'columns'} is not as it should be"
        )
    unknown = sorted(set(columns) - set(COLUMNS))
    if unknown:
        raise _wrong(name, f"{unknown[0]} is no standard column")
    absent = [column for column in REQUIRED if column not in columns]
    if absent:
        raise _wrong(name, f"the standard column {absent[0]} is not mapped")
    return ColumnMapping(
        name=str(raw.get("id", name)),
        columns={
            column: tuple(_source(each, column, name) for each in _listed(value))
            for column, value in columns.items()
        },
        optional=frozenset(column_name(str(each)) for each in raw.get("optional", ())),
    )


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _source(raw: Any, column: str, name: str) -> Source:
    if not isinstance(raw, dict) or set(raw) - _KEYS:
        raise _wrong(name, f"{column} holds a key that a mapping does not have")
    if len({"from", "join", "constant"} & set(raw)) != 1:
        raise _wrong(name, f"{column} needs one of from, join and constant")
    templates = tuple(map(str, _listed(raw.get("join", []))))
    take = _TAKE.fullmatch(str(raw["take"])) if "take" in raw else None
    if "take" in raw and take is None:
        raise _wrong(name, f"take of {column} is not as before | or after |")
    return Source(
        column=column_name(str(raw.get("from", ""))),
        templates=templates,
        constant=str(raw.get("constant", "")),
        prefix=str(raw.get("prefix", "")),
        split=str(raw.get("split", "")),
        take=(take[1], take[2]) if take else None,
    )


def _names(source: Source) -> Iterator[str]:
    if source.column:
        yield source.column
    for template in source.templates:
        yield from map(column_name, _PLACE.findall(template))


def entry_maker(
    mapping: ColumnMapping, header: Sequence[str], name: str, unread: Sequence[str] = ()
) -> Callable[[_Cells], Entry]:
    """Return the function from the cells of a row to its entry.

    Args:
        mapping: The mapping.
        header: The catalog's columns as read, in the order of the cells.
        name: The catalog's file name, for refusals.
        unread: Its other columns, for refusals.

    Raises:
        InputRefusedError: a column that the mapping needs is absent or there twice.
    """
    names = [column_name(each) for each in header]
    wanted = mapping.wanted()
    repeated = sorted({each for each in names if names.count(each) > 1} & wanted)
    if repeated:
        why = f"its column {repeated[0]} is there twice"
        raise _columns("catalog-repeated-column", name, why, "name it once")
    needed = wanted - mapping.optional
    absent = [each for each in sorted(needed) if each not in names]
    if absent:
        shown = ", ".join(dict.fromkeys((*header, *unread))) or "none"
        raise _columns(
            "catalog-column",
            name,
            f"it has no column {absent[0]}; it has {shown}",
            "give a mapping file that says which column holds what (--mapping)",
        )
    places = {each: place for place, each in enumerate(names)}
    made = [
        (COLUMNS.index(column), _value(sources, places, column in SEVERAL))
        for column, sources in mapping.columns.items()
        if any(each in places for s in sources for each in _names(s))
        or any(source.constant for source in sources)
    ]

    def entry(cells: _Cells) -> Entry:
        values = [""] * len(COLUMNS)
        for place, value in made:
            values[place] = value(cells)
        return Entry._make(values)

    return entry


def _value(
    sources: Sequence[Source], places: Mapping[str, int], several: bool
) -> Callable[[_Cells], str]:
    getters = [
        _getter(source, places, several)
        for source in sources
        if source.constant or all(each in places for each in _names(source))
    ]
    if len(getters) == 1:
        return getters[0]
    mark = "|" if several else " "
    return lambda cells: mark.join([v for get in getters if (v := get(cells))])


def _getter(
    source: Source, places: Mapping[str, int], several: bool
) -> Callable[[_Cells], str]:
    if source.constant:
        return lambda cells: source.constant
    if source.templates:
        return _template(source, places)
    place = places[source.column]
    if not (source.prefix or source.split or source.take):
        return lambda cells: cells[place].strip()
    mark = source.split or ("|" if several else "")
    joined = "|" if several else "; "
    return lambda cells: joined.join(
        [kept for part in _parts(cells[place], mark) if (kept := _kept(part, source))]
    )


def _parts(value: str, mark: str) -> list[str]:
    return value.split(mark) if mark else [value]


def _kept(part: str, source: Source) -> str:
    if source.take:
        which, mark = source.take
        head, found, tail = part.partition(mark)
        part = head if which == "before" or not found else tail
    # What parts the values may not stand in one of them.
    clean = part.replace("|", " ").strip()
    return f"{source.prefix}{clean}" if clean else ""


def _template(source: Source, places: Mapping[str, int]) -> Callable[[_Cells], str]:
    made = []
    for template in source.templates:
        pieces = _PLACE.split(template)
        columns = [places[column_name(each)] for each in pieces[1::2]]
        plain = [part.replace("{", "{{").replace("}", "}}") for part in pieces[::2]]
        made.append(("{}".join(plain).format, columns))

    def value(cells: _Cells) -> str:
        for form, columns in made:
            filled = [cells[place].strip() for place in columns]
            if all(filled):
                text = source.prefix + form(*filled)
                return text.replace("|", " ") if "|" in text else text
        return ""

    return value


def _wrong(name: str, why: str) -> InputRefusedError:
    return refusal(
        "mapping-wrong", name, "is not usable as a mapping", why, "correct the file"
    )


def _columns(code: str, name: str, why: str, remedy: str) -> InputRefusedError:
    return refusal(code, name, "cannot be read as a catalog", why, remedy)
