"""One table of a TOML file under ``regulations/``, read key by key."""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

from compliance import datafiles
from compliance.errors import RulebookError

_CERTAIN: Final = ("high", "medium", "low")


class TableReader:
    """One table of a TOML file; every complaint names the file and the field."""

    def __init__(self, file: Path, raw: object = None, prefix: str = "") -> None:
        self.file = file
        self.prefix = prefix
        self.raw: Mapping[str, Any] = datafiles.read_toml(file) if raw is None else raw  # type: ignore[assignment]
        if not isinstance(self.raw, Mapping):
            raise self.fault("", "must be a table")

    def fault(self, key: str, problem: str) -> RulebookError:
        """Return the error that names this file and `key`."""
        return RulebookError(
            "rulebook-wrong",
            where=f"{self.file.parent.name}/{self.file.name}",
            what=f"{self.prefix}{key} is not as it should be",
            why=problem,
            remedy="correct the file; `compliance verify` names every fault",
        )

    def only(self, *keys: str) -> None:
        """Raise unless every key of the table is one of `keys`."""
        for key in self.raw:
            if key not in keys:
                raise self.fault(key, f"not a key here; there are: {', '.join(keys)}")

    def text(self, key: str, default: str | None = None) -> str:
        """Return the text at `key`, or `default`."""
        value = self.raw.get(key, default)
        if not isinstance(value, str) or (not value and default is None):
            raise self.fault(key, "must be text")
        return value

    def same(self, key: str, expected: str) -> str:
        """Return the text at `key`, which must be `expected`."""
        if self.text(key) != expected:
            raise self.fault(key, f"must be {expected}, as the file is named")
        return expected

    def texts(self, key: str) -> tuple[str, ...]:
        """Return the list of texts at `key`; absent means none."""
        value = self.raw.get(key, [])
        if not isinstance(value, list) or not all(isinstance(x, str) for x in value):
            raise self.fault(key, "must be a list of texts")
        return tuple(value)

    def day(self, key: str) -> date:
        """Return the date at `key`."""
        found = self.day_or_none(key)
        if found is None:
            raise self.fault(key, "must be a date, such as 2026-01-31")
        return found

    def day_or_none(self, key: str) -> date | None:
        """Return the date at `key`, or ``None`` where there is none."""
        value = self.raw.get(key)
        if value is None:
            return None
        try:
            return value if type(value) is date else date.fromisoformat(value)
        except (TypeError, ValueError):
            raise self.fault(key, "must be a date, such as 2026-01-31") from None

    def number_or_none(self, key: str) -> float | None:
        """Return the number at `key`, or ``None`` where there is none."""
        value = self.raw.get(key)
        if isinstance(value, bool) or not isinstance(value, int | float | None):
            raise self.fault(key, "must be a number")
        return value

    def choice(self, key: str, known: Iterable[str], default: str | None = None) -> str:
        """Return the text at `key`, which must be one of `known`."""
        value = self.text(key, default)
        choices = list(known)
        if value not in choices:
            raise self.fault(key, f"must be one of: {', '.join(choices)}")
        return value

    def sure(self) -> str:
        """Return how certain this fact is."""
        return self.choice("sure", _CERTAIN, "high")

    def table(self, key: str) -> "TableReader":
        """Return the table at `key`; absent means empty."""
        return TableReader(self.file, self.raw.get(key, {}), f"{self.prefix}{key}.")

    def tables(self, key: str) -> "tuple[TableReader, ...]":
        """Return the tables at `key`; absent means none."""
        value = self.raw.get(key, [])
        if not isinstance(value, list):
            raise self.fault(key, f"must be a list of tables, [[{key}]]")
        return tuple(
            TableReader(self.file, each, f"{self.prefix}{key} {number}: ")
            for number, each in enumerate(value, 1)
        )
