"""Reservations and licences, as their records state them."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from compliance.reservations.window import first_day

VALUES: Final = ("reserved", "allowed", "conditional", "unknown")
SCOPES: Final = ("domain", "url_prefix", "work", "identifier_list", "owner_catalogue")
FIELDS: Final = (
    "reservation_id", "declared_by", "party_id", "authority", "scope_kind",
    "scope_value", "protocol", "carrier", "uses", "value", "machine_readable", "agents",
    "effective_from", "effective_to", "first_seen", "last_seen", "jurisdiction",
    "legal_basis", "conditions_url", "contact", "raw_value", "evidence_url",
    "evidence_sha256", "captured_at", "captured_by",
)  # fmt: skip
REQUIRED: Final = ("reservation_id", "scope_kind", "protocol", "value")

# Words that say what a company is and not which; they are written or left out.
_LEGAL_FORMS: Final = frozenset({
    "inc", "incorporated", "ltd", "limited", "llc", "llp", "lp", "co", "corp",
    "corporation", "company", "gmbh", "ag", "kg", "ug", "se", "sa", "sas", "sarl", "srl",
    "spa", "bv", "nv", "oy", "ab", "as", "aps", "plc", "pty", "ry", "ev", "sp", "zoo",
})  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Reservation:
    """One statement of a rightsholder; a change of it is another record."""

    id: str
    declared_by: str
    party_id: str
    authority: str
    scope_kind: str
    scope: tuple[str, ...]
    """Domains, address prefixes, works, identifiers or kinds of work."""
    protocol: str
    uses: tuple[str, ...]
    value: str
    """``reserved``, ``allowed``, ``conditional`` or ``unknown``."""
    machine_readable: str
    agents: tuple[str, ...]
    """User agents it addresses; none where the protocol names none."""
    effective_from: str
    effective_to: str
    first_seen: str
    """ISO days; a missing one stays empty."""
    jurisdiction: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Licence:
    """What an entry's owner allowed a party."""

    party: str
    scope: str
    starts: str
    ends: str
    """ISO days; empty for an open side."""


def reservation_of(row: Mapping[str, object]) -> Reservation:
    """Return the reservation in a row or mapping of the file.

    Raises:
        ValueError: a required field is empty or holds what it cannot; it is named.
    """
    strange = sorted(set(row) - set(FIELDS))
    if strange:
        raise ValueError(f"{strange[0]} is no field of a reservation")
    texts = {field: _text(row.get(field)) for field in FIELDS}
    for field in REQUIRED:
        if not texts[field]:
            raise ValueError(f"{field} is empty")
    for field, allowed in (("value", VALUES), ("scope_kind", SCOPES)):
        if texts[field] not in allowed:
            raise ValueError(f"{field} is {texts[field]}, not {', '.join(allowed)}")
    for field in ("effective_from", "effective_to", "first_seen", "last_seen"):
        if texts[field] and not first_day(texts[field]):
            raise ValueError(f"{field} is {texts[field]}, not YYYY-MM-DD")
    return Reservation(
        id=texts["reservation_id"],
        declared_by=texts["declared_by"],
        party_id=texts["party_id"],
        authority=texts["authority"],
        scope_kind=texts["scope_kind"],
        scope=_several(row.get("scope_value")),
        protocol=texts["protocol"].casefold(),
        uses=_several(row.get("uses")),
        value=texts["value"],
        machine_readable=texts["machine_readable"],
        agents=_several(row.get("agents")),
        effective_from=texts["effective_from"],
        effective_to=texts["effective_to"],
        first_seen=texts["first_seen"],
        jurisdiction=texts["jurisdiction"],
    )


def licences_of(column: str) -> tuple[Licence, ...]:
    """Return the licences in a catalog's ``licensed_to``.

    >>> [(e.party, e.scope, e.starts, e.ends) for e in licences_of("Alder AI:training:2024-01-01:")]
    [('Alder AI', 'training', '2024-01-01', '')]
    """
    found = []
    for part in column.split("|"):
        party, *rest = (piece.strip() for piece in part.rsplit(":", 3))
        scope, starts, ends = (*rest, "", "", "")[:3]
        if party:
            found.append(Licence(party=party, scope=scope, starts=starts, ends=ends))
    return tuple(found)


def party_key(name: str) -> str:
    """Return what two spellings of a company's name agree in; legal forms left out.

    >>> party_key("Alder A.I., GmbH") == party_key("ALDER AI")
    True
    """
    plain = unicodedata.normalize("NFKD", name).casefold().replace(".", "")
    bare = "".join(c for c in plain if not unicodedata.combining(c))
    words = re.findall(r"\w+", bare.replace("&", " and "))
    return " ".join(word for word in words if word not in _LEGAL_FORMS)


def party_keys(text: str) -> frozenset[str]:
    """Return the keys of every name that a field for a party may hold.

    Name, address and mail, or a group and its members, stand in one field; each part
    of it is taken whole, so that a street named like a company is not the company.

    >>> sorted(party_keys("Name: Alder AI GmbH, Elm Street 5; mail@alder.example"))
    ['alder ai', 'elm street 5', 'mail alderexample', 'name']
    """
    parts = re.split(r"[\n\r,;:|()•]|\s[-–—]\s", text)
    return frozenset(map(party_key, parts)) - {""}


def _several(value: object) -> tuple[str, ...]:
    if isinstance(value, list):
        return tuple(_text(each) for each in value)
    parts = re.split(r"[|;]", _text(value))
    return tuple(part.strip() for part in parts if part.strip())


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return "|".join(_text(each) for each in value)
    return str(value).strip()
