"""Foreign columns to the standard ones, as a mapping file says."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from compliance.errors import InputRefusedError
from compliance.frontdoor import refusal

COLUMNS: Final = (
    "record_id", "work_type", "title", "alt_titles", "creators", "owner_name", "owner_id",
    "share", "territory", "first_date", "identifiers", "registrations", "urls", "domains",
    "licence", "licensed_to", "reservations", "updated_at",
)  # fmt: skip
REQUIRED: Final = ("record_id", "work_type", "title")
_PLACEHOLDER: Final = re.compile(r"\{([^{}]+)\}")
_KEYS: Final = frozenset({"from", "constant", "split", "before", "prefix", "join"})


@dataclass(frozen=True, slots=True)
class Layout:
    """How a catalog's columns become the standard ones."""

    name: str
    columns: Mapping[str, Mapping[str, Any]]
    """Standard column to its recipe; empty for a catalog in the standard columns."""

    def needs(self) -> tuple[str, ...]:
        """Return the foreign columns that the recipes read, sorted."""
        if not self.columns:
            return REQUIRED
        found = set()
        for recipe in self.columns.values():
            found |= {recipe["from"]} if "from" in recipe else set()
            for template in recipe.get("join", ()):
                found |= set(_PLACEHOLDER.findall(template))
        return tuple(sorted(found))

    def row(self, raw: Mapping[str, str]) -> dict[str, str]:
        """Return the standard columns of one foreign row; several values joined by |."""
        if not self.columns:
            return {name: raw.get(name, "") for name in COLUMNS}
        return {
            name: _cell(self.columns[name], raw) if name in self.columns else ""
            for name in COLUMNS
        }


def layout_of(raw: Mapping[str, Any], name: str) -> Layout:
    """Return the layout in the mapping file `raw`.

    Raises:
        InputRefusedError: it names a column or a key that there is not.
    """
    columns = raw.get("columns", {})
    for column, recipe in columns.items():
        if column not in COLUMNS:
            raise _wrong(
                name, column, f"no standard column; there are: {', '.join(COLUMNS)}"
            )
        if not isinstance(recipe, Mapping) or not set(recipe) <= _KEYS:
            raise _wrong(name, column, f"a recipe has: {', '.join(sorted(_KEYS))}")
    missing = [each for each in REQUIRED if columns and each not in columns]
    if missing:
        raise _wrong(name, missing[0], "this column is required")
    return Layout(str(raw.get("name", name)), columns)


def _cell(recipe: Mapping[str, Any], raw: Mapping[str, str]) -> str:
    if "constant" in recipe:
        return str(recipe["constant"])
    if "join" in recipe:
        return "|".join(v for t in recipe["join"] if (v := _filled(t, raw)))
    value = raw.get(recipe["from"], "")
    if "split" not in recipe:
        return str(recipe.get("prefix", "")) + value if value else ""
    parts = [part.strip() for part in value.split(recipe["split"])]
    if "before" in recipe:
        parts = [part.partition(recipe["before"])[0] for part in parts]
    return "|".join(part for part in parts if part)


def _filled(template: str, raw: Mapping[str, str]) -> str:
    """Return the template filled in, or nothing if its first value is missing."""
    names = _PLACEHOLDER.findall(template)
    if names and not raw.get(names[0], ""):
        return ""
    return _PLACEHOLDER.sub(lambda m: raw.get(m[1], ""), template).rstrip("@")


def _wrong(name: str, key: str, why: str) -> InputRefusedError:
    return refusal(
        "mapping-wrong",
        name,
        f"{key} is not as it should be",
        why,
        "correct the mapping",
    )
