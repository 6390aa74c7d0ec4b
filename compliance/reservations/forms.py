"""How strong the form of a reservation is, as far as it has been settled."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from compliance import datafiles


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One way to reserve rights."""

    title: str
    strength: str
    """How a reader is told of it, such as ``contested``."""
    why: str
    where: Mapping[str, str]
    """Country code to another strength there."""
    covers: str
    """``site`` if it speaks of a place on the web, ``work`` if it goes with the work."""
    sure: str


@cache
def load_forms(root: Path) -> Mapping[str, Form]:
    """Read ``regulations/facts/reservation_forms.toml`` of `root`, by protocol.

    Raises:
        RulebookError: the file is not as it should be.
    """
    raw = datafiles.read_toml(root / "regulations" / "facts" / "reservation_forms.toml")
    found = {}
    for entry in raw["forms"]:
        form = Form(
            title=entry["title"],
            strength=entry["strength"],
            why=entry["why"],
            where=MappingProxyType(dict(entry.get("where", {}))),
            covers=entry["covers"],
            sure=entry["sure"],
        )
        for protocol in entry["protocols"]:
            found[protocol] = form
    return MappingProxyType(found)


def form_words(protocol: str, jurisdiction: str, forms: Mapping[str, Form]) -> str:
    """Return what a report says of the form of a reservation."""
    form = forms.get(protocol)
    if form is None:
        return f"form {protocol}: nothing is known here of its strength"
    strength = form.where.get(jurisdiction.upper(), form.strength)
    return f"{form.title}: {strength} ({form.why})"
