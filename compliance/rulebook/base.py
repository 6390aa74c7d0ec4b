"""A regulation on the base of another: its rules, without a copy of them.

``overrides.toml`` beside ``instrument.toml`` says what the act has otherwise than its
base: the pinpoints, conditions of every rule, rules that are changed or dropped, and
from when.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from compliance.model import Departure
from compliance.rulebook.rules import RULE_KEYS
from compliance.rulebook.table import TableReader

_SURE: Final = ("low", "medium", "high")


@dataclass(frozen=True, slots=True)
class TakenOver:
    """What an act takes over from its base."""

    rules: tuple[tuple[TableReader, str], ...]
    """Each rule as this act has it, and the id of the base's rule."""
    departures: tuple[Departure, ...]


def rule_files(folder: Path) -> tuple[TableReader, ...]:
    """Return the rule files of a regulation's own, in the order of their ids.

    Raises:
        RulebookError: a file is not TOML, or its id is not its name.
    """
    readers = tuple(map(TableReader, sorted((folder / "rules").glob("*.toml"))))
    for reader in readers:
        reader.same("id", reader.file.stem)
    return readers


def taken_over(folder: Path, base: Path) -> TakenOver:
    """Return what the act in `folder` takes over from the one in `base`.

    Raises:
        RulebookError: ``overrides.toml`` names a rule the base does not have, or
            leaves a pinpoint of a rule that is taken over without its own.
    """
    reader = TableReader(folder / "overrides.toml")
    reader.only("rules", "pinpoints", "conditions", "drops", "changes")
    bases = {each.text("id"): each for each in rule_files(base)}
    dropped = _named(reader, "drops", bases)
    changed = _named(reader, "changes", bases)
    ids = reader.table("rules")
    ids.only("prefix", "becomes", "applies_from", "sure")
    rules = []
    departures = [
        Departure(base_rule="", rule="", why=each.text("why"))
        for each in reader.tables("conditions")
    ]
    for rule_id, rule in bases.items():
        own_id = rule_id.replace(ids.text("prefix"), ids.text("becomes"), 1)
        change = changed.get(rule_id)
        if rule_id in dropped:
            why = dropped[rule_id].text("why")
            departures.append(Departure(base_rule=rule_id, rule="", why=why))
            continue
        if change is not None:
            why = change.text("why")
            departures.append(Departure(base_rule=rule_id, rule=own_id, why=why))
        raw = _as_here(reader, rule, change, folder.name)
        raw["id"] = own_id
        rules.append((TableReader(rule.file, raw), rule_id))
    return TakenOver(tuple(rules), tuple(departures))


def _named(
    reader: TableReader, key: str, bases: Mapping[str, TableReader]
) -> dict[str, TableReader]:
    entries = reader.tables(key)
    for each in entries:
        each.only("rule", "why", *(["set"] if key == "changes" else []))
    return {each.choice("rule", bases): each for each in entries}


def _as_here(
    reader: TableReader, rule: TableReader, change: TableReader | None, act: str
) -> dict[str, Any]:
    """Return the base's `rule` with this act's dates, pinpoints and changes."""
    ids = reader.table("rules")
    own = change.table("set") if change else TableReader(reader.file, {})
    own.only(*(key for key in RULE_KEYS if key != "id"))
    raw = {
        **rule.raw,
        "applies_from": ids.day("applies_from"),
        "when": _conditions(reader, rule.raw.get("when", [])),
        **own.raw,
    }
    if "cites" not in own.raw:
        cites = rule.tables("cites")
        raw["cites"] = [_cite(reader, each, act, ids.sure()) for each in cites]
    return raw


def _conditions(reader: TableReader, of_base: list[Any]) -> list[Any]:
    """Return the conditions of a rule: the base's, those that differ here replaced.

    A condition without a base is added to every rule, one without ``here`` is left out.
    """
    conditions = list(of_base)
    for each in reader.tables("conditions"):
        each.only("base", "here", "why")
        base, here = each.raw.get("base"), each.raw.get("here")
        if base is None:
            conditions.append(here)
        elif base in conditions:
            at = conditions.index(base)
            conditions[at : at + 1] = [here] if here is not None else []
    return conditions


def _cite(
    reader: TableReader, cite: TableReader, act: str, sure: str
) -> dict[str, Any]:
    pinpoint = cite.text("pinpoint")
    for each in reader.tables("pinpoints"):
        each.only("base", "pinpoint", "instrument", "says", "sure")
        if each.text("base") == pinpoint:
            return {
                **cite.raw,
                "instrument": act,
                **{key: value for key, value in each.raw.items() if key != "base"},
                "sure": _least((cite.sure(), sure, each.sure())),
            }
    raise reader.fault("pinpoints", f"says nothing of {pinpoint}, which its base cites")


def _least(sure: Iterable[str]) -> str:
    return min(sure, key=_SURE.index)
